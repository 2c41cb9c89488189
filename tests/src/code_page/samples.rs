//! One of each error, so that exit status and move come from the code that decides them.

use holdfast::{Error, Whose};
use holdfast_bundle::BundleError;
use holdfast_capture::{ClipboardProblem, IntakeProblem};
use holdfast_dispute::{AmountProblem, DateProblem, FactProblem};
use holdfast_proof::Digest;
use holdfast_proof::source::OpenError;
use holdfast_readers::ReadProblem;
use holdfast_time::ClockError;
use holdfast_vault::VaultError;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// Errors that `holdfast` gives by itself, made where they arise: all the user's, exit 65. That each has a sentence is
/// asked by the tests of the catalogue, which read the source.
const OWN: &[&str] = &[
    "bad-input",
    "case-part-too-large",
    "case-part-unknown",
    "case-unreadable",
    "document-font-missing",
    "edition-unknown",
    "exhibit-partial",
    "file-too-large",
    "licences-missing",
    "no-vault-chosen",
    "nobody-to-ask",
    "nothing-to-salvage",
    "order-incomplete",
    "part-differs",
    "part-unknown",
    "picture-tile-unknown",
    "proof-unknown",
    "reader-unreachable",
    "sample-damaged",
    "sample-missing",
    "settings-damaged",
    "trust-certificate-syntax",
    "trust-no-certificate",
    "trust-too-large",
    "trust-too-many",
    "withhold-reason-unknown",
];

/// What the window's shell cannot do for a page.
const OF_THE_WINDOW: &[(&str, Whose)] = &[
    ("clipboard-refused", Whose::Disk),
    ("copy-not-written", Whose::Disk),
    ("dialog-unavailable", Whose::Disk),
    ("media-unavailable", Whose::Disk),
    ("open-at-login-failed", Whose::Disk),
    ("part-not-opened", Whose::User),
    ("place-not-shown", Whose::User),
];

/// Each code with its ways to end: `65, user`. A code that is given in several places may have several.
pub(super) fn errors() -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut ends: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut note = |code: &'static str, status: u8, whose: &str| {
        ends.entry(code).or_default().insert(format!("{status}, {whose}"));
    };
    for error in all() {
        note(error.code(), error.exit().status(), move_of(error.whose()));
    }
    for code in OWN {
        note(code, 65, "user");
    }
    ends
}

fn move_of(whose: Whose) -> &'static str {
    match whose {
        Whose::User => "user",
        Whose::Disk => "disk",
        Whose::Network => "network",
        Whose::Vault => "vault",
        Whose::Newer => "newer",
        Whose::Us => "us",
    }
}

fn all() -> Vec<Error> {
    let mut errors: Vec<Error> = Vec::new();
    errors.extend(of_vault().into_iter().map(Error::from));
    errors.extend(of_bundle().into_iter().map(Error::from));
    errors.extend(of_facts().into_iter().map(Error::from));
    errors.extend(of_reader().into_iter().map(Error::from));
    errors.extend(of_clocks().iter().map(|error| Error::of_clock("x", error)));
    errors.extend(of_intake().iter().map(|problem| Error::of_input(Path::new("x"), problem, false)));
    errors.extend([
        Error::from(OpenError::CannotRead { path: path(), error: failure() }),
        Error::from(OpenError::NeitherFileNorFolder { path: path() }),
        Error::from(OpenError::Cancelled),
        Error::from(ClipboardProblem::Empty),
        Error::from(ClipboardProblem::Unreachable { detail: "x".to_owned() }),
        Error::usage("x"),
        Error::defect("x"),
        Error::cancelled(),
        Error::answer_unwritable(&failure()),
    ]);
    errors.extend(OF_THE_WINDOW.iter().map(|(code, whose)| Error::edge(code, *whose)));
    errors
}

fn path() -> PathBuf {
    PathBuf::from("x")
}

fn failure() -> io::Error {
    io::Error::other("x")
}

fn of_clocks() -> Vec<ClockError> {
    use ClockError as C;
    let detail = || "x".to_owned();
    vec![
        C::Unreachable { detail: detail() },
        C::Slow { limit_ms: 1 },
        C::Refused { detail: detail() },
        C::Busy { status: 503, retry_after_seconds: None },
        C::Redirected { status: 302 },
        C::NotAToken { detail: detail() },
        C::TooLarge { limit_bytes: 1 },
        C::ReplyInvalid { reason: "x" },
    ]
}

fn of_vault() -> Vec<VaultError> {
    use VaultError as V;
    let digest = Digest::of(b"x");
    let text = || "x".to_owned();
    vec![
        V::NotAVault { dir: path() },
        V::VaultExists { dir: path() },
        V::FolderNotEmpty { dir: path() },
        V::VaultNewer { found: 2, known: 1 },
        V::VaultDamaged { detail: text() },
        V::VaultBusy,
        V::VaultReadOnly,
        V::VaultUnfinished,
        V::VaultUnfinished,
        V::KeyUnreachable { detail: text() },
        V::DiskFull,
        V::NotEnoughSpace { needed_bytes: 2, free_bytes: 1 },
        V::CannotWrite { path: path(), error: failure() },
        V::CannotRead { path: path(), error: failure() },
        V::SourceUnreadable(failure()),
        V::ObjectMissing { digest },
        V::ObjectDamaged { digest },
        V::ItemUnknown { text: text() },
        V::ItemAmbiguous { text: text(), count: 2 },
        V::DisputeUnknown { text: text() },
        V::DisputeClosed { name: text() },
        V::ExhibitUnknown { label: text() },
        V::ExportUnknown { text: text() },
        V::AuthorityUnknown { name: text() },
        V::AuthorityExists { name: text() },
        V::AuthorityName { name: text() },
        V::AuthorityUrl { url: text() },
        V::AuthorityRoots { detail: text() },
        V::DraftUnsound { detail: text() },
        V::Cancelled,
    ]
}

fn of_bundle() -> Vec<BundleError> {
    use BundleError as B;
    let digest = Digest::of(b"x");
    vec![
        B::NothingToExport,
        B::ExhibitUnknown { label: "E01".to_owned() },
        B::BundleTooLarge { detail: "x".to_owned() },
        B::FileTooLargeForDisk { size_bytes: 1 },
        B::NotEnoughSpace { needed_bytes: 2, free_bytes: 1 },
        B::TargetExists { path: path() },
        B::DiskFull,
        B::CannotWrite { path: path(), error: failure() },
        B::ObjectDamaged { digest },
        B::ObjectMissing { digest },
        B::ObjectUnreadable { digest, error: failure() },
        B::InputMismatch { detail: "x".to_owned() },
        B::Cancelled,
    ]
}

fn of_facts() -> Vec<FactProblem> {
    use FactProblem as F;
    let name = || "x".to_owned();
    vec![
        F::Name { name: name() },
        F::Twice { name: name() },
        F::Amount { name: name(), problem: AmountProblem::NotANumber },
        F::Date { name: name(), problem: DateProblem::NotADay },
        F::TooLong { name: name(), characters: 2, at_most: 1 },
        F::Text { name: name() },
        F::TitleEmpty,
    ]
}

fn of_intake() -> Vec<IntakeProblem> {
    use IntakeProblem as I;
    vec![
        I::LinkNotFollowed,
        I::NotAFile { what: "pipe" },
        I::FileUnreadable(failure()),
        I::FolderUnreadable(failure()),
        I::FileVanished,
        I::FileChangedWhileRead,
        I::InsideVault,
        I::NotReached,
    ]
}

fn of_reader() -> Vec<ReadProblem> {
    use ReadProblem as R;
    let detail = String::new;
    vec![
        R::ReaderMissing,
        R::ReaderNotStarted(failure()),
        R::ReaderCrashed { ending: detail() },
        R::ReaderTimeout { limit: std::time::Duration::ZERO },
        R::ReaderGlut,
        R::ReaderGarbage(""),
        R::ReaderUnlimited { detail: detail() },
        R::PictureUnreadable { detail: detail() },
        R::PictureTooLarge { detail: detail() },
        R::PictureFormatUnknown,
        R::DocumentEncrypted,
        R::DocumentUnreadable { detail: detail() },
        R::DocumentTooLarge { detail: detail() },
        R::DocumentPageUnknown,
        R::TextBinary,
        R::TextTooLarge,
        R::TextEncodingUnknown,
        R::InputUnreadable { detail: detail() },
    ]
}
