//! The check of a bundle: everything is computed again, no flag is believed, and it goes to the end.
//!
//! Order: the container (ZIP or folder) → is it Holdfast's? → all bytes hashed once → lists against bytes → item
//! folders → log, checkpoint, keys, signature → what the dispute's log names against what is shown → time proofs →
//! several bundles against each other. Each step reports what it finds and the next goes on. A bag of someone else is checked by its
//! own rules (`bag`). Nothing is written, nothing is fetched, and the clock comes in as an argument.

mod bundle;
mod disclosure;
mod files;
mod history;
mod items;
mod leaves;
mod lists;
mod metadata;
mod pieces;
mod places;
mod proof;
mod several;
mod signature;
mod time;

use crate::bag;
use crate::finding::{Code, Finding};
use crate::key::Fingerprint;
use crate::source::{Members, OpenError, Watch};
use crate::tsp::Trust;
use crate::verdict::{BundleReport, Disclosure, Integrity, ProvenTime, Report, Statement, Verdict};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub use proof::{ProofVerdict, TimeCheck, time_check};
pub use time::TOKEN_BYTES_LIMIT;

/// What a check is given beside its inputs.
pub struct Options<'a> {
    /// The time of the check; printed in the report.
    pub now: DateTime<Utc>,
    /// The signer that the checker expects.
    pub signer: Option<Fingerprint>,
    /// Whose times count: the pins, and what the checker named for this run. Nothing in a bundle is ever added.
    pub trust: &'a Trust,
    /// Told of progress, asked whether to go on.
    pub watch: &'a dyn Watch,
    /// How many threads hash; 0 for as many as there are processors.
    pub threads: usize,
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Options").field("now", &self.now).field("signer", &self.signer).finish_non_exhaustive()
    }
}

/// Checks ZIPs and folders, each for itself and all against each other. An error means that an input could not be
/// read at all (or the check was cancelled); whatever is wrong with its contents is in the report.
pub fn verify(inputs: &[PathBuf], options: &Options<'_>) -> Result<Report, OpenError> {
    let mut reports = Vec::with_capacity(inputs.len());
    let mut facts = Vec::with_capacity(inputs.len());
    for input in inputs {
        let (report, known) = verify_one(input, options)?;
        reports.push(report);
        facts.push(known);
    }
    let findings = several::compare(&mut reports, &facts);
    Ok(Report::new(reports, findings, options.now))
}

/// What the comparison of several bundles needs to know of one.
#[derive(Debug, Default)]
struct SetFacts {
    log: Option<history::LogFacts>,
    part: Option<bundle::PartOfSet>,
}

fn verify_one(input: &Path, options: &Options<'_>) -> Result<(BundleReport, SetFacts), OpenError> {
    let members = Members::open(input)?;
    let mut report = BundleReport {
        input: input.display().to_string(),
        verdict: Verdict::NotCheckable,
        integrity: Integrity::NotChecked,
        time: ProvenTime::default(),
        disclosure: Disclosure::default(),
        signer: None,
        exhibits: Vec::new(),
        findings: members.findings.clone(),
        holdfast: has_marker(&members),
        files: members.list().len() as u64,
        size_bytes: members.list().iter().fold(0, |sum, member| member.size_bytes.saturating_add(sum)),
        recomputed: 0,
        statement: Statement::default(),
    };
    // A container that cannot be followed, or is too large as a whole, is not read; what it says of itself stands.
    if !members.whole || members.too_large() {
        report.sum_up(false);
        return Ok((report, SetFacts::default()));
    }
    let bag_info = lists::read_bag_info(&members, options)?;
    report.holdfast |= bag_info.profile.is_some();
    let mut facts = SetFacts::default();
    if report.holdfast {
        facts = bundle::check(&members, bag_info, options, &mut report)?;
    } else if is_bag(&members) {
        if !members.can_open_all() {
            report.sum_up(false);
            return Ok((report, SetFacts::default()));
        }
        report.findings.push(Finding::new(Code::NotAHoldfastBundle, "a bag without any mark of Holdfast"));
        report.findings.extend(bag::check(&members, options.watch, options.threads)?);
        report.recomputed = report.files;
        report.findings.extend(strangers(&members));
    } else {
        report.findings.push(Finding::new(Code::NotABag, "neither a bag nor a bundle of Holdfast"));
    }
    tell_in_bounds(&mut report.findings);
    report.sum_up(true);
    Ok((report, facts))
}

/// So many findings of one code are told one by one.
const TOLD_PER_CODE: usize = 1_000;

/// Keeps the first findings of each code and says how many more there were: a hostile bundle can have any number.
fn tell_in_bounds(findings: &mut Vec<Finding>) {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    findings.retain(|finding| {
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        *count <= TOLD_PER_CODE
    });
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > TOLD_PER_CODE) {
        findings.push(Finding::new(code, format!("and {} more of this kind", count - TOLD_PER_CODE)));
    }
}

/// Files of the ZIP beside the bag's folder.
fn strangers(members: &Members) -> Vec<Finding> {
    let one = |name: &String| Finding::new(Code::UnlistedFile, "lies beside the bag's folder").at(name.clone());
    members.outside.iter().map(one).collect()
}

/// Anything that only Holdfast makes: then what is missing is missing, and not somebody else's way of doing it.
/// What lies inside a bag within the bag is that bag's business.
fn has_marker(members: &Members) -> bool {
    let names =
        || members.list().iter().map(|member| member.name.as_str()).chain(members.outside.iter().map(String::as_str));
    let inner: BTreeSet<&str> =
        names().filter_map(|name| name.strip_suffix("bagit.txt")).filter(|folder| folder.ends_with('/')).collect();
    let in_inner_bag = |name: &str| name.match_indices('/').any(|(at, _)| inner.contains(&name[..=at]));
    names().any(|name| {
        // At the root it counts always: a `bagit.txt` put among the items must not turn them into somebody else's.
        let at_root = name.starts_with("data/items/") || name == "metadata/exhibits.json";
        let deeper = name.rsplit('/').next() == Some(crate::seal::LIST)
            || name.contains("/data/items/")
            || name.ends_with("/metadata/exhibits.json");
        at_root || (deeper && !in_inner_bag(name))
    })
}

fn is_bag(members: &Members) -> bool {
    let is_tag = |name: &str| name == "bagit.txt" || (name.starts_with("manifest-") && name.ends_with(".txt"));
    members.list().iter().any(|member| is_tag(&member.name))
}
