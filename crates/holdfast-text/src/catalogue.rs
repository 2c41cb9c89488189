//! The catalogues: read once, looked up by key, filled with values.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::{Language, visible};

type Catalogue = BTreeMap<String, String>;

/// The topics, each one file per language.
macro_rules! topics {
    ($language:literal) => {
        [
            include_str!(concat!("catalogue/", $language, "/command-line.json")),
            include_str!(concat!("catalogue/", $language, "/errors.json")),
            include_str!(concat!("catalogue/", $language, "/findings.json")),
            include_str!(concat!("catalogue/", $language, "/papers.json")),
            include_str!(concat!("catalogue/", $language, "/verdict.json")),
            include_str!(concat!("catalogue/", $language, "/window.json")),
            include_str!(concat!("catalogue/", $language, "/words.json")),
        ]
    };
}

static EN_FILES: [&str; 7] = topics!("en");
static ZH_FILES: [&str; 7] = topics!("zh");
static EN: LazyLock<Catalogue> = LazyLock::new(|| read(&EN_FILES));
static ZH: LazyLock<Catalogue> = LazyLock::new(|| read(&ZH_FILES));

fn read(files: &[&str]) -> Catalogue {
    // The files are compiled in and a test reads them all; one that cannot be parsed never leaves this house.
    files.iter().flat_map(|file| serde_json::from_str::<Catalogue>(file).unwrap_or_default()).collect()
}

fn catalogue(language: Language) -> &'static Catalogue {
    match language {
        Language::En => &EN,
        Language::Zh => &ZH,
    }
}

/// The sentence under `key`, each `{name}` replaced by its value.
///
/// Values are made [`visible`], so that a hostile name cannot break a line or turn the reading direction; they
/// are not looked through for further places. A place without a value becomes `?`. An unknown key is answered
/// with the key itself: a wrong word on the screen is better than none.
#[must_use]
pub fn text(language: Language, key: &str, values: &[(&str, &str)]) -> String {
    let Some(sentence) = catalogue(language).get(key) else {
        return key.to_owned();
    };
    let mut filled = String::with_capacity(sentence.len() + 32);
    for piece in pieces(sentence) {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Place(name) => match values.iter().find(|(place, _)| *place == name) {
                Some((_, value)) => filled.push_str(&visible(value)),
                None => filled.push('?'),
            },
        }
    }
    filled
}

/// Message and help of an error code: what happened; what is safe and what to do.
///
/// A code without sentences of its own gets those of `internal-error`, with the code as its detail.
#[must_use]
pub fn error_sentences(language: Language, code: &str, values: &[(&str, &str)]) -> (String, String) {
    let message = format!("error.{code}.message");
    if has(&message) {
        (text(language, &message, values), text(language, &format!("error.{code}.help"), values))
    } else {
        let detail = [("detail", code)];
        (text(language, "error.internal-error.message", &detail), text(language, "error.internal-error.help", &detail))
    }
}

/// Whether both languages hold this key.
#[must_use]
pub fn has(key: &str) -> bool {
    EN.contains_key(key) && ZH.contains_key(key)
}

/// All keys, sorted. Both languages hold the same ones.
pub fn keys() -> impl Iterator<Item = &'static str> {
    EN.keys().map(String::as_str)
}

enum Piece<'a> {
    Words(&'a str),
    Place(&'a str),
}

/// Cuts a sentence at its places. A brace that opens no place of lower-case letters and `_` is a plain brace.
fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut words = 0;
    let mut from = 0;
    while let Some(open) = sentence[from..].find('{').map(|at| from + at) {
        let name = sentence[open + 1..].split('}').next().unwrap_or_default();
        let closed = sentence[open + 1 + name.len()..].starts_with('}');
        let named = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if closed && named {
            pieces.push(Piece::Words(&sentence[words..open]));
            pieces.push(Piece::Place(name));
            words = open + name.len() + 2;
            from = words;
        } else {
            from = open + 1;
        }
    }
    pieces.push(Piece::Words(&sentence[words..]));
    pieces
}

#[cfg(test)]
mod tests;
