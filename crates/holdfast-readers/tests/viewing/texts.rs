//! Texts in lines.

use super::{file, reader};
use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS};
use holdfast_readers::LINE_MAX_CHARACTERS;
use std::time::{Duration, Instant};

const CHAT: &str =
    "2022-11-11 10:00 客服小美：亲，双十一到手价 299 元，价格保护三十天哦\n2022-11-11 10:01 买家：好的，我拍下了\n";

/// Lines `from` … of a text read in the encoding that is found.
fn read(bytes: &[u8], from: u64, count: u32) -> (String, bool, u64, Vec<String>, bool) {
    let facts = reader().text(file(bytes), None).unwrap();
    let after = facts.places.partition_point(|(line, _)| *line <= from);
    let (line, offset) = facts.places[after - 1];
    let (lines, cut) = reader().lines(file(bytes), &facts.encoding, (offset, from - line), count).unwrap();
    (facts.encoding, facts.confident, facts.lines, lines, cut)
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf_16(text: &str, little: bool) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn each_encoding_is_found_and_read() {
    let traditional = "客服：您好，這個價格保證三十天，退款請聯絡我們\n買家：謝謝，我知道了\n";
    let japanese = "お客様：この商品の価格は保証されていますか\nショップ：はい、返品もできます\n";
    for (bytes, encoding, confident, text) in [
        (CHAT.as_bytes().to_vec(), "UTF-8", true, CHAT),
        ([b"\xef\xbb\xbf", CHAT.as_bytes()].concat(), "UTF-8", true, CHAT),
        (encoded(GB18030, CHAT), "GBK", false, CHAT),
        (encoded(BIG5, traditional), "Big5", false, traditional),
        (encoded(SHIFT_JIS, japanese), "Shift_JIS", false, japanese),
        (utf_16(CHAT, true), "UTF-16LE", true, CHAT),
        (utf_16(CHAT, false), "UTF-16BE", true, CHAT),
        (encoded(GB18030, "退款"), "GBK", false, "退款"),
        (encoded(encoding_rs::WINDOWS_1252, "a café, très cher"), "windows-1252", false, "a café, très cher"),
        (b"plain\nASCII\n".to_vec(), "UTF-8", true, "plain\nASCII\n"),
    ] {
        let (found, sure, count, lines, cut) = read(&bytes, 0, 100);
        let expected: Vec<&str> = text.lines().collect();
        assert_eq!((found.as_str(), sure), (encoding, confident), "{text}");
        assert_eq!(
            (count, lines, cut),
            (expected.len() as u64, expected.into_iter().map(str::to_owned).collect(), false)
        );
    }
}

#[test]
fn an_encoding_can_be_chosen_and_an_unknown_one_is_refused() {
    let bytes = encoded(BIG5, "退款\n");
    let facts = reader().text(file(&bytes), Some("big5")).unwrap();
    assert_eq!((facts.encoding.as_str(), facts.confident, facts.lines), ("Big5", true, 1), "as chosen");
    for name in ["klingon", "", "--font", "UTF-32"] {
        let code = reader().text(file(&bytes), Some(name)).unwrap_err().code();
        assert_eq!(code, "text-encoding-unknown", "{name}");
    }
}

#[test]
fn any_line_of_a_long_text_is_found_without_reading_it_all() {
    let text: String = (0..400_000).map(|number| format!("第 {number} 行\r\n")).collect();
    for from in [0, 1, 123_456, 399_999] {
        let (_, _, count, lines, _) = read(text.as_bytes(), from, 3);
        assert_eq!(count, 400_000, "all are counted");
        assert_eq!(lines[0], format!("第 {from} 行"), "the right one");
        assert_eq!(lines.len() as u64, (400_000 - from).min(3), "and no more than there are");
    }
    let facts = reader().text(file(text.as_bytes()), None).unwrap();
    assert!(facts.places.len() < 64, "few places are noted: {}", facts.places.len());
}

#[test]
fn long_lines_are_cut_and_say_so() {
    let text = format!("{}\nshort\n{}", "好".repeat(2_000_000), "a".repeat(LINE_MAX_CHARACTERS));
    let (_, _, count, lines, cut) = read(text.as_bytes(), 0, 10);
    assert_eq!((count, lines.len(), cut), (3, 3, true), "the first was cut");
    assert_eq!(lines[0].chars().count(), LINE_MAX_CHARACTERS, "at 4,000 characters");
    assert_eq!(lines[1], "short", "the next one is whole");
    let (.., exact, cut) = read(text.as_bytes(), 1, 10);
    assert_eq!((exact[1].len(), cut), (LINE_MAX_CHARACTERS, false), "exactly 4,000 are not cut");
}

#[test]
fn a_gigabyte_without_a_line_end_and_one_of_line_ends_stay_within_the_limits() {
    for byte in [b'a', b'\n'] {
        let big = tempfile::tempfile().unwrap();
        let block = vec![byte; 1 << 20];
        let mut writer = std::io::BufWriter::new(big.try_clone().unwrap());
        for _ in 0..256 {
            std::io::Write::write_all(&mut writer, &block).unwrap();
        }
        drop(writer);
        let begun = Instant::now();
        let facts = reader().text(big.try_clone().unwrap(), None).unwrap();
        assert_eq!(facts.lines, if byte == b'a' { 1 } else { 256 << 20 }, "counted");
        assert!(facts.places.len() < 2_000, "noted: {}", facts.places.len());
        let (line, offset) = *facts.places.last().unwrap();
        let (lines, _) = reader().lines(big, "UTF-8", (offset, facts.lines - 1 - line), 5).unwrap();
        assert_eq!(lines.len(), 1, "the last line");
        assert!(begun.elapsed() < Duration::from_secs(20), "took {:?}", begun.elapsed());
    }
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let noise: Vec<u8> = (0..50_000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for bytes in [&b"\0\x01\x02"[..], b"text\0with a NUL", &[1u8, 2, 3, 4, 5, 6, 7], &noise] {
        assert_eq!(reader().text(file(bytes), None).unwrap_err().code(), "text-binary", "{:?}", &bytes[..3]);
    }
    let late = [vec![b'a'; 100_000], vec![0; 100_000]].concat();
    assert_eq!(reader().text(file(&late), None).unwrap_err().code(), "text-binary", "NULs further on");
    assert_eq!(reader().text(file(b""), None).unwrap().lines, 0, "nothing at all is an empty text");
}

#[test]
fn svg_and_html_are_text_and_nothing_in_them_happens() {
    let svg =
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><image href='http://127.0.0.1/x'/></svg>";
    assert_eq!(read(svg.as_bytes(), 0, 5).3, [svg], "as it stands");
    assert_eq!(reader().picture(file(svg.as_bytes())).unwrap_err().code(), "picture-format-unknown", "never drawn");
    assert_eq!(reader().document(file(svg.as_bytes())).unwrap_err().code(), "document-unreadable", "nor paged");
}

#[test]
fn damaged_utf_8_stays_utf_8_and_does_not_pass_for_certain() {
    let mut bytes = CHAT.repeat(50).into_bytes();
    bytes[500] = 0xff;
    let (encoding, confident, ..) = read(&bytes, 0, 1);
    assert_eq!((encoding.as_str(), confident), ("UTF-8", false), "one wrong byte among thousands");
    bytes.truncate(1001);
    let whole = std::str::from_utf8(CHAT.as_bytes()).unwrap().as_bytes();
    let (encoding, confident, ..) = read(&whole[..whole.len() - 2], 0, 1);
    assert_eq!((encoding.as_str(), confident), ("UTF-8", false), "a character cut off at the end");
}
