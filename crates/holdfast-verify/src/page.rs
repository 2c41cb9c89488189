//! The report as text: headline, four parts, exhibits, findings by exhibit, what is not proven, versions.

use crate::message;
use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Timelike, Utc};
use holdfast_proof::finding::{Finding, Level};
use holdfast_proof::verdict::{BundleReport, Exhibit, Integrity, PINS_VERSION, ProvenTime, Report, Verdict};
use holdfast_text::{Language, minute, text, visible, zone};
use std::fmt::Write;

/// So many findings are printed one by one; the JSON has all of them.
const FINDINGS_SHOWN: usize = 200;

/// The report as a page of text in one language. Ends with a line feed.
#[must_use]
pub fn render(report: &Report, language: Language) -> String {
    let mut page = Page { language, out: String::new() };
    for bundle in &report.bundles {
        page.bundle(bundle);
    }
    if report.bundles.len() > 1 {
        page.line(&page.say("verdict.set", &[("count", &report.bundles.len().to_string())]));
        page.findings(&report.findings);
        page.empty();
    }
    page.limits();
    page.versions(report);
    page.out
}

struct Page {
    language: Language,
    out: String,
}

impl Page {
    fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        text(self.language, key, values)
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
        let headline = self.headline(bundle);
        self.line(&headline);
        self.empty();
        let integrity = self.say(&format!("verdict.integrity.{}", bundle.integrity.as_str()), &[]);
        self.part("verdict.part.integrity", &integrity);
        let time = self.time(bundle);
        self.part("verdict.part.time", &time);
        if bundle.holdfast {
            let origin = self.say("verdict.origin.stated", &[]);
            self.part("verdict.part.origin", &origin);
            let disclosure = self.disclosure(bundle);
            self.part("verdict.part.disclosure", &disclosure);
            self.line(&self.say("verdict.statement", &[]));
        }
        if let Some(signer) = &bundle.signer {
            let key = if signer.known { "verdict.signer.known" } else { "verdict.signer.unknown" };
            self.empty();
            self.line(&self.say("verdict.signer", &[("fingerprint", &signer.fingerprint.to_string())]));
            self.line(&self.say(key, &[]));
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

    fn headline(&self, bundle: &BundleReport) -> String {
        match bundle.verdict {
            Verdict::Dated => self.dated("verdict.dated", &bundle.time),
            Verdict::Intact if bundle.holdfast => self.say("verdict.undated", &[]),
            Verdict::Intact => self.say("verdict.foreign", &[]),
            Verdict::Broken => {
                let errors = bundle.findings.iter().filter(|finding| finding.level == Level::Error).count();
                self.say("verdict.broken", &[("count", &errors.to_string())])
            }
            Verdict::NotCheckable => {
                let why = bundle.findings.iter().find(|finding| finding.code.not_checkable());
                let why = why.map(|finding| self.say(&format!("finding.{}", finding.code), &[])).unwrap_or_default();
                self.say("verdict.not-checkable", &[("why", &why)])
            }
        }
    }

    fn time(&self, bundle: &BundleReport) -> String {
        let dated = bundle.exhibits.iter().filter(|exhibit| exhibit.time.proven).count();
        let shown = bundle.exhibits.iter().filter(|exhibit| exhibit.integrity != Integrity::NotChecked).count();
        if bundle.time.proven {
            self.dated("verdict.time.proven", &bundle.time)
        } else if dated > 0 {
            self.say("verdict.time.not-all", &[("proven", &dated.to_string()), ("count", &shown.to_string())])
        } else {
            self.say("verdict.time.none", &[])
        }
    }

    fn dated(&self, key: &str, time: &ProvenTime) -> String {
        let (at, by) = (time.not_later_than.map(whole_minute), time.by.as_deref().unwrap_or_default());
        let at = at.map(|at| {
            let (date, clock) = ((at.year(), at.month(), at.day()), (at.hour(), at.minute()));
            minute(self.language, date, clock)
        });
        let zone = zone(self.language, 0);
        self.say(key, &[("time", &at.unwrap_or_default()), ("zone", &zone), ("authority", by)])
    }

    fn disclosure(&self, bundle: &BundleReport) -> String {
        let counts = &bundle.disclosure;
        let all = counts.whole + counts.in_part + counts.withheld + counts.removed;
        self.say(
            "verdict.disclosure.counts",
            &[
                ("count", &all.to_string()),
                ("whole", &counts.whole.to_string()),
                ("in_part", &counts.in_part.to_string()),
                ("withheld", &counts.withheld.to_string()),
                ("removed", &counts.removed.to_string()),
            ],
        )
    }

    fn exhibit(&mut self, exhibit: &Exhibit) {
        let state = match exhibit.integrity {
            Integrity::Intact => self.say("verdict.exhibit.agrees", &[]),
            Integrity::Broken => self.say("verdict.exhibit.broken", &[]),
            Integrity::NotChecked => self.say("verdict.exhibit.withheld", &[]),
        };
        // Writing to a String cannot fail.
        let mut line = format!("  {} {state}", visible(&exhibit.number));
        if exhibit.time.proven {
            let time = self.dated("verdict.time.by", &exhibit.time);
            let _ = write!(line, " · {time}");
            if let Some(through) = exhibit.through {
                let _ = write!(line, ", {}", self.say(&format!("verdict.through.{through}"), &[]));
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
            let sentence = message(finding, self.language);
            self.line(&format!("  - {}", head.trim_end()));
            self.line(&format!("    {sentence}"));
        }
        if order.len() > FINDINGS_SHOWN {
            self.line(&format!("  … +{}", order.len() - FINDINGS_SHOWN));
        }
    }

    fn limits(&mut self) {
        self.line(&self.say("verdict.does-not-prove", &[]));
        for part in ["integrity", "origin", "disclosure", "time"] {
            let limit = self.say(&format!("verdict.does-not-prove.{part}"), &[]);
            self.line(&format!("  - {limit}"));
        }
        self.empty();
    }

    fn versions(&mut self, report: &Report) {
        let program = concat!("holdfast-verify ", env!("CARGO_PKG_VERSION"));
        let now = report.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        for (key, value) in [("verifier", program), ("pins", PINS_VERSION), ("now", &now)] {
            let label = self.say(&format!("verdict.meta.{key}"), &[]);
            self.line(&self.labelled(&label, value));
        }
        self.line(&self.say("verdict.meta.revocation", &[]));
    }
}

/// The exhibit that a finding concerns, by its path; empty for the bundle as a whole.
fn exhibit_of(finding: &Finding) -> &str {
    let inner = finding.path.as_deref().and_then(|path| path.strip_prefix("data/items/"));
    inner.and_then(|inner| inner.split(['/', '-']).next()).unwrap_or_default()
}

/// Rounded up to the minute: "by then" must never be too early.
fn whole_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    let past = at.second() > 0 || at.nanosecond() > 0;
    if past { at + TimeDelta::minutes(1) } else { at }
}
