//! What the checker says: the report as one JSON object, or as a page of text.
//!
//! The check itself is `holdfast_proof::verify`; this crate puts its report into words, the same words for the small
//! `holdfast-verify` program and for `holdfast bundle verify`. The dated sentence comes first and is the only headline;
//! integrity, time, origin and disclosure stay apart; what is not proven is always printed. Everything that comes out
//! of a bundle is escaped, so that no name in it can move the cursor or turn the reading direction.

pub mod arguments;
mod page;
mod sentences;

use holdfast_proof::finding::Finding;
use holdfast_proof::verdict::Report;
use holdfast_proof::verify::TimeCheck;
use holdfast_text::{Language, text, visible};
use serde_json::Value;

pub use page::{render, render_proof};
pub use sentences::{Head, Sentences, dated_of, exhibit_of};

/// This checker and its version.
pub const PROGRAM: &str = concat!("holdfast-verify ", env!("CARGO_PKG_VERSION"));

/// The stable JSON of a report (docs/format.md, section 9), its messages in this language.
#[must_use]
pub fn object(report: &Report, language: Language) -> Value {
    report.to_json(&|finding| message(finding, language))
}

/// The stable JSON of the check of one time proof against one file, its messages in this language.
#[must_use]
pub fn proof_object(check: &TimeCheck, language: Language) -> Value {
    check.to_json(&|finding| message(finding, language))
}

/// The sentence of a finding, followed by the technical detail in parentheses, if there is one.
#[must_use]
pub fn message(finding: &Finding, language: Language) -> String {
    let sentence = sentence(finding, language);
    if finding.detail.is_empty() { sentence } else { format!("{sentence} ({})", visible(&finding.detail)) }
}

/// The sentence of a finding alone.
#[must_use]
pub fn sentence(finding: &Finding, language: Language) -> String {
    let mut values: Vec<(&str, &str)> =
        finding.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if let Some(path) = &finding.path {
        values.push(("path", path));
    }
    values.push(("detail", &finding.detail));
    text(language, &format!("finding.{}", finding.code), &values)
}
