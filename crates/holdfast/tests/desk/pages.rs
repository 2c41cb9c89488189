//! The long list through the commands of a window, question and answer as JSON.

use holdfast::Unwatched;
use holdfast::commands::{self, ItemDaysQuestion, ItemPageQuestion, ProvesToSet, TitleToSet};
use serde_json::{Value, json};

use crate::world::World;

fn page(world: &World, question: Value) -> Value {
    let question: ItemPageQuestion = serde_json::from_value(question).expect("a question");
    let answer = commands::item_page(&world.other(&world.usual()), question, &Unwatched).expect("a page");
    serde_json::to_value(answer).expect("JSON")
}

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().map(|item| item["name"].as_str().expect("a name")).collect()
}

#[test]
fn a_page_is_asked_and_answered_as_json() {
    let world = World::new();
    let _desk = world.desk_with_vault();
    world.add(&world.usual(), &["b.txt", "a.txt", "c.txt"]);
    let answer = page(&world, json!({ "filter": {}, "sort": "name", "from": 1, "limit": 5 }));
    assert_eq!((answer["total"].as_u64(), answer["vault_total"].as_u64()), (Some(3), Some(3)), "all of them");
    assert_eq!(names(&answer), ["b.txt", "c.txt"], "from the second on");
    let card = &answer["items"][0];
    assert_eq!(card["time"], "none", "no clock of somebody else vouches for it");
    assert_eq!(card["first_part"]["size_bytes"], 5, "its first part");
    assert_eq!((&card["exhibits"], &card["has_thumbnail"]), (&json!([]), &json!(false)), "nothing is made up");

    let filter = json!({ "find": "C.T", "kinds": null });
    let refused: Result<ItemPageQuestion, _> =
        serde_json::from_value(json!({ "filter": filter, "sort": "name", "from": 0, "limit": 5 }));
    assert!(refused.is_err(), "a list is a list");
    let answer = page(&world, json!({ "filter": { "find": "C.T", "dispute": null }, "from": 0, "limit": 5 }));
    assert_eq!((names(&answer), &answer["vault_total"]), (vec!["c.txt"], &json!(3)), "one of three");
}

#[test]
fn items_without_proof_of_time_are_none_and_there_are_no_others() {
    let world = World::new();
    let _desk = world.desk_with_vault();
    world.add(&world.usual(), &["a.txt"]);
    for (time, total) in [("proven", 0), ("waiting", 0), ("none", 1)] {
        let answer = page(&world, json!({ "filter": { "time": time }, "sort": "newest", "from": 0, "limit": 5 }));
        assert_eq!((&answer["total"], &answer["vault_total"]), (&json!(total), &json!(1)), "{time}");
    }
}

#[test]
fn days_and_ids_are_of_the_same_list() {
    let world = World::new();
    let _desk = world.desk_with_vault();
    world.add(&world.usual(), &["a.txt", "b.txt"]);
    let holdfast = world.other(&world.usual());
    let days: ItemDaysQuestion =
        serde_json::from_value(json!({ "filter": {}, "sort": "newest", "zone_minutes": 480 })).expect("a question");
    let days = commands::item_days(&holdfast, days, &Unwatched).expect("days");
    assert_eq!(days.total, 2, "both");
    let ids: ItemPageQuestion =
        serde_json::from_value(json!({ "filter": {}, "sort": "oldest", "from": 0, "limit": 10 })).expect("a question");
    let ids = commands::item_ids(&holdfast, ids, &Unwatched).expect("ids").ids;
    let shown = page(&world, json!({ "filter": {}, "sort": "oldest", "from": 0, "limit": 10 }));
    let cards: Vec<String> =
        shown["items"].as_array().expect("items").iter().map(|item| item["id"].as_str().unwrap_or("").into()).collect();
    assert_eq!(ids.iter().map(ToString::to_string).collect::<Vec<_>>(), cards, "in the same order");
    let wrong: ItemPageQuestion =
        serde_json::from_value(json!({ "filter": { "added_from": "yesterday" }, "from": 0, "limit": 1 }))
            .expect("read");
    assert_eq!(commands::item_page(&holdfast, wrong, &Unwatched).expect_err("refused").code(), "bad-input", "no time");
}

#[test]
fn a_dispute_gets_another_title_and_an_exhibit_another_purpose_and_the_item_remembers() {
    let world = World::new();
    let _desk = world.desk_with_vault();
    let ids: Vec<String> =
        world.add(&world.usual(), &["a.txt", "b.txt"]).items.iter().map(|item| item.id.to_string()).collect();
    let holdfast = world.other(&world.usual());
    let name = commands::dispute_create(&holdfast, "Kettle".to_owned(), &Unwatched).expect("made").dispute.name;
    let attach = commands::ExhibitsToAttach { dispute: name.clone(), ids: ids.clone(), proves: None };
    commands::dispute_attach(&holdfast, attach, &Unwatched).expect("attached");

    let title = TitleToSet { dispute: name.clone(), title: " Two\nkettles ".to_owned() };
    let set = commands::dispute_title_set(&holdfast, title, &Unwatched).expect("set").dispute;
    assert_eq!((set.name, set.title.as_str()), (name.clone(), "Two kettles"), "in one line; the name stays");
    let empty = TitleToSet { dispute: name.clone(), title: "  ".to_owned() };
    assert_eq!(commands::dispute_title_set(&holdfast, empty, &Unwatched).expect_err("refused").code(), "title-empty");

    let proves = |exhibit: &str, text: &str| {
        let question = ProvesToSet { dispute: name.clone(), exhibit: exhibit.to_owned(), proves: text.to_owned() };
        commands::exhibit_proves_set(&holdfast, question, &Unwatched)
    };
    let set = proves("E02", "the price").expect("set").exhibits;
    assert_eq!((set.len(), set[0].exhibit.as_str(), set[0].proves.as_str()), (1, "E02", "the price"), "that one");
    assert_eq!(proves("E02", "").expect("taken away").exhibits[0].proves, "", "an empty text takes it away");
    assert_eq!(proves("E09", "x").expect_err("unknown").code(), "exhibit-unknown", "there is none");
    let detach = commands::ExhibitsToDetach { dispute: name.clone(), ids: vec!["E02".to_owned()] };
    commands::dispute_detach(&holdfast, detach, &Unwatched).expect("detached");
    assert_eq!(proves("E02", "x").expect_err("detached").code(), "exhibit-unknown", "it is not attached in passing");

    let shown = commands::item_show(&holdfast, ids[1].clone(), &Unwatched).expect("shown").item;
    let history: Vec<_> =
        shown.history.iter().map(|line| (line.kind.as_str(), line.exhibit.as_deref(), line.text.as_deref())).collect();
    assert_eq!(
        history,
        [
            ("item", None, None),
            ("attached", Some("E02"), None),
            ("changed", Some("E02"), Some("the price")),
            ("changed", Some("E02"), Some("")),
            ("detached", Some("E02"), None),
        ],
        "what was recorded being done with it"
    );
    assert_eq!(shown.time_proofs, [], "none are made yet");
}
