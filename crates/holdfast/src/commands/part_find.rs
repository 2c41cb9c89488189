//! Finding words in the texts of pages. What is drawn is not what is typed: a line ends within a word, letters are wide,
//! characters come from the blocks of radicals. So both sides are folded before they are compared, and what is shown
//! is what stands on the page.

use crate::answers::PageHit;

/// So many places are answered.
const HITS_MOST: usize = 500;
/// So many characters stand before and after a hit.
const AROUND: usize = 40;

/// The places where `find` stands in the pages' texts, at most 500, and how many there are.
pub(super) fn places(texts: &[String], find: &str) -> (Vec<PageHit>, u64) {
    let needle: Vec<char> = find.chars().flat_map(folded).collect();
    let (mut hits, mut total) = (Vec::new(), 0);
    if needle.is_empty() {
        return (hits, total);
    }
    for (index, text) in texts.iter().enumerate() {
        let characters: Vec<char> = text.chars().collect();
        // Folded characters, each with the place of the one it comes from.
        let hay: Vec<(char, usize)> = characters
            .iter()
            .enumerate()
            .flat_map(|(place, character)| folded(*character).map(move |folded| (folded, place)))
            .collect();
        let mut at = 0;
        while at + needle.len() <= hay.len() {
            let found = hay[at..].iter().zip(&needle).all(|((character, _), wanted)| character == wanted);
            if !found {
                at += 1;
                continue;
            }
            total += 1;
            if hits.len() < HITS_MOST {
                let (begin, end) = (hay[at].1, hay[at + needle.len() - 1].1 + 1);
                hits.push(PageHit {
                    page: index as u32 + 1,
                    before: shown(&characters[begin.saturating_sub(AROUND)..begin]),
                    hit: shown(&characters[begin..end]),
                    after: shown(&characters[end..(end + AROUND).min(characters.len())]),
                });
            }
            at += needle.len();
        }
    }
    (hits, total)
}

fn shown(characters: &[char]) -> String {
    characters.iter().map(|character| if character.is_whitespace() { ' ' } else { *character }).collect()
}

/// A character as it is compared: no white space, small letters, letters of usual width, characters instead of the
/// radicals that some programs write for them.
fn folded(character: char) -> impl Iterator<Item = char> {
    let usual = match character {
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{2f00}'..='\u{2fd5}' => radical(character),
        '\u{2e80}'..='\u{2eff}' => simple_radical(character),
        other => other,
    };
    let nothing = usual.is_whitespace() || usual.is_control() || usual == '\u{ad}' || usual == '\u{200b}';
    (!nothing).then_some(usual).into_iter().flat_map(char::to_lowercase)
}

/// The character that looks like this Kangxi radical (Unicode's block 2F00, in order).
fn radical(character: char) -> char {
    const CHARACTERS: &str = "\
        一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳\
        心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网\
        羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛\
        食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
    let place = u32::from(character).wrapping_sub(0x2f00) as usize;
    CHARACTERS.chars().nth(place).unwrap_or(character)
}

/// The same for the radicals of simplified characters (block 2E80), in pairs.
fn simple_radical(character: char) -> char {
    const PAIRS: &str = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    let mut pairs = PAIRS.chars();
    while let (Some(radical), Some(usual)) = (pairs.next(), pairs.next()) {
        if radical == character {
            return usual;
        }
    }
    character
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn words_are_found_over_line_ends_in_any_case_and_width() {
        let pages = texts(&["", "双十一价格保\n护承诺，退款 ＲＥＦＵＮＤ 299 元", "Refund policy: refund"]);
        let (hits, total) = places(&pages, "价格保护");
        assert_eq!(total, 1, "a line end within a word hides nothing");
        assert_eq!((hits[0].page, hits[0].hit.as_str()), (2, "价格保 护"), "shown as it stands, on one line");
        assert_eq!(
            (hits[0].before.as_str(), hits[0].after.chars().next()),
            ("双十一", Some('承')),
            "with what is around"
        );
        let (hits, total) = places(&pages, "refund");
        assert_eq!(total, 3, "wide, capital and small letters");
        assert_eq!(hits.iter().map(|hit| hit.page).collect::<Vec<_>>(), [2, 3, 3], "in the document's order");
    }

    #[test]
    fn radicals_are_the_characters_that_they_look_like() {
        assert_eq!(places(&texts(&["⾼端⼿机"]), "高端手机").1, 1, "as some programs write them");
        assert_eq!(places(&texts(&["第 1 ⻚，⻛⻋"]), "页，风车").1, 1, "those of simplified characters too");
        assert_eq!(radical('\u{2f00}'), '一', "the first");
        assert_eq!(radical('\u{2fd5}'), '龠', "the last: the table has no gap");
    }

    #[test]
    fn hits_are_bounded_and_nothing_finds_nothing() {
        let (hits, total) = places(&texts(&["a".repeat(2_000).as_str()]), "A");
        assert_eq!((hits.len(), total), (500, 2_000), "at most 500, all counted");
        assert_eq!(places(&texts(&["a b"]), " \n"), (Vec::new(), 0), "white space alone is nothing to find");
    }
}
