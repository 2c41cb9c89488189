//! What is said about time: who is asked, what waits, what a proof shows.

use holdfast::answers::{AuthorityLine, AuthorityStamped, FileProof, TimeStamped, TimeStatus};
use holdfast::desk::PublicClocks;

use super::table::table;
use super::{Said, Voice};
use crate::terminal::escaped;

/// Some authorities gave nothing.
const SOME: u8 = 1;
/// None could be reached.
const NO_NETWORK: u8 = 69;

impl Voice {
    pub(crate) fn time_status(self, answer: &TimeStatus) -> Said {
        self.answer_as(&serde_json::json!({ "time": answer }), 0, || {
            let consent = match answer.public_clocks {
                Some(PublicClocks::Allowed) => "cli.time.allowed",
                Some(PublicClocks::Denied) => "cli.time.denied",
                None => "cli.time.unanswered",
            };
            let rows: Vec<[String; 4]> = answer.authorities.iter().map(|line| self.authority_row(line)).collect();
            let mut text = self.line(consent, &[]) + &table(&rows);
            if answer.renewal.proofs > 0 {
                let (count, ends_at) = (answer.renewal.proofs.to_string(), answer.renewal.ends_at.clone());
                let values = [("count", count.as_str()), ("at", ends_at.as_deref().unwrap_or_default())];
                text += &self.line("cli.time.renewal", &values);
            }
            text
        })
    }

    fn authority_row(self, line: &AuthorityLine) -> [String; 4] {
        let state = match (line.asked, line.waiting) {
            (false, _) => self.text("cli.time.not-asked", &[]),
            (true, 0) => self.text("cli.time.nothing-waits", &[]),
            (true, count) => self.text(
                "cli.time.waits",
                &[("count", &count.to_string()), ("at", line.since.as_deref().unwrap_or_default())],
            ),
        };
        let why = line.code.as_deref().map(|code| self.clock_error(&line.name, code, line.reason.as_deref()));
        [line.name.clone(), escaped(&line.url), state, why.unwrap_or_default()]
    }

    pub(crate) fn time_stamped(self, answer: &TimeStamped) -> Said {
        let failed = |one: &&AuthorityStamped| one.code.is_some();
        let unreachable =
            |one: &AuthorityStamped| matches!(one.code.as_deref(), Some("clock-unreachable" | "clock-slow"));
        let stamped: u64 = answer.authorities.iter().map(|one| one.items).sum();
        let none = stamped == 0 && !answer.authorities.is_empty() && answer.authorities.iter().all(unreachable);
        let status = match answer.authorities.iter().filter(failed).count() {
            0 => 0,
            _ if none => NO_NETWORK,
            _ => SOME,
        };
        self.answer_as(&serde_json::json!({ "stamped": answer }), status, || {
            if answer.another_has_the_turn {
                return self.line("cli.time.another", &[]);
            }
            let mut text = String::new();
            for one in &answer.authorities {
                let (items, waiting) = (one.items.to_string(), one.waiting.to_string());
                text +=
                    &self.line("cli.time.stamped", &[("name", &one.name), ("count", &items), ("waiting", &waiting)]);
                if let Some(code) = &one.code {
                    text += &format!("  {}\n", self.clock_error(&one.name, code, one.reason.as_deref()));
                }
            }
            text
        })
    }

    pub(crate) fn file_proof(self, answer: &FileProof) -> Said {
        self.answer_as(&answer.object(self.language), answer.status(), || answer.lines(self.language))
    }

    /// Why an authority gave nothing, and what there is to say beside it.
    pub(super) fn clock_error(self, name: &str, code: &str, reason: Option<&str>) -> String {
        let reason = reason.map(escaped).unwrap_or_default();
        self.text(&format!("error.{code}.message"), &[("id", name), ("detail", &reason)])
    }
}
