//! What a person should know about the place of a vault. Advice stops nothing.

use rustix::fs::Access as Permission;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// One piece of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// The folder lies on another machine or behind a driver in user space: locks and syncs may not hold.
    NetworkFolder,
    /// The folder lies in one that a service copies elsewhere (its name): evidence leaves the machine, and a
    /// half-written state may come back.
    SynchronisedFolder { by: String },
    /// The folder cannot be written here.
    ReadOnlyMedia,
    /// Other users of this machine may look into the folder.
    OpenToOthers,
    /// The folder of high-water marks cannot be written: each opening will begin a new epoch.
    MarksUnwritable,
}

impl Advice {
    /// Every code, in alphabetical order.
    pub const CODES: &'static [&'static str] =
        &["marks-unwritable", "network-folder", "open-to-others", "read-only-media", "synchronised-folder"];

    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NetworkFolder => "network-folder",
            Self::SynchronisedFolder { .. } => "synchronised-folder",
            Self::ReadOnlyMedia => "read-only-media",
            Self::OpenToOthers => "open-to-others",
            Self::MarksUnwritable => "marks-unwritable",
        }
    }
}

/// `f_type` of file systems whose disk is elsewhere: NFS, SMB (three drivers), FUSE, 9P, Ceph, AFS (statfs(2)).
const ELSEWHERE: &[u64] =
    &[0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997, 0x00c3_6400, 0x5346_414f];

/// Folder names that services of synchronisation give.
const SYNCHRONISED: &[&str] = &[
    "dropbox",
    "onedrive",
    "icloud",
    "mobile documents",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "syncthing",
    "box sync",
    "pcloud",
    "megasync",
    "坚果云",
    "nutstore",
    "百度",
    "baidu",
    "wps云盘",
    "阿里云盘",
    "腾讯微云",
];

/// What there is to say about this folder.
pub(crate) fn of(dir: &Path) -> Vec<Advice> {
    let mut advice = Vec::new();
    if rustix::fs::access(dir, Permission::WRITE_OK).is_err() {
        advice.push(Advice::ReadOnlyMedia);
    }
    // The type of f_type differs between platforms; the numbers do not exceed 32 bits.
    if rustix::fs::statfs(dir).is_ok_and(|found| ELSEWHERE.contains(&(found.f_type as u64 & 0xffff_ffff))) {
        advice.push(Advice::NetworkFolder);
    }
    let whole = std::fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let synchronised = whole.components().find_map(|component| {
        let name = component.as_os_str().to_string_lossy().to_lowercase();
        SYNCHRONISED
            .iter()
            .any(|service| name.contains(service))
            .then(|| component.as_os_str().to_string_lossy().into())
    });
    if let Some(by) = synchronised {
        advice.push(Advice::SynchronisedFolder { by });
    }
    if std::fs::metadata(dir).is_ok_and(|found| found.permissions().mode() & 0o077 != 0) {
        advice.push(Advice::OpenToOthers);
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synchronised_folder_is_named() {
        let folder = Path::new("/home/a/坚果云/vault");
        let by = |advice: &Advice| matches!(advice, Advice::SynchronisedFolder { by } if by == "坚果云");
        assert!(of(folder).iter().any(by), "evidence would leave the machine");
    }
}
