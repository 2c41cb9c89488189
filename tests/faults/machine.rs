//! One throw-away machine: a home of its own with a vault, a configuration
//! folder and some files, that can be copied as a whole before each fault.
//!
//! Everything a run may touch lies under one folder, so a copy is a fresh start.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Where the built binaries lie: `HOLDFAST_BIN_DIR`, else beside this test.
pub(crate) fn binaries() -> PathBuf {
    if let Some(folder) = std::env::var_os("HOLDFAST_BIN_DIR") {
        return PathBuf::from(folder);
    }
    let test = std::env::current_exe().expect("a test has a path");
    test.parent().and_then(Path::parent).expect("tests lie in <target>/<profile>/deps").to_path_buf()
}

/// The program under test; says how to build it when it is not there.
pub(crate) fn program(name: &str) -> PathBuf {
    let path = binaries().join(name);
    assert!(path.is_file(), "{} is missing: run `cargo build --workspace` first", path.display());
    path
}

/// Whether a needed tool can be used; a missing one is a failure where everything is required, else a skip.
pub(crate) fn usable(what: &str, works: bool) -> bool {
    if works {
        return true;
    }
    assert!(std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none(), "{what} is needed here and does not work");
    println!("skipped: {what} does not work on this machine");
    false
}

pub(crate) fn strace_works() -> bool {
    let works = Command::new("strace")
        .args(["-f", "-e", "inject=fsync:error=EIO:when=1", "-o", "/dev/null", "true"])
        .status()
        .is_ok_and(|status| status.success());
    usable("strace with fault injection", works)
}

/// A folder that holds a vault (`vault`), the user's configuration (`config`), files to add (`files`) and results (`out`).
pub(crate) struct Machine {
    root: tempfile::TempDir,
}

/// What a run said and how it ended; `code` is none when it was killed.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("not one JSON object ({error}): {}\n{}", self.stdout, self.stderr))
    }

    /// The ids that the run said were kept.
    pub(crate) fn kept(&self) -> Vec<String> {
        self.stdout
            .lines()
            .filter_map(|line| line.strip_prefix("kept "))
            .filter_map(|rest| rest.split(' ').next())
            .map(str::to_owned)
            .collect()
    }
}

impl Machine {
    /// A machine with an empty vault and three small files of different kinds.
    pub(crate) fn new() -> Machine {
        let machine = Machine::bare();
        machine.done(&["vault", "create"]);
        machine
    }

    /// A machine without a vault.
    pub(crate) fn bare() -> Machine {
        Machine::at(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    fn at(root: tempfile::TempDir) -> Machine {
        for folder in ["config", "files", "out"] {
            fs::create_dir(root.path().join(folder)).expect("a folder can be made");
        }
        let machine = Machine { root };
        machine.file("聊天 记录.txt", "2025-11-01 20:00 店主: 保价30天\n2025-11-01 20:01 我: 好的\n".as_bytes());
        machine.file("promise.bin", &[7; 70_000]);
        machine.file("empty.dat", b"");
        machine
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path("files").join(name);
        fs::write(&path, bytes).expect("a file can be written");
        path
    }

    /// The same machine once more, byte for byte, somewhere else.
    pub(crate) fn copy(&self) -> Machine {
        let root = in_memory();
        let status = Command::new("cp")
            .arg("-a")
            .arg(format!("{}/.", self.root.path().display()))
            .arg(root.path())
            .status()
            .expect("cp runs");
        assert!(status.success(), "a machine is copied whole");
        Machine { root }
    }

    /// `holdfast` with this machine's vault and configuration; `before` is put in front (strace and its arguments).
    pub(crate) fn command<S: AsRef<OsStr>>(&self, before: &[S], arguments: &[&str]) -> Command {
        let holdfast = program("holdfast");
        let mut command = match before.split_first() {
            None => Command::new(holdfast),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(holdfast);
                command
            }
        };
        command
            .args(arguments)
            .current_dir(self.root.path())
            .env("HOLDFAST_VAULT", self.path("vault"))
            .env("HOLDFAST_SPARE_BYTES", "0")
            .env("HOME", self.root.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_under::<&str>(&[], arguments)
    }

    pub(crate) fn run_under<S: AsRef<OsStr>>(&self, before: &[S], arguments: &[&str]) -> Ran {
        ran(&self.command(before, arguments).output().expect("holdfast starts"))
    }

    /// Runs and insists that it ended well.
    pub(crate) fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?} ends well: {}{}", ran.stdout, ran.stderr);
        ran
    }

    /// Adds the three files and returns their ids.
    pub(crate) fn add_files(&self) -> Vec<String> {
        let added = self.done(&["item", "add", "files", "--json"]).json();
        added["items"]
            .as_array()
            .expect("items is an array")
            .iter()
            .map(|item| item["id"].as_str().expect("an id is text").to_owned())
            .collect()
    }

    /// The ids of all items that the vault lists now.
    pub(crate) fn listed(&self) -> Vec<String> {
        self.done(&["item", "list", "--json"]).json()["items"]
            .as_array()
            .expect("items is an array")
            .iter()
            .map(|item| item["id"].as_str().expect("an id is text").to_owned())
            .collect()
    }

    /// The vault is whole: everything recomputed, nothing amiss.
    pub(crate) fn assert_whole(&self, when: &str) {
        let check = self.run(&["vault", "check", "--json"]);
        assert_eq!(check.code, Some(0), "the vault is whole after {when}: {}{}", check.stdout, check.stderr);
    }

    /// What was said to be kept is there, and can be read back whole.
    pub(crate) fn assert_holds(&self, kept: &[String], when: &str) {
        let listed = self.listed();
        for id in kept {
            assert!(listed.contains(id), "{id} was reported kept and is gone after {when}");
        }
    }
}

/// A folder on a disk in memory where there is one: hundreds of copies of a machine need no real disk, because a
/// fault injected into a call is the same there.
fn in_memory() -> tempfile::TempDir {
    let place = Path::new("/dev/shm");
    let made = if place.is_dir() { tempfile::tempdir_in(place) } else { tempfile::tempdir() };
    made.expect("a temporary folder can be made")
}

pub(crate) fn ran(output: &Output) -> Ran {
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
