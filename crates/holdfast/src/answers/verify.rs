//! The checker's report as the window shows it: the same values and the same sentences as `holdfast-verify`, in both
//! languages at once, so that switching the language checks nothing anew.
//!
//! What was checked and what the complainant states stay apart here too: `statement`, `name`, `stated` and
//! `completeness` are told, not checked. Everything that comes out of the bundle is shown as text and nothing else.

mod of_report;

pub(crate) use of_report::{EXHIBITS_TOLD, missing};

use holdfast_proof::record::{CompletenessState, Kind, Origin};
use holdfast_proof::{Digest, ItemId};
use serde::Serialize;

/// `bundle_verify`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleChecked {
    /// 0 dated, 1 intact, 2 broken, 3 not checkable; of several inputs the worst.
    pub exit: u8,
    /// In Chinese.
    pub zh: VerifyReport,
    /// In English.
    pub en: VerifyReport,
}

/// The report in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyReport {
    /// `dated` `intact` `broken` `not-checkable`: of several inputs the worst.
    pub verdict: String,
    /// Said when several were checked together.
    pub together: Option<String>,
    /// One for each input, in their order.
    pub bundles: Vec<VerifyBundle>,
    /// Findings between several inputs.
    pub findings: Vec<VerifyFinding>,
    /// What checked, when, and with what.
    pub checker: VerifyChecker,
}

/// What checked, when, and with what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyChecker {
    /// `holdfast-verify 0.1.0`
    pub program: String,
    /// Version of the list of time authorities; `none` until there is one.
    pub pins: String,
    /// This computer's clock, RFC 3339 UTC.
    pub checked_at: String,
    /// That revocation is not asked for.
    pub revocation: String,
}

/// What the check of one input found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyBundle {
    /// As it was given.
    pub input: String,
    /// Its last part. No list covers the name of the file itself.
    pub file_name: String,
    /// Whether Holdfast made it; anybody's bag can be checked too.
    pub holdfast: bool,
    /// The machine's word.
    pub verdict: String,
    /// The exit status of this input alone.
    pub exit: u8,
    /// The dated sentence and its second half.
    pub head: VerifyHead,
    /// All files together, as unpacked.
    pub size_bytes: u64,
    /// How many files there are.
    pub files: u64,
    /// Of how many of them every byte was read and hashed.
    pub recomputed: u64,
    /// Whether the bytes agree with their lists.
    pub integrity: VerifyIntegrity,
    /// What is proven about time.
    pub time: VerifyTime,
    /// Where things are said to come from; never checked. None of a bag that Holdfast did not make.
    pub origin: Option<VerifyOrigin>,
    /// How much of what the log names is shown. None of a bag that Holdfast did not make.
    pub disclosure: Option<VerifyDisclosure>,
    /// Every exhibit, shown or withheld, in the complainant's order.
    pub exhibits: Vec<VerifyExhibit>,
    /// Errors first, then warnings, then notes; cut at 2,000.
    pub findings: Vec<VerifyFinding>,
    /// How many there are, uncut.
    pub counts: VerifyCounts,
    /// What is told and not checked.
    pub statement: VerifyStatement,
}

/// The largest thing on the screen. A line may break around the date, never inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyHead {
    /// The sentence up to its date; the whole sentence when it has none.
    pub before: String,
    /// The date, rounded up to the minute; none when nothing is dated.
    pub date: Option<String>,
    /// The sentence after its date; empty when it has none.
    pub after: String,
    /// What still agrees, of a bundle that is broken.
    pub matching: Option<String>,
    /// What does not, of a bundle that is broken.
    pub not_matching: Option<String>,
    /// Whether what they show is true, this check cannot tell: at the size of the first half.
    pub second: String,
}

/// Whether the bytes agree with their lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyIntegrity {
    /// `intact` `broken` `not-checked`
    pub state: String,
    /// The sentence.
    pub sentence: String,
    /// What it does not prove.
    pub does_not_prove: String,
}

/// What is proven about time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyTime {
    /// Whether every exhibit shown has a proven time.
    pub proven: bool,
    /// RFC 3339 UTC, rounded up to the second.
    pub not_later_than: Option<String>,
    /// Whose clock it is.
    pub by: Option<String>,
    /// So many exhibits have a proven time.
    pub dated: u64,
    /// Of so many that are shown.
    pub shown: u64,
    /// The sentence.
    pub sentence: String,
    /// What it does not prove.
    pub does_not_prove: String,
}

/// Where things are said to come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyOrigin {
    /// Never true: nobody can check it.
    pub checked: bool,
    /// The sentence.
    pub sentence: String,
    /// Exhibits by what is said of them.
    pub groups: Vec<VerifyOriginGroup>,
    /// What it does not prove.
    pub does_not_prove: String,
}

/// The exhibits of which one origin is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyOriginGroup {
    /// The stable word.
    #[cfg_attr(test, ts(type = "Origin"))]
    pub origin: Origin,
    /// In words.
    pub label: String,
    /// `E01` …
    pub exhibits: Vec<String>,
}

/// How much of what the dispute's log names is shown: always four numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyDisclosure {
    /// Shown with all their parts.
    pub whole: u64,
    /// Only some lines are shown.
    pub in_part: u64,
    /// Named by digest and reason alone.
    pub withheld: u64,
    /// Removed from the vault before this export.
    pub removed: u64,
    /// All four together.
    pub named: u64,
    /// The sentence.
    pub sentence: String,
    /// What it does not prove.
    pub does_not_prove: String,
}

/// One exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyExhibit {
    /// `E01`
    pub exhibit: String,
    /// What it is to prove, in the complainant's words; not checked.
    pub name: Option<String>,
    /// How much of it is shown: `whole` `in-part` `withheld` `absent`.
    pub shown: String,
    /// Why it is withheld: a stable word, in words under `withheld.<word>`.
    pub reason: Option<String>,
    /// From its record.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub item_id: Option<ItemId>,
    /// The digest of its fixed list.
    #[cfg_attr(test, ts(type = "string"))]
    pub seal_sha256: Digest,
    /// What kind of thing it is said to be.
    #[cfg_attr(test, ts(type = "Kind | null"))]
    pub kind: Option<Kind>,
    /// All its parts together.
    pub size_bytes: u64,
    /// How many parts it has.
    pub parts: u64,
    /// Whether the capture is said to be complete.
    #[cfg_attr(test, ts(type = "\"complete\" | \"partial\" | \"failed\" | null"))]
    pub completeness: Option<CompletenessState>,
    /// What is said to be missing: stable words.
    pub missing: Vec<String>,
    /// Where it is said to come from.
    #[cfg_attr(test, ts(type = "Origin | null"))]
    pub stated: Option<Origin>,
    /// The digest of what it is said to be made from; not proven.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub made_from: Option<Digest>,
    /// When the computer says that it was kept, RFC 3339 with its zone; not checked.
    pub stated_at: Option<String>,
    /// Whether the record of its surroundings is withheld.
    pub environment_withheld: bool,
    /// `agrees` `differs` `not-checked`
    pub integrity: String,
    /// The same, in words.
    pub integrity_words: String,
    /// RFC 3339 UTC, rounded up to the second.
    pub not_later_than: Option<String>,
    /// Whose clock it is.
    pub by: Option<String>,
    /// Over which list: `own-list` `batch` `renewal` `export`.
    pub through: Option<String>,
    /// The same, in words.
    pub through_words: Option<String>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyFinding {
    /// The stable code.
    pub code: String,
    /// How much it weighs.
    #[cfg_attr(test, ts(type = "\"error\" | \"warning\" | \"note\""))]
    pub level: String,
    /// The exhibit that it concerns; none for the bundle as a whole.
    pub exhibit: Option<String>,
    /// The path in the bundle that it concerns.
    pub path: Option<String>,
    /// What it says.
    pub sentence: String,
    /// Technical detail, in English; may be empty.
    pub detail: String,
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyCounts {
    /// Something contradicts.
    pub errors: u64,
    /// A reader should know.
    pub warnings: u64,
    /// Said for completeness.
    pub notes: u64,
}

/// What the complainant states: hashed, not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyStatement {
    /// What it is and where the evidence lies; none of a bag that Holdfast did not make.
    pub sentence: Option<String>,
    /// The dispute's title.
    pub title: Option<String>,
    /// Pages and papers by name; none of them is opened.
    pub files: Vec<VerifyFile>,
    /// Who signed the list of files.
    pub signer: Option<VerifySigner>,
}

/// A page or a paper of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifyFile {
    /// Its path in the bundle.
    pub name: String,
    /// What it is.
    pub what: String,
    /// Its size.
    pub size_bytes: u64,
    /// Whether its bytes are those that the bundle's list names.
    pub agrees: bool,
}

/// The key that signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VerifySigner {
    /// `SHA256:…`
    pub fingerprint: String,
    /// Whether it is the one that was asked for.
    pub known: bool,
    /// With which key it is signed.
    pub sentence: String,
    /// Whose key that is, as far as anybody can tell.
    pub whose: String,
}
