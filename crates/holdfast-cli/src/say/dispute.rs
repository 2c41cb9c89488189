//! What is said about disputes.

use std::collections::BTreeMap;

use holdfast::answers::{
    DisputeClosed, DisputeCreated, DisputeList, DisputeShown, Exhibit, ExhibitsAttached, ExhibitsDetached,
    ExhibitsOrdered, FactsSet,
};

use super::table::table;
use super::{Said, Voice};
use crate::terminal::escaped;

impl Voice {
    pub(crate) fn dispute_created(self, answer: &DisputeCreated) -> Said {
        self.answer(answer, |answer| self.line("cli.dispute.created", &[("name", &answer.dispute.name)]))
    }

    pub(crate) fn dispute_list(self, answer: &DisputeList) -> Said {
        self.answer(answer, |answer| {
            if answer.disputes.is_empty() {
                return self.line("cli.nothing-here", &[]);
            }
            let head =
                ["name", "state", "exhibits", "title"].map(|column| self.text(&format!("cli.column.{column}"), &[]));
            let rows: Vec<[String; 4]> = std::iter::once(head)
                .chain(answer.disputes.iter().map(|dispute| {
                    [
                        dispute.name.clone(),
                        self.word("cli.state", dispute.state),
                        dispute.exhibits.to_string(),
                        escaped(&dispute.title),
                    ]
                }))
                .collect();
            table(&rows)
        })
    }

    pub(crate) fn dispute_shown(self, answer: &DisputeShown) -> Said {
        self.answer(answer, |answer| {
            let dispute = &answer.dispute;
            let mut text = self.labelled(&[
                ("title", dispute.title.clone()),
                ("name", dispute.name.clone()),
                ("id", dispute.id.to_string()),
                ("state", self.word("cli.state", dispute.state)),
                ("outcome", dispute.outcome.clone().unwrap_or_default()),
                ("created-at", dispute.created_at.clone()),
            ]);
            if !dispute.facts.is_empty() {
                text.push('\n');
                text += &self.fact_lines(&dispute.facts);
            }
            text.push('\n');
            text + &self.exhibit_lines(&dispute.exhibits)
        })
    }

    pub(crate) fn facts_set(self, answer: &FactsSet) -> Said {
        self.answer(answer, |answer| self.line("cli.dispute.changed", &[]) + &self.fact_lines(&answer.facts))
    }

    pub(crate) fn exhibits_attached(self, answer: &ExhibitsAttached) -> Said {
        self.answer(answer, |answer| {
            answer
                .exhibits
                .iter()
                .map(|exhibit| self.line("cli.dispute.attached", &[("label", &exhibit.exhibit)]))
                .collect()
        })
    }

    pub(crate) fn exhibits_detached(self, answer: &ExhibitsDetached) -> Said {
        self.answer(answer, |answer| self.line("cli.dispute.changed", &[]) + &self.exhibit_lines(&answer.exhibits))
    }

    pub(crate) fn exhibits_ordered(self, answer: &ExhibitsOrdered) -> Said {
        self.answer(answer, |answer| self.line("cli.dispute.changed", &[]) + &self.exhibit_lines(&answer.exhibits))
    }

    pub(crate) fn dispute_closed(self, answer: &DisputeClosed) -> Said {
        self.answer(answer, |_| self.line("cli.dispute.closed", &[]))
    }

    fn fact_lines(self, facts: &BTreeMap<String, String>) -> String {
        let rows: Vec<[String; 2]> =
            facts.iter().map(|(field, value)| [self.word("fact", field), escaped(value)]).collect();
        table(&rows)
    }

    fn exhibit_lines(self, exhibits: &[Exhibit]) -> String {
        if exhibits.is_empty() {
            return self.line("cli.nothing-here", &[]);
        }
        let head = ["exhibit", "kind", "state", "name", "proves"]
            .map(|column| self.text(&format!("cli.column.{column}"), &[]));
        let rows: Vec<[String; 5]> = std::iter::once(head)
            .chain(exhibits.iter().map(|exhibit| {
                [
                    exhibit.exhibit.clone(),
                    exhibit.kind.map(|kind| self.word("kind", kind.as_str())).unwrap_or_default(),
                    self.word("cli.state", exhibit.state),
                    escaped(&exhibit.name),
                    escaped(&exhibit.proves),
                ]
            }))
            .collect();
        table(&rows)
    }
}
