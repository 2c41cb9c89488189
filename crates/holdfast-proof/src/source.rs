//! Where a bundle's bytes come from: a ZIP read in place, or a folder. One interface over both.
//!
//! Rules: a ZIP of any size is never unpacked; in a folder no link is followed and nothing but regular files is read;
//! each member is opened once and hashed as it is read, so that what was checked is what was there. Names are relative
//! to the bag's own folder, with `/` between their parts. What is wrong with the container itself (not with its
//! contents) is said as findings.

mod folder;
mod hash;
mod window;

use crate::finding::{Code, Finding};
use crate::zip::{self, ProblemKind};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(crate) use hash::{Algorithm, HashPlan, Hashed, ReadFault, hash_members};
pub(crate) use window::{Nearby, Window};

/// Random access to the bytes of one file.
pub trait ReadAt: Send + Sync {
    /// Size in bytes.
    fn size(&self) -> u64;

    /// Reads at `offset`; may read less than asked, 0 only at the end.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;

    /// Fills the whole buffer, or fails with `UnexpectedEof`.
    fn read_exact_at(&self, mut offset: u64, mut buffer: &mut [u8]) -> io::Result<()> {
        while !buffer.is_empty() {
            match self.read_at(offset, buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(read) => {
                    offset += read as u64;
                    buffer = &mut buffer[read..];
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl ReadAt for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let from = usize::try_from(offset).map_or(self.len(), |offset| offset.min(self.len()));
        let read = buffer.len().min(self.len() - from);
        buffer[..read].copy_from_slice(&self[from..from + read]);
        Ok(read)
    }
}

/// An open file, read by position; its size is the one it had when it was opened.
#[derive(Debug)]
pub struct OpenFile {
    file: File,
    size: u64,
}

impl OpenFile {
    /// Takes an open regular file.
    pub fn new(file: File) -> io::Result<Self> {
        let size = file.metadata()?.len();
        Ok(OpenFile { file, size })
    }
}

impl ReadAt for OpenFile {
    fn size(&self) -> u64 {
        self.size
    }

    #[cfg(unix)]
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.file, buffer, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(&self.file, buffer, offset)
    }
}

/// Told how a check goes on, and asked whether to go on. Called often, from several threads: throttle on your side.
pub trait Watch: Sync {
    /// All bytes that will be read, once known.
    fn total(&self, _bytes: u64) {}
    /// So many more bytes were read.
    fn bytes(&self, _count: u64) {}
    /// One more member is done.
    fn item(&self) {}
    /// True: stop soon; the check ends with [`OpenError::Cancelled`].
    fn cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// Why an input could not be opened or read; nothing was checked.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("cannot read {path}: {error}")]
    CannotRead { path: PathBuf, error: io::Error },
    #[error("{path} is neither a file nor a folder")]
    NeitherFileNorFolder { path: PathBuf },
    #[error("cancelled")]
    Cancelled,
}

impl OpenError {
    /// Stable kebab-case code.
    pub fn code(&self) -> &'static str {
        match self {
            OpenError::CannotRead { .. } => "cannot-read",
            OpenError::NeitherFileNorFolder { .. } => "not-a-file",
            OpenError::Cancelled => "cancelled",
        }
    }
}

/// One file of the bundle.
#[derive(Clone, Debug)]
pub struct Member {
    /// Name below the bag's folder.
    pub name: String,
    pub size_bytes: u64,
    /// By its name, a file that systems leave behind; it counts only if a manifest lists it.
    pub litter: bool,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Zip(Box<zip::Entry>),
    Folder(folder::FileId),
}

/// All files of one input, sorted bytewise by name, and what is wrong with the container.
pub struct Members {
    container: Container,
    list: Vec<Member>,
    /// Findings about the container: ambiguous, packed again, links, limits, unsafe names.
    pub findings: Vec<Finding>,
    /// False: the container's structure could not be followed, `list` is not all there is.
    pub whole: bool,
    /// Whether the input is a ZIP.
    pub zipped: bool,
    /// Names of files of the ZIP that do not lie in the bag's folder, litter left out.
    pub outside: Vec<String>,
}

enum Container {
    Zip(OpenFile),
    Folder(PathBuf),
}

impl std::fmt::Debug for Members {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Members").field("count", &self.list.len()).field("whole", &self.whole).finish_non_exhaustive()
    }
}

impl Members {
    /// Opens a ZIP or a folder. A link given as the input itself is followed; links inside are not.
    pub fn open(path: &Path) -> Result<Members, OpenError> {
        let cannot_read = |error| OpenError::CannotRead { path: path.to_owned(), error };
        let metadata = std::fs::metadata(path).map_err(cannot_read)?;
        if metadata.is_dir() {
            let walked = folder::walk(path).map_err(|(path, error)| OpenError::CannotRead { path, error })?;
            return Ok(Members {
                container: Container::Folder(path.to_owned()),
                list: walked.list,
                whole: walked.whole,
                findings: walked.findings,
                zipped: false,
                outside: Vec::new(),
            });
        }
        if !metadata.is_file() {
            return Err(OpenError::NeitherFileNorFolder { path: path.to_owned() });
        }
        let file = File::open(path).and_then(OpenFile::new).map_err(cannot_read)?;
        let walk = zip::walk(&file).map_err(cannot_read)?;
        Ok(Members::from_walk(file, walk))
    }

    fn from_walk(file: OpenFile, walk: zip::Walk) -> Members {
        let mut findings = zip_findings(&walk);
        let whole = walk.whole;
        let files: Vec<zip::Entry> = walk.entries.into_iter().filter(|entry| !entry.folder).collect();
        let top = top_folder(&files);
        let mut outside = Vec::new();
        let mut list = Vec::with_capacity(files.len());
        for entry in files {
            let litter = system_litter(&entry.name);
            match entry.name.strip_prefix(top.as_str()) {
                Some(name) => {
                    let name = name.to_owned();
                    list.push(Member {
                        name,
                        size_bytes: entry.size_bytes,
                        litter,
                        place: Place::Zip(Box::new(entry)),
                    });
                }
                None if litter => {
                    findings.push(Finding::new(Code::SystemLitter, "beside the bag's folder").at(entry.name));
                }
                None => outside.push(entry.name),
            }
        }
        if top.is_empty() && list.iter().any(|member| member.name == "bagit.txt") {
            findings.push(Finding::new(Code::ZipRepacked, "the bag lies at the top of the ZIP, without its folder"));
        }
        list.sort_by(|a, b| a.name.cmp(&b.name));
        Members { container: Container::Zip(file), list, findings, whole, zipped: true, outside }
    }

    /// The members, sorted bytewise by name. In a broken ZIP a name may be there twice.
    pub fn list(&self) -> &[Member] {
        &self.list
    }

    /// The first member of this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        let at = self.list.partition_point(|member| member.name.as_str() < name);
        self.list.get(at).filter(|member| member.name == name).map(|_| at)
    }

    /// Whether every member can be opened.
    pub(crate) fn can_open_all(&self) -> bool {
        (0..self.list.len()).all(|index| self.can_open(index))
    }

    /// All members together are more than is read.
    pub fn too_large(&self) -> bool {
        let total = self.list.iter().fold(0u64, |total, member| total.saturating_add(member.size_bytes));
        total > zip::TOTAL_BYTES_LIMIT
    }

    /// Opens a member for one reading. In a folder the file must still be the one that was listed.
    pub fn open_member(&self, index: usize) -> io::Result<Box<dyn Read + Send + '_>> {
        match (&self.list[index].place, &self.container) {
            (Place::Zip(entry), Container::Zip(file)) => Ok(Box::new(zip::open(file, entry))),
            (Place::Folder(id), Container::Folder(root)) => Ok(Box::new(folder::open(root, &self.list[index], id)?)),
            _ => Err(io::Error::other("a member of another container")),
        }
    }

    /// Whether a member can be opened at all: within the limits, and in a ZIP stored or deflated, not encrypted. The
    /// findings say so of those that cannot.
    pub(crate) fn can_open(&self, index: usize) -> bool {
        match &self.list[index].place {
            Place::Zip(entry) => entry.can_open(),
            Place::Folder(_) => self.list[index].size_bytes <= zip::MEMBER_BYTES_LIMIT,
        }
    }
}

/// Files that systems leave behind by themselves: told in a note, never counted as part of a bundle.
pub fn system_litter(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX")
        || name.rsplit('/').next().is_some_and(|last| {
            last == ".DS_Store"
                || last.starts_with("._")
                || last.eq_ignore_ascii_case("Thumbs.db")
                || last.eq_ignore_ascii_case("desktop.ini")
        })
}

/// The folder of the bag, with its `/`; empty when the bag lies at the top. Where several folders lie at the top, the
/// one with a bagit.txt; all others are strangers.
fn top_folder(files: &[zip::Entry]) -> String {
    let files: Vec<&zip::Entry> = files.iter().filter(|entry| !system_litter(&entry.name)).collect();
    if files.iter().any(|entry| entry.name == "bagit.txt") {
        return String::new();
    }
    let top_of = |name: &str| name.find('/').map(|at| name[..=at].to_owned());
    let with_bag = files.iter().find_map(|entry| {
        let top = top_of(&entry.name)?;
        (entry.name[top.len()..] == *"bagit.txt").then_some(top)
    });
    if let Some(top) = with_bag {
        return top;
    }
    match files.first().and_then(|entry| top_of(&entry.name)) {
        Some(top) if files.iter().all(|entry| entry.name.starts_with(&top)) => top,
        _ => String::new(),
    }
}

fn zip_findings(walk: &zip::Walk) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut repacked: Vec<&str> = Vec::new();
    for problem in &walk.problems {
        let code = match problem.kind {
            ProblemKind::NotAZip => Code::NotABag,
            ProblemKind::Ambiguous => Code::ZipAmbiguous,
            ProblemKind::UnsafeName => Code::PathUnsafe,
            ProblemKind::NameTwice => Code::NameTwice,
            ProblemKind::Link => Code::LinkFound,
            ProblemKind::Unsupported => Code::ZipUnsupported,
            ProblemKind::Limit => Code::LimitExceeded,
            ProblemKind::Repacked => {
                // One note for the whole ZIP: a packer does the same thing to every member.
                if !repacked.contains(&problem.detail.as_str()) && !problem.detail.starts_with("and ") {
                    repacked.push(&problem.detail);
                }
                continue;
            }
        };
        let finding = Finding::new(code, problem.detail.clone());
        findings.push(match &problem.path {
            Some(path) => finding.at(path.clone()),
            None => finding,
        });
    }
    if !repacked.is_empty() {
        findings.push(Finding::new(Code::ZipRepacked, repacked.join("; ")));
    }
    findings
}
