//! The preview: the words of the page that is made later, without a trace of having been asked for.

use crate::from_vault::{World, choices};
use holdfast_bundle::content::{Label, Row, Sentence};
use holdfast_bundle::{BundleError, Edition, create, draft, expected_bytes, outline, preview};
use holdfast_dispute::Withholding;
use holdfast_text::Language;
use holdfast_vault::Unwatched;
use std::fs;
use std::process::Command;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn what_the_preview_says_stands_in_the_page_word_for_word() {
    let mut world = World::new();
    let facts = [("claim", "It was dearer & later."), ("amount_paid", "1299.00 CNY"), ("shop_desk", "Ms \"Q\"")];
    let facts = facts.map(|(name, value)| (name.to_owned(), Some(value.to_owned())));
    world.vault.set_facts(world.dispute, facts.into()).expect("facts");
    let choices = choices(Edition::Submission, &[("E03", Withholding::OtherPerson)]);
    let before = world.vault.data_version().expect("a version");
    let entries = world.vault.log_size().expect("a size");
    let draft = draft(&world.vault, world.dispute, &choices).expect("a draft");
    let preview = preview(&world.vault, &draft, "2026-11-13T01:40:02.120Z").expect("a preview");
    assert_eq!(world.vault.data_version().expect("a version"), before, "nothing was written");
    assert_eq!(world.vault.log_size().expect("a size"), entries, "and nothing logged");

    let target = world.target();
    create(&mut world.vault, world.dispute, &choices, &target, &Unwatched, &mut |_| Vec::new()).expect("a bundle");
    let printed = Command::new("unzip").arg("-p").arg(world.target()).arg("*/index.html").output();
    let page = String::from_utf8(printed.expect("unzip is installed").stdout).expect("a page");
    let content = &preview.content;
    let stated = content.stated.as_ref().expect("facts were set");
    let mut ours: Vec<&Sentence> = vec![
        &content.edition,
        &content.exported,
        &content.about,
        &content.how.statement,
        &content.how.command_means,
        &stated.tag,
        &content.exhibits.heading,
        &content.exhibits.count,
        &content.exhibits.unpack_first,
        &content.digests.about,
        &content.made_by,
        &content.finding_number,
    ];
    ours.extend(&content.exhibits.columns);
    ours.extend(content.exhibits.environment_withheld.as_ref());
    ours.extend(content.closing.iter().flat_map(|(heading, points)| std::iter::once(heading).chain(points)));
    let mut theirs = vec![content.title.clone(), content.digests.manifest_sha256.to_string()];
    for (label, value) in stated.first.iter().chain(&stated.facts) {
        match label {
            Label::Ours(sentence) => ours.push(sentence),
            Label::Theirs(name) => theirs.push(name.clone()),
        }
        theirs.push(value.clone());
    }
    let rows: Vec<Row> = draft.exhibits.iter().map(|exhibit| content.row(exhibit)).collect();
    for row in &rows {
        match row {
            Row::Shown(row) => {
                ours.extend([&row.kind, &row.origin]);
                theirs.extend([row.label.clone(), row.proves.clone(), row.kept_at.clone(), row.parts[0].size.clone()]);
            }
            Row::Withheld(row) => {
                ours.extend([&row.words, &row.reason]);
                theirs.extend([row.label.clone(), row.digest.clone()]);
            }
        }
    }
    assert!(ours.len() > 30, "the page was looked through: {}", ours.len());
    for language in Language::ALL {
        for sentence in &ours {
            let said = sentence.text(language);
            assert!(page.contains(&escaped(&said)), "the page does not say {said:?}");
        }
    }
    for words in theirs {
        assert!(page.contains(&escaped(&words)), "the page does not hold {words:?}");
    }
    assert!(matches!(rows[2], Row::Withheld(_)), "what is withheld is told as withheld");
}

#[test]
fn the_expected_size_is_close_to_what_is_made() {
    let mut world = World::new();
    let choices = choices(Edition::Full, &[]);
    let draft = draft(&world.vault, world.dispute, &choices).expect("a draft");
    let expected = expected_bytes(&draft);
    let target = world.target();
    create(&mut world.vault, world.dispute, &choices, &target, &Unwatched, &mut |_| Vec::new()).expect("a bundle");
    let made = fs::metadata(world.target()).expect("the file").len();
    assert!(expected.abs_diff(made) < made / 20, "expected {expected}, made {made}");
}

#[test]
fn whoever_withholds_everything_still_sees_what_there_is() {
    let world = World::new();
    let all = ["E01", "E02", "E03"].map(|label| (label, Withholding::Private));
    let choices = choices(Edition::Full, &all);
    let outline = outline(&world.vault, world.dispute, &choices).expect("an outline");
    assert_eq!((outline.shown().count(), outline.withheld().count()), (0, 3), "every exhibit is there, withheld");
    let refused = draft(&world.vault, world.dispute, &choices).expect_err("a draft shows something");
    assert!(matches!(refused, BundleError::NothingToExport), "{refused}");
}
