//! Declares every command to Tauri, so that a window may call only what its capability names, and says plainly what is
//! missing when the pages of the window have not been built.

#[path = "../crates/holdfast/src/list.rs"]
mod list;
#[path = "src/list.rs"]
mod shell_list;

use shell_list::for_each_shell_command;

macro_rules! names {
    ($($pace:ident $name:ident($question:ty) -> $answer:ty,)*) => {
        &[$(stringify!($name)),*]
    };
}

const VAULT: &[&str] = for_each_vault_command!(names);
const DESK: &[&str] = for_each_desk_command!(names);
const SHELL: &[&str] = for_each_shell_command!(names);

fn main() {
    println!("cargo::rerun-if-changed=../ui/dist");
    println!("cargo::rerun-if-changed=../crates/holdfast/src/list.rs");
    println!("cargo::rerun-if-changed=src/list.rs");
    if !std::path::Path::new("../ui/dist/index.html").is_file() {
        println!(
            "cargo::error=the pages of the window are not built: `cargo xtask run` does it, or `npm ci && npm run build` in ui/"
        );
        return;
    }
    println!("cargo::rustc-env=HOLDFAST_DECLARED_COMMANDS={}", [VAULT, DESK, SHELL].concat().join(","));
    // The build script runs once and ends; Tauri asks for names that live as long as it does.
    let commands: &'static [&'static str] = Vec::leak([VAULT, DESK, SHELL].concat());
    let attributes = tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(commands));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
