//! Whether bytes are text, and in which encoding, from the first 8 KiB. A guess that is recorded as measured, used
//! to find out what a part is; nothing is ever re-encoded.

/// How the characters of a text are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8 (or plain ASCII), with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GBK or GB 18030: what Chinese Windows programs export.
    Gbk,
    /// Eight-bit text of some other encoding.
    EightBit,
}

impl TextEncoding {
    /// The name that stands in environment.json.
    pub fn as_str(self) -> &'static str {
        match self {
            TextEncoding::Utf8 => "utf-8",
            TextEncoding::Utf16Le => "utf-16le",
            TextEncoding::Utf16Be => "utf-16be",
            TextEncoding::Gbk => "gbk",
            TextEncoding::EightBit => "unknown-8-bit",
        }
    }
}

/// The encoding, or `None` when the bytes are no text: a control character that no text has decides.
pub(crate) fn encoding_of(first: &[u8]) -> Option<TextEncoding> {
    for (mark, encoding) in [(b"\xff\xfe", TextEncoding::Utf16Le), (b"\xfe\xff", TextEncoding::Utf16Be)] {
        if let Some(rest) = first.strip_prefix(mark) {
            return is_utf16_text(rest, encoding).then_some(encoding);
        }
    }
    if first.contains(&0) {
        return [TextEncoding::Utf16Le, TextEncoding::Utf16Be]
            .into_iter()
            .find(|encoding| is_mostly_latin_utf16(first, *encoding) && is_utf16_text(first, *encoding));
    }
    let controls = first.iter().filter(|byte| is_foreign_control(**byte)).count();
    // A stray control character in a long UTF-8 text is somebody's emoji gone wrong; a binary has many.
    if is_utf8(first) && controls * 200 <= first.len() {
        return Some(TextEncoding::Utf8);
    }
    if controls > 0 {
        return None;
    }
    let (pairs, strays) = gbk_pairs(first);
    if pairs >= 2 && strays == 0 {
        return Some(TextEncoding::Gbk);
    }
    // High bytes of an old western encoding are rare between plain ones; noise has more of them.
    let high = first.iter().filter(|byte| **byte >= 0x80).count();
    (high * 4 <= first.len()).then_some(TextEncoding::EightBit)
}

/// The first characters as a string, good enough to look for signs in; unknown characters become U+FFFD.
pub(crate) fn start_of(first: &[u8], encoding: TextEncoding) -> String {
    match encoding {
        TextEncoding::Utf16Le => String::from_utf16_lossy(&units(first, u16::from_le_bytes)),
        TextEncoding::Utf16Be => String::from_utf16_lossy(&units(first, u16::from_be_bytes)),
        _ => String::from_utf8_lossy(first).into_owned(),
    }
    .trim_start_matches('\u{feff}')
    .to_string()
}

fn units(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Vec<u16> {
    bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect()
}

/// Control characters that text files do have: tab, LF, VT, FF, CR, and ESC in old terminal logs.
fn is_foreign_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, 9..=13 | 0x1b)) || byte == 0x7f
}

/// UTF-8, where the cut at the end may go through a character.
fn is_utf8(first: &[u8]) -> bool {
    match std::str::from_utf8(first) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && first.len() - error.valid_up_to() < 4,
    }
}

fn is_utf16_text(bytes: &[u8], encoding: TextEncoding) -> bool {
    let units = units(bytes, if encoding == TextEncoding::Utf16Le { u16::from_le_bytes } else { u16::from_be_bytes });
    let mut bad = 0;
    for character in char::decode_utf16(units.iter().copied()) {
        match character {
            Ok(character) if (character as u32) < 0x80 && is_foreign_control(character as u8) => return false,
            Ok(_) => {}
            Err(_) => bad += 1,
        }
    }
    // The cut may leave half a pair.
    bad <= 1
}

/// Without a mark only text of mostly Latin letters is recognised: every other byte is zero.
fn is_mostly_latin_utf16(bytes: &[u8], encoding: TextEncoding) -> bool {
    let zero_at = usize::from(encoding == TextEncoding::Utf16Le);
    let pairs = bytes.len() / 2;
    let zeros = bytes.chunks_exact(2).filter(|pair| pair[zero_at] == 0 && pair[1 - zero_at] != 0).count();
    pairs >= 4 && zeros * 10 >= pairs * 7
}

/// Counts the two-byte (and four-byte) characters of GB 18030, and the bytes that fit none.
fn gbk_pairs(first: &[u8]) -> (usize, usize) {
    let (mut pairs, mut strays, mut at) = (0, 0, 0);
    while at < first.len() {
        let Some(step) = (match (first[at], first.get(at + 1), first.get(at + 2), first.get(at + 3)) {
            (0..=0x7f, ..) => {
                at += 1;
                continue;
            }
            (0x81..=0xfe, Some(0x40..=0x7e | 0x80..=0xfe), ..) => Some(2),
            (0x81..=0xfe, Some(0x30..=0x39), Some(0x81..=0xfe), Some(0x30..=0x39)) => Some(4),
            // The cut may go through a character.
            (0x81..=0xfe, None, ..) => return (pairs, strays),
            (0x81..=0xfe, Some(0x30..=0x39), third, fourth) if third.is_none() || fourth.is_none() => {
                return (pairs, strays);
            }
            _ => None,
        }) else {
            strays += 1;
            at += 1;
            continue;
        };
        pairs += 1;
        at += step;
    }
    (pairs, strays)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        for (bytes, expected) in [
            (&b"plain"[..], Some(TextEncoding::Utf8)),
            ("你好，亲 😀\n".as_bytes(), Some(TextEncoding::Utf8)),
            (&"你好".as_bytes()[..5], Some(TextEncoding::Utf8)),
            (b"\xef\xbb\xbfhi", Some(TextEncoding::Utf8)),
            (b"\xff\xfeh\0i\0`O", Some(TextEncoding::Utf16Le)),
            (b"\xfe\xff\0h\0iO`", Some(TextEncoding::Utf16Be)),
            (b"h\0e\0l\0l\0o\0", Some(TextEncoding::Utf16Le)),
            (b"\0h\0e\0l\0l\0o", Some(TextEncoding::Utf16Be)),
            (b"\xc4\xe3\xba\xc3\xa3\xac\xc7\xd7\r\n", Some(TextEncoding::Gbk)),
            (b"2025-01-02 \xc2\xf2\xbc\xd2: ok\n", Some(TextEncoding::Gbk)),
            (b"Gr\xfc\xdfe aus dem alten Westen, mit Gru\xdf", Some(TextEncoding::EightBit)),
            (b"a\0b", None),
            (b"\x01\x02\x03", None),
            (b"\x89PNG\r\n\x1a\n\0\0", None),
            (b"\xff\xfe\0\0\x01\0", None),
        ] {
            assert_eq!(encoding_of(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_stray_control_character_makes_a_long_text_no_binary() {
        let text = "好的 ok\n".repeat(100);
        assert_eq!(encoding_of(format!("{text}\u{10}").as_bytes()), Some(TextEncoding::Utf8), "one in a thousand");
        assert_eq!(encoding_of(format!("{text}\0").as_bytes()), None, "but no NUL");
    }

    #[test]
    fn the_start_is_readable_in_each_encoding() {
        assert_eq!(start_of(b"\xff\xfeh\0i\0", TextEncoding::Utf16Le), "hi", "without its mark");
        assert_eq!(start_of(b"\xef\xbb\xbfhi", TextEncoding::Utf8), "hi", "without its mark");
    }
}
