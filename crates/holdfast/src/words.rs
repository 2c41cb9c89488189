//! Sizes as people read them, and strangers' words as a window may show them.

/// `734 bytes`, `1.2 MB`: decimal units, one digit after the point, never rounded up to the next unit.
pub fn size(size_bytes: u64) -> String {
    const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];
    if size_bytes < 1000 {
        return format!("{size_bytes} B");
    }
    let mut tenths = size_bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

/// So many characters of a stranger's words are shown.
const SHOWN_CHARACTERS: usize = 4_000;

/// A stranger's words: nothing in them acts (control and direction characters are written out), lines stay lines, and
/// what is longer than anybody reads ends in `…`.
pub(crate) fn shown(words: &str) -> String {
    let mut shown = String::new();
    let cut = words.char_indices().nth(SHOWN_CHARACTERS).map(|(at, _)| at);
    for (number, line) in words[..cut.unwrap_or(words.len())].lines().enumerate() {
        if number > 0 {
            shown.push('\n');
        }
        shown.push_str(&holdfast_text::visible(line));
    }
    if cut.is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{SHOWN_CHARACTERS, shown, size};

    #[test]
    fn a_strangers_words_neither_turn_nor_flood_the_window() {
        assert_eq!(shown("两行\nand \u{202e}gpj.exe"), "两行\nand \\u{202e}gpj.exe", "a mark that turns text is seen");
        let flood = "字".repeat(SHOWN_CHARACTERS + 1);
        assert_eq!(shown(&flood).chars().count(), SHOWN_CHARACTERS + 1, "cut, and it is seen that it was");
        assert_eq!(shown(""), "", "nothing stays nothing");
    }

    #[test]
    fn a_size_is_told_in_the_unit_that_fits() {
        for (size_bytes, told) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1_250_000, "1.2 MB"),
            (999_999, "999.9 kB"),
            (4_294_967_296, "4.2 GB"),
        ] {
            assert_eq!(size(size_bytes), told, "{size_bytes} bytes");
        }
    }
}
