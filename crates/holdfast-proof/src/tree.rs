//! The log's Merkle tree, RFC 6962 section 2.1 (the same tree as RFC 9162 section 2.1).
//!
//! Leaf = SHA-256(0x00 ‖ bytes), node = SHA-256(0x01 ‖ left ‖ right), root of nothing = SHA-256(""). Appending
//! needs only the frontier, the roots of the complete subtrees from left to right. Proofs are verified without
//! trusting any number in them: a size, position or path that cannot be is false, never a panic.

use crate::digest::{Digest, DigestWriter};
use std::ops::Range;

/// SHA-256(0x00 ‖ bytes).
#[must_use]
pub fn leaf_hash(bytes: &[u8]) -> Digest {
    let mut writer = DigestWriter::new();
    writer.update(&[0]);
    writer.update(bytes);
    writer.finish()
}

/// SHA-256(0x01 ‖ left ‖ right).
#[must_use]
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    let mut writer = DigestWriter::new();
    writer.update(&[1]);
    writer.update(left.as_bytes());
    writer.update(right.as_bytes());
    writer.finish()
}

/// The root of a tree of these leaf hashes.
#[must_use]
pub fn root_of(leaves: &[Digest]) -> Digest {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.append(*leaf);
    }
    frontier.root()
}

/// All that appending and the root need: the roots of the complete subtrees, largest first, one for each bit of the
/// size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    hashes: Vec<Digest>,
}

impl Frontier {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a stored frontier together again; `None` unless there is one hash for each bit of the size.
    #[must_use]
    pub fn from_parts(size: u64, hashes: Vec<Digest>) -> Option<Self> {
        (hashes.len() == size.count_ones() as usize).then_some(Self { size, hashes })
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Roots of the complete subtrees, largest first.
    #[must_use]
    pub fn hashes(&self) -> &[Digest] {
        &self.hashes
    }

    /// Appends one leaf hash.
    pub fn append(&mut self, leaf: Digest) {
        let mut hash = leaf;
        // Each trailing one-bit of the size is a complete subtree that the new leaf makes twice as large.
        for _ in 0..self.size.trailing_ones() {
            let left = self.hashes.pop().expect("one hash for each bit of the size");
            hash = node_hash(&left, &hash);
        }
        self.hashes.push(hash);
        self.size += 1;
    }

    /// The root of the tree so far.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut from_right = self.hashes.iter().rev();
        let Some(last) = from_right.next() else { return Digest::of(b"") };
        from_right.fold(*last, |right, left| node_hash(left, &right))
    }

    /// Size (8 bytes, big-endian) and the hashes, for storing.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for hash in &self.hashes {
            bytes.extend_from_slice(hash.as_bytes());
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] writes; `None` for anything else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (size, hashes) = bytes.split_first_chunk::<8>()?;
        let (hashes, rest) = hashes.as_chunks::<32>();
        if !rest.is_empty() {
            return None;
        }
        Self::from_parts(u64::from_be_bytes(*size), hashes.iter().map(|hash| Digest::from_bytes(*hash)).collect())
    }
}

/// A whole tree in memory (64 bytes a leaf), for making proofs.
#[derive(Debug, Clone)]
pub struct Tree {
    /// `levels[l][i]` is the root of the complete subtree of 2^l leaves that begins at leaf i·2^l.
    levels: Vec<Vec<Digest>>,
}

impl Tree {
    /// The tree of these leaf hashes.
    #[must_use]
    pub fn new(leaves: Vec<Digest>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
            levels.push(above);
        }
        Self { levels }
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels[0].len() as u64
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Digest {
        if self.size() == 0 { Digest::of(b"") } else { self.range_root(0..self.size()) }
    }

    /// The inclusion proof of leaf `n`, from the leaf's sibling upwards (RFC 6962 section 2.1.1); `None` when there is
    /// no such leaf.
    #[must_use]
    pub fn inclusion(&self, n: u64) -> Option<Vec<Digest>> {
        let siblings = sibling_ranges(n, self.size())?;
        Some(siblings.into_iter().rev().map(|range| self.range_root(range)).collect())
    }

    /// The consistency proof from the first `old` leaves to this tree (RFC 6962 section 2.1.2); `None` when `old` is
    /// larger than the tree. Empty for 0 and for the tree itself.
    #[must_use]
    pub fn consistency(&self, old: u64) -> Option<Vec<Digest>> {
        let size = self.size();
        if old > size {
            return None;
        }
        if old == 0 || old == size {
            return Some(Vec::new());
        }
        let mut path = Vec::new();
        let mut range = 0..size;
        // SUBPROOF of the RFC, going down; what is pushed last stands first.
        while range.end != old {
            let middle = split(&range);
            if old <= middle {
                path.push(self.range_root(middle..range.end));
                range = range.start..middle;
            } else {
                path.push(self.range_root(range.start..middle));
                range = middle..range.end;
            }
        }
        if range.start != 0 {
            path.push(self.range_root(range));
        }
        path.reverse();
        Some(path)
    }

    /// Root of a range that occurs in the tree: complete subtrees are looked up, the right edge is hashed.
    fn range_root(&self, range: Range<u64>) -> Digest {
        let length = range.end - range.start;
        if length.is_power_of_two() {
            let level = length.trailing_zeros();
            return self.levels[level as usize][(range.start >> level) as usize];
        }
        let middle = split(&range);
        node_hash(&self.range_root(range.start..middle), &self.range_root(middle..range.end))
    }
}

/// Where the RFC splits a range of at least two leaves: after the largest power of two smaller than its length.
fn split(range: &Range<u64>) -> u64 {
    let length = range.end - range.start;
    range.start + (1 << (63 - (length - 1).leading_zeros()))
}

/// The ranges whose roots an inclusion proof of leaf `n` gives, from the top down.
fn sibling_ranges(n: u64, size: u64) -> Option<Vec<Range<u64>>> {
    if n >= size {
        return None;
    }
    let mut siblings = Vec::new();
    let mut range = 0..size;
    while range.end - range.start > 1 {
        let middle = split(&range);
        if n < middle {
            siblings.push(middle..range.end);
            range = range.start..middle;
        } else {
            siblings.push(range.start..middle);
            range = middle..range.end;
        }
    }
    Some(siblings)
}

/// Whether `path` proves that `leaf` is leaf `n` of the tree of `size` leaves with this root.
#[must_use]
pub fn verify_inclusion(leaf: &Digest, n: u64, size: u64, path: &[Digest], root: &Digest) -> bool {
    fold_inclusion(leaf, n, size, path, |_, _| {}).is_some_and(|computed| computed == *root)
}

/// Root that an inclusion proof leads to, telling `seen` every range and its root on the way.
fn fold_inclusion(
    leaf: &Digest,
    n: u64,
    size: u64,
    path: &[Digest],
    mut seen: impl FnMut(Range<u64>, Digest),
) -> Option<Digest> {
    let siblings = sibling_ranges(n, size)?;
    if siblings.len() != path.len() {
        return None;
    }
    let mut range = n..n + 1;
    let mut hash = *leaf;
    seen(range.clone(), hash);
    for (sibling, given) in siblings.into_iter().rev().zip(path) {
        seen(sibling.clone(), *given);
        if sibling.start == range.end {
            hash = node_hash(&hash, given);
            range.end = sibling.end;
        } else {
            hash = node_hash(given, &hash);
            range.start = sibling.start;
        }
        seen(range.clone(), hash);
    }
    Some(hash)
}

/// Whether `path` proves that the tree of `size` leaves begins with the tree of `old` leaves
/// (RFC 9162 section 2.1.4.2). The empty tree is a beginning of every tree, with an empty path.
#[must_use]
pub fn verify_consistency(old: u64, size: u64, path: &[Digest], old_root: &Digest, root: &Digest) -> bool {
    if old > size {
        return false;
    }
    if old == 0 {
        return path.is_empty() && *old_root == Digest::of(b"");
    }
    if old == size {
        return path.is_empty() && old_root == root;
    }
    // A power of two is itself a node of the larger tree, and is left out of the path.
    let mut path = path.iter();
    let first = if old.is_power_of_two() { Some(old_root) } else { path.next() };
    let Some(first) = first else { return false };
    let shift = (old - 1).trailing_ones();
    let (mut small, mut large) = ((old - 1) >> shift, (size - 1) >> shift);
    let (mut old_computed, mut computed) = (*first, *first);
    for hash in path {
        if large == 0 {
            return false;
        }
        if small & 1 == 1 || small == large {
            old_computed = node_hash(hash, &old_computed);
            computed = node_hash(hash, &computed);
            while small & 1 == 0 && small != 0 {
                small >>= 1;
                large >>= 1;
            }
        } else {
            computed = node_hash(&computed, hash);
        }
        small >>= 1;
        large >>= 1;
    }
    large == 0 && old_computed == *old_root && computed == *root
}

/// The root of one complete subtree: 2^level leaves from leaf index·2^level on. In one history it never changes, so
/// two different hashes for one place are two histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubtreeRoot {
    /// Height above the leaves.
    pub level: u32,
    /// Position among the subtrees of its level.
    pub index: u64,
    /// Its root.
    pub hash: Digest,
}

/// Every complete-subtree root that an inclusion proof fixes, the leaf's own first; `None` when the path has another
/// length than such a proof has. Say nothing from it before [`verify_inclusion`] is true.
#[must_use]
pub fn subtree_roots(n: u64, size: u64, leaf: &Digest, path: &[Digest]) -> Option<Vec<SubtreeRoot>> {
    let mut roots = Vec::new();
    fold_inclusion(leaf, n, size, path, |range, hash| {
        let length = range.end - range.start;
        if length.is_power_of_two() && range.start % length == 0 {
            let level = length.trailing_zeros();
            roots.push(SubtreeRoot { level, index: range.start >> level, hash });
        }
    })?;
    Some(roots)
}
