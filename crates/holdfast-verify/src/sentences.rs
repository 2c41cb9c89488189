//! The sentences of a report, each made in one place: the page of text and the window say the same.
//!
//! The dated sentence comes in pieces, because it is set large and must not break inside its date; together they are
//! the sentence as the format fixes it (docs/format.md, section 9).

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use holdfast_proof::finding::{Code, Finding, Level};
use holdfast_proof::tsp::By;
use holdfast_proof::verdict::{BundleReport, Exhibit, Integrity, ProvenTime, Shown, Verdict};
use holdfast_proof::verify::{ProofVerdict, TimeCheck};
use holdfast_text::{Language, minute, text, zone};

/// Stands for the date while a sentence is taken apart; no sentence holds it.
const DATE: &str = "⟦date⟧";
/// So many exhibits or files are named in one sentence.
const NAMED: usize = 8;

/// The headline in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Up to the date; everything when there is none.
    pub before: String,
    /// The date, rounded up to the minute.
    pub date: Option<String>,
    /// After the date.
    pub after: String,
    /// What still agrees, of a bundle that is broken.
    pub matching: Option<String>,
    /// What does not.
    pub not_matching: Option<String>,
    /// Whether what they show is true, this check cannot tell.
    pub second: String,
}

/// The sentences in one language.
#[derive(Debug, Clone, Copy)]
pub struct Sentences {
    pub language: Language,
}

impl Sentences {
    pub(crate) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        text(self.language, key, values)
    }

    /// The headline.
    #[must_use]
    pub fn head(&self, bundle: &BundleReport) -> Head {
        let second = self.say("verdict.second-half", &[]);
        let mut head = Head {
            before: self.headline(bundle),
            date: None,
            after: String::new(),
            matching: None,
            not_matching: None,
            second,
        };
        match bundle.verdict {
            Verdict::Dated => {
                let sentence = self.dated_at("verdict.dated", DATE, &bundle.time);
                let (before, after) = sentence.split_once(DATE).unwrap_or((&sentence, ""));
                head.date = Some(self.date(&bundle.time));
                head.before = before.to_owned();
                head.after = after.strip_suffix(head.second.as_str()).unwrap_or(after).trim_end().to_owned();
            }
            Verdict::Broken => {
                head.matching = self.named("verdict.broken.matching", still_matching(bundle));
                head.not_matching = self.named("verdict.broken.not-matching", not_matching(bundle));
            }
            Verdict::Intact | Verdict::NotCheckable => {}
        }
        head
    }

    /// The headline as one sentence.
    #[must_use]
    pub fn headline(&self, bundle: &BundleReport) -> String {
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

    /// Whether the bytes agree.
    #[must_use]
    pub fn integrity(&self, bundle: &BundleReport) -> String {
        self.say(&format!("verdict.integrity.{}", bundle.integrity.as_str()), &[])
    }

    /// What is proven about time.
    #[must_use]
    pub fn time(&self, bundle: &BundleReport) -> String {
        let (dated, shown) = dated_of(bundle);
        if bundle.time.proven {
            self.dated("verdict.time.proven", &bundle.time)
        } else if dated > 0 {
            self.say("verdict.time.not-all", &[("proven", &dated.to_string()), ("count", &shown.to_string())])
        } else {
            self.say("verdict.time.none", &[])
        }
    }

    /// Where things come from: stated, never checked.
    #[must_use]
    pub fn origin(&self) -> String {
        self.say("verdict.origin.stated", &[])
    }

    /// How much of what the log names is shown.
    #[must_use]
    pub fn disclosure(&self, bundle: &BundleReport) -> String {
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

    /// What evidence is and what is stated.
    #[must_use]
    pub fn statement(&self) -> String {
        self.say("verdict.statement", &[])
    }

    /// What a part of the verdict does not prove: `integrity` `time` `origin` `disclosure`, and what stands in the
    /// first two's place when bytes differ (`broken`) or nothing is dated (`undated`).
    #[must_use]
    pub fn does_not_prove(&self, part: &str) -> String {
        self.say(&format!("verdict.does-not-prove.{part}"), &[])
    }

    /// Whether an exhibit agrees with its fixed list.
    #[must_use]
    pub fn exhibit(&self, exhibit: &Exhibit) -> String {
        match (exhibit.integrity, &exhibit.shown) {
            (Integrity::Intact, _) => self.say("verdict.exhibit.agrees", &[]),
            (Integrity::Broken, _) => self.say("verdict.exhibit.broken", &[]),
            (Integrity::NotChecked, Shown::Absent) => self.say("verdict.exhibit.absent", &[]),
            (Integrity::NotChecked, _) => self.say("verdict.exhibit.withheld", &[]),
        }
    }

    /// What a time proof shows of a file: the headline of its check.
    #[must_use]
    pub fn proof(&self, check: &TimeCheck) -> String {
        let time = check.checked.as_ref().map(|checked| ProvenTime {
            proven: check.verdict == ProofVerdict::Proven,
            not_later_than: Some(checked.not_later_than),
            by: Some(checked.by.text()),
            accuracy: checked.accuracy,
            yours: check.verdict == ProofVerdict::Proven && matches!(checked.by, By::Yours { .. }),
        });
        let time = time.unwrap_or_default();
        match check.verdict {
            ProofVerdict::Proven => self.dated("verdict.proof.proven", &time),
            ProofVerdict::NotProven => self.dated("verdict.proof.not-proven", &time),
            ProofVerdict::Invalid => self.say("verdict.proof.invalid", &[]),
            ProofVerdict::NotCheckable => {
                let why = check.findings.iter().find(|finding| finding.code == Code::PresentNotCheckableHere);
                let why = why.map(|finding| self.say(&format!("finding.{}", finding.code), &[])).unwrap_or_default();
                self.say("verdict.proof.not-checkable", &[("why", &why)])
            }
        }
    }

    /// Over which list an exhibit's time is proven.
    #[must_use]
    pub fn through(&self, through: &str) -> String {
        self.say(&format!("verdict.through.{through}"), &[])
    }

    /// What a page or a paper of the bundle is, by its place.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        let what = match name {
            "index.html" => "index",
            "READ-ME-FIRST.html" | "READ-ME-FIRST.txt" => "read-me",
            "metadata/dispute.json" => "dispute",
            "metadata/exhibits.json" => "exhibits",
            "metadata/omissions.json" => "omissions",
            "metadata/redactions.json" => "redactions",
            "metadata/proofs.json" => "proofs",
            _ => "other",
        };
        self.say(&format!("verdict.file.{what}"), &[])
    }

    /// With which key it is signed, and whose that is as far as anybody can tell.
    #[must_use]
    pub fn signer(&self, fingerprint: &str, known: bool) -> (String, String) {
        let whose = if known { "verdict.signer.known" } else { "verdict.signer.unknown" };
        (self.say("verdict.signer", &[("fingerprint", fingerprint)]), self.say(whose, &[]))
    }

    /// Said when several inputs were checked together.
    #[must_use]
    pub fn together(&self, count: usize) -> String {
        self.say("verdict.set", &[("count", &count.to_string())])
    }

    /// That revocation is not asked for.
    #[must_use]
    pub fn revocation(&self) -> String {
        self.say("verdict.meta.revocation", &[])
    }

    /// How exact the authority says its time is.
    #[must_use]
    pub fn accuracy(&self, accuracy: Option<TimeDelta>) -> String {
        match accuracy {
            Some(accuracy) => self.say("verdict.accuracy.stated", &[("seconds", &seconds(accuracy))]),
            None => self.say("verdict.accuracy.not-stated", &[]),
        }
    }

    /// Which authorities of different operators date an exhibit; none when it is fewer than two.
    #[must_use]
    pub fn authorities(&self, exhibit: &Exhibit) -> Option<String> {
        let independent = exhibit.authorities.len() > 1;
        independent.then(|| exhibit.authorities.clone()).and_then(|names| self.named("verdict.authorities", names))
    }

    /// A sentence with a proven time. A clock that counts only because the checker named it is called so.
    pub(crate) fn dated(&self, key: &str, time: &ProvenTime) -> String {
        self.dated_at(key, &self.date(time), time)
    }

    fn dated_at(&self, key: &str, date: &str, time: &ProvenTime) -> String {
        let zone = zone(self.language, 0);
        let key = if time.yours { format!("{key}.yours") } else { key.to_owned() };
        self.say(&key, &[("time", date), ("zone", &zone), ("authority", time.by.as_deref().unwrap_or_default())])
    }

    fn date(&self, time: &ProvenTime) -> String {
        let at = time.not_later_than.map(whole_minute).map(|at| {
            let (date, clock) = ((at.year(), at.month(), at.day()), (at.hour(), at.minute()));
            minute(self.language, date, clock)
        });
        at.unwrap_or_default()
    }

    fn named(&self, key: &str, names: Vec<String>) -> Option<String> {
        if names.is_empty() {
            return None;
        }
        let between = match self.language {
            Language::Zh => "、",
            Language::En => ", ",
        };
        let mut named = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(between);
        if names.len() > NAMED {
            named.push_str(&format!(" … +{}", names.len() - NAMED));
        }
        Some(self.say(key, &[("names", &named)]))
    }
}

/// How many exhibits have a proven time, of how many that are shown.
#[must_use]
pub fn dated_of(bundle: &BundleReport) -> (usize, usize) {
    let dated = bundle.exhibits.iter().filter(|exhibit| exhibit.time.proven).count();
    let shown = bundle.exhibits.iter().filter(|exhibit| exhibit.integrity != Integrity::NotChecked).count();
    (dated, shown)
}

/// The exhibit that a finding concerns, by its path; empty for the bundle as a whole.
#[must_use]
pub fn exhibit_of(finding: &Finding) -> &str {
    let inner = finding.path.as_deref().and_then(|path| path.strip_prefix("data/items/"));
    inner.and_then(|inner| inner.split(['/', '-']).next()).unwrap_or_default()
}

fn still_matching(bundle: &BundleReport) -> Vec<String> {
    let agrees = bundle.exhibits.iter().filter(|exhibit| exhibit.integrity == Integrity::Intact);
    agrees.map(|exhibit| exhibit.number.clone()).collect()
}

/// Exhibits that differ, then other files that an error names, each once. A time proof beside an exhibit is a file of
/// its own: that it does not hold says nothing of the exhibit's bytes.
fn not_matching(bundle: &BundleReport) -> Vec<String> {
    let differs = bundle.exhibits.iter().filter(|exhibit| exhibit.integrity == Integrity::Broken);
    let mut names: Vec<String> = differs.map(|exhibit| exhibit.number.clone()).collect();
    let mut seen: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    let errors = bundle.findings.iter().filter(|finding| finding.level == Level::Error);
    let about_proof = |code| matches!(code, Code::ProofInvalid | Code::ProofMisfiled | Code::ProofUnmatched);
    let apart = errors.filter(|finding| exhibit_of(finding).is_empty() || about_proof(finding.code));
    for path in apart.filter_map(|finding| finding.path.as_deref()) {
        if seen.insert(path) {
            names.push(path.to_owned());
        }
    }
    names
}

/// Seconds as they are said: whole ones without decimals.
fn seconds(span: TimeDelta) -> String {
    let (whole, thousandths) = (span.num_seconds(), span.subsec_millis());
    let decimals = format!("{thousandths:03}");
    match decimals.trim_end_matches('0') {
        "" => whole.to_string(),
        decimals => format!("{whole}.{decimals}"),
    }
}

/// Rounded up to the minute: "by then" must never be too early.
fn whole_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    let past = at.second() > 0 || at.nanosecond() > 0;
    if past { at + TimeDelta::minutes(1) } else { at }
}
