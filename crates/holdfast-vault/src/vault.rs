//! The vault itself: making one, opening one, and taking turns at writing.
//!
//! A new vault is built whole in a folder beside its place and then renamed: it is there or it is not. A vault
//! opened for writing has its key at hand; a vault opened for reading changes nothing, not even the log.

use crate::advice::{self, Advice};
use crate::error::{Result, VaultError};
use crate::layout::{DATABASE, INCOMING, OBJECTS};
use crate::mark::{self, HighWater};
use crate::objects::ObjectStore;
use crate::outside::Outside;
use crate::tables::vault_row::VaultRow;
use crate::tables::{check_run, dispute, entry, item, vault_row};
use crate::writing::{Said, Writing};
use crate::{database, durable, key};
use holdfast_proof::body::{Body, Continues, Genesis, Mark};
use holdfast_proof::checkpoint::Origin;
use holdfast_proof::key::{PublicKey, SecretKey};
use holdfast_proof::log::EntryKind;
use holdfast_proof::tree::Frontier;
use holdfast_proof::{Salt, VaultId, sshsig, tree};
use rusqlite::Connection;
use std::fmt;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

const FOLDER_MODE: u32 = 0o700;

/// What a vault is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Looking, checking, copying. Works on media that cannot be written.
    Read,
    /// Everything. Needs the key.
    Write,
}

/// One vault, open. It may move between threads but is used by one at a time; [`ObjectStore`] is for many.
pub struct Vault {
    pub(crate) connection: Connection,
    pub(crate) store: ObjectStore,
    pub(crate) outside: Outside,
    pub(crate) dir: PathBuf,
    /// There only when opened for writing.
    key: Option<SecretKey>,
    advice: Vec<Advice>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("dir", &self.dir).finish_non_exhaustive()
    }
}

/// A vault at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultInfo {
    pub dir: PathBuf,
    pub vault: VaultId,
    pub epoch: u32,
    /// Entries in the log.
    pub log_size: u64,
    pub item_count: u64,
    pub dispute_count: u64,
    /// Bytes of all parts, counted once an item.
    pub object_bytes: u64,
    /// The key's, as OpenSSH prints it.
    pub fingerprint: String,
    pub created_at: String,
    /// Time and result (`whole`, `damaged`) of the newest check.
    pub checked: Option<(String, String)>,
    pub writable: bool,
    pub advice: Vec<Advice>,
}

impl Vault {
    /// Makes a new vault in `dir`, which must be absent or empty, and opens it for writing.
    ///
    /// Errors: `vault-exists`, `folder-not-empty`, `cannot-write`, `disk-full`; then nothing is there.
    pub fn create(dir: &Path, outside: Outside) -> Result<Self> {
        refuse_occupied(dir)?;
        let building = beside(dir, "being-made", &outside)?;
        if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent).map_err(|error| VaultError::writing(parent, error))?;
        }
        let built = build(&building, &outside).and_then(|mark| {
            std::fs::rename(&building, dir).map_err(|error| VaultError::writing(dir, error))?;
            sync_parent(dir)?;
            Ok(mark)
        });
        match built {
            Ok((vault, mark)) => {
                mark::write(&outside.marks, vault, &mark);
                Self::open(dir, outside, Access::Write)
            }
            Err(error) => {
                let _ = std::fs::remove_dir_all(&building);
                Err(error)
            }
        }
    }

    /// Opens the vault in `dir`.
    ///
    /// For writing it needs the key, brings an older database up to date, ends what a crash interrupted, and begins
    /// a new epoch if this machine's high-water mark is absent or does not fit. For reading it changes nothing.
    /// Errors: `not-a-vault`, `cannot-read`, `vault-unfinished`, `vault-damaged`, `vault-newer`, `vault-read-only`, `key-unreachable`, `vault-busy`.
    pub fn open(dir: &Path, outside: Outside, access: Access) -> Result<Self> {
        let database = dir.join(DATABASE);
        let objects = dir.join(OBJECTS);
        // A folder that this user may not look into is no reason to say that there is no vault, and to make one.
        if !database.try_exists().or_else(absent_if_no_folder).map_err(|error| VaultError::reading(&database, error))? {
            return Err(match objects.is_dir() {
                true => VaultError::damaged("the database is missing; what is kept can be found again by salvage"),
                false => VaultError::NotAVault { dir: dir.to_owned() },
            });
        }
        if !objects.is_dir() {
            return Err(VaultError::damaged("the folder of objects is missing"));
        }
        let advice = advice::of(dir);
        let fixed = advice.contains(&Advice::ReadOnlyMedia);
        if access == Access::Read {
            let connection = database::open_for_reading(&database, fixed)?;
            let store = ObjectStore::open_for_reading(&objects)?;
            return Ok(Self { connection, store, outside, dir: dir.to_owned(), key: None, advice });
        }
        if fixed {
            return Err(VaultError::VaultReadOnly);
        }
        let connection = database::open_for_writing(&database)?;
        let store = ObjectStore::open_for_writing(&objects, outside.random.as_ref(), outside.spare_bytes)?;
        let mut vault = Self { connection, store, outside, dir: dir.to_owned(), key: None, advice };
        vault.take_key()?;
        vault.go_on()?;
        vault.finish_erasures()?;
        Ok(vault)
    }

    /// The vault's own id.
    pub fn id(&self) -> Result<VaultId> {
        Ok(self.row()?.id)
    }

    /// The vault at a glance.
    pub fn info(&self) -> Result<VaultInfo> {
        let row = self.row()?;
        let (item_count, object_bytes) = item::totals(&self.connection)?;
        Ok(VaultInfo {
            dir: self.dir.clone(),
            vault: row.id,
            epoch: row.epoch,
            log_size: entry::count(&self.connection)?,
            item_count,
            dispute_count: dispute::all(&self.connection)?.len() as u64,
            object_bytes,
            fingerprint: row.fingerprint,
            created_at: row.created_at,
            checked: check_run::newest(&self.connection)?,
            writable: self.key.is_some(),
            advice: self.advice.clone(),
        })
    }

    /// The store of objects, for threads that read, hash and write.
    #[must_use]
    pub fn objects(&self) -> ObjectStore {
        self.store.clone()
    }

    /// What was given at opening.
    #[must_use]
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// A number that changes when another connection has committed something.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// The key whose signatures count from now on.
    pub fn public_key(&self) -> Result<PublicKey> {
        PublicKey::from_bytes(&self.row()?.public_key)
            .map_err(|error| VaultError::damaged(format!("the recorded key: {error}")))
    }

    /// The key's fingerprint as OpenSSH prints it.
    pub fn fingerprint(&self) -> Result<String> {
        Ok(self.row()?.fingerprint)
    }

    /// Copies the key to a new file, 0600. A file that exists is not replaced (`cannot-write`).
    pub fn key_copy_to(&mut self, path: &Path) -> Result<()> {
        self.require_writable()?;
        self.take_key()?;
        key::copy_to(self.secret()?, path)
    }

    /// Signs as `ssh-keygen -Y sign -n <namespace>` does; the armored signature.
    pub fn sign_sshsig(&mut self, namespace: &str, message: &[u8]) -> Result<String> {
        self.require_writable()?;
        self.take_key()?;
        Ok(sshsig::sign(self.secret()?, namespace, message))
    }

    /// Lets a new key take over: it signs that it does, and the old key signs the checkpoint that says so. Gives
    /// back the new fingerprint. After a crash at any moment, the key that the database names is there.
    pub fn key_rotate(&mut self) -> Result<String> {
        use holdfast_proof::body::KeyRotated;
        self.require_writable()?;
        self.take_key()?;
        let row = self.row()?;
        let secret = SecretKey::from_seed(self.outside.random_array());
        let public = secret.public_key();
        let fingerprint = public.fingerprint().to_string();
        let origin = Origin { vault: row.id, epoch: row.epoch };
        let body = KeyRotated::sign(self.salt(), origin, &self.secret()?.public_key(), &secret);
        let said = self.keep_body(&body.to_bytes())?;
        let dir = self.dir.clone();
        self.write(|writing| {
            if writing.vault.epoch != row.epoch || writing.vault.public_key != row.public_key {
                // Another program continued or rotated in between; what the body says is no longer so.
                return Err(VaultError::VaultBusy);
            }
            key::store_next(&dir, &secret)?;
            writing.say(EntryKind::KeyRotated, said, None, None)?;
            vault_row::set_key(writing.connection, public.as_bytes(), &fingerprint)
        })?;
        key::adopt_next(&self.dir)?;
        self.key = Some(secret);
        Ok(fingerprint)
    }

    /// One turn of writing; see [`Writing`] for its story. Whatever goes wrong, nothing of it remains.
    pub(crate) fn write<T>(&mut self, work: impl FnOnce(&mut Writing<'_>) -> Result<T>) -> Result<T> {
        self.require_writable()?;
        let transaction = database::begin(&mut self.connection)?;
        let row = vault_row::read(&transaction)?.ok_or_else(|| VaultError::damaged("the vault's row is missing"))?;
        if self.key.as_ref().is_none_or(|key| key.public_key().as_bytes() != &row.public_key) {
            // Another program rotated the key.
            self.key = Some(key::load(&self.dir, &row)?);
        }
        let secret = self.key.as_ref().ok_or(VaultError::VaultReadOnly)?;
        let vault = row.id;
        let frontier = Writing::read_frontier(&transaction)?;
        let mut writing = Writing::new(&transaction, &self.outside, row, secret, frontier);
        let outcome = work(&mut writing)?;
        let head = writing.finish()?;
        transaction.commit()?;
        if let Some(head) = head {
            self.move_mark(vault, &head);
        }
        Ok(outcome)
    }

    /// Keeps a body as an object, durable on return.
    pub(crate) fn keep_body(&self, bytes: &[u8]) -> Result<Said> {
        let said = self.write_body(bytes)?;
        self.store.sync(&[said.digest])?;
        Ok(said)
    }

    /// Writes a body as an object; the caller makes it durable, many at once.
    pub(crate) fn write_body(&self, bytes: &[u8]) -> Result<Said> {
        let written = self.store.write_record(bytes)?;
        Ok(Said { digest: written.digest, size_bytes: written.size_bytes })
    }

    pub(crate) fn salt(&self) -> Salt {
        Salt::from_bytes(self.outside.random_array())
    }

    pub(crate) fn row(&self) -> Result<VaultRow> {
        vault_row::read(&self.connection)?.ok_or_else(|| VaultError::damaged("the vault's row is missing"))
    }

    pub(crate) fn require_writable(&self) -> Result<()> {
        if self.key.is_some() { Ok(()) } else { Err(VaultError::VaultReadOnly) }
    }

    fn secret(&self) -> Result<&SecretKey> {
        self.key.as_ref().ok_or(VaultError::VaultReadOnly)
    }

    /// Loads the key that the database names, and ends an interrupted change of key, in a turn of writing.
    fn take_key(&mut self) -> Result<()> {
        let transaction = database::begin(&mut self.connection)?;
        let row = vault_row::read(&transaction)?.ok_or_else(|| VaultError::damaged("the vault's row is missing"))?;
        self.key = Some(key::load(&self.dir, &row)?);
        Ok(transaction.commit()?)
    }

    /// Compares the log with this machine's mark, and begins a new epoch if it does not extend it.
    fn go_on(&mut self) -> Result<()> {
        // Read before the log: a mark is written after its commit, so an honest log is never behind it.
        let row = self.row()?;
        let mark = mark::read(&self.outside.marks, row.id);
        let reason = match &mark {
            None => "no-mark-here",
            Some(mark) if self.extends(mark)? => return Ok(()),
            Some(mark) if mark.size > entry::count(&self.connection)? => "behind-mark",
            Some(_) => "beside-mark",
        };
        // One backup may be restored twice: the epoch that the first restoring began is not this one's.
        let seen = mark.map_or(row.epoch, |mark| mark.epoch.max(row.epoch));
        let body = Continues {
            salt: self.salt(),
            epoch: seen.saturating_add(1),
            mark: mark.map(|mark| Mark {
                origin: Origin { vault: row.id, epoch: mark.epoch },
                size: mark.size,
                root: mark.root,
            }),
            reason: reason.to_owned(),
            public_key: None,
        };
        let said = self.keep_body(&body.to_bytes())?;
        let marks = self.outside.marks.clone();
        self.write(|writing| {
            if writing.vault.epoch != row.epoch || mark::read(&marks, row.id) != mark {
                // Another program on this machine went on in the meantime, so the mark fits now.
                return Ok(());
            }
            writing.vault.epoch = body.epoch;
            vault_row::set_epoch(writing.connection, body.epoch)?;
            writing.say(EntryKind::Continues, said, None, None)?;
            Ok(())
        })
    }

    /// True if opening for writing changes nothing: this machine's mark is there and the log extends it.
    pub fn fits_mark(&self) -> Result<bool> {
        match mark::read(&self.outside.marks, self.row()?.id) {
            Some(mark) => self.extends(&mark),
            None => Ok(false),
        }
    }

    /// True if the log holds what the mark saw.
    pub(crate) fn extends(&self, mark: &HighWater) -> Result<bool> {
        if mark.size > entry::count(&self.connection)? {
            return Ok(false);
        }
        // Marks are made at commits, so there is a checkpoint of the size; only damage makes us count again.
        let root = match entry::checkpoint_root(&self.connection, mark.size)? {
            Some(root) => root,
            None => tree::root_of(&entry::leaves(&self.connection, mark.size)?),
        };
        Ok(root == mark.root)
    }

    /// Never back: another program may have committed after us and moved the mark before us.
    fn move_mark(&mut self, vault: VaultId, head: &HighWater) {
        let there = mark::read(&self.outside.marks, vault);
        if there.is_some_and(|there| there.epoch == head.epoch && there.size > head.size) {
            return;
        }
        let written = mark::write(&self.outside.marks, vault, head);
        if !written && !self.advice.contains(&Advice::MarksUnwritable) {
            self.advice.push(Advice::MarksUnwritable);
        }
    }
}

fn absent_if_no_folder(error: std::io::Error) -> std::io::Result<bool> {
    if error.kind() == std::io::ErrorKind::NotADirectory { Ok(false) } else { Err(error) }
}

/// Everything of a new vault, durable, in a folder that is not yet its place.
fn build(dir: &Path, outside: &Outside) -> Result<(VaultId, HighWater)> {
    let id = VaultId::from_random(outside.random_array());
    let secret = SecretKey::from_seed(outside.random_array());
    make_folders(dir)?;
    key::store_new(dir, &secret)?;
    let objects = dir.join(OBJECTS);
    let store = ObjectStore::open_for_writing(&objects, outside.random.as_ref(), 0)?;
    let mut connection = database::create(&dir.join(DATABASE))?;
    let head = begin_log(&mut connection, &store, outside, id, &secret, None)?;
    drop(store);
    close(connection)?;
    // Everything once more by name: the folder is about to become the vault.
    durable::sync_file(&dir.join(DATABASE)).map_err(|error| VaultError::writing(dir, error))?;
    durable::sync_folder(dir).map_err(|error| VaultError::writing(dir, error))?;
    Ok((id, head))
}

/// Folders of a vault, 0700.
pub(crate) fn make_folders(dir: &Path) -> Result<()> {
    for folder in [dir.to_owned(), dir.join(OBJECTS), dir.join(OBJECTS).join(INCOMING)] {
        DirBuilder::new()
            .recursive(true)
            .mode(FOLDER_MODE)
            .create(&folder)
            .map_err(|error| VaultError::writing(&folder, error))?;
    }
    Ok(())
}

/// The genesis entry and, when a log went on from one that was lost, what continues it; signed.
pub(crate) fn begin_log(
    connection: &mut Connection,
    store: &ObjectStore,
    outside: &Outside,
    id: VaultId,
    secret: &SecretKey,
    continues: Option<&Continues>,
) -> Result<HighWater> {
    let public = secret.public_key();
    let genesis =
        Genesis { salt: Salt::from_bytes(outside.random_array()), vault: id, epoch: 1, public_key: public.ssh_line() };
    let keep = |bytes: Vec<u8>| -> Result<Said> {
        let written = store.write_record(&bytes)?;
        store.sync(&[written.digest])?;
        Ok(Said { digest: written.digest, size_bytes: written.size_bytes })
    };
    let genesis = keep(genesis.to_bytes())?;
    let continued = match continues {
        Some(body) => Some((keep(body.to_bytes())?, body.epoch)),
        None => None,
    };
    let transaction = database::begin(connection)?;
    let row = VaultRow {
        id,
        epoch: 1,
        created_at: String::new(),
        public_key: *public.as_bytes(),
        fingerprint: public.fingerprint().to_string(),
    };
    let mut writing = Writing::new(&transaction, outside, row, secret, Frontier::new());
    writing.vault.created_at = writing.now();
    vault_row::insert(&transaction, &writing.vault)?;
    writing.say(EntryKind::Genesis, genesis, None, None)?;
    if let Some((said, epoch)) = continued {
        writing.vault.epoch = epoch;
        vault_row::set_epoch(&transaction, epoch)?;
        writing.say(EntryKind::Continues, said, None, None)?;
    }
    let head = writing.finish()?.ok_or_else(|| VaultError::damaged("a log began without an entry"))?;
    transaction.commit()?;
    Ok(head)
}

/// Closes a database so that its file is whole by itself.
pub(crate) fn close(connection: Connection) -> Result<()> {
    connection.close().map_err(|(_, error)| error.into())
}

/// Refuses a place that is taken: by a vault, or by anything else.
pub(crate) fn refuse_occupied(dir: &Path) -> Result<()> {
    if dir.join(DATABASE).exists() || dir.join(OBJECTS).exists() {
        return Err(VaultError::VaultExists { dir: dir.to_owned() });
    }
    match std::fs::read_dir(dir) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(VaultError::FolderNotEmpty { dir: dir.to_owned() }),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(VaultError::reading(dir, error)),
    }
}

/// A new name beside `dir`, for what is not finished yet. The random end keeps it from being anyone else's folder, so
/// that cleaning up after a failure removes only what this run made.
pub(crate) fn beside(dir: &Path, ending: &str, outside: &Outside) -> Result<PathBuf> {
    // `.` and `..` have no name of their own to put something beside.
    let dir = std::path::absolute(dir).map_err(|error| VaultError::writing(dir, error))?;
    let Some(name) = dir.file_name() else {
        return Err(VaultError::writing(&dir, std::io::Error::from(std::io::ErrorKind::InvalidInput)));
    };
    let [a, b, c, d] = outside.random_array();
    let mut name = name.to_owned();
    name.push(format!(".{ending}-{a:02x}{b:02x}{c:02x}{d:02x}"));
    Ok(dir.with_file_name(name))
}

pub(crate) fn remove_folder(dir: &Path) -> Result<()> {
    match std::fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(VaultError::writing(dir, error)),
        _ => Ok(()),
    }
}

pub(crate) fn sync_parent(dir: &Path) -> Result<()> {
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    durable::sync_folder(parent).map_err(|error| VaultError::writing(parent, error))
}
