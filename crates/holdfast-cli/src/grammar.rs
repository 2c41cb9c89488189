//! What may be typed: the verbs of the command line, their arguments and their help.
//!
//! - A noun, then a verb (`holdfast item add`), as docs/command-line.md lists them.
//! - `--vault`, `--json` and `--language` may stand anywhere.
//! - Nothing is read from the environment here; the edge fills in what was not typed.
//! - Values are checked for form only (`E02=code`, `FIELD=VALUE`); whether they exist is the operations' business.

mod chinese;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap::{CommandFactory, FromArgMatches};
use holdfast::{Kind, Language};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "holdfast",
    version,
    about = "Keep proof of what you were promised, bought and told; hand it over so that anyone can check it.",
    after_help = EXAMPLES,
    disable_help_subcommand = true,
    propagate_version = false
)]
pub(crate) struct Line {
    /// The vault's folder (else HOLDFAST_VAULT, else the data folder of this user)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// Answer with exactly one JSON object on stdout, also for errors
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Language of sentences (else from LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, global = true, value_name = "zh|en")]
    pub(crate) language: Option<Tongue>,
    #[command(subcommand)]
    pub(crate) noun: Noun,
}

impl Line {
    /// Reads a command line; help and complaints of the parser come in this language as far as it can speak it.
    pub(crate) fn read(arguments: &[std::ffi::OsString], language: Language) -> Result<Line, clap::Error> {
        let grammar = match language {
            Language::Zh => chinese::chinese(Line::command()),
            Language::En => Line::command(),
        };
        Line::from_arg_matches(&grammar.try_get_matches_from(arguments)?)
    }
}

const EXAMPLES: &str = "Examples:
  holdfast vault create
  holdfast item add chat.txt invoice.pdf screenshots/
  holdfast dispute create \"Tent arrived torn\"
  holdfast dispute attach tent-arrived-torn-3f2a 0198c1d2 --proves \"The seller promised a refund\"
  holdfast bundle create tent-arrived-torn-3f2a -o complaint.zip
  holdfast bundle verify complaint.zip

Exit status: 0 done; 1 some inputs failed; 64 usage; 65 bad input; 69 no network;
70 a defect of Holdfast; 73 cannot write; 74 input or output.
bundle verify: 0 dated, 1 intact, 2 broken, 3 not checkable. vault check: 0 whole, 2 damaged, 3 cannot be opened.";

/// The languages in which sentences exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tongue {
    /// Chinese
    Zh,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Noun {
    /// The folder in which evidence is kept: create, check, copy, save what is left
    #[command(subcommand)]
    Vault(Vault),
    /// Evidence: add, list, show, export, remove
    #[command(subcommand)]
    Item(Item),
    /// Evidence taken by Holdfast itself: what was copied elsewhere
    #[command(subcommand)]
    Capture(Capture),
    /// Disputes: facts and exhibits
    #[command(subcommand)]
    Dispute(Dispute),
    /// Bundles: what is handed over, and checking what others hand over
    #[command(subcommand)]
    Bundle(Bundle),
    /// Time: whose clocks may be asked, what waits for them, checking a proof
    #[command(subcommand)]
    Time(Time),
    /// What is here: versions, the vault's place and state, free space, advice
    Doctor,
    /// Print shell completions
    #[command(
        after_help = "Example:\n  holdfast completions bash > ~/.local/share/bash-completion/completions/holdfast"
    )]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Vault {
    /// Make a new vault
    #[command(after_help = "Example:\n  holdfast vault create\n  holdfast --vault /media/stick/evidence vault create")]
    Create,
    /// Where the vault is, how much it holds, its key
    Info,
    /// Recompute everything in the vault (exit 0 whole, 2 damaged, 3 cannot be opened)
    Check,
    /// Find every item again from the objects alone, when the vault's database is lost
    Salvage,
    /// Copy the whole vault, checked, while it is in use
    #[command(after_help = "Example:\n  holdfast vault copy /media/stick/evidence-2026")]
    Copy {
        /// A folder that does not exist yet, or is empty
        dir: PathBuf,
    },
    /// The key that signs the log and the bundles
    #[command(subcommand)]
    Key(Key),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Fingerprint and public key
    Show,
    /// Make a new key; the old one vouches for it
    Rotate,
    /// Copy the secret key to a file that does not exist yet
    Copy {
        /// The file to make
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Item {
    /// Keep files and folders exactly as they are
    #[command(
        after_help = "Examples:\n  holdfast item add chat.txt photos/\n  holdfast item add --kind invoice --dispute tent-arrived-torn-3f2a invoice.pdf\n\nPrints `kept <id> <name>` for each item once it lies safely on the disk."
    )]
    Add {
        /// Files, or folders (whole)
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// What they are: screenshot chat invoice page order mail photo video audio document (else proposed from the content)
        #[arg(long, value_name = "K", value_parser = kind_of_evidence)]
        kind: Option<Kind>,
        /// Attach them to this dispute too
        #[arg(long, value_name = "D")]
        dispute: Option<String>,
    },
    /// List what is kept
    #[command(after_help = "Examples:\n  holdfast item list --kind chat\n  holdfast item list --find 退款 --json")]
    List {
        /// Only exhibits of this dispute
        #[arg(long, value_name = "D")]
        dispute: Option<String>,
        /// Only this kind
        #[arg(long, value_name = "K", value_parser = any_kind)]
        kind: Option<Kind>,
        /// Only items whose name or note contains this
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
    },
    /// Everything that is recorded about an item
    Show {
        /// Item id, seal digest, or at least the first 8 characters of one
        id: String,
    },
    /// Read items: thumbnails and message leaves (all unread ones when no ID is given)
    Read {
        /// Item id, seal digest, or at least the first 8 characters of one
        id: Option<String>,
    },
    /// Write an item's folder: its parts, records and seal, nothing else
    #[command(after_help = "Example:\n  holdfast item export 0198c1d2 ./item && (cd item && sha256sum -c item.sha256)")]
    Export {
        /// Item id, seal digest, or at least the first 8 characters of one
        id: String,
        /// A folder that does not exist yet, or is empty
        dir: PathBuf,
    },
    /// Set your note on an item (an empty text takes it away)
    Note {
        /// Item id, seal digest, or at least the first 8 characters of one
        id: String,
        /// The note
        text: String,
    },
    /// Erase an item for good; the log keeps that it was there and when it went
    Remove {
        /// Item id, seal digest, or at least the first 8 characters of one
        id: String,
        /// Why (kept in the vault only)
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Capture {
    /// Keep what was copied: files, else a picture, else text
    #[command(after_help = "Example:\n  holdfast capture clipboard --dispute tent-arrived-torn-3f2a")]
    Clipboard {
        /// What it is: screenshot chat invoice page order mail photo video audio document (else proposed from the content)
        #[arg(long, value_name = "K", value_parser = kind_of_evidence)]
        kind: Option<Kind>,
        /// Attach it to this dispute too
        #[arg(long, value_name = "D")]
        dispute: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Dispute {
    /// Open a dispute
    #[command(after_help = "Example:\n  holdfast dispute create \"Tent arrived torn\"")]
    Create {
        /// Its title
        title: String,
    },
    /// All disputes
    List,
    /// Facts, exhibits and history of a dispute
    Show {
        /// The dispute's id or name
        dispute: String,
    },
    /// Set facts (FIELD= takes one away)
    #[command(
        after_help = "Example:\n  holdfast dispute set tent-arrived-torn-3f2a platform=taobao amount_paid='199.00 CNY' bought_on=2026-09-01 demand='full refund'"
    )]
    Set {
        /// The dispute's id or name
        dispute: String,
        /// FIELD=VALUE
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = field_and_value)]
        facts: Vec<(String, String)>,
    },
    /// Make items exhibits of a dispute (doing it twice changes nothing)
    #[command(
        after_help = "Example:\n  holdfast dispute attach tent-arrived-torn-3f2a 0198c1d2 --proves \"The seller promised a refund\""
    )]
    Attach {
        /// The dispute's id or name
        dispute: String,
        /// Item ids
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// What they are to prove
        #[arg(long, value_name = "TEXT")]
        proves: Option<String>,
    },
    /// Take exhibits out again (their numbers are never used again)
    Detach {
        /// The dispute's id or name
        dispute: String,
        /// Exhibit numbers (E02) or item ids
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Put exhibits into this order (those not named follow as they stood)
    #[command(after_help = "Example:\n  holdfast dispute order tent-arrived-torn-3f2a E02 E01")]
    Order {
        /// The dispute's id or name
        dispute: String,
        /// Exhibit numbers
        #[arg(required = true, value_name = "E02")]
        exhibits: Vec<String>,
    },
    /// Close a dispute
    Close {
        /// The dispute's id or name
        dispute: String,
        /// How it ended
        #[arg(long, value_name = "TEXT")]
        outcome: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Bundle {
    /// Write a dispute's bundle
    #[command(
        after_help = "Examples:\n  holdfast bundle create tent-arrived-torn-3f2a -o complaint.zip\n  holdfast bundle create tent-arrived-torn-3f2a -o complaint.zip --edition submission --withhold E02=other-person"
    )]
    Create {
        /// The dispute's id or name
        dispute: String,
        /// The file to make
        #[arg(short = 'o', long = "output", value_name = "FILE.zip")]
        output: PathBuf,
        /// full: exhibits whole; submission: without the records of this computer
        #[arg(long, value_name = "full|submission", default_value = "full", value_parser = ["full", "submission"])]
        edition: String,
        /// Show an exhibit by its digest only; codes: private other-person business-secret irrelevant
        #[arg(long, value_name = "E02=CODE", value_parser = label_and_code)]
        withhold: Vec<(String, String)>,
    },
    /// The bundles that were made of a dispute
    List {
        /// The dispute's id or name
        dispute: String,
    },
    /// Check bundles, with or without a vault (exit 0 dated, 1 intact, 2 broken, 3 not checkable)
    #[command(
        after_help = "Examples:\n  holdfast bundle verify complaint.zip\n  holdfast bundle verify first.zip second.zip --signer SHA256:…"
    )]
    Verify(Verify),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Time {
    /// Allow asking public clocks: they see a digest and your network's address, nothing else
    Allow,
    /// Forbid it; authorities that you added yourself are asked all the same
    Deny,
    /// Your own time authorities
    #[command(subcommand)]
    Authority(Authority),
    /// Ask everyone agreed to for everything that waits (exit 0 done, 1 some failed, 69 none could be reached)
    Stamp,
    /// Who is asked, what waits and why
    Status,
    /// Check a proof against a file, with or without a vault (exit 0 proven, 1 not proven, 2 invalid, 3 not checkable)
    #[command(after_help = "Example:\n  holdfast time check item.sha256 item.sha256.digicert.tsr")]
    Check {
        /// What was stamped
        file: PathBuf,
        /// The proof (.tsr)
        proof: PathBuf,
        /// A time authority's root certificate that you chose to believe on this run
        #[arg(long, value_name = "PEM")]
        trust: Vec<PathBuf>,
        /// A Bitcoin block that you looked up yourself
        #[arg(long, value_name = "HEIGHT:HASH", value_parser = height_and_hash)]
        block: Vec<(u64, String)>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Authority {
    /// Add one; by adding it you agree to its being asked
    #[command(
        after_help = "Example:\n  holdfast time authority add notary https://time.notary.example/tsa --root notary-root.pem"
    )]
    Add {
        /// A short name: a-z, 0-9, single hyphens between
        name: String,
        /// Where it is asked (RFC 3161 over http or https)
        url: String,
        /// Its root certificate; without it its times do not count here
        #[arg(long, value_name = "PEM")]
        root: Option<PathBuf>,
    },
    /// Those that are known and those that you added
    List,
    /// Take one away; what it stamped stays
    Remove {
        /// Its short name
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// ZIP files or unpacked folders
    #[arg(required = true, value_name = "FILE|DIR")]
    pub(crate) inputs: Vec<PathBuf>,
    /// A time authority's root certificate that you chose to believe on this run
    #[arg(long, value_name = "PEM")]
    pub(crate) trust: Vec<PathBuf>,
    /// The fingerprint that the signer told you; another signer makes the verdict broken
    #[arg(long, value_name = "FP")]
    pub(crate) signer: Option<String>,
    /// A Bitcoin block that you looked up yourself
    #[arg(long, value_name = "HEIGHT:HASH", value_parser = height_and_hash)]
    pub(crate) block: Vec<(u64, String)>,
}

/// A kind that a user may give to what comes in; the others are made by Holdfast itself.
fn kind_of_evidence(text: &str) -> Result<Kind, String> {
    match any_kind(text)? {
        Kind::Leaves | Kind::Comparison => Err("this kind is only made by Holdfast itself".to_owned()),
        kind => Ok(kind),
    }
}

fn any_kind(text: &str) -> Result<Kind, String> {
    text.parse().map_err(|_| {
        let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("expected one of: {}", words.join(" "))
    })
}

/// `FIELD=VALUE`; the value may be empty and may hold further `=`.
fn field_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.is_empty() => Ok((field.to_owned(), value.to_owned())),
        _ => Err("expected FIELD=VALUE".to_owned()),
    }
}

/// `E02=code`; whether the code and the exhibit exist is checked by the operation.
fn label_and_code(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((label, code)) if !label.is_empty() && !code.is_empty() => Ok((label.to_owned(), code.to_owned())),
        _ => Err("expected E02=CODE, for example E02=private".to_owned()),
    }
}

/// `840000:0000…` with 64 hexadecimal characters.
fn height_and_hash(text: &str) -> Result<(u64, String), String> {
    let wrong = || "expected HEIGHT:HASH with 64 hexadecimal characters".to_owned();
    let (height, hash) = text.split_once(':').ok_or_else(wrong)?;
    let height = height.parse().map_err(|_| wrong())?;
    if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok((height, hash.to_ascii_lowercase()))
    } else {
        Err(wrong())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_contradicts_itself_nowhere() {
        Line::command().debug_assert();
    }

    #[test]
    fn a_fact_may_hold_an_equals_sign_and_may_be_empty() {
        assert_eq!(field_and_value("a=b=c"), Ok(("a".into(), "b=c".into())), "only the first sign divides");
        assert_eq!(field_and_value("a="), Ok(("a".into(), String::new())), "an empty value takes the fact away");
        assert!(field_and_value("=a").is_err(), "a fact has a name");
        assert!(field_and_value("a").is_err(), "without a sign it is no fact");
    }

    #[test]
    fn a_block_is_a_height_and_a_whole_hash() {
        let hash = "0".repeat(64);
        assert_eq!(height_and_hash(&format!("7:{hash}")), Ok((7, hash)), "the plain form");
        assert!(height_and_hash("7:00").is_err(), "a short hash names no block");
        assert!(height_and_hash(&"0".repeat(64)).is_err(), "the height is part of it");
    }
}
