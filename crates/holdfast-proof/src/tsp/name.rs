//! A certificate's own name: text of a stranger.
//!
//! It is only ever shown quoted, on one line, of bounded length, with everything that hides or turns the reading
//! direction written out (`\u{202e}`), and with the separators of RFC 4514 escaped inside a value. Two names are the same
//! when their parts are, whatever string type and case they are written in (RFC 5280, 7.1, as far as openssl takes it).

use super::fields::{Field, Fields, Malformed};
use der::Tag;

/// The most characters of a name that are shown.
const SHOWN: usize = 300;

/// The name as text in quotes, parts in their own order: `"C=US, O=Example, CN=Example Timestamp"`. `der` is a Name.
pub(super) fn quoted(der: &[u8]) -> String {
    let text = match parts(der) {
        Ok(parts) => {
            let parts: Vec<String> =
                parts.iter().map(|part| format!("{}={}", part.kind, escaped(&part.value))).collect();
            parts.join(", ")
        }
        Err(_) => "a name that cannot be read".to_owned(),
    };
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// Whether two Names are the same.
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one == other
        || match (parts(one), parts(other)) {
            (Ok(one), Ok(other)) => {
                one.len() == other.len()
                    && one.iter().zip(&other).all(|(a, b)| a.kind == b.kind && folded(&a.value) == folded(&b.value))
            }
            _ => false,
        }
}

/// A text of somebody else for one line: what hides is written out, at most 300 characters.
pub(super) fn visible(text: &str) -> String {
    text.chars().take(SHOWN).flat_map(written).collect()
}

struct Part {
    kind: String,
    value: String,
}

fn parts(der: &[u8]) -> Result<Vec<Part>, Malformed> {
    const WHAT: &str = "a name";
    let mut parts = Vec::new();
    let mut sets = Fields::only(der, Tag::Sequence, WHAT)?.fields(WHAT)?;
    while !sets.is_finished() {
        let mut values = sets.expect(Tag::Set)?.fields(WHAT)?;
        while !values.is_finished() {
            let mut pair = values.expect(Tag::Sequence)?.fields(WHAT)?;
            let kind = pair.expect(Tag::ObjectIdentifier)?.identifier()?.to_string();
            let value = text(&pair.next()?);
            pair.finish()?;
            parts.push(Part { kind: short(&kind).map_or(kind, str::to_owned), value });
        }
    }
    Ok(parts)
}

/// DirectoryString and its older kin; what is no text is shown as hexadecimal.
fn text(field: &Field<'_>) -> String {
    let bytes = field.content;
    let text = match field.tag {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::NumericString | Tag::VisibleString => {
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
        Tag::TeletexString => Some(bytes.iter().copied().map(char::from).collect()),
        Tag::BmpString if bytes.len().is_multiple_of(2) => {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).ok()
        }
        _ => None,
    };
    // A long value would only be cut off; what is compared is bounded by the token's size.
    text.unwrap_or_else(|| format!("#{}", crate::hex::encode(bytes)))
}

fn short(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "2.5.4.3" => "CN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.13" => "description",
        "2.5.4.97" => "organizationIdentifier",
        "1.2.840.113549.1.9.1" => "emailAddress",
        "0.9.2342.19200300.100.1.25" => "DC",
        _ => return None,
    })
}

/// Lower case, runs of spaces as one, none at the ends.
fn folded(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn escaped(value: &str) -> String {
    let mut shown = String::new();
    for character in value.chars() {
        if matches!(character, ',' | '+' | '=' | '"' | '\\' | '<' | '>' | ';') {
            shown.push('\\');
            shown.push(character);
        } else {
            shown.extend(written(character));
        }
    }
    shown
}

/// The same set as in holdfast-text, which this crate may not use; here a joiner is never needed to hold a name together.
fn written(character: char) -> impl Iterator<Item = char> {
    let hides = match character {
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => character.is_control(),
    };
    let (plain, escape) = if hides { (None, Some(character.escape_default())) } else { (Some(character), None) };
    plain.into_iter().chain(escape.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(parts: &[(&[u8], u8, &[u8])]) -> Vec<u8> {
        let wrap = |tag: u8, content: Vec<u8>| {
            let mut whole = vec![tag, u8::try_from(content.len()).expect("short")];
            whole.extend(content);
            whole
        };
        let sets = parts.iter().flat_map(|(kind, tag, value)| {
            let pair = [wrap(6, kind.to_vec()), wrap(*tag, value.to_vec())].concat();
            wrap(0x31, wrap(0x30, pair))
        });
        wrap(0x30, sets.collect())
    }

    const CN: &[u8] = &[0x55, 4, 3];
    const O: &[u8] = &[0x55, 4, 10];

    #[test]
    fn a_strangers_name_is_quoted_and_shows_what_hides() {
        let bidi = name(&[(CN, 12, "Digi\u{202e}treC\u{200b} \"x\", O=A\n".as_bytes())]);
        assert_eq!(quoted(&bidi), r#""CN=Digi\u{202e}treC\u{200b} \"x\"\, O\=A\n""#, "nothing hides, nothing is faked");
        assert_eq!(quoted(&name(&[(CN, 4, &[1, 2])])), "\"CN=#0102\"", "what is no text is hexadecimal");
        assert_eq!(quoted(b"x"), "\"a name that cannot be read\"", "no name at all");
        let long = name(&[(CN, 12, &[b'a'; 110])]);
        assert!(quoted(&long).chars().count() <= SHOWN + 3, "bounded");
    }

    #[test]
    fn names_are_the_same_whatever_their_string_type_and_case() {
        let one = name(&[(O, 19, b"Example  Clock"), (CN, 19, b"One")]);
        let other = name(&[(O, 12, b"example clock "), (CN, 12, b"ONE")]);
        assert!(same(&one, &other), "RFC 5280, 7.1");
        assert!(!same(&one, &name(&[(CN, 19, b"One"), (O, 19, b"Example Clock")])), "the order counts");
        assert!(!same(&one, &name(&[(O, 19, b"Example Clock"), (CN, 19, b"Two")])), "another value");
        assert!(!same(&one, &name(&[(O, 19, b"Example Clock")])), "a part less");
    }
}
