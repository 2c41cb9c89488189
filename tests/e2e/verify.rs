//! Bundles are checked in the window with the words of the checker.

use holdfast_tests::program::Desk;
use holdfast_tests::window::sample::{bundle, tampered, with_sample};
use holdfast_tests::window::words::en;
use holdfast_tests::window::{Start, Window};

#[test]
fn a_good_bundle_and_a_tampered_one_are_told_apart() {
    let (desk, dispute) = with_sample("zh");
    let good = bundle(&desk, &dispute, "full");
    let bad = tampered(&desk, &good);
    let window = Window::open(desk, &Start::default());
    window.go("verify");
    let drag = window.hold_files(&[&good]);
    window.see(&en("shell_drop_check"));
    drag.drop();
    window.see("anyone could have made this today");
    window.see("E09");
    window.picture("verify-good-en");
    let green = "return [...document.querySelectorAll('main *')].some((element) => \
        getComputedStyle(element).color === 'rgb(28, 122, 74)')";
    assert_eq!(window.script(green), serde_json::json!(false), "nothing on a check is green");

    window.drop_files(&[&bad]);
    window.see("does not agree with itself");
    window.picture("verify-broken-en");
}

#[test]
fn a_bundle_is_checked_without_a_vault_and_opened_as_a_case() {
    let (maker, dispute) = with_sample("en");
    let zip = bundle(&maker, &dispute, "submission");
    let window = Window::open(Desk::new(), &Start::default());
    window.go("verify");
    window.drop_files(&[&zip]);
    window.see("anyone could have made this today");
    window.press("button", &en("verify_open_case"));
    window.see("K2 price promise");
    window.see("E01");
    window.picture("case-en");
}
