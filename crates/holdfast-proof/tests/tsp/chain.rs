//! Chains that look right and are not, and files of roots.

use crate::authority::{Authority, DATA, pem, trust, verdict};
use crate::keys::{self, How, Key};
use crate::made::{
    CODE_SIGNING, CertificateSpec, DIGITAL_SIGNATURE, KEY_CERT_SIGN, TokenSpec, at, der, extended_key_usage, extension,
    integer, key_usage, name, yes,
};
use crate::openssl;
use holdfast_proof::tsp::{Outcome, Token, Trust, TrustFault};
use std::time::{Duration, Instant};

const AT: &str = "2026-06-01T12:00:00Z";

fn authority_constraints(longest: Option<u8>) -> Vec<u8> {
    let longest = longest.map_or_else(Vec::new, |length| integer(&[length]));
    extension("2.5.29.19", true, &der(0x30, &[&yes(), &longest]))
}

/// A token whose signer stands below these issuers (nearest to the root first), all sent along.
fn below(root: &CertificateSpec, issuers: &[(CertificateSpec, &'static Key)]) -> (Vec<u8>, Vec<u8>) {
    let base = Authority::ec();
    let mut certificates = Vec::new();
    let (mut above, mut above_key) = (root, base.root_key);
    for (issuer, key) in issuers {
        certificates.push(issuer.issue(key, &above.subject, above_key));
        (above, above_key) = (issuer, *key);
    }
    let leaf = base.leaf_spec.issue(base.leaf_key, &above.subject, above_key);
    certificates.push(leaf.clone());
    let signer = (above.subject.clone(), base.leaf_spec.serial.clone());
    let token = TokenSpec { leaf, certificates, signer, ..base.token() };
    (root.self_signed(base.root_key), token.response())
}

#[test]
fn a_chain_that_may_not_be_one_proves_nothing() {
    if !openssl::is_there() {
        return;
    }
    let root = CertificateSpec::root("Test Root");
    let issuer = || CertificateSpec::issuer("Between");
    let changed = |change: fn(&mut CertificateSpec)| {
        let mut spec = issuer();
        change(&mut spec);
        vec![(spec, keys::p384())]
    };
    let mut short = root.clone();
    short.extensions = vec![authority_constraints(Some(0)), key_usage(KEY_CERT_SIGN)];
    let mut ended = root.clone();
    ended.until = "260601115959Z";
    let mut unborn = root.clone();
    unborn.from = "260601120001Z";
    let good = vec![(issuer(), keys::p384())];
    type Case = (&'static str, CertificateSpec, Vec<(CertificateSpec, &'static Key)>, Outcome, &'static [&'static str]);
    let cases: Vec<Case> = vec![
        ("good", root.clone(), good.clone(), Outcome::Proven, &[]),
        ("longer than the root allows", short, good.clone(), Outcome::Invalid, &["chain-invalid"]),
        (
            "two issuers",
            root.clone(),
            vec![(issuer(), keys::p384()), (CertificateSpec::issuer("Second"), keys::rsa())],
            Outcome::Proven,
            &[],
        ),
        (
            "an issuer that had ended",
            root.clone(),
            changed(|spec| spec.until = "260601115959Z"),
            Outcome::Invalid,
            &["certificate-expired"],
        ),
        (
            "an issuer that had not begun",
            root.clone(),
            changed(|spec| spec.from = "260601120001Z"),
            Outcome::Invalid,
            &["certificate-not-yet-valid"],
        ),
        ("a root that had ended", ended, good.clone(), Outcome::Invalid, &["certificate-expired"]),
        ("a root that had not begun", unborn, good.clone(), Outcome::Invalid, &["certificate-not-yet-valid"]),
        (
            "an issuer for another purpose",
            root.clone(),
            changed(|spec| spec.extensions.push(extended_key_usage(false, &[CODE_SIGNING]))),
            Outcome::Invalid,
            &["chain-invalid"],
        ),
        (
            "an issuer with a critical extension that nobody knows",
            root.clone(),
            changed(|spec| spec.extensions.push(extension("1.2.3.4", true, b"x"))),
            Outcome::Invalid,
            &["chain-invalid"],
        ),
        (
            "longer than the issuer allows",
            root.clone(),
            vec![
                (
                    {
                        let mut spec = issuer();
                        spec.extensions = vec![authority_constraints(Some(0)), key_usage(KEY_CERT_SIGN)];
                        spec
                    },
                    keys::p384(),
                ),
                (CertificateSpec::issuer("Second"), keys::rsa()),
            ],
            Outcome::Invalid,
            &["chain-invalid"],
        ),
        (
            "an issuer that is no authority",
            root.clone(),
            changed(|spec| spec.extensions = vec![key_usage(KEY_CERT_SIGN)]),
            Outcome::UnknownAuthority,
            &[],
        ),
        (
            "an issuer whose key is not for certificates",
            root.clone(),
            changed(|spec| spec.extensions = vec![authority_constraints(None), key_usage(DIGITAL_SIGNATURE)]),
            Outcome::UnknownAuthority,
            &[],
        ),
        (
            "an issuer of 1,024 bits",
            root.clone(),
            vec![(issuer(), keys::rsa_1024())],
            Outcome::Invalid,
            &["key-refused"],
        ),
        (
            "an issuer's certificate signed over SHA-1",
            root.clone(),
            changed(|spec| spec.how = How { hash: "sha1", pss: false }),
            Outcome::Invalid,
            &["hash-refused"],
        ),
    ];
    // Where openssl says something else: its default level takes 1,024 bits and SHA-1 in certificates, and it asks only the
    // signer what it is for.
    let accepted_too =
        ["an issuer of 1,024 bits", "an issuer's certificate signed over SHA-1", "an issuer for another purpose"];
    for (what, root, issuers, outcome, reasons) in cases {
        let (root, bytes) = below(&root, &issuers);
        assert_eq!(verdict(&bytes, &trust(&[&root])), (outcome, reasons.to_vec()), "{what}");
        let accepted = openssl::accepts(&bytes, DATA, &[&root], &[], at(AT));
        assert_eq!(accepted, outcome == Outcome::Proven || accepted_too.contains(&what), "openssl: {what}");
    }
}

#[test]
fn a_name_without_the_key_is_no_root() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let bytes = authority.token().response();
    let other = CertificateSpec::root("Test Root").self_signed(keys::p256_other());
    assert_eq!(verdict(&bytes, &trust(&[&other])), (Outcome::UnknownAuthority, vec![]), "same name, other key");
    assert!(!openssl::accepts(&bytes, DATA, &[&other], &[], at(AT)), "openssl agrees");
    let root = authority.root();
    for order in [[&root, &other], [&other, &root]] {
        let named = trust(&order.map(Vec::as_slice));
        assert_eq!(verdict(&bytes, &named).0, Outcome::Proven, "beside the right one it does no harm");
    }
    let mut carried = authority.token();
    carried.certificates.push(root);
    assert_eq!(
        verdict(&carried.response(), &Trust::nobody()).0,
        Outcome::UnknownAuthority,
        "a planted root is nothing"
    );
}

#[test]
fn many_look_alikes_and_circles_cost_no_more_than_their_number() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    // Thirty issuers of one name and one key, and two that certify each other.
    let mut certificates: Vec<Vec<u8>> = (0..28)
        .map(|serial| {
            let mut twin = CertificateSpec::issuer("Between");
            twin.serial = vec![serial + 10];
            twin.issue(keys::p384(), &twin.subject.clone(), keys::p384())
        })
        .collect();
    let (one, other) = (CertificateSpec::issuer("Between"), CertificateSpec::issuer("Above"));
    certificates.push(one.issue(keys::p384(), &other.subject, keys::p256_other()));
    certificates.push(other.issue(keys::p256_other(), &one.subject, keys::p384()));
    let leaf = authority.leaf_spec.issue(authority.leaf_key, &one.subject, keys::p384());
    certificates.push(leaf.clone());
    let signer = (one.subject.clone(), authority.leaf_spec.serial.clone());
    let mut token = TokenSpec { leaf, certificates, signer, ..authority.token() };
    let began = Instant::now();
    let (outcome, _) = verdict(&token.response(), &authority.trust());
    assert_eq!(outcome, Outcome::UnknownAuthority, "no root above any of them");
    // The one that leads somewhere is found among them.
    token.certificates[5] = one.issue(keys::p384(), &authority.root_spec.subject, authority.root_key);
    let (outcome, reasons) = verdict(&token.response(), &authority.trust());
    assert_eq!((outcome, reasons), (Outcome::Proven, vec![]), "found among its look-alikes");
    assert!(began.elapsed() < Duration::from_secs(20), "thousands of paths are never tried: {:?}", began.elapsed());
}

#[test]
fn a_file_of_roots_is_read_as_people_have_them() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let (root, leaf) = (authority.root(), authority.leaf());
    let bytes = authority.token().response();
    let with = |file: &[u8]| Trust::nobody().with_pem(file);
    let text = format!("Subject: CN=Test Root\r\n{}some words\n{}", pem(&root).replace('\n', "\r\n"), pem(&leaf));
    for (what, file) in [("DER", root.clone()), ("PEM with words and two certificates", text.into_bytes())] {
        assert_eq!(verdict(&bytes, &with(&file).expect(what)).0, Outcome::Proven, "{what}");
    }
    assert_eq!(verdict(&bytes, &with(pem(&leaf).as_bytes()).expect("a leaf")).0, Outcome::UnknownAuthority, "no root");
    let mut old = Authority::rsa();
    old.root_spec.how = How { hash: "sha1", pss: false };
    let old_root = old.root();
    let old_token = Authority { root_spec: CertificateSpec::root("Test Root"), ..old }.token().response();
    let named = with(&old_root).expect("an old root");
    assert_eq!(verdict(&old_token, &named).0, Outcome::Proven, "nobody relies on a root's own signature over SHA-1");
    let mut cut = pem(&root);
    cut.truncate(cut.len() - 40);
    let broken = pem(&root[..root.len() - 1]);
    let many: String = (0..65)
        .map(|serial| {
            let mut spec = CertificateSpec::leaf("One of many");
            spec.serial = vec![1, serial];
            pem(&spec.issue(keys::p256(), &name("x"), keys::p256()))
        })
        .collect();
    for (what, file, fault) in [
        ("nothing", Vec::new(), TrustFault::NoCertificate),
        ("words", b"no certificate here".to_vec(), TrustFault::NoCertificate),
        ("a cut PEM", cut.into_bytes(), TrustFault::CertificateSyntax { number: 1 }),
        ("a cut certificate", [pem(&leaf), broken].concat().into_bytes(), TrustFault::CertificateSyntax { number: 2 }),
        ("too many", many.into_bytes(), TrustFault::TooMany { limit: 64 }),
        ("too large", vec![b' '; 1024 * 1024 + 1], TrustFault::TooLarge { limit: 1024 * 1024 }),
    ] {
        assert_eq!(with(&file).expect_err(what), fault, "{what}");
    }
    let checked = Token::read(&bytes).expect("a token").check(&with(&root).expect("a root"));
    assert_eq!(checked.chain.len(), 2, "signer and root are shown");
}
