//! Answers about bundles.

use holdfast_proof::verdict::Report;
use holdfast_proof::{Digest, ExportId};
use holdfast_vault as vault;
use serde::Serialize;

use super::ClockRefused;

use super::BundleChecked;
use crate::Language;

/// The bundle that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleFile {
    /// Where it lies.
    pub path: String,
    /// Its size.
    pub size_bytes: u64,
    /// 32 hex, as in its bag-info.txt.
    #[cfg_attr(test, ts(type = "string"))]
    pub export_id: ExportId,
    /// Of the ZIP file.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
    /// Of its tagmanifest-sha256.txt: what its signature covers.
    #[cfg_attr(test, ts(type = "string"))]
    pub tagmanifest_sha256: Digest,
    /// Of its manifest-sha256.txt: what its pages print.
    #[cfg_attr(test, ts(type = "string"))]
    pub manifest_sha256: Digest,
    /// Exhibits shown.
    pub exhibits: u64,
    /// Exhibits shown by their digest only.
    pub withheld: u64,
}

/// `bundle_create`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleMade {
    /// The new bundle: all that the command line's JSON holds.
    pub bundle: BundleFile,
    /// Fingerprint of the key that signed it, to be written on the signed paper.
    pub fingerprint: String,
    /// Entries of the whole log: the bundle's reader sees this number.
    pub log_size: u64,
    /// What to send, and how, in both languages.
    pub send: BundleToSend,
    /// Authorities that were asked for a time of this bundle and gave none.
    pub refused: Vec<ClockRefused>,
}

/// What to do with a new bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleToSend {
    /// In Chinese.
    pub zh: SendingWords,
    /// In English.
    pub en: SendingWords,
}

/// The same in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SendingWords {
    /// What to send and what to mind, in order.
    pub points: Vec<String>,
    /// A few lines to copy into a complaint or a message: what the file is, its digest, the key, how it is checked.
    pub summary: String,
}

/// One bundle that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleLine {
    /// 32 hex.
    #[cfg_attr(test, ts(type = "string"))]
    pub export_id: ExportId,
    /// The dispute's name.
    pub dispute: String,
    /// `full` or `submission`.
    pub edition: String,
    /// This computer's clock, UTC.
    pub begun_at: String,
    /// None when it was never finished.
    pub done_at: Option<String>,
    /// The file's name when it was made.
    pub file_name: Option<String>,
    /// Of the file.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub sha256: Option<Digest>,
    /// Of the file.
    pub size_bytes: Option<u64>,
}

impl From<vault::BundleRow> for BundleLine {
    fn from(row: vault::BundleRow) -> BundleLine {
        BundleLine {
            export_id: row.export_id,
            dispute: row.dispute_name,
            edition: row.edition,
            begun_at: row.begun_at,
            done_at: row.done_at,
            file_name: row.file_name,
            sha256: row.zip_sha256,
            size_bytes: row.size_bytes,
        }
    }
}

/// `bundle_list`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleList {
    /// Oldest first.
    pub bundles: Vec<BundleLine>,
}

/// `bundle_verify`: the checker's report; its JSON and its sentences are the same as those of `holdfast-verify`. Where an
/// answer is serialised as it is, to the window, it becomes [`BundleChecked`].
#[derive(Debug, Clone)]
pub struct BundleVerified {
    report: Report,
}

impl BundleVerified {
    pub(crate) fn new(report: Report) -> BundleVerified {
        BundleVerified { report }
    }

    /// The report with all its values.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// 0 dated, 1 intact, 2 broken, 3 not checkable; of several inputs the worst.
    pub fn status(&self) -> u8 {
        self.report.verdict.exit()
    }

    /// The JSON object, with the sentences of this language.
    pub fn object(&self, language: Language) -> serde_json::Value {
        holdfast_verify::object(&self.report, language)
    }

    /// The report for people.
    pub fn lines(&self, language: Language) -> String {
        holdfast_verify::render(&self.report, language)
    }

    /// The report for the window.
    pub fn checked(&self) -> BundleChecked {
        BundleChecked::of(&self.report)
    }
}

impl Serialize for BundleVerified {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.checked().serialize(serializer)
    }
}

/// For the window it is a [`BundleChecked`].
#[cfg(test)]
impl ts_rs::TS for BundleVerified {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(config: &ts_rs::Config) -> String {
        BundleChecked::name(config)
    }

    fn inline(config: &ts_rs::Config) -> String {
        BundleChecked::inline(config)
    }

    fn visit_dependencies(visitor: &mut impl ts_rs::TypeVisitor) {
        visitor.visit::<BundleChecked>();
    }
}
