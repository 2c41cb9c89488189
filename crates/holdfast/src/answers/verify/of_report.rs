//! From the checker's report to what the window shows: values as they are, sentences from `holdfast_verify`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use holdfast_proof::finding::{Finding, Level};
use holdfast_proof::record::{Completeness, Origin};
use holdfast_proof::verdict::{BundleReport, Exhibit, Integrity, PINS_VERSION, Report, Shown, Verdict};
use holdfast_verify::{PROGRAM, Sentences, dated_of, exhibit_of};

use super::*;
use crate::Language;
use crate::words::shown;

/// So many findings of one input reach the window; the JSON of the command line has all of them.
const FINDINGS_TOLD: usize = 2_000;
/// So many exhibits do; the counts of the disclosure are those of all. A bundle may name any number.
pub(crate) const EXHIBITS_TOLD: usize = 20_000;
/// So many reasons why something is missing are told of one exhibit.
const REASONS_TOLD: usize = 50;

impl BundleChecked {
    pub(crate) fn of(report: &Report) -> BundleChecked {
        BundleChecked {
            exit: report.verdict.exit(),
            zh: in_language(report, Language::Zh),
            en: in_language(report, Language::En),
        }
    }
}

fn in_language(report: &Report, language: Language) -> VerifyReport {
    let sentences = Sentences { language };
    let several = report.bundles.len() > 1;
    VerifyReport {
        verdict: report.verdict.as_str().to_owned(),
        together: several.then(|| sentences.together(report.bundles.len())),
        bundles: report.bundles.iter().map(|bundle| of_bundle(bundle, sentences)).collect(),
        findings: findings(&report.findings, language),
        checker: VerifyChecker {
            program: PROGRAM.to_owned(),
            pins: PINS_VERSION.to_owned(),
            checked_at: utc(report.now),
            revocation: sentences.revocation(),
        },
    }
}

fn of_bundle(bundle: &BundleReport, sentences: Sentences) -> VerifyBundle {
    let head = sentences.head(bundle);
    let file_name = Path::new(&bundle.input).file_name().map(|name| name.to_string_lossy().into_owned());
    VerifyBundle {
        file_name: file_name.unwrap_or_else(|| bundle.input.clone()),
        input: bundle.input.clone(),
        holdfast: bundle.holdfast,
        verdict: bundle.verdict.as_str().to_owned(),
        exit: bundle.verdict.exit(),
        head: VerifyHead {
            before: head.before,
            date: head.date,
            after: head.after,
            matching: head.matching,
            not_matching: head.not_matching,
            second: head.second,
        },
        size_bytes: bundle.size_bytes,
        files: bundle.files,
        recomputed: bundle.recomputed,
        integrity: VerifyIntegrity {
            state: bundle.integrity.as_str().to_owned(),
            sentence: sentences.integrity(bundle),
            does_not_prove: sentences.does_not_prove(match bundle.integrity {
                Integrity::Broken => "broken",
                Integrity::Intact | Integrity::NotChecked => "integrity",
            }),
        },
        time: time(bundle, sentences),
        origin: bundle.holdfast.then(|| origin(bundle, sentences)),
        disclosure: bundle.holdfast.then(|| disclosure(bundle, sentences)),
        exhibits: exhibits_told(bundle).map(|exhibit| of_exhibit(exhibit, sentences)).collect(),
        findings: findings(&bundle.findings, sentences.language),
        counts: counts(&bundle.findings),
        statement: statement(bundle, sentences),
    }
}

fn exhibits_told(bundle: &BundleReport) -> impl Iterator<Item = &Exhibit> {
    bundle.exhibits.iter().take(EXHIBITS_TOLD)
}

fn time(bundle: &BundleReport, sentences: Sentences) -> VerifyTime {
    let (dated, shown) = dated_of(bundle);
    let undated = dated == 0 && bundle.verdict != Verdict::Dated;
    VerifyTime {
        proven: bundle.time.proven,
        not_later_than: bundle.time.not_later_than.map(utc),
        by: bundle.time.by.clone(),
        dated: dated as u64,
        shown: shown as u64,
        sentence: sentences.time(bundle),
        does_not_prove: sentences.does_not_prove(if undated { "undated" } else { "time" }),
    }
}

fn origin(bundle: &BundleReport, sentences: Sentences) -> VerifyOrigin {
    let mut groups: BTreeMap<Origin, Vec<String>> = BTreeMap::new();
    for exhibit in exhibits_told(bundle) {
        if let Some(stated) = exhibit.stated {
            groups.entry(stated).or_default().push(shown(&exhibit.number));
        }
    }
    let group = |(origin, exhibits): (Origin, Vec<String>)| VerifyOriginGroup {
        label: holdfast_text::text(sentences.language, &format!("origin.{origin}"), &[]),
        origin,
        exhibits,
    };
    VerifyOrigin {
        checked: false,
        sentence: sentences.origin(),
        groups: groups.into_iter().map(group).collect(),
        does_not_prove: sentences.does_not_prove("origin"),
    }
}

fn disclosure(bundle: &BundleReport, sentences: Sentences) -> VerifyDisclosure {
    let counts = &bundle.disclosure;
    VerifyDisclosure {
        whole: counts.whole,
        in_part: counts.in_part,
        withheld: counts.withheld,
        removed: counts.removed,
        named: counts.whole + counts.in_part + counts.withheld + counts.removed,
        sentence: sentences.disclosure(bundle),
        does_not_prove: sentences.does_not_prove("disclosure"),
    }
}

fn of_exhibit(exhibit: &Exhibit, sentences: Sentences) -> VerifyExhibit {
    let record = exhibit.record.as_ref();
    let (how, reason) = match &exhibit.shown {
        Shown::Whole => ("whole", None),
        Shown::InPart => ("in-part", None),
        Shown::Withheld(reason) => ("withheld", reason.as_deref().map(shown)),
        Shown::Absent => ("absent", None),
    };
    VerifyExhibit {
        exhibit: shown(&exhibit.number),
        name: exhibit.proves.as_deref().filter(|proves| !proves.is_empty()).map(shown),
        shown: how.to_owned(),
        reason,
        item_id: exhibit.item_id,
        seal_sha256: exhibit.seal_sha256,
        kind: record.map(|record| record.kind),
        size_bytes: record.map(|record| record.size_bytes).unwrap_or_default(),
        parts: record.map(|record| record.parts).unwrap_or_default(),
        completeness: record.map(|record| record.completeness.state),
        missing: record.map(|record| missing(&record.completeness)).unwrap_or_default(),
        stated: exhibit.stated,
        made_from: record.and_then(|record| record.made_from),
        stated_at: record.map(|record| record.ended_at.to_rfc3339_opts(SecondsFormat::Secs, false)),
        environment_withheld: exhibit.environment_withheld,
        integrity: match exhibit.integrity {
            Integrity::Intact => "agrees",
            Integrity::Broken => "differs",
            Integrity::NotChecked => "not-checked",
        }
        .to_owned(),
        integrity_words: sentences.exhibit(exhibit),
        not_later_than: exhibit.time.not_later_than.map(utc),
        by: exhibit.time.by.clone(),
        through: exhibit.through.map(str::to_owned),
        through_words: exhibit.through.map(|through| sentences.through(through)),
    }
}

/// Errors first, then warnings, then notes, each level grouped by exhibit, those of the whole bundle first.
fn findings(found: &[Finding], language: Language) -> Vec<VerifyFinding> {
    let mut order: Vec<&Finding> = found.iter().collect();
    order.sort_by_key(|finding| (finding.level, exhibit_of(finding)));
    let told = order.into_iter().take(FINDINGS_TOLD);
    told.map(|finding| VerifyFinding {
        code: finding.code.to_string(),
        level: finding.level.to_string(),
        exhibit: Some(exhibit_of(finding)).filter(|exhibit| !exhibit.is_empty()).map(shown),
        path: finding.path.as_deref().map(shown),
        sentence: holdfast_verify::sentence(finding, language),
        detail: shown(&finding.detail),
    })
    .collect()
}

/// The first reasons that a record gives for what is missing.
pub(crate) fn missing(completeness: &Completeness) -> Vec<String> {
    completeness.reasons.iter().take(REASONS_TOLD).map(|reason| shown(reason)).collect()
}

fn counts(found: &[Finding]) -> VerifyCounts {
    let of = |level| found.iter().filter(|finding| finding.level == level).count() as u64;
    VerifyCounts { errors: of(Level::Error), warnings: of(Level::Warning), notes: of(Level::Note) }
}

fn statement(bundle: &BundleReport, sentences: Sentences) -> VerifyStatement {
    let errors = bundle.findings.iter().filter(|finding| finding.level == Level::Error);
    let wrong: BTreeSet<&str> = errors.filter_map(|finding| finding.path.as_deref()).collect();
    let file = |(name, size_bytes): &(String, u64)| VerifyFile {
        what: sentences.file(name),
        agrees: bundle.integrity != Integrity::NotChecked && !wrong.contains(name.as_str()),
        name: shown(name),
        size_bytes: *size_bytes,
    };
    VerifyStatement {
        sentence: bundle.holdfast.then(|| sentences.statement()),
        title: bundle.statement.title.as_deref().map(shown),
        files: bundle.statement.files.iter().map(file).collect(),
        signer: bundle.signer.as_ref().map(|signer| {
            let fingerprint = signer.fingerprint.to_string();
            let (sentence, whose) = sentences.signer(&fingerprint, signer.known);
            VerifySigner { fingerprint, known: signer.known, sentence, whose }
        }),
    }
}

/// RFC 3339 in UTC, rounded up to the second: "by then" must never be too early.
fn utc(at: DateTime<Utc>) -> String {
    let up = if at.timestamp_subsec_nanos() > 0 { at + TimeDelta::seconds(1) } else { at };
    up.to_rfc3339_opts(SecondsFormat::Secs, true)
}
