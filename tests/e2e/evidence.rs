//! Evidence comes in by every way a user has, is looked at, and is found again.

use holdfast_tests::program::Desk;
use holdfast_tests::sample::{chat, mail, png};
use holdfast_tests::window::sample::with_sample;
use holdfast_tests::window::words::{en, say};
use holdfast_tests::window::{Start, Window};
use std::io::Write as _;
use std::process::Stdio;

fn with_vault() -> Desk {
    let desk = Desk::new();
    desk.holdfast(&["vault", "create"]).expect(0);
    desk
}

/// Waits until the vault holds this many items.
#[track_caller]
fn kept(window: &Window, count: usize) {
    let begun = std::time::Instant::now();
    while window.items().len() != count {
        let found = window.items().len();
        assert!(begun.elapsed().as_secs() < 30, "{found} of {count} items are kept\n{}", window.text());
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

#[test]
fn files_and_folders_dropped_on_any_screen_are_kept() {
    let desk = with_vault();
    let picture = desk.write("商品页 promotion.png", png(64, 200));
    let folder = desk.path("letters");
    desk.write("letters/chat.txt", chat(12));
    desk.write("letters/order.eml", mail());
    let window = Window::open(desk, &Start::default());
    let drag = window.hold_files(&[&picture, &folder]);
    window.see(&en("shell_drop_keep"));
    window.picture("drop-en");
    drag.drop();
    kept(&window, 3);
    window.see("商品页 promotion.png");
    window.see("chat.txt");

    window.go("disputes");
    let again = window.desk.write("later.txt", "dropped on another screen");
    window.drop_files(&[&again]);
    kept(&window, 4);
    window.drop_files(&[&again]);
    window.see(&say("en", "shell_task_already", &[("count", "1")]));
    kept(&window, 4);
}

#[test]
fn a_drag_that_leaves_keeps_nothing() {
    let desk = with_vault();
    let file = desk.write("file.txt", "held and taken away");
    let window = Window::open(desk, &Start::default());
    let drag = window.hold_files(&[&file]);
    window.see(&en("shell_drop_keep"));
    drag.leave();
    window.see_no_more(&en("shell_drop_keep"));
    kept(&window, 0);
}

#[test]
fn files_chosen_in_the_systems_dialog_are_kept() {
    let desk = with_vault();
    let file = desk.write("chosen.txt", "chosen in the dialog");
    let window = Window::open(desk, &Start::default());
    window.press("button", &en("shell_add_files"));
    window.answer_dialog("Add files", &file);
    kept(&window, 1);
    window.see("chosen.txt");
}

#[test]
fn texts_pictures_and_files_are_pasted() {
    let desk = with_vault();
    let file = desk.write("copied.txt", "copied in the file manager");
    let window = Window::open(desk, &Start::default());
    let copy = |kind: &str, bytes: &[u8]| {
        let mut xclip = window.stage.command("xclip");
        xclip.args(["-selection", "clipboard", "-t", kind]).stdin(Stdio::piped());
        let mut xclip = xclip.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("xclip starts");
        xclip.stdin.take().expect("a pipe").write_all(bytes).expect("xclip reads");
        xclip.wait().expect("xclip stays in the background");
    };
    copy("UTF8_STRING", "客服：保价到双十二".as_bytes());
    window.press("button", &en("shell_paste"));
    kept(&window, 1);
    copy("image/png", &png(48, 90));
    window.press("button", &en("shell_paste"));
    kept(&window, 2);
    copy("text/uri-list", format!("file://{}\r\n", file.display()).as_bytes());
    window.keys(&["ctrl+v"]);
    kept(&window, 3);
    let kinds: Vec<_> =
        window.items().iter().map(|item| item["name"].as_str().unwrap_or_default().to_owned()).collect();
    assert!(kinds.contains(&"copied.txt".to_owned()), "a copied file keeps its name: {kinds:?}");
}

#[test]
fn an_import_of_ten_thousand_items_can_be_stopped() {
    let desk = with_vault();
    for at in 0..10_000 {
        desk.write(format!("many/{at:05}.bin"), [at.to_string().as_bytes(), &[7; 20_000]].concat());
    }
    let folder = desk.path("many");
    let window = Window::open(desk, &Start::default());
    window.drop_files(&[&folder]);
    window.wait("progress", "return all('progressbar').length > 0");
    window.press("button", &en("common_cancel"));
    window.wait("the end of the import", "return all('progressbar').length === 0");
    window.picture("import-cancelled-en");
    let there = window.items().len();
    assert!(there < 10_000, "it was stopped before the end");
    window.see(&say("en", "shell_task_cancelled", &[("count", &there.to_string())]));
    window.desk.holdfast(&["vault", "check"]).expect(0);
}

#[test]
fn an_item_is_looked_at_noted_and_found_by_keyboard_alone() {
    let (desk, _) = with_sample("zh");
    let window = Window::open(desk, &Start::default());
    window.wait("tiles", "return all('gridcell').length >= 8");
    window.point("gridcell", "预售页");
    window.script("document.querySelector('[data-pointed-at]').focus(); return true");
    window.keys(&["space"]);
    window.see("2026-10-21 预售页.png");
    window.keys(&["Return"]);
    window.wait("the viewer", "return all('dialog').length > 0 || document.querySelector('[data-viewer]') !== null");
    window.picture("viewer-picture-en");
    window.keys(&["Escape"]);
    window.keys(&["ctrl+k"]);
    window.stage.xdotool(&["type", "--delay", "8", "88213"]);
    window.wait("one hit", "return all('gridcell').length === 1");
    window.picture("search-en");
}

#[test]
fn what_another_program_keeps_appears_by_itself() {
    let window = Window::open(with_vault(), &Start::default());
    window.see(&en("evidence_empty"));
    let file = window.desk.write("from elsewhere.txt", "kept by the command line");
    window.desk.holdfast(&["item", "add", file.to_str().expect("a UTF-8 path")]).expect(0);
    window.see("from elsewhere.txt");
}
