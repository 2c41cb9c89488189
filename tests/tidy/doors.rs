//! The doors to the outside: databases, sockets, the clock, chance and the environment are each reached in one place,
//! and everywhere else they come in as arguments. That is what makes a test exact and a promise checkable.

use crate::tree::{SourceFile, none_break, rust_files};

const SQL: &[&str] =
    &["SELECT ", "INSERT INTO", "INSERT OR", "DELETE FROM", "CREATE TABLE", "CREATE INDEX", "PRAGMA ", "rusqlite"];

const SOCKETS: &[&str] = &["std::net", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "UnixListener"];

const CLOCK_AND_CHANCE: &[&str] =
    &["SystemTime::now", "Utc::now", "Local::now", "Instant::now", "getrandom", "OsRng", "thread_rng", "Uuid::new_v"];

const ENVIRONMENT: &[&str] = &["env::var", "env::temp_dir", "env::home_dir", "env::current_dir", "env::current_exe"];

#[test]
fn only_the_vault_speaks_sql() {
    let places = found(SQL, |file| file.path.starts_with("crates/holdfast-vault/"));
    none_break("SQL outside the vault", &places);
}

#[test]
fn nothing_opens_a_socket_but_the_client_and_the_windows_player_on_loopback() {
    let is_media_server =
        |file: &SourceFile| file.path == "src-tauri/src/media.rs" || file.path.starts_with("src-tauri/src/media/");
    // The client of time authorities opens none itself either: its HTTP library does, and is named there alone.
    none_break("a socket: nothing leaves the machine", &found(SOCKETS, is_media_server));
    let is_client = |file: &SourceFile| file.path == "crates/holdfast-time/src/http.rs";
    none_break("the network asked from somewhere else", &found(&["ureq"], is_client));
    let elsewhere: Vec<String> = rust_files()
        .iter()
        .filter(|file| is_media_server(file) && !file.is_test())
        .flat_map(|file| {
            let lines =
                file.product_lines().filter(|(_, line)| line.contains("::bind(") && !line.contains("LOCALHOST"));
            lines.map(|(number, _)| format!("{}:{number}", file.path)).collect::<Vec<_>>()
        })
        .collect();
    none_break("a listener that others than this computer can reach", &elsewhere);
}

#[test]
fn clock_and_chance_come_in_at_the_edges_only() {
    // The reader process is held to a time limit by whoever starts it: a stop-watch, not a time that is recorded.
    let is_stop_watch = |file: &SourceFile| file.path == "crates/holdfast-readers/src/parent.rs";
    // The reader's filter names system calls, to say which ones the reader may make.
    let is_filter = |file: &SourceFile| file.path == "crates/holdfast-readers/src/walls.rs";
    let places = found(CLOCK_AND_CHANCE, |file| is_edge(file) || is_stop_watch(file) || is_filter(file));
    none_break("a clock or chance read inside; take it as an argument", &places);
}

#[test]
fn the_environment_is_read_at_the_edges_only() {
    none_break("the environment read inside; take it as an argument", &found(ENVIRONMENT, is_edge));
}

#[test]
fn libraries_never_speak_to_the_terminal() {
    let places = found(&["println!", "eprintln!", "print!(", "eprint!(", "process::exit"], |file| {
        // The window is an edge too, but one without a terminal.
        (is_edge(file) && !file.path.starts_with("src-tauri/src/")) || file.path.ends_with("/src/main.rs")
    });
    none_break("a library that prints or ends the process; return a value", &places);
}

/// Where the outside is let in: the edge of `holdfast`, the programs' own crates, and the builders' tool.
fn is_edge(file: &SourceFile) -> bool {
    file.path == "crates/holdfast/src/edge.rs"
        || file.path.starts_with("crates/holdfast/src/edge/")
        || file.path.starts_with("crates/holdfast-cli/")
        || file.path == "crates/holdfast-verify/src/main.rs"
        || file.path.starts_with("src-tauri/")
        || file.path.starts_with("crates/xtask/")
        // A program to measure or to shake with; nothing of the product.
        || file.path.contains("/examples/")
}

/// Places in product code, outside tests and comments, that hold one of the words.
fn found(words: &[&str], excepted: impl Fn(&SourceFile) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    for file in rust_files().iter().filter(|file| !file.is_test() && !excepted(file)) {
        for (number, line) in file.product_lines() {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                places.push(format!("{}:{number}: {word}", file.path));
            }
        }
    }
    places
}
