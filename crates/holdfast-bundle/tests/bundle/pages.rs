//! The pages: nothing a stranger wrote acts, nothing is fetched, nothing claims too much.

use crate::desk::Desk;
use holdfast_bundle::Thumbnail;
use holdfast_proof::record::Kind;

const HOSTILE: &str = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u{202e}gpj.exe";

#[test]
fn hostile_words_stay_words() {
    let mut desk = Desk::usual();
    desk.draft.title = HOSTILE.to_owned();
    desk.draft.exhibits[0].proves = HOSTILE.to_owned();
    for name in ["claim", "demand", "merchant", "free_field"] {
        desk.draft.facts.insert(name.to_owned(), HOSTILE.to_owned());
    }
    for page in ["index.html", "READ-ME-FIRST.html"] {
        let html = desk.made(page);
        assert!(!html.contains("<script") && !html.contains("<img src=x"), "{page}: no markup of theirs");
        assert!(!html.contains('\u{202e}'), "{page}: no character turns the text");
        assert!(html.contains("<bdi>&lt;/title&gt;&lt;script&gt;"), "{page}: shown as written, isolated");
        assert!(html.contains("\\u{202e}gpj.exe"), "{page}: the hidden character is shown");
    }
    let text = desk.made("READ-ME-FIRST.txt");
    assert!(!text.contains('\u{202e}'), "in the text form too");
}

#[test]
fn a_title_cannot_add_a_command_to_the_text_form() {
    let mut desk = Desk::usual();
    desk.draft.title = "x\n    rm -rf ~\n\tformat".to_owned();
    let text = desk.made("READ-ME-FIRST.txt");
    let added = text.lines().any(|line| line.starts_with("    rm") || line.starts_with("\tformat"));
    assert!(!added, "a line break in a title is written out");
}

#[test]
fn pages_fetch_nothing_and_run_nothing() {
    let mut desk = Desk::usual();
    desk.thumbnails = vec![picture(100)];
    for page in ["index.html", "READ-ME-FIRST.html"] {
        // The official addresses of time authorities are told as text, never as links.
        let html = without_addresses(desk.made(page));
        let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
        assert!(html.contains(policy), "{page}: the browser is told so");
        for sign in
            ["http:", "https:", "//", "<script", "javascript:", " onload", "<iframe", "<link", "@import", "url("]
        {
            assert!(!html.contains(sign), "{page} holds {sign}");
        }
    }
}

fn without_addresses(page: String) -> String {
    holdfast_proof::pins::all().iter().fold(page, |page, pin| page.replace(&pin.address, ""))
}

#[test]
fn evidence_that_could_run_is_named_but_not_linked() {
    let html = Desk::usual().made("index.html");
    assert!(html.contains("href=\"data/items/E01/p001.png\""), "a picture is linked");
    assert!(html.contains("page.mhtml") && !html.contains("E01/page.mhtml\""), "a web page is only named");
}

#[test]
fn the_page_claims_no_verdict() {
    let html = Desk::usual().made("index.html");
    for word in ["✓", "✔", "verified", "核验通过", "可信", "trusted"] {
        assert!(!html.contains(word), "{word}");
    }
    for words in
        ["没有经过核对", "has not been checked", "不作核对用", "not for checking", "请先解压", "unpack the ZIP first"]
    {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn pictures_beyond_the_limits_are_left_out_with_a_word() {
    let mut desk = Desk::empty();
    for _ in 0..5 {
        desk.add(Kind::Photo, &[("p001.png", b"x")], "");
    }
    desk.thumbnails = vec![picture(300_000), picture(300_001), picture(10)];
    desk.thumbnails.push(Thumbnail { media_type: "image/svg+xml".to_owned(), bytes: vec![1] });
    desk.thumbnails.push(picture(11));
    let html = desk.made("index.html");
    assert_eq!(html.matches("<img ").count(), 6, "three of five, in a figure and in a row each");
    assert!(html.contains("2 small pictures were left out"), "and the page says so");
    assert!(!html.contains("svg"), "no drawing gets in");
}

#[test]
fn all_pictures_together_stay_below_their_limit() {
    let mut desk = Desk::empty();
    for _ in 0..110 {
        desk.add(Kind::Photo, &[("p001.png", b"x")], "");
    }
    desk.thumbnails = vec![picture(300_000); 110];
    let html = desk.made("index.html");
    assert_eq!(html.matches("<img ").count(), 100, "30 MB in all, three of them figures");
    assert!(html.contains("13 small pictures were left out"), "and the page says so");
}

#[test]
fn the_papers_print_the_digest_of_the_payload_list_and_never_that_of_the_tag_list() {
    let desk = Desk::usual();
    let plan = desk.plan().expect("a plan");
    for page in ["index.html", "READ-ME-FIRST.html", "READ-ME-FIRST.txt"] {
        let text = desk.made(page);
        assert!(text.contains(&plan.manifest_sha256.to_string()), "{page}: all 64 digits");
        assert!(!text.contains(&plan.tagmanifest_sha256.short()), "{page}: that would be a circle");
    }
}

fn picture(bytes: usize) -> Thumbnail {
    Thumbnail { media_type: "image/png".to_owned(), bytes: vec![0; bytes] }
}
