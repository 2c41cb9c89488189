//! Disputes: numbers are never re-used, history is complete, the chain has no gap.

use crate::world::{World, add};
use holdfast_proof::body::ChangedWhat;
use holdfast_proof::log::EntryKind;
use holdfast_vault::{DisputeState, ExhibitState};
use std::collections::BTreeMap;

#[test]
fn a_number_is_given_once_and_never_to_another_item() {
    let world = World::new();
    let mut vault = world.create();
    let ids: Vec<_> = (0..4_u8).map(|number| add(&mut vault, "f", &[number]).id).collect();
    let dispute = vault.dispute_create("Kettle").expect("made").id;
    let labels = |rows: Vec<holdfast_vault::ExhibitRow>| rows.into_iter().map(|row| row.label).collect::<Vec<_>>();
    assert_eq!(labels(vault.attach(dispute, &ids[..2], None).expect("attached")), ["E01", "E02"], "in order");
    let size = vault.log_size().expect("size");
    assert_eq!(labels(vault.attach(dispute, &ids[..2], None).expect("again")), ["E01", "E02"], "idempotent");
    assert_eq!(vault.log_size().expect("size"), size, "what changes nothing writes nothing");
    vault.detach(dispute, &ids[1..2]).expect("detached");
    assert_eq!(labels(vault.attach(dispute, &ids[2..3], None).expect("attached")), ["E03"], "E02 stays taken");
    assert_eq!(labels(vault.attach(dispute, &ids[1..2], None).expect("back")), ["E02"], "its own number back");
    vault.remove(ids[0], "x").expect("removed");
    assert_eq!(labels(vault.attach(dispute, &ids[3..4], None).expect("attached")), ["E04"], "E01 stays taken");
    let detail = vault.dispute(dispute).expect("detail");
    let states: Vec<_> = detail.exhibits.iter().map(|row| (row.label.as_str(), row.state)).collect();
    let (attached, removed) = (ExhibitState::Attached, ExhibitState::Removed);
    assert_eq!(states, [("E03", attached), ("E02", attached), ("E04", attached), ("E01", removed)], "order and states");
    world.assert_whole("all of it");
}

#[test]
fn order_puts_the_named_first_and_keeps_the_others() {
    let world = World::new();
    let mut vault = world.create();
    let ids: Vec<_> = (0..3_u8).map(|number| add(&mut vault, "f", &[number]).id).collect();
    let dispute = vault.dispute_create("Kettle").expect("made").id;
    vault.attach(dispute, &ids, None).expect("attached");
    let rows = vault.order(dispute, &["e03".to_owned()]).expect("ordered");
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 1, 2], "E03, then the others");
    let error = vault.order(dispute, &["E09".to_owned()]).expect_err("unknown");
    assert_eq!(error.code(), "exhibit-unknown", "an unknown label changes nothing");
    world.assert_whole("ordered");
}

#[test]
fn history_tells_every_change_with_its_value() {
    let world = World::new();
    let mut vault = world.create();
    let item = add(&mut vault, "f", b"f").id;
    let dispute = vault.dispute_create("Kettle").expect("made").id;
    let set = |name: &str, value: Option<&str>| BTreeMap::from([(name.to_owned(), value.map(str::to_owned))]);
    vault.set_facts(dispute, set("merchant", Some("A"))).expect("set");
    vault.set_facts(dispute, set("merchant", Some("A"))).expect("the same again");
    vault.set_facts(dispute, set("merchant", None)).expect("taken away");
    vault.attach(dispute, &[item], Some("the price")).expect("attached");
    vault.title_set(dispute, "Kettle, red").expect("renamed");
    vault.close(dispute, "refunded").expect("closed");
    let detail = vault.dispute(dispute).expect("detail");
    let kinds: Vec<_> =
        detail.history.iter().map(|row| (row.kind, row.change.as_ref().map(|(what, _)| *what))).collect();
    use ChangedWhat::{Closed, Exhibits, Facts, Title};
    use EntryKind::{Attached, Changed};
    let expected = [
        (Changed, Some(Title)),
        (Changed, Some(Facts)),
        (Changed, Some(Facts)),
        (Attached, None),
        (Changed, Some(Exhibits)),
        (Changed, Some(Title)),
        (Changed, Some(Closed)),
    ];
    assert_eq!(kinds, expected, "every change, once, in order");
    assert_eq!((detail.row.state, detail.row.outcome.as_deref()), (DisputeState::Closed, Some("refunded")), "newest");
    assert!(detail.facts.is_empty() && detail.row.title == "Kettle, red", "newest");
    assert!(detail.row.name.starts_with("kettle-"), "the name stays as made: {}", detail.row.name);
    let error = vault.attach(dispute, &[item], Some("more")).expect_err("closed");
    assert_eq!(error.code(), "dispute-closed", "closed is closed");
    world.assert_whole("closed");
}

#[test]
fn a_dispute_is_found_by_id_and_by_name() {
    let world = World::new();
    let mut vault = world.create();
    let row = vault.dispute_create("水壶").expect("made");
    assert!(row.name.starts_with("dispute-") && row.name.len() == 12, "no plain words: {}", row.name);
    assert_eq!(vault.dispute_find(&row.name).expect("by name"), row.id, "by name");
    assert_eq!(vault.dispute_find(&row.id.to_string()).expect("by id"), row.id, "by id");
    assert_eq!(vault.dispute_find("nothing").expect_err("unknown").code(), "dispute-unknown", "else");
}

#[test]
fn no_title_text_or_name_stands_in_the_log() {
    let world = World::new();
    let (vault, _) = crate::world::furnished(&world);
    let size = vault.log_size().expect("size");
    let all: String = vault.entries(0..size).expect("entries").into_iter().map(|entry| entry.line).collect();
    for text in ["Kettle", "kettle", "photo", "promised", "ordered on", "99.00", "wrong file"] {
        assert!(!all.contains(text), "the log is append-only, so {text:?} could never be erased from it");
    }
}
