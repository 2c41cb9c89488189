//! Opening `vault.db`: pragmas, versions, migrations, and turns of writing.
//!
//! Rules: WAL and `synchronous=FULL`, so that a commit is on the disk when it returns; foreign keys; deleted
//! content is overwritten. A step of the schema never changes once released; all steps that are missing run in one
//! transaction after a snapshot; a database of a newer program is refused. Whoever writes takes the lock at the
//! beginning (`BEGIN IMMEDIATE`) and waits for it, so that "database is locked" reaches nobody.

use crate::durable;
use crate::error::{Result, VaultError};
use crate::tables::{SCHEMA_1, SCHEMA_2};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// "HFDV", so that `file` and we know a vault's database from any other.
const APPLICATION_ID: i64 = 0x4846_4456;
/// One step a version: step `n` leads from version `n` to `n + 1`.
const STEPS: &[&[&str]] = &[SCHEMA_1, SCHEMA_2];
/// How often and how long the write lock is waited for: a minute in all.
const ATTEMPTS: u32 = 6;
const DATABASE_MODE: u32 = 0o600;
const PATIENCE: Duration = Duration::from_secs(10);

/// The version that this program writes.
pub(crate) fn newest_version() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// Makes a new database at `path`, with all tables and no rows. The file must not exist.
pub(crate) fn create(path: &Path) -> Result<Connection> {
    reserve(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    prepare_for_writing(&connection)?;
    migrate_to(&mut connection, newest_version())?;
    Ok(connection)
}

/// Opens for reading and writing, and brings an older database up to date.
pub(crate) fn open_for_writing(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    let version = known_version(&connection)?;
    prepare_for_writing(&connection)?;
    if version < newest_version() {
        snapshot(&connection, path)?;
        migrate_to(&mut connection, newest_version())?;
    }
    Ok(connection)
}

/// Opens for reading. `fixed`: on media that cannot be written, nothing changes under us and no lock is needed,
/// unless a program ended while it wrote: what lies in the write-ahead log then is as much part of the vault, and
/// where SQLite cannot join it, this is `vault-unfinished`, never an older state without a word.
pub(crate) fn open_for_reading(path: &Path, fixed: bool) -> Result<Connection> {
    let unfinished = fixed && log_waits(path);
    let opened = open_as_it_lies(path, fixed && !unfinished);
    if unfinished && matches!(opened, Err(VaultError::CannotWrite { .. } | VaultError::VaultReadOnly)) {
        return Err(VaultError::VaultUnfinished);
    }
    opened
}

/// Whether commits wait in the write-ahead log.
fn log_waits(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|found| found.len() > 0)
}

fn open_as_it_lies(path: &Path, immutable: bool) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let uri = format!("file:{}{}", uri_path(path), if immutable { "?immutable=1" } else { "" });
    let connection = Connection::open_with_flags(uri, flags)?;
    connection.busy_timeout(PATIENCE)?;
    let version = known_version(&connection)?;
    supply_missing_tables(&connection, version)?;
    connection.pragma_update(None, "query_only", true)?;
    harden(&connection)?;
    Ok(connection)
}

/// Only a program that may write can bring an older database up to date. For one that reads, the tables of later steps
/// stand beside it in memory, empty, as they would be: what an older vault does not have reads as not there.
///
/// This holds for steps that make tables and nothing else.
fn supply_missing_tables(connection: &Connection, version: u32) -> Result<()> {
    if version == 0 {
        return Err(VaultError::damaged("the database has no version"));
    }
    if version == newest_version() {
        return Ok(());
    }
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    for sql in STEPS.iter().skip(version as usize).copied().flatten() {
        for table in sql.split("CREATE TABLE ").skip(1) {
            let columns = table.split_inclusive(';').next().unwrap_or_default();
            connection.execute_batch(&format!("CREATE TEMP TABLE {columns}"))?;
        }
    }
    Ok(())
}

/// Begins a turn of writing, waiting up to a minute for others: then `vault-busy`.
pub(crate) fn begin(connection: &mut Connection) -> Result<Transaction<'_>> {
    // Exclusive on the way in, shared here: so that trying again may borrow it again.
    let connection = &*connection;
    for _ in 1..ATTEMPTS {
        match Transaction::new_unchecked(connection, TransactionBehavior::Immediate) {
            Err(error) if VaultError::is_busy(&error) => {}
            outcome => return Ok(outcome?),
        }
    }
    Ok(Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?)
}

/// Name, table and SQL of every table, index and trigger; the indexes that UNIQUE makes have no SQL.
pub(crate) fn schema_of(connection: &Connection) -> Result<Vec<(String, String)>> {
    // SQLite's own statistics aside.
    let sql = "SELECT type || ' ' || name || ' on ' || tbl_name, coalesce(sql, '') FROM sqlite_schema
               WHERE name NOT LIKE 'sqlite_stat%'";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The schema as this program makes it, up to the version that this database says it has.
pub(crate) fn own_schema(like: &Connection) -> Result<Vec<(String, String)>> {
    let mut connection = Connection::open_in_memory()?;
    migrate_to(&mut connection, known_version(like)?)?;
    schema_of(&connection)
}

fn prepare_for_writing(connection: &Connection) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(VaultError::damaged(format!("this folder cannot hold a write-ahead log ({mode})")));
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    harden(connection)
}

/// A damaged or forged database gives errors, never surprises.
fn harden(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "cache_size", -8_000)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

fn known_version(connection: &Connection) -> Result<u32> {
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(VaultError::damaged("the database is not one of a vault"));
    }
    if version > newest_version() {
        return Err(VaultError::VaultNewer { found: version, known: newest_version() });
    }
    Ok(version)
}

/// All missing steps up to a version in one transaction: all or none.
fn migrate_to(connection: &mut Connection, to: u32) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Under the lock: another program may have been first.
    let from: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for step in STEPS.iter().take(to as usize).skip(from as usize) {
        for sql in *step {
            transaction.execute_batch(sql)?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", to)?;
    transaction.commit()?;
    Ok(())
}

/// An empty file, 0600, in which SQLite then makes its database; its logs take over the mode.
pub(crate) fn reserve(path: &Path) -> Result<()> {
    durable::create(path, DATABASE_MODE).map_err(|error| VaultError::writing(path, error))?;
    Ok(())
}

/// A whole, consistent copy of the database at `path`, which must not exist. Others may write meanwhile.
pub(crate) fn copy_to(connection: &Connection, path: &Path) -> Result<()> {
    reserve(path)?;
    let name = path.to_str().ok_or_else(|| {
        let error = std::io::Error::new(std::io::ErrorKind::InvalidInput, "the folder's name is not UTF-8");
        VaultError::writing(path, error)
    })?;
    // A connection for reading refuses every write, also the one into the other file; the opened file itself stays
    // read-only by its flags.
    let only_reads: bool = connection.pragma_query_value(None, "query_only", |row| row.get(0))?;
    connection.pragma_update(None, "query_only", false)?;
    let copied = connection.execute("VACUUM INTO ?1", [name]);
    connection.pragma_update(None, "query_only", only_reads)?;
    copied?;
    durable::sync_file(path).map_err(|error| VaultError::writing(path, error))
}

/// A whole copy beside the database before its schema changes: `vault-before-N.db`.
fn snapshot(connection: &Connection, path: &Path) -> Result<()> {
    let copy = path.with_file_name(format!("vault-before-{}.db", newest_version()));
    if copy.exists() {
        // A step that failed before left it: it is the older state, and stays.
        return Ok(());
    }
    copy_to(connection, &copy)
}

/// A path inside a `file:` URI.
fn uri_path(path: &Path) -> String {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt as _;
    let mut text = String::new();
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02x}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_in_the_write_ahead_log_is_read_on_fixed_media_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, left) = (folder.path().join("vault.db"), folder.path().join("left.db"));
        let connection = create(&path).expect("made");
        connection.execute("INSERT INTO tree (one, frontier) VALUES (1, x'00')", []).expect("written");
        // As a program that was killed leaves it.
        for ending in ["", "-wal"] {
            let name = |path: &Path| format!("{}{ending}", path.display());
            std::fs::copy(name(&path), name(&left)).expect("copied");
        }
        let opened = open_for_reading(&left, true).expect("opens, because this disk can be written");
        let rows: i64 = opened.query_row("SELECT count(*) FROM tree", [], |row| row.get(0)).expect("read");
        assert_eq!(rows, 1, "an older state without a word would be a loss");
    }

    #[test]
    fn a_path_with_any_characters_opens() {
        assert_eq!(uri_path(Path::new("/a b/c?d#e%é")), "/a%20b/c%3fd%23e%25%c3%a9", "URI syntax must not leak in");
    }
}
