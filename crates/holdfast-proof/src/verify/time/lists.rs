//! The lists that a time proof may be over, as a graph: a list that names the digest of another one dates it too.
//!
//! Item lists name parts; batch and renewal lists name item lists, batches and earlier renewals; the tag manifest names
//! the payload's manifest, which names the item lists. Only what is really in the bundle is joined: an edge is a digest
//! in a list that is the digest of another list's bytes as they were read.

use super::super::files::Files;
use super::super::items::ItemFolder;
use super::super::lists::{MANIFEST, TAG_MANIFEST};
use super::super::pieces::in_pieces;
use super::super::places;
use crate::finding::Finding;
use crate::list::{List, parse_sha512};
use crate::seal;
use crate::tsp::{HashAlgorithm, Imprint};
use sha2::{Digest as _, Sha384, Sha512};
use std::collections::{BTreeMap, HashMap};

/// What kind of list a proof is over; what is nearer to an exhibit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Through {
    OwnList,
    Batch,
    Renewal,
    Export,
}

impl Through {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::OwnList => "own-list",
            Self::Batch => "batch",
            Self::Renewal => "renewal",
            Self::Export => "export",
        }
    }
}

/// A list by its place among [`Lists`].
pub(super) type Node = usize;

struct Known {
    path: String,
    through: Through,
    /// Lists that this one names; worked out when somebody asks.
    names: Option<Vec<Node>>,
}

/// Digests of list bytes in one algorithm, and whose they are; equal lists have all their places.
type ByDigest = HashMap<Vec<u8>, Vec<Node>>;

/// All lists of a bundle.
pub(super) struct Lists<'f, 'a> {
    files: &'f Files<'a>,
    threads: usize,
    known: Vec<Known>,
    by_path: BTreeMap<String, Node>,
    sha256: ByDigest,
    /// Only where a proof or a list uses them.
    sha384: Option<ByDigest>,
    sha512: Option<ByDigest>,
}

impl<'f, 'a> Lists<'f, 'a> {
    pub(super) fn of(files: &'f Files<'a>, folders: &[ItemFolder], threads: usize) -> Self {
        let mut lists = Self {
            files,
            threads,
            known: Vec::new(),
            by_path: BTreeMap::new(),
            sha256: HashMap::new(),
            sha384: None,
            sha512: None,
        };
        for folder in folders {
            lists.add(format!("{}{}", folder.path(), seal::LIST), Through::OwnList);
        }
        for folder in ["metadata/log/", "timestamps/"] {
            for (name, _) in files.below(folder) {
                let path = format!("{folder}{name}");
                if places::is_numbered_list(&path) {
                    let through = if name.starts_with("batch-") { Through::Batch } else { Through::Renewal };
                    lists.add(path, through);
                }
            }
        }
        for path in [MANIFEST, TAG_MANIFEST] {
            lists.add(path.to_owned(), Through::Export);
        }
        lists
    }

    fn add(&mut self, path: String, through: Through) {
        let Some(sha256) = self.files.get(&path).and_then(|file| file.sha256) else { return };
        let node = self.known.len();
        self.sha256.entry(sha256.as_bytes().to_vec()).or_default().push(node);
        self.by_path.insert(path.clone(), node);
        self.known.push(Known { path, through, names: None });
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn at(&self, path: &str) -> Option<Node> {
        self.by_path.get(path).copied()
    }

    pub(super) fn path(&self, node: Node) -> &str {
        &self.known[node].path
    }

    pub(super) fn through(&self, node: Node) -> Through {
        self.known[node].through
    }

    /// The lists whose bytes have this imprint; none for an algorithm that is not computed here.
    pub(super) fn with_imprint(&mut self, imprint: &Imprint, findings: &mut Vec<Finding>) -> Vec<Node> {
        let by_digest = match imprint.algorithm {
            HashAlgorithm::Sha256 => &self.sha256,
            HashAlgorithm::Sha384 => self.sha384(findings),
            HashAlgorithm::Sha512 => self.sha512(findings),
            _ => return Vec::new(),
        };
        by_digest.get(&imprint.digest).cloned().unwrap_or_default()
    }

    fn sha384(&mut self, findings: &mut Vec<Finding>) -> &ByDigest {
        let made = self.sha384.take().unwrap_or_else(|| self.hash(|bytes| Sha384::digest(bytes).to_vec(), findings));
        self.sha384.insert(made)
    }

    fn sha512(&mut self, findings: &mut Vec<Finding>) -> &ByDigest {
        let made = self.sha512.take().unwrap_or_else(|| self.hash(|bytes| Sha512::digest(bytes).to_vec(), findings));
        self.sha512.insert(made)
    }

    /// Reads every list once more. One that is too large to be understood, or another one now, was told so.
    fn hash(&self, digest: impl Fn(&[u8]) -> Vec<u8> + Sync, findings: &mut Vec<Finding>) -> ByDigest {
        let nodes: Vec<Node> = (0..self.known.len()).collect();
        let pieces = in_pieces(&nodes, self.threads, |piece| {
            let mut found = Vec::new();
            let one = |node: &Node| Some((digest(&self.files.again(&self.known[*node].path, &mut found)?), *node));
            let digests: Vec<(Vec<u8>, Node)> = piece.iter().filter_map(one).collect();
            (digests, found)
        });
        let mut by_digest = ByDigest::new();
        for (digests, found) in pieces {
            findings.extend(found);
            for (digest, node) in digests {
                by_digest.entry(digest).or_default().push(node);
            }
        }
        by_digest
    }

    /// The lists that this one names by digest. A list outside the grammar names none; that was told where it lies.
    pub(super) fn names(&mut self, node: Node, findings: &mut Vec<Finding>) -> Vec<Node> {
        if let Some(names) = &self.known[node].names {
            return names.clone();
        }
        let names = self.read_names(node, findings).unwrap_or_default();
        self.known[node].names = Some(names.clone());
        names
    }

    fn read_names(&mut self, node: Node, findings: &mut Vec<Finding>) -> Option<Vec<Node>> {
        if self.known[node].through == Through::OwnList {
            return None;
        }
        let path = self.known[node].path.clone();
        let bytes = self.files.again(&path, findings)?;
        if path.ends_with(".sha512") {
            let digests = parse_sha512(&bytes).ok()?;
            let by_digest = self.sha512(findings);
            return Some(
                digests.iter().filter_map(|digest| by_digest.get(digest.as_slice())).flatten().copied().collect(),
            );
        }
        let list = List::parse(&bytes).ok()?;
        let of = |digest: &[u8; 32]| self.sha256.get(digest.as_slice());
        Some(list.lines().iter().filter_map(|line| of(line.digest.as_bytes())).flatten().copied().collect())
    }
}
