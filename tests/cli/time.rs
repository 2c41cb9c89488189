//! Time from the command line, against real authorities on this computer: agreeing, stamping, proving, and what happens
//! when they give nothing.

use std::fs;

use holdfast_tests::clock::{Authority, Behaviour, Keys};
use holdfast_tests::program::Desk;

use super::{desk, error_code};

/// Adds an authority to the desk's vault, with its root.
fn add(desk: &Desk, name: &str, authority: &Authority) -> String {
    let root = desk.write(format!("{name}.pem"), &authority.root_pem).display().to_string();
    desk.holdfast(&["time", "authority", "add", name, &authority.url, "--root", &root]).expect(0);
    root
}

fn keep(desk: &Desk, names: &[&str]) -> Vec<String> {
    for name in names {
        desk.write(name, format!("what {name} says"));
    }
    let added = desk.holdfast(&[&["item", "add"], names].concat()).expect(0).json();
    let items = added["items"].as_array().expect("items");
    items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn nobody_is_asked_before_the_user_agreed() {
    let desk = desk();
    keep(&desk, &["a.txt"]);
    assert_eq!(error_code(&desk.holdfast(&["time", "stamp"]).expect(65)), "nobody-to-ask", "no answer is not a yes");
    let status = desk.holdfast(&["time", "status"]).expect(0).json();
    assert!(status["time"]["public_clocks"].is_null(), "not answered: {status}");
    let asked = |status: &serde_json::Value| {
        let lines = status["time"]["authorities"].as_array().expect("authorities");
        lines.iter().filter(|line| line["asked"] == true).map(|line| line["operator"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&status), Vec::<serde_json::Value>::new(), "nobody");
    let allowed = desk.holdfast(&["time", "allow"]).expect(0).json();
    assert_eq!(asked(&allowed).len(), 2, "two by default: {allowed}");
    assert_ne!(asked(&allowed)[0], asked(&allowed)[1], "of two operators");
    let denied = desk.holdfast(&["time", "deny"]).expect(0).json();
    assert_eq!(asked(&denied), Vec::<serde_json::Value>::new(), "and nobody again");
    assert_eq!(error_code(&desk.holdfast(&["time", "stamp"]).expect(65)), "nobody-to-ask", "a no is a no");
}

#[test]
fn what_waits_is_stamped_by_two_authorities_and_the_bundle_proves_it_to_whoever_takes_their_roots() {
    let desk = desk();
    let (rsa, ec) = (Authority::start(Keys::Rsa), Authority::start(Keys::Ec));
    let (rsa_root, ec_root) = (add(&desk, "rsa", &rsa), add(&desk, "ec", &ec));
    let first = keep(&desk, &["promise.txt"]).remove(0);
    let stamped = desk.holdfast(&["time", "stamp"]).expect(0).json();
    for one in stamped["stamped"]["authorities"].as_array().expect("authorities") {
        assert_eq!((&one["items"], &one["waiting"]), (&1.into(), &0.into()), "one item, stamped: {stamped}");
    }
    keep(&desk, &["chat.txt", "order.txt"]);
    desk.holdfast(&["time", "stamp"]).expect(0);
    assert_eq!((rsa.requests(), ec.requests()), (2, 2), "one list for one item, one batch for two");

    let shown = desk.holdfast(&["item", "show", &first]).expect(0).json();
    assert_eq!(shown["item"]["time"], "proven", "{shown}");
    assert_eq!(shown["item"]["time_proofs"].as_array().map(Vec::len), Some(2), "{shown}");

    let environment = |id: &str| -> serde_json::Value {
        desk.holdfast(&["item", "export", id, &format!("of-{id}")]).expect(0);
        let bytes = fs::read(desk.path(format!("of-{id}/environment.json"))).expect("a record");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    assert_eq!(environment(&first)["clock_difference"]["why"], "never-asked", "no clock was known to the first item");
    let later = &keep(&desk, &["later.txt"])[0];
    let said = environment(later)["clock_difference"]["value"].as_str().expect("both clocks").to_owned();
    assert!(said.starts_with("authority 2") && said.contains(", device 2"), "side by side: {said}");
    let capture = fs::read_to_string(desk.path(format!("of-{later}/capture.json"))).expect("a record");
    assert!(
        capture.contains("\"record_not_before\":{\"token_sha256\""),
        "it was written after the newest token: {capture}"
    );
    desk.holdfast(&["item", "remove", later, "--reason", "only for this"]).expect(0);

    // Its own list has its tokens beside it, and both checkers take them.
    desk.holdfast(&["item", "export", &first, "out"]).expect(0);
    let (list, token) = ("out/item.sha256", "out/item.sha256.rsa.tsr");
    let proven = desk.holdfast(&["time", "check", list, token, "--trust", &rsa_root]).expect(0).json();
    assert_eq!((&proven["verdict"], &proven["kind"]), (&"proven".into(), &"rfc3161".into()), "{proven}");
    let unknown = desk.holdfast(&["time", "check", list, token]).expect(1).json();
    assert_eq!(unknown["verdict"], "not-proven", "a root in the author's vault counts for nobody else: {unknown}");
    assert_eq!(desk.holdfast(&["time", "check", "out/p001.txt", token]).expect(2).json()["verdict"], "invalid");
    let again = desk.verify(&["--trust", &rsa_root, "--proof", token, list]).expect(0).json();
    assert_eq!(again["at"], proven["at"], "the small checker says the same");
    let openssl = std::process::Command::new("openssl")
        .args(["ts", "-verify", "-data", list, "-in", token, "-CAfile", &rsa_root])
        .current_dir(desk.work())
        .output()
        .expect("openssl is installed");
    assert!(openssl.status.success(), "{}", String::from_utf8_lossy(&openssl.stderr));

    let dispute = desk.holdfast(&["dispute", "create", "Kettle"]).expect(0).json();
    let dispute = dispute["dispute"]["name"].as_str().expect("a name").to_owned();
    let ids: Vec<String> = desk.holdfast(&["item", "list"]).expect(0).json()["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["id"].as_str().expect("an id").to_owned())
        .collect();
    let attach: Vec<&str> = ["dispute", "attach", &dispute].into_iter().chain(ids.iter().map(String::as_str)).collect();
    desk.holdfast(&attach).expect(0);
    let made = desk.holdfast(&["bundle", "create", &dispute, "-o", "k.zip"]).expect(0);
    assert!(made.json()["bundle"]["sha256"].is_string(), "{}", made.story());
    let alone = desk.holdfast(&["bundle", "verify", "k.zip"]).expect(1).json();
    assert_eq!((&alone["verdict"], &alone["time"]["proven"]), (&"intact".into(), &false.into()), "{alone}");
    let dated = desk.holdfast(&["bundle", "verify", "k.zip", "--trust", &rsa_root, "--trust", &ec_root]);
    let dated = dated.expect(0).json();
    assert_eq!(dated["verdict"], "dated", "{dated}");
    let through: Vec<&str> =
        dated["exhibits"].as_array().expect("exhibits").iter().filter_map(|one| one["through"].as_str()).collect();
    assert_eq!(through, ["own-list", "batch", "batch"], "{dated}");
    let codes: Vec<&str> =
        dated["findings"].as_array().expect("findings").iter().filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"trusted-by-you") && codes.contains(&"revocation-not-checked"), "{codes:?}");
}

#[test]
fn an_authority_that_gives_nothing_costs_nothing_and_is_named() {
    let desk = desk();
    keep(&desk, &["a.txt"]);
    let good = Authority::start(Keys::Ec);
    desk.holdfast(&["time", "authority", "add", "away", &Authority::nobody()]).expect(0);
    let ran = desk.holdfast(&["time", "stamp"]).expect(69).json();
    assert_eq!(ran["stamped"]["authorities"][0]["code"], "clock-unreachable", "{ran}");
    add(&desk, "good", &good);
    let ran = desk.holdfast(&["time", "stamp"]).expect(1).json();
    assert_eq!(ran["stamped"]["authorities"][1]["items"], 1, "the other one stamped: {ran}");
    good.behave(Behaviour::Html);
    keep(&desk, &["b.txt"]);
    let ran = desk.holdfast(&["time", "stamp"]).expect(1).json();
    assert_eq!(ran["stamped"]["authorities"][1]["code"], "clock-not-a-token", "{ran}");
    let status = desk.holdfast(&["time", "status"]).expect(0).json();
    let line = status["time"]["authorities"].as_array().expect("lines").last().expect("the last one").clone();
    assert_eq!((&line["name"], &line["waiting"]), (&"good".into(), &1.into()), "{status}");
    assert!(line["since"].is_string() && line["next_at"].is_string(), "since when, and when again: {line}");
    desk.holdfast(&["time", "authority", "remove", "away"]).expect(0);
    good.behave(Behaviour::Good);
    desk.holdfast(&["time", "stamp"]).expect(0);
    assert_eq!(error_code(&desk.holdfast(&["time", "authority", "remove", "away"]).expect(65)), "authority-unknown");
}

#[test]
fn names_addresses_and_roots_that_cannot_be_are_refused() {
    let desk = desk();
    let add = |name: &str, url: &str| desk.holdfast(&["time", "authority", "add", name, url]);
    for name in ["", "Notary", "a b", "a-", "a--b", &"a".repeat(33), "证"] {
        assert_eq!(error_code(&add(name, "http://127.0.0.1:9/").expect(65)), "authority-name", "{name:?}");
    }
    for url in ["", "ftp://127.0.0.1/", "notary.example", "http://"] {
        assert_eq!(error_code(&add("notary", url).expect(65)), "authority-url", "{url:?}");
    }
    assert_eq!(error_code(&add("digicert", "http://127.0.0.1:9/").expect(65)), "authority-exists", "a preset's name");
    let root = desk.write("root.pem", "no certificate").display().to_string();
    let ran = desk.holdfast(&["time", "authority", "add", "notary", "http://127.0.0.1:9/", "--root", &root]);
    assert_eq!(error_code(&ran.expect(65)), "authority-roots", "not a certificate");
    let ran = desk.holdfast(&["time", "check", "root.pem", "root.pem", "--trust", &root]);
    assert_eq!(error_code(&ran.expect(65)), "trust-no-certificate", "nor here");
    let ran = desk.holdfast(&["time", "check", "root.pem", "root.pem"]).expect(2).json();
    assert_eq!((&ran["verdict"], &ran["kind"]), (&"invalid".into(), &serde_json::Value::Null), "not a proof: {ran}");
    fs::write(desk.path("large.tsr"), vec![0x30; (1 << 20) + 1]).expect("a file can be written");
    assert_eq!(error_code(&desk.holdfast(&["time", "check", "root.pem", "large.tsr"]).expect(65)), "file-too-large");
    assert_eq!(error_code(&desk.holdfast(&["time", "check", "root.pem", "absent.tsr"]).expect(74)), "cannot-read");
}
