//! `case_show`: somebody's bundle as a case to read, from its own bytes. Needs no vault and is no check: what the bundle
//! states is told as stated, and each part is compared with its fixed list when it is opened.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::SecondsFormat;
use holdfast_dispute::{KNOWN_FACTS, TITLE};
use holdfast_proof::Digest;
use holdfast_proof::list::List;
use holdfast_proof::record::CaptureRecord;
use holdfast_proof::seal::{CAPTURE, ENVIRONMENT, LIST};
use serde::Deserialize;

use crate::answers::{Case, CaseExhibit, CaseFact, CasePart, EXHIBITS_TOLD, missing};
use crate::case::OpenCase;
use crate::parts::open_case;
use crate::words::shown;
use crate::{Error, Holdfast, Result, Watch};

/// So many facts of a dispute are told.
const FACTS_TOLD: usize = 200;

/// A bundle to look at.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CaseToShow {
    /// A ZIP file or an unpacked folder.
    #[cfg_attr(test, ts(type = "string"))]
    pub path: PathBuf,
}

#[derive(Deserialize)]
struct Exhibits {
    exhibits: Vec<ExhibitLine>,
}

#[derive(Deserialize)]
struct ExhibitLine {
    number: String,
    seal_sha256: Digest,
    folder: Option<String>,
    proves: Option<String>,
}

#[derive(Default, Deserialize)]
struct Dispute {
    title: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
struct Omissions {
    #[serde(default)]
    withheld: Vec<Withheld>,
}

#[derive(Deserialize)]
struct Withheld {
    seal_sha256: Digest,
    reason: String,
}

/// Everything a bundle shows of itself. Errors: `cannot-read`, `not-a-file`, `case-unreadable` (also for what is no
/// bundle of Holdfast), `cancelled`.
pub fn case_show(holdfast: &Holdfast, question: CaseToShow, watch: &dyn Watch) -> Result<Case> {
    let case = open_case(holdfast, &question.path)?;
    let unreadable = || Error::user("case-unreadable").with("path", question.path.display());
    let listed: Exhibits = read(&case, "metadata/exhibits.json")?.ok_or_else(unreadable)?;
    let dispute: Dispute = read(&case, "metadata/dispute.json")?.unwrap_or_default();
    let omissions: Omissions = read(&case, "metadata/omissions.json")?.unwrap_or_default();
    let reasons: BTreeMap<Digest, String> =
        omissions.withheld.into_iter().map(|one| (one.seal_sha256, one.reason)).collect();
    let mut exhibits = Vec::with_capacity(listed.exhibits.len());
    for line in listed.exhibits.into_iter().take(EXHIBITS_TOLD) {
        if watch.cancelled() {
            return Err(Error::cancelled());
        }
        exhibits.push(exhibit(&case, line, &reasons));
    }
    let info = case.small("bag-info.txt")?.unwrap_or_default();
    let of_shown = |shown: &str| exhibits.iter().filter(|exhibit| exhibit.shown == shown).count() as u64;
    Ok(Case {
        path: question.path.display().to_string(),
        file_name: question.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        zipped: case.zipped(),
        title: dispute.title.as_deref().map(shown),
        facts: facts(dispute.facts),
        edition: label(&info, "Holdfast-Edition"),
        made_on: label(&info, "Bagging-Date"),
        shown: of_shown("whole"),
        withheld: of_shown("withheld"),
        exhibits,
    })
}

/// A document of the bundle; none when it is not there, or not what the format says.
fn read<Document: serde::de::DeserializeOwned>(case: &OpenCase, name: &str) -> Result<Option<Document>> {
    let bytes = case.small(name)?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

fn facts(facts: BTreeMap<String, String>) -> Vec<CaseFact> {
    let place = |name: &str| KNOWN_FACTS.iter().position(|known| *known == name).unwrap_or(KNOWN_FACTS.len());
    let mut facts: Vec<CaseFact> = facts
        .into_iter()
        .filter(|(name, _)| name != TITLE)
        .take(FACTS_TOLD)
        .map(|(name, value)| CaseFact {
            known: KNOWN_FACTS.contains(&name.as_str()),
            name: shown(&name),
            value: shown(&value),
        })
        .collect();
    facts.sort_by_key(|fact| place(&fact.name));
    facts
}

/// The value of a label in bag-info.txt.
fn label(info: &[u8], label: &str) -> Option<String> {
    let text = String::from_utf8_lossy(info);
    let value = text.lines().find_map(|line| line.strip_prefix(label)?.strip_prefix(':'));
    value.map(|value| shown(value.trim())).filter(|value| !value.is_empty())
}

fn exhibit(case: &OpenCase, line: ExhibitLine, reasons: &BTreeMap<Digest, String>) -> CaseExhibit {
    let has_folder = case.has_folder(&line.number);
    let how = match (has_folder, case.has_folder_of_lines(&line.number), &line.folder) {
        (true, ..) => "whole",
        (false, true, _) => "in-part",
        (false, false, Some(_)) => "absent",
        (false, false, None) => "withheld",
    };
    let mut exhibit = CaseExhibit {
        name: line.proves.as_deref().filter(|proves| !proves.is_empty()).map(shown),
        shown: how.to_owned(),
        reason: reasons.get(&line.seal_sha256).map(|reason| shown(reason)),
        problem: None,
        seal_sha256: line.seal_sha256,
        exhibit: shown(&line.number),
        item_id: None,
        kind: None,
        stated: None,
        completeness: None,
        missing: Vec::new(),
        stated_at: None,
        size_bytes: 0,
        parts: Vec::new(),
    };
    if has_folder && let Err(error) = fill(case, &mut exhibit) {
        exhibit.problem = Some(error.code().to_owned());
    }
    exhibit
}

/// What the folder says of itself: its list, its record, its files.
fn fill(case: &OpenCase, exhibit: &mut CaseExhibit) -> Result<()> {
    let list_bytes = case.record(&exhibit.exhibit, LIST)?;
    let seal_sha256 = Digest::of(&list_bytes);
    let list = List::parse(&list_bytes).map_err(|_| case.differs(&exhibit.exhibit, LIST))?;
    let capture = case.capture(&exhibit.exhibit, &list)?;
    exhibit.item_id = Some(capture.id);
    exhibit.kind = Some(capture.kind);
    exhibit.stated = Some(capture.origin);
    exhibit.completeness = Some(capture.completeness.state);
    exhibit.missing = missing(&capture.completeness);
    exhibit.stated_at = Some(capture.ended_at.to_rfc3339_opts(SecondsFormat::Secs, false));
    exhibit.parts = parts(case, &exhibit.exhibit, &list, &capture, seal_sha256);
    exhibit.size_bytes = capture.parts.iter().fold(0, |sum, part| part.size_bytes.saturating_add(sum));
    if seal_sha256 != exhibit.seal_sha256 {
        return Err(case.differs(&exhibit.exhibit, LIST));
    }
    Ok(())
}

/// The parts in the order of the record, then the records that are shown; what is not there is not told.
fn parts(case: &OpenCase, exhibit: &str, list: &List, capture: &CaptureRecord, seal_sha256: Digest) -> Vec<CasePart> {
    let named = capture.parts.iter().map(|part| (part.name.as_str(), part.role.as_str(), part.media_type.as_str()));
    let records = [(CAPTURE, "record", "application/json"), (ENVIRONMENT, "record", "application/json")];
    let of_list = |(name, role, media_type): (&str, &str, &str)| {
        Some(CasePart {
            name: name.to_owned(),
            role: shown(role),
            media_type: shown(media_type),
            size_bytes: case.size_bytes(exhibit, name)?,
            sha256: list.get(name)?,
        })
    };
    let mut parts: Vec<CasePart> = named.chain(records).filter_map(of_list).collect();
    parts.extend(case.size_bytes(exhibit, LIST).map(|size_bytes| CasePart {
        name: LIST.to_owned(),
        role: "record".to_owned(),
        media_type: "text/plain".to_owned(),
        size_bytes,
        sha256: seal_sha256,
    }));
    parts
}
