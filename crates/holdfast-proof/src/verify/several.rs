//! Several bundles at once: one log must not have two histories, and the parts of one submission must be all there.
//!
//! Two bundles of one vault and epoch each prove some entries and some subtree roots of one append-only tree. Whatever
//! both prove must be equal: the entry at a place, the root of a complete subtree, the root at a size, the entry at a
//! place of a dispute. A difference is two histories of one log (`log-forked`); which one is true is not told.

use super::SetFacts;
use super::history::LogFacts;
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::tree::Frontier;
use crate::verdict::BundleReport;
use std::collections::{BTreeMap, BTreeSet};

/// Compares all bundles pairwise; gives the findings of the set.
pub(super) fn compare(reports: &mut [BundleReport], facts: &[SetFacts]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, one) in facts.iter().enumerate() {
        for (offset, other) in facts[at + 1..].iter().enumerate() {
            let (Some(one), Some(other)) = (&one.log, &other.log) else { continue };
            if let Some(why) = forked(one, other) {
                let second = &reports[at + 1 + offset].input;
                findings.push(
                    Finding::new(Code::LogForked, format!("{} and {second}: {why}", reports[at].input))
                        .with("first", &reports[at].input)
                        .with("second", second),
                );
            }
        }
    }
    compare_parts(reports, facts, &mut findings);
    findings
}

/// Why two bundles cannot come from one history; `None` when nothing says so.
fn forked(one: &LogFacts, other: &LogFacts) -> Option<String> {
    if one.origin != other.origin {
        return None;
    }
    if one.size == other.size && one.root != other.root {
        return Some(format!("two roots at size {}", one.size));
    }
    if let Some((n, _)) = one.leaves.iter().find(|(n, leaf)| other.leaves.get(n).is_some_and(|found| found != *leaf)) {
        return Some(format!("two entries {n}"));
    }
    let differs =
        |(place, hash): &(&(u32, u64), &Digest)| other.subtrees.get(place).is_some_and(|found| found != *hash);
    if let Some(((level, index), _)) = one.subtrees.iter().find(differs) {
        return Some(format!("two roots of the {} entries from {}", 1u64 << level, index << level));
    }
    if let Some(((_, n), _)) =
        one.chain.iter().find(|(place, leaf)| other.chain.get(place).is_some_and(|found| found != *leaf))
    {
        return Some(format!("two entries {n} of one dispute"));
    }
    let (small, large) = if one.size < other.size { (one, other) } else { (other, one) };
    let root = root_at(&large.subtrees, small.size)?;
    (root != small.root)
        .then(|| format!("the larger log does not begin with the smaller one of {} entries", small.size))
}

/// The root that the log had at a smaller size, when the subtrees it is made of are all proven.
pub(super) fn root_at(subtrees: &BTreeMap<(u32, u64), Digest>, size: u64) -> Option<Digest> {
    let mut from = 0u64;
    let mut hashes = Vec::new();
    for level in (0..64).rev().filter(|level| size >> level & 1 == 1) {
        hashes.push(*subtrees.get(&(level, from >> level))?);
        from += 1 << level;
    }
    Some(Frontier::from_parts(size, hashes)?.root())
}

/// When all parts of a submission are given, the warning goes, and every exhibit must be in one of them.
fn compare_parts(reports: &mut [BundleReport], facts: &[SetFacts], findings: &mut Vec<Finding>) {
    let exports: BTreeSet<_> =
        facts.iter().filter_map(|facts| facts.part.as_ref()).map(|part| (part.export, &part.group)).collect();
    for set in exports {
        let parts: Vec<_> = facts
            .iter()
            .enumerate()
            .filter_map(|(at, facts)| facts.part.as_ref().map(|part| (at, part)))
            .filter(|(_, part)| (part.export, &part.group) == set)
            .collect();
        let Some((_, first)) = parts.first() else { continue };
        if parts.iter().any(|(_, part)| part.of != first.of || part.exhibits_sha256 != first.exhibits_sha256) {
            findings.push(Finding::new(Code::RecordMismatch, "parts of one submission name different exhibits"));
            continue;
        }
        let seen: BTreeSet<u64> = parts.iter().map(|(_, part)| part.part).collect();
        if seen.len() as u64 != first.of {
            continue;
        }
        let here: BTreeSet<&String> = parts.iter().flat_map(|(_, part)| &part.here).collect();
        for number in first.named.iter().filter(|number| !here.contains(number)) {
            let detail = format!("{number}: in no part of the submission");
            findings.push(Finding::new(Code::ExhibitMissing, detail).with("number", number));
        }
        for (at, _) in parts {
            reports[at].findings.retain(|finding| finding.code != Code::PartOfSet);
        }
    }
}
