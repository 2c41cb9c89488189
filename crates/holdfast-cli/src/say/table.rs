//! Columns on a terminal, where a Chinese character is as wide as two Latin ones.

/// Rows with their columns aligned; the last column is not padded, so that names of any length stay whole.
pub(crate) fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let mut widest = [0; COLUMNS];
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            widest[column] = widest[column].max(width(cell));
        }
    }
    let mut text = String::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            text.push_str(cell);
            if column + 1 < COLUMNS {
                text.push_str(&" ".repeat(widest[column] + 2 - width(cell)));
            }
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

/// Columns that a text takes on a terminal: two for the wide scripts and emoji, one for the rest.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}

fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_line_up_under_wide_characters() {
        let rows = [["类别".to_owned(), "a".to_owned()], ["chat".to_owned(), "b".to_owned()]];
        assert_eq!(table(&rows), "类别  a\nchat  b\n", "two wide characters take four columns");
    }
}
