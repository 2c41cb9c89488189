//! The only door through which text gets into a page.
//!
//! Our sentences and a stranger's words both go through here: everything is escaped; a stranger's words are made
//! visible (no control, direction or zero-width character acts) and isolated in `<bdi>`, so that they cannot turn
//! the text around them. Pages hold both languages; the style sheet shows one.

use holdfast_text::{Language, text, visible};

/// Text for element content and quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A stranger's words: escaped, made visible, isolated; line feeds stay line feeds.
pub(crate) fn theirs(words: &str) -> String {
    let lines: Vec<String> = words.lines().map(|line| format!("<bdi>{}</bdi>", escape(&visible(line)))).collect();
    lines.join("<br>")
}

/// A sentence in both languages.
pub(crate) fn both(key: &str, values: &[(&str, &str)]) -> String {
    Language::ALL.into_iter().map(|language| one(language, &text(language, key, values))).collect()
}

/// Plain text of ours for one language; the style sheet hides it when the other is shown.
pub(crate) fn one(language: Language, sentence: &str) -> String {
    let (class, tag) = (language.as_str(), language.html_tag());
    format!(r#"<span class="{class}" lang="{tag}">{}</span>"#, escape(sentence))
}

/// A size as people read it: `480 KB`, `1.2 MB`. Decimal units, the same in both languages.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut tenths = bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    match tenths {
        ..100 => format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit]),
        _ => format!("{} {}", tenths / 10, UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, size, theirs};

    #[test]
    fn nothing_a_stranger_writes_becomes_markup() {
        let hostile = "</bdi><script>alert('x')</script>\" onload=\"y\n\u{202e}evil &amp;";
        let shown = theirs(hostile);
        assert_eq!(
            shown,
            "<bdi>&lt;/bdi&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y</bdi><br>\
             <bdi>\\u{202e}evil &amp;amp;</bdi>",
            "escaped, isolated line by line, direction marks shown"
        );
        assert_eq!(escape("plain 汉字"), "plain 汉字", "ordinary text stays");
    }

    #[test]
    fn sizes_are_short_and_never_rounded_up() {
        for (bytes, shown) in [(0, "0 B"), (999, "999 B"), (1_000, "1.0 KB"), (48_213, "48 KB"), (1_299_999, "1.2 MB")]
        {
            assert_eq!(size(bytes), shown, "{bytes}");
        }
        assert_eq!(size(4 << 30), "4.2 GB", "large");
    }
}
