//! What a reader is told: one finding for each thing, and whose clock it is.

use crate::authority::{Authority, trust};
use crate::made::{TokenSpec, at, bits, der, imprint, integer, octets};
use crate::{keys, made, openssl};
use chrono::{DateTime, Utc};
use holdfast_proof::Digest;
use holdfast_proof::pins::{Pin, Root};
use holdfast_proof::tsp::{By, Outcome, Token, TokenChecked, Trust};
use holdfast_proof::{Finding, Level};

/// Pins of one authority: ours.
fn pins(authority: &Authority, from: &str, until: &str, distrusted: Vec<Digest>) -> &'static [Pin] {
    let certificate = authority.root();
    let root = Root {
        from: at(from),
        until: at(until),
        sha256: Digest::of(&certificate),
        spki_sha256: Digest::of(&authority.root_key.spki),
        source: "made for this test".to_owned(),
        certificate,
    };
    Box::leak(Box::new([Pin {
        id: "ours".to_owned(),
        name: "Our Clock".to_owned(),
        operator: "Us".to_owned(),
        urls: Vec::new(),
        address: String::new(),
        default: false,
        least_seconds: 1,
        distrusted,
        roots: vec![root],
    }]))
}

fn codes(findings: &[Finding]) -> Vec<(&'static str, Level)> {
    findings.iter().map(|finding| (finding.code.as_str(), finding.level)).collect()
}

fn check(spec: &TokenSpec, trust: &Trust) -> TokenChecked {
    Token::read(&spec.response()).expect("a token").check(trust)
}

fn soon() -> DateTime<Utc> {
    at("2026-06-02T00:00:00Z")
}

const NOT_CHECKED: (&str, Level) = ("revocation-not-checked", Level::Note);

#[test]
fn a_pinned_authority_counts_within_its_years_and_goes_by_its_name_here() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let token = authority.token();
    let year = pins(&authority, "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z", Vec::new());
    let checked = check(&token, &Trust::of(year));
    assert_eq!((checked.outcome, checked.by.text()), (Outcome::Proven, "Our Clock".to_owned()), "by the pin's name");
    assert_eq!(checked.by, By::Pinned(&year[0]), "the pin itself");
    assert_eq!(codes(&checked.findings(soon())), [NOT_CHECKED], "nothing else to tell");
    assert_eq!(checked.at, at("2026-06-01T12:00:00Z"), "genTime");
    assert_eq!(checked.not_later_than, at("2026-06-01T12:00:01Z"), "and its accuracy of a second");
    for (from, until) in
        [("2026-06-01T12:00:01Z", "2027-01-01T00:00:00Z"), ("2020-01-01T00:00:00Z", "2026-06-01T11:59:59Z")]
    {
        let other = pins(&authority, from, until, Vec::new());
        let checked = check(&token, &Trust::of(other));
        assert_eq!((checked.outcome, checked.by.text()), (Outcome::OutsidePins, "Our Clock".to_owned()), "{from}");
        let expected = [("authority-outside-pins", Level::Warning), NOT_CHECKED];
        assert_eq!(codes(&checked.findings(soon())), expected, "{from} to {until}");
        let named = Trust::of(other).with_pem(&authority.root()).expect("a root");
        let checked = check(&token, &named);
        assert_eq!(checked.outcome, Outcome::Proven, "the checker may name the same root: {from}");
        assert!(matches!(checked.by, By::Yours { .. }), "and then it is the checker's own choice");
    }
}

#[test]
fn a_key_that_the_pins_distrust_never_counts() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let token = authority.token();
    for digest in [Digest::of(&token.leaf), Digest::of(&authority.leaf_key.spki)] {
        let pins = pins(&authority, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z", vec![digest]);
        let expected = [("authority-distrusted", Level::Warning), NOT_CHECKED];
        let checked = check(&token, &Trust::of(pins));
        assert_eq!(checked.outcome, Outcome::Distrusted, "by certificate or by key");
        assert_eq!(codes(&checked.findings(soon())), expected, "a warning");
        let named = Trust::of(pins).with_pem(&authority.root()).expect("a root");
        assert_eq!(check(&token, &named).outcome, Outcome::Distrusted, "not even when the checker names the root");
    }
}

#[test]
fn each_thing_worth_knowing_is_told_once() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let (good, trust) = (authority.token(), authority.trust());
    let yours = ("trusted-by-you", Level::Note);
    let seconds = |content: &[u8]| der(0x30, &[&integer(content)]);
    let accuracy = |accuracy: Vec<u8>| TokenSpec { accuracy, ..good.clone() };
    let minute = check(&accuracy(seconds(&[60])), &trust);
    assert_eq!(codes(&minute.findings(soon())), [yours, NOT_CHECKED], "a minute is told nothing about");
    let missing = check(&accuracy(Vec::new()), &trust);
    let expected = [yours, ("accuracy-not-stated", Level::Note), NOT_CHECKED];
    assert_eq!(codes(&missing.findings(soon())), expected, "no accuracy");
    assert_eq!(missing.not_later_than, missing.at, "then genTime itself");
    let hour = check(&accuracy(seconds(&[0x0e, 0x10])), &trust);
    let expected = [yours, ("accuracy-wide", Level::Warning), NOT_CHECKED];
    assert_eq!(codes(&hour.findings(soon())), expected, "an hour");
    assert_eq!(hour.not_later_than, at("2026-06-01T13:00:00Z"), "the later end");
    let parts = der(0x30, &[&integer(&[2]), &der(0x80, &[&[0x01, 0xf4]]), &der(0x81, &[&[0x64]])]);
    let parts = check(&accuracy(parts), &trust);
    assert_eq!(parts.not_later_than, at("2026-06-01T12:00:02.5001Z"), "seconds, milliseconds and microseconds");
    let late = check(&good, &trust).findings(at("2028-01-01T00:00:01Z"));
    let expected = [yours, ("authority-certificate-ended", Level::Note), NOT_CHECKED];
    assert_eq!(codes(&late), expected, "the signer has ended since, and the time still counts");
    let unknown = check(&good, &Trust::nobody()).findings(soon());
    assert_eq!(codes(&unknown), [("unknown-authority", Level::Note), NOT_CHECKED], "nobody's root");
    let key = Digest::of(&authority.leaf_key.spki);
    assert_eq!(unknown[0].values["by"], format!("unknown authority sha256:{key}"), "by its key");
    let old = check(&TokenSpec { imprint: imprint("sha1", b"x"), ..good.clone() }, &trust).findings(soon());
    assert_eq!(codes(&old), [("proof-invalid", Level::Error), NOT_CHECKED], "what does not hold is an error");
    assert_eq!(old[0].values["reason"], "hash-refused", "with its reason");
    let sm3 = der(0x30, &[&keys::hash_algorithm("sm3"), &octets(&[5; 32])]);
    let sm3 = check(&TokenSpec { imprint: sm3, ..good }, &trust).findings(soon());
    assert_eq!(codes(&sm3), [("present-not-checkable-here", Level::Note), NOT_CHECKED], "no error, and no proof");
}

#[test]
fn a_token_that_looks_revoked_says_that_nobody_asked() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let good = authority.token();
    // A certificate list that names the signer, as an attacker or an authority may pack it in; nobody signed the bag.
    let (issuer, serial) = good.signer.clone();
    let revoked = der(0x30, &[&integer(&serial), &der(0x17, &[b"260101000000Z"])]);
    let algorithm = authority.leaf_key.signature_algorithm(good.how);
    let list =
        der(0x30, &[&integer(&[1]), &algorithm, &issuer, &der(0x17, &[b"260102000000Z"]), &der(0x30, &[&revoked])]);
    let list = der(0x30, &[&list, &algorithm, &bits(&authority.leaf_key.sign(good.how, &list))]);
    let listed = check(&TokenSpec { revocations: vec![list], ..good }, &authority.trust());
    assert_eq!(listed.outcome, Outcome::Proven, "what is packed in beside the signature changes nothing");
    let expected = [("trusted-by-you", Level::Note), NOT_CHECKED];
    assert_eq!(codes(&listed.findings(soon())), expected, "that revocation was not asked for is always said");
}

#[test]
fn an_accuracy_that_no_clock_has_is_not_read() {
    if !openssl::is_there() {
        return;
    }
    let good = Authority::ec().token();
    for (what, accuracy) in [
        ("no milliseconds at all", der(0x30, &[&der(0x80, &[&[0]])])),
        ("a thousand milliseconds", der(0x30, &[&der(0x80, &[&[0x03, 0xe8]])])),
        ("milliseconds longer than needed", der(0x30, &[&der(0x80, &[&[0, 1]])])),
        ("negative seconds", der(0x30, &[&integer(&[0xff])])),
        ("a time beyond all calendars", der(0x30, &[&integer(&[0x7f; 8])])),
        ("a time beyond the year 9999", der(0x30, &[&integer(&[0x7f; 5])])),
        ("something behind it", der(0x30, &[&integer(&[1]), &made::null()])),
    ] {
        let fault = Token::read(&TokenSpec { accuracy, ..good.clone() }.response()).expect_err(what);
        assert_eq!(fault.code(), "token-syntax", "{what}");
    }
    let empty = Token::read(&TokenSpec { accuracy: der(0x30, &[]), ..good }.response()).expect("a token");
    assert_eq!(empty.accuracy(), Some(chrono::TimeDelta::zero()), "what is missing is zero (RFC 3161, 2.4.2)");
    assert_eq!(empty.check(&trust(&[])).outcome, Outcome::UnknownAuthority, "and it is read");
}
