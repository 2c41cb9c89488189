//! What is said about items.

use holdfast::answers::{ItemExported, ItemLine, ItemList, ItemNoted, ItemRemoved, ItemShown, ItemsAdded, ItemsRead};
use holdfast::words::size;

use super::table::table;
use super::{FailedObject, Said, Voice};
use crate::terminal::escaped;

/// 1: some inputs failed.
const SOME_FAILED: u8 = 1;

impl Voice {
    /// The lines `kept …` and `not kept …` were printed while it ran; what is left is the sum.
    pub(crate) fn items_added(self, answer: &ItemsAdded) -> Said {
        let object = serde_json::json!({
            "items": answer.items,
            "failed": FailedObject::all(&answer.failed, self.language),
        });
        self.answer_as(&object, status_of(answer.failed.len()), || {
            let already = answer.items.iter().filter(|item| item.already_kept).count();
            let kept = answer.items.len() - already;
            if answer.failed.iter().any(|input| input.error.code() == "cancelled") {
                return self.line("cli.safe-after-cancel", &[("count", &answer.items.len().to_string())]);
            }
            let (kept, already) = (kept.to_string(), already.to_string());
            let failed = answer.failed.len().to_string();
            self.line("cli.kept.summary", &[("count", &kept), ("already", &already), ("failed", &failed)])
        })
    }

    pub(crate) fn item_list(self, answer: &ItemList) -> Said {
        self.answer(answer, |answer| self.item_lines(&answer.items))
    }

    pub(crate) fn item_shown(self, answer: &ItemShown) -> Said {
        let mut object = serde_json::to_value(answer).unwrap_or_default();
        if let Some(item) = object.get_mut("item").and_then(serde_json::Value::as_object_mut) {
            // What the window shows besides is no part of this verb's documented object.
            item.retain(|key, _| key != "history");
        }
        self.answer_as(&object, 0, || {
            let item = &answer.item;
            let exhibits: Vec<String> =
                item.exhibits.iter().map(|exhibit| format!("{} {}", exhibit.dispute, exhibit.exhibit)).collect();
            let mut text = self.labelled(&[
                ("id", item.line.id.to_string()),
                ("name", item.line.name.clone()),
                ("kind", self.word("kind", item.line.kind.as_str())),
                ("size", size(item.line.size_bytes)),
                ("kept-at", item.added_at.clone()),
                ("sha256", item.line.sha256.to_string()),
                ("seal-sha256", item.line.seal_sha256.to_string()),
                ("exhibits", exhibits.join(", ")),
                ("note", item.note.clone()),
            ]);
            for proof in &item.time_proofs {
                let key = if proof.verified { "cli.time.proof" } else { "cli.time.proof-unknown" };
                text += &self.line(key, &[("at", &proof.not_later_than), ("by", &proof.by), ("kept", &proof.kept_at)]);
            }
            text.push('\n');
            let rows: Vec<[String; 3]> = item
                .files
                .iter()
                .map(|file| [file.sha256.to_string(), size(file.size_bytes), file.name.clone()])
                .collect();
            text + &table(&rows)
        })
    }

    pub(crate) fn items_read(self, answer: &ItemsRead) -> Said {
        let status = if answer.read.refused == 0 { 0 } else { SOME_FAILED };
        self.answer_as(answer, status, || {
            let read = answer.read;
            let text = self.line(
                "cli.item.read",
                &[
                    ("thumbnails", &read.thumbnails.to_string()),
                    ("lists", &read.lists.to_string()),
                    ("refused", &read.refused.to_string()),
                ],
            );
            text + &self.advice(&answer.advice)
        })
    }

    pub(crate) fn item_exported(self, answer: &ItemExported) -> Said {
        self.answer_as(&serde_json::json!({ "export": answer }), 0, || {
            self.line("cli.item.exported", &[("path", &answer.path)])
        })
    }

    pub(crate) fn item_noted(self, answer: &ItemNoted) -> Said {
        self.answer_as(&serde_json::json!({ "item": answer }), 0, || self.line("cli.item.noted", &[]))
    }

    pub(crate) fn item_removed(self, answer: &ItemRemoved) -> Said {
        self.answer_as(&serde_json::json!({ "removed": answer }), 0, || {
            let mut text = self.line("cli.item.removed", &[]);
            if !answer.bundles.is_empty() {
                let names: Vec<&str> = answer
                    .bundles
                    .iter()
                    .map(|bundle| bundle.file_name.as_deref().unwrap_or(&bundle.dispute))
                    .collect();
                text += &self.line("cli.item.sent-already", &[("bundles", &names.join(", "))]);
            }
            text
        })
    }

    fn item_lines(self, items: &[ItemLine]) -> String {
        if items.is_empty() {
            return self.line("cli.nothing-here", &[]);
        }
        let head = ["id", "kind", "size", "name"].map(|column| self.text(&format!("cli.column.{column}"), &[]));
        let rows: Vec<[String; 4]> = std::iter::once(head)
            .chain(items.iter().map(|item| {
                [item.id.to_string(), self.word("kind", item.kind.as_str()), size(item.size_bytes), escaped(&item.name)]
            }))
            .collect();
        table(&rows)
    }
}

fn status_of(failed: usize) -> u8 {
    if failed == 0 { 0 } else { SOME_FAILED }
}
