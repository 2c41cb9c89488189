//! The seal: `item.sha256`, the list of an item's parts and records. Its digest is the item's identity.
//!
//! A folder of an item holds exactly what its list names, the list itself, and proofs named
//! `item.sha256.<authority>.tsr` or `item.sha256.<calendar>.ots`, which are never listed. A file more would look
//! covered by the item's time without being so; a file less would hide a part.

use crate::{
    digest::Digest,
    finding::{Code, Finding},
    list::{List, ListSyntax, check_name},
    record::{CaptureRecord, Kind},
};
use std::collections::BTreeSet;

/// The name of the list.
pub const LIST: &str = "item.sha256";
/// The name of the record that is always shown.
pub const CAPTURE: &str = "capture.json";
/// The name of the record that may be withheld alone.
pub const ENVIRONMENT: &str = "environment.json";
/// The name of the only part of a leaves item.
pub const LEAVES: &str = "leaves.sha256";

/// Makes the seal's list from the digests of both records and of the parts. Errors as [`List::build`].
pub fn build(capture: Digest, environment: Digest, parts: &[(String, Digest)]) -> Result<List, ListSyntax> {
    let mut pairs = vec![(CAPTURE.to_owned(), capture), (ENVIRONMENT.to_owned(), environment)];
    pairs.extend_from_slice(parts);
    List::build(pairs)
}

/// The seal digest: SHA-256 of the list's exact bytes.
#[must_use]
pub fn seal_digest(list: &List) -> Digest {
    Digest::of(&list.to_bytes())
}

/// Whether a name is that of a time proof over `item.sha256`.
#[must_use]
pub fn is_proof_name(name: &str) -> bool {
    let middle = name
        .strip_prefix("item.sha256.")
        .and_then(|rest| rest.strip_suffix(".tsr").or_else(|| rest.strip_suffix(".ots")));
    middle.is_some_and(|middle| !middle.is_empty() && !name.contains('/') && check_name(name).is_ok())
}

/// Checks the rules of an item's folder.
///
/// `present` are the names of the folder's files relative to it; `environment_omitted` says whether omissions.json
/// names this item's environment.json. For leaves, the shown `l/…` files are the business of leaves.sha256 and
/// are passed over here. Digests are compared elsewhere. An empty answer means that the folder keeps the rules;
/// paths of findings are relative to the folder.
#[must_use]
pub fn check(
    list: &List,
    capture: &CaptureRecord,
    present: &BTreeSet<String>,
    environment_omitted: bool,
) -> Vec<Finding> {
    let mut findings = check_list(list, capture);
    for line in list.lines() {
        let name = line.name.as_str();
        let allowed = name == ENVIRONMENT && environment_omitted;
        if !present.contains(name) && !allowed {
            findings.push(Finding::new(Code::PartMissing, "the item's list names it").at(name).with("name", name));
        }
    }
    if environment_omitted && present.contains(ENVIRONMENT) {
        findings.push(Finding::new(Code::OmissionsMismatch, "named as withheld, and shown").at(ENVIRONMENT));
    }
    for name in present {
        let leaf = capture.kind == Kind::Leaves && name.starts_with("l/");
        if name != LIST && list.get(name).is_none() && !is_proof_name(name) && !leaf {
            let finding = Finding::new(Code::UnsealedPart, "the item's list does not name it");
            findings.push(finding.at(name.as_str()).with("name", name));
        }
    }
    findings
}

/// What can be said from the list and the record alone.
fn check_list(list: &List, capture: &CaptureRecord) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut mismatch = |name: &str, detail: &str| {
        findings.push(Finding::new(Code::RecordMismatch, detail).at(name).with("name", name));
    };
    for name in [CAPTURE, ENVIRONMENT] {
        if list.get(name).is_none() {
            mismatch(name, "the item's list does not name this record");
        }
    }
    let mut named = BTreeSet::new();
    for part in &capture.parts {
        let name = part.name.as_str();
        if !named.insert(name) {
            mismatch(name, "capture.json names the part twice");
        }
        if list.get(name).is_none() {
            mismatch(name, "capture.json names a part that the item's list does not");
        }
    }
    if named.is_empty() {
        mismatch(CAPTURE, "an item without parts");
    }
    for line in list.lines() {
        let name = line.name.as_str();
        if name.starts_with(LIST) || name.contains('/') {
            mismatch(name, "a name that cannot be a part");
        } else if name != CAPTURE && name != ENVIRONMENT && !named.contains(name) {
            mismatch(name, "the item's list names a part that capture.json does not");
        }
    }
    for name in [CAPTURE, ENVIRONMENT] {
        if named.contains(name) {
            mismatch(name, "a record cannot be a part");
        }
    }
    let leaves = capture.kind == Kind::Leaves;
    if leaves != (capture.part.is_some() && capture.count.is_some()) || (leaves && capture.of.is_none()) {
        mismatch(CAPTURE, "`of`, `part` and `count` belong to leaves, and all three");
    }
    if leaves && (capture.parts.len() != 1 || !named.contains(LEAVES)) {
        mismatch(LEAVES, "leaves have leaves.sha256 as their only part");
    }
    findings
}
