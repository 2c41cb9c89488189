//! A bundle before it is made: what would go out, what stands in its way, and its first page as data.

use std::collections::BTreeMap;

use holdfast_proof::record::{CompletenessState, Kind};
use holdfast_proof::{Digest, ItemId};
use serde::Serialize;

/// `bundle_plan`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundlePlan {
    /// The dispute's name.
    pub dispute: String,
    /// Its title.
    pub dispute_title: String,
    /// A name for the file; tells the dispute's name and the edition, nothing else.
    pub file_name: String,
    /// What the file will measure, roughly: small pictures are made on the way.
    pub size_bytes: u64,
    /// What is free where it is to go; none when no place was named yet, or it cannot be asked.
    pub free_bytes: Option<u64>,
    /// Every exhibit: the attached ones in their order, then the removed ones.
    pub exhibits: Vec<PlanExhibit>,
    /// How many are shown whole.
    pub shown: u64,
    /// How many are shown by digest and reason only.
    pub withheld: u64,
    /// How many were removed for good; the reader sees this number.
    pub removed: u64,
    /// How many were taken out of the dispute again; the reader sees this number.
    pub detached: u64,
    /// Entries of the whole log as it would go out: the reader sees this number.
    pub log_size: u64,
    /// Of the vault's key: the reader sees it, and can tell that two bundles come from one vault.
    pub fingerprint: String,
    /// What stands in the way, or should be looked at first.
    pub problems: Vec<PlanProblem>,
}

/// One exhibit in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanExhibit {
    /// `E01`
    pub exhibit: String,
    /// The user's file name; it stands in environment.json and nowhere else in the bundle.
    pub name: String,
    /// What it is to prove.
    pub proves: String,
    /// The item; none once it is removed.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub item_id: Option<ItemId>,
    /// What it is; none once it is removed.
    #[cfg_attr(test, ts(type = "Kind | null"))]
    pub kind: Option<Kind>,
    /// What of it goes out, in bytes.
    pub size_bytes: u64,
    /// How it goes out.
    #[cfg_attr(test, ts(type = "\"whole\" | \"withheld\" | \"removed\""))]
    pub shown: String,
    /// Why it is withheld.
    pub reason: Option<String>,
    /// Whether its capture is complete; none when it is withheld or removed.
    #[cfg_attr(test, ts(type = "\"complete\" | \"partial\" | \"failed\" | null"))]
    pub completeness: Option<CompletenessState>,
}

/// Something to know before the bundle is made: an error's code with its values, or `exhibit-partial`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanProblem {
    /// The stable code; its sentence stands under `error.<code>`.
    pub code: String,
    /// Values of its sentence.
    pub values: BTreeMap<String, String>,
    /// Whether the bundle cannot be made while it is there.
    pub blocks: bool,
}

/// `bundle_preview`: what index.html says, in one language, from the same draft and the same sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundlePreview {
    /// `zh` or `en`.
    pub language: String,
    /// Which edition, in words.
    pub edition: String,
    /// When it would be exported: now.
    pub exported: String,
    /// The dispute's title, in the user's words.
    pub title: String,
    /// What the page is.
    pub about: String,
    /// That it is a statement, and how it is checked.
    pub how: PreviewHow,
    /// Claim, demand and facts; none when there are none.
    pub stated: Option<PreviewStated>,
    /// The first pictures; none when there are none yet.
    pub figures: Option<PreviewFigures>,
    /// The table of exhibits.
    pub exhibits: PreviewExhibits,
    /// How to check, and what is not proven.
    pub closing: Vec<PreviewColumn>,
    /// All digests in full.
    pub digests: PreviewDigests,
    /// By which program it is made.
    pub made_by: String,
    /// The number for finding.
    pub finding_number: String,
}

/// The box under the title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewHow {
    /// That the page is the complainant's statement.
    pub statement: String,
    /// Where the evidence lies.
    pub evidence_where: String,
    /// The word for a checker.
    pub checker: String,
    /// Where one takes it from.
    pub checker_where: String,
    /// The word for a command.
    pub command: String,
    /// The command.
    pub command_line: String,
    /// What its output means.
    pub command_means: String,
}

/// What the complainant says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewStated {
    /// That nobody checked it.
    pub tag: String,
    /// Claim and demand, with headings.
    pub first: Vec<PreviewRow>,
    /// The other facts.
    pub facts: Vec<PreviewRow>,
}

/// A label and what the complainant says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewRow {
    /// The label.
    pub label: String,
    /// The user's words.
    pub value: String,
}

/// The first pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewFigures {
    /// The heading.
    pub heading: String,
    /// That they are for finding only.
    pub about: String,
    /// The exhibits that get one.
    pub exhibits: Vec<String>,
}

/// The table of exhibits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewExhibits {
    /// The heading.
    pub heading: String,
    /// How many are shown and withheld.
    pub count: String,
    /// That a ZIP is unpacked first.
    pub unpack_first: String,
    /// That the records of surroundings are withheld, when they are.
    pub environment_withheld: Option<String>,
    /// Number, what it proves, what it is, when it was kept.
    pub columns: Vec<String>,
    /// The rows, in the user's order.
    pub rows: Vec<PreviewExhibit>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewExhibit {
    /// `E01`
    pub exhibit: String,
    /// Its item; none when it is withheld.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub item_id: Option<ItemId>,
    /// What it is to prove, in the user's words; empty when it is withheld.
    pub proves: String,
    /// What it is, in words; empty when it is withheld.
    pub kind: String,
    /// Where it comes from, in words; empty when it is withheld.
    pub origin: String,
    /// That it is not complete, in words.
    pub completeness: Option<String>,
    /// When it was kept, by this computer's clock; empty when it is withheld.
    pub kept_at: String,
    /// The files that the row names.
    pub parts: Vec<PreviewPart>,
    /// That there are more.
    pub more_parts: Option<String>,
    /// How it is withheld; none when it is shown.
    pub withheld: Option<PreviewWithheld>,
}

/// A file that a row names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewPart {
    /// Its name in the folder.
    pub name: String,
    /// Its size in words.
    pub size: String,
    /// Why it has no link, when it has none.
    pub not_linked: Option<String>,
}

/// How an exhibit is withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewWithheld {
    /// The word for it.
    pub words: String,
    /// First and last digits of its fixed list's digest.
    pub digest: String,
    /// Why, in words.
    pub reason: String,
}

/// A column of points under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewColumn {
    /// The heading.
    pub heading: String,
    /// The points.
    pub points: Vec<String>,
}

/// All digests in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewDigests {
    /// The heading.
    pub heading: String,
    /// Of what they are.
    pub about: String,
    /// The manifest's first, then one for each exhibit.
    pub rows: Vec<PreviewDigest>,
}

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewDigest {
    /// Of what.
    pub label: String,
    /// All 64 digits.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
}
