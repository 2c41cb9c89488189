//! Runs the built programs as a stranger would: at a desk of one's own (home, settings, vault and working folder in
//! one temporary folder, nothing inherited from the environment but `PATH`), with a limit on the time they may take.
//! The programs are the ones beside this test in the target folder; `cargo xtask test` builds them first.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// No run on a small bundle may take longer than this.
pub const LIMIT: Duration = Duration::from_secs(10);

/// What a program did.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; `None` when a signal ended it or the time limit did.
    pub exit: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
    pub took: Duration,
    pub timed_out: bool,
    /// The command as one would type it, for messages.
    pub command: String,
}

impl Ran {
    /// The one JSON object on stdout.
    ///
    /// # Panics
    /// When stdout is anything else.
    pub fn json(&self) -> serde_json::Value {
        match serde_json::from_slice(&self.stdout) {
            Ok(value) => value,
            Err(error) => panic!("stdout is not one JSON object ({error}):\n{}", self.story()),
        }
    }

    /// This run, which must have ended with `exit`.
    ///
    /// # Panics
    /// When it ended otherwise; the message tells the whole run.
    #[track_caller]
    pub fn expect(self, exit: i32) -> Ran {
        assert_eq!(self.exit, Some(exit), "{}", self.story());
        self
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// The whole run in words.
    pub fn story(&self) -> String {
        let ended = match (self.exit, self.timed_out) {
            (_, true) => format!("did not end within {LIMIT:?}"),
            (Some(code), _) => format!("exit {code}"),
            (None, _) => "ended by a signal".to_owned(),
        };
        format!("$ {}\n{ended}\nstdout: {}\nstderr: {}", self.command, self.text(), self.stderr)
    }
}

/// A private desk: everything a run can read or write lies below one temporary folder.
#[derive(Debug)]
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A new desk with an empty home and no vault yet.
    pub fn new() -> Desk {
        let folder =
            tempfile::Builder::new().prefix("holdfast-desk-").tempdir().expect("a temporary folder can be made");
        for name in ["home", "work"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder can be made at the desk");
        }
        Desk { folder }
    }

    /// The folder that holds everything of this desk.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The working folder of the runs.
    pub fn work(&self) -> PathBuf {
        self.root().join("work")
    }

    /// Where this desk's vault lies.
    pub fn vault(&self) -> PathBuf {
        self.root().join("vault")
    }

    /// A path below the desk's working folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.work().join(name)
    }

    /// Writes a file below the working folder and says where.
    pub fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        std::fs::write(&path, bytes).expect("a sample file can be written");
        path
    }

    /// `holdfast --json …` with this desk's vault.
    pub fn holdfast<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Ran {
        let mut all = vec![OsString::from("--json")];
        all.extend(arguments.iter().map(|one| one.as_ref().to_owned()));
        self.run("holdfast", &all)
    }

    /// `holdfast-verify --json …` in the working folder.
    pub fn verify<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Ran {
        let mut all = vec![OsString::from("--json")];
        all.extend(arguments.iter().map(|one| one.as_ref().to_owned()));
        self.run("holdfast-verify", &all)
    }

    /// One of our programs with exactly these arguments.
    pub fn run<A: AsRef<OsStr>>(&self, program: &str, arguments: &[A]) -> Ran {
        let mut command = self.command(program);
        command.args(arguments);
        finish(command, LIMIT.max(Duration::from_secs(30)))
    }

    /// The command for one of our programs, ready at this desk, for tests that drive it themselves.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(binary(program));
        command.env_clear().current_dir(self.work());
        command.envs([("PATH", std::env::var_os("PATH").unwrap_or_default())]);
        let home = self.root().join("home");
        command.env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
        command.env("XDG_CACHE_HOME", home.join("cache")).env("HOME", home);
        command.env("HOLDFAST_VAULT", self.vault()).env("LANG", "C.UTF-8").env("TZ", "Asia/Shanghai");
        command
    }
}

/// Runs a command to its end, or kills it after `limit`.
pub fn finish(mut command: Command, limit: Duration) -> Ran {
    let shown = show(&command);
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start `{shown}`: {error}"));
    let mut out = child.stdout.take().expect("stdout is a pipe");
    let mut err = child.stderr.take().expect("stderr is a pipe");
    let out = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = out.read_to_end(&mut bytes);
        bytes
    });
    let err = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = err.read_to_end(&mut bytes);
        bytes
    });
    let mut pause = Duration::from_micros(500);
    let (exit, timed_out) = loop {
        match child.try_wait().expect("a child can be waited for") {
            Some(status) => break (status.code(), false),
            None if begun.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                break (None, true);
            }
            None => std::thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(10));
    };
    let took = begun.elapsed();
    let stdout = out.join().expect("the reading thread ends");
    let stderr = String::from_utf8_lossy(&err.join().expect("the reading thread ends")).into_owned();
    Ran { exit, stdout, stderr, took, timed_out, command: shown }
}

/// The program of that name beside this test in the target folder.
///
/// # Panics
/// When it has not been built; the message says what to run.
pub fn binary(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("a test knows its own path");
    let folder = here.ancestors().nth(2).expect("tests lie in target/<profile>/deps");
    let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.is_file(), "{} is not built: run `cargo build --workspace`, or `cargo xtask test`", path.display());
    path
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
