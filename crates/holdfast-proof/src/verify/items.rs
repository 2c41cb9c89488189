//! Item folders `data/items/E01/`: list, records, parts, sizes (docs/format.md, section 2).
//!
//! Only what the item's own list names is covered by its seal; the rules of the folder are those of `seal`. Digests
//! were computed in the one reading of all files and are compared here with the item's list.

use super::files::{Files, unknown_fields};
use super::lists::mismatch;
use super::pieces::in_pieces;
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::list::List;
use crate::record::{CaptureRecord, EnvironmentRecord, Kind};
use crate::seal::{self, CAPTURE, ENVIRONMENT, LIST};
use std::collections::{BTreeMap, BTreeSet};

/// So many folders are checked, and their records given up, before the next are begun.
const FOLDERS_AT_ONCE: usize = 1024;

/// The folder of all items.
pub(super) const ITEMS: &str = "data/items/";

/// One item folder as far as it could be read.
#[derive(Debug)]
pub(super) struct ItemFolder {
    /// Below data/items/, without `/`: `E01` or `E01-p001-leaves`.
    pub(super) name: String,
    /// SHA-256 of item.sha256, when that is there.
    pub(super) seal: Option<Digest>,
    pub(super) capture: Option<CaptureRecord>,
}

impl ItemFolder {
    /// The folder's path, with its `/`.
    pub(super) fn path(&self) -> String {
        format!("{ITEMS}{}/", self.name)
    }

    /// The exhibit's number at the beginning of the folder's name.
    pub(super) fn number(&self) -> &str {
        self.name.split('-').next().unwrap_or(&self.name)
    }

    /// The stem of the part whose lines a leaves folder shows: `p001` of `E01-p001-leaves`.
    pub(super) fn leaves_of(&self) -> Option<&str> {
        let (_, rest) = self.name.split_once('-')?;
        rest.strip_suffix("-leaves").filter(|stem| !stem.is_empty())
    }
}

/// Whether a text is an exhibit's number: `E` and at least two digits.
pub(super) fn is_number(text: &str) -> bool {
    text.strip_prefix('E').is_some_and(|digits| digits.len() >= 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Checks every folder below data/items/, and that nothing else lies in data/. The bytes of their records are given up:
/// what is needed of them later is in the answer.
pub(super) fn check(
    files: &mut Files<'_>,
    environment_omitted: &BTreeSet<String>,
    threads: usize,
    findings: &mut Vec<Finding>,
) -> Vec<ItemFolder> {
    let mut folders: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, _) in files.below("data/") {
        let inside = name.strip_prefix("items/").and_then(|rest| rest.split_once('/'));
        match inside {
            Some((folder, rest)) => {
                folders.entry(folder).or_default().insert(rest.to_owned());
            }
            None => {
                let finding = Finding::new(Code::UnlistedFile, "evidence lies in item folders only");
                findings.push(finding.at(format!("data/{name}")));
            }
        }
    }
    let folders: Vec<(&str, BTreeSet<String>)> = folders.into_iter().collect();
    let mut items = Vec::with_capacity(folders.len());
    for some in folders.chunks(FOLDERS_AT_ONCE) {
        let checked = in_pieces(some, threads, |piece| {
            let mut found = Vec::new();
            let folder = |(name, present): &(&str, BTreeSet<String>)| {
                check_folder(files, name, present, environment_omitted.contains(*name), &mut found)
            };
            let piece: Vec<ItemFolder> = piece.iter().map(folder).collect();
            (piece, found)
        });
        for (piece, found) in checked {
            items.extend(piece);
            findings.extend(found);
        }
        for (name, _) in some {
            files.forget_below(&format!("{ITEMS}{name}/"));
        }
    }
    items
}

fn check_folder(
    files: &Files<'_>,
    name: &str,
    present: &BTreeSet<String>,
    environment_omitted: bool,
    findings: &mut Vec<Finding>,
) -> ItemFolder {
    let mut folder = ItemFolder { name: name.to_owned(), seal: None, capture: None };
    let path = folder.path();
    let named_well = is_number(folder.number()) && (name == folder.number() || folder.leaves_of().is_some());
    if !named_well {
        findings.push(Finding::new(Code::UnlistedFile, "not the name of an exhibit's folder").at(path.clone()));
    }
    let list_path = format!("{path}{LIST}");
    let Some(list_file) = files.get(&list_path) else {
        findings.push(
            Finding::new(Code::PartMissing, "the folder has no list of its parts").at(list_path).with("name", LIST),
        );
        return folder;
    };
    folder.seal = list_file.sha256;
    let list = super::lists::read_list(files, &list_path, findings);
    let capture_path = format!("{path}{CAPTURE}");
    folder.capture = files.bytes(&capture_path).and_then(|bytes| match CaptureRecord::parse(bytes) {
        Ok((capture, unknown)) => {
            unknown_fields(&capture_path, unknown, findings);
            check_times(&capture, &capture_path, findings);
            Some(capture)
        }
        Err(error) => {
            findings.push(Finding::new(Code::JsonSyntax, error.to_string()).at(capture_path.clone()));
            None
        }
    });
    check_environment(files, &path, findings);
    let Some(list) = list else { return folder };
    compare_digests(files, &path, &list, findings);
    match &folder.capture {
        Some(capture) => {
            let found = seal::check(&list, capture, present, environment_omitted);
            findings.extend(found.into_iter().map(|finding| below(&path, finding)));
            check_sizes(files, &path, capture, findings);
            if capture.kind == Kind::Leaves {
                super::leaves::check(files, &path, capture, findings);
            } else if capture.of.is_some() {
                let detail = "said to be made from another item";
                findings.push(Finding::new(Code::DerivedLinkNotProven, detail).at(capture_path));
            }
            if (capture.kind == Kind::Leaves) != folder.leaves_of().is_some() {
                let detail = "the folder's name and the record disagree on whether these are leaves";
                findings.push(Finding::new(Code::RecordMismatch, detail).at(capture_path_of(&path)));
            }
        }
        None => check_without_record(&path, &list, present, environment_omitted, findings),
    }
    folder
}

fn capture_path_of(path: &str) -> String {
    format!("{path}{CAPTURE}")
}

/// The same finding with its path below the folder.
fn below(path: &str, mut finding: Finding) -> Finding {
    finding.path = Some(match finding.path {
        Some(inner) => format!("{path}{inner}"),
        None => path.to_owned(),
    });
    finding
}

fn compare_digests(files: &Files<'_>, path: &str, list: &List, findings: &mut Vec<Finding>) {
    for line in list.lines() {
        let name = format!("{path}{}", line.name);
        if let Some(file) = files.get(&name)
            && let Some(finding) = mismatch(&name, LIST, line.digest, file.sha256)
        {
            findings.push(finding);
        }
    }
}

fn check_sizes(files: &Files<'_>, path: &str, capture: &CaptureRecord, findings: &mut Vec<Finding>) {
    for part in &capture.parts {
        let name = format!("{path}{}", part.name);
        if let Some(file) = files.get(&name)
            && file.size_bytes != part.size_bytes
        {
            let detail = format!("the record says {} bytes, found {}", part.size_bytes, file.size_bytes);
            findings.push(Finding::new(Code::RecordMismatch, detail).at(name).with("name", &part.name));
        }
    }
}

fn check_times(capture: &CaptureRecord, path: &str, findings: &mut Vec<Finding>) {
    if capture.ended_at < capture.started_at {
        findings.push(Finding::new(Code::ClockWentBack, "ended before it began").at(path));
    }
    if capture.started_at.offset() != capture.ended_at.offset() {
        findings.push(Finding::new(Code::ZoneMismatch, "began and ended in different zones").at(path));
    }
}

fn check_environment(files: &Files<'_>, path: &str, findings: &mut Vec<Finding>) {
    let name = format!("{path}{ENVIRONMENT}");
    let Some(bytes) = files.again(&name, findings) else { return };
    match EnvironmentRecord::parse(&bytes) {
        Ok((_, unknown)) => unknown_fields(&name, unknown, findings),
        Err(error) => findings.push(Finding::new(Code::JsonSyntax, error.to_string()).at(name)),
    }
}

/// The folder's rules when capture.json cannot be read: the list alone says what belongs there.
fn check_without_record(
    path: &str,
    list: &List,
    present: &BTreeSet<String>,
    environment_omitted: bool,
    findings: &mut Vec<Finding>,
) {
    for line in list.lines() {
        let name = line.name.as_str();
        let allowed = name == ENVIRONMENT && environment_omitted;
        if !present.contains(name) && !allowed {
            let finding = Finding::new(Code::PartMissing, "the item's list names it");
            findings.push(finding.at(format!("{path}{name}")).with("name", name));
        }
    }
    for name in present {
        if name != LIST && list.get(name).is_none() && !seal::is_proof_name(name) && !name.starts_with("l/") {
            let finding = Finding::new(Code::UnsealedPart, "the item's list does not name it");
            findings.push(finding.at(format!("{path}{name}")).with("name", name));
        }
    }
    if list.get(CAPTURE).is_none() {
        findings.push(
            Finding::new(Code::RecordMismatch, "the item's list does not name capture.json")
                .at(format!("{path}{LIST}")),
        );
    }
}
