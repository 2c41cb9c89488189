//! A bundle read in place, as a case to look at: its exhibits' folders, each file only as its item's list names it.
//!
//! Nothing here is a check of the whole: that is `bundle_verify`. Reading goes through the checker's own reader (no
//! links, no unpacking, its limits), so that a stranger's bundle can neither write, hang nor exhaust the machine; a
//! container that cannot be followed is not read at all. Names are those of the format, never a way out of a folder.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use holdfast_proof::Digest;
use holdfast_proof::json::SIZE_BYTES;
use holdfast_proof::list::List;
use holdfast_proof::record::CaptureRecord;
use holdfast_proof::seal::{CAPTURE, ENVIRONMENT, LIST};
use holdfast_proof::source::Members;

use crate::error::{Exit, Whose};
use crate::{Error, Result};

const ITEMS: &str = "data/items/";
/// A list of an item or its record is a few hundred bytes for each part.
const RECORD_BYTES_LIMIT: u64 = 16 << 20;

/// A bundle, open.
#[derive(Debug)]
pub(crate) struct OpenCase {
    path: PathBuf,
    members: Members,
}

/// A file of an exhibit's folder, as its list and its record name it.
#[derive(Debug, Clone)]
pub(crate) struct ListedPart {
    pub(crate) media_type: String,
    pub(crate) size_bytes: u64,
    pub(crate) sha256: Digest,
}

impl OpenCase {
    /// Opens a ZIP or a folder. Errors: `cannot-read`, `not-a-file`, `case-unreadable`.
    pub(crate) fn open(path: &Path) -> Result<OpenCase> {
        let members = Members::open(path)?;
        if !members.whole || members.too_large() {
            return Err(Error::user("case-unreadable").with("path", path.display()));
        }
        Ok(OpenCase { path: path.to_owned(), members })
    }

    /// A ZIP, not a folder.
    pub(crate) fn zipped(&self) -> bool {
        self.members.zipped
    }

    /// Whether anything lies in the exhibit's own folder.
    pub(crate) fn has_folder(&self, exhibit: &str) -> bool {
        is_folder_name(exhibit) && self.has_below(&format!("{ITEMS}{exhibit}/"))
    }

    /// Whether a folder of lines of one of the exhibit's parts is there.
    pub(crate) fn has_folder_of_lines(&self, exhibit: &str) -> bool {
        is_folder_name(exhibit) && self.has_below(&format!("{ITEMS}{exhibit}-"))
    }

    /// The size of a file of an exhibit's folder; none when it is not there.
    pub(crate) fn size_bytes(&self, exhibit: &str, part: &str) -> Option<u64> {
        self.member(exhibit, part).ok().map(|index| self.members.list()[index].size_bytes)
    }

    fn has_below(&self, prefix: &str) -> bool {
        let list = self.members.list();
        let at = list.partition_point(|member| member.name.as_str() < prefix);
        list.get(at).is_some_and(|member| member.name.starts_with(prefix))
    }

    /// A file of the exhibit's folder. Errors: `case-part-unknown`, `part-differs` (of list and record), `cannot-read`.
    pub(crate) fn part(&self, exhibit: &str, part: &str) -> Result<ListedPart> {
        let list_bytes = self.record(exhibit, LIST)?;
        let index = self.member(exhibit, part)?;
        let size_bytes = self.members.list()[index].size_bytes;
        if part == LIST {
            return Ok(ListedPart { media_type: "text/plain".to_owned(), size_bytes, sha256: Digest::of(&list_bytes) });
        }
        let list = List::parse(&list_bytes).map_err(|_| self.differs(exhibit, LIST))?;
        let sha256 = list.get(part).ok_or_else(|| self.unknown(exhibit, part))?;
        let media_type = match part {
            CAPTURE | ENVIRONMENT => "application/json".to_owned(),
            _ => {
                let capture = self.capture(exhibit, &list)?;
                let named = capture.parts.into_iter().find(|one| one.name == part);
                named.ok_or_else(|| self.unknown(exhibit, part))?.media_type
            }
        };
        Ok(ListedPart { media_type, size_bytes, sha256 })
    }

    /// The record of an exhibit's folder, with the digest that its list names.
    pub(crate) fn capture(&self, exhibit: &str, list: &List) -> Result<CaptureRecord> {
        let bytes = self.record(exhibit, CAPTURE)?;
        if list.get(CAPTURE) != Some(Digest::of(&bytes)) {
            return Err(self.differs(exhibit, CAPTURE));
        }
        let (capture, _unknown) = CaptureRecord::parse(&bytes).map_err(|_| self.differs(exhibit, CAPTURE))?;
        Ok(capture)
    }

    /// The bytes of a file of an exhibit's folder, unchecked: whoever reads them hashes them.
    pub(crate) fn reader(&self, exhibit: &str, part: &str) -> Result<Box<dyn Read + Send + '_>> {
        let index = self.member(exhibit, part)?;
        self.members.open_member(index).map_err(|error| self.unreadable(exhibit, part, &error))
    }

    /// Small files of the bundle itself (`metadata/exhibits.json`), unchecked; none when it is not there.
    pub(crate) fn small(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.members.find(name) else { return Ok(None) };
        self.read_small(index, SIZE_BYTES as u64).map(Some).map_err(|error| self.refused(name, &error))
    }

    /// The part is not what its item's list says.
    pub(crate) fn differs(&self, exhibit: &str, part: &str) -> Error {
        Error::user("part-differs").with("path", self.path.display()).with("id", exhibit).with("part", part)
    }

    /// A list or a record of an exhibit's folder, whole.
    pub(crate) fn record(&self, exhibit: &str, name: &str) -> Result<Vec<u8>> {
        let index = self.member(exhibit, name)?;
        self.read_small(index, RECORD_BYTES_LIMIT).map_err(|error| self.unreadable(exhibit, name, &error))
    }

    fn read_small(&self, index: usize, at_most_bytes: u64) -> io::Result<Vec<u8>> {
        if self.members.list()[index].size_bytes > at_most_bytes {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut bytes = Vec::new();
        self.members.open_member(index)?.take(at_most_bytes).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn member(&self, exhibit: &str, part: &str) -> Result<usize> {
        let good = is_folder_name(exhibit) && holdfast_proof::list::check_name(part).is_ok();
        let found = good.then(|| self.members.find(&format!("{ITEMS}{exhibit}/{part}"))).flatten();
        found.ok_or_else(|| self.unknown(exhibit, part))
    }

    fn unknown(&self, exhibit: &str, part: &str) -> Error {
        Error::user("case-part-unknown").with("path", self.path.display()).with("id", exhibit).with("part", part)
    }

    fn unreadable(&self, exhibit: &str, part: &str, error: &io::Error) -> Error {
        match error.kind() {
            // The container contradicts itself, or the file is another one by now.
            io::ErrorKind::InvalidData | io::ErrorKind::NotFound => self.differs(exhibit, part),
            _ => self.refused(&format!("{exhibit}/{part}"), error),
        }
    }

    fn refused(&self, name: &str, error: &io::Error) -> Error {
        let path = format!("{} › {name}", self.path.display());
        Error::new("cannot-read", Exit::InputOutput, Whose::Disk).with("path", path).with("detail", error)
    }
}

/// `E01`, or `E01-p001-leaves`: no other folder lies below data/items.
fn is_folder_name(name: &str) -> bool {
    let number = name.split('-').next().unwrap_or(name);
    let digits = number.strip_prefix('E').unwrap_or_default();
    let good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    digits.len() >= 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) && name.bytes().all(good)
}
