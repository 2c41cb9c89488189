//! Time proofs that go out: tokens beside the lists they are over, and what the pages may say of them.
//!
//! A token over an item's own list lies in its folder, so a withheld item takes its tokens along. Batch and renewal
//! lists hold digests alone and go out when they name something that is shown. Here nothing is proven: the program
//! of the complainant states which files are there and what they say; a checker with its own list of authorities works
//! out the times. Tokens over the tag manifest come last of all, and no page can know of them.

use crate::error::{BundleError, Result};
use crate::input::{Draft, ManifestToken, Proof, ShownItem, StampedList};
use crate::metadata::folder;
use crate::plan::{Listed, Member, Source, made};
use chrono::{DateTime, Utc};
use holdfast_proof::verify::TOKEN_BYTES_LIMIT;
use holdfast_proof::{Digest, list, pins, time};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

const LOG: &str = "metadata/log/";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

/// One proof in the bundle: its path and that of the list it is over.
pub(crate) struct Placed<'a> {
    pub(crate) path: String,
    pub(crate) list: String,
    pub(crate) proof: &'a Proof,
}

/// All proofs that are known before the tag manifest, by path.
pub(crate) fn placed(draft: &Draft) -> Vec<Placed<'_>> {
    let of_items = draft.shown().flat_map(|(exhibit, item)| {
        let list = format!("{}/{}", folder(&exhibit.label), crate::SEAL);
        item.proofs.iter().map(move |proof| (list.clone(), proof))
    });
    let of_lists = draft.lists.iter().flat_map(|stamped| {
        let list = format!("{LOG}{}", stamped.name);
        stamped.proofs.iter().map(move |proof| (list.clone(), proof))
    });
    let place = |(list, proof): (String, _)| {
        let proof: &Proof = proof;
        Placed { path: format!("{list}.{}.tsr", proof.authority), list, proof }
    };
    let mut placed: Vec<Placed<'_>> = of_items.chain(of_lists).map(place).collect();
    placed.sort_by(|one, other| one.path.cmp(&other.path));
    placed
}

/// The tokens of items, for the payload; those of batch and renewal lists with their lists, for `metadata/log/`.
pub(crate) fn of_items(draft: &Draft) -> Result<Vec<Listed>> {
    members(draft, |path| !path.starts_with(LOG))
}

/// Batch and renewal lists and the tokens over them.
pub(crate) fn of_lists(draft: &Draft, files: &mut Vec<Listed>) -> Result<()> {
    for stamped in &draft.lists {
        list::List::parse(&stamped.bytes)
            .map_err(|error| BundleError::mismatch(format!("{}: {error}", stamped.name)))?;
        files.push(made(format!("{LOG}{}", stamped.name), stamped.bytes.clone()));
    }
    files.extend(members(draft, |path| path.starts_with(LOG))?);
    Ok(())
}

fn members(draft: &Draft, wanted: impl Fn(&str) -> bool) -> Result<Vec<Listed>> {
    let member = |placed: Placed<'_>| {
        check_authority(&placed.proof.authority)?;
        let token = &placed.proof.token;
        check_size(&placed.path, token.size_bytes)?;
        let source = Source::Object(token.digest);
        let member = Member { name: placed.path, size_bytes: token.size_bytes, crc32: token.crc32, source };
        Ok((member, token.digest))
    };
    placed(draft).into_iter().filter(|placed| wanted(&placed.path)).map(member).collect()
}

/// The tokens over the tag manifest, for `timestamps/`.
pub(crate) fn of_manifest(tokens: Vec<ManifestToken>) -> Result<Vec<Listed>> {
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for ManifestToken { authority, token } in tokens {
        check_authority(&authority)?;
        let name = format!("timestamps/{TAG_MANIFEST}.{authority}.tsr");
        check_size(&name, token.len() as u64)?;
        if !seen.insert(authority) {
            return Err(BundleError::mismatch(format!("{name} twice")));
        }
        files.push(made(name, token));
    }
    Ok(files)
}

/// An authority's part of a file name: lower-case letters, digits and hyphens. A dot would make it unclear where the
/// list's name ends.
fn check_authority(authority: &str) -> Result<()> {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let fits = !authority.is_empty() && authority.len() <= 40 && authority.bytes().all(good);
    if fits && !authority.starts_with('-') {
        return Ok(());
    }
    Err(BundleError::mismatch(format!("{authority:?} cannot be part of a file's name")))
}

/// Refuses what a verifier would refuse.
fn check_size(name: &str, size_bytes: u64) -> Result<()> {
    if size_bytes <= TOKEN_BYTES_LIMIT {
        return Ok(());
    }
    let detail = format!("{name} has {size_bytes} bytes, a time proof has at most {TOKEN_BYTES_LIMIT}");
    Err(BundleError::BundleTooLarge { detail })
}

/// A line of `metadata/proofs.json`.
#[derive(Serialize)]
pub(crate) struct ProofLine<'a> {
    path: String,
    list: String,
    authority: &'a str,
    at: String,
}

/// What the complainant's program states of the proofs, for `metadata/proofs.json`.
pub(crate) fn lines(draft: &Draft) -> Vec<ProofLine<'_>> {
    placed(draft).into_iter().map(ProofLine::of).collect()
}

impl<'a> ProofLine<'a> {
    fn of(placed: Placed<'a>) -> Self {
        let Placed { path, list, proof } = placed;
        Self { path, list, authority: &proof.name, at: time::wall(&proof.at) }
    }
}

/// A time that the program states.
#[derive(Debug, Clone)]
pub(crate) struct Stamped {
    /// The bytes existed by then.
    pub(crate) by_then: DateTime<Utc>,
    /// By whose clock, as stated.
    pub(crate) authority: String,
}

/// The earliest time that the program states of each digest that a stamped list names.
#[derive(Debug, Clone)]
pub(crate) struct Times(BTreeMap<Digest, Stamped>);

impl Times {
    pub(crate) fn of(draft: &Draft) -> Times {
        let mut through: BTreeMap<Digest, Stamped> = BTreeMap::new();
        // A list names only what was there before it. Renewals, latest first, then batches: so each list has been named
        // by all that can name it before it hands its time down.
        let mut lists: Vec<&StampedList> = draft.lists.iter().collect();
        lists.sort_by_key(|stamped| (stamped.is_batch(), std::cmp::Reverse(&stamped.name)));
        for stamped in lists {
            let handed = through.get(&Digest::of(&stamped.bytes)).cloned();
            let Some(best) = earliest(&stamped.proofs, handed) else { continue };
            let named = list::List::parse(&stamped.bytes);
            for line in named.iter().flat_map(list::List::lines) {
                let known = through.entry(line.digest).or_insert_with(|| best.clone());
                if best.by_then < known.by_then {
                    *known = best.clone();
                }
            }
        }
        Times(through)
    }

    /// Of a shown item with this seal: over its own list, or over a list that names it, directly or through another.
    pub(crate) fn of_item(&self, seal: &Digest, item: &ShownItem) -> Option<Stamped> {
        earliest(&item.proofs, self.0.get(seal).cloned())
    }
}

fn earliest(proofs: &[Proof], other: Option<Stamped>) -> Option<Stamped> {
    let counting = proofs.iter().filter(|proof| proof.verified);
    let own = counting.map(|proof| Stamped { by_then: proof.not_later_than, authority: proof.name.clone() });
    own.chain(other).min_by_key(|stamped| stamped.by_then)
}

/// A root that a reader needs, from the pins and never from the bundle.
pub(crate) struct RootToFetch {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) sha256: Digest,
}

/// The roots of the authorities whose proofs are here, and of those that may yet stamp the tag manifest; and the names
/// of authorities that the pins do not know.
pub(crate) fn roots(draft: &Draft) -> (Vec<RootToFetch>, Vec<String>) {
    let placed = placed(draft);
    let here: BTreeSet<(&str, &str)> =
        placed.iter().map(|placed| (placed.proof.authority.as_str(), placed.proof.name.as_str())).collect();
    let is_here = |pin: &pins::Pin| here.iter().any(|(id, _)| *id == pin.id);
    let wanted = pins::all().iter().filter(|pin| pin.default || is_here(pin));
    let roots = wanted.flat_map(|pin| {
        pin.roots.iter().map(|root| RootToFetch {
            name: pin.name.clone(),
            address: pin.address.clone(),
            sha256: root.sha256,
        })
    });
    let unknown = here.iter().filter(|(id, _)| pins::by_id(id).is_none());
    (roots.collect(), unknown.map(|(_, name)| (*name).to_owned()).collect())
}
