//! A part in the system's own viewer: a read-only copy in a private folder, gone when the window ends.
//!
//! - The stored bytes are never handed to another program: it gets a copy, and may do with it what it likes.
//! - What a viewer might run is not opened as what it claims to be. Pictures, media, PDF and office documents get the
//!   ending of their type; everything that is text, web pages among them, is opened as plain text; anything else is not
//!   opened at all (`part-not-opened`).

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use holdfast::{Error, Result, Whose, open_part};
use tempfile::TempDir;

use super::PartToOpen;
use crate::shell::Shell;

/// Types that a viewer only shows, and the ending that leads to that viewer.
const SHOWN: &[(&str, &str)] = &[
    ("application/pdf", "pdf"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("audio/aac", "aac"),
    ("audio/amr", "amr"),
    ("audio/flac", "flac"),
    ("audio/mp4", "m4a"),
    ("audio/m4a", "m4a"),
    ("audio/x-m4a", "m4a"),
    ("audio/mpeg", "mp3"),
    ("audio/ogg", "ogg"),
    ("audio/opus", "opus"),
    ("audio/wav", "wav"),
    ("audio/x-wav", "wav"),
    ("image/bmp", "bmp"),
    ("image/gif", "gif"),
    ("image/heic", "heic"),
    ("image/heif", "heic"),
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("image/tiff", "tiff"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
    ("video/3gpp", "3gp"),
    ("video/mp4", "mp4"),
    ("video/mpeg", "mpg"),
    ("video/ogg", "ogv"),
    ("video/quicktime", "mov"),
    ("video/webm", "webm"),
    ("video/x-matroska", "mkv"),
    ("video/x-msvideo", "avi"),
    ("application/json", "txt"),
    ("application/xhtml+xml", "txt"),
    ("application/xml", "txt"),
    ("image/svg+xml", "txt"),
    ("message/rfc822", "txt"),
];

/// Copies the part and opens the copy.
pub(crate) fn part_open(shell: &Shell, question: PartToOpen) -> Result<()> {
    let not_opened = || Error::edge("part-not-opened", Whose::User);
    let mut part = open_part(&shell.holdfast(), &question.part)?;
    let ending = ending(&part.media_type).ok_or_else(not_opened)?;
    let copy = shell.copies.copy(&part.name, ending, &mut part.file);
    let copy = copy.map_err(|_| Error::edge("copy-not-written", Whose::Disk))?;
    tauri_plugin_opener::open_path(copy, None::<&str>).map_err(|_| not_opened())
}

fn ending(media_type: &str) -> Option<&'static str> {
    let plain = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let listed = SHOWN.iter().find(|(shown, _)| *shown == plain).map(|(_, ending)| *ending);
    listed.or_else(|| plain.starts_with("text/").then_some("txt"))
}

/// This run's folder for copies, and for what the webview cannot do without writing down.
#[derive(Debug)]
pub(crate) struct OpenedCopies {
    parent: PathBuf,
    /// None on a disk that takes no new folder: then no copy is made.
    run: Mutex<Option<Run>>,
}

/// A folder, and the lock that tells other runs that it is in use.
#[derive(Debug)]
struct Run {
    folder: TempDir,
    _in_use: File,
}

const LOCK: &str = "in-use";

impl OpenedCopies {
    /// A new folder under `parent`, which is ours alone. What earlier runs left there, killed before their end, is
    /// erased; what belongs to one that still runs is left.
    pub(crate) fn under(parent: PathBuf) -> OpenedCopies {
        erase_abandoned(&parent);
        let run = begin(&parent).ok();
        OpenedCopies { parent, run: Mutex::new(run) }
    }

    /// Where the webview keeps what it writes; an ephemeral one could not be driven by tests.
    pub(crate) fn folder_of_the_page(&self) -> Option<PathBuf> {
        self.lock().as_ref().map(|run| run.folder.path().join("page"))
    }

    /// A read-only copy with a name that tells which part it is. Each call makes a new one.
    fn copy(&self, name: &str, ending: &str, from: &mut File) -> io::Result<PathBuf> {
        let place = {
            let run = self.lock();
            let run = run.as_ref().ok_or(io::ErrorKind::NotFound)?;
            private_folder("part-", run.folder.path())?.keep()
        };
        let path = place.join(format!("{}.{ending}", stem(name)));
        let mut copy = File::create_new(&path)?;
        io::copy(from, &mut copy)?;
        set_read_only(&path)?;
        Ok(path)
    }

    /// Erases every copy. What the webview writes at the very end is erased at the next start.
    pub(crate) fn erase(&self) {
        drop(self.lock().take());
        let _others_run = fs::remove_dir(&self.parent);
    }

    fn lock(&self) -> MutexGuard<'_, Option<Run>> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn begin(parent: &Path) -> io::Result<Run> {
    fs::create_dir_all(parent)?;
    let folder = private_folder("run-", parent)?;
    let in_use = File::create_new(folder.path().join(LOCK))?;
    in_use.try_lock()?;
    Ok(Run { folder, _in_use: in_use })
}

/// Erases the folders of runs that hold their lock no more.
fn erase_abandoned(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let folder = entry.path();
        // Without its lock a folder is just being made, or is none of ours.
        let abandoned = File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if abandoned {
            let _what_cannot_go_stays_private = fs::remove_dir_all(folder);
        }
    }
}

/// A new folder that only this user can look into.
fn private_folder(prefix: &str, parent: &Path) -> io::Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    folder.prefix(prefix).tempdir_in(parent)
}

/// The name without its ending, of harmless letters only.
fn stem(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default();
    let plain: String =
        stem.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).take(40).collect();
    if plain.is_empty() { "part".to_owned() } else { plain }
}

#[cfg(unix)]
fn set_read_only(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o400))
}

#[cfg(not(unix))]
fn set_read_only(path: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, Write};

    #[test]
    fn what_a_program_might_run_is_opened_as_text_or_not_at_all() {
        for (media_type, expected) in [
            ("image/png", Some("png")),
            ("application/pdf", Some("pdf")),
            ("Video/MP4; codecs=avc1", Some("mp4")),
            ("text/html", Some("txt")),
            ("text/html; charset=utf-8", Some("txt")),
            ("image/svg+xml", Some("txt")),
            ("application/xhtml+xml", Some("txt")),
            ("text/javascript", Some("txt")),
            ("text/x-shellscript", Some("txt")),
            ("application/x-desktop", None),
            ("application/x-executable", None),
            ("application/x-msdownload", None),
            ("application/vnd.ms-excel.sheet.macroenabled.12", None),
            ("application/octet-stream", None),
            ("application/zip", None),
            ("", None),
        ] {
            assert_eq!(ending(media_type), expected, "{media_type:?}");
        }
    }

    #[test]
    fn a_copy_is_private_read_only_and_gone_at_the_end() {
        let home = tempfile::tempdir().expect("a folder");
        let parent = home.path().join("opened");
        let copies = OpenedCopies::under(parent.clone());
        let mut from = tempfile::tempfile().expect("a file");
        from.write_all(b"bytes").expect("room");
        from.rewind().expect("a file");
        let copy = copies.copy("../../p001.png", "png", &mut from).expect("a copy");
        assert!(copy.starts_with(&parent), "{}", copy.display());
        assert_eq!(fs::read(&copy).expect("the copy"), b"bytes");
        assert!(fs::metadata(&copy).expect("the copy").permissions().readonly(), "nobody writes into it by mistake");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            for folder in copy.ancestors().skip(1).take(2) {
                let mode = fs::metadata(folder).expect("the folder").permissions().mode();
                assert_eq!(mode & 0o077, 0, "others of this computer cannot look into {}", folder.display());
            }
        }
        copies.erase();
        assert!(!parent.exists(), "nothing is left");
    }

    #[test]
    fn what_a_killed_run_left_is_erased_and_what_a_running_one_holds_is_not() {
        let home = tempfile::tempdir().expect("a folder");
        let parent = home.path().join("opened");
        let abandoned = parent.join("run-before");
        fs::create_dir_all(abandoned.join("part-1")).expect("a folder");
        fs::write(abandoned.join(LOCK), b"").expect("a file");
        let running = OpenedCopies::under(parent.clone());
        assert!(!abandoned.exists(), "nobody holds it");
        let page = running.folder_of_the_page().expect("a folder");
        let second = OpenedCopies::under(parent.clone());
        assert!(page.parent().is_some_and(Path::exists), "the first run goes on");
        second.erase();
        assert!(page.parent().is_some_and(Path::exists), "also when the second ends");
        running.erase();
        assert!(!parent.exists(), "nothing is left");
    }

    #[test]
    fn a_hostile_name_stays_a_name() {
        for (name, expected) in
            [("p001.png", "p001"), ("../../etc/passwd", "part"), ("a b$(x)", "abx"), ("", "part"), ("-rf", "-rf")]
        {
            assert_eq!(stem(name), expected, "{name:?}");
        }
    }
}
