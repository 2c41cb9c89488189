//! Every sentence that a person reads, in English and in Chinese.
//!
//! Other crates return facts: codes, numbers, names. The edges (command line, checker, bundle pages) ask here
//! for the sentence. The sentences are data, `catalogue/<language>/<topic>.json`, one flat object per file from
//! key to sentence, sorted by key; `{name}` is a place for a value. Both languages hold the same keys and the
//! same places, and no sentence holds a word that claims more than a check can show: both are tests below.
//!
//! Keys: `finding.<code>` · `error.<code>.message` (what happened) and `error.<code>.help` (what is safe, what to
//! do) · `verdict.…` · `paper.…` (pages of a bundle) · `cli.…` · `window.…` (menu, tray, dialogs, notices) · the words
//! `kind.…`, `origin.…`, `withheld.…`, `completeness.…`, `edition.…`, `level.…`, `fact.…` · `reason.…` (why a fact was
//! not taken).
//!
//! ```
//! use holdfast_text::{Language, text};
//! let language = Language::parse("zh-CN").unwrap_or(Language::En);
//! assert_eq!(text(language, "cli.kept", &[("id", "E01"), ("name", "chat.txt")]), "已存证 E01 chat.txt");
//! ```

mod catalogue;
mod language;
mod moment;
mod visible;

pub use catalogue::{error_sentences, has, keys, text};
pub use language::Language;
pub use moment::{minute, zone};
pub use visible::visible;
