//! The frame of both pages: no script, no address outside, both languages in the page and one of them shown.
//!
//! Two radio buttons choose the language; the style sheet hides the other. Light and dark follow the reader's
//! system, paper is always light. A page is appended to, never copied: it may be large.

use crate::html::escape;
use holdfast_text::{Language, text, visible};

/// What a page may do: show itself, and pictures that it holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// What closes a page.
pub(crate) const PAGE_END: &str = "</main>\n</body>\n</html>\n";

/// A page up to its content; `first` is the language in which it opens.
pub(crate) fn page_begin(first: Language, title: &str) -> String {
    let switches: String = Language::ALL.into_iter().map(|language| switch(language, language == first)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n\
         <body>\n{switches}<main>\n",
        first.html_tag(),
        escape(&visible(title)),
        include_str!("pages/page.css"),
    )
}

fn switch(language: Language, checked: bool) -> String {
    let (id, tag) = (language.as_str(), language.html_tag());
    format!(
        "<input type=\"radio\" name=\"language\" id=\"{id}\"{}><label for=\"{id}\" lang=\"{tag}\">{}</label>\n",
        if checked { " checked" } else { "" },
        escape(&text(language, "paper.language-name", &[]))
    )
}
