//! The report as text: headline, four parts, exhibits, findings by exhibit, what is not proven, versions.

use crate::sentences::{Sentences, exhibit_of};
use crate::{PROGRAM, message};
use chrono::{DateTime, SecondsFormat, Utc};
use holdfast_proof::finding::Finding;
use holdfast_proof::verdict::{BundleReport, Exhibit, PINS_VERSION, Report};
use holdfast_proof::verify::{ProofVerdict, TimeCheck};
use holdfast_text::{Language, visible};
use std::fmt::Write;

/// So many findings are printed one by one; the JSON has all of them.
const FINDINGS_SHOWN: usize = 200;

/// The report as a page of text in one language. Ends with a line feed.
#[must_use]
pub fn render(report: &Report, language: Language) -> String {
    let mut page = Page { sentences: Sentences { language }, out: String::new() };
    for bundle in &report.bundles {
        page.bundle(bundle);
    }
    if report.bundles.len() > 1 {
        page.line(&page.sentences.together(report.bundles.len()));
        page.findings(&report.findings);
        page.empty();
    }
    page.limits(&["integrity", "origin", "disclosure", "time"]);
    page.versions(report.now);
    page.out
}

/// What the check of one time proof against one file found, as a page of text in one language. Ends with a line feed.
#[must_use]
pub fn render_proof(check: &TimeCheck, file: &str, language: Language) -> String {
    let mut page = Page { sentences: Sentences { language }, out: String::new() };
    page.line(&visible(file));
    page.empty();
    page.line(&page.sentences.proof(check));
    page.empty();
    page.proof(check);
    page.line(&page.say("verdict.findings", &[]));
    page.findings(&check.findings);
    page.empty();
    page.limits(&["integrity", "time"]);
    page.versions(check.now);
    page.out
}

struct Page {
    sentences: Sentences,
    out: String,
}

impl Page {
    fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.sentences.say(key, values)
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn empty(&mut self) {
        self.out.push('\n');
    }

    /// A sentence under its label.
    fn part(&mut self, label: &str, sentence: &str) {
        let label = self.say(label, &[]);
        self.line(&self.labelled(&label, sentence));
    }

    fn labelled(&self, label: &str, sentence: &str) -> String {
        self.say("verdict.label", &[("label", label), ("sentence", sentence)])
    }

    fn bundle(&mut self, bundle: &BundleReport) {
        self.line(&visible(&bundle.input));
        self.empty();
        let headline = self.sentences.headline(bundle);
        self.line(&headline);
        self.empty();
        let integrity = self.sentences.integrity(bundle);
        self.part("verdict.part.integrity", &integrity);
        let time = self.sentences.time(bundle);
        self.part("verdict.part.time", &time);
        if bundle.holdfast {
            let origin = self.sentences.origin();
            self.part("verdict.part.origin", &origin);
            let disclosure = self.sentences.disclosure(bundle);
            self.part("verdict.part.disclosure", &disclosure);
            self.line(&self.sentences.statement());
        }
        if let Some(signer) = &bundle.signer {
            let (signed, whose) = self.sentences.signer(&signer.fingerprint.to_string(), signer.known);
            self.empty();
            self.line(&signed);
            self.line(&whose);
        }
        self.empty();
        if !bundle.exhibits.is_empty() {
            self.line(&self.say("verdict.exhibits", &[]));
            for exhibit in &bundle.exhibits {
                self.exhibit(exhibit);
            }
            self.empty();
        }
        self.line(&self.say("verdict.findings", &[]));
        self.findings(&bundle.findings);
        self.empty();
    }

    fn exhibit(&mut self, exhibit: &Exhibit) {
        let state = self.sentences.exhibit(exhibit);
        // Writing to a String cannot fail.
        let mut line = format!("  {} {state}", visible(&exhibit.number));
        if exhibit.time.proven {
            let time = self.sentences.dated("verdict.time.by", &exhibit.time);
            let _ = write!(line, " · {time}");
            if let Some(through) = exhibit.through {
                let _ = write!(line, ", {}", self.sentences.through(through));
            }
            let _ = write!(line, ", {}", self.sentences.accuracy(exhibit.time.accuracy));
            if let Some(authorities) = self.sentences.authorities(exhibit) {
                let _ = write!(line, ", {authorities}");
            }
        }
        if let Some(origin) = exhibit.stated {
            let stated = self.say(&format!("origin.{}", origin.as_str()), &[]);
            let _ = write!(line, " · {stated}");
        }
        self.line(&line);
        self.line(&format!("      {}", exhibit.seal_sha256));
    }

    /// Findings grouped by exhibit, those of the bundle as a whole first.
    fn findings(&mut self, findings: &[Finding]) {
        if findings.is_empty() {
            let none = self.say("verdict.no-findings", &[]);
            self.line(&format!("  {none}"));
            return;
        }
        let mut order: Vec<&Finding> = findings.iter().collect();
        order.sort_by_key(|finding| (exhibit_of(finding), finding.level));
        let mut group = "";
        for finding in order.iter().take(FINDINGS_SHOWN) {
            let exhibit = exhibit_of(finding);
            if exhibit != group {
                self.line(&format!("  {}", visible(exhibit)));
                group = exhibit;
            }
            let path = finding.path.as_deref().map(visible).unwrap_or_default();
            let head = format!("{} {} {path}", finding.level, finding.code);
            let sentence = message(finding, self.sentences.language);
            self.line(&format!("  - {}", head.trim_end()));
            self.line(&format!("    {sentence}"));
        }
        if order.len() > FINDINGS_SHOWN {
            self.line(&format!("  … +{}", order.len() - FINDINGS_SHOWN));
        }
    }

    /// What stands in the token and in the certificates that lead to its root.
    fn proof(&mut self, check: &TimeCheck) {
        let (Some(token), Some(checked)) = (&check.token, &check.checked) else { return };
        if matches!(check.verdict, ProofVerdict::Proven | ProofVerdict::NotProven) {
            let claimed = checked.by.claimed().map(|name| format!(" {name}")).unwrap_or_default();
            let facts = [
                ("verdict.proof.label.at", checked.at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
                ("verdict.proof.label.accuracy", self.sentences.accuracy(checked.accuracy)),
                ("verdict.proof.label.by", format!("{}{claimed}", checked.by.text())),
                ("verdict.proof.label.policy", token.policy().to_owned()),
            ];
            for (label, value) in facts {
                self.part(label, &value);
            }
        }
        for certificate in &checked.chain {
            let day = |at: DateTime<Utc>| at.format("%Y-%m-%d").to_string();
            let words = self.say(
                "verdict.proof.certificate",
                &[
                    ("subject", &certificate.subject),
                    ("issuer", &certificate.issuer),
                    ("from", &day(certificate.not_before)),
                    ("until", &day(certificate.not_after)),
                ],
            );
            self.part("verdict.proof.label.certificate", &words);
        }
        self.empty();
    }

    fn limits(&mut self, parts: &[&str]) {
        self.line(&self.say("verdict.does-not-prove", &[]));
        for part in parts {
            let limit = self.sentences.does_not_prove(part);
            self.line(&format!("  - {limit}"));
        }
        self.empty();
    }

    fn versions(&mut self, now: DateTime<Utc>) {
        let now = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        for (key, value) in [("verifier", PROGRAM), ("pins", PINS_VERSION), ("now", &now)] {
            let label = self.say(&format!("verdict.meta.{key}"), &[]);
            self.line(&self.labelled(&label, value));
        }
        self.line(&self.sentences.revocation());
    }
}
