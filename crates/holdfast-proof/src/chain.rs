//! The chain of one dispute: its entries count 1, 2, 3 … and each names the one before by leaf hash.
//!
//! A bundle holds the chain without a gap, up to its own `export-begun`. So an attached exhibit, a detached one or
//! an earlier export cannot be left out without being seen.

use crate::{
    digest::Digest,
    finding::{Code, Finding},
    id::DisputeId,
    log::{ChainLink, EntryKind, LogLine, NO_PREVIOUS},
};

/// The entries of one dispute, in order of their counter.
#[must_use]
pub fn entries_of(lines: &[LogLine], dispute: DisputeId) -> Vec<&LogLine> {
    let of_dispute = |line: &&LogLine| line.entry.dispute.is_some_and(|link| link.id == dispute);
    let mut entries: Vec<&LogLine> = lines.iter().filter(of_dispute).collect();
    entries.sort_by_key(|line| (line.entry.dispute.map(|link| link.n), line.entry.n));
    entries
}

/// The link that the next entry of a dispute gets.
#[must_use]
pub fn next_link(dispute: DisputeId, newest: Option<&LogLine>) -> ChainLink {
    match newest.and_then(|line| line.entry.dispute.map(|link| (link, line.leaf))) {
        Some((link, leaf)) => ChainLink { id: dispute, n: link.n + 1, prev: leaf },
        None => ChainLink { id: dispute, n: 1, prev: NO_PREVIOUS },
    }
}

/// Checks that a bundle's lines hold the whole chain of the dispute up to entry `end`, which must be this bundle's
/// `export-begun` and the chain's last. Every gap, wrong link and counter twice is a `dispute-entry-missing`;
/// another end is `export-entry-missing`. Entries in the log's order must count in the chain's order.
#[must_use]
pub fn check(lines: &[LogLine], dispute: DisputeId, end: Digest) -> Vec<Finding> {
    let entries = entries_of(lines, dispute);
    let mut findings = Vec::new();
    let mut missing = |n: u64, detail: &str| {
        findings.push(Finding::new(Code::DisputeEntryMissing, detail).with("n", n));
    };
    let mut expected = next_link(dispute, None);
    let mut before: Option<&LogLine> = None;
    for line in &entries {
        let Some(link) = line.entry.dispute else { continue };
        if link.n > expected.n {
            missing(expected.n, "a gap in the dispute's entries");
        } else if link.n < expected.n {
            missing(link.n, "two entries with one number");
        } else if link.prev != expected.prev {
            missing(link.n, "the entry follows another one than the one before it");
        } else if before.is_some_and(|before| before.entry.n >= line.entry.n) {
            missing(link.n, "the dispute's order is not the log's order");
        }
        expected = next_link(dispute, Some(line));
        before = Some(line);
    }
    match entries.last() {
        Some(last) if last.leaf == end && last.entry.kind == EntryKind::ExportBegun => {}
        _ => findings.push(Finding::new(Code::ExportEntryMissing, "the dispute's entries do not end in this export")),
    }
    findings
}
