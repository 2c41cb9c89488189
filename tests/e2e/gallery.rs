//! Every screen, in both languages, light and dark, empty, full and failing, small and with text twice as large: pictures
//! for eyes, and what can be told without them: nothing runs over the edge, nothing is without a name.

use holdfast_tests::program::Desk;
use holdfast_tests::window::sample::{bundle, tampered, with_sample};
use holdfast_tests::window::{SMALL, Start, Window};
use std::path::PathBuf;
use std::time::Duration;

/// What stands where nothing may stand: beside the page, or without a name for assistive technology.
const FAULTS: &str = "
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.push('the page is wider than the window');
  for (const element of document.querySelectorAll('button, a[href], input, select, textarea, [role=button]')) {
    if (!isSeen(element)) continue;
    const box = element.getBoundingClientRect();
    if (!plain(nameOf(element)) && element.type !== 'file') faults.push('no name: ' + element.outerHTML.slice(0, 120));
    if (box.right > innerWidth + 1 && !element.closest('[data-scrolls], [role=grid], [role=table], pre, table'))
      faults.push('over the edge: ' + plain(nameOf(element)).slice(0, 60));
  }
  return faults;";

fn screens(dispute: &str, bundles: &[PathBuf]) -> Vec<(&'static str, String)> {
    let mut screens = vec![
        ("evidence", "evidence".to_owned()),
        ("disputes", "disputes".to_owned()),
        ("verify", "verify".to_owned()),
        ("settings-general", "settings/general".to_owned()),
        ("settings-vaults", "settings/vaults".to_owned()),
        ("settings-key", "settings/key".to_owned()),
        ("settings-clocks", "settings/clocks".to_owned()),
        ("settings-about", "settings/about".to_owned()),
    ];
    if !dispute.is_empty() {
        screens.push(("dispute", format!("disputes/{dispute}")));
        screens.push(("export", format!("disputes/{dispute}/export")));
    }
    if let Some(bundle) = bundles.first() {
        let path: String = bundle.display().to_string().bytes().map(encoded).collect();
        screens.push(("case", format!("case/{path}")));
    }
    screens
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

/// Goes through all screens, takes their pictures, and tells what is wrong with them.
fn walk(window: &Window, name: &str, dispute: &str, bundles: &[PathBuf]) -> Vec<String> {
    let mut faults = Vec::new();
    for (screen, route) in screens(dispute, bundles) {
        window.go(&route);
        std::thread::sleep(Duration::from_millis(900));
        window.picture(&format!("{name}-{screen}"));
        let found = window.script(FAULTS);
        faults.extend(found.as_array().into_iter().flatten().map(|fault| format!("{name} {screen}: {fault}")));
    }
    faults
}

/// Every screen with the sample in it; the report of a good and of a broken bundle besides.
fn full(language: &'static str, theme: &'static str) {
    let (desk, dispute) = with_sample(language);
    let good = bundle(&desk, &dispute, "full");
    let bad = tampered(&desk, &good);
    let window = Window::open(desk, &Start { language, theme, ..Start::default() });
    let name = format!("full-{language}-{theme}");
    let mut faults = walk(&window, &name, &dispute, std::slice::from_ref(&good));
    for (what, bundle) in [("good", &good), ("broken", &bad)] {
        window.go("verify");
        window.drop_files(&[bundle]);
        window.wait("the report", "return all('heading').length > 4 && all('progressbar').length === 0");
        std::thread::sleep(Duration::from_millis(500));
        window.picture(&format!("{name}-verify-{what}"));
        let found = window.script(FAULTS);
        faults.extend(found.as_array().into_iter().flatten().map(|fault| format!("{name} {what}: {fault}")));
    }
    window.go("evidence");
    window.wait("tiles", "return all('gridcell').length >= 6");
    for kind in ["预售页", "聊天", "发票", "开箱", "答复"] {
        window.press("gridcell", kind);
        std::thread::sleep(Duration::from_millis(1200));
        window.picture(&format!("{name}-inspector-{kind}"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn full_screens_in_chinese_by_day() {
    full("zh", "light");
}

#[test]
fn full_screens_in_chinese_by_night() {
    full("zh", "dark");
}

#[test]
fn full_screens_in_english_by_day() {
    full("en", "light");
}

#[test]
fn full_screens_in_english_by_night() {
    full("en", "dark");
}

#[test]
fn empty_screens_in_both_languages() {
    let mut faults = Vec::new();
    for (language, theme) in [("zh", "light"), ("en", "dark")] {
        let desk = Desk::new();
        desk.holdfast(&["vault", "create"]).expect(0);
        let window = Window::open(desk, &Start { language, theme, ..Start::default() });
        faults.extend(walk(&window, &format!("empty-{language}-{theme}"), "", &[]));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_smallest_window_and_text_twice_as_large_hold_every_screen() {
    let mut faults = Vec::new();
    for (language, size, text_size) in [("en", SMALL, 100), ("zh", (1440, 900), 200), ("en", (1440, 900), 200)] {
        let (desk, dispute) = with_sample(language);
        let window = Window::open(desk, &Start { language, size, text_size, ..Start::default() });
        faults.extend(walk(&window, &format!("{}-{text_size}-{language}", size.0), &dispute, &[]));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
