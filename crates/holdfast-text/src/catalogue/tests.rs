//! The promises of the catalogues: both languages whole, no place without a value, no word that claims too much.

use std::collections::BTreeSet;

use super::{Catalogue, EN, EN_FILES, Piece, ZH, ZH_FILES, error_sentences, has, keys, pieces, text};
use crate::Language;

fn places(sentence: &str) -> BTreeSet<&str> {
    pieces(sentence)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Place(name) => Some(name),
            Piece::Words(_) => None,
        })
        .collect()
}

#[test]
fn every_catalogue_file_is_read_and_no_key_stands_twice() {
    for files in [EN_FILES, ZH_FILES] {
        let mut seen = BTreeSet::new();
        for file in files {
            let catalogue: Catalogue = serde_json::from_str(file).expect("a catalogue file is JSON");
            assert!(!catalogue.is_empty(), "a catalogue file holds sentences");
            assert_eq!(catalogue.len(), file.lines().count() - 2, "one line for each key, none twice in a file");
            for key in catalogue.into_keys() {
                assert!(seen.insert(key.clone()), "{key} stands in two files");
            }
        }
    }
}

#[test]
fn both_languages_hold_the_same_keys() {
    let english: BTreeSet<_> = EN.keys().collect();
    let chinese: BTreeSet<_> = ZH.keys().collect();
    assert_eq!(english, chinese, "a key of one language is missing in the other");
}

#[test]
fn both_languages_hold_the_same_places() {
    for (key, english) in EN.iter() {
        assert_eq!(places(english), places(&ZH[key]), "{key} has different places in the two languages");
    }
}

#[test]
fn no_sentence_is_empty_or_unfinished() {
    for (key, sentence) in EN.iter().chain(ZH.iter()) {
        assert!(!sentence.trim().is_empty() && sentence.trim() == sentence, "{key} is empty or has loose ends");
        assert!(!sentence.contains("TODO"), "{key} is unfinished");
    }
    let han = |sentence: &str| sentence.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    for (key, sentence) in EN.iter() {
        assert!(!han(sentence), "{key} is not English");
    }
}

/// format.md 9 and the house's word list: words that claim more than a check can show, or that talk down.
#[test]
fn no_sentence_holds_a_word_that_claims_too_much() {
    let english = [
        "trusted",
        "qualified",
        "court-recognised",
        "court-recognized",
        "seal",
        "sealed",
        "seals",
        "witness",
        "witnesses",
        "verified",
        "custody",
        "successfully",
        "please",
        "authentic",
        "guaranteed",
        "tamper-proof",
    ];
    let chinese = [
        "可信",
        "具有法律效力",
        "封存",
        "封条",
        "证人",
        "原件",
        "权威",
        "保管链",
        "核验通过",
        "已验证",
        "已成功",
        "您",
        "！",
        "√",
        "✓",
        "✔",
        "司法认可",
    ];
    for (key, sentence) in EN.iter() {
        let lower = sentence.to_lowercase();
        let words: BTreeSet<_> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        for word in english {
            assert!(!words.contains(word), "{key} says \"{word}\"");
        }
        assert!(!sentence.contains(['!', '✓', '✔']), "{key} shouts or ticks");
    }
    for (key, sentence) in ZH.iter() {
        for word in chinese {
            assert!(!sentence.contains(word), "{key} says \"{word}\"");
        }
    }
}

#[test]
fn every_error_has_a_message_and_a_help() {
    for key in keys().filter(|key| key.starts_with("error.")) {
        let pair = match key.strip_suffix(".message") {
            Some(code) => format!("{code}.help"),
            None => key.replace(".help", ".message"),
        };
        assert!(has(&pair), "{key} stands alone");
    }
}

#[test]
fn values_are_filled_in_once_and_made_visible() {
    let values = [("id", "{name}"), ("name", "a\n\u{202e}b")];
    assert_eq!(
        text(Language::En, "cli.kept", &values),
        "kept {name} a\\n\\u{202e}b",
        "a value is neither searched for places nor able to break the line"
    );
    assert_eq!(text(Language::En, "cli.kept", &[]), "kept ? ?", "a missing value is seen");
    assert_eq!(text(Language::Zh, "no.such.key", &[]), "no.such.key", "an unknown key answers with itself");
}

#[test]
fn an_unknown_code_is_reported_as_a_fault_of_ours() {
    let (message, help) = error_sentences(Language::En, "no-such-code", &[]);
    assert!(message.contains("no-such-code"), "the code is named: {message}");
    assert!(!help.is_empty(), "there is always something to do");
}
