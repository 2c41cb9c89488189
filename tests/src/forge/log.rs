//! The forger's log: entries as lines, the whole tree over them, checkpoint. Unlike the product it keeps every line in
//! memory and can be told anything: wrong counters, wrong chains, other keys.

use super::tree::{self, Hash};
use super::{hex, unhex};
use serde_json::Value;

/// The link of an entry into a dispute's own chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: String,
    pub n: u64,
    pub prev: String,
}

/// One line of the log; digests and salts as hex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub n: u64,
    pub at: String,
    pub kind: String,
    pub salt: String,
    pub reference: String,
    pub link: Option<Link>,
    /// Whether the bundle shows the line; a hidden one is a leaf of the tree all the same.
    pub shown: bool,
}

impl Entry {
    /// A new entry whose counters [`Log::rechain`] will set.
    pub fn new(kind: &str, reference: &str, dispute: Option<&str>) -> Entry {
        let salt = hex(&super::sha256(format!("{kind} {reference} {dispute:?}").as_bytes())[..16]);
        let link = dispute.map(|id| Link { id: id.to_owned(), n: 0, prev: String::new() });
        let at = "2026-01-02T03:04:05.678Z".to_owned();
        Entry { n: 0, at, kind: kind.to_owned(), salt, reference: reference.to_owned(), link, shown: true }
    }

    /// The exact bytes, without LF.
    pub fn line(&self) -> String {
        let Entry { n, at, kind, salt, reference, link, shown: _ } = self;
        let link = link.as_ref().map_or(String::new(), |Link { id, n, prev }| {
            format!(",\"d\":{{\"id\":\"{id}\",\"n\":{n},\"prev\":\"{prev}\"}}")
        });
        format!(
            "{{\"v\":1,\"n\":{n},\"at\":\"{at}\",\"kind\":\"{kind}\",\"salt\":\"{salt}\",\"ref\":\"{reference}\"{link}}}"
        )
    }

    /// Reads a line of a genuine log.
    ///
    /// # Panics
    /// When writing it again gives other bytes: then this implementation and the product disagree.
    pub fn parse(line: &str) -> Entry {
        let value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("log line {line}: {error}"));
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("log line {line}: no text")).to_owned();
        let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("log line {line}: no number"));
        let link = value.get("d").map(|d| Link { id: text(&d["id"]), n: number(&d["n"]), prev: text(&d["prev"]) });
        let entry = Entry {
            n: number(&value["n"]),
            at: text(&value["at"]),
            kind: text(&value["kind"]),
            salt: text(&value["salt"]),
            reference: text(&value["ref"]),
            link,
            shown: true,
        };
        assert_eq!(entry.line(), line, "a genuine log line is not in the order of the format");
        entry
    }

    pub fn leaf(&self) -> Hash {
        tree::leaf(self.line().as_bytes())
    }
}

/// A whole log.
#[derive(Clone, Debug, Default)]
pub struct Log {
    pub entries: Vec<Entry>,
}

impl Log {
    /// Gives every entry its place: `n`, the dispute's counter, the previous leaf.
    pub fn rechain(&mut self) {
        let mut heads: std::collections::BTreeMap<String, (u64, String)> = Default::default();
        for (n, entry) in self.entries.iter_mut().enumerate() {
            entry.n = n as u64;
            if let Some(link) = &mut entry.link {
                let head = heads.entry(link.id.clone()).or_insert_with(|| (0, "0".repeat(64)));
                (link.n, link.prev) = (head.0 + 1, head.1.clone());
                *head = (link.n, hex(&entry.leaf()));
            }
        }
    }

    pub fn leaves(&self) -> Vec<Hash> {
        self.entries.iter().map(Entry::leaf).collect()
    }

    pub fn root(&self) -> Hash {
        tree::root(&self.leaves())
    }

    /// The file `metadata/log/proofs/<n>.json`.
    pub fn proof(&self, n: usize) -> String {
        let leaves = self.leaves();
        let path: Vec<_> = tree::path(n, &leaves).iter().map(|hash| format!("\"{}\"", hex(hash))).collect();
        format!("{{\"n\":{n},\"size\":{},\"path\":[{}]}}", leaves.len(), path.join(","))
    }

    /// Whether a genuine proof leads from this line to that root (RFC 9162, section 2.1.3.2).
    pub fn proves(line: &str, proof: &Value, root: &[u8]) -> bool {
        let (Some(mut place), Some(size)) = (proof["n"].as_u64(), proof["size"].as_u64()) else { return false };
        let Some(mut last) = size.checked_sub(1).filter(|last| place <= *last) else { return false };
        let mut hash = tree::leaf(line.as_bytes());
        for step in proof["path"].as_array().into_iter().flatten() {
            let other: Hash = unhex(step.as_str().unwrap_or("")).try_into().expect("32 bytes in a path");
            if last == 0 {
                return false;
            }
            if place % 2 == 1 || place == last {
                hash = tree::node(&other, &hash);
                while place.is_multiple_of(2) && place != 0 {
                    (place, last) = (place / 2, last / 2);
                }
            } else {
                hash = tree::node(&hash, &other);
            }
            (place, last) = (place / 2, last / 2);
        }
        last == 0 && hash == root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_of_every_small_tree_leads_to_its_root() {
        for size in 1..40 {
            let log = Log { entries: (0..size).map(|n| Entry::new("item", &format!("{n:064x}"), None)).collect() };
            for n in 0..size {
                let proof = serde_json::from_str(&log.proof(n)).expect("a proof is JSON");
                assert!(Log::proves(&log.entries[n].line(), &proof, &log.root()), "leaf {n} of {size}");
                let other = log.entries[(n + 1) % size].line();
                assert!(size == 1 || !Log::proves(&other, &proof, &log.root()), "another leaf at {n} of {size}");
            }
        }
    }
}
