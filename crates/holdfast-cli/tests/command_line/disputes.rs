//! The dispute's verbs.

use super::desk::{Desk, keys, text};

#[test]
fn a_dispute_has_an_id_a_name_and_a_title_and_answers_to_the_first_two() {
    let desk = Desk::with_vault();
    let created = desk.answer(&["dispute", "create", "Tent arrived torn"]);
    assert_eq!(keys(&created, "/dispute"), ["id", "name", "title"], "the documented shape");
    let (id, name) = (text(&created, "/dispute/id"), text(&created, "/dispute/name"));
    assert!(name.starts_with("tent-arrived-torn-"), "the name comes from the title: {name}");
    for named in [&id, &name] {
        assert_eq!(text(&desk.answer(&["dispute", "show", named]), "/dispute/id"), id, "{named} names it");
    }
    let (status, object) = desk.json(&["dispute", "show", "tent"]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "dispute-unknown"), "{object}");
    assert_eq!(text(&desk.answer(&["dispute", "list"]), "/disputes/0/state"), "open", "it is open");
    for (title, code) in [("  ", "title-empty"), ("a\u{1b}[2Jb", "fact-text")] {
        let (status, object) = desk.json(&["dispute", "create", title]);
        assert_eq!((status, text(&object, "/error/code").as_str()), (65, code), "{title:?} is no title: {object}");
    }
}

#[test]
fn facts_come_into_one_form_and_all_or_none_are_set() {
    let desk = Desk::with_vault();
    let dispute = desk.dispute("Phone");
    let set =
        desk.answer(&["dispute", "set", &dispute, "amount_paid=￥1,299", "bought_on=2025年11月2日", "merchant=店=铺"]);
    assert_eq!(text(&set, "/facts/amount_paid"), "1299.00 CNY", "{set}");
    assert_eq!(text(&set, "/facts/bought_on"), "2025-11-02", "{set}");
    assert_eq!(text(&set, "/facts/merchant"), "店=铺", "only the first sign divides");
    let (status, object) = desk.json(&["dispute", "set", &dispute, "merchant=other", "bought_on=soon"]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "fact-date"), "{object}");
    let shown = desk.answer(&["dispute", "show", &dispute]);
    assert_eq!(text(&shown, "/dispute/facts/merchant"), "店=铺", "nothing half-set");
    let emptied = desk.answer(&["dispute", "set", &dispute, "merchant=", "title=Phone never sent"]);
    assert!(emptied.pointer("/facts/merchant").is_none(), "an empty value takes it away: {emptied}");
    assert_eq!(
        text(&desk.answer(&["dispute", "show", &dispute]), "/dispute/title"),
        "Phone never sent",
        "the title too"
    );
}

#[test]
fn attaching_twice_changes_nothing_and_numbers_are_never_used_again() {
    let desk = Desk::with_vault();
    let dispute = desk.dispute("Tent");
    let (a, b, c) = (desk.kept("a.txt", b"a\n"), desk.kept("b.txt", b"b\n"), desk.kept("c.txt", b"c\n"));
    let attached = desk.answer(&["dispute", "attach", &dispute, &a, &b, "--proves", "promised"]);
    assert_eq!(text(&attached, "/exhibits/0/exhibit"), "E01", "{attached}");
    assert_eq!(text(&attached, "/exhibits/1/proves"), "promised", "{attached}");
    let again = desk.answer(&["dispute", "attach", &dispute, &a]);
    assert_eq!(text(&again, "/exhibits/0/exhibit"), "E01", "attaching again gives the same number");
    let detached = desk.answer(&["dispute", "detach", &dispute, "E02"]);
    assert_eq!(detached["detached"], serde_json::json!(["E02"]), "{detached}");
    let third = desk.answer(&["dispute", "attach", &dispute, &c]);
    assert_eq!(text(&third, "/exhibits/0/exhibit"), "E03", "E02 stays taken: {third}");
    desk.done(&["dispute", "detach", &dispute, &a]);
    let (status, object) = desk.json(&["dispute", "detach", &dispute, "E02"]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "exhibit-unknown"), "{object}");
}

#[test]
fn the_order_is_what_was_said_and_the_rest_follows() {
    let desk = Desk::with_vault();
    let dispute = desk.dispute("Tent");
    for name in ["a.txt", "b.txt", "c.txt"] {
        let id = desk.kept(name, name.as_bytes());
        desk.done(&["dispute", "attach", &dispute, &id]);
    }
    let ordered = desk.answer(&["dispute", "order", &dispute, "E03", "E01"]);
    let labels: Vec<String> = (0..3).map(|n| text(&ordered, &format!("/exhibits/{n}/exhibit"))).collect();
    assert_eq!(labels, ["E03", "E01", "E02"], "those not named follow as they stood");
    for wrong in [&["E09"][..], &["E01", "E01"], &["first"]] {
        let arguments = [&["dispute", "order", &dispute], wrong].concat();
        assert_eq!(desk.json(&arguments).0, 65, "{wrong:?} is no order");
    }
}

#[test]
fn a_closed_dispute_can_be_read_and_not_changed() {
    let desk = Desk::with_vault();
    let dispute = desk.dispute("Tent");
    let closed = desk.answer(&["dispute", "close", &dispute, "--outcome", "refunded"]);
    assert_eq!(text(&closed, "/dispute/state"), "closed", "{closed}");
    assert_eq!(
        text(&desk.answer(&["dispute", "show", &dispute]), "/dispute/outcome"),
        "refunded",
        "the outcome is kept"
    );
    let (status, object) = desk.json(&["dispute", "set", &dispute, "merchant=x"]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "dispute-closed"), "{object}");
}

#[test]
fn people_read_tables_in_their_language() {
    let desk = Desk::with_vault();
    let dispute = desk.dispute("帐篷破了");
    let id = desk.kept("聊天.txt", "可以退\n".as_bytes());
    desk.done(&["dispute", "attach", &dispute, &id, "--proves", "答应过退款"]);
    let shown = desk.done(&["--language", "zh", "dispute", "show", &dispute]);
    for word in ["帐篷破了", "E01", "聊天.txt", "答应过退款", "标题"] {
        assert!(shown.contains(word), "{word} is shown: {shown}");
    }
}
