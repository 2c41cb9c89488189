//! Exhibits and facts through the command line: numbers given once, attach that can be repeated, an order that holds,
//! a dispute that can be closed.

use crate::{desk, error_code};
use holdfast_tests::program::Desk;
use holdfast_tests::sample::{self, text};
use serde_json::Value;

fn item(desk: &Desk, name: &str) -> String {
    text(&sample::add(desk, &desk.write(name, name))["id"])
}

fn labels(answer: &Value) -> Vec<String> {
    answer["exhibits"].as_array().expect("exhibits").iter().map(|one| text(&one["exhibit"])).collect()
}

#[test]
fn a_number_is_given_once_and_attaching_twice_changes_nothing() {
    let desk = desk();
    let name = text(&sample::create_dispute(&desk, "Tent arrived torn")["name"]);
    let ids: Vec<String> = ["a", "b", "c"].map(|name| item(&desk, name)).to_vec();
    let attach = |ids: &[&str]| {
        let arguments = [&["dispute", "attach", name.as_str()], ids].concat();
        labels(&desk.holdfast(&arguments).expect(0).json())
    };
    assert_eq!(attach(&[&ids[0], &ids[1]]), ["E01", "E02"], "numbers in the order of attaching");
    let entries = || desk.holdfast(&["vault", "info"]).expect(0).json()["vault"]["entries"].as_u64();
    let before = entries();
    assert_eq!(attach(&[&ids[1], &ids[0]]), ["E02", "E01"], "an exhibit keeps its number");
    assert_eq!(entries(), before, "attaching again writes nothing");
    desk.holdfast(&["dispute", "detach", &name, "E02"]).expect(0);
    assert_eq!(attach(&[&ids[2]]), ["E03"], "a number that was given is never given again");
    assert_eq!(attach(&[&ids[1]]), ["E02"], "an item that comes back has its own number");
    desk.holdfast(&["vault", "check"]).expect(0);
}

#[test]
fn exhibits_stand_in_the_order_that_was_asked_for() {
    let desk = desk();
    let name = text(&sample::create_dispute(&desk, "order")["name"]);
    for one in ["a", "b", "c", "d"] {
        desk.holdfast(&["dispute", "attach", &name, &item(&desk, one)]).expect(0);
    }
    let ordered = desk.holdfast(&["dispute", "order", &name, "E03", "E01"]).expect(0).json();
    assert_eq!(labels(&ordered), ["E03", "E01", "E02", "E04"], "those not named follow as they stood");
    let shown = desk.holdfast(&["dispute", "show", &name]).expect(0).json();
    assert_eq!(labels(&shown["dispute"]), ["E03", "E01", "E02", "E04"], "the order stays");
}

#[test]
fn facts_have_their_form_and_are_set_all_or_none() {
    let desk = desk();
    let name = text(&sample::create_dispute(&desk, "facts")["name"]);
    let set = |facts: &[&str]| desk.holdfast(&[&["dispute", "set", name.as_str()], facts].concat());
    let facts =
        set(&["amount_paid=￥1,299", "bought_on=2025-11-02", "merchant=某某旗舰店", "free_field=a=b"]).expect(0).json();
    assert_eq!(facts["facts"]["amount_paid"], "1299.00 CNY", "money has its currency");
    assert_eq!(facts["facts"]["free_field"], "a=b", "only the first sign divides");
    let refused = set(&["merchant=another", "bought_on=2025-02-30"]).expect(65);
    assert!(!error_code(&refused).is_empty(), "a day that is none is refused");
    let shown = || desk.holdfast(&["dispute", "show", &name]).expect(0).json()["dispute"].clone();
    assert_eq!(shown()["facts"]["merchant"], "某某旗舰店", "nothing is set when one fact is refused");
    set(&["merchant="]).expect(0);
    assert_eq!(shown()["facts"]["merchant"], Value::Null, "an empty value takes it away");
}

#[test]
fn a_dispute_goes_by_its_name_and_its_id() {
    let desk = desk();
    let dispute = sample::create_dispute(&desk, "双十一 Price Promise: 不保价!");
    let (id, name) = (text(&dispute["id"]), text(&dispute["name"]));
    let (words, end) = name.rsplit_once('-').expect("words and four digits");
    assert_eq!(words, "price-promise", "the title's words in small letters");
    assert!(
        end.len() == 4 && end.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "four random hex, not a running number"
    );
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "32 hex");
    for way in [&id, &name] {
        assert_eq!(desk.holdfast(&["dispute", "show", way]).expect(0).json()["dispute"]["id"], *id, "both name it");
    }
    let chinese = text(&sample::create_dispute(&desk, "不保价")["name"]);
    assert!(chinese.starts_with("dispute-"), "a title without Latin words: {chinese}");
}

#[test]
fn a_closed_dispute_takes_nothing_more_and_can_still_be_handed_over() {
    let desk = desk();
    let name = text(&sample::create_dispute(&desk, "closed")["name"]);
    desk.holdfast(&["dispute", "attach", &name, &item(&desk, "a")]).expect(0);
    let closed = desk.holdfast(&["dispute", "close", &name, "--outcome", "refunded"]).expect(0).json();
    assert_eq!(closed["dispute"]["state"], "closed", "it is closed");
    let refused = desk.holdfast(&["dispute", "attach", &name, &item(&desk, "b")]).expect(65);
    assert_eq!(error_code(&refused), "dispute-closed", "nothing is added to it");
    let zip = desk.path("closed.zip");
    desk.holdfast(&["bundle", "create", &name, "-o", zip.to_str().expect("UTF-8")]).expect(0);
    desk.verify(&[&zip]).expect(1);
}

#[test]
fn adding_into_a_dispute_attaches() {
    let desk = desk();
    let name = text(&sample::create_dispute(&desk, "at once")["name"]);
    desk.write("in/a.txt", "a");
    desk.write("in/b.txt", "b");
    desk.holdfast(&["item", "add", "--dispute", &name, desk.path("in").to_str().expect("UTF-8")]).expect(0);
    let shown = desk.holdfast(&["dispute", "show", &name]).expect(0).json();
    assert_eq!(labels(&shown["dispute"]), ["E01", "E02"], "what is added is attached");
    let listed = desk.holdfast(&["item", "list", "--dispute", &name]).expect(0).json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(2), "and listed there");
}
