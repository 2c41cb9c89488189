//! A dispute from its first word to the file that is handed over.

use holdfast_tests::program::Desk;
use holdfast_tests::sample::png;
use holdfast_tests::window::sample::with_sample;
use holdfast_tests::window::words::en;
use holdfast_tests::window::{Start, Window};

#[test]
fn a_dispute_is_opened_filled_and_ordered() {
    let desk = Desk::new();
    desk.holdfast(&["vault", "create"]).expect(0);
    for at in 0..3 {
        let file = desk.write(format!("page {at}.png"), png(40 + at, 120));
        desk.holdfast(&["item", "add", file.to_str().expect("a UTF-8 path")]).expect(0);
    }
    let window = Window::open(desk, &Start::default());
    window.go("disputes");
    window.press("button", &en("disputes_new"));
    window.fill(&en("disputes_title_label"), "Kettle 4711");
    window.press("button", &en("disputes_create"));
    window.see(&en("disputes_no_exhibits"));
    window.picture("dispute-new-en");

    window.press("button", &en("disputes_add_from_evidence"));
    window.see(&en("disputes_pick_title"));
    for at in 0..3 {
        window.press("option", &format!("page {at}.png"));
    }
    window.press("button", "Attach");
    window.see("E03");
    window.point("button", "E03");
    window.script("all('button').find((one) => nameOf(one).includes('Order E03'))?.focus(); return true");
    window.keys(&["alt+Up"]);
    let shown = || {
        let list = window.desk.holdfast(&["dispute", "list"]).expect(0).json();
        let name = list["disputes"][0]["name"].as_str().expect("a name").to_owned();
        window.desk.holdfast(&["dispute", "show", &name]).expect(0).json()
    };
    let begun = std::time::Instant::now();
    while shown()["dispute"]["exhibits"][1]["exhibit"] != "E03" {
        assert!(begun.elapsed().as_secs() < 15, "the order is not changed: {}", shown()["dispute"]["exhibits"]);
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

#[test]
fn a_dispute_is_exported_and_the_file_is_checked() {
    let (desk, dispute) = with_sample("en");
    let window = Window::open(desk, &Start::default());
    window.go(&format!("disputes/{dispute}"));
    window.see("E09");
    window.picture("dispute-en");
    window.press("button", &en("disputes_export"));
    window.see(&en("export_full"));
    window.picture("export-plan-en");
    window.press("button", &en("export_to_preview"));
    window.see(&en("export_look"));
    window.picture("export-preview-en");
    window.press("button", &en("export_make"));
    let to = window.desk.path("handed over.zip");
    window.answer_dialog("Save as", &to);
    window.see(&en("export_made"));
    window.picture("export-result-en");
    assert!(to.is_file(), "the bundle lies where it was asked for");
    window.desk.verify(&[&to]).expect(1);
    window.press("button", &en("export_check_now"));
    window.see("anyone could have made this today");
}
