//! What the first bytes of a part say it is. The recorded media type is only believed where bytes leave a choice:
//! whatever was put into it, nothing is played that does not begin as video or sound does, and nothing drawn that does
//! not begin as a picture or a PDF does. Everything else is tried as text.

/// What a part is to be opened as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sniffed {
    /// A picture that the reader can decode.
    Picture,
    /// A PDF.
    Pages,
    /// Video, or sound alone.
    Media { video: bool },
    /// A picture of a kind that nobody here decodes (HEIC, AVIF).
    OtherPicture,
    /// Text, or nothing that is known.
    Other,
}

/// So many first bytes decide.
pub(crate) const SNIFFED_BYTES: usize = 1024;

/// Looks at the first bytes; `media_type` is what the item's record says.
pub(crate) fn sniff(first: &[u8], media_type: &str) -> Sniffed {
    let first = &first[..first.len().min(SNIFFED_BYTES)];
    if is_picture(first) {
        return Sniffed::Picture;
    }
    if first.windows(5).any(|five| five == b"%PDF-") {
        return Sniffed::Pages;
    }
    if first.get(4..8) == Some(b"ftyp") {
        return of_brand(first.get(8..12).unwrap_or_default(), media_type);
    }
    match media(first, media_type) {
        Some(video) => Sniffed::Media { video },
        None => Sniffed::Other,
    }
}

fn is_picture(first: &[u8]) -> bool {
    let begins: [&[u8]; 6] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
    let is_webp = first.starts_with(b"RIFF") && first.get(8..12) == Some(b"WEBP");
    // Two letters are few: a bitmap's second header has one of a few lengths.
    let is_bitmap = first.starts_with(b"BM")
        && first.get(14..18).is_some_and(|length| matches!(length, [12 | 16 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]));
    begins.iter().any(|begin| first.starts_with(begin)) || is_webp || is_bitmap
}

/// MP4 and its relatives tell what they hold by a brand.
fn of_brand(brand: &[u8], media_type: &str) -> Sniffed {
    match brand {
        b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"avif" | b"avis" | b"crx " => Sniffed::OtherPicture,
        b"M4A " | b"M4B " | b"F4A " => Sniffed::Media { video: false },
        _ => Sniffed::Media { video: !media_type.starts_with("audio/") },
    }
}

/// Whether it is video, by how containers begin; `None` for no container.
fn media(first: &[u8], media_type: &str) -> Option<bool> {
    let said_sound = media_type.starts_with("audio/");
    let said_video = media_type.starts_with("video/");
    let begins = |begin: &[u8]| first.starts_with(begin);
    let riff = |kind: &[u8]| begins(b"RIFF") && first.get(8..12) == Some(kind);
    let moving = riff(b"AVI ")
        || begins(b"\x1a\x45\xdf\xa3")
        || begins(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")
        || begins(b"FLV\x01")
        || begins(b"\0\0\x01\xba")
        || (first.first() == Some(&0x47) && first.get(188) == Some(&0x47) && first.get(376) == Some(&0x47))
        || matches!(first.get(4..8), Some(b"moov" | b"mdat" | b"wide" | b"free" | b"skip")) && said_video;
    if moving {
        return Some(!said_sound);
    }
    let sounding = riff(b"WAVE") || begins(b"fLaC") || begins(b"ID3") || begins(b"#!AMR") || begins(b"caff");
    if sounding {
        return Some(false);
    }
    if begins(b"OggS") {
        return Some(said_video);
    }
    // Eleven bits in a row begin each piece of MPEG sound: too little to go by alone.
    let is_mpeg_sound = matches!(first, [0xff, second, ..] if second & 0xe0 == 0xe0) && said_sound;
    is_mpeg_sound.then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_the_recorded_type_only_where_they_leave_a_choice() {
        let ftyp = |brand: &str| [&b"\0\0\0\x20ftyp"[..], brand.as_bytes(), b"\0\0\0\0"].concat();
        let (video, sound) = (Sniffed::Media { video: true }, Sniffed::Media { video: false });
        for (first, media_type, expected) in [
            (b"\x89PNG\r\n\x1a\n....".to_vec(), "text/html", Sniffed::Picture),
            (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), "image/webp", Sniffed::Picture),
            (b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0".to_vec(), "", Sniffed::Picture),
            (b"BMW repair invoice, paid".to_vec(), "text/plain", Sniffed::Other),
            (b"junk\n%PDF-1.7\n".to_vec(), "application/octet-stream", Sniffed::Pages),
            (ftyp("isom"), "video/mp4", video),
            (ftyp("isom"), "audio/mp4", sound),
            (ftyp("M4A "), "video/mp4", sound),
            (ftyp("heic"), "image/heic", Sniffed::OtherPicture),
            (b"\x1a\x45\xdf\xa3".to_vec(), "video/webm", video),
            (b"OggS\0".to_vec(), "audio/ogg", sound),
            (b"ID3\x04".to_vec(), "audio/mpeg", sound),
            (vec![0xff, 0xfb, 0x90], "audio/mpeg", sound),
            (vec![0xff, 0xfb, 0x90], "application/octet-stream", Sniffed::Other),
            // A playlist names addresses that a player would go to.
            (b"#EXTM3U\nhttp://example.org/a.ts\n".to_vec(), "video/mp2t", Sniffed::Other),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "image/svg+xml", Sniffed::Other),
            (b"<html><video src=x>".to_vec(), "video/mp4", Sniffed::Other),
            (Vec::new(), "video/mp4", Sniffed::Other),
        ] {
            assert_eq!(sniff(&first, media_type), expected, "{media_type}: {first:?}");
        }
    }
}
