//! The name of a dispute, which becomes the name of its ZIP and its top folder (format, section 8).

const TITLE_MAX_CHARACTERS: usize = 40;

/// The title's words of `[a-z0-9]` (capital ASCII letters made small) joined by `-`, at most 40 characters,
/// `dispute` if there is none; then `-` and four random hex digits. Fixed when the dispute is made, never a running
/// number: that would tell how many disputes there are.
pub fn name_of(title: &str, random: [u8; 2]) -> String {
    let lower = title.to_ascii_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name: String = words.collect::<Vec<_>>().join("-");
    name.truncate(TITLE_MAX_CHARACTERS);
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "dispute" } else { name };
    format!("{name}-{:02x}{:02x}", random[0], random[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_the_titles_plain_words() {
        for (title, expected) in [
            ("Phone, never sent!", "phone-never-sent-0af3"),
            ("手机未发货", "dispute-0af3"),
            ("iPhone 15 未发货 2025", "iphone-15-2025-0af3"),
            ("", "dispute-0af3"),
            ("../../etc/passwd", "etc-passwd-0af3"),
            ("-- a -- ", "a-0af3"),
            ("ÄÖ é", "dispute-0af3"),
        ] {
            assert_eq!(name_of(title, [0x0a, 0xf3]), expected, "{title:?}");
        }
    }

    #[test]
    fn names_are_at_most_forty_characters_and_never_end_their_words_in_a_hyphen() {
        let long = name_of(&"abc ".repeat(50), [0, 0]);
        assert_eq!(long.len(), "abc-".repeat(10).len() - 1 + 5, "cut at 40 and the hyphen dropped: {long}");
        assert!(!long.contains("--"), "{long}");
        assert_eq!(name_of(&"x".repeat(100), [0xff, 0xff]), format!("{}-ffff", "x".repeat(40)), "one long word");
    }
}
