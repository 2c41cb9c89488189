//! Which key signs for which epoch: the replay of `genesis`, `key-rotated` and `continues` (docs/format.md, section 4).
//!
//! Genesis at n = 0 names the first key. A rotation at n is signed by the new key; the checkpoint of size n+1, the
//! first that contains it, is still signed by the old key, all later ones by the new. `continues` at n begins the
//! next epoch, one more than the log's last or its mark's, whichever is larger: checkpoints of size n+1 and more carry it, signed by the same key unless the body names another,
//! which nobody confirms (`key-not-confirmed`). Time never rests on any of this.

use crate::{
    body::{Body, Continues, Genesis, KeyRotated},
    checkpoint::{Origin, SignedCheckpoint},
    digest::Digest,
    finding::{Code, Finding},
    id::VaultId,
    key::{KeyProblem, PublicKey},
    log::{EntryKind, LogLine},
};

/// A key and the tree sizes whose checkpoints it signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPeriod {
    /// The smallest size that it signs.
    pub from_size: u64,
    /// The key.
    pub key: PublicKey,
    /// Whether genesis or the key before stands behind it.
    pub confirmed: bool,
}

/// All keys and epochs of one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHistory {
    vault: VaultId,
    keys: Vec<KeyPeriod>,
    /// (smallest size, epoch), rising.
    epochs: Vec<(u64, u32)>,
}

/// What the replay gave: a history when genesis could be read, and everything found on the way.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The history, as far as it could be understood.
    pub history: Option<KeyHistory>,
    /// What was found; paths are those of bodies in a bundle.
    pub findings: Vec<Finding>,
}

impl KeyHistory {
    /// The vault that genesis names.
    #[must_use]
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// All keys, oldest first.
    #[must_use]
    pub fn keys(&self) -> &[KeyPeriod] {
        &self.keys
    }

    /// The key that signs checkpoints of this size (the first key for size 0).
    #[must_use]
    pub fn key_at(&self, size: u64) -> &PublicKey {
        let period = self.keys.iter().rev().find(|period| period.from_size <= size);
        &period.unwrap_or(&self.keys[0]).key
    }

    /// The key that signs from now on.
    #[must_use]
    pub fn newest_key(&self) -> &PublicKey {
        &self.keys[self.keys.len() - 1].key
    }

    /// The origin that checkpoints of this size carry.
    #[must_use]
    pub fn origin_at(&self, size: u64) -> Origin {
        let epoch = self.epochs.iter().rev().find(|(from_size, _)| *from_size <= size);
        Origin { vault: self.vault, epoch: epoch.map_or(1, |(_, epoch)| *epoch) }
    }

    /// Whether this key is one that was replaced before checkpoints of this size.
    #[must_use]
    pub fn is_replaced(&self, key: &PublicKey, size: u64) -> bool {
        key != self.key_at(size) && self.keys.iter().any(|period| period.key == *key && period.from_size <= size)
    }

    /// Checks origin, key and signature of a checkpoint: `key-mismatch`, `old-key-used` or `signature-invalid`.
    #[must_use]
    pub fn check_checkpoint(&self, signed: &SignedCheckpoint) -> Vec<Finding> {
        let checkpoint = &signed.checkpoint;
        let mut findings = Vec::new();
        let origin = self.origin_at(checkpoint.size);
        if checkpoint.origin != origin {
            let detail = format!("the log says {origin}, the checkpoint {}", checkpoint.origin);
            findings.push(Finding::new(Code::KeyMismatch, detail));
        }
        let key = self.key_at(checkpoint.size);
        if !signed.names_key(key) {
            findings.push(self.other_key(checkpoint.size, |key| signed.names_key(key)));
        } else if !signed.verify(key) {
            findings.push(Finding::new(Code::SignatureInvalid, "the checkpoint's signature does not hold"));
        }
        findings
    }

    /// Checks that a signature made at this size is by the key of that time; `None` when it is.
    #[must_use]
    pub fn check_signer(&self, signer: &PublicKey, size: u64) -> Option<Finding> {
        (signer != self.key_at(size)).then(|| self.other_key(size, |key| key == signer))
    }

    fn other_key(&self, size: u64, is_it: impl Fn(&PublicKey) -> bool) -> Finding {
        let old = self.keys.iter().any(|period| is_it(&period.key) && self.is_replaced(&period.key, size));
        let (code, detail) = if old {
            (Code::OldKeyUsed, "signed by a key that was replaced before")
        } else {
            (Code::KeyMismatch, "signed by another key than the log names")
        };
        Finding::new(code, detail).with("expected", self.key_at(size).fingerprint())
    }
}

/// Where a body lies in a bundle.
#[must_use]
pub fn body_path(digest: &Digest) -> String {
    format!("metadata/log/bodies/{}.json", digest.name32())
}

/// Replays key and epoch entries in the order of the log. `body` gives the bytes whose SHA-256 an entry names, or
/// `None` when they are not there; their digest is checked here.
#[must_use]
pub fn replay(lines: &[LogLine], body: &dyn Fn(&Digest) -> Option<Vec<u8>>) -> Replay {
    let mut replay = Replay { history: None, findings: Vec::new() };
    for line in lines {
        let taken = match line.entry.kind {
            EntryKind::Genesis => replay.genesis(line, body),
            EntryKind::KeyRotated => replay.key_rotated(line, body),
            EntryKind::Continues => replay.continues(line, body),
            _ => Ok(()),
        };
        if let Err(finding) = taken {
            replay.findings.push(finding.at(body_path(&line.entry.reference)).with("n", line.entry.n));
        }
    }
    if replay.history.is_none() {
        replay.findings.push(Finding::new(Code::BodyMissing, "nothing says which key the log began with"));
    }
    replay
}

fn mismatch(detail: &str) -> Finding {
    Finding::new(Code::BodyMismatch, detail)
}

fn key_of(line: &str) -> Result<PublicKey, Finding> {
    PublicKey::parse_ssh_line(line).map_err(|problem| {
        let code = if problem == KeyProblem::Weak { Code::WeakKey } else { Code::BodyMismatch };
        Finding::new(code, problem.to_string())
    })
}

impl Replay {
    fn read<T: Body>(&mut self, line: &LogLine, body: &dyn Fn(&Digest) -> Option<Vec<u8>>) -> Result<T, Finding> {
        let reference = line.entry.reference;
        let bytes = body(&reference).ok_or_else(|| Finding::new(Code::BodyMissing, "the entry's body is not there"))?;
        if Digest::of(&bytes) != reference {
            return Err(mismatch("the body is not the one the entry names"));
        }
        let (read, unknown) = T::parse(&bytes).map_err(|error| Finding::new(Code::JsonSyntax, error.to_string()))?;
        for key in unknown {
            let finding = Finding::new(Code::UnknownField, key.clone()).at(body_path(&reference)).with("field", key);
            self.findings.push(finding);
        }
        Ok(read)
    }

    fn genesis(&mut self, line: &LogLine, body: &dyn Fn(&Digest) -> Option<Vec<u8>>) -> Result<(), Finding> {
        let genesis: Genesis = self.read(line, body)?;
        if line.entry.n != 0 || self.history.is_some() {
            return Err(mismatch("a log begins once, at entry 0"));
        }
        if genesis.epoch != 1 {
            return Err(mismatch("a log begins with epoch 1"));
        }
        let key = KeyPeriod { from_size: 0, key: key_of(&genesis.public_key)?, confirmed: true };
        self.history = Some(KeyHistory { vault: genesis.vault, keys: vec![key], epochs: vec![(0, 1)] });
        Ok(())
    }

    fn key_rotated(&mut self, line: &LogLine, body: &dyn Fn(&Digest) -> Option<Vec<u8>>) -> Result<(), Finding> {
        let rotated: KeyRotated = self.read(line, body)?;
        let n = line.entry.n;
        let history = self.history.as_mut().ok_or_else(|| mismatch("a key changes before the log begins"))?;
        if rotated.origin != history.origin_at(n) || rotated.old != history.newest_key().fingerprint() {
            return Err(mismatch("the change of key is of another log or from another key"));
        }
        let key = key_of(&rotated.public_key)?;
        if !rotated.verify(&key) {
            return Err(Finding::new(Code::SignatureInvalid, "the new key did not sign the change of key"));
        }
        history.keys.push(KeyPeriod { from_size: n.saturating_add(2), key, confirmed: true });
        Ok(())
    }

    fn continues(&mut self, line: &LogLine, body: &dyn Fn(&Digest) -> Option<Vec<u8>>) -> Result<(), Finding> {
        let continues: Continues = self.read(line, body)?;
        let n = line.entry.n;
        let history = self.history.as_mut().ok_or_else(|| mismatch("an epoch begins before the log"))?;
        let before = history.epochs.last().map_or(1, |(_, epoch)| *epoch);
        // The mark's epoch counts too: one backup restored twice must not give two histories one origin.
        let seen = continues.mark.map_or(before, |mark| mark.origin.epoch.max(before));
        if Some(continues.epoch) != seen.checked_add(1) {
            return Err(mismatch("an epoch is one more than the last, here or at the mark"));
        }
        if continues.mark.is_some_and(|mark| mark.origin.vault != history.vault) {
            return Err(mismatch("the mark is of another vault"));
        }
        history.epochs.push((n.saturating_add(1), continues.epoch));
        if let Some(public_key) = &continues.public_key {
            let key = key_of(public_key)?;
            let finding = Finding::new(Code::KeyNotConfirmed, "the key changed without the one before");
            let finding = finding.at(body_path(&line.entry.reference)).with("fingerprint", key.fingerprint());
            history.keys.push(KeyPeriod { from_size: n.saturating_add(1), key, confirmed: false });
            self.findings.push(finding);
        }
        Ok(())
    }
}
