//! Keys and epochs: who signs when, and what is said when somebody else did.

use crate::made::{entry, key, origin, vault};
use holdfast_proof::{
    Code, Digest, Salt,
    body::{Body, Continues, Genesis, KeyRotated, Mark},
    checkpoint::{Checkpoint, SignedCheckpoint},
    epochs::{Replay, replay},
    key::SecretKey,
    log::{EntryKind, LogLine},
};
use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Log {
    pub(crate) lines: Vec<LogLine>,
    pub(crate) bodies: BTreeMap<Digest, Vec<u8>>,
}

impl Log {
    pub(crate) fn add(&mut self, n: u64, kind: EntryKind, body: &impl Body) {
        self.add_bytes(n, kind, body.to_bytes());
    }

    fn add_bytes(&mut self, n: u64, kind: EntryKind, body: Vec<u8>) {
        let digest = Digest::of(&body);
        self.bodies.insert(digest, body);
        self.lines.push(entry(n, kind, digest, None));
    }

    pub(crate) fn replay(&self) -> Replay {
        replay(&self.lines, &|digest| self.bodies.get(digest).cloned())
    }

    fn codes(&self) -> Vec<Code> {
        self.replay().findings.into_iter().map(|finding| finding.code).collect()
    }
}

pub(crate) fn genesis() -> Genesis {
    let public_key = key(1).public_key().ssh_line();
    Genesis { salt: Salt::from_bytes([1; 32]), vault: vault(), epoch: 1, public_key }
}

pub(crate) fn rotated() -> KeyRotated {
    KeyRotated::sign(Salt::from_bytes([2; 32]), origin(1), &key(1).public_key(), &key(2))
}

pub(crate) fn continues(public_key: Option<String>) -> Continues {
    let mark = Mark { origin: origin(1), size: 9, root: Digest::of(b"a longer history") };
    Continues {
        salt: Salt::from_bytes([3; 32]),
        epoch: 2,
        mark: Some(mark),
        reason: "behind-the-mark".to_owned(),
        public_key,
    }
}

/// genesis at 0, the key changes at 4, epoch 2 with a third key begins at 8.
pub(crate) fn three_keys() -> Log {
    let mut log = Log::default();
    log.add(0, EntryKind::Genesis, &genesis());
    log.add(4, EntryKind::KeyRotated, &rotated());
    log.add(8, EntryKind::Continues, &continues(Some(key(3).public_key().ssh_line())));
    log
}

fn checkpoint_codes(size: u64, epoch: u32, signer: &SecretKey) -> Vec<Code> {
    let history = three_keys().replay().history.expect("a history");
    let note = Checkpoint { origin: origin(epoch), size, root: Digest::of(b"root") }.sign(signer);
    let signed = SignedCheckpoint::parse(&note).expect("a good note");
    history.check_checkpoint(&signed).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn the_first_checkpoint_with_a_rotation_is_signed_by_the_old_key() {
    assert_eq!(checkpoint_codes(4, 1, &key(1)), [], "before");
    assert_eq!(checkpoint_codes(5, 1, &key(1)), [], "the first that contains it");
    assert_eq!(checkpoint_codes(6, 1, &key(2)), [], "all later ones");
    assert_eq!(checkpoint_codes(5, 1, &key(2)), [Code::KeyMismatch], "the new key too early");
    assert_eq!(checkpoint_codes(6, 1, &key(1)), [Code::OldKeyUsed], "the old key too late");
    assert_eq!(checkpoint_codes(6, 1, &key(7)), [Code::KeyMismatch], "a key that is nobody's");
}

#[test]
fn an_epoch_begins_with_the_checkpoint_that_contains_it() {
    assert_eq!(checkpoint_codes(8, 1, &key(2)), [], "before");
    assert_eq!(checkpoint_codes(9, 2, &key(3)), [], "with it");
    assert_eq!(checkpoint_codes(9, 1, &key(2)), [Code::KeyMismatch, Code::OldKeyUsed], "the old epoch too late");
    assert_eq!(checkpoint_codes(8, 2, &key(2)), [Code::KeyMismatch], "the new epoch too early");
}

#[test]
fn a_key_that_nobody_confirmed_is_said() {
    assert_eq!(three_keys().codes(), [Code::KeyNotConfirmed], "the third key");
    let mut log = Log::default();
    log.add(0, EntryKind::Genesis, &genesis());
    log.add(4, EntryKind::Continues, &continues(None));
    assert_eq!(log.codes(), [], "the same key in a new epoch needs no remark");
    assert_eq!(log.replay().history.expect("a history").origin_at(5), origin(2), "epoch 2");
}

#[test]
fn an_epoch_counts_on_from_the_mark_when_that_saw_a_later_one() {
    let with = |epoch: u32, marked: Option<u32>| {
        let mark = marked.map(|epoch| Mark { origin: origin(epoch), size: 9, root: Digest::of(b"other") });
        let mut log = Log::default();
        log.add(0, EntryKind::Genesis, &genesis());
        log.add(4, EntryKind::Continues, &Continues { epoch, mark, ..continues(None) });
        log.codes()
    };
    assert_eq!(with(4, Some(3)), [], "the epoch after the one that the machine had seen");
    assert_eq!(with(2, Some(3)), [Code::BodyMismatch], "an epoch that the machine had seen in use is not used again");
    assert_eq!(with(3, Some(1)), [Code::BodyMismatch], "none is passed over");
    assert_eq!(with(3, None), [Code::BodyMismatch], "nor without a mark");
    assert_eq!(with(u32::MAX, Some(u32::MAX)), [Code::BodyMismatch], "the last one has no next");
}

#[test]
fn a_change_of_key_that_was_bent_is_seen() {
    let with = |body: KeyRotated| {
        let mut log = Log::default();
        log.add(0, EntryKind::Genesis, &genesis());
        log.add(4, EntryKind::KeyRotated, &body);
        log.codes()
    };
    assert_eq!(with(rotated()), [], "as it should be");
    let other_signer = KeyRotated {
        signature: KeyRotated::sign(rotated().salt, origin(1), &key(1).public_key(), &key(3)).signature,
        ..rotated()
    };
    assert_eq!(with(other_signer), [Code::SignatureInvalid], "signed by a third key");
    let other_origin = KeyRotated::sign(rotated().salt, origin(2), &key(1).public_key(), &key(2));
    assert_eq!(with(other_origin), [Code::BodyMismatch], "of another epoch");
    let other_old = KeyRotated::sign(rotated().salt, origin(1), &key(3).public_key(), &key(2));
    assert_eq!(with(other_old), [Code::BodyMismatch], "from a key that did not sign before");
    let other_key = KeyRotated { public_key: key(3).public_key().ssh_line(), ..rotated() };
    assert_eq!(with(other_key), [Code::SignatureInvalid], "another key than the one named");
}

#[test]
fn bodies_missing_wrong_or_weak_are_found() {
    let mut log = three_keys();
    let second = log.lines[1].entry.reference;
    log.bodies.remove(&second);
    assert_eq!(log.codes(), [Code::BodyMissing, Code::KeyNotConfirmed], "the rotation's body is gone");
    log.bodies.insert(second, b"{}".to_vec());
    assert_eq!(log.codes(), [Code::BodyMismatch, Code::KeyNotConfirmed], "other bytes under its digest");

    let mut log = Log::default();
    let weak = [b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20\x01".as_slice(), &[0; 31]].concat();
    let public_key = format!("ssh-ed25519 {}", <base64ct::Base64 as base64ct::Encoding>::encode_string(&weak));
    log.add(0, EntryKind::Genesis, &Genesis { public_key, ..genesis() });
    assert_eq!(log.codes(), [Code::WeakKey, Code::BodyMissing], "a key that signs everything");

    let mut log = Log::default();
    log.add(1, EntryKind::Genesis, &genesis());
    assert_eq!(log.codes(), [Code::BodyMismatch, Code::BodyMissing], "genesis not at entry 0");

    let mut log = Log::default();
    log.add_bytes(0, EntryKind::Genesis, b"{\"vault\":1}".to_vec());
    assert_eq!(log.codes(), [Code::JsonSyntax, Code::BodyMissing], "no salt first");
    assert_eq!(Log::default().codes(), [Code::BodyMissing], "no genesis at all");
}

#[test]
fn a_later_version_may_add_a_key_to_a_body() {
    let mut log = Log::default();
    let text = String::from_utf8(genesis().to_bytes()).expect("UTF-8").replace("\"epoch\":1", "\"epoch\":1,\"mood\":2");
    log.add_bytes(0, EntryKind::Genesis, text.into_bytes());
    assert_eq!(log.codes(), [Code::UnknownField], "a note, no error");
}
