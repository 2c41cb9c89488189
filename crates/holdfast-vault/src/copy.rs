//! `vault copy`: a whole vault in another folder, consistent while others write, and checked before it gets its name.
//!
//! 1. The database is copied at one moment. 2. Every object that this copy names is copied and hashed on the way.
//! 3. The key is copied. 4. Everything is forced to the disk and the copy is checked. 5. The folder gets its name.
//!
//! Until 5 it is called `<dir>.partial-<random>`; a failure removes it.

use crate::check::CheckReport;
use crate::error::{Result, VaultError};
use crate::layout::{DATABASE, KEY, OBJECTS, object_path};
use crate::objects::ObjectStore;
use crate::outside::{Outside, Watch};
use crate::tables::{entry, item, time_proof};
use crate::vault::{Access, Vault, beside, make_folders, refuse_occupied, remove_folder, sync_parent};
use crate::{database, durable, key};
use holdfast_proof::Digest;
use std::collections::BTreeSet;
use std::fs::{DirBuilder, File};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

const OBJECT_MODE: u32 = 0o400;
const FOLDER_MODE: u32 = 0o700;
/// An item may be removed between the database's moment and its objects' turn; then the copy begins again.
const ATTEMPTS: u32 = 5;

impl Vault {
    /// Copies the whole vault to `dir`, which must be absent or empty, and gives back the check of the copy.
    ///
    /// Works on a vault opened for reading or for writing. Errors: `vault-exists`, `folder-not-empty`,
    /// `not-enough-space`, `object-missing` and `object-damaged` (a damaged vault is not copied), `key-unreachable`,
    /// `cancelled`; then nothing is there.
    pub fn copy_to(&self, dir: &Path, watch: &dyn Watch) -> Result<CheckReport> {
        refuse_occupied(dir)?;
        let partial = beside(dir, "partial", &self.outside)?;
        let mut attempt = 1;
        let copied = loop {
            remove_folder(&partial)?;
            match self.copy_into(&partial, watch) {
                Err(VaultError::ObjectMissing { digest })
                    if attempt < ATTEMPTS && !item::uses_object(&self.connection, &digest)? =>
                {
                    attempt += 1;
                }
                copied => break copied,
            }
        };
        let named = copied.and_then(|report| {
            std::fs::rename(&partial, dir).map_err(|error| VaultError::writing(dir, error))?;
            sync_parent(dir)?;
            Ok(report)
        });
        if named.is_err() {
            let _ = remove_folder(&partial);
        }
        named
    }

    fn copy_into(&self, dir: &Path, watch: &dyn Watch) -> Result<CheckReport> {
        if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent).map_err(|error| VaultError::writing(parent, error))?;
        }
        make_folders(dir)?;
        let objects = dir.join(OBJECTS);
        let target = ObjectStore::open_for_writing(&objects, self.outside.random.as_ref(), self.outside.spare_bytes)?;
        database::copy_to(&self.connection, &dir.join(DATABASE))?;
        let connection = database::open_for_reading(&dir.join(DATABASE), false)?;
        let (digests, bytes) = named_objects(&connection)?;
        drop(connection);
        target.make_room_for(bytes)?;
        for digest in &digests {
            self.copy_object(digest, &objects, watch)?;
        }
        let secret = key::read(&self.dir.join(KEY))?;
        let secret =
            secret.ok_or_else(|| VaultError::KeyUnreachable { detail: "the key file is missing".to_owned() })?;
        key::store_new(dir, &secret)?;
        target.sync_all()?;
        drop(target);
        // Without marks: while others write on, the mark is ahead of the moment that was copied.
        let outside = Outside { marks: dir.join("no-marks"), ..self.outside.clone() };
        let report = Self::open(dir, outside, Access::Read)?.check(watch)?;
        if report.is_whole() {
            return Ok(report);
        }
        let codes: BTreeSet<&str> = report.findings.iter().map(|finding| finding.code.as_str()).collect();
        Err(VaultError::damaged(format!("the copy is not whole: {}", codes.into_iter().collect::<Vec<_>>().join(", "))))
    }

    fn copy_object(&self, digest: &Digest, objects: &Path, watch: &dyn Watch) -> Result<()> {
        let path = object_path(objects, digest);
        if let Some(folder) = path.parent() {
            let made = DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder);
            made.map_err(|error| VaultError::writing(folder, error))?;
        }
        let mut file: File = durable::create(&path, OBJECT_MODE).map_err(|error| VaultError::writing(&path, error))?;
        self.store.read_checked(digest, &mut file, watch)?;
        Ok(())
    }
}

/// What the database names, and the bytes of it all.
fn named_objects(connection: &rusqlite::Connection) -> Result<(BTreeSet<Digest>, u64)> {
    let (mut digests, mut bytes) = (BTreeSet::new(), 0_u64);
    let mut name = |digest, size_bytes| {
        if digests.insert(digest) {
            bytes = bytes.saturating_add(size_bytes);
        }
    };
    item::each_file(connection, |digest, size_bytes, _| name(digest, size_bytes))?;
    time_proof::each_object(connection, |digest, size_bytes, _| name(digest, size_bytes))?;
    for body in entry::bodies(connection)?.into_iter().filter(|body| !body.erased) {
        name(body.digest, body.size_bytes);
    }
    Ok((digests, bytes))
}
