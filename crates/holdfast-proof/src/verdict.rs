//! The verdict: what a check may say, and nothing more (docs/format.md, section 9).
//!
//! Four parts that are never mixed: integrity, time, origin (stated, never checked), disclosure. One word and one exit
//! status sum them up: `dated` 0, `intact` 1, `broken` 2, `not-checkable` 3; 2 beats 3 beats 1. Sentences are made
//! elsewhere; the JSON takes them through a function.

use crate::digest::Digest;
use crate::finding::{Finding, Level};
use crate::id::ItemId;
use crate::key::Fingerprint;
use crate::record::{Completeness, Kind, Origin};
use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

/// Version of the list of pinned time authorities.
pub const PINS_VERSION: &str = crate::pins::VERSION;

/// The word that sums up a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Whole, and every exhibit shown has a proven time.
    Dated,
    /// Whole; no time is proven.
    Intact,
    /// Something contradicts.
    Broken,
    /// Nothing contradicts, but this verifier cannot check it.
    NotCheckable,
}

impl Verdict {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dated => "dated",
            Self::Intact => "intact",
            Self::Broken => "broken",
            Self::NotCheckable => "not-checkable",
        }
    }

    /// The exit status of `holdfast-verify` and `holdfast bundle verify`.
    #[must_use]
    pub const fn exit(self) -> u8 {
        match self {
            Self::Dated => 0,
            Self::Intact => 1,
            Self::Broken => 2,
            Self::NotCheckable => 3,
        }
    }

    /// The worse of two: broken, then not-checkable, then intact, then dated.
    #[must_use]
    pub const fn worst(self, other: Self) -> Self {
        if self.weight() >= other.weight() { self } else { other }
    }

    const fn weight(self) -> u8 {
        match self {
            Self::Dated => 0,
            Self::Intact => 1,
            Self::NotCheckable => 2,
            Self::Broken => 3,
        }
    }

    /// The word that findings and time lead to.
    #[must_use]
    pub fn of(findings: &[Finding], time_proven: bool) -> Self {
        let errors = || findings.iter().filter(|finding| finding.level == Level::Error);
        if errors().any(|finding| !finding.code.not_checkable()) {
            Self::Broken
        } else if errors().next().is_some() {
            Self::NotCheckable
        } else if time_proven {
            Self::Dated
        } else {
            Self::Intact
        }
    }
}

/// Whether the bytes agree with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Integrity {
    /// Everything agrees.
    Intact,
    /// Something does not.
    Broken,
    /// It was not looked at, or could not be.
    NotChecked,
}

impl Integrity {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::Broken => "broken",
            Self::NotChecked => "not-checked",
        }
    }
}

/// What is proven about time. `not_later_than` is the latest time of the exhibits shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProvenTime {
    /// Every exhibit shown has a proven time.
    pub proven: bool,
    /// The bytes existed by then: the authority's time plus its accuracy.
    pub not_later_than: Option<DateTime<Utc>>,
    /// Whose clock it is, by the verifier's own name for it.
    pub by: Option<String>,
    /// How exact the authority says its time is; none when it does not say. Not in the JSON.
    pub accuracy: Option<TimeDelta>,
    /// The time counts only because the checker named this authority for this run. Not in the JSON.
    pub yours: bool,
}

/// Of what this dispute's log names: how much is shown. Counts of exhibits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// Shown with all their parts.
    pub whole: u64,
    /// Only some lines are shown.
    pub in_part: u64,
    /// Named by seal digest and reason alone.
    pub withheld: u64,
    /// Removed from the vault before this export.
    pub removed: u64,
}

/// Who signed the list of files. Known only if the checker named the fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The key's fingerprint.
    pub fingerprint: Fingerprint,
    /// The checker gave this fingerprint.
    pub known: bool,
}

/// One exhibit, shown or withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// `E01`.
    pub number: String,
    /// From the record, when it is shown.
    pub item_id: Option<ItemId>,
    /// The seal digest.
    pub seal_sha256: Digest,
    /// The origin that the record states; nobody checks it.
    pub stated: Option<Origin>,
    /// Of its own bytes.
    pub integrity: Integrity,
    /// Its own proven time.
    pub time: ProvenTime,
    /// Over which list: `own-list`, `batch`, `renewal`, `export`.
    pub through: Option<&'static str>,
    /// The authorities that prove a time for it, one for each operator: two here are independent of each other.
    /// Not in the JSON.
    pub authorities: Vec<String>,
    /// How much of it is here.
    pub shown: Shown,
    /// What it is to prove: the complainant's words, which nobody checks. Not in the JSON.
    pub proves: Option<String>,
    /// What its record states, when it is shown whole. Not in the JSON.
    pub record: Option<Recorded>,
    /// Whether environment.json is said to be withheld. Not in the JSON.
    pub environment_withheld: bool,
}

/// How much of an exhibit is here. Not in the JSON, which has the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// All its parts.
    Whole,
    /// Only some lines of it.
    InPart,
    /// Its digest and a reason, as omissions.json has it (none when it is not named there).
    Withheld(Option<String>),
    /// Said to be shown, and not here: in another part of the set, or missing.
    Absent,
}

/// What the record of an exhibit states of it; nobody checks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// What it is said to be.
    pub kind: Kind,
    /// When the computer had it whole, by its own clock.
    pub ended_at: DateTime<FixedOffset>,
    /// Whether anything is said to be missing.
    pub completeness: Completeness,
    /// The seal digest of what it is said to be made from.
    pub made_from: Option<Digest>,
    /// How many parts it has.
    pub parts: u64,
    /// All parts together, in bytes.
    pub size_bytes: u64,
}

/// What the bundle states besides evidence: hashed, not checked. Not in the JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// The dispute's title.
    pub title: Option<String>,
    /// Pages and papers: name and size.
    pub files: Vec<(String, u64)>,
}

/// What the check of one input found.
#[derive(Debug, Clone)]
pub struct BundleReport {
    /// The input as given.
    pub input: String,
    pub verdict: Verdict,
    pub integrity: Integrity,
    pub time: ProvenTime,
    pub disclosure: Disclosure,
    pub signer: Option<Signer>,
    pub exhibits: Vec<Exhibit>,
    pub findings: Vec<Finding>,
    /// A bundle of Holdfast, not somebody else's bag.
    pub holdfast: bool,
    /// How many files there are, all of them together in bytes, and of how many every byte was read and hashed. Not in
    /// the JSON.
    pub files: u64,
    pub size_bytes: u64,
    pub recomputed: u64,
    /// What is told and not checked.
    pub statement: Statement,
}

/// What the check of all inputs found.
#[derive(Debug, Clone)]
pub struct Report {
    pub verdict: Verdict,
    pub bundles: Vec<BundleReport>,
    /// Findings between several inputs.
    pub findings: Vec<Finding>,
    /// The time of the check, given by the caller.
    pub now: DateTime<Utc>,
}

impl BundleReport {
    /// Sums up findings and times; `checked` is false when the contents were not read.
    pub(crate) fn sum_up(&mut self, checked: bool) {
        self.verdict = Verdict::of(&self.findings, self.time.proven);
        self.integrity = match self.verdict {
            Verdict::Broken => Integrity::Broken,
            Verdict::NotCheckable => Integrity::NotChecked,
            Verdict::Dated | Verdict::Intact if checked => Integrity::Intact,
            Verdict::Dated | Verdict::Intact => Integrity::NotChecked,
        };
    }

    fn to_json(&self, message: &dyn Fn(&Finding) -> String) -> Value {
        let exhibits: Vec<Value> = self.exhibits.iter().map(Exhibit::to_json).collect();
        json!({
            "verdict": self.verdict.as_str(),
            "integrity": self.integrity.as_str(),
            "time": time_json(&self.time),
            "origin": { "checked": false },
            "disclosure": {
                "whole": self.disclosure.whole,
                "in_part": self.disclosure.in_part,
                "withheld": self.disclosure.withheld,
                "removed": self.disclosure.removed,
            },
            "signer": self.signer.as_ref().map(|signer| json!({
                "fingerprint": signer.fingerprint.to_string(),
                "known": signer.known,
            })),
            "exhibits": exhibits,
            "findings": findings_json(&self.findings, message),
        })
    }
}

impl Exhibit {
    fn to_json(&self) -> Value {
        json!({
            "number": self.number,
            "item_id": self.item_id.map(|id| id.to_string()),
            "seal_sha256": self.seal_sha256.to_string(),
            "stated": self.stated.map(Origin::as_str),
            "integrity": self.integrity.as_str(),
            "not_later_than": self.time.not_later_than.map(utc),
            "by": self.time.by,
            "through": self.through,
        })
    }
}

impl Report {
    /// Puts the reports of all inputs together.
    pub(crate) fn new(bundles: Vec<BundleReport>, findings: Vec<Finding>, now: DateTime<Utc>) -> Self {
        let verdicts = bundles.iter().map(|bundle| bundle.verdict);
        let worst = verdicts.reduce(Verdict::worst).unwrap_or(Verdict::NotCheckable);
        let set = findings.iter().any(|finding| finding.level == Level::Error);
        let verdict = if set { Verdict::Broken } else { worst };
        Report { verdict, bundles, findings, now }
    }

    /// The stable JSON: one object for one input, `{"verdict","bundles","findings"}` for several. `message` makes the
    /// sentence of a finding. Times are RFC 3339 UTC, rounded up to the second.
    #[must_use]
    pub fn to_json(&self, message: &dyn Fn(&Finding) -> String) -> Value {
        let mut json = match &self.bundles[..] {
            [only] => only.to_json(message),
            several => {
                let bundles: Vec<Value> = several
                    .iter()
                    .map(|bundle| {
                        let mut json = bundle.to_json(message);
                        json["input"] = json!(bundle.input);
                        json
                    })
                    .collect();
                json!({
                    "verdict": self.verdict.as_str(),
                    "bundles": bundles,
                    "findings": findings_json(&self.findings, message),
                })
            }
        };
        json["verifier"] = verifier_json(self.now);
        json
    }
}

/// What checked, by which authorities, and when.
pub(crate) fn verifier_json(now: DateTime<Utc>) -> Value {
    json!({ "version": env!("CARGO_PKG_VERSION"), "pins": PINS_VERSION, "now": utc(now) })
}

fn time_json(time: &ProvenTime) -> Value {
    json!({ "proven": time.proven, "not_later_than": time.not_later_than.map(utc), "by": time.by })
}

pub(crate) fn findings_json(findings: &[Finding], message: &dyn Fn(&Finding) -> String) -> Vec<Value> {
    let one = |finding: &Finding| {
        json!({
            "code": finding.code.as_str(),
            "level": finding.level.as_str(),
            "path": finding.path,
            "message": message(finding),
        })
    };
    findings.iter().map(one).collect()
}

/// RFC 3339 in UTC, rounded up to the second: "by then" must never be too early.
pub(crate) fn utc(at: DateTime<Utc>) -> String {
    let up = if at.timestamp_subsec_nanos() > 0 { at + chrono::TimeDelta::seconds(1) } else { at };
    up.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;

    #[test]
    fn broken_beats_not_checkable_beats_intact() {
        let found = |codes: &[Code]| codes.iter().map(|code| Finding::new(*code, "")).collect::<Vec<_>>();
        assert_eq!(Verdict::of(&[], false), Verdict::Intact, "no time is proven");
        assert_eq!(Verdict::of(&[], true), Verdict::Dated, "every exhibit has its time");
        assert_eq!(Verdict::of(&found(&[Code::SystemLitter, Code::PartOfSet]), false), Verdict::Intact, "no errors");
        assert_eq!(Verdict::of(&found(&[Code::ZipUnsupported]), false), Verdict::NotCheckable, "alone");
        assert_eq!(
            Verdict::of(&found(&[Code::LimitExceeded, Code::DigestMismatch]), true),
            Verdict::Broken,
            "a limit does not hide an error"
        );
        assert_eq!(Verdict::NotCheckable.worst(Verdict::Intact), Verdict::NotCheckable, "3 beats 1");
        assert_eq!(Verdict::NotCheckable.worst(Verdict::Broken), Verdict::Broken, "2 beats 3");
    }

    #[test]
    fn times_are_rounded_up_to_the_second() {
        let at = DateTime::from_timestamp_millis(1_700_000_000_001).expect("a time that exists");
        assert_eq!(utc(at), "2023-11-14T22:13:21Z", "one millisecond more is the next second");
    }
}
