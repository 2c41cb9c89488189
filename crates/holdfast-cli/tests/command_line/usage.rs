//! What a slip at the keyboard gives: exit 64, one object with `--json`, sentences in the language asked for.

use std::io::{self, Write};

use holdfast::Language;

use super::desk::{Desk, text};

#[test]
fn a_command_that_does_not_exist_ends_with_64_and_never_with_claps_own_2() {
    let desk = Desk::bare();
    for arguments in [
        &["nonsense"][..],
        &["item"],
        &["item", "add"],
        &["item", "list", "--colour", "red"],
        &["dispute", "set", "d"],
        &["dispute", "set", "d", "no-sign"],
        &["bundle", "create", "d"],
        &["bundle", "create", "d", "-o", "x.zip", "--edition", "half"],
        &["bundle", "verify", "x.zip", "--block", "12"],
        &["item", "add", "x", "--kind", "leaves"],
        &["--language", "fr", "doctor"],
        &[],
    ] {
        let ended = desk.run(arguments);
        assert_eq!(ended.status, 64, "{arguments:?} is a usage error: {ended:?}");
        assert_eq!(ended.stdout, "", "{arguments:?}: what went wrong is said on stderr");
        assert!(!ended.stderr.is_empty(), "{arguments:?}: something is said");
    }
}

#[test]
fn a_usage_error_with_json_is_one_object_on_stdout() {
    let desk = Desk::bare();
    for arguments in [&["nonsense", "--json"][..], &["--json", "item", "add"], &["item", "--json"]] {
        let ended = desk.run(arguments);
        assert_eq!(ended.status, 64, "{arguments:?}");
        assert_eq!(ended.error_code(), "usage", "{arguments:?}");
        let object = ended.object();
        assert!(!text(&object, "/error/message").is_empty(), "an error has a message: {object}");
        assert!(!text(&object, "/error/help").is_empty(), "an error says what helps: {object}");
        assert_eq!(ended.stderr, "", "{arguments:?}: scripts get one thing in one place");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let desk = Desk::bare();
    let help = desk.done(&["--help"]);
    for noun in ["vault", "item", "dispute", "bundle", "doctor", "completions"] {
        assert!(help.contains(noun), "the help names {noun}");
    }
    assert!(desk.done(&["item", "add", "--help"]).contains("Examples"), "each verb shows examples");
    assert!(desk.done(&["--version"]).contains(env!("CARGO_PKG_VERSION")), "the version is told");
    let object = desk.answer(&["--help"]);
    assert!(text(&object, "/help").contains("holdfast"), "with --json the help is an object too");
}

#[test]
fn errors_speak_the_language_that_was_asked_for() {
    let mut desk = Desk::bare();
    let english = desk.json(&["item", "list"]).1;
    desk.language = Language::Zh;
    let chinese = desk.json(&["item", "list"]).1;
    assert_ne!(text(&english, "/error/message"), text(&chinese, "/error/message"), "the locale decides");
    assert_eq!(text(&english, "/error/code"), text(&chinese, "/error/code"), "codes have no language");
    let asked = desk.json(&["--language", "en", "item", "list"]).1;
    assert_eq!(asked, english, "--language beats the locale");
}

#[test]
fn the_help_speaks_chinese_too() {
    let desk = Desk::bare();
    let help = desk.done(&["--language", "zh", "item", "add", "--help"]);
    assert!(help.contains("原样存下文件和文件夹") && help.contains("选项"), "{help}");
    assert!(help.contains("holdfast item add chat.txt"), "examples stay as they are typed: {help}");
}

#[test]
fn completions_are_written_for_every_shell() {
    let desk = Desk::bare();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.done(&["completions", shell]).contains("holdfast"), "{shell} gets a script");
    }
}

/// A stdout that fails as told.
struct Broken(fn() -> io::Result<usize>);

impl Write for Broken {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        (self.0)()
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_went_away_is_no_error_and_a_full_disk_is_one() {
    let desk = Desk::with_vault();
    let (status, stderr) = desk.run_into(&["item", "list"], Box::new(Broken(|| Err(io::ErrorKind::BrokenPipe.into()))));
    assert_eq!((status, stderr.as_str()), (0, ""), "`| head` is nobody's fault");
    let full = Broken(|| Err(io::ErrorKind::StorageFull.into()));
    let (status, stderr) = desk.run_into(&["item", "list", "--json"], Box::new(full));
    assert_eq!(status, 74, "an answer that could not be written was not given: {stderr}");
    assert!(stderr.contains("[cannot-write]"), "{stderr}");
}

#[test]
fn a_panic_is_said_with_70_and_what_was_kept_is_kept() {
    let desk = Desk::with_vault();
    let path = desk.file("a.txt", b"a\n");
    let defect = Broken(|| panic!("a defect for the test"));
    let (status, stderr) = desk.run_into(&["item", "add", &path], Box::new(defect));
    assert_eq!(status, 70, "a panic never leaks as 101: {stderr}");
    assert!(stderr.contains("[internal-error]") && stderr.contains("a defect for the test"), "{stderr}");
    let listed = desk.answer(&["item", "list"]);
    assert_eq!(
        listed["items"].as_array().map(Vec::len),
        Some(1),
        "the item was durable before it was printed: {listed}"
    );
    assert_eq!(text(&desk.answer(&["vault", "check"]), "/verdict"), "whole", "the vault is whole");
}
