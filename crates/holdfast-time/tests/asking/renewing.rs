//! Renewal: what was stamped is stamped again before a certificate behind it ends.

use crate::clock::{self, Keys, openssl_works};
use crate::world::{World, add, agreed};
use chrono::{TimeDelta, Utc};
use holdfast_proof::list::List;
use holdfast_vault::ListKind;

/// From the world's clock to the end of the authority's certificate (1 January 2040), less so many days.
fn to_the_end_less(world: &World, days: i64) -> TimeDelta {
    let end: chrono::DateTime<Utc> = "2040-01-01T00:00:00Z".parse().expect("a time");
    end - world.outside.clock.now().to_utc() - TimeDelta::days(days)
}

#[test]
fn a_renewal_comes_ninety_days_before_the_end_and_covers_everything() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let (one, two) = (clock::Authority::start(Keys::Ec), clock::Authority::start(Keys::Ec));
    let both = [agreed("one", &one), agreed("two", &two)];
    let mut vault = world.create();
    let alone = add(&mut vault, 1)[0];
    world.run(&mut vault, &both);
    let more = add(&mut vault, 2);
    world.run(&mut vault, &both);
    assert_eq!(one.requests(), 2, "own list and batch");

    world.wait(to_the_end_less(&world, 100));
    let now = || world.outside.clock.now().to_utc();
    assert_eq!(vault.renewal_due(now()).expect("read").proofs, 0, "a hundred days before: not yet");
    assert_eq!(world.run(&mut vault, &both).authorities[0].renewals, 0, "so none is made");
    world.wait(TimeDelta::days(11));
    let due = vault.renewal_due(now()).expect("read");
    assert_eq!((due.proofs, due.ends_at.as_deref()), (4, Some("2040-01-01T00:00:00.000Z")), "now they are due");
    let done = world.run(&mut vault, &both);
    assert!(done.authorities.iter().all(|done| (done.renewals, done.requests) == (1, 1)), "{done:?}");

    let proofs = vault.proofs_for_export(&[alone]).expect("proofs");
    assert_eq!(proofs.own[&alone].len(), 2, "its own two");
    assert_eq!(proofs.lists.len(), 1, "and the renewal");
    let renewal = &proofs.lists[0];
    assert_eq!((renewal.kind, renewal.name.as_str()), (ListKind::Renewal, "renewal-0001.sha256"), "by name");
    assert_eq!(renewal.tokens.len(), 2, "both stamped the same list");
    let list = List::parse(&renewal.bytes).expect("in the one grammar");
    let ending = |ending: &str| list.lines().iter().filter(|line| line.name.ends_with(ending)).count();
    assert_eq!(
        [".seal", ".batch", ".tsr", ".checkpoint", ".renewal"].map(ending),
        [3, 1, 4, 2, 0],
        "items, batch, tokens, the batch's checkpoint and the newest"
    );
    let of_batch = vault.proofs_for_export(&more).expect("proofs");
    let names: Vec<_> = of_batch.lists.iter().map(|list| list.name.as_str()).collect();
    assert_eq!(names, ["batch-0001.sha256", "renewal-0001.sha256"], "found through the batch and its tokens");
    world.assert_whole("renewed");
}

#[test]
fn a_renewal_that_does_not_help_is_not_tried_at_each_run() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let one = clock::Authority::start(Keys::Ec);
    let only = [agreed("one", &one)];
    let mut vault = world.create();
    add(&mut vault, 1);
    world.run(&mut vault, &only);
    world.wait(to_the_end_less(&world, 30));
    assert_eq!(world.run(&mut vault, &only).authorities[0].renewals, 1, "it is due");
    // The same certificate signed it, so it ends no later.
    let due = vault.renewal_due(world.outside.clock.now().to_utc()).expect("read");
    assert!(due.proofs > 0, "and nothing is carried on");
    assert_eq!(world.run(&mut vault, &only).authorities[0].renewals, 0, "not again at once");
    world.wait(TimeDelta::days(8));
    let done = world.run(&mut vault, &only);
    assert_eq!(done.authorities[0].renewals, 1, "a week later it is tried again");
    world.assert_whole("a renewal of a renewal");
}
