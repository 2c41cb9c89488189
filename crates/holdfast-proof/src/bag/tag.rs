//! Tag files (RFC 8493 2.1.1, 2.2.2): the declaration `bagit.txt`, encodings, `Label: value` lines.

/// What bagit.txt declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Major and minor number.
    pub version: (u32, u32),
    /// How all other tag files are written.
    pub encoding: Encoding,
}

/// Encodings of tag files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Latin1,
    /// UTF-16 with a byte order mark, or big-endian without.
    Utf16,
    Utf16LittleEndian,
}

impl Encoding {
    fn from_name(name: &str) -> Option<Encoding> {
        Some(match name.to_ascii_uppercase().as_str() {
            "UTF-8" | "UTF8" | "US-ASCII" | "ASCII" => Encoding::Utf8,
            "ISO-8859-1" | "LATIN1" | "LATIN-1" => Encoding::Latin1,
            "UTF-16" | "UTF-16BE" => Encoding::Utf16,
            "UTF-16LE" => Encoding::Utf16LittleEndian,
            _ => return None,
        })
    }

    /// The text of a tag file; a byte order mark is left out.
    pub fn decode(self, bytes: &[u8]) -> Result<String, String> {
        match self {
            Encoding::Utf8 => {
                let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
                std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| "not UTF-8".to_owned())
            }
            Encoding::Latin1 => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
            Encoding::Utf16 | Encoding::Utf16LittleEndian => {
                let (little, bytes) = match bytes {
                    [0xff, 0xfe, rest @ ..] => (true, rest),
                    [0xfe, 0xff, rest @ ..] => (false, rest),
                    _ => (self == Encoding::Utf16LittleEndian, bytes),
                };
                if bytes.len() % 2 != 0 {
                    return Err("not UTF-16: an odd number of bytes".to_owned());
                }
                let unit = |pair: &[u8]| {
                    let pair = [pair[0], pair[1]];
                    if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
                };
                char::decode_utf16(bytes.chunks_exact(2).map(unit))
                    .collect::<Result<String, _>>()
                    .map_err(|_| "not UTF-16: half of a pair".to_owned())
            }
        }
    }
}

/// Reads bagit.txt: two lines, always UTF-8, no byte order mark; from 1.0 on no white space beside the one after the
/// colons.
pub fn read_declaration(bytes: &[u8]) -> Result<Declaration, String> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err("bagit.txt begins with a byte order mark".to_owned());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "bagit.txt is not UTF-8".to_owned())?;
    let mut lines: Vec<&str> = split_lines(text).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let [first, second] = lines[..] else {
        return Err(format!("bagit.txt has {} lines instead of two", lines.len()));
    };
    let version = first.strip_prefix("BagIt-Version:").ok_or("bagit.txt does not begin with BagIt-Version:")?;
    let encoding = second
        .strip_prefix("Tag-File-Character-Encoding:")
        .ok_or("the second line of bagit.txt is not Tag-File-Character-Encoding:")?;
    let number = version.trim();
    let numbers = number.split_once('.').and_then(|(major, minor)| Some((plain_number(major)?, plain_number(minor)?)));
    let numbers = numbers.ok_or_else(|| format!("not a version number: {number:?}"))?;
    if numbers >= (1, 0) && (version != format!(" {number}") || encoding != format!(" {}", encoding.trim())) {
        return Err("bagit.txt has white space where version 1.0 allows none".to_owned());
    }
    let encoding =
        Encoding::from_name(encoding.trim()).ok_or_else(|| format!("unknown encoding {:?}", encoding.trim()))?;
    Ok(Declaration { version: numbers, encoding })
}

fn plain_number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// One `Label: value`, its folded lines joined by a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagLine {
    pub label: String,
    pub value: String,
}

/// The lines of bag-info.txt; a line that begins with white space goes on with the one before. Lines without a colon
/// are left out: this file decides nothing but the Oxum.
pub fn read_tag_lines(text: &str) -> Vec<TagLine> {
    let mut lines: Vec<TagLine> = Vec::new();
    for line in split_lines(text) {
        if line.starts_with([' ', '\t']) {
            if let Some(last) = lines.last_mut() {
                last.value.push(' ');
                last.value.push_str(line.trim());
            }
        } else if let Some((label, value)) = line.split_once(':') {
            lines.push(TagLine { label: label.trim().to_owned(), value: value.trim().to_owned() });
        }
    }
    lines
}

/// Lines end with LF, CR or CR LF.
pub(super) fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let now = rest?;
        match now.find(['\n', '\r']) {
            None => {
                rest = None;
                Some(now)
            }
            Some(at) => {
                let end = if now[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
                rest = Some(&now[end..]);
                Some(&now[..at])
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_two_lines_and_nothing_else() {
        let good = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
        assert_eq!(
            read_declaration(good),
            Ok(Declaration { version: (1, 0), encoding: Encoding::Utf8 }),
            "the usual declaration"
        );
        let bad: [&[u8]; 7] = [
            b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            b"BagIt-Version: 1.0\n",
            b"BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n",
            b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
            b"BagIt-Version: 1.0 \nTag-File-Character-Encoding: UTF-8\n",
            b"BagIt-Version: 1.0\nTag-File-Character-Encoding: EBCDIC\n",
            b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: x\n",
        ];
        for declaration in bad {
            assert!(read_declaration(declaration).is_err(), "{:?}", String::from_utf8_lossy(declaration));
        }
        let old = b"BagIt-Version:  0.96\r\nTag-File-Character-Encoding: iso-8859-1";
        assert_eq!(read_declaration(old).map(|read| read.encoding), Ok(Encoding::Latin1), "drafts were lenient");
    }

    #[test]
    fn folded_lines_are_one_value() {
        let lines = read_tag_lines("A: one\r\n   two\r\nB:3\r\nPayload-Oxum : 5.1");
        let read: Vec<(&str, &str)> = lines.iter().map(|line| (line.label.as_str(), line.value.as_str())).collect();
        assert_eq!(read, [("A", "one two"), ("B", "3"), ("Payload-Oxum", "5.1")], "RFC 8493 2.2.2");
    }

    #[test]
    fn utf16_is_read_in_both_orders() {
        assert_eq!(Encoding::Utf16.decode(b"\xff\xfea\0"), Ok("a".to_owned()), "little-endian by its mark");
        assert_eq!(Encoding::Utf16.decode(b"\0a"), Ok("a".to_owned()), "big-endian without a mark");
        assert!(Encoding::Utf16.decode(b"\0").is_err(), "half a character");
    }
}
