//! `vault check`: everything is computed again, and everything that is wrong is said in one run.
//!
//! 1. The database by its own rules: pages, foreign keys, and that its tables and triggers are ours.
//! 2. The log: every line, leaf hash, root, checkpoint, key, epoch and dispute chain, and this machine's mark.
//! 3. The catalogue: each row against the item's sealed records, each item against its one entry.
//! 4. Disputes, notes and exports: replayed from the log's bodies and compared with the tables.
//! 5. Time proofs: lists, tokens and what they cover, against log, bodies and each other.
//! 6. Every object is read and hashed; strangers in the folder are named.
//!
//! Nothing is changed and no flag is believed. 1 to 5 look at one moment of the database; what others remove
//! meanwhile is no finding.

mod catalogue;
mod disputes;
mod exports;
mod leaves;
mod log;
mod objects;
mod place;
mod times;

use crate::error::Result;
use crate::outside::Watch;
use crate::tables::{check_run, item};
use crate::vault::Vault;
use crate::{database, mark};
use holdfast_proof::Digest;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckLevel {
    /// Something that was kept is not as it was kept.
    Error,
    /// Nothing kept is touched, but somebody should look.
    Warning,
    /// Harmless, said for completeness.
    Note,
}

impl CheckLevel {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal $level:ident,)*) => {
        /// What a check can find.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum CheckCode {
            $($(#[$doc])* $variant,)*
        }

        impl CheckCode {
            /// All codes.
            pub const ALL: &'static [CheckCode] = &[$(Self::$variant,)*];

            /// The stable kebab-case name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// How bad it is.
            #[must_use]
            pub fn level(self) -> CheckLevel {
                match self { $(Self::$variant => CheckLevel::$level,)* }
            }
        }
    };
}

codes! {
    /// A row says other than the sealed record or the log's body.
    CatalogueDiffers = "catalogue-differs" Error,
    /// A dispute's chain has a gap or a wrong link.
    ChainBroken = "chain-broken" Error,
    /// A checkpoint does not fit the log, its key or its epoch.
    CheckpointInvalid = "checkpoint-invalid" Error,
    /// SQLite's own check, a foreign key, or a table or trigger that is not ours.
    DatabaseDamaged = "database-damaged" Error,
    /// Objects of a removed item still wait to be erased; the next opening for writing does it.
    ErasurePending = "erasure-pending" Note,
    /// A stranger in the vault's folder.
    FileStranger = "file-stranger" Warning,
    /// An item without its one entry, or an entry without its item.
    ItemNotInLog = "item-not-in-log" Error,
    /// The key file is missing, or is not the recorded key.
    KeyDiffers = "key-differs" Error,
    /// The log is shorter than, or another than, what this machine has seen of it.
    LogBehindMark = "log-behind-mark" Error,
    /// A line, leaf hash, number or the frontier is wrong.
    LogBroken = "log-broken" Error,
    /// The log went on in a new epoch after it was found behind or beside what a machine had seen.
    LogWentOn = "log-went-on" Warning,
    /// An object's bytes do not have its name, or its size is another.
    ObjectDamaged = "object-damaged" Error,
    /// An object is not there.
    ObjectMissing = "object-missing" Error,
    /// A file among the objects that is none.
    ObjectStranger = "object-stranger" Warning,
    /// Others on this machine may read the vault.
    OpenToOthers = "open-to-others" Warning,
    /// The records of an item and its list contradict each other.
    SealMismatch = "seal-mismatch" Error,
    /// An object that nothing names: left by a crash or a cancelled intake.
    UnreferencedObject = "unreferenced-object" Note,
}

impl fmt::Display for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CheckCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckFinding {
    pub code: CheckCode,
    pub level: CheckLevel,
    /// A file in the vault's folder, or `item <id>`, `entry <n>`, `dispute <name>`.
    pub path: Option<String>,
    /// Technical English; sentences for people are looked up by the code.
    pub detail: String,
    /// The object it is about, for asking again whether it is still wanted.
    #[serde(skip)]
    pub(crate) object: Option<Digest>,
}

/// Everything that a check found, and how much it looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    pub findings: Vec<CheckFinding>,
    pub objects: u64,
    pub items: u64,
    pub entries: u64,
    /// Bytes that were hashed.
    pub bytes: u64,
}

impl CheckReport {
    /// True if no finding is an error.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.findings.iter().all(|finding| finding.level != CheckLevel::Error)
    }

    /// `whole` or `damaged`, as it is recorded.
    #[must_use]
    pub fn result(&self) -> &'static str {
        if self.is_whole() { "whole" } else { "damaged" }
    }
}

/// Findings on their way into a report.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<CheckFinding>);

impl Findings {
    pub(crate) fn add(&mut self, code: CheckCode, path: impl Into<String>, detail: impl Into<String>) {
        let (path, detail) = (Some(path.into()), detail.into());
        self.0.push(CheckFinding { code, level: code.level(), path, detail, object: None });
    }

    fn about_object(&mut self, code: CheckCode, digest: Digest, path: String, detail: String) {
        let path = Some(path);
        self.0.push(CheckFinding { code, level: code.level(), path, detail, object: Some(digest) });
    }
}

impl Vault {
    /// Computes everything again. Errors are only `cancelled` and what keeps the check itself from running: a
    /// database that cannot be read is `vault-damaged`.
    ///
    /// Run it on a vault opened for reading: opening for writing begins a new epoch when the log does not fit this
    /// machine's mark, and is then not what was found. [`record_check`](Self::record_check) keeps the result.
    pub fn check(&self, watch: &dyn Watch) -> Result<CheckReport> {
        let mut findings = Findings::default();
        let mut report = CheckReport::default();
        // Before the database: a mark is written after its commit.
        let mark = self.row().ok().and_then(|row| mark::read(&self.outside.marks, row.id));
        let wanted = {
            let _one_moment = self.connection.unchecked_transaction()?;
            check_database(self, &mut findings)?;
            let seen = log::check(self, mark.as_ref(), &mut findings, watch)?;
            report.entries = seen.size;
            report.items = catalogue::check(self, &seen, &mut findings, watch)?;
            disputes::check(self, &seen, &mut findings)?;
            exports::check(self, &seen, &mut findings)?;
            times::check(self, &seen, &mut findings)?;
            place::check(self, &mut findings);
            objects::wanted(self, &mut findings)?
        };
        let hashed = objects::check(&self.store, &wanted, &mut findings, watch)?;
        report.objects = hashed.objects;
        report.bytes = hashed.bytes;
        report.findings = self.still_true(findings.0)?;
        report
            .findings
            .sort_by(|one, other| (one.level, one.code, &one.path).cmp(&(other.level, other.code, &other.path)));
        Ok(report)
    }

    /// Keeps time and result of a check; the next export says them in its log entry.
    pub fn record_check(&mut self, report: &CheckReport) -> Result<()> {
        let result = report.result();
        self.write(|writing| check_run::set(writing.connection, &writing.now(), result))
    }

    /// Drops what is no finding any more: an object that was removed, with its item, while we looked.
    fn still_true(&self, findings: Vec<CheckFinding>) -> Result<Vec<CheckFinding>> {
        let mut kept = Vec::new();
        for finding in findings {
            let gone = match (&finding.object, finding.code) {
                (Some(digest), CheckCode::ObjectMissing) => !item::uses_object(&self.connection, digest)?,
                (Some(digest), CheckCode::UnreferencedObject) => item::uses_object(&self.connection, digest)?,
                _ => false,
            };
            if !gone {
                kept.push(finding);
            }
        }
        Ok(kept)
    }
}

fn check_database(vault: &Vault, findings: &mut Findings) -> Result<()> {
    let connection = &vault.connection;
    let mut damaged = |detail: String| findings.add(CheckCode::DatabaseDamaged, crate::layout::DATABASE, detail);
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        match line? {
            line if line == "ok" => {}
            line => damaged(line),
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    for row in statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)))? {
        let (table, row) = row?;
        damaged(format!("a row of {table} ({}) names one that is not there", row.unwrap_or_default()));
    }
    let (ours, theirs) = (database::own_schema(connection)?, database::schema_of(connection)?);
    let ours: BTreeSet<_> = ours.into_iter().collect();
    let theirs: BTreeSet<_> = theirs.into_iter().collect();
    for (name, _) in ours.difference(&theirs) {
        damaged(format!("{name} is missing or another"));
    }
    for (name, _) in theirs.difference(&ours) {
        damaged(format!("{name} is not ours"));
    }
    Ok(())
}
