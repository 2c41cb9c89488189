//! Makes what hides in a stranger's text visible.
//!
//! A title or a file name may hold controls, line breaks, or characters that turn the reading direction and so
//! make one name look like another. In a sentence they are shown as what they are: `\n`, `\u{202e}`.

/// The text on one line, with every control, direction, zero-width and tag character written out.
///
/// The joiner U+200D stays where it holds emoji or letters outside ASCII together.
#[must_use]
pub fn visible(value: &str) -> String {
    let mut shown = String::with_capacity(value.len());
    let mut before = ' ';
    for character in value.chars() {
        if hides(character, before) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
        before = character;
    }
    shown
}

fn hides(character: char, before: char) -> bool {
    match character {
        '\u{200c}' | '\u{200d}' => before.is_ascii(),
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn characters_that_turn_or_hide_text_are_written_out() {
        assert_eq!(visible("gpj.\u{202e}exe\n"), "gpj.\\u{202e}exe\\n", "direction and line break are shown");
        assert_eq!(visible("a\u{200d}b\u{feff}"), "a\\u{200d}b\\u{feff}", "joined ASCII is shown");
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        let family = "👩\u{200d}👧 退款 ¥30.00 \"quoted\" \\";
        assert_eq!(visible(family), family, "emoji, Han and punctuation are not touched");
    }
}
