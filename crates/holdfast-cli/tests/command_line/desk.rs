//! A desk of one's own: a vault, folders for marks and files, and a terminal that remembers.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use holdfast::Language;
use holdfast::edge::Surroundings;
use holdfast_cli::{Terminal, run};
use serde_json::Value;

/// Everything of one test lies here and goes with it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    pub(crate) cancel: Arc<AtomicBool>,
    pub(crate) language: Language,
    /// Whoever runs it has no home folder, and so no usual places.
    pub(crate) homeless: bool,
}

/// How a command ended and what it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: u8,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    /// Without a vault yet.
    pub(crate) fn bare() -> Desk {
        Desk {
            folder: tempfile::tempdir().expect("a temporary folder"),
            cancel: Arc::new(AtomicBool::new(false)),
            language: Language::En,
            homeless: false,
        }
    }

    /// With an empty vault.
    pub(crate) fn with_vault() -> Desk {
        let desk = Desk::bare();
        desk.done(&["vault", "create"]);
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.path("vault")
    }

    /// Writes a file of the user's and returns its path as an argument.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path("files").join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(&path, bytes).expect("a file can be written");
        spelled(&path)
    }

    /// Runs a command line as typed after `holdfast`.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        let stdout = Memory::default();
        let (status, stderr) = self.run_into(arguments, Box::new(stdout.clone()));
        Ended { status, stdout: stdout.text(), stderr }
    }

    /// Runs with a stdout of the test's own; returns the status and what was said on stderr.
    pub(crate) fn run_into(&self, arguments: &[&str], stdout: Box<dyn Write + Send>) -> (u8, String) {
        let stderr = Memory::default();
        let mut terminal = Terminal {
            stdout,
            stderr: Box::new(stderr.clone()),
            is_tty: false,
            surroundings: Surroundings {
                vault: (!self.homeless).then(|| self.vault()),
                data: (!self.homeless).then(|| self.path("data")),
                config: (!self.homeless).then(|| self.path("config")),
                reader: None,
                assets: None,
                executable: None,
                spare_bytes: 0,
                language: self.language,
            },
            cancel: Arc::clone(&self.cancel),
        };
        let status = run(std::iter::once("holdfast").chain(arguments.iter().copied()), &mut terminal);
        (status, stderr.text())
    }

    /// Runs and expects 0; returns what was said on stdout.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.status, 0, "{arguments:?} should be done: {ended:?}");
        ended.stdout
    }

    /// Runs with `--json` and returns the status and the one object.
    pub(crate) fn json(&self, arguments: &[&str]) -> (u8, Value) {
        let ended = self.run(&[arguments, &["--json"]].concat());
        (ended.status, ended.object())
    }

    /// Runs with `--json`, expects 0.
    pub(crate) fn answer(&self, arguments: &[&str]) -> Value {
        let (status, object) = self.json(arguments);
        assert_eq!(status, 0, "{arguments:?} should be done: {object}");
        object
    }

    /// Keeps a file and returns its id.
    pub(crate) fn kept(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.file(name, bytes);
        text(&self.answer(&["item", "add", &path]), "/items/0/id")
    }

    /// Opens a dispute and returns its name.
    pub(crate) fn dispute(&self, title: &str) -> String {
        text(&self.answer(&["dispute", "create", title]), "/dispute/name")
    }
}

impl Ended {
    /// The one JSON object on stdout; nothing else may be there.
    pub(crate) fn object(&self) -> Value {
        let value: Value = serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("stdout must be one object ({error}): {self:?}"));
        assert!(value.is_object(), "an answer is an object: {self:?}");
        value
    }

    pub(crate) fn error_code(&self) -> String {
        text(&self.object(), "/error/code")
    }
}

/// The text at a JSON pointer.
pub(crate) fn text(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        other => panic!("{pointer} should be a text, is {other:?} in {value}"),
    }
}

/// The keys of the object at a pointer, in their order.
pub(crate) fn keys(value: &Value, pointer: &str) -> Vec<String> {
    match value.pointer(pointer) {
        Some(Value::Object(object)) => object.keys().cloned().collect(),
        other => panic!("{pointer} should be an object, is {other:?} in {value}"),
    }
}

pub(crate) fn spelled(path: &Path) -> String {
    path.to_str().expect("a test's paths are text").to_owned()
}

/// A stream that can be read afterwards.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Memory {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no writer panics").clone()).expect("what is printed is UTF-8")
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no writer panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
