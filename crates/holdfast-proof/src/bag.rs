//! A bag of anyone (RFC 8493, and the drafts 0.93 to 0.97 before it): does it match its own checksums?
//!
//! This reader knows nothing of Holdfast; Holdfast's own bundles obey narrower rules (`verify`). It answers one question
//! only: are the files there exactly the files that the bag's manifests list, byte for byte? That is integrity and no
//! more, so the answer always carries `not-a-holdfast-bundle`.
//!
//! Choices where the standard leaves room, all on the strict side: a path that would leave the bag on any system is
//! refused on every system; one file listed twice with two digests is refused in every version, with the same digest
//! twice from 1.0 on; from 1.0 on each payload manifest lists every payload file. Names that differ in Unicode
//! normalisation only are different names.

mod path;
mod tag;

use crate::finding::{Code, Finding};
use crate::source::{Algorithm, HashPlan, Hashed, Members, OpenError, ReadFault, Watch, hash_members};
use std::collections::BTreeMap;

pub use tag::{Declaration, Encoding, TagLine, read_declaration, read_tag_lines};

/// Tag files may have at most this many bytes to be read (64 MiB).
const TAG_BYTES_LIMIT: u64 = 64 << 20;
const TAG_BYTES_BUDGET: u64 = 256 << 20;

/// Checks a bag against its own manifests. The findings are errors and warnings of the bag alone.
pub fn check(members: &Members, watch: &dyn Watch, threads: usize) -> Result<Vec<Finding>, OpenError> {
    let mut findings = Vec::new();
    let manifests = find_manifests(members, &mut findings);
    let mut others: Vec<Algorithm> = manifests.iter().map(|manifest| manifest.algorithm).collect();
    others.sort();
    others.dedup();
    let keep = |name: &str| !name.starts_with("data/") && name.ends_with(".txt") && !name.contains('/');
    watch.total(members.list().iter().map(|member| member.size_bytes).sum());
    let plan = HashPlan {
        members: (0..members.list().len()).filter(|index| members.can_open(*index)).collect(),
        others,
        keep: &keep,
        keep_bytes_limit: TAG_BYTES_LIMIT,
        keep_bytes_budget: TAG_BYTES_BUDGET,
        watch,
        threads,
    };
    let hashed = hash_members(members, &plan)?;
    let mut files = BTreeMap::new();
    for (index, hashed) in plan.members.iter().zip(hashed) {
        let name = members.list()[*index].name.as_str();
        if let Some(fault) = &hashed.fault {
            findings.push(fault_finding(fault, name));
        }
        if hashed.too_large {
            findings.push(Finding::new(Code::LimitExceeded, "a tag file too large to be read").at(name));
        }
        let member = &members.list()[*index];
        files.insert(name, File { size_bytes: member.size_bytes, litter: member.litter, hashed });
    }
    let bag = Bag { files, algorithms: &plan.others };
    bag.check(&manifests, &mut findings);
    Ok(findings)
}

/// How a fault of reading is told.
pub(crate) fn fault_finding(fault: &ReadFault, name: &str) -> Finding {
    match fault {
        ReadFault::Contradiction(text) => Finding::new(Code::CrcMismatch, text.clone()).at(name),
        ReadFault::Changed => Finding::new(Code::Unreadable, "the file changed while it was being checked").at(name),
    }
}

struct Manifest {
    file: String,
    algorithm: Algorithm,
    payload: bool,
}

fn find_manifests(members: &Members, findings: &mut Vec<Finding>) -> Vec<Manifest> {
    let mut found = Vec::new();
    for member in members.list() {
        let lower = member.name.to_ascii_lowercase();
        let (rest, payload) = match (lower.strip_prefix("manifest-"), lower.strip_prefix("tagmanifest-")) {
            (Some(rest), _) => (rest, true),
            (_, Some(rest)) => (rest, false),
            _ => continue,
        };
        let Some(name) = rest.strip_suffix(".txt").filter(|name| !name.contains('/')) else { continue };
        match Algorithm::from_name(name) {
            Some(algorithm) => found.push(Manifest { file: member.name.clone(), algorithm, payload }),
            None => findings.push(
                Finding::new(Code::BagitSyntax, format!("a manifest of the unknown algorithm {name:?}"))
                    .at(member.name.clone()),
            ),
        }
    }
    found
}

struct File {
    size_bytes: u64,
    litter: bool,
    hashed: Hashed,
}

struct Bag<'a> {
    files: BTreeMap<&'a str, File>,
    algorithms: &'a [Algorithm],
}

impl Bag<'_> {
    fn check(&self, manifests: &[Manifest], findings: &mut Vec<Finding>) {
        let declaration = self.declaration(findings);
        let first = declaration.version >= (1, 0);
        let mut in_any: BTreeMap<String, ()> = BTreeMap::new();
        let read: Vec<(&Manifest, BTreeMap<String, String>)> = manifests
            .iter()
            .filter_map(|manifest| Some((manifest, self.manifest_lines(manifest, &declaration, findings)?)))
            .collect();
        // What a system left behind is part of the bag only if a manifest lists it.
        let listed = |name: &str| read.iter().any(|(_, lines)| lines.contains_key(name));
        let (litter, files): (Vec<&str>, Vec<&str>) =
            self.files.keys().copied().partition(|name| self.files[name].litter && !listed(name));
        if let Some(finding) = litter_finding(&litter) {
            findings.push(finding);
        }
        let payload_files: Vec<&str> = files.into_iter().filter(|name| name.starts_with("data/")).collect();
        let mut payload_manifests = 0;
        for (manifest, lines) in &read {
            if manifest.payload {
                payload_manifests += 1;
                if first {
                    for name in payload_files.iter().filter(|name| !lines.contains_key(**name)) {
                        findings.push(unlisted(name, &manifest.file));
                    }
                }
                in_any.extend(lines.keys().map(|name| (name.clone(), ())));
            }
            for (name, digest) in lines {
                self.compare(name, digest, manifest, findings);
            }
        }
        if payload_manifests == 0 {
            findings.push(Finding::new(Code::ManifestMissing, "no payload manifest that can be read"));
        } else if !first {
            for name in payload_files.iter().filter(|name| !in_any.contains_key(**name)) {
                findings.push(unlisted(name, "any manifest"));
            }
        }
        self.check_fetch(&declaration, &in_any, findings);
        self.check_oxum(&declaration, &payload_files, findings);
    }

    fn text(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).and_then(|file| file.hashed.bytes.as_deref())
    }

    fn declaration(&self, findings: &mut Vec<Finding>) -> Declaration {
        let read = match self.text("bagit.txt") {
            None => Err("bagit.txt is missing".to_owned()),
            Some(bytes) => read_declaration(bytes),
        };
        read.unwrap_or_else(|why| {
            findings.push(Finding::new(Code::BagitSyntax, why).at("bagit.txt"));
            Declaration { version: (1, 0), encoding: Encoding::Utf8 }
        })
    }

    /// A manifest's lines: path to digest, both as compared. `None`: it cannot be read.
    fn manifest_lines(
        &self,
        manifest: &Manifest,
        declaration: &Declaration,
        findings: &mut Vec<Finding>,
    ) -> Option<BTreeMap<String, String>> {
        let text = match self.text(&manifest.file).map(|bytes| declaration.encoding.decode(bytes)) {
            Some(Ok(text)) => text,
            Some(Err(why)) => {
                findings.push(Finding::new(Code::BagitSyntax, why).at(manifest.file.clone()));
                return None;
            }
            None => return None,
        };
        let mut lines: BTreeMap<String, String> = BTreeMap::new();
        for (number, line) in tag::split_lines(&text).enumerate() {
            if line.is_empty() {
                continue;
            }
            let at =
                |code, detail: String| Finding::new(code, detail).at(manifest.file.clone()).with("line", number + 1);
            let Some((digest, rest)) = line.split_once([' ', '\t']) else {
                findings.push(at(Code::BagitSyntax, format!("line {}: no digest and path", number + 1)));
                continue;
            };
            // md5sum and its relatives write "*" before the path of a file read in binary mode.
            let rest = rest.trim_start_matches([' ', '\t']);
            let rest = rest.strip_prefix('*').unwrap_or(rest);
            let name = match path::bag_path(rest, declaration.version) {
                Ok(name) => name,
                Err(why) => {
                    findings.push(at(Code::PathUnsafe, format!("line {}: {why}: {rest:?}", number + 1)));
                    continue;
                }
            };
            if name.starts_with("data/") != manifest.payload {
                let detail = format!("line {}: not a path for this kind of manifest: {rest:?}", number + 1);
                findings.push(at(Code::BagitSyntax, detail));
                continue;
            }
            let digest = digest.to_ascii_lowercase();
            if let Some(before) = lines.insert(name.clone(), digest.clone())
                && (before != digest || declaration.version >= (1, 0))
            {
                findings.push(at(Code::NameTwice, format!("line {}: listed twice: {name:?}", number + 1)));
            }
        }
        Some(lines)
    }

    fn compare(&self, name: &str, digest: &str, manifest: &Manifest, findings: &mut Vec<Finding>) {
        let Some(File { hashed, .. }) = self.files.get(name) else {
            findings.push(Finding::new(Code::FileMissing, format!("listed in {}", manifest.file)).at(name.to_owned()));
            return;
        };
        let Some(at) = self.algorithms.iter().position(|algorithm| *algorithm == manifest.algorithm) else { return };
        if hashed.others[at] != digest {
            findings.push(
                Finding::new(
                    Code::DigestMismatch,
                    format!("{} says {digest}, found {}", manifest.file, hashed.others[at]),
                )
                .at(name.to_owned()),
            );
        }
    }

    /// fetch.txt (RFC 8493 2.2.3): every file it names must be in a manifest; nothing is ever fetched.
    fn check_fetch(&self, declaration: &Declaration, listed: &BTreeMap<String, ()>, findings: &mut Vec<Finding>) {
        let Some(bytes) = self.text("fetch.txt") else { return };
        let text = match declaration.encoding.decode(bytes) {
            Ok(text) => text,
            Err(why) => {
                findings.push(Finding::new(Code::BagitSyntax, why).at("fetch.txt"));
                return;
            }
        };
        for (number, line) in tag::split_lines(&text).enumerate().filter(|(_, line)| !line.is_empty()) {
            // URL, length or "-", and the rest of the line is the path.
            let mut parts = line.splitn(3, [' ', '\t']);
            let (Some(_url), Some(length), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
                let detail = format!("line {}: not URL, length and path", number + 1);
                findings.push(Finding::new(Code::BagitSyntax, detail).at("fetch.txt"));
                continue;
            };
            if length != "-" && length.parse::<u64>().is_err() {
                let detail = format!("line {}: the length is neither a number nor a dash", number + 1);
                findings.push(Finding::new(Code::BagitSyntax, detail).at("fetch.txt"));
            }
            match path::bag_path(rest.trim_start_matches([' ', '\t']), declaration.version) {
                Err(why) => {
                    let detail = format!("line {}: {why}: {rest:?}", number + 1);
                    findings.push(Finding::new(Code::PathUnsafe, detail).at("fetch.txt"));
                }
                Ok(name) if !listed.contains_key(&name) => {
                    let detail = format!("line {}: in no manifest: {name:?}", number + 1);
                    findings.push(Finding::new(Code::BagitSyntax, detail).at("fetch.txt"));
                }
                Ok(_) => {}
            }
        }
    }

    /// Payload-Oxum (RFC 8493 2.2.2): bytes and number of the payload files.
    fn check_oxum(&self, declaration: &Declaration, payload: &[&str], findings: &mut Vec<Finding>) {
        for file in ["bag-info.txt", "package-info.txt"] {
            let Some(bytes) = self.text(file) else { continue };
            let text = match declaration.encoding.decode(bytes) {
                Ok(text) => text,
                Err(why) => {
                    findings.push(Finding::new(Code::BagitSyntax, why).at(file));
                    continue;
                }
            };
            let oxums =
                read_tag_lines(&text).into_iter().filter(|line| line.label.eq_ignore_ascii_case("Payload-Oxum"));
            for oxum in oxums {
                let bytes: u64 =
                    payload.iter().filter_map(|name| self.files.get(name)).map(|file| file.size_bytes).sum();
                let found = format!("{bytes}.{}", payload.len());
                if oxum.value.trim() != found {
                    let detail = format!("stated {:?}, found {found}", oxum.value);
                    findings.push(Finding::new(Code::OxumMismatch, detail).at(file));
                }
            }
        }
    }
}

/// One note for everything that systems left behind.
pub(crate) fn litter_finding(names: &[&str]) -> Option<Finding> {
    let first = names.first()?;
    let detail = format!("{} files, the first of them {first}", names.len());
    Some(Finding::new(Code::SystemLitter, detail).at(*first).with("count", names.len()))
}

fn unlisted(name: &str, manifest: &str) -> Finding {
    Finding::new(Code::UnlistedFile, format!("not listed in {manifest}")).at(name.to_owned())
}
