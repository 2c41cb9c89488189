//! What index.html says, before it is a page: one source for the page in the bundle and for the window's preview.
//!
//! Our sentences stand here as keys with their values, so that the page can hold both languages and the window one;
//! the complainant's words stand here as they wrote them, and are escaped by whoever shows them.

use crate::html::size;
use crate::input::{Draft, Exhibit, Showing, ShownItem};
use crate::metadata::folder;
use crate::proofs::{Stamped, Times};
use crate::read_me::LISTS;
use chrono::{TimeDelta, Timelike};
use holdfast_dispute::{KNOWN_FACTS, TITLE, Withholding};
use holdfast_proof::record::{CompletenessState, Part};
use holdfast_proof::{Digest, ItemId};
use holdfast_text::{Language, has, text};

/// So many parts of an exhibit are listed.
const PARTS_LISTED: usize = 12;
/// What a claim and a demand are called among the facts; they stand above the table.
const STATED_FIRST: [&str; 2] = ["claim", "demand"];

/// Endings that a browser shows as picture, text, film or sound, or hands to another program, and never runs.
/// A web page, a drawing with scripts or a program kept as evidence is named, but not linked.
const LINKED_ENDINGS: [&str; 39] = [
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "pdf", "ofd", "txt", "csv",
    "json", "jsonl", "md", "log", "eml", "msg", "mp4", "m4v", "mov", "mkv", "webm", "avi", "mp3", "m4a", "aac", "wav",
    "ogg", "flac", "amr", "doc", "docx", "xls", "xlsx", "sha256",
];

/// A sentence of ours: its key and the values of its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    key: String,
    values: Vec<(&'static str, String)>,
}

impl Sentence {
    fn of(key: impl Into<String>) -> Self {
        Self { key: key.into(), values: Vec::new() }
    }

    fn with(mut self, place: &'static str, value: impl ToString) -> Self {
        self.values.push((place, value.to_string()));
        self
    }

    /// The sentence in one language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let values: Vec<(&str, &str)> = self.values.iter().map(|(place, value)| (*place, value.as_str())).collect();
        text(language, &self.key, &values)
    }
}

/// A label: a word of ours, or a name that the complainant gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Ours.
    Ours(Sentence),
    /// Theirs.
    Theirs(String),
}

/// The whole page.
#[derive(Debug, Clone)]
pub struct Content {
    /// Which edition it is.
    pub edition: Sentence,
    /// When it was exported.
    pub exported: Sentence,
    /// The dispute's title: theirs.
    pub title: String,
    /// What the page is.
    pub about: Sentence,
    /// The box under the title.
    pub how: HowToCheck,
    /// What the complainant says; none when nothing is said.
    pub stated: Option<Stated>,
    /// Heading of the first pictures, and that they are for finding only.
    pub figures: (Sentence, Sentence),
    /// The table of exhibits.
    pub exhibits: Exhibits,
    /// Headings with their points: how to check, what is not proven.
    pub closing: Vec<(Sentence, Vec<Sentence>)>,
    /// All digests in full.
    pub digests: Digests,
    /// By which program it is made.
    pub made_by: Sentence,
    /// The number for finding.
    pub finding_number: Sentence,
    /// What is stated of times, for the rows.
    times: Times,
}

/// That the page is a statement, and how the evidence is checked.
#[derive(Debug, Clone)]
pub struct HowToCheck {
    pub statement: Sentence,
    pub evidence_where: Sentence,
    pub checker: Sentence,
    pub checker_where: Sentence,
    pub command: Sentence,
    /// The command itself.
    pub command_line: &'static str,
    pub command_means: Sentence,
}

/// The complainant's words.
#[derive(Debug, Clone)]
pub struct Stated {
    /// That nobody checked them.
    pub tag: Sentence,
    /// Claim and demand.
    pub first: Vec<(Label, String)>,
    /// The other facts, those known by name first.
    pub facts: Vec<(Label, String)>,
}

/// The table of exhibits; its rows are made one by one with [`Content::row`], there may be ten thousand.
#[derive(Debug, Clone)]
pub struct Exhibits {
    pub heading: Sentence,
    pub count: Sentence,
    pub unpack_first: Sentence,
    pub environment_withheld: Option<Sentence>,
    /// Number, what it proves, what it is, when it was kept.
    pub columns: [Sentence; 4],
}

/// One exhibit.
#[derive(Debug, Clone)]
pub enum Row {
    /// Its folder goes out.
    Shown(Box<ShownRow>),
    /// Its digest and a reason do.
    Withheld(WithheldRow),
}

/// An exhibit whose folder goes out.
#[derive(Debug, Clone)]
pub struct ShownRow {
    /// `E01`
    pub label: String,
    /// Its item.
    pub item: ItemId,
    /// What it is to prove: theirs.
    pub proves: String,
    pub kind: Sentence,
    pub origin: Sentence,
    /// That something is missing, when something is.
    pub completeness: Option<Sentence>,
    /// When Holdfast had it whole, by the complainant's own clock.
    pub kept_at: String,
    /// By when it existed by another's clock, as the program states; a checker works it out.
    pub existed_by: Option<Sentence>,
    /// The first parts.
    pub parts: Vec<PartLine>,
    /// That there are more.
    pub more_parts: Option<Sentence>,
}

/// A file of an exhibit's folder.
#[derive(Debug, Clone)]
pub struct PartLine {
    /// Its name in the folder.
    pub name: String,
    /// `480 KB`
    pub size: String,
    /// Its path in the bundle, if a browser can open it without running anything; else why there is no link.
    pub link: std::result::Result<String, Sentence>,
}

/// An exhibit that stays hidden.
#[derive(Debug, Clone)]
pub struct WithheldRow {
    /// `E01`
    pub label: String,
    pub words: Sentence,
    /// First and last digits of its seal digest.
    pub digest: String,
    pub reason: Sentence,
}

/// All digests in full: the manifest's, then that of each exhibit.
#[derive(Debug, Clone)]
pub struct Digests {
    pub heading: Sentence,
    pub about: Sentence,
    pub manifest_sha256: Digest,
}

/// What the page of this draft says. `begun_at` is when the export was announced, `YYYY-MM-DDTHH:MM…` in UTC.
#[must_use]
pub fn content(draft: &Draft, begun_at: &str, manifest_sha256: Digest) -> Content {
    let at = begun_at.get(..16).unwrap_or(begun_at).replace('T', " ");
    Content {
        edition: Sentence::of(format!("edition.{}", draft.choices.edition)),
        exported: Sentence::of("paper.index.exported").with("time", at),
        title: draft.title.clone(),
        about: Sentence::of("paper.index.about"),
        how: HowToCheck {
            statement: Sentence::of("paper.index.statement"),
            evidence_where: Sentence::of("paper.index.evidence-where"),
            checker: Sentence::of("paper.index.checker"),
            checker_where: Sentence::of("paper.index.checker.where"),
            command: Sentence::of("paper.index.command"),
            command_line: LISTS,
            command_means: Sentence::of("paper.index.command.means"),
        },
        stated: stated(draft),
        figures: (Sentence::of("paper.index.figures"), Sentence::of("paper.index.figures.about")),
        exhibits: exhibits(draft),
        closing: closing(),
        digests: Digests {
            heading: Sentence::of("paper.index.digests"),
            about: Sentence::of("paper.index.digests.about"),
            manifest_sha256,
        },
        made_by: Sentence::of("paper.index.made-by").with("software", &draft.choices.software),
        finding_number: Sentence::of("paper.index.finding-number").with("number", manifest_sha256.short()),
        times: Times::of(draft),
    }
}

impl Content {
    /// What the page says of one exhibit of the same draft.
    #[must_use]
    pub fn row(&self, exhibit: &Exhibit) -> Row {
        match &exhibit.showing {
            Showing::Whole(item) => {
                let stamped = self.times.of_item(&exhibit.seal, item);
                Row::Shown(Box::new(shown_row(exhibit, item, stamped.as_ref())))
            }
            Showing::Withheld(reason) => Row::Withheld(withheld_row(exhibit, *reason)),
        }
    }
}

/// Claim, demand and the other facts; none when there are none.
fn stated(draft: &Draft) -> Option<Stated> {
    let known = KNOWN_FACTS.into_iter().filter(|name| *name != TITLE && !STATED_FIRST.contains(name));
    let free = draft.facts.keys().map(String::as_str).filter(|name| !KNOWN_FACTS.contains(name));
    let row = |name: &str| draft.facts.get(name).map(|value| (fact_label(name), value.clone()));
    let first: Vec<_> = STATED_FIRST.into_iter().filter_map(row).collect();
    let facts: Vec<_> = known.chain(free).filter_map(row).collect();
    let said = !(first.is_empty() && facts.is_empty());
    said.then(|| Stated { tag: Sentence::of("paper.index.stated-by"), first, facts })
}

fn fact_label(name: &str) -> Label {
    let key = format!("fact.{name}");
    if has(&key) { Label::Ours(Sentence::of(key)) } else { Label::Theirs(name.to_owned()) }
}

fn exhibits(draft: &Draft) -> Exhibits {
    let (shown, withheld) = (draft.shown().count(), draft.withheld().count());
    let count = Sentence::of("paper.index.exhibits.count").with("shown", shown).with("withheld", withheld);
    Exhibits {
        heading: Sentence::of("paper.index.exhibits"),
        count,
        unpack_first: Sentence::of("paper.index.unpack-first"),
        environment_withheld: draft.hides_environment().then(|| Sentence::of("paper.index.environment-withheld")),
        columns: [
            Sentence::of("paper.index.column.number"),
            Sentence::of("paper.index.column.proves"),
            Sentence::of("paper.index.column.what"),
            Sentence::of("paper.index.column.time"),
        ],
    }
}

fn shown_row(exhibit: &Exhibit, item: &ShownItem, stamped: Option<&Stamped>) -> ShownRow {
    let capture = &item.capture;
    let state = capture.completeness.state;
    let more = capture.parts.len().saturating_sub(PARTS_LISTED);
    ShownRow {
        label: exhibit.label.clone(),
        item: item.id,
        proves: exhibit.proves.clone(),
        kind: Sentence::of(format!("kind.{}", capture.kind)),
        origin: Sentence::of(format!("origin.{}", capture.origin)),
        completeness: (state != CompletenessState::Complete).then(|| Sentence::of(format!("completeness.{state}"))),
        kept_at: capture.ended_at.format("%Y-%m-%d %H:%M %:z").to_string(),
        existed_by: stamped.map(existed_by),
        parts: capture.parts.iter().take(PARTS_LISTED).map(|part| part_line(&exhibit.label, part)).collect(),
        more_parts: (more > 0).then(|| Sentence::of("paper.index.more-parts").with("count", more)),
    }
}

/// Rounded up to the minute, like the checker's own sentence: "by then" must never be too early.
fn existed_by(stamped: &Stamped) -> Sentence {
    let past = stamped.by_then.second() > 0 || stamped.by_then.nanosecond() > 0;
    let minute = if past { stamped.by_then + TimeDelta::minutes(1) } else { stamped.by_then };
    Sentence::of("paper.index.existed-by")
        .with("time", minute.format("%Y-%m-%d %H:%M"))
        .with("authority", &stamped.authority)
}

fn part_line(label: &str, part: &Part) -> PartLine {
    let link = match is_linked(&part.name) {
        true => Ok(format!("{}/{}", folder(label), part.name)),
        false => Err(Sentence::of("paper.index.not-linked")),
    };
    PartLine { name: part.name.clone(), size: size(part.size_bytes), link }
}

fn withheld_row(exhibit: &Exhibit, reason: Withholding) -> WithheldRow {
    let seal = exhibit.seal.to_string();
    WithheldRow {
        label: exhibit.label.clone(),
        words: Sentence::of("paper.index.withheld"),
        digest: format!("{}…{}", &seal[..8], &seal[56..]),
        reason: Sentence::of(format!("withheld.{reason}")),
    }
}

fn closing() -> Vec<(Sentence, Vec<Sentence>)> {
    let column = |heading: &str, points: &[&str]| {
        (Sentence::of(heading), points.iter().map(|point| Sentence::of(*point)).collect())
    };
    let check = ["paper.index.check.no-checker", "paper.index.check.commands", "paper.index.check.time"];
    let not = ["paper.index.not.truth", "paper.index.not.time", "paper.index.not.more"];
    vec![column("paper.index.check", &check), column("paper.index.not", &not)]
}

fn is_linked(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| LINKED_ENDINGS.contains(&ending.as_str()))
}
