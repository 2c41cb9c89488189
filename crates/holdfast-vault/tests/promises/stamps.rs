//! Time proofs: what waits, which lists, what is kept with them, and what follows for items, bundles and removals.

use crate::clock::{Authority, Keys, openssl_works};
use crate::world::{World, add, add_leaves, furnished};
use holdfast_proof::list::List;
use holdfast_proof::log::EntryKind;
use holdfast_proof::tsp::{Token, Trust};
use holdfast_vault::{
    BATCH_LINES, ItemOrder, ItemQuery, ListKind, ListToStamp, ProofFacts, ProofKept, TimeState, Unwatched, Vault,
    salvage,
};
use std::collections::BTreeSet;

/// The token of `authority` over this list, and what a check of it finds; without its root when the authority is not
/// known here.
fn stamped(authority: &Authority, list: &ListToStamp, known: bool) -> (Vec<u8>, ProofFacts) {
    let token = authority.stamp(list.bytes());
    let trust = Trust::nobody();
    let trust = if known { trust.with_pem(&authority.root_pem).expect("a root") } else { trust };
    let checked = Token::read(&token).expect("a reply").check(&trust);
    (token, ProofFacts::from(&checked))
}

/// Stamps everything that waits for this name.
fn stamp(vault: &mut Vault, name: &str, authority: &Authority) -> usize {
    let mut lists = 0;
    while let Some(list) = vault.list_to_stamp(name).expect("a list") {
        let (token, facts) = stamped(authority, &list, true);
        let kept = vault.keep_proof(name, &list, &token, &facts).expect("kept");
        assert!(matches!(kept, ProofKept::Kept { items } if items > 0), "each list brings something: {kept:?}");
        lists += 1;
    }
    lists
}

/// Gives a furnished vault one of each kind of list, by an authority that it knows; false where there is no openssl.
pub(crate) fn stamped_where_openssl_is(vault: &mut Vault) -> bool {
    if !openssl_works() {
        return false;
    }
    let authority = Authority::start(Keys::Ec);
    vault.authority_add("test-clock", &authority.url, 15, Some(&authority.root_pem)).expect("added");
    stamp(vault, "test-clock", &authority);
    add(vault, "alone", b"alone");
    stamp(vault, "test-clock", &authority);
    let later = "2039-12-01T00:00:00Z".parse().expect("a time");
    let renewal = vault.renewal_to_stamp("test-clock", later).expect("read").expect("due");
    let (token, facts) = stamped(&authority, &renewal, true);
    vault.keep_proof("test-clock", &renewal, &token, &facts).expect("kept");
    true
}

#[test]
fn everything_that_was_kept_waits_and_so_do_lists_of_lines() {
    let world = World::new();
    let mut vault = world.create();
    assert_eq!(vault.waiting("a").expect("counted").count, 0, "an empty vault asks for nothing");
    assert_eq!(vault.list_to_stamp("a").expect("made"), None, "nothing to ask for");
    let first = add(&mut vault, "first", b"first");
    let alone = vault.list_to_stamp("a").expect("made").expect("one waits");
    assert_eq!((alone.kind(), alone.sha256()), (ListKind::Item, first.seal_sha256), "one: its own list");
    let leaves = add_leaves(&mut vault, &first);
    let waiting = vault.waiting("a").expect("counted");
    assert_eq!((waiting.count, waiting.since.is_some()), (2, true), "a list of lines is sealed, so it is stamped");
    let batch = vault.list_to_stamp("a").expect("made").expect("two wait");
    assert_eq!(batch.kind(), ListKind::Batch, "more: a batch");
    let list = List::parse(batch.bytes()).expect("in the one grammar");
    let seal = |digest: &holdfast_proof::Digest| format!("{}.seal", &digest.to_string()[..16]);
    for item in [&first, &leaves] {
        assert_eq!(list.get(&seal(&item.seal_sha256)), Some(item.seal_sha256), "each seal under its first digits");
    }
    let note = vault.checkpoint().expect("a checkpoint");
    assert_eq!(list.get("checkpoint"), Some(holdfast_proof::Digest::of(&note)), "and the newest checkpoint");
    assert_eq!(list.lines().len(), 3, "nothing else");
}

#[test]
fn a_batch_has_two_thousand_lines_at_most_and_the_rest_waits() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    let outside = vault.outside().clone();
    let drafts = (0..BATCH_LINES).map(|_| {
        let mut draft = crate::world::draft(&vault, "same", b"same");
        draft.dedupe = false;
        holdfast_vault::SealedItem::seal(&vault.objects(), draft, &outside).expect("made")
    });
    let drafts: Vec<_> = drafts.collect();
    vault.keep(drafts).expect("kept");
    let batch = vault.list_to_stamp("a").expect("made").expect("they wait");
    assert_eq!(List::parse(batch.bytes()).expect("a list").lines().len(), BATCH_LINES, "with its checkpoint");
    let authority = Authority::start(Keys::Ec);
    assert_eq!(stamp(&mut vault, "a", &authority), 2, "the last one by its own list");
    assert_eq!(stamp(&mut vault, "b", &authority), 2, "the same two lists for another authority");
    assert_eq!(vault.waiting("b").expect("counted").count, 0, "nothing is left");
    world.assert_whole("after two thousand");
}

#[test]
fn a_proof_is_kept_once_with_list_row_and_entry() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    let ids = [add(&mut vault, "x", b"x").id, add(&mut vault, "y", b"y").id];
    let authority = Authority::start(Keys::Ec);
    let list = vault.list_to_stamp("a").expect("made").expect("they wait");
    let (token, facts) = stamped(&authority, &list, true);
    let size = vault.log_size().expect("size");
    assert_eq!(vault.keep_proof("a", &list, &token, &facts).expect("kept"), ProofKept::Kept { items: 2 }, "both");
    let entry = vault.entries(size..size + 1).expect("entries").remove(0);
    assert_eq!(entry.entry.kind, EntryKind::TimeProof, "the log says it");
    for _ in 0..2 {
        let (again, facts) = stamped(&authority, &list, true);
        let kept = vault.keep_proof("a", &list, &again, &facts).expect("no error");
        assert_eq!(kept, ProofKept::AlreadyKept, "another token of the same authority adds nothing");
    }
    assert_eq!(vault.log_size().expect("size"), size + 1, "one entry");
    let proof = vault.item_proofs(ids[1]).expect("proofs").remove(0);
    assert_eq!((proof.list_kind, proof.list_number, proof.entry), (ListKind::Batch, Some(1), size), "where from");
    assert_eq!((proof.accuracy_ms, proof.verified), (Some(1_000), true), "as the token says");
    assert!(proof.not_later_than > proof.at && proof.by.starts_with("unknown authority sha256:"), "{proof:?}");
    world.assert_whole("nothing is left of what was asked in vain");
}

#[test]
fn a_token_over_something_else_is_never_kept() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    add(&mut vault, "x", b"x");
    let authority = Authority::start(Keys::Ec);
    let list = vault.list_to_stamp("a").expect("made").expect("it waits");
    let (_, facts) = stamped(&authority, &list, true);
    for token in [authority.stamp(b"something else"), b"no token".to_vec(), Vec::new()] {
        let error = vault.keep_proof("a", &list, &token, &facts).expect_err("refused");
        assert_eq!(error.code(), "draft-unsound", "whoever asks has checked it; this is the last look");
    }
    world.assert_whole("nothing was written");
}

#[test]
fn lists_and_tokens_for_a_bundle_are_those_of_its_items_alone() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    let (one, two) = (Authority::start(Keys::Ec), Authority::start(Keys::Ec));
    let own = add(&mut vault, "own", b"own");
    stamp(&mut vault, "a", &one);
    stamp(&mut vault, "b", &two);
    let shared = [add(&mut vault, "s1", b"s1"), add(&mut vault, "s2", b"s2")];
    stamp(&mut vault, "a", &one);
    let others = [add(&mut vault, "o1", b"o1"), add(&mut vault, "o2", b"o2")];
    stamp(&mut vault, "a", &one);
    let proofs = vault.proofs_for_export(&[own.id, shared[0].id]).expect("proofs");
    let names: Vec<_> = proofs.own[&own.id].iter().map(|token| token.authority.as_str()).collect();
    assert_eq!(names, ["a", "b"], "two tokens over its own list");
    assert_eq!(proofs.lists.iter().map(|list| list.name.as_str()).collect::<Vec<_>>(), ["batch-0001.sha256"], "one");
    assert!(Token::read(&proofs.lists[0].tokens[0].bytes).expect("a reply").covers(&proofs.lists[0].bytes), "fits");
    let others = vault.proofs_for_export(&[others[0].id]).expect("proofs");
    assert!(others.own.is_empty(), "no own list was stamped");
    assert_eq!(others.lists[0].name, "batch-0002.sha256", "the other batch");
    assert!(vault.proofs_for_export(&[]).expect("nothing").lists.is_empty(), "nothing for nothing");
}

#[test]
fn the_state_of_time_filters_counts_and_stands_on_every_card() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    let (known, strange) = (Authority::start(Keys::Ec), Authority::start(Keys::Ec));
    let proven = add(&mut vault, "proven", b"proven").id;
    stamp(&mut vault, "a", &known);
    let unknown = add(&mut vault, "unknown", b"unknown").id;
    let list = vault.list_to_stamp("b").expect("made").expect("two wait");
    let (token, facts) = stamped(&strange, &list, false);
    vault.keep_proof("b", &list, &token, &facts).expect("kept");
    let waiting = add(&mut vault, "waiting", b"waiting").id;
    let asked = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let found = |times: &[TimeState], names: &[&str]| {
        let query = ItemQuery { times: times.to_vec(), authorities: asked(names), ..ItemQuery::default() };
        let (count, cards) = vault.item_cards(&query, ItemOrder::Oldest, 0, 10).expect("cards");
        assert_eq!(count, cards.len() as u64, "the count is that of the page");
        assert!(cards.iter().all(|card| times.is_empty() || times.contains(&card.time.state)), "{cards:?}");
        cards.iter().map(|card| card.row.id).collect::<Vec<_>>()
    };
    use TimeState::{None, Proven, Waiting};
    assert_eq!(found(&[], &["a"]), [proven, unknown, waiting], "no filter");
    assert_eq!(found(&[Proven], &["a", "b"]), [proven], "one verified proof is enough");
    assert_eq!(found(&[Waiting], &["a", "b"]), [unknown, waiting], "the other authority may still prove it");
    assert_eq!(found(&[Waiting], &["b"]), [waiting], "the strange one has stamped the first two");
    assert_eq!(found(&[None], &["b"]), [unknown], "stamped, not proven, and nobody will be asked");
    assert_eq!(found(&[None], &[]), [unknown, waiting], "when nobody is asked nothing waits");
    assert_eq!(found(&[Proven, None], &["b"]), [proven, unknown], "several states");
    let filter =
        |time| holdfast_vault::Filter { time, authorities: asked(&["b"]), ..holdfast_vault::Filter::default() };
    let page = |time| vault.item_page(&filter(time)).expect("a page").iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(page(Some(Proven)), [proven], "the other list too");
    assert_eq!(page(Some(Waiting)), [waiting], "the other list too");
    assert_eq!(page(Some(None)), [unknown], "the other list too");
}

#[test]
fn a_removed_items_own_tokens_go_and_its_batches_stay() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    let authority = Authority::start(Keys::Ec);
    let own = add(&mut vault, "own", b"own");
    stamp(&mut vault, "a", &authority);
    let token = vault.item_proofs(own.id).expect("proofs").remove(0).token_sha256;
    let shared = [add(&mut vault, "s1", b"s1"), add(&mut vault, "s2", b"s2")];
    stamp(&mut vault, "a", &authority);
    vault.remove(own.id, "x").expect("removed");
    assert!(vault.objects().open(&token).is_err(), "its token is gone");
    vault.remove(shared[0].id, "x").expect("removed");
    let left = vault.item_proofs(shared[1].id).expect("proofs").remove(0);
    assert!(vault.objects().open(&left.token_sha256).is_ok(), "the other item needs the batch's token");
    assert!(vault.objects().open(&left.list_sha256).is_ok(), "and the batch");
    world.assert_whole("removal is no damage");
    let list = vault.list_to_stamp("b").expect("made").expect("one waits");
    assert_eq!(list.sha256(), shared[1].seal_sha256, "what was removed waits for nothing");
}

#[test]
fn the_same_set_is_the_same_list_also_after_a_removal() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    let authority = Authority::start(Keys::Ec);
    let items = [add(&mut vault, "1", b"1"), add(&mut vault, "2", b"2"), add(&mut vault, "3", b"3")];
    stamp(&mut vault, "a", &authority);
    let batch = vault.item_proofs(items[0].id).expect("proofs").remove(0).list_sha256;
    vault.remove(items[0].id, "x").expect("removed");
    let list = vault.list_to_stamp("b").expect("made").expect("two wait");
    assert_eq!(list.sha256(), batch, "the two that are left are in it");
    add(&mut vault, "4", b"4");
    let list = vault.list_to_stamp("b").expect("made").expect("three wait");
    assert_ne!(list.sha256(), batch, "one request for all of them instead of two");
    stamp(&mut vault, "b", &authority);
    assert_eq!(stamp(&mut vault, "a", &authority), 1, "the fourth");
    world.assert_whole("sets that overlap");
}

#[test]
fn a_copy_takes_lists_and_tokens_along() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let (mut vault, ids) = furnished(&world);
    stamped_where_openssl_is(&mut vault);
    let target = world.folder.path().join("copy");
    assert!(vault.copy_to(&target, &Unwatched).expect("copied").findings.is_empty(), "whole, with nothing beside");
    let copy = Vault::open(&target, world.outside.clone(), holdfast_vault::Access::Read).expect("opens");
    assert_eq!(copy.item_proofs(ids[0]).expect("read"), vault.item_proofs(ids[0]).expect("read"), "the same proofs");
}

#[test]
fn salvage_finds_tokens_and_lists_by_their_bytes() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let (mut vault, ids) = furnished(&world);
    stamped_where_openssl_is(&mut vault);
    let shape = |vault: &Vault| {
        let proofs = vault.item_proofs(ids[0]).expect("proofs");
        proofs
            .iter()
            .map(|proof| (proof.authority.clone(), proof.at.clone(), proof.list_sha256, proof.list_kind))
            .collect::<BTreeSet<_>>()
    };
    let before = shape(&vault);
    assert_eq!(before.len(), 2, "a batch and a renewal");
    drop(vault);
    for with_database in [true, false] {
        if !with_database {
            for name in ["vault.db", "vault.db-wal", "vault.db-shm"] {
                let _ = std::fs::remove_file(world.dir().join(name));
            }
        }
        let report = salvage(&world.dir(), world.outside.clone(), &Unwatched).expect("salvaged");
        assert_eq!(report.proofs, 3, "batch, own list, renewal; with a database: {with_database}");
        let vault = world.open();
        assert_eq!(shape(&vault), before, "under the names that their bodies tell");
        let verified = vault.item_proofs(ids[0]).expect("proofs")[0].verified;
        assert_eq!(verified, with_database, "roots that the user gave are known by the database alone");
        drop(vault);
        assert!(world.check().is_whole(), "{:?}", world.check().findings);
    }
}

#[test]
fn authorities_that_the_user_adds_have_names_of_their_own() {
    let world = World::new();
    let mut vault = world.create();
    let mut add = |name: &str, url: &str, roots: Option<&[u8]>| {
        vault.authority_add(name, url, 15, roots).map_err(|error| error.code())
    };
    assert_eq!(add("my-clock", "http://127.0.0.1:1/", None), Ok(()), "good");
    assert_eq!(add("my-clock", "http://127.0.0.1:2/", None), Err("authority-exists"), "once");
    let preset = holdfast_proof::pins::all().first().map_or("my-clock", |pin| pin.id.as_str());
    assert_eq!(add(preset, "http://127.0.0.1:1/", None), Err("authority-exists"), "not a preset's name");
    assert_eq!(add("My Clock", "http://127.0.0.1:1/", None), Err("authority-name"), "part of file names");
    assert_eq!(add("other", "file:///etc/passwd", None), Err("authority-url"), "of the web");
    assert_eq!(add("other", "http://127.0.0.1:1/", Some(b"no certificate")), Err("authority-roots"), "readable");
    assert_eq!(vault.authority_list().expect("listed").len(), 1, "only the good one");
    vault.authority_remove("my-clock").expect("removed");
    assert_eq!(vault.authority_remove("my-clock").expect_err("gone").code(), "authority-unknown", "once");
    world.assert_whole("authorities");
}
