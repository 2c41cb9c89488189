//! Time in the window, with real authorities on this computer: what came in is stamped by itself, each proof says what it
//! shows, an authority is tried, and one that gives nothing is named.

use holdfast_tests::clock::{Authority, Behaviour, Keys};
use holdfast_tests::program::Desk;
use holdfast_tests::window::sample::with_sample;
use holdfast_tests::window::words::{en, say};
use holdfast_tests::window::{Start, Window};

/// Adds an authority to the desk's vault, with its root.
fn add(desk: &Desk, name: &str, authority: &Authority) -> String {
    let root = desk.write(format!("{name}.pem"), &authority.root_pem).display().to_string();
    desk.holdfast(&["time", "authority", "add", name, &authority.url, "--root", &root]).expect(0);
    root
}

#[test]
fn what_waits_is_stamped_by_itself_and_each_proof_shows_what_it_is() {
    let (desk, dispute) = with_sample("en");
    let (rsa, ec) = (Authority::start(Keys::Rsa), Authority::start(Keys::Ec));
    let roots = [add(&desk, "rsa", &rsa), add(&desk, "ec", &ec)];
    let window = Window::open(desk, &Start::default());
    window.wait("a time of every item", "return all('gridcell').length > 0 && !shows('Awaiting time')");
    window.picture("evidence-proven-en");
    assert_eq!((rsa.requests(), ec.requests()), (1, 1), "everything in one list each");

    let shown = window.items();
    let id = shown[0]["id"].as_str().expect("an id");
    let item = window.desk.holdfast(&["item", "show", id]).expect(0).json();
    assert_eq!(item["item"]["time"], "proven", "{item}");

    window.go("settings/clocks");
    window.see("rsa");
    window.press("button", &say("en", "clocks_test_of", &[("name", "rsa")]));
    window.see(&say("en", "clocks_tested", &[("name", "rsa")]));
    window.picture("settings-clocks-tested-en");
    assert_eq!(rsa.requests(), 2, "a real request");

    // Handed over, each exhibit has its time for whoever names the roots, and for nobody else.
    let zip = holdfast_tests::window::sample::bundle(&window.desk, &dispute, "full").display().to_string();
    let alone = window.desk.verify(&[&zip]).expect(1).json();
    assert_eq!(alone["verdict"], "intact", "{alone}");
    let dated = window.desk.verify(&["--trust", &roots[0], "--trust", &roots[1], &zip]).expect(0).json();
    assert_eq!(dated["verdict"], "dated", "{dated}");
}

#[test]
fn an_authority_that_gives_nothing_is_named_with_its_reason_and_nothing_else_stops() {
    let (desk, _) = with_sample("en");
    let authority = Authority::start(Keys::Ec);
    authority.behave(Behaviour::Status(500));
    add(&desk, "away", &authority);
    let window = Window::open(desk, &Start::default());
    window.go("settings/clocks");
    window.wait("the failure", "return shows('HTTP 500')");
    window.picture("settings-clocks-failing-en");
    window.go("evidence");
    window.see(&en("evidence_time_waiting"));
    authority.behave(Behaviour::Good);
    window.go("settings/clocks");
    window.press("button", &en("clocks_stamp"));
    window.see(&say("en", "clocks_stamp_result", &[]));
    window.picture("settings-clocks-stamped-en");
    window.go("evidence");
    window.see_no_more(&en("evidence_time_waiting"));
}

#[test]
fn an_authority_is_added_and_taken_away_in_the_window() {
    let desk = Desk::new();
    desk.holdfast(&["vault", "create"]).expect(0);
    let authority = Authority::start(Keys::Ec);
    let root = desk.write("root.pem", &authority.root_pem);
    let window = Window::open(desk, &Start::default());
    window.go("settings/clocks");
    window.see("FreeTSA");
    window.picture("settings-clocks-en");
    window.press("button", &en("clocks_add"));
    window.fill(&en("clocks_add_name"), "notary");
    window.fill(&en("clocks_add_url"), &authority.url);
    window.press("button", &en("clocks_add_root_choose"));
    window.answer_dialog("Add files", &root);
    window.picture("settings-clocks-add-en");
    window.press("button", &en("clocks_add_do"));
    window.see("notary");
    let status = window.desk.holdfast(&["time", "status"]).expect(0).json();
    let lines = status["time"]["authorities"].as_array().expect("authorities").clone();
    let own = lines.last().expect("the last one");
    assert_eq!((&own["name"], &own["has_root"]), (&"notary".into(), &true.into()), "{status}");
    assert_eq!(own["url"], authority.url.as_str(), "{status}");
    window.press("button", &say("en", "clocks_remove_of", &[("name", "notary")]));
    window.press("button", &en("clocks_remove_do"));
    window.see_no_more("notary");
}
