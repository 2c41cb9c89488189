//! index.html: what a complaint officer reads, in the browser or on paper, with nothing installed.
//!
//! It is the complainant's statement and says so: no verdict, no tick, no proven time; times are "as stated".
//! It never shows a file's own name (that lies in environment.json, which may be withheld) and nothing of a
//! withheld exhibit but its digest and reason. The same input gives the same bytes.

use crate::error::Result;
use crate::frame::{PAGE_END, page_begin};
use crate::html::{both, escape, size, theirs};
use crate::input::{Announcement, Draft, Exhibit, Showing, ShownItem, Thumbnail};
use crate::metadata::folder;
use crate::pictures::Pictures;
use crate::read_me::LISTS;
use holdfast_dispute::{KNOWN_FACTS, TITLE, Withholding};
use holdfast_proof::Digest;
use holdfast_proof::record::{CompletenessState, Part};
use holdfast_text::has;

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

/// The page. `thumbnail` is asked once for each shown exhibit, in the order of the page.
pub(crate) fn html(
    draft: &Draft,
    announcement: &Announcement,
    manifest_sha256: Digest,
    thumbnail: &mut dyn FnMut(&ShownItem) -> Result<Option<Thumbnail>>,
) -> Result<String> {
    let mut main = page_begin(draft.choices.language, &draft.title);
    let mut pictures = Pictures::new(draft, thumbnail)?;
    head(draft, announcement, &mut main);
    how_to_check(&mut main);
    statement(draft, &mut main);
    figures(draft, &mut pictures, &mut main);
    exhibits(draft, &mut pictures, &mut main)?;
    closing(&mut main);
    digests(draft, manifest_sha256, &mut main);
    main.push_str(&format!(
        "<footer><span>{}</span><span class=\"find\">manifest-sha256.txt · {}</span></footer>\n",
        both("paper.index.made-by", &[("software", &draft.choices.software)]),
        both("paper.index.finding-number", &[("number", &manifest_sha256.short())])
    ));
    main.push_str(PAGE_END);
    Ok(main)
}

fn head(draft: &Draft, announcement: &Announcement, main: &mut String) {
    let at = announcement.begun_at.get(..16).unwrap_or(&announcement.begun_at).replace('T', " ");
    main.push_str(&format!(
        "<header><p class=\"meta cap\">{} · {}</p><h1>{}</h1><p class=\"meta\">{}</p></header>\n",
        both(&format!("edition.{}", draft.choices.edition), &[]),
        both("paper.index.exported", &[("time", &at)]),
        theirs(&draft.title),
        both("paper.index.about", &[])
    ));
}

fn how_to_check(main: &mut String) {
    main.push_str(&format!(
        "<section class=\"how\"><p><b>{}</b> {}</p>\n<dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd><code>{}</code> {}</dd></dl></section>\n",
        both("paper.index.statement", &[]),
        both("paper.index.evidence-where", &[]),
        both("paper.index.checker", &[]),
        both("paper.index.checker.where", &[]),
        both("paper.index.command", &[]),
        escape(LISTS),
        both("paper.index.command.means", &[])
    ));
}

/// Claim, demand and the other facts: the complainant's words, inside a dashed edge.
fn statement(draft: &Draft, main: &mut String) {
    let known = KNOWN_FACTS.into_iter().filter(|name| *name != TITLE && !STATED_FIRST.contains(name));
    let free = draft.facts.keys().map(String::as_str).filter(|name| !KNOWN_FACTS.contains(name));
    let rows: String =
        known.chain(free).filter_map(|name| draft.facts.get(name).map(|value| fact_row(name, value))).collect();
    let first: String = STATED_FIRST
        .into_iter()
        .filter_map(|name| draft.facts.get(name).map(|value| (name, value)))
        .map(|(name, value)| format!("<h3>{}</h3><p>{}</p>\n", both(&format!("fact.{name}"), &[]), theirs(value)))
        .collect();
    if rows.is_empty() && first.is_empty() {
        return;
    }
    main.push_str(&format!(
        "<section class=\"stated\"><p class=\"tag\">{}</p>\n{first}<dl class=\"facts\">{rows}</dl></section>\n",
        both("paper.index.stated-by", &[])
    ));
}

fn fact_row(name: &str, value: &str) -> String {
    let key = format!("fact.{name}");
    let label = if has(&key) { both(&key, &[]) } else { theirs(name) };
    format!("<div><dt>{label}</dt><dd>{}</dd></div>\n", theirs(value))
}

/// The first exhibits that have a picture, large enough to be recognised.
fn figures(draft: &Draft, pictures: &mut Pictures<'_>, main: &mut String) {
    let mut figures = String::new();
    for (exhibit, index, item) in pictures.first(draft) {
        figures.push_str(&format!(
            "<figure><div class=\"image\">{}</div><figcaption><b><a href=\"#{label}\">{label}</a> {}</b><span class=\"small\">{} · {}</span></figcaption></figure>\n",
            pictures.large(index),
            theirs(&exhibit.proves),
            both(&format!("kind.{}", item.capture.kind), &[]),
            kept_at(item),
            label = escape(&exhibit.label),
        ));
    }
    if !figures.is_empty() {
        main.push_str(&format!(
            "<h2>{} <small>{}</small></h2>\n<div class=\"figures\">{figures}</div>\n",
            both("paper.index.figures", &[]),
            both("paper.index.figures.about", &[])
        ));
    }
}

fn exhibits(draft: &Draft, pictures: &mut Pictures<'_>, main: &mut String) -> Result<()> {
    let (shown, withheld) = (draft.shown().count().to_string(), draft.withheld().count().to_string());
    main.push_str(&format!(
        "<h2>{} <small>{}</small></h2>\n<p class=\"unpack\">{} {}</p>\n<table class=\"exhibits\"><thead><tr>\
         <th class=\"picture\"></th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>\n",
        both("paper.index.exhibits", &[]),
        both("paper.index.exhibits.count", &[("shown", &shown), ("withheld", &withheld)]),
        both("paper.index.unpack-first", &[]),
        if draft.hides_environment() { both("paper.index.environment-withheld", &[]) } else { String::new() },
        both("paper.index.column.number", &[]),
        both("paper.index.column.proves", &[]),
        both("paper.index.column.what", &[]),
        both("paper.index.column.time", &[])
    ));
    let mut shown = 0;
    for exhibit in &draft.exhibits {
        match &exhibit.showing {
            Showing::Whole(item) => {
                let picture = pictures.small(shown, item)?;
                shown += 1;
                shown_row(exhibit, item, &picture, main);
            }
            Showing::Withheld(reason) => withheld_row(exhibit, *reason, main),
        }
    }
    main.push_str("</tbody></table>\n");
    if pictures.left_out() > 0 {
        let count = pictures.left_out().to_string();
        let words = both("paper.index.pictures-left-out", &[("count", &count)]);
        main.push_str(&format!("<p class=\"meta\">{words}</p>\n"));
    }
    Ok(())
}

fn shown_row(exhibit: &Exhibit, item: &ShownItem, picture: &str, main: &mut String) {
    let capture = &item.capture;
    let number = escape(&exhibit.label);
    let number = match capture.parts.first().filter(|part| is_linked(&part.name)) {
        Some(part) => format!("<a href=\"{}\">{number}</a>", href(&exhibit.label, &part.name)),
        None => number,
    };
    let mut what = format!(
        "<span class=\"cap\">{}</span><span class=\"small\">{}",
        both(&format!("kind.{}", capture.kind), &[]),
        both(&format!("origin.{}", capture.origin), &[])
    );
    if capture.completeness.state != CompletenessState::Complete {
        let state = format!("completeness.{}", capture.completeness.state);
        what.push_str(&format!(" · <b class=\"partial\">{}</b>", both(&state, &[])));
    }
    what.push_str("</span>");
    parts(&exhibit.label, &capture.parts, &mut what);
    main.push_str(&format!(
        "<tr id=\"{}\"><td class=\"picture\">{picture}</td><td class=\"number\">{number}</td>\
         <td class=\"proves\">{}</td><td>{what}</td><td class=\"time\">{}</td></tr>\n",
        escape(&exhibit.label),
        theirs(&exhibit.proves),
        kept_at(item)
    ));
}

/// When Holdfast had the item whole, by the complainant's own clock.
fn kept_at(item: &ShownItem) -> String {
    escape(&item.capture.ended_at.format("%Y-%m-%d %H:%M %:z").to_string())
}

fn parts(label: &str, parts: &[Part], what: &mut String) {
    for part in parts.iter().take(PARTS_LISTED) {
        let name = escape(&part.name);
        let linked = match is_linked(&part.name) {
            true => format!("<a href=\"{}\">{name}</a> {}", href(label, &part.name), size(part.size_bytes)),
            false => format!("{name} {} · {}", size(part.size_bytes), both("paper.index.not-linked", &[])),
        };
        what.push_str(&format!("<span class=\"small part\">{linked}</span>"));
    }
    if parts.len() > PARTS_LISTED {
        let count = (parts.len() - PARTS_LISTED).to_string();
        what.push_str(&format!(
            "<span class=\"small\">{}</span>",
            both("paper.index.more-parts", &[("count", &count)])
        ));
    }
}

fn withheld_row(exhibit: &Exhibit, reason: Withholding, main: &mut String) {
    let seal = exhibit.seal.to_string();
    main.push_str(&format!(
        "<tr class=\"withheld\" id=\"{number}\"><td class=\"picture\"></td><td class=\"number\">{number}</td>\
         <td colspan=\"3\">{} · <code>{}…{}</code> · {}</td></tr>\n",
        both("paper.index.withheld", &[]),
        &seal[..8],
        &seal[56..],
        both(&format!("withheld.{reason}"), &[]),
        number = escape(&exhibit.label)
    ));
}

fn closing(main: &mut String) {
    let column = |title: &str, keys: &[&str], main: &mut String| {
        let points: String = keys.iter().map(|key| format!("<li>{}</li>", both(key, &[]))).collect();
        main.push_str(&format!("<section><h2>{}</h2><ul>{points}</ul></section>\n", both(title, &[])));
    };
    main.push_str("<div class=\"two\">\n");
    let check = ["paper.index.check.no-checker", "paper.index.check.commands", "paper.index.check.time"];
    column("paper.index.check", &check, main);
    let not = ["paper.index.not.truth", "paper.index.not.time", "paper.index.not.more"];
    column("paper.index.not", &not, main);
    main.push_str("</div>\n");
}

/// All 64 digits, for whoever compares: the short form is for finding only.
fn digests(draft: &Draft, manifest_sha256: Digest, main: &mut String) {
    main.push_str(&format!(
        "<h2>{} <small>{}</small></h2>\n<table class=\"digests\"><tbody>\n<tr><th>manifest-sha256.txt</th><td><code>{manifest_sha256}</code></td></tr>\n",
        both("paper.index.digests", &[]),
        both("paper.index.digests.about", &[])
    ));
    for exhibit in &draft.exhibits {
        main.push_str(&format!("<tr><th>{}</th><td><code>{}</code></td></tr>\n", escape(&exhibit.label), exhibit.seal));
    }
    main.push_str("</tbody></table>\n");
}

fn href(label: &str, part: &str) -> String {
    escape(&format!("{}/{part}", folder(label)))
}

fn is_linked(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| LINKED_ENDINGS.contains(&ending.as_str()))
}
