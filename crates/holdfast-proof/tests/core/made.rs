//! Fixed values that the tests and the vectors share: keys, ids, entries, records.

use chrono::{DateTime, Utc};
use holdfast_proof::{
    Digest, DisputeId, ItemId, Salt, VaultId,
    checkpoint::Origin as LogOrigin,
    key::SecretKey,
    log::{ChainLink, Entry, EntryKind, EntrySalt, LogLine},
    record::{CaptureRecord, Completeness, EnvironmentRecord, Field, FormatVersion, How, Kind, Origin, Part},
    time,
};

pub(crate) fn key(number: u8) -> SecretKey {
    SecretKey::from_seed([number; 32])
}

pub(crate) fn vault() -> VaultId {
    VaultId::from_random([0x11; 16])
}

pub(crate) fn origin(epoch: u32) -> LogOrigin {
    LogOrigin { vault: vault(), epoch }
}

pub(crate) fn at(n: u64) -> DateTime<Utc> {
    let start = time::parse_wall("2025-11-02T06:03:05.123Z").expect("a good time");
    start + chrono::Duration::seconds(i64::try_from(n).expect("small"))
}

pub(crate) fn entry(n: u64, kind: EntryKind, reference: Digest, dispute: Option<ChainLink>) -> LogLine {
    let salt = EntrySalt::from_bytes([u8::try_from(n).expect("small"); 16]);
    let line = Entry { n, at: at(n), kind, salt, reference, dispute }.to_line();
    LogLine::parse(line.as_bytes()).expect("what is written can be read")
}

/// A chain of one dispute: attached, changed, export-begun at the given places of the log.
pub(crate) fn dispute_chain(dispute: DisputeId, places: &[(u64, EntryKind)]) -> Vec<LogLine> {
    let mut lines: Vec<LogLine> = Vec::new();
    for (n, kind) in places {
        let link = holdfast_proof::chain::next_link(dispute, lines.last());
        lines.push(entry(*n, *kind, Digest::of(&n.to_be_bytes()), Some(link)));
    }
    lines
}

pub(crate) fn capture(parts: &[(&str, &[u8])]) -> CaptureRecord {
    let part = |(name, bytes): &(&str, &[u8])| Part {
        name: (*name).to_owned(),
        role: "original".to_owned(),
        media_type: "image/png".to_owned(),
        size_bytes: bytes.len() as u64,
    };
    CaptureRecord {
        v: FormatVersion,
        salt: Salt::from_bytes([0x22; 32]),
        id: ItemId::new_v7(1_762_063_385_123, [0x33; 10]),
        kind: Kind::Screenshot,
        origin: Origin::SuppliedByUser,
        how: How { tool: "holdfast".to_owned(), command: "item add".to_owned() },
        started_at: time::parse_zoned("2025-11-02T14:03:05.123+08:00").expect("a good time"),
        ended_at: time::parse_zoned("2025-11-02T14:03:05.130+08:00").expect("a good time"),
        monotonic_ms: 7,
        parts: parts.iter().map(part).collect(),
        completeness: Completeness::complete(),
        page: None,
        of: None,
        part: None,
        count: None,
        reason: None,
        record_not_before: None,
    }
}

pub(crate) fn environment() -> EnvironmentRecord {
    let mut environment = EnvironmentRecord::new(Salt::from_bytes([0x44; 32]));
    environment.set("original_name", Field::declared("促销截图 😀.png"));
    environment.set("os", Field::measured("Debian GNU/Linux 12"));
    environment.set("clock_difference", Field::unavailable("never-asked"));
    environment
}
