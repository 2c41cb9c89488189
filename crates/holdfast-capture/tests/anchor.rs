//! What every new record says of the time: after which token it was written.

// The helpers here are tests too, which clippy.toml cannot see.
#![allow(clippy::unwrap_used)]

// The authority that the tests at the boundaries ask; here it stamps without a network.
#[path = "../../../tests/src/clock.rs"]
#[allow(dead_code, unreachable_pub, reason = "other tests use the rest of it")]
mod clock;
mod common;

use clock::{Authority, Keys, openssl_works};
use common::Place;
use holdfast_capture::{Copied, EnvironmentBase, IntakeOptions, keep_copied, make_leaves};
use holdfast_proof::ItemId;
use holdfast_proof::tsp::{Token, Trust};
use holdfast_vault::{ProofFacts, Unwatched};

fn add(place: &mut Place, name: &str, bytes: &[u8]) -> ItemId {
    let path = place.file(name, bytes);
    place.add(&[path]).kept[0].id
}

#[test]
fn whatever_comes_in_after_a_proof_says_so() {
    if !openssl_works() {
        return;
    }
    let mut place = Place::new();
    let before = add(&mut place, "first.txt", b"first\n");
    assert_eq!(place.vault.item(before).unwrap().capture.record_not_before, None, "nothing was stamped yet");

    let authority = Authority::start(Keys::Ec);
    let list = place.vault.list_to_stamp("a").unwrap().unwrap();
    let token = authority.stamp(list.bytes());
    let checked = Token::read(&token).unwrap().check(&Trust::nobody().with_pem(&authority.root_pem).unwrap());
    place.vault.keep_proof("a", &list, &token, &ProofFacts::from(&checked)).unwrap();
    let anchor = place.vault.record_not_before().unwrap();
    assert!(anchor.is_some(), "a verified token");

    let added = add(&mut place, "second.txt", b"second\n");
    let copied = Copied::Text("third".to_owned());
    let pasted = keep_copied(&mut place.vault, &copied, &IntakeOptions::default(), &place.outside).unwrap().id;
    let base = EnvironmentBase::default();
    let leaves = make_leaves(&mut place.vault, added, &base, &place.outside, &Unwatched).unwrap().made[0].id;
    for (id, what) in [(added, "a file"), (pasted, "what was copied"), (leaves, "a list of lines")] {
        assert_eq!(place.vault.item(id).unwrap().capture.record_not_before, anchor, "{what}");
    }
}
