//! The trace audit: before "kept" is said of an item, every object of it, the
//! folder that holds the object's name, and the database's log were synced.
//!
//! A killed process loses nothing that the kernel already has, so fault tests
//! cannot see a missing sync; a power cut would. This reads one run's system
//! calls and plays them: a write makes a file dirty, a new name makes its folder
//! dirty, a sync that starts after the last write makes it clean.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::machine::{Machine, strace_works};

const TRACED: &str = "trace=openat,creat,write,pwrite64,pwritev,writev,copy_file_range,sendfile,ftruncate,fallocate,\
     fsync,fdatasync,syncfs,sync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,ioctl";

/// One finished system call: when it began and ended (line numbers of the trace), its text and its result.
struct Call {
    began: usize,
    ended: usize,
    name: String,
    arguments: String,
    result: String,
}

/// What a trace says of each path: when it was last written, when it got its name, and the syncs that covered it.
#[derive(Default)]
struct Disk {
    written: HashMap<PathBuf, usize>,
    named: HashMap<PathBuf, usize>,
    synced: HashMap<PathBuf, Vec<(usize, usize)>>,
    everything: Vec<(usize, usize)>,
}

impl Disk {
    fn write(&mut self, path: impl Into<PathBuf>, at: usize) {
        let last = self.written.entry(path.into()).or_default();
        *last = (*last).max(at);
    }

    fn name(&mut self, path: &Path, at: usize) {
        self.named.insert(path.to_path_buf(), at);
    }

    fn moved(&mut self, from: &Path, to: &Path, at: usize) {
        if let Some(written) = self.written.get(from).copied() {
            self.write(to, written);
        }
        if let Some(synced) = self.synced.get(from).cloned() {
            self.synced.entry(to.to_path_buf()).or_default().extend(synced);
        }
        self.name(to, at);
    }

    /// Whether some sync of `path`, or of everything, began after `from` and ended before `moment`.
    fn synced_between(&self, path: &Path, from: usize, moment: usize) -> bool {
        let own = self.synced.get(path).into_iter().flatten();
        own.chain(&self.everything).any(|&(began, ended)| began > from && ended < moment)
    }

    /// Whether the bytes of `path`, written in this run, were synced before `moment`.
    fn is_durable(&self, path: &Path, moment: usize) -> bool {
        self.written.get(path).is_some_and(|&written| self.synced_between(path, written, moment))
    }

    /// Whether the name of `path`, and of each folder above it that this run made, was synced before `moment`.
    fn is_named(&self, path: &Path, moment: usize) -> bool {
        path.ancestors().all(|path| match (self.named.get(path), path.parent()) {
            (Some(&named), Some(folder)) => self.synced_between(folder, named, moment),
            _ => true,
        })
    }
}

/// The calls of a trace made with `strace -f -y`, unfinished ones joined with their ends.
fn calls(trace: &str) -> Vec<Call> {
    let mut waiting: HashMap<&str, (usize, String)> = HashMap::new();
    let mut calls = Vec::new();
    for (line, text) in trace.lines().enumerate() {
        let Some((process, rest)) = text.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if let Some(begun) = rest.strip_suffix("<unfinished ...>") {
            waiting.insert(process, (line, begun.to_owned()));
            continue;
        }
        let (began, whole) = match rest.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            Some((_, end)) => match waiting.remove(process) {
                Some((began, begun)) => (began, begun + end),
                None => continue,
            },
            None => (line, rest.to_owned()),
        };
        let Some((name, after)) = whole.split_once('(') else { continue };
        // The result stands at the end, after spaces that align it; a timed-out or killed call has none.
        let Some((arguments, result)) = after.rsplit_once(" = ") else { continue };
        let Some(arguments) = arguments.trim_end().strip_suffix(')') else { continue };
        let (name, arguments, result) = (name.to_owned(), arguments.to_owned(), result.to_owned());
        calls.push(Call { began, ended: line, name, arguments, result });
    }
    calls
}

/// The path of the first file descriptor in `5</a/path>, …`.
fn descriptor_path(text: &str) -> Option<PathBuf> {
    let (_, rest) = text.split_once('<')?;
    Some(PathBuf::from(rest.split_once('>')?.0))
}

/// The paths of a call that names them as text, each after its folder's descriptor if it has one.
fn named_paths(arguments: &str, home: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut folder = home.to_path_buf();
    for piece in arguments.split(", ") {
        if let Some(text) = piece.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            paths.push(folder.join(text));
            folder = home.to_path_buf();
        } else if let Some(path) = descriptor_path(piece) {
            folder = path;
        }
    }
    paths
}

/// Plays the calls; returns the disk as it was and, for each kept id, when it was said.
fn play(calls: &[Call], home: &Path) -> (Disk, Vec<(String, usize)>) {
    let mut disk = Disk::default();
    let mut said = Vec::new();
    for call in calls {
        if call.result.starts_with('-') {
            continue;
        }
        match call.name.as_str() {
            "write" | "writev" if call.arguments.starts_with("1<") => {
                let text = call.arguments.split('"').nth(1).unwrap_or_default();
                for line in text.split("\\n") {
                    if let Some(id) = line.strip_prefix("kept ").and_then(|rest| rest.split(' ').next()) {
                        said.push((id.to_owned(), call.began));
                    }
                }
            }
            "write" | "writev" | "pwrite64" | "pwritev" | "ftruncate" | "fallocate" => {
                if let Some(path) = descriptor_path(&call.arguments) {
                    disk.write(path, call.ended);
                }
            }
            "copy_file_range" | "sendfile" | "ioctl" => {
                // The target: the second descriptor of copy_file_range, the first of the others; both count as written.
                for piece in call.arguments.split(", ") {
                    if let Some(path) = descriptor_path(piece) {
                        disk.write(path, call.ended);
                    }
                }
            }
            "openat" | "creat" if call.arguments.contains("O_CREAT") || call.name == "creat" => {
                if let Some(path) = descriptor_path(&call.result) {
                    disk.name(&path, call.ended);
                    disk.write(path, call.ended);
                }
            }
            "rename" | "renameat" | "renameat2" | "link" | "linkat" => {
                if let [from, to] = named_paths(&call.arguments, home).as_slice() {
                    disk.moved(from, to, call.ended);
                }
            }
            "mkdir" | "mkdirat" => {
                for path in named_paths(&call.arguments, home) {
                    disk.name(&path, call.ended);
                }
            }
            "fsync" | "fdatasync" => {
                if let Some(path) = descriptor_path(&call.arguments) {
                    disk.synced.entry(path).or_default().push((call.began, call.ended));
                }
            }
            "syncfs" | "sync" => disk.everything.push((call.began, call.ended)),
            _ => {}
        }
    }
    (disk, said)
}

/// The place of an object in the vault.
fn object(vault: &Path, digest: &str) -> PathBuf {
    vault.join("objects").join(&digest[..2]).join(&digest[2..])
}

/// Traces one `item add` of `count` files and audits every "kept" of it.
fn audited(count: usize, size: usize) {
    if !strace_works() {
        return;
    }
    let machine = Machine::new();
    fs::create_dir(machine.path("files/many")).expect("a folder can be made");
    for number in 0..count {
        machine.file(&format!("many/{number:04}.bin"), &vec![number as u8; size + number]);
    }
    let trace = machine.path("trace");
    let place = trace.display().to_string();
    let strace = ["strace", "-f", "-y", "-s", "100000", "-e", TRACED, "-e", "signal=none", "-o", &place];
    let ran = machine.run_under(&strace, &["item", "add", "files/many"]);
    assert_eq!(ran.code, Some(0), "the traced run ends well: {}", ran.stderr);
    let home = fs::canonicalize(machine.path("")).expect("the machine has a place");
    let text = fs::read_to_string(&trace).expect("the trace can be read");
    let (disk, said) = play(&calls(&text), &home);
    assert_eq!(said.len(), count, "every file was said to be kept: {}", ran.stdout);

    let listed = machine.done(&["item", "list", "--json"]).json();
    let items = listed["items"].as_array().expect("items is an array");
    let vault = home.join("vault");
    let mut files = 0;
    for (id, moment) in &said {
        let item = items.iter().find(|item| item["id"] == id.as_str()).expect("what was kept is listed");
        let seal = item["seal_sha256"].as_str().expect("a seal is text");
        let list = fs::read_to_string(object(&vault, seal)).expect("a seal is an object");
        let digests = list.lines().map(|line| &line[..64]).chain([seal]);
        for digest in digests {
            let path = object(&vault, digest);
            assert!(disk.is_durable(&path, *moment), "{} was synced before its item was said kept", path.display());
            assert!(disk.is_named(&path, *moment), "the name of {} was synced before that, too", path.display());
            files += 1;
        }
        let log = vault.join("vault.db-wal");
        let committed = disk.synced.get(&log).is_some_and(|syncs| syncs.iter().any(|&(_, ended)| ended < *moment));
        assert!(committed, "the database's log was synced before {id} was said to be kept");
    }
    println!("audit: {} kept, {files} objects, each synced with its name before it was said", said.len());
}

#[test]
fn few_files_are_synced_before_they_are_said_to_be_kept() {
    audited(3, 5_000);
}

#[test]
fn many_files_in_groups_are_synced_before_they_are_said_to_be_kept() {
    audited(600, 20_000);
}

#[test]
fn a_big_file_is_synced_before_it_is_said_to_be_kept() {
    audited(1, 40_000_000);
}
