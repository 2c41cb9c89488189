//! index.html: what a complaint officer reads, in the browser or on paper, with nothing installed.
//!
//! It is the complainant's statement and says so: no verdict, no tick, no proven time; times, those of time authorities
//! too, are "as stated" and sent to a checker.
//! It never shows a file's own name (that lies in environment.json, which may be withheld) and nothing of a
//! withheld exhibit but its digest and reason. What it says is `content`; here it becomes a page, with both languages
//! in it. The same input gives the same bytes.

use crate::content::{Content, HowToCheck, Label, PartLine, Row, Sentence, ShownRow, Stated, WithheldRow, content};
use crate::error::Result;
use crate::frame::{PAGE_END, page_begin};
use crate::html::{both, escape, one, theirs};
use crate::input::{Announcement, Draft, Showing, ShownItem, Thumbnail};
use crate::pictures::Pictures;
use holdfast_proof::Digest;
use holdfast_text::Language;

/// The page. `thumbnail` is asked once for each shown exhibit, in the order of the page.
pub(crate) fn html(
    draft: &Draft,
    announcement: &Announcement,
    manifest_sha256: Digest,
    thumbnail: &mut dyn FnMut(&ShownItem) -> Result<Option<Thumbnail>>,
) -> Result<String> {
    let content = content(draft, &announcement.begun_at, manifest_sha256);
    let mut main = page_begin(draft.choices.language, &draft.title);
    let mut pictures = Pictures::new(draft, thumbnail)?;
    head(&content, &mut main);
    how_to_check(&content.how, &mut main);
    if let Some(stated) = &content.stated {
        statement(stated, &mut main);
    }
    figures(draft, &content, &mut pictures, &mut main);
    exhibits(draft, &content, &mut pictures, &mut main)?;
    closing(&content, &mut main);
    digests(draft, &content, &mut main);
    main.push_str(&format!(
        "<footer><span>{}</span><span class=\"find\">manifest-sha256.txt · {}</span></footer>\n",
        said(&content.made_by),
        said(&content.finding_number)
    ));
    main.push_str(PAGE_END);
    Ok(main)
}

/// A sentence in both languages.
fn said(sentence: &Sentence) -> String {
    Language::ALL.into_iter().map(|language| one(language, &sentence.text(language))).collect()
}

fn label(label: &Label) -> String {
    match label {
        Label::Ours(sentence) => said(sentence),
        Label::Theirs(name) => theirs(name),
    }
}

fn head(content: &Content, main: &mut String) {
    main.push_str(&format!(
        "<header><p class=\"meta cap\">{} · {}</p><h1>{}</h1><p class=\"meta\">{}</p></header>\n",
        said(&content.edition),
        said(&content.exported),
        theirs(&content.title),
        said(&content.about)
    ));
}

fn how_to_check(how: &HowToCheck, main: &mut String) {
    main.push_str(&format!(
        "<section class=\"how\"><p><b>{}</b> {}</p>\n<dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd><code>{}</code> {}</dd></dl></section>\n",
        said(&how.statement),
        said(&how.evidence_where),
        said(&how.checker),
        said(&how.checker_where),
        said(&how.command),
        escape(how.command_line),
        said(&how.command_means)
    ));
}

/// Claim, demand and the other facts: the complainant's words, inside a dashed edge.
fn statement(stated: &Stated, main: &mut String) {
    let row =
        |(name, value): &(Label, String)| format!("<div><dt>{}</dt><dd>{}</dd></div>\n", label(name), theirs(value));
    let section = |(name, value): &(Label, String)| format!("<h3>{}</h3><p>{}</p>\n", label(name), theirs(value));
    let first: String = stated.first.iter().map(section).collect();
    let rows: String = stated.facts.iter().map(row).collect();
    main.push_str(&format!(
        "<section class=\"stated\"><p class=\"tag\">{}</p>\n{first}<dl class=\"facts\">{rows}</dl></section>\n",
        said(&stated.tag)
    ));
}

/// The first exhibits that have a picture, large enough to be recognised.
fn figures(draft: &Draft, content: &Content, pictures: &mut Pictures<'_>, main: &mut String) {
    let mut figures = String::new();
    for (exhibit, index) in pictures.first(draft) {
        let Row::Shown(row) = content.row(exhibit) else { continue };
        figures.push_str(&format!(
            "<figure><div class=\"image\">{}</div><figcaption><b><a href=\"#{label}\">{label}</a> {}</b><span class=\"small\">{} · {}</span></figcaption></figure>\n",
            pictures.large(index),
            theirs(&row.proves),
            said(&row.kind),
            escape(&row.kept_at),
            label = escape(&row.label),
        ));
    }
    if !figures.is_empty() {
        let (heading, about) = &content.figures;
        main.push_str(&format!(
            "<h2>{} <small>{}</small></h2>\n<div class=\"figures\">{figures}</div>\n",
            said(heading),
            said(about)
        ));
    }
}

fn exhibits(draft: &Draft, content: &Content, pictures: &mut Pictures<'_>, main: &mut String) -> Result<()> {
    let table = &content.exhibits;
    let [number, proves, what, time] = &table.columns;
    main.push_str(&format!(
        "<h2>{} <small>{}</small></h2>\n<p class=\"unpack\">{} {}</p>\n<table class=\"exhibits\"><thead><tr>\
         <th class=\"picture\"></th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>\n",
        said(&table.heading),
        said(&table.count),
        said(&table.unpack_first),
        table.environment_withheld.as_ref().map(said).unwrap_or_default(),
        said(number),
        said(proves),
        said(what),
        said(time)
    ));
    let mut shown = 0;
    for exhibit in &draft.exhibits {
        match (content.row(exhibit), &exhibit.showing) {
            (Row::Shown(row), Showing::Whole(item)) => {
                let picture = pictures.small(shown, item)?;
                shown += 1;
                shown_row(&row, &picture, main);
            }
            (Row::Withheld(row), _) => withheld_row(&row, main),
            (Row::Shown(_), Showing::Withheld(_)) => {}
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

fn shown_row(row: &ShownRow, picture: &str, main: &mut String) {
    let number = escape(&row.label);
    let number = match row.parts.first().map(|part| &part.link) {
        Some(Ok(link)) => format!("<a href=\"{}\">{number}</a>", escape(link)),
        Some(Err(_)) | None => number,
    };
    let mut what = format!("<span class=\"cap\">{}</span><span class=\"small\">{}", said(&row.kind), said(&row.origin));
    if let Some(state) = &row.completeness {
        what.push_str(&format!(" · <b class=\"partial\">{}</b>", said(state)));
    }
    what.push_str("</span>");
    what.extend(row.parts.iter().map(part_line));
    if let Some(more) = &row.more_parts {
        what.push_str(&format!("<span class=\"small\">{}</span>", said(more)));
    }
    let existed_by = row.existed_by.as_ref().map(|words| format!("<span class=\"small\">{}</span>", said(words)));
    let existed_by = existed_by.unwrap_or_default();
    main.push_str(&format!(
        "<tr id=\"{}\"><td class=\"picture\">{picture}</td><td class=\"number\">{number}</td>\
         <td class=\"proves\">{}</td><td>{what}</td><td class=\"time\">{}{existed_by}</td></tr>\n",
        escape(&row.label),
        theirs(&row.proves),
        escape(&row.kept_at)
    ));
}

fn part_line(part: &PartLine) -> String {
    let (name, size) = (escape(&part.name), &part.size);
    let line = match &part.link {
        Ok(link) => format!("<a href=\"{}\">{name}</a> {size}", escape(link)),
        Err(why) => format!("{name} {size} · {}", said(why)),
    };
    format!("<span class=\"small part\">{line}</span>")
}

fn withheld_row(row: &WithheldRow, main: &mut String) {
    main.push_str(&format!(
        "<tr class=\"withheld\" id=\"{number}\"><td class=\"picture\"></td><td class=\"number\">{number}</td>\
         <td colspan=\"3\">{} · <code>{}</code> · {}</td></tr>\n",
        said(&row.words),
        escape(&row.digest),
        said(&row.reason),
        number = escape(&row.label)
    ));
}

fn closing(content: &Content, main: &mut String) {
    main.push_str("<div class=\"two\">\n");
    for (heading, points) in &content.closing {
        let points: String = points.iter().map(|point| format!("<li>{}</li>", said(point))).collect();
        main.push_str(&format!("<section><h2>{}</h2><ul>{points}</ul></section>\n", said(heading)));
    }
    main.push_str("</div>\n");
}

/// All 64 digits, for whoever compares: the short form is for finding only.
fn digests(draft: &Draft, content: &Content, main: &mut String) {
    let digests = &content.digests;
    main.push_str(&format!(
        "<h2>{} <small>{}</small></h2>\n<table class=\"digests\"><tbody>\n<tr><th>manifest-sha256.txt</th><td><code>{}</code></td></tr>\n",
        said(&digests.heading),
        said(&digests.about),
        digests.manifest_sha256
    ));
    for exhibit in &draft.exhibits {
        main.push_str(&format!("<tr><th>{}</th><td><code>{}</code></td></tr>\n", escape(&exhibit.label), exhibit.seal));
    }
    main.push_str("</tbody></table>\n");
}
