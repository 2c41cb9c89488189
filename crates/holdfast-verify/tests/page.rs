//! The page for people: headlines word for word, limits always there, nothing from a bundle that moves the cursor.

use chrono::{DateTime, Utc};
use holdfast_proof::finding::{Code, Finding};
use holdfast_proof::verdict::{
    BundleReport, Disclosure, Exhibit, Integrity, ProvenTime, Report, Shown, Statement, Verdict,
};
use holdfast_proof::{Digest, record::Origin};
use holdfast_text::Language;
use holdfast_verify::{Sentences, message, object, render};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("a time that exists")
}

fn report(verdict: Verdict, time: ProvenTime, findings: Vec<Finding>) -> Report {
    let exhibit = Exhibit {
        number: "E01".to_owned(),
        item_id: None,
        seal_sha256: Digest::of(b"a list"),
        stated: Some(Origin::SuppliedByUser),
        integrity: Integrity::Intact,
        time: time.clone(),
        through: time.proven.then_some("own-list"),
        authorities: Vec::new(),
        shown: Shown::Whole,
        proves: None,
        record: None,
        environment_withheld: false,
    };
    let bundle = BundleReport {
        input: "a\u{202e}piz.zip\u{1b}[31m".to_owned(),
        verdict,
        integrity: Integrity::Intact,
        time,
        disclosure: Disclosure { whole: 1, ..Disclosure::default() },
        signer: None,
        exhibits: vec![exhibit],
        findings,
        holdfast: true,
        files: 1,
        size_bytes: 1,
        recomputed: 1,
        statement: Statement::default(),
    };
    Report { verdict, bundles: vec![bundle], findings: Vec::new(), now: at(1_800_000_000) }
}

#[test]
fn the_dated_sentence_is_the_headline_and_is_rounded_up() {
    // 2 Nov 2025 06:02:01 UTC
    let time = ProvenTime {
        proven: true,
        not_later_than: Some(at(1_762_063_321)),
        by: Some("DigiCert".to_owned()),
        ..ProvenTime::default()
    };
    let dated = report(Verdict::Dated, time, Vec::new());
    let page = render(&dated, Language::En);
    let headline = "These exact bytes existed by 2 Nov 2025 06:03 UTC (DigiCert's clock). \
                    Whether what they show is true, this check cannot tell.";
    assert_eq!(page.lines().nth(2), Some(headline), "the third line, after the input and an empty one");
    let headline =
        "这些字节最迟在 2025-11-02 06:03（UTC，DigiCert 时钟）已存在，此后未变。内容是否真实，本检查不判断。";
    assert_eq!(render(&dated, Language::Zh).lines().nth(2), Some(headline), "the same in Chinese");
}

#[test]
fn a_clock_that_the_checker_named_is_called_so_and_never_by_a_name_of_its_own() {
    let by = format!("unknown authority sha256:{}", Digest::of(b"a key"));
    let time = ProvenTime {
        proven: true,
        not_later_than: Some(at(1_762_063_321)),
        by: Some(by.clone()),
        accuracy: None,
        yours: true,
    };
    let dated = report(Verdict::Dated, time, Vec::new());
    let headline = "These exact bytes existed by 2 Nov 2025 06:03 UTC, by the clock that you named. \
                    Whether what they show is true, this check cannot tell.";
    let page = render(&dated, Language::En);
    assert_eq!(page.lines().nth(2), Some(headline), "the headline names whose choice it was");
    let row = format!(
        "existed by 2 Nov 2025 06:03 UTC, by the clock that you named ({by}), over its own fixed list, accuracy not stated"
    );
    assert!(page.contains(&row), "each exhibit has its time, by whom, through what, how exact: {page}");
    let headline = "这些字节最迟在 2025-11-02 06:03（UTC，你指定的时钟）已存在，此后未变。内容是否真实，本检查不判断。";
    assert_eq!(render(&dated, Language::Zh).lines().nth(2), Some(headline), "the same in Chinese");
    let sentences = Sentences { language: Language::En };
    assert_eq!(sentences.head(&dated.bundles[0]).date.as_deref(), Some("2 Nov 2025 06:03"), "in pieces too");
    for (accuracy, words) in [(1_000, "exact to 1 s"), (2_050, "exact to 2.05 s"), (3_600_000, "exact to 3600 s")] {
        let said = sentences.accuracy(Some(chrono::TimeDelta::milliseconds(accuracy)));
        assert!(said.starts_with(words), "{said}");
    }
}

#[test]
fn two_independent_authorities_are_named() {
    let mut one = report(Verdict::Intact, ProvenTime::default(), Vec::new());
    let sentences = Sentences { language: Language::En };
    assert_eq!(sentences.authorities(&one.bundles[0].exhibits[0]), None, "none is none");
    one.bundles[0].exhibits[0].authorities = vec!["DigiCert".to_owned()];
    assert_eq!(sentences.authorities(&one.bundles[0].exhibits[0]), None, "one depends on itself");
    one.bundles[0].exhibits[0].authorities.push("Sectigo".to_owned());
    let said = sentences.authorities(&one.bundles[0].exhibits[0]);
    assert_eq!(said.as_deref(), Some("independent authorities: DigiCert, Sectigo"), "two are told");
}

#[test]
fn what_is_not_proven_and_what_checked_it_is_always_printed() {
    for verdict in [Verdict::Dated, Verdict::Intact, Verdict::Broken, Verdict::NotCheckable] {
        let page = render(&report(verdict, ProvenTime::default(), Vec::new()), Language::En);
        for always in ["Does not prove", "that what the files show is true", "Authority list", "2027-01-15T08:00:00Z"] {
            assert!(page.contains(always), "{verdict:?} does not say {always:?}");
        }
        assert!(page.contains("statement: hashed, not checked"), "evidence and statement are told apart");
    }
}

#[test]
fn nothing_from_a_bundle_moves_the_cursor_or_turns_the_text() {
    let finding =
        Finding::new(Code::UnlistedFile, "a\u{2066}detail\r\n\u{7}").at("data/\u{1b}]0;x\u{7}/\u{202e}gpj.exe");
    let hostile = report(Verdict::Broken, ProvenTime::default(), vec![finding.clone()]);
    for language in Language::ALL {
        let page = render(&hostile, language);
        let hidden = |character: &char| {
            (character.is_control() && *character != '\n')
                || matches!(*character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(page.chars().find(hidden), None, "{page:?}");
        assert!(!message(&finding, language).contains('\n'), "a message is one line");
    }
}

#[test]
fn the_object_has_the_documented_keys() {
    let object = object(&report(Verdict::Intact, ProvenTime::default(), Vec::new()), Language::En);
    let keys: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    let documented =
        ["verdict", "integrity", "time", "origin", "disclosure", "signer", "exhibits", "findings", "verifier"];
    assert_eq!(keys, documented, "in this order");
    assert_eq!(object["origin"]["checked"], false, "the origin is never checked");
    assert_eq!(object["exhibits"][0]["stated"], "supplied-by-user", "it is stated");
}

#[test]
fn the_headline_in_pieces_is_the_headline_and_never_breaks_inside_its_date() {
    let time = ProvenTime {
        proven: true,
        not_later_than: Some(at(1_762_063_321)),
        by: Some("DigiCert".to_owned()),
        ..ProvenTime::default()
    };
    let dated = report(Verdict::Dated, time, Vec::new());
    for (language, date) in [(Language::En, "2 Nov 2025 06:03"), (Language::Zh, "2025-11-02 06:03")] {
        let sentences = Sentences { language };
        let head = sentences.head(&dated.bundles[0]);
        assert_eq!(head.date.as_deref(), Some(date), "the date alone, rounded up");
        let whole = sentences.headline(&dated.bundles[0]);
        let pieces = format!("{}{date}{}", head.before, head.after);
        let between = whole.strip_prefix(&pieces).and_then(|rest| rest.strip_suffix(&head.second));
        assert!(between.is_some_and(|between| between.trim().is_empty()), "{whole} is {head:?}");
    }
}

#[test]
fn a_broken_bundle_says_what_still_agrees_and_what_does_not() {
    let unlisted = Finding::new(Code::DigestMismatch, "").at("index.html");
    let broken = report(Verdict::Broken, ProvenTime::default(), vec![unlisted.clone(), unlisted]);
    let head = Sentences { language: Language::En }.head(&broken.bundles[0]);
    assert_eq!(head.before, "This bundle does not agree with itself: 2 errors.", "each error counts");
    assert_eq!(head.matching.as_deref(), Some("Still matching their fixed lists: E01."), "what holds is said first");
    assert_eq!(head.not_matching.as_deref(), Some("Not matching: index.html."), "a file is named once");
    assert!(head.date.is_none() && !head.second.is_empty(), "nothing is dated, and the second half is always there");
}
