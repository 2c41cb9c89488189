//! Pasting: what was copied becomes evidence, also of a dispute, and nothing is made up when there is nothing.

use holdfast::answers::ItemsAdded;
use holdfast::commands::{self, ItemToPaste};
use holdfast::desk::{Desk, Places, licences_show};
use holdfast::{Kind, Language, Ref, Result, Unwatched, open_part};
use holdfast_capture::Picture;
use std::io::Read;

use crate::bench::{Bench, Copied, FakeClipboard, outside};

fn paste(bench: &Bench, question: ItemToPaste) -> Result<ItemsAdded> {
    commands::item_paste(&bench.holdfast, question, &Unwatched)
}

#[test]
fn pasted_text_becomes_an_exhibit_of_the_chosen_dispute() {
    let bench = Bench::new();
    bench.copy(Copied { text: Some("退款已受理".to_owned()), ..Copied::default() });
    let question = ItemToPaste { kind: Some(Kind::Chat), dispute: Some(bench.dispute.clone()) };
    let added = paste(&bench, question).expect("kept");
    let item = &added.items[0];
    assert!(added.failed.is_empty() && !item.already_kept && item.kind == Kind::Chat, "{added:?}");
    let part = Ref::Vault { item: item.id.to_string(), part: "p001.txt".to_owned() };
    let mut text = String::new();
    open_part(&bench.holdfast, &part).expect("kept").file.read_to_string(&mut text).expect("text");
    assert_eq!(text, "退款已受理", "as it was copied");
    let shown = commands::item_show(&bench.holdfast, item.id.to_string(), &Unwatched).expect("the item").item;
    assert_eq!(shown.exhibits[0].exhibit, "E04", "attached");
    assert_eq!(shown.capture["how"]["command"], "capture clipboard", "and its record says how it came");
    assert_eq!(shown.capture["origin"], "captured-by-holdfast", "by whom too");
}

#[test]
fn pasted_files_and_pictures_are_kept_too() {
    let bench = Bench::new();
    let file = bench.path("invoice.pdf");
    std::fs::write(&file, "%PDF-1.4 made up").expect("a file");
    bench.copy(Copied {
        files: vec![file, bench.path("gone.txt")],
        text: Some("names".to_owned()),
        ..Copied::default()
    });
    let added = paste(&bench, ItemToPaste::default()).expect("kept");
    assert_eq!(added.items[0].name, "invoice.pdf", "under its own name");
    assert_eq!(added.failed[0].error.code(), "file-vanished", "and what is gone is named");
    let picture = Picture { width: 1, height: 1, rgba: vec![1, 2, 3, 255] };
    bench.copy(Copied { picture: Some(picture), ..Copied::default() });
    let added = paste(&bench, ItemToPaste::default()).expect("kept");
    assert!(added.items[0].name.ends_with(".png") && added.items[0].kind == Kind::Screenshot, "{added:?}");
}

#[test]
fn an_empty_or_unreachable_clipboard_is_said_and_nothing_is_kept() {
    let bench = Bench::new();
    let refused = paste(&bench, ItemToPaste::default()).expect_err("nothing was copied");
    assert_eq!((refused.code(), refused.exit().status()), ("clipboard-empty", 65), "in plain words");
    bench.copy(Copied { refuses: true, ..Copied::default() });
    let refused = paste(&bench, ItemToPaste::default()).expect_err("no display");
    assert_eq!((refused.code(), refused.exit().status()), ("clipboard-unreachable", 74), "the system's turn");
    bench.copy(Copied { text: Some("x".to_owned()), ..Copied::default() });
    let nowhere = ItemToPaste { kind: None, dispute: Some("no-such-dispute".to_owned()) };
    assert_eq!(paste(&bench, nowhere).expect_err("no such dispute").code(), "dispute-unknown", "before it is kept");
    let list = commands::item_list(&bench.holdfast, commands::ItemFilter::default(), &Unwatched).expect("a list");
    assert_eq!(list.items.len(), 3, "only what was there before");
}

#[test]
fn licences_are_shown_from_the_list_that_comes_with_holdfast() {
    let bench = Bench::new();
    let places = |assets: Vec<std::path::PathBuf>| Places {
        settings: bench.path("config/settings.json"),
        assets,
        language: Language::En,
        vault_is_named: true,
    };
    let clipboard = std::sync::Arc::new(FakeClipboard::default());
    let desk = |assets| Desk::new(outside(&bench.path("elsewhere"), &clipboard), places(assets), |_| {});
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    let licences = licences_show(&desk(vec![bench.path("none"), here]), (), &Unwatched).expect("the list");
    let sqlite = licences.packages.iter().find(|package| package.name == "rusqlite").expect("the database is named");
    assert!(sqlite.text_ids.iter().all(|id| licences.texts.contains_key(id)), "with its text");
    let refused = licences_show(&desk(vec![bench.path("none")]), (), &Unwatched).expect_err("no list");
    assert_eq!(refused.code(), "licences-missing", "said, not made up");
}
