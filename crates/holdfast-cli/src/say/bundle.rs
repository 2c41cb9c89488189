//! What is said about bundles.

use holdfast::answers::{BundleList, BundleMade, BundleVerified};
use holdfast::words::size;

use super::table::table;
use super::{Said, Voice};
use crate::terminal::escaped;

impl Voice {
    pub(crate) fn bundle_made(self, answer: &BundleMade) -> Said {
        let bundle = &answer.bundle;
        self.answer_as(&serde_json::json!({ "bundle": bundle }), 0, || {
            let mut text = self.line("cli.bundle.made", &[("path", &bundle.path), ("size", &size(bundle.size_bytes))]);
            text += &self.line("cli.bundle.fingerprint", &[("fingerprint", &answer.fingerprint)]);
            text += &self.line("cli.bundle.reader-sees", &[("count", &answer.log_size.to_string())]);
            for refused in &answer.refused {
                let why = self.clock_error(&refused.name, &refused.code, refused.reason.as_deref());
                text += &self.line("cli.time.refused", &[("name", &refused.name), ("why", &why)]);
            }
            text + &self.labelled(&[("sha256", bundle.sha256.to_string())])
        })
    }

    pub(crate) fn bundle_list(self, answer: &BundleList) -> Said {
        self.answer(answer, |answer| {
            if answer.bundles.is_empty() {
                return self.line("cli.nothing-here", &[]);
            }
            let rows: Vec<[String; 4]> = answer
                .bundles
                .iter()
                .map(|bundle| {
                    [
                        bundle.done_at.clone().unwrap_or_else(|| self.text("cli.never", &[])),
                        self.word("edition", &bundle.edition),
                        bundle.size_bytes.map(size).unwrap_or_default(),
                        bundle.file_name.as_deref().map(escaped).unwrap_or_default(),
                    ]
                })
                .collect();
            table(&rows)
        })
    }

    /// The checker's own answer and sentences: the same as `holdfast-verify` gives.
    pub(crate) fn bundle_verified(self, answer: &BundleVerified) -> Said {
        self.answer_as(&answer.object(self.language), answer.status(), || answer.lines(self.language))
    }
}
