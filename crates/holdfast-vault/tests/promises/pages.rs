//! The catalogue in pages: orders, filters and counts are of one list, whatever piece is asked for.

use crate::world::{World, add, add_leaves, draft, keep_draft};
use holdfast_proof::ItemId;
use holdfast_proof::record::{Completeness, CompletenessState, Kind, Origin};
use holdfast_vault::{ItemOrder, ItemQuery, Vault};

/// Seven items of several kinds and sizes; the third is attached, the fourth noted, the fifth partial.
fn mixed(world: &World) -> (Vault, Vec<ItemId>) {
    let mut vault = world.create();
    let kinds = [Kind::Chat, Kind::Screenshot, Kind::Chat, Kind::Invoice, Kind::Page, Kind::Screenshot, Kind::Video];
    let mut ids = Vec::new();
    for (number, kind) in kinds.into_iter().enumerate() {
        let name = ["b.txt", "A.png", "c.txt", "Rechnung.pdf", "a page", "水壶.png", "Z.webm"][number];
        let mut draft = draft(&vault, name, &vec![u8::try_from(number).expect("few"); 100 * (number * 5 % 7 + 1)]);
        draft.kind = kind;
        if kind == Kind::Page {
            draft.origin = Origin::CapturedByHoldfast;
            draft.completeness =
                Completeness { state: CompletenessState::Partial, reasons: vec!["late-pictures".to_owned()] };
        }
        ids.push(keep_draft(&mut vault, draft).id);
    }
    let dispute = vault.dispute_create("Kettle").expect("a dispute").id;
    vault.attach(dispute, &[ids[2]], None).expect("attached");
    vault.note_set(ids[3], "the Kettle's price").expect("noted");
    let chat = vault.item(ids[0]).expect("there").row;
    let kept = vault.already_kept(&chat.sha256).expect("found").expect("kept");
    add_leaves(&mut vault, &kept);
    (vault, ids)
}

fn numbers(vault: &Vault, ids: &[ItemId], query: &ItemQuery, order: ItemOrder) -> Vec<usize> {
    let found = vault.item_ids(query, order, 0, 100).expect("ids");
    found.iter().map(|id| ids.iter().position(|other| other == id).expect("one of ours")).collect()
}

#[test]
fn every_order_is_told_and_leaves_stay_out() {
    let world = World::new();
    let (vault, ids) = mixed(&world);
    let all = ItemQuery::default();
    for (order, wanted) in [
        (ItemOrder::Newest, [6, 5, 4, 3, 2, 1, 0]),
        (ItemOrder::Oldest, [0, 1, 2, 3, 4, 5, 6]),
        (ItemOrder::Name, [4, 1, 0, 2, 3, 6, 5]),
        (ItemOrder::Largest, [4, 1, 5, 2, 6, 3, 0]),
        (ItemOrder::Kind, [2, 0, 3, 4, 5, 1, 6]),
    ] {
        assert_eq!(numbers(&vault, &ids, &all, order), wanted, "{order:?}");
    }
    assert_eq!(vault.item_total().expect("a count"), 7, "the list of leaves belongs to its item");
}

#[test]
fn each_filter_narrows_and_its_count_is_that_of_its_page() {
    let world = World::new();
    let (vault, ids) = mixed(&world);
    let dispute = vault.dispute_list().expect("disputes")[0].id;
    let (_, rows) = vault.item_cards(&ItemQuery::default(), ItemOrder::Oldest, 0, 100).expect("cards");
    let at = |number: usize| chrono::DateTime::parse_from_rfc3339(&rows[number].row.added_at).expect("a time");
    let all = ItemQuery::default;
    for (query, wanted, why) in [
        (ItemQuery { kinds: vec![Kind::Chat], ..all() }, vec![0, 2], "one kind"),
        (ItemQuery { kinds: vec![Kind::Chat, Kind::Video], ..all() }, vec![0, 2, 6], "several kinds"),
        (ItemQuery { origins: vec![Origin::CapturedByHoldfast], ..all() }, vec![4], "a stated origin"),
        (ItemQuery { completeness: vec!["partial".to_owned()], ..all() }, vec![4], "what is not complete"),
        (ItemQuery { dispute: Some(dispute), ..all() }, vec![2], "one dispute"),
        (ItemQuery { unattached: true, ..all() }, vec![0, 1, 3, 4, 5, 6], "in no dispute"),
        (ItemQuery { find: Some("KETTLE".to_owned()), ..all() }, vec![3], "a word of a note"),
        (ItemQuery { find: Some("水壶".to_owned()), ..all() }, vec![5], "two Chinese characters"),
        (ItemQuery { added_from: Some(at(5)), ..all() }, vec![5, 6], "from a time on"),
        (ItemQuery { added_until: Some(at(2)), ..all() }, vec![0, 1], "before a time"),
        (ItemQuery { kinds: vec![Kind::Chat], unattached: true, ..all() }, vec![0], "two at once"),
        (ItemQuery { find: Some("%_'\"".to_owned()), ..all() }, vec![], "a text that is no pattern"),
    ] {
        assert_eq!(numbers(&vault, &ids, &query, ItemOrder::Oldest), wanted, "{why}");
        assert_eq!(vault.item_count(&query).expect("a count"), wanted.len() as u64, "the count of {why}");
        let days = vault.item_days(&query, true, 0).expect("days");
        assert_eq!(days.iter().map(|(_, count)| count).sum::<u64>(), wanted.len() as u64, "the days of {why}");
    }
    let leaves = ItemQuery { kinds: vec![Kind::Leaves], ..all() };
    assert_eq!(vault.item_count(&leaves).expect("a count"), 1, "who asks for leaves gets them");
}

#[test]
fn pages_put_together_are_the_list() {
    let world = World::new();
    let (vault, _) = mixed(&world);
    let all = ItemQuery::default();
    let whole = vault.item_ids(&all, ItemOrder::Name, 0, u64::MAX).expect("all");
    let pages: Vec<ItemId> = (0..4)
        .flat_map(|page| vault.item_cards(&all, ItemOrder::Name, page * 2, 2).expect("a page").1)
        .map(|card| card.row.id)
        .collect();
    assert_eq!(pages, whole, "no item twice, none left out");
    for beyond in [7, 8, u64::MAX] {
        let (total, page) = vault.item_cards(&all, ItemOrder::Name, beyond, 2).expect("a page");
        assert_eq!((total, page.len()), (7, 0), "beyond the end is nothing, and the total is right");
    }
}

#[test]
fn a_card_tells_its_first_part_its_exhibits_and_whether_it_has_a_picture() {
    let world = World::new();
    let (mut vault, ids) = mixed(&world);
    vault.thumbnail_put(ids[2], "p001.txt", "image/webp", b"small").expect("a thumbnail");
    let (_, cards) = vault.item_cards(&ItemQuery::default(), ItemOrder::Oldest, 0, 3).expect("cards");
    let card = &cards[2];
    assert_eq!((card.first_part.as_str(), card.first_size_bytes), ("p001.txt", card.row.size_bytes), "its first part");
    assert_eq!(card.attached.len(), 1, "one dispute");
    assert_eq!((card.attached[0].dispute_title.as_str(), card.attached[0].label.as_str()), ("Kettle", "E01"), "there");
    assert_eq!([cards[1].has_thumbnail, card.has_thumbnail], [false, true], "only one has a picture");
    let dispute = vault.dispute_list().expect("disputes")[0].id;
    vault.detach(dispute, &[ids[2]]).expect("detached");
    let (_, cards) = vault.item_cards(&ItemQuery::default(), ItemOrder::Oldest, 2, 1).expect("a card");
    assert!(cards[0].attached.is_empty(), "detached, it is an exhibit of nothing");
}

#[test]
fn days_begin_in_the_zone_of_whoever_looks() {
    let world = World::new();
    let mut vault = world.create();
    // The clock of this world begins at 06:03 UTC.
    for number in 0..3_u8 {
        add(&mut vault, &format!("{number}"), &[number]);
    }
    let days = |minutes| {
        let days = vault.item_days(&ItemQuery::default(), true, minutes).expect("days");
        days.into_iter().map(|(day, count)| (day.to_string(), count)).collect::<Vec<_>>()
    };
    assert_eq!(days(480), [("2025-11-02".to_owned(), 3)], "in Shanghai it is afternoon");
    assert_eq!(days(-480), [("2025-11-01".to_owned(), 3)], "on the other coast it is still the day before");
}
