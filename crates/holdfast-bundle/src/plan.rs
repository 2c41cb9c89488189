//! The plan of a bundle: every member with its name, size and source, before a byte is written.
//!
//! The order of making is that of docs/format.md, section 7: the payload's list, then the pages (they print its
//! digest), then the metadata, then the tag manifest, then the signature over it. Digests of the evidence are
//! known from the vault; what the store really holds is compared on the way out.

use crate::error::{BundleError, Result};
use crate::input::{Announcement, Draft, InclusionPath, ManifestToken, ShownItem, Thumbnail};
use crate::zip::{self, Stored};
use crate::{index, metadata, proofs, read_me};
use holdfast_proof::list::List;
use holdfast_proof::zip::{MEMBER_BYTES_LIMIT, MEMBERS_LIMIT, TOTAL_BYTES_LIMIT};
use holdfast_proof::{Digest, ExportId};

/// JSON larger than this is refused by verifiers (64 MiB).
const JSON_BYTES_LIMIT: u64 = 64 << 20;

/// Where a member's bytes come from.
#[derive(Debug, Clone)]
pub enum Source {
    /// From the object store, checked against this digest on the way out.
    Object(Digest),
    /// Made here.
    Made(Vec<u8>),
    /// An inclusion proof, written out when its turn comes: there is one for each line of the log.
    Proof(InclusionPath),
}

/// One member of the ZIP.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its whole path in the ZIP.
    pub name: String,
    /// Its size.
    pub size_bytes: u64,
    /// Its CRC-32.
    pub crc32: u32,
    /// Its bytes.
    pub source: Source,
}

/// A member under its path in the top folder, and the digest that its list names.
pub(crate) type Listed = (Member, Digest);

impl Member {
    pub(crate) fn stored(&self) -> Stored<'_> {
        Stored { name: &self.name, size_bytes: self.size_bytes, crc32: self.crc32 }
    }
}

/// A bundle that only has to be written.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The members in the order of the ZIP.
    pub members: Vec<Member>,
    /// The whole ZIP's size.
    pub size_bytes: u64,
    /// The export's id.
    pub export_id: ExportId,
    /// SHA-256 of manifest-sha256.txt: what the papers print.
    pub manifest_sha256: Digest,
    /// SHA-256 of tagmanifest-sha256.txt: what the log's `export-done` names.
    pub tagmanifest_sha256: Digest,
}

/// Plans a bundle.
///
/// `thumbnail` gives the picture of an item's first part, if there is one; it is asked once for each shown
/// exhibit, in order, so that only the page holds them. `sign` makes the armored signature over the tag manifest
/// (SSHSIG, namespace `bundle@holdfast`). `stamp` is asked once, with the tag manifest's bytes, for the tokens that time
/// authorities give over it: it may take its time, and gives none where there are none. Draft and announcement are taken and given up as early as can be: both
/// are large where there are many exhibits.
///
/// Errors: `nothing-to-export`, `bundle-too-large`, `input-mismatch`, and whatever the two functions give.
pub fn plan(
    draft: Draft,
    announcement: Announcement,
    thumbnail: &mut dyn FnMut(&ShownItem) -> Result<Option<Thumbnail>>,
    sign: &mut dyn FnMut(&[u8]) -> Result<String>,
    stamp: &mut dyn FnMut(&[u8]) -> Vec<ManifestToken>,
) -> Result<Plan> {
    let payload = payload(&draft)?;
    let manifest = list(&payload)?;
    let manifest_sha256 = Digest::of(&manifest);
    let oxum = (payload.iter().map(|(member, _)| member.size_bytes).sum(), payload.len() as u64);
    let export_id = announcement.export_id;

    let facts = read_me::Facts { draft: &draft, announcement: &announcement, manifest_sha256 };
    let mut tags: Vec<Listed> = vec![
        made("READ-ME-FIRST.txt", read_me::text(&facts).into_bytes()),
        made("READ-ME-FIRST.html", read_me::html(&facts).into_bytes()),
        made("index.html", index::html(&draft, &announcement, manifest_sha256, thumbnail)?.into_bytes()),
        made("bagit.txt", metadata::BAGIT.to_vec()),
        made("bag-info.txt", metadata::bag_info(&draft, &announcement, oxum)),
        made("manifest-sha256.txt", manifest),
    ];
    metadata::statements(&draft, &mut tags)?;
    proofs::of_lists(&draft, &mut tags)?;
    let top = draft.name.clone();
    drop(draft);
    metadata::log(announcement, &mut tags)?;

    let tagmanifest = list(&tags)?;
    let tagmanifest_sha256 = Digest::of(&tagmanifest);
    let signature = sign(&tagmanifest)?.into_bytes();
    let stamps = proofs::of_manifest(stamp(&tagmanifest))?;
    tags.insert(6, made("tagmanifest-sha256.txt", tagmanifest));
    tags.push(made("timestamps/tagmanifest-sha256.txt.sig", signature));
    tags.extend(stamps);

    let mut members: Vec<Member> = tags.into_iter().chain(payload).map(|(member, _)| member).collect();
    for member in &mut members {
        member.name = format!("{top}/{}", member.name);
    }
    let size_bytes = check_limits(&members)?;
    Ok(Plan { members, size_bytes, export_id, manifest_sha256, tagmanifest_sha256 })
}

/// The bytes of manifest-sha256.txt, known before anything is written.
pub(crate) fn manifest(draft: &Draft) -> Result<Vec<u8>> {
    list(&payload(draft)?)
}

/// The evidence, by path. Names are relative to the top folder.
fn payload(draft: &Draft) -> Result<Vec<Listed>> {
    let mut payload = Vec::new();
    for (exhibit, item) in draft.shown() {
        let sealed = item.files.iter().find(|file| file.name == crate::SEAL);
        if sealed.map(|file| file.digest) != Some(exhibit.seal) {
            return Err(BundleError::mismatch(format!("{} is not the item that was attached", exhibit.label)));
        }
        let folder = metadata::folder(&exhibit.label);
        payload.extend(draft.files(item).map(|file| {
            let name = format!("{folder}/{}", file.name);
            let source = Source::Object(file.digest);
            (Member { name, size_bytes: file.size_bytes, crc32: file.crc32, source }, file.digest)
        }));
    }
    if payload.is_empty() {
        return Err(BundleError::NothingToExport);
    }
    payload.extend(proofs::of_items(draft)?);
    payload.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    Ok(payload)
}

fn list(files: &[Listed]) -> Result<Vec<u8>> {
    let pairs = files.iter().map(|(member, digest)| (member.name.clone(), *digest)).collect();
    Ok(List::build(pairs).map_err(|error| BundleError::mismatch(error.to_string()))?.to_bytes())
}

/// A file made here, from its path under the top folder and its bytes.
pub(crate) fn made(name: impl Into<String>, bytes: Vec<u8>) -> Listed {
    let (size_bytes, crc32, digest) = (bytes.len() as u64, crc32fast::hash(&bytes), Digest::of(&bytes));
    (Member { name: name.into(), size_bytes, crc32, source: Source::Made(bytes) }, digest)
}

/// The same for an inclusion proof, whose bytes are not held.
pub(crate) fn proof(path: InclusionPath) -> Result<Listed> {
    let bytes = metadata::log_proof(&path)?;
    let (size_bytes, crc32, digest) = (bytes.len() as u64, crc32fast::hash(&bytes), Digest::of(&bytes));
    let name = format!("metadata/log/proofs/{}.json", path.n);
    Ok((Member { name, size_bytes, crc32, source: Source::Proof(path) }, digest))
}

/// Refuses what a verifier would refuse; the size of the whole ZIP otherwise.
fn check_limits(members: &[Member]) -> Result<u64> {
    let too_large = |detail: String| Err(BundleError::BundleTooLarge { detail });
    if members.len() as u64 > MEMBERS_LIMIT {
        return too_large(format!("{} files, at most {MEMBERS_LIMIT}", members.len()));
    }
    for member in members {
        let limit = match member.source {
            Source::Made(_) if member.name.ends_with(".json") || member.name.ends_with(".jsonl") => JSON_BYTES_LIMIT,
            _ => MEMBER_BYTES_LIMIT,
        };
        if member.size_bytes > limit {
            return too_large(format!("{} has {} bytes, at most {limit}", member.name, member.size_bytes));
        }
    }
    let total: u64 = members.iter().map(|member| member.size_bytes).sum();
    if total > TOTAL_BYTES_LIMIT {
        return too_large(format!("{total} bytes, at most {TOTAL_BYTES_LIMIT}"));
    }
    let content: u64 = members.iter().map(|member| zip::local_header_bytes(member.stored()) + member.size_bytes).sum();
    Ok(content + directory(members).len() as u64)
}

/// The central directory and the end records.
pub(crate) fn directory(members: &[Member]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(members.len() * 110);
    let mut offset = 0;
    for member in members {
        zip::central_header(member.stored(), offset, &mut bytes);
        offset += zip::local_header_bytes(member.stored()) + member.size_bytes;
    }
    let end = zip::end_records(members.len() as u64, offset, bytes.len() as u64);
    bytes.extend_from_slice(&end);
    bytes
}
