//! What holds: tokens of real authorities (openssl's), and ours in every algorithm that counts.

use crate::authority::{Authority, DATA, reasons, trust, verdict};
use crate::keys::{self, How, Key, run};
use crate::made::{
    CertificateSpec, TIME_STAMPING, at, attribute, der, extended_key_usage, imprint, integer, octets,
    signing_certificate, signing_certificate_v2, yes,
};
use crate::openssl;
use holdfast_proof::Digest;
use holdfast_proof::tsp::{By, Outcome, Request, Token, Trust};

const AT: &str = "2026-06-01T12:00:00Z";

/// The answer of `openssl ts -reply` to our own request: it is read, answers it, and both accept it.
fn real(leaf_key: &'static Key, root_key: &'static Key, hash: &str, lines: &str) {
    let now = chrono::Utc::now();
    let root = CertificateSpec::root("Real Root");
    let issuer = CertificateSpec::issuer("Real Issuer");
    // Certificates of this test are valid from 2020 to 2035, whatever the day of the test.
    let leaf = CertificateSpec { from: "200101000000Z", until: "350101000000Z", ..CertificateSpec::leaf("Real Clock") };
    let root_der = root.self_signed(root_key);
    let issuer_der = issuer.issue(keys::p384(), &root.subject, root_key);
    let leaf_der = leaf.issue(leaf_key, &issuer.subject, keys::p384());
    let request = Request { imprint: Digest::of(DATA), nonce: *b"0123456789abcdef" };
    let folder = tempfile::tempdir().expect("a folder");
    let answer =
        openssl::reply(folder.path(), &request.to_der(), &leaf_der, leaf_key.pem(), &[&issuer_der], hash, lines);
    let token = Token::read(&answer).expect("an answer");
    assert_eq!(token.answers(&request), Ok(()), "same imprint, same nonce ({hash}, {lines})");
    assert!(token.covers(DATA) && !token.covers(b"other"), "the imprint is that of the list");
    assert_eq!(token.imprint_sha256(), Some(Digest::of(DATA)), "to look the list up by");
    assert_eq!(token.policy(), "1.3.6.1.4.1.99999.1", "the policy is shown");
    let checked = token.check(&trust(&[&root_der]));
    assert_eq!((checked.outcome, reasons(&checked)), (Outcome::Proven, vec![]), "it holds ({hash}, {lines})");
    assert_eq!(checked.chain.len(), 3, "signer, issuer, root");
    assert!(checked.at <= now + chrono::TimeDelta::seconds(5), "the time of the machine that made it");
    let accepted = openssl::accepts(&answer, DATA, &[&root_der], &[], checked.at);
    assert!(accepted, "openssl agrees ({hash}, {lines})");
    let without = token.check(&Trust::nobody());
    assert_eq!(without.outcome, Outcome::UnknownAuthority, "nobody knows this root");
    assert_eq!(without.chain.len(), 2, "as far as signatures hold: signer and issuer");
}

#[test]
fn answers_of_a_real_authority_hold_and_openssl_agrees() {
    if !openssl::is_there() {
        return;
    }
    for hash in ["sha256", "sha384", "sha512"] {
        real(keys::rsa(), keys::rsa_root(), hash, "");
        real(keys::p256(), keys::p256_root(), hash, "");
        real(keys::p384(), keys::rsa_root(), hash, "");
    }
    for lines in [
        "accuracy = secs:1, millisecs:500, microsecs:100\n",
        "ordering = yes\ntsa_name = yes\n",
        "ess_cert_id_chain = yes\n",
        "ess_cert_id_alg = sha256\ntsa_name = yes\n",
        "ess_cert_id_alg = sha512\ness_cert_id_chain = yes\nclock_precision_digits = 6\n",
    ] {
        real(keys::rsa(), keys::rsa_root(), "sha256", lines);
    }
}

#[test]
fn our_request_is_read_by_openssl_as_it_is_meant() {
    if !openssl::is_there() {
        return;
    }
    let request = Request { imprint: Digest::of(DATA), nonce: *b"\0\x80bcdefghijklmno" };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("query.tsq");
    std::fs::write(&path, request.to_der()).expect("write");
    let text = run(&["ts", "-query", "-in", path.to_str().expect("a path"), "-text"], b"");
    let text = String::from_utf8_lossy(&text).into_owned();
    for part in
        ["Version: 1", "Hash Algorithm: sha256", "Nonce: 0x8062636465666768696A6B6C6D6E6F", "Certificate required: yes"]
    {
        assert!(text.contains(part), "openssl reads {part}:\n{text}");
    }
    assert!(text.contains("Policy OID: unspecified") && text.contains("Extensions:"), "no policy is asked for: {text}");
}

#[test]
fn every_algorithm_that_counts_holds() {
    if !openssl::is_there() {
        return;
    }
    let plain = |hash| How { hash, pss: false };
    let pss = |hash| How { hash, pss: true };
    let cases: [(&'static Key, How); 11] = [
        (keys::rsa(), plain("sha256")),
        (keys::rsa(), plain("sha384")),
        (keys::rsa(), plain("sha512")),
        (keys::rsa(), pss("sha256")),
        (keys::rsa(), pss("sha512")),
        (keys::p256(), plain("sha256")),
        (keys::p256(), plain("sha384")),
        (keys::p256(), plain("sha512")),
        (keys::p384(), plain("sha256")),
        (keys::p384(), plain("sha384")),
        (keys::p384(), plain("sha512")),
    ];
    for (key, how) in cases {
        // The same for the certificate: the root signs with the same algorithm.
        let mut authority = Authority { leaf_key: key, root_key: key, ..Authority::ec() };
        authority.leaf_spec.how = how;
        let token = crate::made::TokenSpec { how, ..authority.token() };
        let (trust, bytes) = (authority.trust(), token.response());
        assert_eq!(verdict(&bytes, &trust), (Outcome::Proven, vec![]), "{} (PSS: {})", how.hash, how.pss);
        let accepted = openssl::accepts(&bytes, DATA, &[&authority.root()], &[], at(AT));
        // openssl's time-stamp check goes through its older PKCS #7 code, which knows no PSS.
        assert_eq!(accepted, !how.pss, "openssl, {} (PSS: {})", how.hash, how.pss);
    }
}

#[test]
fn every_form_that_is_allowed_holds() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let trust = authority.trust();
    let root = authority.root();
    let good = authority.token();
    let mut cases: Vec<(&str, Vec<u8>, bool)> = vec![
        ("a bare token", good.token(), true),
        ("an answer", good.response(), true),
        ("no accuracy", crate::made::TokenSpec { accuracy: Vec::new(), ..good.clone() }.response(), true),
        ("ordering said", crate::made::TokenSpec { ordering: yes(), ..good.clone() }.response(), true),
        ("ordering denied", crate::made::TokenSpec { ordering: vec![1, 1, 0], ..good.clone() }.response(), true),
        ("no nonce", crate::made::TokenSpec { nonce: Vec::new(), ..good.clone() }.response(), true),
        (
            "a fraction of a second",
            { crate::made::TokenSpec { gen_time: "20260601120000.25Z".to_owned(), ..good.clone() }.response() },
            true,
        ),
        (
            "imprint of SHA-512",
            { crate::made::TokenSpec { imprint: imprint("sha512", DATA), ..good.clone() }.response() },
            true,
        ),
        (
            "identified by SHA-1 alone",
            {
                let attributes = |usual: crate::made::Usual| {
                    vec![usual.content_type, usual.message_digest, signing_certificate(&usual.leaf)]
                };
                crate::made::TokenSpec { attributes: Some(attributes), ..good.clone() }.response()
            },
            true,
        ),
        (
            "identified in both ways",
            {
                let attributes = |usual: crate::made::Usual| {
                    let first = signing_certificate(&usual.leaf);
                    vec![usual.content_type, usual.message_digest, first, usual.signing_certificate]
                };
                crate::made::TokenSpec { attributes: Some(attributes), ..good.clone() }.response()
            },
            true,
        ),
        (
            "an attribute that says nothing to us",
            {
                let attributes = |usual: crate::made::Usual| {
                    let time = attribute("1.2.840.113549.1.9.5", &[&der(0x17, &[b"260601120000Z"])]);
                    vec![usual.content_type, usual.message_digest, usual.signing_certificate, time]
                };
                crate::made::TokenSpec { attributes: Some(attributes), ..good.clone() }.response()
            },
            true,
        ),
        (
            "an unsigned attribute",
            {
                let unsigned = der(0xa1, &[&attribute("1.2.3.4", &[&octets(b"x")])]);
                crate::made::TokenSpec { unsigned, ..good.clone() }.response()
            },
            true,
        ),
        (
            "the signature algorithm is the key's alone",
            {
                let rsa = Authority { leaf_key: keys::rsa(), ..authority.clone() };
                let algorithm = der(0x30, &[&crate::made::object("1.2.840.113549.1.1.1"), &[5, 0]]);
                crate::made::TokenSpec { signature_algorithm: Some(algorithm), ..rsa.token() }.response()
            },
            true,
        ),
        (
            "granted with changes",
            {
                let status = der(0x30, &[&integer(&[1])]);
                der(0x30, &[&status, &good.token()])
            },
            true,
        ),
        (
            "granted, with an ill-formed failInfo beside it",
            {
                let status = der(0x30, &[&integer(&[0]), &[3, 2, 0, 0]]);
                der(0x30, &[&status, &good.token()])
            },
            true,
        ),
        (
            "an extension in the token that is not critical",
            {
                let extension = crate::made::extension("1.2.3.4", false, b"x");
                crate::made::TokenSpec { rest: der(0xa1, &[&extension]), ..good.clone() }.response()
            },
            true,
        ),
    ];
    // The signer named by its key instead of issuer and serial number.
    let mut by_key = authority.clone();
    by_key.leaf_spec.extensions.push(crate::made::extension("2.5.29.14", false, &octets(&[9; 20])));
    let spec = crate::made::TokenSpec {
        signer_id: Some(der(0x80, &[&[9; 20]])),
        versions: crate::made::Versions { data: 3, signer: 3, info: 1 },
        ..by_key.token()
    };
    // openssl's older code knows only issuer and serial number.
    cases.push(("the signer named by its key", spec.response(), false));
    for (what, bytes, agrees) in cases {
        assert_eq!(verdict(&bytes, &trust), (Outcome::Proven, vec![]), "{what}");
        assert_eq!(openssl::accepts(&bytes, DATA, &[&root], &[], at(AT)), agrees, "openssl: {what}");
    }
}

#[test]
fn issuers_with_and_without_the_purpose_are_accepted() {
    if !openssl::is_there() {
        return;
    }
    let purposes: [Option<&[&str]>; 2] = [None, Some(&[TIME_STAMPING])];
    for purpose in purposes {
        let authority = Authority::ec();
        let mut issuer = CertificateSpec::issuer("Between");
        issuer.extensions.extend(purpose.map(|purposes| extended_key_usage(false, purposes)));
        let issuer_der = issuer.issue(keys::rsa(), &authority.root_spec.subject, authority.root_key);
        let leaf = authority.leaf_spec.issue(authority.leaf_key, &issuer.subject, keys::rsa());
        let mut token = authority.token();
        token.leaf = leaf.clone();
        token.certificates = vec![issuer_der.clone(), leaf.clone()];
        token.signer.0 = issuer.subject.clone();
        let root = authority.root();
        assert_eq!(verdict(&token.response(), &trust(&[&root])), (Outcome::Proven, vec![]), "in the token");
        assert!(openssl::accepts(&token.response(), DATA, &[&root], &[], at(AT)), "openssl: in the token");
        token.certificates = vec![leaf.clone()];
        let bytes = token.response();
        assert_eq!(verdict(&bytes, &trust(&[&root])).0, Outcome::UnknownAuthority, "without the issuer");
        assert_eq!(verdict(&bytes, &trust(&[&root, &issuer_der])), (Outcome::Proven, vec![]), "given by the checker");
        assert!(openssl::accepts(&bytes, DATA, &[&root], &[&issuer_der], at(AT)), "openssl: given by the checker");
        token.certificates = Vec::new();
        let bytes = token.response();
        let all = trust(&[&root, &issuer_der, &leaf]);
        assert_eq!(verdict(&bytes, &all), (Outcome::Proven, vec![]), "no certificate inside, all given by the checker");
        assert!(openssl::accepts(&bytes, DATA, &[&root], &[&issuer_der, &leaf], at(AT)), "openssl: none inside");
        // The identifiers name signer and issuer: allowed; signer and another one: the issuer is not among them.
        token.certificates = vec![issuer_der.clone(), leaf.clone()];
        for (names, expected) in [(vec![&leaf, &issuer_der], vec![]), (vec![&leaf, &root], vec!["chain-not-named"])] {
            let list: Vec<&[u8]> = names.into_iter().map(Vec::as_slice).collect();
            let bytes = token.with_identifiers(signing_certificate_v2(&list)).response();
            assert_eq!(verdict(&bytes, &trust(&[&root])).1, expected, "identifiers of {} certificates", list.len());
        }
    }
}

#[test]
fn a_self_signed_signer_counts_only_when_the_checker_names_it() {
    if !openssl::is_there() {
        return;
    }
    let mut authority = Authority::ec();
    authority.root_key = authority.leaf_key;
    authority.root_spec = authority.leaf_spec.clone();
    let token = authority.token();
    let bytes = token.response();
    let named = trust(&[&token.leaf]);
    assert_eq!(verdict(&bytes, &named), (Outcome::Proven, vec![]), "named by the checker");
    assert_eq!(verdict(&bytes, &Trust::pins()).0, Outcome::UnknownAuthority, "a root inside the token is nothing");
    // It may not issue: another signer under its key does not count.
    let mut other = Authority { leaf_key: keys::p384(), ..authority };
    other.leaf_spec = CertificateSpec { serial: vec![9], ..CertificateSpec::leaf("Child") };
    let (outcome, _) = verdict(&other.token().response(), &named);
    assert_eq!(outcome, Outcome::UnknownAuthority, "a signer is no authority over others");
}

#[test]
fn the_name_for_a_root_of_the_checker_is_its_key_and_never_its_own_name() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::rsa();
    let checked = Token::read(&authority.token().response()).expect("a token").check(&authority.trust());
    let spki = Digest::of(&authority.root_key.spki);
    assert_eq!(checked.by, By::Yours { name: "\"CN=Test Root\"".to_owned(), spki_sha256: spki }, "the root's key");
    assert_eq!(checked.by.text(), format!("unknown authority sha256:{spki}"), "what a verdict says");
    assert_eq!(checked.ends_at, Some(at("2028-01-01T00:00:00Z")), "the signer's end is the earliest");
}
