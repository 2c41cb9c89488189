//! A bundle before it is made: the plan, and the first page. Both come from the draft that the bundle is made from.
//!
//! Nothing is logged and nothing is written; a problem is part of the plan, so that one sees everything that stands in
//! the way at once.

use std::collections::BTreeMap;
use std::path::PathBuf;

use holdfast_bundle::content::{Content, Label, PartLine, Row, Sentence, ShownRow, WithheldRow};
use holdfast_bundle::{BundleError, Choices, Draft, Preview, Showing};
use holdfast_proof::record::CompletenessState;
use holdfast_vault::{ExhibitRow, ExhibitState, Vault};
use serde::Deserialize;

use super::bundle::choices;
use crate::answers::*;
use crate::{Error, Holdfast, Language, Result, Watch};

/// What the user has chosen so far.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct BundleToPlan {
    /// The dispute's id or name.
    pub dispute: String,
    /// `full` or `submission`.
    #[cfg_attr(test, ts(type = "\"full\" | \"submission\""))]
    pub edition: String,
    /// Exhibit number and reason code.
    pub withhold: Vec<(String, String)>,
    /// The language of the preview, and in which the pages would open.
    #[cfg_attr(test, ts(type = "\"zh\" | \"en\""))]
    pub language: Language,
    /// Where the file is to go, or the folder, when that is known: then there is a look at the room.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "string | null", optional))]
    pub to: Option<PathBuf>,
}

/// What would go out, and what stands in its way.
pub fn bundle_plan(holdfast: &Holdfast, question: BundleToPlan, _watch: &dyn Watch) -> Result<BundlePlan> {
    let vault = holdfast.read()?;
    let (draft, rows) = outline(holdfast, &vault, &question)?;
    let exhibits = plan_exhibits(&draft, &rows);
    let size_bytes = holdfast_bundle::expected_bytes(&draft);
    let file_name = format!("{}-{}.zip", draft.name, draft.choices.edition);
    let to = question.to.map(|to| if to.is_dir() { to.join(&file_name) } else { to });
    let of_state = |state: ExhibitState| rows.iter().filter(|row| row.state == state).count() as u64;
    Ok(BundlePlan {
        dispute: draft.name.clone(),
        dispute_title: draft.title.clone(),
        size_bytes,
        free_bytes: to.as_deref().and_then(free_bytes),
        shown: draft.shown().count() as u64,
        withheld: draft.withheld().count() as u64,
        removed: of_state(ExhibitState::Removed),
        detached: of_state(ExhibitState::Detached),
        // The export announces itself with one more entry.
        log_size: vault.log_size()?.saturating_add(1),
        fingerprint: vault.fingerprint()?,
        problems: problems(&draft, &exhibits, to.as_deref()),
        exhibits,
        file_name,
    })
}

/// What index.html would say if the bundle were made now.
pub fn bundle_preview(holdfast: &Holdfast, question: BundleToPlan, _watch: &dyn Watch) -> Result<BundlePreview> {
    let vault = holdfast.read()?;
    let dispute = vault.dispute_find(&question.dispute)?;
    let choices = chosen(holdfast, &question)?;
    let draft = holdfast_bundle::draft(&vault, dispute, &choices)?;
    let now = holdfast.outside.vault.clock.now().to_utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let preview = holdfast_bundle::preview(&vault, &draft, &now)?;
    Ok(in_language(question.language, &draft, preview))
}

fn chosen(holdfast: &Holdfast, question: &BundleToPlan) -> Result<Choices> {
    choices(holdfast, &question.edition, &question.withhold, question.language)
}

fn outline(holdfast: &Holdfast, vault: &Vault, question: &BundleToPlan) -> Result<(Draft, Vec<ExhibitRow>)> {
    let dispute = vault.dispute_find(&question.dispute)?;
    let draft = holdfast_bundle::outline(vault, dispute, &chosen(holdfast, question)?)?;
    Ok((draft, vault.dispute(dispute)?.exhibits))
}

/// The attached exhibits as the draft has them, then the removed ones, of which only the digest is left.
fn plan_exhibits(draft: &Draft, rows: &[ExhibitRow]) -> Vec<PlanExhibit> {
    let by_label: BTreeMap<&str, &ExhibitRow> = rows.iter().map(|row| (row.label.as_str(), row)).collect();
    let attached = draft.exhibits.iter().filter_map(|exhibit| {
        let row = by_label.get(exhibit.label.as_str())?;
        let (size_bytes, shown, reason, completeness) = match &exhibit.showing {
            Showing::Whole(item) => {
                let size_bytes = draft.files(item).map(|file| file.size_bytes).sum();
                (size_bytes, "whole", None, Some(item.capture.completeness.state))
            }
            Showing::Withheld(reason) => (0, "withheld", Some(reason.to_string()), None),
        };
        Some(plan_exhibit(row, size_bytes, shown, reason, completeness))
    });
    let removed = rows.iter().filter(|row| row.state == ExhibitState::Removed);
    attached.chain(removed.map(|row| plan_exhibit(row, 0, "removed", None, None))).collect()
}

fn plan_exhibit(
    row: &ExhibitRow,
    size_bytes: u64,
    shown: &str,
    reason: Option<String>,
    completeness: Option<CompletenessState>,
) -> PlanExhibit {
    PlanExhibit {
        exhibit: row.label.clone(),
        name: row.name.clone(),
        proves: row.proves.clone(),
        item_id: row.item_id,
        kind: row.kind,
        size_bytes,
        shown: shown.to_owned(),
        reason,
        completeness,
    }
}

fn problems(draft: &Draft, exhibits: &[PlanExhibit], to: Option<&std::path::Path>) -> Vec<PlanProblem> {
    let mut problems = Vec::new();
    if draft.shown().next().is_none() {
        problems.push(problem(&BundleError::NothingToExport.into(), true));
    } else if let Some(to) = to
        && let Err(error) = holdfast_bundle::check_room(draft, to)
    {
        problems.push(problem(&error.into(), true));
    }
    for exhibit in exhibits {
        if exhibit.completeness.is_some_and(|state| state != CompletenessState::Complete) {
            problems.push(problem(&Error::user("exhibit-partial").with("id", &exhibit.exhibit), false));
        }
    }
    problems
}

fn problem(error: &Error, blocks: bool) -> PlanProblem {
    let values = error.values().iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    PlanProblem { code: error.code().to_owned(), values, blocks }
}

/// Free space for this user where the file is to go; none when it cannot be asked.
fn free_bytes(to: &std::path::Path) -> Option<u64> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(std::path::Path::new("."));
    let space = rustix::fs::statvfs(folder).ok()?;
    Some(space.f_bavail.saturating_mul(space.f_frsize))
}

fn in_language(language: Language, draft: &Draft, preview: Preview) -> BundlePreview {
    let say = |sentence: &Sentence| sentence.text(language);
    let Preview { content, figures } = preview;
    let shown_first = || PreviewFigures {
        heading: say(&content.figures.0),
        about: say(&content.figures.1),
        exhibits: figures.clone(),
    };
    let digests = std::iter::once(("manifest-sha256.txt".to_owned(), content.digests.manifest_sha256))
        .chain(draft.exhibits.iter().map(|exhibit| (exhibit.label.clone(), exhibit.seal)));
    BundlePreview {
        language: language.as_str().to_owned(),
        edition: say(&content.edition),
        exported: say(&content.exported),
        title: content.title.clone(),
        about: say(&content.about),
        how: PreviewHow {
            statement: say(&content.how.statement),
            evidence_where: say(&content.how.evidence_where),
            checker: say(&content.how.checker),
            checker_where: say(&content.how.checker_where),
            command: say(&content.how.command),
            command_line: content.how.command_line.to_owned(),
            command_means: say(&content.how.command_means),
        },
        stated: content.stated.as_ref().map(|stated| PreviewStated {
            tag: say(&stated.tag),
            first: stated.first.iter().map(|row| stated_row(language, row)).collect(),
            facts: stated.facts.iter().map(|row| stated_row(language, row)).collect(),
        }),
        figures: (!figures.is_empty()).then(shown_first),
        exhibits: exhibits_of(language, draft, &content),
        closing: content
            .closing
            .iter()
            .map(|(heading, points)| PreviewColumn { heading: say(heading), points: points.iter().map(say).collect() })
            .collect(),
        digests: PreviewDigests {
            heading: say(&content.digests.heading),
            about: say(&content.digests.about),
            rows: digests.map(|(label, sha256)| PreviewDigest { label, sha256 }).collect(),
        },
        made_by: say(&content.made_by),
        finding_number: say(&content.finding_number),
    }
}

fn stated_row(language: Language, (label, value): &(Label, String)) -> PreviewRow {
    let label = match label {
        Label::Ours(sentence) => sentence.text(language),
        Label::Theirs(name) => name.clone(),
    };
    PreviewRow { label, value: value.clone() }
}

fn exhibits_of(language: Language, draft: &Draft, content: &Content) -> PreviewExhibits {
    let table = &content.exhibits;
    let of_row = |row: Row| match row {
        Row::Shown(row) => shown_row(language, *row),
        Row::Withheld(row) => withheld_row(language, row),
    };
    PreviewExhibits {
        heading: table.heading.text(language),
        count: table.count.text(language),
        unpack_first: table.unpack_first.text(language),
        environment_withheld: table.environment_withheld.as_ref().map(|sentence| sentence.text(language)),
        columns: table.columns.iter().map(|column| column.text(language)).collect(),
        rows: draft.exhibits.iter().map(|exhibit| of_row(content.row(exhibit))).collect(),
    }
}

fn shown_row(language: Language, row: ShownRow) -> PreviewExhibit {
    let part = |part: PartLine| PreviewPart {
        name: part.name,
        size: part.size,
        not_linked: part.link.err().map(|why| why.text(language)),
    };
    PreviewExhibit {
        exhibit: row.label,
        item_id: Some(row.item),
        proves: row.proves,
        kind: row.kind.text(language),
        origin: row.origin.text(language),
        completeness: row.completeness.map(|state| state.text(language)),
        kept_at: row.kept_at,
        parts: row.parts.into_iter().map(part).collect(),
        more_parts: row.more_parts.map(|more| more.text(language)),
        withheld: None,
    }
}

fn withheld_row(language: Language, row: WithheldRow) -> PreviewExhibit {
    PreviewExhibit {
        exhibit: row.label,
        item_id: None,
        proves: String::new(),
        kind: String::new(),
        origin: String::new(),
        completeness: None,
        kept_at: String::new(),
        parts: Vec::new(),
        more_parts: None,
        withheld: Some(PreviewWithheld {
            words: row.words.text(language),
            digest: row.digest,
            reason: row.reason.text(language),
        }),
    }
}
