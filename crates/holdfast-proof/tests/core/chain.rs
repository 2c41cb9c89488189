//! The chain of a dispute: nothing can be left out of a bundle without being seen.

use crate::made::dispute_chain;
use holdfast_proof::{Code, Digest, DisputeId, chain, log::EntryKind, log::LogLine};

const PLACES: &[(u64, EntryKind)] = &[
    (3, EntryKind::Changed),
    (4, EntryKind::Attached),
    (7, EntryKind::Detached),
    (8, EntryKind::Attached),
    (11, EntryKind::ExportBegun),
];

fn codes(lines: &[LogLine], end: Digest) -> Vec<Code> {
    let dispute = DisputeId::from_random([5; 16]);
    chain::check(lines, dispute, end).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_whole_chain_has_nothing_to_say() {
    let mut lines = dispute_chain(DisputeId::from_random([5; 16]), PLACES);
    let end = lines[4].leaf;
    lines.extend(dispute_chain(DisputeId::from_random([6; 16]), &[(5, EntryKind::Attached)]));
    assert_eq!(codes(&lines, end), [], "entries of another dispute are none of its business");
}

#[test]
fn every_entry_left_out_is_seen() {
    let lines = dispute_chain(DisputeId::from_random([5; 16]), PLACES);
    let end = lines[4].leaf;
    for gone in 0..4 {
        let mut fewer = lines.clone();
        fewer.remove(gone);
        assert!(codes(&fewer, end).contains(&Code::DisputeEntryMissing), "entry {gone} left out");
    }
    assert_eq!(codes(&lines[..4], end), [Code::ExportEntryMissing], "the export's own entry left out");
    assert_eq!(codes(&[], end), [Code::ExportEntryMissing], "nothing at all");
}

#[test]
fn an_older_export_cannot_stand_for_a_newer_one() {
    let dispute = DisputeId::from_random([5; 16]);
    let places = [PLACES, &[(12, EntryKind::Attached), (13, EntryKind::ExportBegun)]].concat();
    let lines = dispute_chain(dispute, &places);
    assert_eq!(codes(&lines, lines[6].leaf), [], "the newest export");
    assert_eq!(codes(&lines, lines[4].leaf), [Code::ExportEntryMissing], "entries after the named export");
    assert_eq!(codes(&lines[..6], lines[5].leaf), [Code::ExportEntryMissing], "an end that is no export");
}

#[test]
fn two_entries_with_one_number_are_seen() {
    let dispute = DisputeId::from_random([5; 16]);
    let mut lines = dispute_chain(dispute, PLACES);
    let end = lines[4].leaf;
    let forked = dispute_chain(dispute, &[(3, EntryKind::Changed), (5, EntryKind::Attached)]);
    lines.push(forked[1].clone());
    assert!(codes(&lines, end).contains(&Code::DisputeEntryMissing), "a second entry 2");
}
