//! What bytes are, by the bytes: the first 8 KiB decide, never the name.
//!
//! Text comes first. A text has no control characters, and 8 KiB of a picture or an archive always have some, so
//! text is the safer finding; two-letter signatures (`BM`, `MZ`) would otherwise make a chat about a BMW a picture.
//! A name's ending serves one purpose: among texts, to tell CSV and short mails from plain ones. What the name claimed is recorded
//! beside what was found, and where they differ, the reader of the bundle sees both.

use crate::text::{self, TextEncoding};

/// What was found. `extension` is lower-case ASCII and good for a part's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    /// Media type without parameters.
    pub media_type: &'static str,
    /// Ending that fits the content, without its dot.
    pub extension: &'static str,
    /// For text: how its characters are encoded.
    pub text: Option<TextEncoding>,
}

impl Sniffed {
    const fn binary(media_type: &'static str, extension: &'static str) -> Sniffed {
        Sniffed { media_type, extension, text: None }
    }

    /// Whether this part is cut into message leaves (format, section 3): txt, json, html, csv, eml.
    pub fn has_leaves(&self) -> bool {
        holdfast_proof::leaves::EXTENSIONS.contains(&self.extension)
    }
}

/// Bytes of no known kind; an empty file too.
pub const UNKNOWN: Sniffed = Sniffed::binary("application/octet-stream", "bin");

/// Finds out what a file is from its first bytes (8 KiB are enough), with the ending of its name (lower case,
/// without dot, `""` for none) telling only kinds of text apart.
pub fn sniff(first: &[u8], ending: &str) -> Sniffed {
    if first.is_empty() {
        return UNKNOWN;
    }
    if first.starts_with(b"%PDF-") {
        return Sniffed::binary("application/pdf", "pdf");
    }
    if first.starts_with(b"{\\rtf") {
        return Sniffed::binary("application/rtf", "rtf");
    }
    if first.starts_with(b"%!PS") {
        return Sniffed::binary("application/postscript", "ps");
    }
    if first.starts_with(b"#!AMR") {
        return Sniffed::binary("audio/amr", "amr");
    }
    if let Some(encoding) = text::encoding_of(first) {
        return sniff_text(first, encoding, ending);
    }
    sniff_binary(first)
}

fn sniff_text(first: &[u8], encoding: TextEncoding, ending: &str) -> Sniffed {
    let found = |media_type, extension| Sniffed { media_type, extension, text: Some(encoding) };
    let start = text::start_of(first, encoding);
    // A mail has two known headers; one is enough where the name says mail.
    if let Some(parts_of_a_page) = mail_of(&start, if ending == "eml" { 1 } else { 2 }) {
        return match parts_of_a_page {
            true => found("multipart/related", "mhtml"),
            false => found("message/rfc822", "eml"),
        };
    }
    let body = start.trim_start();
    let lower: String = body.chars().take(2048).collect::<String>().to_ascii_lowercase();
    if lower.starts_with("<!doctype html")
        || lower.starts_with("<html")
        || (lower.starts_with('<') && lower.contains("<html"))
    {
        return found("text/html", "html");
    }
    if ["<head", "<body", "<table", "<div", "<meta"].iter().any(|tag| lower.starts_with(tag)) {
        return found("text/html", "html");
    }
    if lower.starts_with("<svg") || (lower.starts_with("<?xml") && lower.contains("<svg")) {
        return found("image/svg+xml", "svg");
    }
    if lower.starts_with("<?xml") || looks_like_xml(&lower) {
        return found("application/xml", "xml");
    }
    if looks_like_json(body) {
        return found("application/json", "json");
    }
    match ending {
        "csv" => found("text/csv", "csv"),
        "tsv" => found("text/tab-separated-values", "tsv"),
        _ => found("text/plain", "txt"),
    }
}

fn sniff_binary(first: &[u8]) -> Sniffed {
    if first.starts_with(b"\x02#!SILK_V3") || first.starts_with(b"#!SILK_V3") {
        return Sniffed::binary("audio/silk", "silk");
    }
    if first.starts_with(b"bplist00") {
        let archive = first.windows(15).any(|window| window == b"WebMainResource");
        return if archive {
            Sniffed::binary("application/x-webarchive", "webarchive")
        } else {
            Sniffed::binary("application/x-plist", "plist")
        };
    }
    let Some(kind) = infer::get(first) else { return UNKNOWN };
    match kind.mime_type() {
        "application/zip" if names_member(first, b"OFD.xml") || names_member(first, b"Doc_0/") => {
            Sniffed::binary("application/ofd", "ofd")
        }
        "application/zip" if names_member(first, b"archive/data.warc") || names_member(first, b"datapackage.json") => {
            Sniffed::binary("application/wacz", "wacz")
        }
        "application/x-ole-storage" => Sniffed::binary("application/x-ole-storage", "ole"),
        // Two spellings of one thing each, and the better known one.
        "application/x-x509-ca-cert" => Sniffed::binary("application/pkix-cert", "der"),
        "video/x-m4v" => Sniffed::binary("video/mp4", "mp4"),
        "audio/m4a" => Sniffed::binary("audio/mp4", "m4a"),
        "audio/x-wav" => Sniffed::binary("audio/wav", "wav"),
        "audio/x-flac" => Sniffed::binary("audio/flac", "flac"),
        "application/x-compress" => Sniffed::binary("application/x-compress", "z"),
        // A text with control characters is none.
        media_type if media_type.starts_with("text/") => UNKNOWN,
        media_type => Sniffed::binary(media_type, kind.extension()),
    }
}

/// Whether one of the first members of a ZIP has this name (or begins with it).
fn names_member(first: &[u8], name: &[u8]) -> bool {
    let local_header = |at: usize| {
        first[at..].starts_with(b"PK\x03\x04") && first.get(at + 30..).is_some_and(|rest| rest.starts_with(name))
    };
    (0..first.len().saturating_sub(30)).any(local_header)
}

/// `Some(false)` for a mail, `Some(true)` for a page saved as a mail (MHTML), `None` for neither. A mail begins with
/// header lines, of which so many must be ones that mails have.
fn mail_of(start: &str, enough: usize) -> Option<bool> {
    const HEADERS: [&str; 15] = [
        "from",
        "to",
        "date",
        "subject",
        "received",
        "return-path",
        "mime-version",
        "message-id",
        "delivered-to",
        "content-type",
        "reply-to",
        "cc",
        "x-mailer",
        "sender",
        "dkim-signature",
    ];
    let mut known = 0;
    let mut related = false;
    for (index, line) in start.lines().take(400).enumerate() {
        if line.is_empty() {
            break;
        }
        let folded = line.starts_with([' ', '\t']);
        if folded && index > 0 {
            related |= line.to_ascii_lowercase().contains("multipart/related");
            continue;
        }
        // The line with which a mailbox file separates its mails.
        if index == 0 && line.starts_with("From ") {
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(HEADERS.contains(&name.as_str()));
        related |= name == "content-type" && value.to_ascii_lowercase().contains("multipart/related");
        related |= name == "snapshot-content-location";
    }
    let page = related
        && ["saved by", "snapshot-content-location"].iter().any(|sign| start.to_ascii_lowercase().contains(sign));
    (known >= enough).then_some(page)
}

fn looks_like_xml(lower: &str) -> bool {
    lower.starts_with('<')
        && lower[1..].starts_with(|first: char| first.is_ascii_alphabetic())
        && (lower.contains("xmlns") || lower.contains("</"))
}

/// An object or a list whose first value fits: enough to tell it from a line that begins with a bracket, as
/// `[12:01] hello` does.
fn looks_like_json(body: &str) -> bool {
    let mut characters = body.chars().filter(|character| !character.is_whitespace());
    match (characters.next(), characters.next()) {
        (Some('{'), Some('"' | '}')) => body.contains(':') || body.trim_end() == "{}",
        (Some('['), Some('{' | '[' | '"' | ']')) => !body.trim_start_matches(['[', ' ']).is_empty() && !chat_line(body),
        _ => false,
    }
}

/// `[[` and `["` also begin lines that people write; JSON goes on with a closing bracket, comma or quote pair.
fn chat_line(body: &str) -> bool {
    let first_line = body.lines().next().unwrap_or_default().trim();
    first_line.starts_with("[[") && first_line.contains("]] ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extension(first: &[u8], ending: &str) -> &'static str {
        sniff(first, ending).extension
    }

    #[test]
    fn content_decides_and_not_the_name() {
        for (first, ending, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "jpg", "png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "png", "jpg"),
            (b"%PDF-1.7\n1 0 obj", "txt", "pdf"),
            (b"GIF89a\x01\0\x01\0", "", "gif"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "", "webp"),
            (b"\0\0\0\x18ftypisom\0\0\0\0", "mov", "mp4"),
            (b"ID3\x04\0\0\0\0\0\x10", "", "mp3"),
            (b"#!AMR\n\x3c\x55\0", "amr", "amr"),
            (b"\x02#!SILK_V3\x0c\0", "amr", "silk"),
            (b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x07\0\0\0OFD.xml", "zip", "ofd"),
            (b"plain words\n", "png", "txt"),
            (b"a,b\n1,2\n", "csv", "csv"),
            (b"a,b\n1,2\n", "", "txt"),
            (b"{\"a\": 1}", "txt", "json"),
            (b"[{\"a\": 1}]", "", "json"),
            (b"<!DOCTYPE html><title>x", "txt", "html"),
            (b"\xef\xbb\xbf<html>", "", "html"),
            (b"<?xml version=\"1.0\"?><Invoice/>", "", "xml"),
            (b"\0\x01\x02\x03", "txt", "bin"),
            (b"", "png", "bin"),
        ] {
            assert_eq!(extension(first, ending), expected, "{:?} named .{ending}", String::from_utf8_lossy(first));
        }
    }

    #[test]
    fn a_text_is_not_taken_for_what_its_first_letters_sign() {
        for text in [
            "BMW 320, offered for 1000",
            "MZ: hello",
            "ID3 is a tag",
            "PK said yes",
            "[12:01] hello",
            "{smile} ok",
            "GIF it to me",
        ] {
            assert_eq!(extension(text.as_bytes(), ""), "txt", "{text}");
        }
    }

    #[test]
    fn mails_are_known_by_their_header() {
        assert_eq!(
            extension(b"Return-Path: <a@b>\r\nReceived: from x\r\n\tby y\r\nSubject: hi\r\n\r\nbody", ""),
            "eml",
            "a mail"
        );
        assert_eq!(extension(b"From: me\nTo: you\n\nhello", "txt"), "eml", "a short one");
        assert_eq!(extension(b"Content-Type: multipart/mixed; boundary=a\n\n--a", "eml"), "eml", "one that says so");
        assert_eq!(extension(b"Note: buy milk\nDate: today maybe", "txt"), "txt", "one header makes no mail");
        let page = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x/\r\nSubject: Sale\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n";
        assert_eq!(extension(page, "mht"), "mhtml", "a saved page");
    }

    #[test]
    fn every_extension_is_good_for_a_parts_name() {
        for first in
            [&b"\x1f\x9d\x90"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", b"MZ\x90\0\x03", b"\x30\x82\x01\x02\x03"]
        {
            let name = format!("p001.{}", extension(first, ""));
            assert_eq!(holdfast_proof::list::check_name(&name), Ok(()), "{name}");
        }
    }
}
