//! Time: what the tokens in a bundle prove, for each exhibit and for the bundle (docs/format.md, section 5).
//!
//! A token is over the list whose bytes have its imprint, whatever its name says: in another list's place it is
//! `proof-misfiled`, over nothing here `proof-unmatched`. Over a list it dates all that the list names, and through
//! lists that it names, what those name. An exhibit's time is the earliest of a token whose time counts for this
//! checker; the bundle's is the latest of its exhibits', and is proven only if each exhibit shown has one. A proof
//! upgrades nothing else: what is stated stays stated.

mod lists;
mod tokens;

use super::Options;
use super::files::Files;
use super::items::ItemFolder;
use crate::finding::{Code, Finding};
use crate::seal::{self, CAPTURE};
use crate::source::OpenError;
use crate::tsp::By;
use crate::verdict::{Exhibit, Integrity, ProvenTime, Shown};
use chrono::TimeDelta;
use lists::{Lists, Node, Through};
use std::collections::{BTreeMap, BTreeSet};
use tokens::Proof;

pub use tokens::TOKEN_BYTES_LIMIT;

/// Authorities often give whole seconds: so much later than a proof may a record's clock be without being told.
const WHOLE_SECOND: TimeDelta = TimeDelta::seconds(1);
/// So much later than the proof over it may the token be that a record names: two authorities' clocks differ a little.
const CLOCKS_APART: TimeDelta = TimeDelta::seconds(60);

/// Checks all tokens, gives each exhibit its time, and the bundle the latest of them.
pub(super) fn check(
    files: &Files<'_>,
    folders: &[ItemFolder],
    options: &Options<'_>,
    exhibits: &mut [Exhibit],
    findings: &mut Vec<Finding>,
) -> Result<ProvenTime, OpenError> {
    let proofs = tokens::read(files, options, findings)?;
    if proofs.is_empty() {
        return Ok(ProvenTime::default());
    }
    let mut lists = Lists::of(files, folders, options.threads);
    let mut counting: Vec<Counting<'_>> = Vec::new();
    for proof in &proofs {
        let over = over(&mut lists, proof, findings);
        if let Some(first) = over.first()
            && proof.checked.proven()
        {
            counting.push(Counting { through: lists.through(*first), over, proof });
        }
    }
    counting.sort_by_key(|counting| (counting.proof.checked.not_later_than, counting.through));
    let earliest = earliest(&mut lists, &counting, findings);
    let authorities = authorities(&mut lists, &counting, findings);
    let dated = Dated { lists: &lists, counting: &counting, earliest, authorities };
    let contradicted = dated.check_records(folders, findings);
    dated.tell(folders, exhibits, &contradicted, findings);
    Ok(latest(exhibits))
}

/// A token whose time counts, and the lists that it is over.
struct Counting<'p> {
    over: Vec<Node>,
    through: Through,
    proof: &'p Proof<'p>,
}

/// Finds the lists with a token's imprint, and tells when its name says another one.
fn over(lists: &mut Lists<'_, '_>, proof: &Proof<'_>, findings: &mut Vec<Finding>) -> Vec<Node> {
    let over = lists.with_imprint(&proof.imprint, findings);
    let named = lists.at(&proof.named);
    match over.first() {
        None => {
            let detail = format!("no list here has its imprint; its name says {}", proof.named);
            findings.push(Finding::new(Code::ProofUnmatched, detail).at(proof.path));
        }
        Some(first) if named.is_none_or(|named| !over.contains(&named)) => {
            let really = lists.path(*first);
            let detail = format!("it is over {really}; its name says {}", proof.named);
            findings.push(Finding::new(Code::ProofMisfiled, detail).at(proof.path).with("list", really));
        }
        Some(_) => {}
    }
    over
}

/// For each list the earliest token that dates it. `counting` is sorted by time, so the first to reach a list wins.
fn earliest(lists: &mut Lists<'_, '_>, counting: &[Counting<'_>], findings: &mut Vec<Finding>) -> Vec<Option<usize>> {
    let mut earliest = vec![None; lists.len()];
    for (at, counting) in counting.iter().enumerate() {
        let mut waiting = counting.over.clone();
        while let Some(node) = waiting.pop() {
            if earliest[node].is_none() {
                earliest[node] = Some(at);
                waiting.extend(lists.names(node, findings));
            }
        }
    }
    earliest
}

/// For each list the authorities that date it: by operator, the name to tell.
type Authorities = Vec<BTreeMap<String, String>>;

fn authorities(lists: &mut Lists<'_, '_>, counting: &[Counting<'_>], findings: &mut Vec<Finding>) -> Authorities {
    let mut starts: BTreeMap<(String, String), Vec<Node>> = BTreeMap::new();
    for counting in counting {
        let by = &counting.proof.checked.by;
        let operator = match by {
            By::Pinned(pin) => pin.operator.clone(),
            By::Yours { .. } | By::Unknown { .. } => by.text(),
        };
        starts.entry((operator, by.text())).or_default().extend(&counting.over);
    }
    let mut dated = vec![BTreeMap::new(); lists.len()];
    for ((operator, name), mut waiting) in starts {
        let mut seen = vec![false; lists.len()];
        while let Some(node) = waiting.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                dated[node].entry(operator.clone()).or_insert_with(|| name.clone());
                waiting.extend(lists.names(node, findings));
            }
        }
    }
    dated
}

/// What is known of every list.
struct Dated<'d> {
    lists: &'d Lists<'d, 'd>,
    counting: &'d [Counting<'d>],
    earliest: Vec<Option<usize>>,
    authorities: Authorities,
}

impl Dated<'_> {
    fn node(&self, folder: &ItemFolder) -> Option<Node> {
        self.lists.at(&format!("{}{}", folder.path(), seal::LIST))
    }

    fn earliest(&self, node: Node) -> Option<&Counting<'_>> {
        self.earliest[node].map(|at| &self.counting[at])
    }

    /// The times that a record states, against the earliest proof over it. Gives the exhibits whose record cannot have
    /// been there when that proof was made.
    fn check_records(&self, folders: &[ItemFolder], findings: &mut Vec<Finding>) -> BTreeSet<String> {
        let mut contradicted = BTreeSet::new();
        for folder in folders {
            let (Some(node), Some(capture)) = (self.node(folder), &folder.capture) else { continue };
            let Some(counting) = self.earliest(node) else { continue };
            let by_then = counting.proof.checked.not_later_than;
            let path = format!("{}{CAPTURE}", folder.path());
            let stated = capture.started_at.max(capture.ended_at);
            if stated.to_utc() > by_then + WHOLE_SECOND {
                let detail = format!("the device's clock said {stated}, the proof is of {by_then}");
                findings.push(
                    Finding::new(Code::RecordLaterThanProof, detail)
                        .at(path.clone())
                        .with("stated", stated)
                        .with("proof", by_then),
                );
            }
            if let Some(anchor) = &capture.record_not_before
                && anchor.at > by_then + CLOCKS_APART
            {
                let detail = format!("it names a token of {}, the proof is of {by_then}", anchor.at);
                findings.push(
                    Finding::new(Code::AnchorLaterThanProof, detail)
                        .at(path)
                        .with("anchor", anchor.at)
                        .with("proof", by_then),
                );
                contradicted.insert(folder.number().to_owned());
            }
        }
        contradicted
    }

    /// Gives each exhibit its time: that of the last of its folders, when all of them have one and their bytes agree.
    fn tell(
        &self,
        folders: &[ItemFolder],
        exhibits: &mut [Exhibit],
        contradicted: &BTreeSet<String>,
        findings: &mut Vec<Finding>,
    ) {
        let mut of_number: BTreeMap<&str, Vec<Option<Node>>> = BTreeMap::new();
        for folder in folders {
            of_number.entry(folder.number()).or_default().push(self.node(folder));
        }
        for exhibit in exhibits.iter_mut().filter(|exhibit| is_shown(exhibit)) {
            let Some(nodes) = of_number.get(exhibit.number.as_str()) else { continue };
            if exhibit.integrity != Integrity::Intact || contradicted.contains(&exhibit.number) {
                continue;
            }
            let times: Option<Vec<&Counting<'_>>> = nodes.iter().map(|node| self.earliest((*node)?)).collect();
            let last = times.into_iter().flatten().max_by_key(|last| (last.proof.checked.not_later_than, last.through));
            let Some(last) = last else { continue };
            exhibit.time = proven_time(last);
            exhibit.through = Some(last.through.as_str());
            exhibit.authorities = self.authorities_of(nodes);
            if last.through == Through::Export {
                findings.push(
                    Finding::new(Code::OnlyStampedAtExport, "")
                        .at(format!("{}{}/", super::items::ITEMS, exhibit.number))
                        .with("number", &exhibit.number),
                );
            }
        }
    }

    /// Those that date every one of the lists.
    fn authorities_of(&self, nodes: &[Option<Node>]) -> Vec<String> {
        let mut all = nodes.iter().flatten().map(|node| &self.authorities[*node]);
        let Some(first) = all.next() else { return Vec::new() };
        let others: Vec<_> = all.collect();
        let of_each = first.iter().filter(|(operator, _)| others.iter().all(|other| other.contains_key(*operator)));
        of_each.map(|(_, name)| name.clone()).collect()
    }
}

fn proven_time(counting: &Counting<'_>) -> ProvenTime {
    let checked = &counting.proof.checked;
    ProvenTime {
        proven: true,
        not_later_than: Some(checked.not_later_than),
        by: Some(checked.by.text()),
        accuracy: checked.accuracy,
        yours: matches!(checked.by, By::Yours { .. }),
    }
}

fn is_shown(exhibit: &Exhibit) -> bool {
    matches!(exhibit.shown, Shown::Whole | Shown::InPart)
}

/// The latest time of the exhibits shown; nothing when one of them has none, or none is shown.
fn latest(exhibits: &[Exhibit]) -> ProvenTime {
    let shown = || exhibits.iter().filter(|exhibit| is_shown(exhibit));
    if !shown().all(|exhibit| exhibit.time.proven) {
        return ProvenTime::default();
    }
    shown().map(|exhibit| &exhibit.time).max_by_key(|time| time.not_later_than).cloned().unwrap_or_default()
}
