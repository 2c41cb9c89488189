//! What is said about the vault and its key.

use holdfast::answers::{
    Finding, KeyCopied, KeyRotated, KeyShown, VaultChecked, VaultCopied, VaultCreated, VaultInfo, VaultSalvaged,
};
use holdfast::words::size;
use serde::Serialize;

use super::{Said, Voice};
use crate::terminal::escaped;

/// `vault check` 2: damaged.
const DAMAGED: u8 = 2;

impl Voice {
    pub(crate) fn vault_created(self, answer: &VaultCreated) -> Said {
        self.answer(answer, |answer| {
            let mut text = self.line("cli.vault.created", &[("path", &answer.vault.path)]);
            text += &self.line("cli.vault.key", &[("fingerprint", &answer.vault.fingerprint)]);
            text + &self.advice(&answer.advice)
        })
    }

    pub(crate) fn vault_info(self, answer: &VaultInfo) -> Said {
        self.answer(answer, |answer| {
            let vault = &answer.vault;
            let checked = match &vault.checked {
                Some(checked) => format!("{} {}", checked.at, checked.result),
                None => self.text("cli.never", &[]),
            };
            let text = self.labelled(&[
                ("path", vault.path.clone()),
                ("id", vault.id.to_string()),
                ("fingerprint", vault.fingerprint.clone()),
                ("created-at", vault.created_at.clone()),
                ("items", vault.items.to_string()),
                ("disputes", vault.disputes.to_string()),
                ("entries", vault.entries.to_string()),
                ("size", size(vault.size_bytes)),
                ("checked", checked),
            ]);
            text + &self.advice(&vault.advice)
        })
    }

    pub(crate) fn vault_checked(self, answer: &VaultChecked) -> Said {
        let object = serde_json::json!({
            "verdict": if answer.whole { "whole" } else { "damaged" },
            "counts": answer.counts,
            "findings": self.findings(&answer.findings),
        });
        let status = if answer.whole { 0 } else { DAMAGED };
        self.answer_as(&object, status, || self.check_lines(answer))
    }

    pub(crate) fn vault_salvaged(self, answer: &VaultSalvaged) -> Said {
        self.answer(answer, |answer| {
            let salvaged = &answer.salvaged;
            let count = salvaged.items.to_string();
            let mut text = self.line("cli.vault.salvaged", &[("count", &count), ("path", &salvaged.path)]);
            for damaged in &salvaged.damaged {
                text += &format!("  {}\n", escaped(damaged));
            }
            if let Some(old) = &salvaged.old_database {
                text += &self.line("cli.vault.old-database", &[("path", old)]);
            }
            text
        })
    }

    pub(crate) fn vault_copied(self, answer: &VaultCopied) -> Said {
        let object = serde_json::json!({
            "copy": {
                "path": answer.path,
                "verdict": if answer.check.whole { "whole" } else { "damaged" },
                "counts": answer.check.counts,
                "findings": self.findings(&answer.check.findings),
            }
        });
        let status = if answer.check.whole { 0 } else { 1 };
        self.answer_as(&object, status, || {
            let lines = self.check_lines(&answer.check);
            self.line("cli.vault.copied", &[("path", &answer.path)]) + &lines
        })
    }

    pub(crate) fn key_shown(self, answer: &KeyShown) -> Said {
        self.answer(answer, |answer| {
            self.line("cli.vault.key", &[("fingerprint", &answer.key.fingerprint)]) + &answer.key.public_key + "\n"
        })
    }

    pub(crate) fn key_rotated(self, answer: &KeyRotated) -> Said {
        self.answer(answer, |answer| self.line("cli.vault.key.rotated", &[("fingerprint", &answer.key.fingerprint)]))
    }

    pub(crate) fn key_copied(self, answer: &KeyCopied) -> Said {
        self.answer_as(&serde_json::json!({ "copy": answer }), 0, || {
            self.line("cli.vault.key.copied", &[("path", &answer.path)])
        })
    }

    fn check_lines(self, answer: &VaultChecked) -> String {
        let counts = answer.counts;
        let mut text = if answer.whole {
            self.line(
                "verdict.vault.whole",
                &[
                    ("items", &counts.items.to_string()),
                    ("objects", &counts.objects.to_string()),
                    ("entries", &counts.entries.to_string()),
                ],
            )
        } else {
            let errors = answer.findings.iter().filter(|finding| finding.level == "error").count();
            self.line("verdict.vault.damaged", &[("count", &errors.to_string())])
        };
        for finding in self.findings(&answer.findings) {
            let level = self.text(&format!("level.{}", finding.level), &[]);
            let path = finding.path.map(|path| format!(" {}", escaped(path))).unwrap_or_default();
            text += &format!("{level} {}{path}\n  {}\n", finding.code, finding.message);
        }
        text
    }

    fn findings(self, findings: &[Finding]) -> Vec<FindingObject<'_>> {
        findings
            .iter()
            .map(|finding| {
                let values = [("detail", finding.detail.as_str()), ("path", finding.path.as_deref().unwrap_or(""))];
                let key = format!("finding.{}", finding.code);
                let sentence = holdfast::has(&key).then(|| self.text(&key, &values));
                FindingObject {
                    code: &finding.code,
                    level: finding.level,
                    path: finding.path.as_deref(),
                    message: match sentence {
                        Some(sentence) if finding.detail.is_empty() => sentence,
                        Some(sentence) => format!("{sentence} ({})", escaped(&finding.detail)),
                        None => finding.detail.clone(),
                    },
                }
            })
            .collect()
    }

    pub(super) fn advice(self, codes: &[impl AsRef<str>]) -> String {
        codes.iter().map(|code| format!("- {}\n", self.advice_sentence(code.as_ref()))).collect()
    }

    /// Advice of its own, else the help of the error with this code, else the bare code.
    fn advice_sentence(self, code: &str) -> String {
        let own = format!("cli.advice.{code}");
        let help = format!("error.{code}.help");
        if holdfast::has(&own) {
            self.text(&own, &[])
        } else if holdfast::has(&help) {
            self.text(&help, &[])
        } else {
            code.to_owned()
        }
    }
}

/// A finding as JSON has it.
#[derive(Debug, Serialize)]
struct FindingObject<'a> {
    code: &'a str,
    level: &'static str,
    path: Option<&'a str>,
    message: String,
}
