//! The tokens of a bundle: read within bounds, each distinct one once, on all processors.
//!
//! Only small files under a token's name are read. What a token is worth is said where it lies, by a finding for each
//! file; that revocation was not asked for is said once.

use super::super::Options;
use super::super::files::Files;
use super::super::pieces::in_pieces;
use super::super::places;
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::source::OpenError;
use crate::tsp::{HashAlgorithm, Imprint, Outcome, Token, TokenChecked, TokenFault};
use std::collections::BTreeMap;

/// The largest token that is understood in a bundle, in bytes; real ones have 2 to 10 KiB.
pub const TOKEN_BYTES_LIMIT: u64 = 64 << 10;
/// So many different tokens are checked, and so many bytes of them.
const TOKENS: usize = 50_000;
const TOKENS_BYTES: u64 = 256 << 20;

/// A token in its place, whose form, signature and chain hold; whether its time counts is in `checked`.
pub(super) struct Proof<'a> {
    /// Where it lies.
    pub(super) path: &'a str,
    /// The path of the list that its name says it is over.
    pub(super) named: String,
    pub(super) imprint: Imprint,
    pub(super) checked: TokenChecked,
}

/// Reads and checks all tokens; tells of each what it is worth. Those that contradict themselves, or cannot be checked
/// here, are not in the answer.
pub(super) fn read<'a>(
    files: &Files<'a>,
    options: &Options<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Proof<'a>>, OpenError> {
    let places = in_bounds(files, findings);
    let mut distinct: BTreeMap<Digest, &str> = BTreeMap::new();
    for place in &places {
        distinct.entry(place.sha256).or_insert(place.path);
    }
    let distinct: Vec<(Digest, &str)> = distinct.into_iter().collect();
    let pieces = in_pieces(&distinct, options.threads, |piece| {
        let mut found = Vec::new();
        let mut judged = BTreeMap::new();
        for (sha256, path) in piece.iter().take_while(|_| !options.watch.cancelled()) {
            // A file that is another one now was told so, and is no proof.
            if let Some(bytes) = files.again(path, &mut found) {
                judged.insert(*sha256, Judged::of(&bytes, options));
            }
        }
        (judged, found)
    });
    if options.watch.cancelled() {
        return Err(OpenError::Cancelled);
    }
    let mut judged = BTreeMap::new();
    for (piece, found) in pieces {
        judged.extend(piece);
        findings.extend(found);
    }
    let mut proofs = Vec::new();
    for Place { path, named, sha256 } in places {
        let Some(judged) = judged.get(&sha256) else { continue };
        findings.extend(judged.findings(options).into_iter().map(|finding| finding.at(path)));
        if let Judged::Token(imprint, checked) = judged
            && matchable(checked, imprint)
        {
            proofs.push(Proof { path, named, imprint: imprint.clone(), checked: checked.clone() });
        }
    }
    if judged.values().any(|judged| matches!(judged, Judged::Token(..))) {
        findings.push(Finding::new(Code::RevocationNotChecked, ""));
    }
    Ok(proofs)
}

/// A file that is to be read as a token.
struct Place<'a> {
    path: &'a str,
    named: String,
    sha256: Digest,
}

fn in_bounds<'a>(files: &Files<'a>, findings: &mut Vec<Finding>) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    let mut seen = BTreeMap::new();
    let mut bytes = 0u64;
    for (path, file) in files.0.iter().filter(|(_, file)| !file.litter) {
        let (Some(named), Some(sha256)) = (places::list_of_token(path), file.sha256) else { continue };
        if file.size_bytes > TOKEN_BYTES_LIMIT {
            let detail = format!("{} bytes in a time proof", file.size_bytes);
            findings.push(Finding::new(Code::LimitExceeded, detail).at(*path));
            continue;
        }
        if seen.insert(sha256, ()).is_none() {
            bytes += file.size_bytes;
        }
        if seen.len() > TOKENS || bytes > TOKENS_BYTES {
            let detail = format!("more than {TOKENS} time proofs, or than {TOKENS_BYTES} bytes of them");
            findings.push(Finding::new(Code::LimitExceeded, detail).at(*path));
            break;
        }
        places.push(Place { path, named, sha256 });
    }
    places
}

/// What one token is.
enum Judged {
    NoToken(TokenFault),
    Token(Imprint, TokenChecked),
}

impl Judged {
    fn of(bytes: &[u8], options: &Options<'_>) -> Self {
        match Token::read(bytes) {
            Ok(token) => Self::Token(token.imprint().clone(), token.check(options.trust)),
            Err(fault) => Self::NoToken(fault),
        }
    }

    fn findings(&self, options: &Options<'_>) -> Vec<Finding> {
        match self {
            Self::NoToken(fault) => vec![fault.finding()],
            Self::Token(_, checked) => {
                let mut findings = checked.findings(options.now);
                findings.retain(|finding| finding.code != Code::RevocationNotChecked);
                findings
            }
        }
    }
}

/// Whether it can be said which list a token is over. One that contradicts itself is told as that and nothing more.
fn matchable(checked: &TokenChecked, imprint: &Imprint) -> bool {
    let known = matches!(imprint.algorithm, HashAlgorithm::Sha256 | HashAlgorithm::Sha384 | HashAlgorithm::Sha512);
    known && !matches!(checked.outcome, Outcome::Invalid)
}
