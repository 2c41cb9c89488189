//! A bundle looked at as a case: what its files say of themselves, read in place and not checked as a whole.

use holdfast_proof::record::{CompletenessState, Kind, Origin};
use holdfast_proof::{Digest, ItemId};
use serde::Serialize;

/// `case_show`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Case {
    /// Where the bundle lies.
    pub path: String,
    /// The last part of that.
    pub file_name: String,
    /// A ZIP, not a folder.
    pub zipped: bool,
    /// The dispute's title, in the complainant's words.
    pub title: Option<String>,
    /// The dispute's facts, in the complainant's words; those known by name first.
    pub facts: Vec<CaseFact>,
    /// `full` or `submission`.
    pub edition: Option<String>,
    /// When it was made, as it says itself: a day.
    pub made_on: Option<String>,
    /// Every exhibit in the complainant's order, withheld ones too.
    pub exhibits: Vec<CaseExhibit>,
    /// How many are shown whole.
    pub shown: u64,
    /// How many are withheld.
    pub withheld: u64,
}

/// One fact, in the complainant's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CaseFact {
    /// Its name: in words under `fact.<name>` when it is one of those known.
    pub name: String,
    /// Whether it is one of those known.
    pub known: bool,
    /// Its value.
    pub value: String,
}

/// One exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CaseExhibit {
    /// `E01`
    pub exhibit: String,
    /// What it is to prove, in the complainant's words.
    pub name: Option<String>,
    /// `whole` `in-part` `withheld` `absent`
    pub shown: String,
    /// Why it is withheld: in words under `withheld.<word>`.
    pub reason: Option<String>,
    /// Why its folder cannot be looked at: an error's code.
    pub problem: Option<String>,
    /// The digest of its fixed list.
    #[cfg_attr(test, ts(type = "string"))]
    pub seal_sha256: Digest,
    /// From its record.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub item_id: Option<ItemId>,
    /// What kind of thing it is said to be.
    #[cfg_attr(test, ts(type = "Kind | null"))]
    pub kind: Option<Kind>,
    /// Where it is said to come from.
    #[cfg_attr(test, ts(type = "Origin | null"))]
    pub stated: Option<Origin>,
    /// Whether the capture is said to be complete.
    #[cfg_attr(test, ts(type = "\"complete\" | \"partial\" | \"failed\" | null"))]
    pub completeness: Option<CompletenessState>,
    /// What is said to be missing: stable words.
    pub missing: Vec<String>,
    /// When the computer says that it was kept, RFC 3339 with its zone.
    pub stated_at: Option<String>,
    /// All its parts together.
    pub size_bytes: u64,
    /// Its parts, in order, then the records that are shown.
    pub parts: Vec<CasePart>,
}

/// One file of an exhibit's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CasePart {
    /// Its name in the folder.
    pub name: String,
    /// The part's role; `record` for capture.json, environment.json and item.sha256.
    pub role: String,
    /// As its record says.
    pub media_type: String,
    /// As it lies in the bundle.
    pub size_bytes: u64,
    /// As its fixed list names it; compared when it is opened.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
}
