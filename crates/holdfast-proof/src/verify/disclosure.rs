//! What the dispute's log names against what is shown: nothing attached may be missing, nothing shown may be foreign.
//!
//! The log says which items were attached, detached and removed; exhibits.json orders them; omissions.json, fixed by the
//! export's own entry, names what is withheld. Folders are the evidence itself. All four must tell the same.

use super::history::{History, OMISSIONS};
use super::items::{ITEMS, ItemFolder, is_number};
use super::metadata::{Exhibits, Omissions, REASONS};
use crate::digest::Digest;
use crate::finding::{Code, Finding, Level};
use crate::log::EntryKind;
use crate::record::CaptureRecord;
use crate::verdict::{self, Disclosure, Exhibit, Integrity, ProvenTime, Recorded};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const EXHIBITS: &str = "metadata/exhibits.json";

/// What is compared.
pub(super) struct Shown<'a> {
    pub(super) exhibits: &'a Exhibits,
    pub(super) omissions: Option<&'a Omissions>,
    pub(super) folders: &'a [ItemFolder],
    pub(super) history: &'a History,
    /// Other folders of this export may be in other parts of the set.
    pub(super) part_of_set: bool,
}

impl Shown<'_> {
    /// Compares all four.
    pub(super) fn check(&self, findings: &mut Vec<Finding>) -> (Vec<Exhibit>, Disclosure) {
        self.check_lines(findings);
        self.check_omissions(findings);
        self.check_folders(findings);
        self.check_log_entries(findings);
        let removed = self.check_chain(findings);
        let exhibits = self.list(findings);
        let mut disclosure = Disclosure { removed, ..Disclosure::default() };
        let with_folder = self.numbers_with_folder();
        for line in &self.exhibits.exhibits {
            if self.folder(&line.number).is_some() {
                disclosure.whole += 1;
            } else if with_folder.contains(line.number.as_str()) {
                disclosure.in_part += 1;
            } else if line.folder.is_none() {
                disclosure.withheld += 1;
            }
        }
        (exhibits, disclosure)
    }

    fn folder(&self, number: &str) -> Option<&ItemFolder> {
        // Folders come in bytewise order of their names.
        let at = self.folders.binary_search_by(|folder| folder.name.as_str().cmp(number)).ok()?;
        self.folders.get(at)
    }

    /// Numbers of which anything is shown, also only leaves.
    fn numbers_with_folder(&self) -> BTreeSet<&str> {
        self.folders.iter().map(ItemFolder::number).collect()
    }

    fn withheld(&self) -> BTreeSet<Digest> {
        self.omissions
            .map(|omissions| omissions.withheld.iter().map(|one| one.seal_sha256).collect())
            .unwrap_or_default()
    }

    fn check_lines(&self, findings: &mut Vec<Finding>) {
        let (mut numbers, mut seals) = (BTreeSet::new(), BTreeSet::new());
        let withheld = self.withheld();
        for line in &self.exhibits.exhibits {
            let number = line.number.as_str();
            let mut say = |code, detail: &str| {
                findings.push(Finding::new(code, format!("{number}: {detail}")).at(EXHIBITS).with("number", number));
            };
            if !is_number(number) {
                say(Code::RecordMismatch, "not an exhibit's number");
            }
            if !numbers.insert(number) || !seals.insert(line.seal_sha256) {
                say(Code::NameTwice, "an exhibit twice");
            }
            let found = self.folder(number);
            match &line.folder {
                Some(path) => {
                    if path.strip_prefix(ITEMS) != Some(number) {
                        say(Code::RecordMismatch, "the folder is not named by the number");
                    }
                    if withheld.contains(&line.seal_sha256) {
                        say(Code::OmissionsMismatch, "said to be shown and withheld");
                    }
                    match found {
                        None if self.part_of_set => {}
                        None => say(Code::ExhibitMissing, "its folder is not there"),
                        Some(folder) if folder.seal.is_some_and(|seal| seal != line.seal_sha256) => {
                            findings.push(
                                Finding::new(Code::RecordMismatch, "exhibits.json names another item here")
                                    .at(format!("{}{}", folder.path(), crate::seal::LIST))
                                    .with("number", number),
                            );
                        }
                        Some(_) => {}
                    }
                }
                None => {
                    if found.is_some() {
                        say(Code::OmissionsMismatch, "said to be withheld, and its folder is there");
                    }
                    if !withheld.contains(&line.seal_sha256) {
                        say(Code::ExhibitMissing, "neither shown nor named as withheld");
                    }
                }
            }
        }
    }

    fn check_omissions(&self, findings: &mut Vec<Finding>) {
        let Some(omissions) = self.omissions else { return };
        let lines = &self.exhibits.exhibits;
        let hidden: BTreeSet<Digest> =
            lines.iter().filter(|line| line.folder.is_none()).map(|line| line.seal_sha256).collect();
        let shown: BTreeSet<&str> =
            lines.iter().filter(|line| line.folder.is_some()).map(|line| line.number.as_str()).collect();
        let mut say = |detail: String| findings.push(Finding::new(Code::OmissionsMismatch, detail).at(OMISSIONS));
        let mut seen = BTreeSet::new();
        for one in &omissions.withheld {
            if !hidden.contains(&one.seal_sha256) {
                say(format!("{} is withheld, and exhibits.json does not say so", one.seal_sha256.short()));
            }
            if !seen.insert(one.seal_sha256) {
                say(format!("{} is withheld twice", one.seal_sha256.short()));
            }
            if !REASONS.contains(&one.reason.as_str()) {
                say(format!("{:?} is no reason for withholding", one.reason));
            }
        }
        for name in &omissions.environment {
            let leaves = self.folder(name).is_some_and(|folder| folder.leaves_of().is_some());
            if !shown.contains(name.as_str()) && !leaves {
                say(format!("the environment of {name:?} is withheld, and {name:?} is not shown"));
            }
        }
    }

    /// Every folder belongs to an exhibit; leaves belong to the exhibit whose number they carry.
    fn check_folders(&self, findings: &mut Vec<Finding>) {
        let seals: BTreeMap<&str, Digest> =
            self.exhibits.exhibits.iter().map(|line| (line.number.as_str(), line.seal_sha256)).collect();
        for folder in self.folders {
            let Some(seal) = seals.get(folder.number()) else {
                let detail = "exhibits.json does not name it";
                findings.push(
                    Finding::new(Code::ExhibitNotAttached, detail).at(folder.path()).with("number", folder.number()),
                );
                continue;
            };
            if let (Some(stem), Some(capture)) = (folder.leaves_of(), &folder.capture) {
                let part = capture.part.as_deref().unwrap_or_default();
                let part_stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
                if capture.of != Some(*seal) || (part_stem != stem && part != stem) {
                    let detail = "leaves of another item or part than the folder's name says";
                    findings
                        .push(Finding::new(Code::RecordMismatch, detail).at(format!("{}capture.json", folder.path())));
                }
            }
        }
    }

    /// Each item named has exactly one entry under the checkpoint.
    fn check_log_entries(&self, findings: &mut Vec<Finding>) {
        let items = self.history.count(EntryKind::Item);
        let leaves = self.history.count(EntryKind::Leaves);
        let mut once = |count: &BTreeMap<Digest, usize>, seal: &Digest, path: String| {
            let found = count.get(seal).copied().unwrap_or_default();
            if found != 1 {
                let detail = format!("{found} entries of the log keep this item");
                findings.push(Finding::new(Code::ItemNotInLog, detail).at(path).with("seal", seal.short()));
            }
        };
        for line in &self.exhibits.exhibits {
            let path = match self.folder(&line.number) {
                Some(folder) => folder.path(),
                None => EXHIBITS.to_owned(),
            };
            once(&items, &line.seal_sha256, path);
        }
        for folder in self.folders.iter().filter(|folder| folder.leaves_of().is_some()) {
            if let Some(seal) = &folder.seal {
                once(&leaves, seal, folder.path());
            }
        }
    }

    /// Replays attached, detached and removed. Gives how many were removed.
    fn check_chain(&self, findings: &mut Vec<Finding>) -> u64 {
        if self.history.dispute.is_none() {
            return 0;
        }
        let (mut attached, mut detached, mut removed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for line in self.history.of_dispute() {
            let seal = line.entry.reference;
            match line.entry.kind {
                EntryKind::Attached => {
                    attached.insert(seal);
                    detached.remove(&seal);
                }
                EntryKind::Detached if attached.remove(&seal) => {
                    detached.insert(seal);
                }
                EntryKind::Removed => {
                    attached.remove(&seal);
                    detached.remove(&seal);
                    removed.insert(seal);
                }
                _ => {}
            }
        }
        let named: BTreeSet<Digest> = self.exhibits.exhibits.iter().map(|line| line.seal_sha256).collect();
        for seal in attached.difference(&named) {
            let detail = format!("the log attaches {}, exhibits.json does not name it", seal.short());
            findings.push(Finding::new(Code::ExhibitMissing, detail).at(EXHIBITS).with("seal", seal.short()));
        }
        for line in self.exhibits.exhibits.iter().filter(|line| !attached.contains(&line.seal_sha256)) {
            let detail = format!("{}: the dispute's log does not attach it", line.number);
            let finding = Finding::new(Code::ExhibitNotAttached, detail).with("number", &line.number);
            findings.push(finding.at(self.folder(&line.number).map_or_else(|| EXHIBITS.to_owned(), ItemFolder::path)));
        }
        if !detached.is_empty() {
            let detail = format!("{} exhibits were taken out again before this export", detached.len());
            findings.push(Finding::new(Code::ExhibitDetached, detail).with("count", detached.len()));
        }
        removed.len() as u64
    }

    fn list(&self, findings: &[Finding]) -> Vec<Exhibit> {
        let broken: BTreeSet<&str> = findings
            .iter()
            .filter(|finding| finding.level == Level::Error)
            .filter_map(|finding| finding.path.as_deref()?.strip_prefix(ITEMS))
            .map(|rest| rest.split(['/', '-']).next().unwrap_or(rest))
            .collect();
        let with_folder = self.numbers_with_folder();
        let reasons: BTreeMap<Digest, &str> = self.omissions.map_or_else(BTreeMap::new, |omissions| {
            omissions.withheld.iter().map(|one| (one.seal_sha256, one.reason.as_str())).collect()
        });
        let environment: BTreeSet<&str> = self
            .omissions
            .map_or_else(BTreeSet::new, |omissions| omissions.environment.iter().map(String::as_str).collect());
        let one = |line: &super::metadata::ExhibitLine| {
            let folder = self.folder(&line.number);
            let shown = with_folder.contains(line.number.as_str());
            let capture = folder.and_then(|folder| folder.capture.as_ref());
            let integrity = match (shown, broken.contains(line.number.as_str())) {
                (false, _) => Integrity::NotChecked,
                (true, true) => Integrity::Broken,
                (true, false) => Integrity::Intact,
            };
            Exhibit {
                number: line.number.clone(),
                item_id: capture.map(|capture| capture.id),
                seal_sha256: folder.and_then(|folder| folder.seal).unwrap_or(line.seal_sha256),
                stated: capture.map(|capture| capture.origin),
                integrity,
                time: ProvenTime::default(),
                through: None,
                authorities: Vec::new(),
                shown: match (folder, shown, &line.folder) {
                    (Some(_), ..) => verdict::Shown::Whole,
                    (None, true, _) => verdict::Shown::InPart,
                    (None, false, Some(_)) => verdict::Shown::Absent,
                    (None, false, None) => {
                        verdict::Shown::Withheld(reasons.get(&line.seal_sha256).map(|&reason| reason.to_owned()))
                    }
                },
                proves: line.proves.clone(),
                record: capture.map(recorded),
                environment_withheld: environment.contains(line.number.as_str()),
            }
        };
        self.exhibits.exhibits.iter().map(one).collect()
    }
}

fn recorded(capture: &CaptureRecord) -> Recorded {
    Recorded {
        kind: capture.kind,
        ended_at: capture.ended_at,
        completeness: capture.completeness.clone(),
        made_from: capture.of,
        parts: capture.parts.len() as u64,
        size_bytes: capture.parts.iter().fold(0, |sum, part| part.size_bytes.saturating_add(sum)),
    }
}
