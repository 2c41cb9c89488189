//! bagit.txt, bag-info.txt and the two manifests of a Holdfast bundle, and every file against them.

use super::Options;
use super::files::Files;
use crate::bag::{Encoding, read_tag_lines};
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::id::ExportId;
use crate::list::List;
use crate::source::{HashPlan, Hashed, Members, OpenError, hash_members};
use std::collections::BTreeMap;

pub(super) const BAGIT: &str = "bagit.txt";
pub(super) const BAG_INFO: &str = "bag-info.txt";
pub(super) const MANIFEST: &str = "manifest-sha256.txt";
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
const DECLARATION: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const PROFILE: &str = "holdfast-bundle/";
/// The profile version this verifier knows.
const PROFILE_VERSION: &str = "1";
/// bag-info.txt is a dozen lines; a larger one is not read.
const BAG_INFO_BYTES: u64 = 1 << 20;

/// What bag-info.txt says, and the file itself, which was read before all others.
#[derive(Debug, Default)]
pub(super) struct BagInfo {
    /// Version of the Holdfast profile, when one is named.
    pub(super) profile: Option<String>,
    fields: BTreeMap<String, Vec<String>>,
    pub(super) read: Option<(usize, Hashed)>,
}

impl BagInfo {
    /// The profile is of a version that this verifier does not know.
    pub(super) fn profile_unknown(&self) -> bool {
        self.profile.as_deref().is_some_and(|version| version != PROFILE_VERSION)
    }

    /// The only value of a label; `None` when it is missing or there twice.
    fn only(&self, label: &str) -> Option<&str> {
        match self.fields.get(label).map(Vec::as_slice) {
            Some([only]) => Some(only.as_str()),
            _ => None,
        }
    }

    pub(super) fn export(&self) -> Option<ExportId> {
        self.only("Holdfast-Export").and_then(|id| id.parse().ok())
    }

    pub(super) fn edition(&self) -> Option<&str> {
        self.only("Holdfast-Edition")
    }

    pub(super) fn group(&self) -> Option<&str> {
        self.only("Bag-Group-Identifier")
    }

    /// `Bag-Count: 2 of 3` as (2, 3).
    pub(super) fn count(&self) -> Option<(u64, u64)> {
        let (part, of) = self.only("Bag-Count")?.split_once(" of ")?;
        let (part, of) = (part.parse().ok()?, of.parse().ok()?);
        (part >= 1 && part <= of).then_some((part, of))
    }
}

/// Reads bag-info.txt alone, since it decides by which rules the rest is checked.
pub(super) fn read_bag_info(members: &Members, options: &Options<'_>) -> Result<BagInfo, OpenError> {
    let Some(index) = members.find(BAG_INFO).filter(|index| members.can_open(*index)) else {
        return Ok(BagInfo::default());
    };
    let plan = HashPlan {
        members: vec![index],
        others: Vec::new(),
        keep: &|_| true,
        keep_bytes_limit: BAG_INFO_BYTES,
        keep_bytes_budget: BAG_INFO_BYTES,
        watch: options.watch,
        threads: 1,
    };
    let Some(hashed) = hash_members(members, &plan)?.pop() else { return Ok(BagInfo::default()) };
    let mut info = BagInfo::default();
    // A bag-info.txt in another encoding names no profile of ours; its mark would be ASCII either way.
    let text = hashed.bytes.as_deref().map(|bytes| Encoding::Utf8.decode(bytes)).and_then(Result::ok);
    for line in read_tag_lines(text.as_deref().unwrap_or_default()) {
        if line.label.eq_ignore_ascii_case("BagIt-Profile-Identifier")
            && let Some(version) = line.value.strip_prefix(PROFILE)
        {
            info.profile.get_or_insert_with(|| version.to_owned());
        }
        info.fields.entry(line.label).or_default().push(line.value);
    }
    info.read = Some((index, hashed));
    Ok(info)
}

/// Checks bagit.txt and the fields of bag-info.txt.
pub(super) fn check_declaration(files: &Files<'_>, info: &BagInfo, findings: &mut Vec<Finding>) {
    if files.bytes(BAGIT).is_some_and(|bytes| bytes != DECLARATION) {
        findings.push(Finding::new(Code::BagitSyntax, "not exactly the two lines of BagIt 1.0 in UTF-8").at(BAGIT));
    }
    if !files.has(BAG_INFO) {
        return;
    }
    check_lines(files.bytes(BAG_INFO).unwrap_or_default(), findings);
    let mut wrong = |detail: String| findings.push(Finding::new(Code::BagitSyntax, detail).at(BAG_INFO));
    let labels = ["BagIt-Profile-Identifier", "Holdfast-Export", "Holdfast-Edition", "Payload-Oxum"];
    for label in labels {
        if info.only(label).is_none() {
            wrong(format!("{label} must be there exactly once"));
        }
    }
    for label in ["Bag-Group-Identifier", "Bag-Count"] {
        if info.fields.get(label).is_some_and(|values| values.len() > 1) {
            wrong(format!("{label} is there twice"));
        }
    }
    if info.only("Holdfast-Export").is_some() && info.export().is_none() {
        wrong("Holdfast-Export is not 32 hexadecimal digits".to_owned());
    }
    if info.edition().is_some_and(|edition| !["full", "submission"].contains(&edition)) {
        wrong("Holdfast-Edition is neither full nor submission".to_owned());
    }
    let counted = info.fields.contains_key("Bag-Count");
    if counted && info.count().is_none() {
        wrong("Bag-Count is not like \"2 of 3\"".to_owned());
    }
    if counted != info.group().is_some() {
        wrong("Bag-Count and Bag-Group-Identifier belong together".to_owned());
    }
}

/// Every line is `Label: value` on one line ended by LF; nothing is folded.
fn check_lines(bytes: &[u8], findings: &mut Vec<Finding>) {
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let ended = lines.pop() == Some(b"");
    let good = |line: &&[u8]| {
        let text = std::str::from_utf8(line).ok().and_then(|line| line.split_once(": "));
        text.is_some_and(|(label, value)| {
            let tidy = |text: &str| !text.is_empty() && text.trim() == text && !text.contains('\r');
            tidy(label) && tidy(value) && !label.contains(':')
        })
    };
    if let Some(at) = lines.iter().position(|line| !good(line)) {
        let detail = format!("line {} is not \"Label: value\"", at + 1);
        findings.push(Finding::new(Code::BagitSyntax, detail).at(BAG_INFO).with("line", at + 1));
    } else if !ended {
        findings.push(Finding::new(Code::BagitSyntax, "the last line has no end").at(BAG_INFO));
    }
}

/// Payload-Oxum: bytes and number of the files in data/.
pub(super) fn check_oxum(files: &Files<'_>, info: &BagInfo, manifest: Option<&List>, findings: &mut Vec<Finding>) {
    let Some(stated) = info.only("Payload-Oxum") else { return };
    let (mut bytes, mut count) = (0u64, 0u64);
    for (name, file) in files.0.iter().filter(|(name, _)| name.starts_with("data/")) {
        if !file.litter || manifest.is_some_and(|list| list.get(name).is_some()) {
            bytes += file.size_bytes;
            count += 1;
        }
    }
    let found = format!("{bytes}.{count}");
    if stated != found {
        let detail = format!("stated {stated:?}, found {found}");
        findings
            .push(Finding::new(Code::OxumMismatch, detail).at(BAG_INFO).with("stated", stated).with("found", found));
    }
}

/// Reads a list of the one grammar; what is wrong with it is told.
pub(super) fn read_list(files: &Files<'_>, name: &str, findings: &mut Vec<Finding>) -> Option<List> {
    match List::parse(files.bytes(name)?) {
        Ok(list) => Some(list),
        Err(error) => {
            findings.push(Finding::new(Code::ListSyntax, error.to_string()).at(name).with("line", error.line));
            None
        }
    }
}

/// Every file against the two manifests, and the manifests against the files.
pub(super) fn check_manifests(
    files: &Files<'_>,
    manifest: Option<&List>,
    tag_manifest: Option<&List>,
    findings: &mut Vec<Finding>,
) {
    for (list, file, payload) in [(manifest, MANIFEST, true), (tag_manifest, TAG_MANIFEST, false)] {
        if !files.has(file) {
            findings.push(Finding::new(Code::ManifestMissing, "without it nothing can be compared").at(file));
        }
        for line in list.map(List::lines).unwrap_or_default() {
            let name = line.name.as_str();
            let outside = name == TAG_MANIFEST || name.starts_with("timestamps/");
            if name.starts_with("data/") != payload || (!payload && outside) {
                findings.push(Finding::new(Code::ListSyntax, format!("{name} has no place in this list")).at(file));
            }
            match files.get(name) {
                None => findings.push(Finding::new(Code::FileMissing, format!("{file} names it")).at(name)),
                Some(found) => {
                    if let Some(finding) = mismatch(name, file, line.digest, found.sha256) {
                        findings.push(finding);
                    }
                }
            }
        }
    }
    let mut litter = Vec::new();
    for (name, file) in &files.0 {
        let payload = name.starts_with("data/");
        let list = if payload { manifest } else { tag_manifest };
        let listed = list.is_some_and(|list| list.get(name).is_some());
        if file.litter && !listed {
            litter.push(*name);
        } else if is_foreign_list(name) {
            findings.push(Finding::new(Code::UnlistedFile, "a Holdfast bundle has no such list").at(*name));
        } else if payload && !listed && manifest.is_some() {
            findings.push(Finding::new(Code::UnlistedFile, format!("{MANIFEST} does not name it")).at(*name));
        } else if !payload
            && !listed
            && tag_manifest.is_some()
            && *name != TAG_MANIFEST
            && !name.starts_with("timestamps/")
        {
            findings.push(Finding::new(Code::UntaggedFile, format!("{TAG_MANIFEST} does not name it")).at(*name));
        }
    }
    findings.extend(crate::bag::litter_finding(&litter));
}

/// A file whose digest is not the listed one.
pub(super) fn mismatch(name: &str, list: &str, listed: Digest, found: Option<Digest>) -> Option<Finding> {
    let found = found?;
    (listed != found).then(|| {
        Finding::new(Code::DigestMismatch, format!("{list} says {listed}, found {found}"))
            .at(name)
            .with("list", list)
            .with("listed", listed)
            .with("found", found)
    })
}

/// Lists that BagIt allows and a Holdfast bundle does not have: other algorithms, fetch.txt.
fn is_foreign_list(name: &str) -> bool {
    if name.contains('/') || name == MANIFEST || name == TAG_MANIFEST {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    lower == "fetch.txt" || lower.starts_with("manifest-") || lower.starts_with("tagmanifest-")
}
