//! A genuine bundle in the forger's hands. `Forgery::of` takes it apart; anything can then be edited; `finish` makes
//! everything anew with the forger's own key, in the order of the format: item lists, log, checkpoint, manifests,
//! signature. The result of no edit at all is a bundle without a fault, by an unknown signer: what a verifier finds
//! in an edited one is therefore found because of the edit.
//!
//! Each step can also be called alone, to leave later files as a lesser forger would.

use super::log::{Entry, Log};
use super::{Key, hex, list, sha256_hex, tree};
use crate::files::Files;
use serde_json::Value;
use std::collections::BTreeMap;

/// A bundle being forged.
#[derive(Clone, Debug)]
pub struct Forgery {
    pub files: Files,
    pub log: Log,
    /// Bodies in the bundle by their digest in hex.
    pub bodies: BTreeMap<String, Vec<u8>>,
    /// Signs the checkpoint.
    pub key: Key,
    /// Signs the tag manifest and stands in `allowed_signers`.
    pub signer: Key,
    /// `holdfast/<vault>/<epoch>`
    pub origin: String,
    /// Signs, for each rotation, the first checkpoint that holds it; nobody does where this is absent.
    pub confirmer: Option<Key>,
    /// The dispute whose bundle it is, 32 hex.
    pub dispute: String,
}

impl Forgery {
    /// Takes a genuine bundle apart and puts the forger's key in the place of the vault's. Entries that the bundle does
    /// not show are forgotten; the others move together.
    ///
    /// # Panics
    /// When the bundle is not as the format describes it: the two implementations disagree.
    pub fn of(genuine: &Files) -> Forgery {
        let lines = genuine.text("metadata/log/entries.jsonl");
        let note = genuine.text("metadata/log/checkpoint");
        let head: Vec<_> = note.lines().take(3).collect();
        let root = {
            use base64ct::Encoding as _;
            base64ct::Base64::decode_vec(head[2]).expect("the root is Base64")
        };
        for line in lines.lines() {
            let entry = Entry::parse(line);
            let proof = genuine.json(&format!("metadata/log/proofs/{}.json", entry.n));
            assert_eq!(proof["size"].as_u64(), head[1].parse().ok(), "a proof is for the size of the checkpoint");
            assert!(Log::proves(line, &proof, &root), "entry {} is not under the genuine checkpoint", entry.n);
        }
        let log = Log { entries: lines.lines().map(Entry::parse).collect() };
        let last = log.entries.last().expect("a log has an entry");
        let dispute = last.link.as_ref().expect("the last entry is the dispute's own export-begun").id.clone();
        let bodies =
            genuine.below("metadata/log/bodies").map(|name| genuine.get(&format!("metadata/log/bodies/{name}")));
        let bodies = bodies.map(|body| (sha256_hex(body), body.to_vec())).collect();
        let key = Key::numbered(7);
        let origin = head[0].to_owned();
        let mut forgery =
            Forgery { files: genuine.clone(), log, bodies, signer: key.clone(), confirmer: None, key, origin, dispute };
        let key = forgery.key.clone();
        forgery.edit_body("genesis", |body| body["public_key"] = public_key_like(&body["public_key"], &key));
        forgery
    }

    /// The forger's bundle after all steps.
    pub fn finish(mut self) -> Files {
        self.write_log();
        self.seal();
        self.files
    }

    /// Numbers and chains the entries, brings the own export entry up to date, writes log, proofs, bodies, checkpoint.
    pub fn write_log(&mut self) {
        self.rechain();
        self.write_log_as_is();
    }

    /// Numbers and chains the entries anew; the export entry names the head of the chain before it.
    pub fn rechain(&mut self) {
        self.log.rechain();
        let own = |entry: &&Entry| entry.kind == "export-begun" && entry.link.is_some();
        if let Some(export) = self.log.entries.iter().rfind(own).cloned() {
            let head = export.link.as_ref().map(|link| link.prev.clone());
            let omissions = sha256_hex(self.files.get("metadata/omissions.json"));
            if self.bodies.contains_key(&export.reference) {
                self.edit_body_of(&export.reference, |body| {
                    body["dispute_head"] = head.into();
                    body["omissions_sha256"] = omissions.into();
                });
            }
        }
        self.log.rechain();
    }

    /// Writes log, proofs, bodies and checkpoint as they stand, right or wrong.
    pub fn write_log_as_is(&mut self) {
        let shown = || self.log.entries.iter().enumerate().filter(|(_, entry)| entry.shown);
        let log: String = shown().map(|(_, entry)| entry.line() + "\n").collect();
        self.files.put("metadata/log/entries.jsonl", log);
        self.files
            .0
            .retain(|name, _| !name.starts_with("metadata/log/proofs/") && !name.starts_with("metadata/log/bodies/"));
        for (at, entry) in shown() {
            self.files.put(&format!("metadata/log/proofs/{}.json", entry.n), self.log.proof(at));
        }
        for (digest, body) in &self.bodies {
            self.files.put(&format!("metadata/log/bodies/{}.json", &digest[..32]), body.clone());
        }
        for (at, _) in shown().filter(|(_, entry)| entry.kind == "key-rotated") {
            let first = Log { entries: self.log.entries[..=at].to_vec() };
            if let Some(key) = &self.confirmer {
                let note = key.checkpoint(&self.origin, at as u64 + 1, &first.root());
                self.files.put(&format!("metadata/log/rotations/{at}.checkpoint"), note);
            }
        }
        let (size, root) = (self.log.entries.len() as u64, self.log.root());
        self.files.put("metadata/log/checkpoint", self.key.checkpoint(&self.origin, size, &root));
    }

    /// Manifests and signature over the files as they are.
    pub fn seal(&mut self) {
        self.files.put("metadata/allowed_signers", self.signer.allowed_signers());
        self.seal_but_signers();
    }

    /// As [`Forgery::seal`], leaving `allowed_signers` as it is.
    pub fn seal_but_signers(&mut self) {
        make_manifests(&mut self.files);
        sign(&mut self.files, &self.signer);
    }

    /// Changes the body of the newest entry of that kind, and the entry with it.
    #[track_caller]
    pub fn edit_body(&mut self, kind: &str, change: impl FnOnce(&mut Value)) {
        let entry = self.log.entries.iter().rfind(|entry| entry.kind == kind);
        let reference = entry.unwrap_or_else(|| panic!("no {kind} entry")).reference.clone();
        self.edit_body_of(&reference, change);
    }

    #[track_caller]
    fn edit_body_of(&mut self, reference: &str, change: impl FnOnce(&mut Value)) {
        let bytes = self.bodies.remove(reference).unwrap_or_else(|| panic!("the body {reference} is not shown"));
        let mut body: Value = serde_json::from_slice(&bytes).expect("a body is JSON");
        assert_eq!(serde_json::to_vec(&body).expect("a JSON value can be written"), bytes, "a body is compact JSON");
        change(&mut body);
        let digest = self.add_body(&body);
        for entry in self.log.entries.iter_mut().filter(|entry| entry.reference == reference) {
            entry.reference.clone_from(&digest);
        }
    }

    /// Adds a body and returns its digest in hex.
    pub fn add_body(&mut self, body: &Value) -> String {
        let bytes = serde_json::to_vec(body).expect("a JSON value can be written");
        let digest = sha256_hex(&bytes);
        self.bodies.insert(digest.clone(), bytes);
        digest
    }

    /// Puts an entry before the own export entry.
    pub fn add_entry(&mut self, kind: &str, reference: &str, in_dispute: bool) {
        let entry = Entry::new(kind, reference, in_dispute.then_some(self.dispute.as_str()));
        let at = self.log.entries.len() - 1;
        self.log.entries.insert(at, entry);
    }

    /// The item folders, `data/items/E01` …
    pub fn items(&self) -> Vec<String> {
        items(&self.files)
    }

    /// Makes an item's list anew from the files that lie in its folder, and puts its new seal digest in the place of
    /// the old one wherever that stands: log, metadata, pages.
    pub fn reseal(&mut self, folder: &str) {
        let own = |name: &&str| !name.contains('/') && !name.starts_with("item.sha256");
        let names: Vec<_> = self.files.below(folder).filter(own).map(str::to_owned).collect();
        let list = list::of(names.iter().map(|name| (name.as_str(), self.files.get(&format!("{folder}/{name}")))));
        self.replace_item_list(folder, &list);
    }

    /// Puts any bytes in the place of an item's list, with its new seal digest everywhere.
    pub fn replace_item_list(&mut self, folder: &str, list: &[u8]) {
        let name = format!("{folder}/item.sha256");
        let (old, new) = (sha256_hex(self.files.get(&name)), sha256_hex(list));
        self.files.put(&name, list);
        for entry in self.log.entries.iter_mut().filter(|entry| entry.reference == old) {
            entry.reference.clone_from(&new);
        }
        for (name, bytes) in &mut self.files.0 {
            if !name.starts_with("data/") && !name.starts_with("timestamps/") {
                let text = String::from_utf8_lossy(bytes).replace(&old, &new);
                *bytes = text.into_bytes();
            }
        }
    }
}

/// The item folders of a bundle.
pub fn items(files: &Files) -> Vec<String> {
    files.names().filter_map(|name| name.strip_suffix("/item.sha256")).map(str::to_owned).collect()
}

/// Payload manifest, Payload-Oxum and tag manifest over the files as they are.
pub fn make_manifests(files: &mut Files) {
    let payload: Vec<_> = files.0.iter().filter(|(name, _)| name.starts_with("data/")).collect();
    let oxum =
        format!("Payload-Oxum: {}.{}", payload.iter().map(|(_, bytes)| bytes.len()).sum::<usize>(), payload.len());
    let manifest = list::of(payload.into_iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    files.put("manifest-sha256.txt", manifest);
    if let Some(info) = files.0.get_mut("bag-info.txt") {
        let text = String::from_utf8_lossy(info).into_owned();
        let lines = text.lines().map(|line| if line.starts_with("Payload-Oxum:") { oxum.as_str() } else { line });
        *info = lines.map(|line| format!("{line}\n")).collect::<String>().into_bytes();
    }
    make_tag_manifest(files);
}

/// The tag manifest over the files as they are.
pub fn make_tag_manifest(files: &mut Files) {
    let outside =
        |name: &str| !name.starts_with("data/") && !name.starts_with("timestamps/") && name != "tagmanifest-sha256.txt";
    let tags = files.0.iter().filter(|(name, _)| outside(name));
    let tag_manifest = list::of(tags.map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    files.put("tagmanifest-sha256.txt", tag_manifest);
}

/// The signature over the tag manifest.
pub fn sign(files: &mut Files, key: &Key) {
    let signature = key.sshsig("bundle@holdfast", files.get("tagmanifest-sha256.txt"));
    files.put("timestamps/tagmanifest-sha256.txt.sig", signature);
}

/// A public key written as a genuine body writes it: the whole line, or the Base64 blob alone.
pub fn public_key_like(genuine: &Value, key: &Key) -> Value {
    let whole = genuine.as_str().is_some_and(|text| text.starts_with("ssh-ed25519 "));
    if whole { key.ssh_line().into() } else { super::base64(&key.ssh_blob()).into() }
}

/// The leaf hash of a line, in hex.
pub fn leaf_hex(line: &str) -> String {
    hex(&tree::leaf(line.as_bytes()))
}
