//! What does not hold: one thing wrong at a time, each with its own reason; openssl is asked about each.

use crate::authority::{Authority, DATA, trust, verdict};
use crate::keys::{self, How, SHA256, hash_algorithm, sm2_spki};
use crate::made::{
    self, CODE_SIGNING, CertificateSpec, DIGITAL_SIGNATURE, TIME_STAMPING, TokenSpec, Usual, Versions, at, attribute,
    basic_constraints, der, extended_key_usage, extension, imprint, integer, key_usage, object, octets,
    signing_certificate_v2,
};
use crate::openssl;
use holdfast_proof::Digest;
use holdfast_proof::tsp::{Outcome, Request, Token, TokenFault, Trust};

const AT: &str = "2026-06-01T12:00:00Z";

/// What openssl says about a case, when it is not the same as we do.
#[derive(Clone, Copy, PartialEq)]
enum Openssl {
    Refuses,
    /// And why that is its own affair.
    Accepts(&'static str),
}
use Openssl::{Accepts, Refuses};

/// What it is called, whose it is, the answer, and what both say.
type Case = (&'static str, Authority, Vec<u8>, Outcome, &'static [&'static str], Openssl);

fn check_all(cases: Vec<Case>) {
    for (what, authority, bytes, outcome, reasons, openssl) in cases {
        assert_eq!(verdict(&bytes, &authority.trust()), (outcome, reasons.to_vec()), "{what}");
        let accepted = openssl::accepts(&bytes, DATA, &[&authority.root()], &[], at(AT));
        assert_eq!(accepted, openssl != Refuses, "openssl: {what}");
        if let Accepts(why) = openssl {
            println!("openssl accepts {what}: {why}");
        }
    }
}

/// An authority whose signer is not as it should be.
fn leaf(change: impl Fn(&mut CertificateSpec)) -> (Authority, Vec<u8>) {
    let mut authority = Authority::ec();
    change(&mut authority.leaf_spec);
    let bytes = authority.token().response();
    (authority, bytes)
}

#[test]
fn a_signer_that_may_not_sign_tokens_is_refused() {
    if !openssl::is_there() {
        return;
    }
    let purposes = |critical, purposes: &'static [&'static str]| {
        move |spec: &mut CertificateSpec| {
            spec.extensions = vec![key_usage(DIGITAL_SIGNATURE), extended_key_usage(critical, purposes)];
        }
    };
    type Case = (&'static str, (Authority, Vec<u8>), &'static [&'static str], Openssl);
    let cases: Vec<Case> = vec![
        ("another purpose", leaf(purposes(true, &[CODE_SIGNING])), &["extended-key-usage-wrong"], Refuses),
        ("the purpose not critical", leaf(purposes(false, &[TIME_STAMPING])), &["extended-key-usage-wrong"], Refuses),
        ("two purposes", leaf(purposes(true, &[TIME_STAMPING, CODE_SIGNING])), &["extended-key-usage-wrong"], Refuses),
        (
            "no purpose",
            leaf(|spec| spec.extensions = vec![key_usage(DIGITAL_SIGNATURE)]),
            &["extended-key-usage-wrong"],
            Refuses,
        ),
        (
            "an authority over certificates as signer",
            leaf(|spec| spec.extensions.push(basic_constraints(true))),
            &["signer-is-authority"],
            Accepts("it looks at what a signer is for, not at whether it issues certificates"),
        ),
        ("a key for encryption", leaf(|spec| spec.extensions[0] = key_usage(0x20)), &["key-usage-wrong"], Refuses),
        (
            "a key for signing and for certificates",
            leaf(|spec| spec.extensions[0] = key_usage(DIGITAL_SIGNATURE | 0x04)),
            &["key-usage-wrong"],
            Refuses,
        ),
        (
            "a critical extension that nobody knows",
            leaf(|spec| spec.extensions.push(extension("1.2.3.4", true, b"x"))),
            &["chain-invalid"],
            Refuses,
        ),
        ("ended before", leaf(|spec| spec.until = "260601115959Z"), &["certificate-expired"], Refuses),
        ("not begun yet", leaf(|spec| spec.from = "260601120001Z"), &["certificate-not-yet-valid"], Refuses),
    ];
    let cases = cases.into_iter().map(|(what, (authority, bytes), reasons, openssl)| {
        (what, authority, bytes, Outcome::Invalid, reasons, openssl)
    });
    check_all(cases.collect());
    for (what, change) in [("its last second", "260601120000Z"), ("well before its end", "260701000000Z")] {
        let (authority, bytes) = leaf(|spec| spec.until = change);
        assert_eq!(verdict(&bytes, &authority.trust()).0, Outcome::Proven, "{what} still counts");
    }
}

#[test]
fn weak_algorithms_are_refused_and_unknown_ones_are_not_guessed() {
    if !openssl::is_there() {
        return;
    }
    let good = Authority::ec();
    let rsa = Authority::rsa();
    let small = Authority { leaf_key: keys::rsa_1024(), ..Authority::rsa() };
    let narrow = Authority { leaf_key: keys::p224(), ..Authority::ec() };
    let wide = Authority { leaf_key: keys::p521(), ..Authority::ec() };
    let old = How { hash: "sha1", pss: false };
    let mut old_leaf = Authority::rsa();
    old_leaf.leaf_spec.how = old;
    let mut sm2 = Authority::ec();
    sm2.leaf_spec.spki = Some(sm2_spki());
    let mismatch = TokenSpec { digests: Some(hash_algorithm("sha512")), ..good.token() };
    let two = TokenSpec {
        signature_algorithm: Some(keys::p256().signature_algorithm(How { hash: "sha384", pss: false })),
        ..good.token()
    };
    let other_kind = TokenSpec { signature_algorithm: Some(keys::rsa().signature_algorithm(SHA256)), ..good.token() };
    let sm3_imprint = der(0x30, &[&hash_algorithm("sm3"), &octets(&[5; 32])]);
    let sha3_imprint = der(0x30, &[&hash_algorithm("sha3-256"), &octets(&[5; 32])]);
    let unknown = der(0x30, &[&hash_algorithm("1.2.3.4.5"), &octets(&[5; 32])]);
    let sm3_digest = TokenSpec {
        digest_algorithm: Some(hash_algorithm("sm3")),
        digests: Some(hash_algorithm("sm3")),
        signature_algorithm: Some(der(0x30, &[&object("1.2.156.10197.1.501")])),
        ..sm2.token()
    };
    check_all(vec![
        (
            "RSA of 1,024 bits",
            small.clone(),
            small.token().response(),
            Outcome::Invalid,
            &["key-refused"],
            Accepts("its default level takes 1,024 bits"),
        ),
        (
            "a curve of 224 bits",
            narrow.clone(),
            narrow.token().response(),
            Outcome::Invalid,
            &["key-refused"],
            Accepts("its default level takes 112 bits of strength"),
        ),
        (
            "an imprint of SHA-1",
            good.clone(),
            TokenSpec { imprint: imprint("sha1", DATA), ..good.token() }.response(),
            Outcome::Invalid,
            &["hash-refused"],
            Accepts("it takes any hash it knows"),
        ),
        (
            "a signature over SHA-1",
            rsa.clone(),
            TokenSpec { how: old, ..rsa.token() }.response(),
            Outcome::Invalid,
            &["hash-refused"],
            Accepts("it takes any hash it knows"),
        ),
        (
            "a signer's certificate signed over SHA-1",
            old_leaf.clone(),
            old_leaf.token().response(),
            Outcome::Invalid,
            &["hash-refused"],
            Accepts("its default level takes certificates signed over SHA-1"),
        ),
        (
            "a digest that is not announced",
            good.clone(),
            mismatch.response(),
            Outcome::Invalid,
            &["algorithm-mismatch"],
            Refuses,
        ),
        (
            "a signature over another hash than the digest",
            good.clone(),
            two.response(),
            Outcome::Invalid,
            &["algorithm-mismatch"],
            Accepts("it goes by the digest algorithm and the key alone"),
        ),
        (
            "a signature algorithm of another kind of key",
            good.clone(),
            other_kind.response(),
            Outcome::Invalid,
            &["algorithm-mismatch"],
            Accepts("it goes by the digest algorithm and the key alone"),
        ),
        (
            "P-521",
            wide.clone(),
            wide.token().response(),
            Outcome::NotCheckableHere,
            &["algorithm-not-here"],
            Accepts("it has that curve"),
        ),
        (
            "an imprint of SM3",
            good.clone(),
            TokenSpec { imprint: sm3_imprint, ..good.token() }.response(),
            Outcome::NotCheckableHere,
            &["algorithm-not-here"],
            Refuses,
        ),
        (
            "an imprint of SHA-3",
            good.clone(),
            TokenSpec { imprint: sha3_imprint, ..good.token() }.response(),
            Outcome::NotCheckableHere,
            &["algorithm-not-here"],
            Refuses,
        ),
        (
            "a digest of SM3 under a key that counts",
            good.clone(),
            TokenSpec {
                digest_algorithm: Some(hash_algorithm("sm3")),
                digests: Some(hash_algorithm("sm3")),
                ..good.token()
            }
            .response(),
            Outcome::NotCheckableHere,
            &["algorithm-not-here"],
            Refuses,
        ),
        ("SM2 with SM3", sm2, sm3_digest.response(), Outcome::NotCheckableHere, &["algorithm-not-here"; 2], Refuses),
        (
            "an imprint that nobody knows",
            good.clone(),
            TokenSpec { imprint: unknown, ..good.token() }.response(),
            Outcome::Invalid,
            &["algorithm-unknown"],
            Refuses,
        ),
    ]);
}

#[test]
fn a_token_that_contradicts_itself_is_refused() {
    if !openssl::is_there() {
        return;
    }
    let good = Authority::ec();
    let changed = |change: fn(&mut TokenSpec)| {
        let mut spec = good.token();
        change(&mut spec);
        spec.response()
    };
    let attributes =
        |change: fn(Usual) -> Vec<Vec<u8>>| TokenSpec { attributes: Some(change), ..good.token() }.response();
    let mut other_leaf = good.token();
    other_leaf.identifiers = Some(signing_certificate_v2(&[&good.leaf()]));
    let mut wrong_serial = good.token();
    wrong_serial.identifiers = Some(identifier_with_issuer(&wrong_serial.leaf, &good.root_spec.subject, 4));
    let mut wrong_issuer = good.token();
    wrong_issuer.identifiers = Some(identifier_with_issuer(&wrong_issuer.leaf, &made::name("Somebody else"), 3));
    let mut right_issuer = good.token();
    right_issuer.identifiers = Some(identifier_with_issuer(&right_issuer.leaf, &good.root_spec.subject, 3));
    assert_eq!(verdict(&right_issuer.response(), &good.trust()), (Outcome::Proven, vec![]), "issuer and serial fit");
    let named = |name: &str| der(0xa0, &[&der(0xa4, &[&made::name(name)])]);
    let claimed = TokenSpec { rest: named("Test Clock"), ..good.token() };
    assert_eq!(verdict(&claimed.response(), &good.trust()), (Outcome::Proven, vec![]), "the signer's own name");
    let reuse: Vec<(&str, Vec<u8>, &[&str], Openssl)> = vec![
        ("two signers", changed(|spec| spec.signers = 2), &["signer-count"], Refuses),
        ("no signer", changed(|spec| spec.signers = 0), &["signer-count"], Refuses),
        (
            "SignedData of version 1",
            changed(|spec| spec.versions.data = 1),
            &["version-unknown"],
            Accepts("it does not look at this number"),
        ),
        (
            "SignerInfo of version 3 with issuer and serial number",
            changed(|spec| spec.versions.signer = 3),
            &["version-unknown"],
            Accepts("it does not look at this number"),
        ),
        ("TSTInfo of version 2", changed(|spec| spec.versions.info = 2), &["version-unknown"], Refuses),
        (
            "another content",
            changed(|spec| spec.content_type = "1.2.840.113549.1.7.1"),
            &["content-type-wrong"],
            Refuses,
        ),
        (
            "a critical extension in the token",
            changed(|spec| spec.rest = der(0xa1, &[&extension("1.2.3.4", true, b"x")])),
            &["critical-extension-unknown"],
            Accepts("it does not look at extensions of a token"),
        ),
        ("another certificate's identifier", other_leaf.response(), &["signer-certificate-mismatch"], Refuses),
        (
            "an identifier with another serial number",
            wrong_serial.response(),
            &["signer-certificate-mismatch"],
            Refuses,
        ),
        ("an identifier with another issuer", wrong_issuer.response(), &["signer-certificate-mismatch"], Refuses),
        (
            "a name of the authority that is not the signer's",
            TokenSpec { rest: named("DigiCert"), ..good.token() }.response(),
            &["signer-name-mismatch"],
            Refuses,
        ),
        (
            "no content-type attribute",
            attributes(|usual| vec![usual.message_digest, usual.signing_certificate]),
            &["attribute-missing"],
            Accepts("it does not ask for that attribute"),
        ),
        (
            "no message-digest attribute",
            attributes(|usual| vec![usual.content_type, usual.signing_certificate]),
            &["attribute-missing"],
            Refuses,
        ),
        (
            "no signing-certificate attribute",
            attributes(|usual| vec![usual.content_type, usual.message_digest]),
            &["attribute-missing"],
            Refuses,
        ),
        (
            "the message digest twice",
            attributes(|usual| {
                let again = usual.message_digest.clone();
                vec![usual.content_type, usual.message_digest, again, usual.signing_certificate]
            }),
            &["attribute-repeated"],
            Accepts("it takes the first of them"),
        ),
        (
            "the message digest with two values",
            attributes(|usual| {
                let two = attribute("1.2.840.113549.1.9.4", &[&octets(&[1; 32]), &octets(&[2; 32])]);
                vec![usual.content_type, two, usual.signing_certificate]
            }),
            &["attribute-repeated"],
            Refuses,
        ),
        (
            "another message digest",
            attributes(|usual| {
                let other = attribute("1.2.840.113549.1.9.4", &[&octets(&[1; 32])]);
                vec![usual.content_type, other, usual.signing_certificate]
            }),
            &["message-digest-mismatch"],
            Refuses,
        ),
        (
            "an attribute that says another content",
            attributes(|usual| {
                let other = attribute("1.2.840.113549.1.9.3", &[&object("1.2.840.113549.1.7.1")]);
                vec![other, usual.message_digest, usual.signing_certificate]
            }),
            &["content-type-wrong"],
            Accepts("it does not ask for that attribute"),
        ),
    ];
    let cases = reuse
        .into_iter()
        .map(|(what, bytes, reasons, openssl)| (what, good.clone(), bytes, Outcome::Invalid, reasons, openssl));
    check_all(cases.collect());
}

fn identifier_with_issuer(leaf: &[u8], issuer: &[u8], serial: u8) -> Vec<u8> {
    let names = der(0x30, &[&der(0xa4, &[issuer])]);
    let issuer_serial = der(0x30, &[&names, &integer(&[serial])]);
    let identifier = der(0x30, &[&octets(&keys::hash("sha256", leaf)), &issuer_serial]);
    attribute("1.2.840.113549.1.9.16.2.47", &[&der(0x30, &[&der(0x30, &[&identifier])])])
}

#[test]
fn a_certificate_that_somebody_packs_in_changes_nothing() {
    if !openssl::is_there() {
        return;
    }
    let good = Authority::ec();
    let plain = good.token();
    // One with the signer's issuer and serial number and another key; one that claims to be somebody; a root of its own.
    let mut twin = good.leaf_spec.clone();
    twin.subject = made::name("DigiCert Timestamp 2025");
    let twin = twin.issue(keys::p384(), &good.root_spec.subject, keys::p256_other());
    let claim =
        CertificateSpec::leaf("DigiCert Timestamp 2025").issue(keys::p384(), &made::name("DigiCert"), keys::p384());
    let planted = CertificateSpec::root("Test Root").self_signed(keys::p256_other());
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2]] {
        let all = [&plain.leaf, &twin, &claim, &planted];
        let mut spec = plain.clone();
        spec.certificates = order.iter().map(|index| all[*index].clone()).collect();
        let checked = Token::read(&spec.response()).expect("a token").check(&good.trust());
        assert_eq!(checked.outcome, Outcome::Proven, "in the order {order:?}");
        assert_eq!(checked.chain[0].subject, "\"CN=Test Clock\"", "the signer that was signed with, order {order:?}");
        assert_eq!(checked.chain.len(), 2, "signer and the root that the checker knows, order {order:?}");
    }
    // The signer replaced by its twin: the names fit, the attribute does not.
    let mut spec = plain.clone();
    spec.certificates = vec![twin];
    let (outcome, reasons) = verdict(&spec.response(), &good.trust());
    assert_eq!(outcome, Outcome::Invalid, "the twin never signed");
    assert!(reasons.contains(&"signer-certificate-mismatch"), "{reasons:?}");
    // One with more extensions than any has is not read, and so not found.
    let mut crowded = good.clone();
    crowded.leaf_spec.extensions.extend((0..64_u8).map(|last| extension(&format!("1.2.3.{last}"), false, b"")));
    let (outcome, reasons) = verdict(&crowded.token().response(), &crowded.trust());
    assert_eq!((outcome, reasons), (Outcome::Invalid, vec!["signer-certificate-missing"]), "not read");
    // No certificate of the signer at all, but others.
    spec.certificates = vec![claim];
    let (outcome, reasons) = verdict(&spec.response(), &good.trust());
    assert_eq!((outcome, reasons), (Outcome::Invalid, vec!["signer-certificate-missing"]), "nobody of that name");
    // None at all: nothing speaks against it, and nothing can be checked.
    spec.certificates = Vec::new();
    let (outcome, reasons) = verdict(&spec.response(), &good.trust());
    let expected = (Outcome::NotCheckableHere, vec!["signer-certificate-missing"]);
    assert_eq!((outcome, reasons), expected, "the checker may still have it somewhere");
}

#[test]
fn a_home_made_digicert_is_a_stranger_who_says_so() {
    if !openssl::is_there() {
        return;
    }
    // The very names of the real ones, and keys of our own.
    let mut fake = Authority::rsa();
    let real = &holdfast_proof::pins::by_id("digicert").expect("a pin").roots[0];
    fake.root_spec.subject = made::subject_of(&real.certificate);
    fake.leaf_spec.subject = made::name("DigiCert Timestamp 2025");
    let mut token = fake.token();
    token.certificates.push(fake.root());
    let checked = Token::read(&token.response()).expect("a token").check(&Trust::pins());
    assert_eq!(
        (checked.outcome, checked.faults.len()),
        (Outcome::UnknownAuthority, 0),
        "nothing wrong but whose it is"
    );
    let key = Digest::of(&keys::rsa().spki);
    assert_eq!(checked.by.text(), format!("unknown authority sha256:{key}"), "never by the name that it claims");
    assert_eq!(checked.by.claimed(), Some("\"CN=DigiCert Timestamp 2025\""), "the claim is quoted");
    assert!(
        !openssl::accepts(&token.response(), DATA, &[&real.certificate], &[], at(AT)),
        "openssl: not under the real one"
    );
}

#[test]
fn a_name_that_hides_or_turns_is_shown_as_what_it_is() {
    if !openssl::is_there() {
        return;
    }
    let mut authority = Authority::ec();
    authority.leaf_spec.subject = made::name("\u{202e}treCigiD\u{202c}\u{200b}, O=DigiCert\n\"");
    let checked = Token::read(&authority.token().response()).expect("a token").check(&Trust::nobody());
    let expected = r#""CN=\u{202e}treCigiD\u{202c}\u{200b}\, O\=DigiCert\n\"""#;
    assert_eq!(checked.by.claimed(), Some(expected), "quoted and escaped");
    let told = checked.findings(at("2027-01-01T00:00:00Z"));
    let told = told.iter().find(|finding| finding.code.as_str() == "unknown-authority").expect("told");
    assert_eq!(told.values["name"], expected, "in the finding as well");
}

#[test]
fn an_answer_to_another_question_is_no_answer() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    let request = Request { imprint: Digest::of(DATA), nonce: [7; 16] };
    let answers = |nonce: &[u8], algorithm: &str, data: &[u8]| {
        let nonce = if nonce.is_empty() { Vec::new() } else { integer(nonce) };
        let spec = TokenSpec { nonce, imprint: imprint(algorithm, data), ..authority.token() };
        Token::read(&spec.response()).expect("a token").answers(&request)
    };
    assert_eq!(answers(&[7; 16], "sha256", DATA), Ok(()), "the right one");
    assert_eq!(answers(&[8; 16], "sha256", DATA), Err(TokenFault::NonceMismatch), "another nonce");
    assert_eq!(answers(&[7; 15], "sha256", DATA), Err(TokenFault::NonceMismatch), "half a nonce");
    assert_eq!(answers(&[], "sha256", DATA), Err(TokenFault::NonceMismatch), "no nonce");
    assert_eq!(answers(&[7; 16], "sha256", b"other"), Err(TokenFault::ImprintMismatch), "another file's token");
    assert_eq!(answers(&[7; 16], "sha512", DATA), Err(TokenFault::ImprintMismatch), "another hash than asked for");
    let token = Token::read(&authority.token().response()).expect("a token");
    assert!(token.covers(DATA) && !token.covers(b"another file"), "a token moved to another file covers nothing");
    let bytes = authority.token().response();
    assert!(!openssl::accepts(&bytes, b"another file", &[&authority.root()], &[], at(AT)), "openssl agrees");
}

#[test]
fn what_is_no_token_is_said_to_be_none() {
    if !openssl::is_there() {
        return;
    }
    let good = Authority::ec().token();
    let (response, token) = (good.response(), good.token());
    let refused = |status: u8, more: &[u8]| der(0x30, &[&der(0x30, &[&integer(&[status]), more])]);
    let text = der(0x30, &[&der(0x0c, &["too many\u{202e} requests\n".as_bytes()])]);
    let many: Vec<u8> = std::iter::repeat_n(good.leaf.clone(), 33).flatten().collect();
    let crowded = TokenSpec { certificates: vec![many], ..good.clone() };
    let mut trailing = response.clone();
    trailing.push(0);
    let mut longer = token.clone();
    longer.extend_from_slice(&token);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), "not-a-token"),
        ("a web page", b"<!DOCTYPE html><title>502 Bad Gateway</title>".to_vec(), "not-a-token"),
        ("a text", b"0 tokens left".to_vec(), "token-syntax"),
        ("a byte after the answer", trailing, "token-syntax"),
        ("the token twice", longer, "token-syntax"),
        ("half an answer", response[..response.len() / 2].to_vec(), "token-syntax"),
        ("all but the last byte", response[..response.len() - 1].to_vec(), "token-syntax"),
        ("33 certificates", crowded.response(), "too-many-certificates"),
        ("more than a MiB", vec![0x30; 1024 * 1024 + 1], "too-large"),
        ("granted without a token", refused(0, &[]), "token-syntax"),
        ("a certificate", good.leaf.clone(), "token-syntax"),
        ("rejected", refused(2, &[]), "request-refused"),
        ("waiting", refused(3, &text), "request-refused"),
    ];
    for (what, bytes, reason) in cases {
        let fault = Token::read(&bytes).expect_err(what);
        assert_eq!(fault.code(), reason, "{what}: {fault}");
    }
    // Bits 2 and 25: badRequest and systemFailure.
    let failure = [0x03, 0x05, 0x06, 0x20, 0x00, 0x00, 0x40];
    let fault = Token::read(&refused(2, &[text, failure.to_vec()].concat())).expect_err("refused");
    let expected = TokenFault::RequestRefused {
        status: 2,
        fail_info: vec!["badRequest", "systemFailure"],
        said: "too many\\u{202e} requests\\n".to_owned(),
    };
    assert_eq!(fault, expected, "what the authority says is told, and its text shown as what it is");
    let rejected = der(0x30, &[&der(0x30, &[&integer(&[2])]), &token]);
    assert_eq!(
        Token::read(&rejected).expect_err("rejected").code(),
        "request-refused",
        "a token beside a refusal is none"
    );
    let versions = Versions { data: 3, signer: 1, info: 1 };
    assert_eq!(
        verdict(&TokenSpec { versions, ..good }.response(), &trust(&[])).0,
        Outcome::UnknownAuthority,
        "and the good one is read"
    );
}
