//! Where a file may lie: the mandatory ones, and the closed lists of metadata/log/ and timestamps/.
//!
//! timestamps/ is outside the tag manifest, because it holds what cannot be known before; so only certain names may be
//! there. What a token (`.tsr`) is over is told by its imprint, in `time`, and never by its name; an OpenTimestamps
//! proof (`.ots`) cannot be checked by this version, and each in its rightful place is told by a note.

use super::files::Files;
use super::lists::{BAG_INFO, BAGIT, MANIFEST, TAG_MANIFEST, read_list};
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::{list, seal};
use std::collections::BTreeSet;

/// The files that every Holdfast bundle has.
pub(super) const MANDATORY: [&str; 15] = [
    BAGIT,
    BAG_INFO,
    MANIFEST,
    TAG_MANIFEST,
    "READ-ME-FIRST.html",
    "READ-ME-FIRST.txt",
    "index.html",
    "metadata/dispute.json",
    "metadata/exhibits.json",
    "metadata/omissions.json",
    "metadata/redactions.json",
    "metadata/proofs.json",
    "metadata/allowed_signers",
    "metadata/log/entries.jsonl",
    "metadata/log/checkpoint",
];

/// The signature over the tag manifest.
pub(super) const SIGNATURE: &str = "timestamps/tagmanifest-sha256.txt.sig";

/// Checks names and mandatory files.
pub(super) fn check(files: &Files<'_>, findings: &mut Vec<Finding>) {
    for name in MANDATORY {
        if !files.has(name) {
            findings.push(Finding::new(Code::MandatoryMissing, "every Holdfast bundle has it").at(name));
        }
    }
    if !files.has(SIGNATURE) {
        findings.push(Finding::new(Code::SignatureMissing, "the list of files is not signed").at(SIGNATURE));
    }
    let lists = check_log_folder(files, findings);
    check_timestamps(files, &lists, findings);
    for (name, _) in files.0.iter().filter(|(name, file)| !file.litter && is_proof(name)) {
        let place = proof_place(name);
        if place == Place::Elsewhere {
            findings.push(Finding::new(Code::ProofUnmatched, "a time proof where none belongs").at(*name));
        } else if name.ends_with(".ots") && (place == Place::Item || files.has(&target_of(name))) {
            findings.push(Finding::new(Code::PresentNotCheckableHere, "an OpenTimestamps proof").at(*name));
        }
    }
}

/// The path of the list that a token's name says it is over; none when no token belongs under this name.
pub(super) fn list_of_token(name: &str) -> Option<String> {
    if !name.ends_with(".tsr") {
        return None;
    }
    if let Some(rest) = name.strip_prefix(super::items::ITEMS) {
        let (folder, file) = rest.split_once('/')?;
        return seal::is_proof_name(file).then(|| format!("{}{folder}/{}", super::items::ITEMS, seal::LIST));
    }
    let rightful = match (name.strip_prefix("metadata/log/"), name.strip_prefix("timestamps/")) {
        (Some(rest), _) => numbered_list(rest).is_some_and(is_proof_of_list),
        (_, Some(rest)) => is_timestamp_name(rest),
        _ => false,
    };
    rightful.then(|| target_of(name))
}

/// Whether a path is that of a batch list or of a renewal list.
pub(super) fn is_numbered_list(path: &str) -> bool {
    let last = path.strip_prefix("metadata/log/").or_else(|| path.strip_prefix("timestamps/"));
    last.and_then(numbered_list) == Some("")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Beside an item's list; the rules of the item folder say whether it belongs there.
    Item,
    /// In metadata/log/ or timestamps/, whose rules say so.
    Listed,
    Elsewhere,
}

fn is_proof(name: &str) -> bool {
    name.ends_with(".tsr") || name.ends_with(".ots")
}

fn proof_place(name: &str) -> Place {
    if name.starts_with(super::items::ITEMS) && name.rsplit('/').next().is_some_and(seal::is_proof_name) {
        Place::Item
    } else if name.starts_with("metadata/log/") || name.starts_with("timestamps/") {
        Place::Listed
    } else if name.starts_with(super::items::ITEMS) {
        // A part may be a time proof that the user brought, and a stranger is told as such.
        Place::Listed
    } else {
        Place::Elsewhere
    }
}

/// The list that a proof's name says it is over, as a path. Only meaningful in metadata/log/ and timestamps/.
fn target_of(name: &str) -> String {
    if name.starts_with("timestamps/upgraded/") {
        return name.to_owned();
    }
    let stem = name.strip_suffix(".tsr").or_else(|| name.strip_suffix(".ots")).unwrap_or(name);
    let target = list_stem(stem).unwrap_or(stem);
    target.strip_prefix("timestamps/tagmanifest").map_or_else(|| target.to_owned(), |rest| format!("tagmanifest{rest}"))
}

/// `metadata/log/batch-0001.sha256` of `metadata/log/batch-0001.sha256.digicert`.
fn list_stem(name: &str) -> Option<&str> {
    [".sha256", ".sha512", ".txt"].iter().find_map(|ending| name.find(ending).map(|at| &name[..at + ending.len()]))
}

/// metadata/log/: entries, checkpoint, bodies, inclusion proofs, confirmed rotations, batch and renewal lists with their proofs. Gives the
/// digests of all lists that a proof may be over.
fn check_log_folder(files: &Files<'_>, findings: &mut Vec<Finding>) -> BTreeSet<String> {
    let mut lists: BTreeSet<String> = BTreeSet::new();
    let mut note = |digest: Option<Digest>| lists.extend(digest.map(|digest| digest.name32()));
    for (name, file) in files.below("data/items/") {
        if name.ends_with("/item.sha256") {
            note(file.sha256);
        }
    }
    if let Some(file) = files.get(TAG_MANIFEST) {
        note(file.sha256);
    }
    for (name, file) in files.below("metadata/log/") {
        let path = format!("metadata/log/{name}");
        let checked_elsewhere = ["bodies/", "proofs/", "rotations/"].iter().any(|folder| name.starts_with(folder));
        if name == "entries.jsonl" || name == "checkpoint" || checked_elsewhere {
            continue;
        }
        match numbered_list(name) {
            Some("") => {
                note(file.sha256);
                check_list(files, &path, findings);
            }
            Some(rest) if is_proof_of_list(rest) => {
                if path.ends_with(".ots") && !files.has(&target_of(&path)) {
                    findings.push(Finding::new(Code::ProofUnmatched, "the list it is over is not there").at(path));
                }
            }
            _ => findings.push(Finding::new(Code::UnlistedFile, "no such file belongs in metadata/log/").at(path)),
        }
    }
    lists
}

/// The grammar of a batch or renewal list.
fn check_list(files: &Files<'_>, path: &str, findings: &mut Vec<Finding>) {
    if path.ends_with(".sha256") {
        read_list(files, path, findings);
    } else if let Some(Err(error)) = files.bytes(path).map(list::parse_sha512) {
        findings.push(Finding::new(Code::ListSyntax, error.to_string()).at(path).with("line", error.line));
    }
}

/// For `batch-NNNN.sha256…`, `renewal-NNNN.sha256…` or `renewal-NNNN.sha512…`: what follows.
fn numbered_list(name: &str) -> Option<&str> {
    let (rest, renewal) = match (name.strip_prefix("batch-"), name.strip_prefix("renewal-")) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => return None,
    };
    let (digits, rest) = rest.split_at_checked(4)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    rest.strip_prefix(".sha256").or_else(|| rest.strip_prefix(".sha512").filter(|_| renewal))
}

/// `.<authority>.tsr`, `.<calendar>.ots` or `.ots`.
fn is_proof_of_list(rest: &str) -> bool {
    if rest == ".ots" {
        return true;
    }
    let authority =
        rest.strip_suffix(".tsr").or_else(|| rest.strip_suffix(".ots")).and_then(|rest| rest.strip_prefix('.'));
    authority.is_some_and(|authority| !authority.is_empty() && !authority.contains('/'))
}

/// timestamps/: only these names.
fn check_timestamps(files: &Files<'_>, lists: &BTreeSet<String>, findings: &mut Vec<Finding>) {
    let mut own_lists = BTreeSet::new();
    for (name, file) in files.below("timestamps/") {
        if numbered_list(name) == Some("") && name.starts_with("renewal-") {
            own_lists.extend(file.sha256.map(|digest| digest.name32()));
            check_list(files, &format!("timestamps/{name}"), findings);
        }
    }
    for (name, _) in files.below("timestamps/") {
        let path = format!("timestamps/{name}");
        let upgraded = name.strip_prefix("upgraded/").and_then(|rest| rest.strip_suffix(".ots"));
        let allowed = match upgraded {
            Some(target) => {
                if is_hex(target, 32) && !lists.contains(target) && !own_lists.contains(target) {
                    findings.push(
                        Finding::new(Code::ProofUnmatched, "no list of the bundle has this digest").at(path.clone()),
                    );
                }
                is_hex(target, 32)
            }
            None => is_timestamp_name(name),
        };
        if !allowed {
            findings.push(Finding::new(Code::UnlistedFile, "no such file belongs in timestamps/").at(path.clone()));
        } else if path.ends_with(".ots") && upgraded.is_none() && !files.has(&target_of(&path)) {
            findings.push(Finding::new(Code::ProofUnmatched, "the list it is over is not there").at(path));
        }
    }
}

fn is_timestamp_name(name: &str) -> bool {
    if let Some(rest) = name.strip_prefix(TAG_MANIFEST) {
        return rest == ".sig" || is_proof_of_list(rest);
    }
    if name.starts_with("renewal-") {
        return numbered_list(name).is_some_and(|rest| rest.is_empty() || is_proof_of_list(rest));
    }
    if let Some(height) = name.strip_prefix("bitcoin/").and_then(|rest| rest.strip_suffix(".hdr")) {
        return !height.is_empty() && height.len() <= 10 && height.bytes().all(|byte| byte.is_ascii_digit());
    }
    let authority = name.strip_prefix("tsa/").filter(|rest| !rest.contains('/'));
    authority.is_some_and(|rest| {
        let stem = rest.strip_suffix("-unverified-copy.pem").or_else(|| rest.strip_suffix("-unverified-copy.crl"));
        stem.or_else(|| rest.strip_suffix(".crl")).is_some_and(|stem| !stem.is_empty())
    })
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
