//! The pins are what they say they are.

use crate::authority::{pem, reasons};
use crate::fixtures::{digicert_tokens, folder};
use crate::keys::run;
use crate::openssl;
use holdfast_proof::list::List;
use holdfast_proof::tsp::{Outcome, Token, Trust};
use holdfast_proof::{Digest, pins, verdict};
use std::collections::BTreeSet;

#[test]
fn the_file_has_the_version_that_verdicts_print() {
    let file: serde_json::Value = serde_json::from_str(pins::FILE).expect("JSON");
    assert_eq!(file["version"], pins::VERSION, "one version");
    assert_eq!(verdict::PINS_VERSION, pins::VERSION, "in every verdict");
    let stated = file["authorities"].as_array().expect("a list").len();
    assert_eq!(pins::all().len(), stated, "every authority of the file is read");
}

#[test]
fn every_root_is_the_certificate_of_its_digests_and_vouches_only_while_it_lives() {
    if !openssl::is_there() {
        return;
    }
    for (pin, root) in pins::all().iter().flat_map(|pin| pin.roots.iter().map(move |root| (pin, root))) {
        assert_eq!(Digest::of(&root.certificate), root.sha256, "{}: SHA-256 of the certificate", pin.id);
        let pem = pem(&root.certificate);
        let public = run(&["x509", "-noout", "-pubkey"], pem.as_bytes());
        let spki = run(&["pkey", "-pubin", "-outform", "DER"], &public);
        assert_eq!(Digest::of(&spki), root.spki_sha256, "{}: SHA-256 of the key", pin.id);
        // openssl checks the root's signature by its own key, and that it is an authority.
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("root.pem");
        std::fs::write(&path, &pem).expect("write");
        let path = path.to_str().expect("a path");
        let at = root.from.timestamp().to_string();
        run(&["verify", "-check_ss_sig", "-attime", &at, "-CAfile", path, path], b"");
        let text = run(&["x509", "-noout", "-text"], pem.as_bytes());
        assert!(String::from_utf8_lossy(&text).contains("CA:TRUE"), "{}: an authority", pin.id);
        let dates = run(&["x509", "-noout", "-dates", "-dateopt", "iso_8601"], pem.as_bytes());
        let dates = String::from_utf8_lossy(&dates).into_owned();
        let date = |key: &str| {
            let line = dates.lines().find_map(|line| line.strip_prefix(key)).expect("a date");
            crate::made::at(&line.replace(' ', "T"))
        };
        assert!(date("notBefore=") <= root.from && root.until <= date("notAfter="), "{}: within its life", pin.id);
        assert!(root.from < root.until, "{}: a time at all", pin.id);
        assert!(root.source.len() > 40, "{}: says where it was taken from", pin.id);
    }
}

#[test]
fn every_authority_can_be_a_file_name_and_an_operator() {
    let mut seen = BTreeSet::new();
    for pin in pins::all() {
        assert!(seen.insert(&pin.id), "{}: one id, one authority", pin.id);
        assert!(pin.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{}: a slug", pin.id);
        let name = format!("item.sha256.{}.tsr", pin.id);
        assert!(List::build(vec![(name, Digest::of(b""))]).is_ok(), "{}: fits the list grammar", pin.id);
        assert!(pin.name.is_ascii() && !pin.name.is_empty() && !pin.operator.is_empty(), "{}: named", pin.id);
        assert!(!pin.roots.is_empty() && !pin.urls.is_empty(), "{}: a root and somewhere to ask", pin.id);
        assert!(pin.urls.iter().all(|url| url.starts_with("http://") || url.starts_with("https://")), "{}", pin.id);
        assert!(pin.address.starts_with("https://"), "{}: the root is fetched safely", pin.id);
        assert!((1..=60).contains(&pin.least_seconds), "{}: a wait that can be kept", pin.id);
        assert_eq!(pins::by_id(&pin.id), Some(pin), "{}: found by its id", pin.id);
    }
    let operators: BTreeSet<&str> = pins::defaults().map(|pin| pin.operator.as_str()).collect();
    assert_eq!((pins::defaults().count(), operators.len()), (2, 2), "two presets of two operators");
}

/// Real tokens lead to real pins.
#[test]
fn real_tokens_of_both_presets_are_proven_by_the_pins() {
    let Some(rfc3161) = folder("rfc3161") else { return };
    let identrust = std::fs::read(rfc3161.join("trailofbits/identrust/issue-104.tsr")).expect("the fixture");
    let mut tokens = vec![("IdenTrust", identrust)];
    let digicert = digicert_tokens();
    assert!(digicert.len() >= 6, "photographs of the C2PA collection hold tokens: {}", digicert.len());
    tokens.extend(digicert.into_iter().map(|token| ("DigiCert", token)));
    for (name, bytes) in tokens {
        let checked = Token::read(&bytes).expect("a token").check(&Trust::pins());
        assert_eq!((checked.outcome, reasons(&checked)), (Outcome::Proven, vec![]), "{name}");
        assert_eq!(checked.by.text(), name, "by its name");
    }
}
