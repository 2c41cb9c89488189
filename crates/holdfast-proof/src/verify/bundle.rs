//! The check of one bundle of Holdfast, step by step.

use super::disclosure::{EXHIBITS, Shown};
use super::files::{File, Files, is_read_again, unknown_fields};
use super::history::{self, OMISSIONS};
use super::lists::{self, BagInfo, MANIFEST, TAG_MANIFEST};
use super::metadata::{Dispute, Exhibits, Omissions, Proofs, Redactions};
use super::{Options, SetFacts, items, places, signature, strangers, time};
use crate::bag::{self, fault_finding};
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::id::ExportId;
use crate::json;
use crate::source::{HashPlan, Members, OpenError, hash_members};
use crate::verdict::BundleReport;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::{BTreeMap, BTreeSet};

/// Files that are understood and not only hashed, all together, in bytes; beyond this the check says so.
const KEPT_BYTES_BUDGET: u64 = 256 << 20;

/// So many pages and papers are named.
const STATED_LISTED: usize = 1_000;

/// One part of a split submission.
#[derive(Debug)]
pub(super) struct PartOfSet {
    pub(super) export: ExportId,
    /// Bag-Group-Identifier, which all parts share.
    pub(super) group: String,
    pub(super) part: u64,
    pub(super) of: u64,
    /// SHA-256 of exhibits.json, which all parts share.
    pub(super) exhibits_sha256: Option<Digest>,
    /// Numbers of the exhibits that are said to be shown.
    pub(super) named: BTreeSet<String>,
    /// Numbers of the exhibits whose folder is here.
    pub(super) here: BTreeSet<String>,
}

/// Checks everything in a Holdfast bundle and fills the report; the caller sums it up.
pub(super) fn check(
    members: &Members,
    mut info: BagInfo,
    options: &Options<'_>,
    report: &mut BundleReport,
) -> Result<SetFacts, OpenError> {
    let findings = &mut report.findings;
    findings.extend(strangers(members));
    if info.profile_unknown() {
        let version = info.profile.as_deref().unwrap_or_default();
        let detail = format!("the bundle is of version {version:?} of the profile");
        findings.push(Finding::new(Code::ProfileUnknown, detail).at(lists::BAG_INFO).with("version", version));
        if members.can_open_all() {
            findings.extend(bag::check(members, options.watch, options.threads)?);
            report.recomputed = report.files;
        }
        return Ok(SetFacts::default());
    }
    let mut files = read_all(members, &mut info, options, findings)?;
    report.recomputed = files.0.values().filter(|file| file.sha256.is_some()).count() as u64;
    report.statement.files = stated(&files);
    lists::check_declaration(&files, &info, findings);
    check_lists(&files, &info, findings);
    files.forget_below(MANIFEST);
    places::check(&files, findings);

    let exhibits: Option<Exhibits> = read_json(&files, EXHIBITS, findings);
    let omissions: Option<Omissions> = read_json(&files, OMISSIONS, findings);
    let dispute: Option<Dispute> = read_json(&files, "metadata/dispute.json", findings);
    let _: Option<Redactions> = read_json(&files, "metadata/redactions.json", findings);
    let _: Option<Proofs> = read_json(&files, "metadata/proofs.json", findings);

    report.statement.title = dispute.as_ref().and_then(|dispute| dispute.title.clone());
    let environment_omitted = environment_omitted(&files, omissions.as_ref());
    let folders = items::check(&mut files, &environment_omitted, options.threads, findings);
    let mut history = history::check(&files, &info, dispute.as_ref(), options.threads, findings);
    report.signer = signature::check(&files, &history, options, findings);
    let part = part_of_set(&info, &files, exhibits.as_ref(), &folders, findings);
    if let Some(exhibits) = &exhibits {
        let shown = Shown {
            exhibits,
            omissions: omissions.as_ref(),
            folders: &folders,
            history: &history,
            part_of_set: part.is_some(),
        };
        (report.exhibits, report.disclosure) = shown.check(findings);
    }
    report.time = time::check(&files, &folders, options, &mut report.exhibits, findings)?;
    if files.0.values().any(|file| file.sha256.is_none()) {
        // What could not be opened must not be called missing: it may say just that.
        findings.retain(|finding| !says_something_is_missing(finding.code));
    }
    Ok(SetFacts { log: history.facts.take(), part })
}

/// Pages and papers: everything that is neither evidence nor a list nor the log's, by name.
fn stated(files: &Files<'_>) -> Vec<(String, u64)> {
    let machinery = [lists::BAGIT, lists::BAG_INFO, MANIFEST, TAG_MANIFEST, "metadata/allowed_signers"];
    let apart = ["data/", "timestamps/", "metadata/log/", "metadata/schema/"];
    let is_stated = |name: &str| !machinery.contains(&name) && !apart.iter().any(|folder| name.starts_with(folder));
    let named = files.0.iter().filter(|(name, file)| !file.litter && is_stated(name));
    named.take(STATED_LISTED).map(|(name, file)| ((*name).to_owned(), file.size_bytes)).collect()
}

/// Both manifests against the files; the lists, large where there are many files, are not kept.
fn check_lists(files: &Files<'_>, info: &BagInfo, findings: &mut Vec<Finding>) {
    let manifest = lists::read_list(files, MANIFEST, findings);
    let tag_manifest = lists::read_list(files, TAG_MANIFEST, findings);
    lists::check_manifests(files, manifest.as_ref(), tag_manifest.as_ref(), findings);
    lists::check_oxum(files, info, manifest.as_ref(), findings);
}

/// Reads every file once; keeps the bytes of those that are understood.
fn read_all<'a>(
    members: &'a Members,
    info: &mut BagInfo,
    options: &Options<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Files<'a>, OpenError> {
    let already = info.read.take();
    options.watch.total(members.list().iter().map(|member| member.size_bytes).sum());
    let plan = HashPlan {
        members: (0..members.list().len())
            .filter(|index| members.can_open(*index) && already.as_ref().is_none_or(|(read, _)| read != index))
            .collect(),
        others: Vec::new(),
        keep: &is_understood,
        keep_bytes_limit: json::SIZE_BYTES as u64,
        keep_bytes_budget: KEPT_BYTES_BUDGET,
        watch: options.watch,
        threads: options.threads,
    };
    let hashed = hash_members(members, &plan)?;
    let mut files = Files(BTreeMap::new(), members);
    for (index, hashed) in plan.members.into_iter().zip(hashed).chain(already) {
        let member = &members.list()[index];
        if let Some(fault) = &hashed.fault {
            findings.push(fault_finding(fault, &member.name));
        }
        if hashed.too_large || is_read_again(&member.name) && member.size_bytes > json::SIZE_BYTES as u64 {
            let detail = format!("{} bytes in a file that has to be understood", member.size_bytes);
            findings.push(Finding::new(Code::LimitExceeded, detail).at(member.name.clone()));
        }
        let file = File {
            size_bytes: member.size_bytes,
            sha256: Some(hashed.sha256),
            bytes: hashed.bytes,
            litter: member.litter,
            index,
        };
        files.0.insert(member.name.as_str(), file);
    }
    for (index, member) in members.list().iter().enumerate().filter(|(index, _)| !members.can_open(*index)) {
        let file = File { size_bytes: member.size_bytes, sha256: None, bytes: None, litter: member.litter, index };
        files.0.entry(members.list()[index].name.as_str()).or_insert(file);
    }
    Ok(files)
}

/// Codes that follow from not having understood a file that is there.
fn says_something_is_missing(code: Code) -> bool {
    matches!(
        code,
        Code::BodyMissing
            | Code::InclusionMissing
            | Code::ExportEntryMissing
            | Code::DisputeEntryMissing
            | Code::ItemNotInLog
            | Code::ExhibitMissing
            | Code::ExhibitNotAttached
    )
}

/// Whether the bytes of a file are held until they are understood.
fn is_understood(name: &str) -> bool {
    if is_read_again(name) {
        return false;
    }
    let last = name.rsplit('/').next().unwrap_or(name);
    if let Some(rest) = name.strip_prefix(items::ITEMS) {
        return ["item.sha256", "capture.json", "leaves.sha256"].contains(&last) && rest.contains('/');
    }
    if let Some(rest) = name.strip_prefix("metadata/") {
        let log = rest.starts_with("log/") && !last.ends_with(".tsr") && !last.ends_with(".ots");
        let statement = !rest.contains('/') && last.ends_with(".json");
        return log || statement || rest == "allowed_signers";
    }
    name == lists::BAGIT
        || name == MANIFEST
        || name == TAG_MANIFEST
        || name == places::SIGNATURE
        || (name.starts_with("timestamps/renewal-") && (name.ends_with(".sha256") || name.ends_with(".sha512")))
}

fn read_json<T: DeserializeOwned + Serialize>(files: &Files<'_>, name: &str, findings: &mut Vec<Finding>) -> Option<T> {
    match json::parse_noting_unknown(files.bytes(name)?) {
        Ok((read, unknown)) => {
            unknown_fields(name, unknown, findings);
            Some(read)
        }
        Err(error) => {
            findings.push(Finding::new(Code::JsonSyntax, error.to_string()).at(name));
            None
        }
    }
}

/// Folders whose environment.json may be missing: named themselves, or leaves of an exhibit that is named.
fn environment_omitted(files: &Files<'_>, omissions: Option<&Omissions>) -> BTreeSet<String> {
    let mut omitted: BTreeSet<String> =
        omissions.map(|omissions| omissions.environment.iter().cloned().collect()).unwrap_or_default();
    let leaves: Vec<String> = files
        .below(items::ITEMS)
        .filter_map(|(name, _)| name.strip_suffix("/leaves.sha256"))
        .filter(|folder| folder.split('-').next().is_some_and(|number| omitted.contains(number)))
        .filter(|folder| !files.has(&format!("{}{folder}/environment.json", items::ITEMS)))
        .map(str::to_owned)
        .collect();
    omitted.extend(leaves);
    omitted
}

fn part_of_set(
    info: &BagInfo,
    files: &Files<'_>,
    exhibits: Option<&Exhibits>,
    folders: &[items::ItemFolder],
    findings: &mut Vec<Finding>,
) -> Option<PartOfSet> {
    let (part, of) = info.count()?;
    let (export, group) = (info.export()?, info.group()?.to_owned());
    if group != export.to_string() {
        let detail = "Bag-Group-Identifier is not the id of the export";
        findings.push(Finding::new(Code::BagitSyntax, detail).at(lists::BAG_INFO));
    }
    if of < 2 {
        return None;
    }
    findings.push(Finding::new(Code::PartOfSet, format!("part {part} of {of}")).with("part", part).with("of", of));
    let lines = exhibits.map(|exhibits| exhibits.exhibits.as_slice()).unwrap_or_default();
    Some(PartOfSet {
        export,
        group,
        part,
        of,
        exhibits_sha256: files.get(EXHIBITS).and_then(|file| file.sha256),
        named: lines.iter().filter(|line| line.folder.is_some()).map(|line| line.number.clone()).collect(),
        here: folders.iter().map(|folder| folder.number().to_owned()).collect(),
    })
}
