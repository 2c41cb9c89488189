//! Stamping in the background: by itself, only whom the user agreed to, together what came in together.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use holdfast::commands::{self, AuthorityToAdd, ItemPageQuestion};
use holdfast::desk::{Desk, Noun, SettingsChange, settings_set};
use holdfast::{Holdfast, Unwatched};
use holdfast_time::{ClockError, Reply, Transport};

use crate::clock::{Authority, Keys};
use crate::world::World;

const PATIENCE: Duration = Duration::from_secs(30);
/// Longer than the desk rests before it stamps.
const LONGER_THAN_REST: Duration = Duration::from_secs(6);

/// A network that leads nowhere and remembers where somebody wanted to go.
#[derive(Default)]
struct Nowhere(Mutex<Vec<String>>);

impl Nowhere {
    fn asked(&self) -> Vec<String> {
        self.0.lock().expect("a list").clone()
    }
}

impl Transport for Nowhere {
    fn post(&self, url: &str, _request: &[u8]) -> Result<Reply, ClockError> {
        self.0.lock().expect("a list").push(url.to_owned());
        Err(ClockError::Unreachable { detail: "no network here".to_owned() })
    }
}

/// A desk whose clocks are reached through this.
fn desk_through(world: &World, transport: Arc<dyn Transport>) -> Desk {
    let mut outside = world.surroundings.outside();
    outside.clocks = transport;
    Desk::new(outside, world.surroundings.places(), world.ear())
}

fn allow(desk: &Desk, change: serde_json::Value) {
    let serde_json::Value::Object(keys) = change else { panic!("an object") };
    settings_set(desk, SettingsChange(keys), &Unwatched).expect("settings are kept");
}

fn states(holdfast: &Holdfast) -> Vec<String> {
    let question = ItemPageQuestion { limit: 100, ..ItemPageQuestion::default() };
    let page = commands::item_page(holdfast, question, &Unwatched).expect("a page");
    page.items
        .iter()
        .map(|card| serde_json::to_value(card.time).expect("a word").as_str().unwrap_or("").to_owned())
        .collect()
}

#[test]
fn what_came_in_together_is_stamped_together_by_an_authority_that_was_added() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let authority = Authority::start(Keys::Ec);
    let root = world.file("root.pem", &authority.root_pem);
    let add = AuthorityToAdd { name: "here".to_owned(), url: authority.url.clone(), root: Some(root) };
    desk.ask(|desk| commands::time_authority_add(&desk.holdfast(), add, &Unwatched)).expect("added");
    world.hush();
    world.add(&world.usual(), &["a.txt", "b.txt", "c.txt"]);
    assert_eq!(states(&desk.holdfast()), ["waiting"; 3], "kept at once, stamped later");
    let begun = Instant::now();
    while states(&desk.holdfast()) != ["proven"; 3] {
        assert!(begun.elapsed() < PATIENCE, "never stamped: {:?}", states(&desk.holdfast()));
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(authority.requests(), 1, "one list for all that came in together");
    world.wait_for(Noun::Item, "proofs change what cards show");
}

#[test]
fn public_clocks_are_asked_only_after_the_answer_and_only_the_chosen_ones() {
    let world = World::new();
    drop(world.desk_with_vault());
    let nowhere = Arc::new(Nowhere::default());
    let desk = desk_through(&world, Arc::clone(&nowhere) as Arc<dyn Transport>);
    world.add(&world.usual(), &["a.txt"]);
    std::thread::sleep(LONGER_THAN_REST);
    assert_eq!(nowhere.asked(), Vec::<String>::new(), "no answer yet");
    allow(&desk, serde_json::json!({ "public_clocks": "denied" }));
    std::thread::sleep(LONGER_THAN_REST);
    assert_eq!(nowhere.asked(), Vec::<String>::new(), "the answer was no");

    world.hush();
    allow(&desk, serde_json::json!({ "public_clocks": "allowed", "clocks": ["freetsa"] }));
    let begun = Instant::now();
    while nowhere.asked().is_empty() {
        assert!(begun.elapsed() < PATIENCE, "never asked");
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(LONGER_THAN_REST);
    assert_eq!(nowhere.asked().len(), 1, "one failure a run, and then it is left alone: {:?}", nowhere.asked());
    assert!(nowhere.asked()[0].contains("freetsa"), "the one that was chosen");
    world.wait_for(Noun::Item, "that it gave none is told to whoever shows it");
    let status = commands::time_status(&desk.holdfast(), (), &Unwatched).expect("status");
    let line = status.authorities.iter().find(|line| line.name == "freetsa").expect("the chosen one");
    assert_eq!((line.waiting, line.code.as_deref()), (1, Some("clock-unreachable")), "waiting, and why");
    assert!(line.since.is_some() && line.next_at.is_some(), "since when, and when again");
}
