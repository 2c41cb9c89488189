//! A bundle lying unpacked in a folder.
//!
//! Links are not followed but told; sockets, pipes and devices are told and never opened. A file is opened once; what
//! was opened must be the file that was listed, or another program changed it in between.

use super::{Member, Place, system_litter};
use crate::finding::{Code, Finding};
use crate::zip::name::{DEPTH_LIMIT, NAME_BYTES_LIMIT};
use crate::zip::{MEMBER_BYTES_LIMIT, MEMBERS_LIMIT, TOTAL_BYTES_LIMIT};
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

pub(super) struct Walked {
    pub(super) list: Vec<Member>,
    pub(super) findings: Vec<Finding>,
    pub(super) whole: bool,
}

/// What tells one file from another: device and inode where there are such, else nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileId {
    path: PathBuf,
    device_and_inode: Option<(u64, u64)>,
}

/// Lists all files below `root`. Fails only when `root` or a folder in it cannot be read.
pub(super) fn walk(root: &Path) -> Result<Walked, (PathBuf, io::Error)> {
    let mut walked = Walked { list: Vec::new(), findings: Vec::new(), whole: true };
    let mut total = 0u64;
    let mut waiting: Vec<(PathBuf, String, usize)> = vec![(PathBuf::new(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = waiting.pop() {
        let place = root.join(&folder);
        let entries = std::fs::read_dir(&place).map_err(|error| (place.clone(), error))?;
        for entry in entries {
            let entry = entry.map_err(|error| (place.clone(), error))?;
            let raw = entry.file_name();
            let path = folder.join(&raw);
            let name = format!("{prefix}{}", spell(&raw));
            let metadata = std::fs::symlink_metadata(entry.path()).map_err(|error| (entry.path(), error))?;
            if metadata.is_symlink() {
                walked.findings.push(Finding::new(Code::LinkFound, "a symbolic link").at(name));
            } else if metadata.is_dir() {
                if depth + 1 >= DEPTH_LIMIT {
                    walked.findings.push(Finding::new(Code::LimitExceeded, "folders nested too deep").at(name));
                    walked.whole = false;
                } else {
                    waiting.push((path, format!("{name}/"), depth + 1));
                }
            } else if metadata.is_file() {
                total = total.saturating_add(metadata.len());
                if name.len() > NAME_BYTES_LIMIT || metadata.len() > MEMBER_BYTES_LIMIT {
                    walked
                        .findings
                        .push(Finding::new(Code::LimitExceeded, "a name or a file too long").at(name.clone()));
                }
                let id = FileId { path, device_and_inode: device_and_inode(&metadata) };
                let litter = system_litter(&name);
                walked.list.push(Member { name, size_bytes: metadata.len(), litter, place: Place::Folder(id) });
            } else {
                walked.findings.push(Finding::new(Code::LinkFound, "a special file").at(name));
            }
            if walked.list.len() as u64 > MEMBERS_LIMIT || total > TOTAL_BYTES_LIMIT {
                walked.findings.push(Finding::new(Code::LimitExceeded, "more files or bytes than are read"));
                walked.whole = false;
                waiting.clear();
                break;
            }
        }
    }
    walked.findings.sort_by(|a, b| a.path.cmp(&b.path));
    walked.list.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(walked)
}

/// Opens a listed file, and makes sure that it is still that file.
pub(super) fn open(root: &Path, member: &Member, id: &FileId) -> io::Result<File> {
    let path = root.join(&id.path);
    let before = std::fs::symlink_metadata(&path)?;
    if !before.is_file() {
        return Err(changed());
    }
    let file = File::open(&path)?;
    let metadata = file.metadata()?;
    let same =
        metadata.is_file() && device_and_inode(&metadata) == id.device_and_inode && metadata.len() == member.size_bytes;
    if same { Ok(file) } else { Err(changed()) }
}

/// The text of the error when a file is no longer what was listed.
pub(super) const CHANGED: &str = "the file changed while it was being checked";

fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, CHANGED)
}

#[cfg(unix)]
fn device_and_inode(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn device_and_inode(_metadata: &Metadata) -> Option<(u64, u64)> {
    None
}

/// A name as text; bytes that are no UTF-8 become `%XX`, so that no two names become one.
fn spell(raw: &std::ffi::OsStr) -> String {
    match raw.to_str() {
        Some(name) => name.to_owned(),
        None => {
            let mut name = String::new();
            for chunk in raw.as_encoded_bytes().utf8_chunks() {
                name.push_str(chunk.valid());
                for byte in chunk.invalid() {
                    name.push_str(&format!("%{byte:02X}"));
                }
            }
            name
        }
    }
}
