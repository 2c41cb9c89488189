//! Every bit of a token, flipped one at a time.
//!
//! What is authenticated (the content, the signed attributes, the signature, the signer's certificate): found at every
//! position. Elsewhere a flip is either found or lies in one of the places that nobody signed, listed here with the
//! reason why it does no harm.

use crate::authority::{Authority, trust};
use crate::fixtures::folder;
use crate::keys;
use crate::made::{CertificateSpec, TokenSpec, attribute, content, der, integer, octets};
use crate::openssl;
use holdfast_proof::tsp::{Outcome, Token, Trust};
use std::ops::Range;
use std::sync::Mutex;

/// A part of a token, by its place.
struct Part {
    name: &'static str,
    place: Range<usize>,
}

/// The bits of these bytes whose flip goes unnoticed: still proven.
fn unnoticed(bytes: &[u8], place: Range<usize>, trust: &Trust) -> Vec<usize> {
    let bits: Vec<usize> = (place.start * 8..place.end * 8).collect();
    let found = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for piece in bits.chunks(bits.len().div_ceil(threads).max(1)) {
            let found = &found;
            scope.spawn(move || {
                let mut flipped = bytes.to_vec();
                for bit in piece {
                    flipped[bit / 8] ^= 1 << (bit % 8);
                    if Token::read(&flipped).is_ok_and(|token| token.check(trust).outcome == Outcome::Proven) {
                        found.lock().expect("a list").push(*bit);
                    }
                    flipped[bit / 8] ^= 1 << (bit % 8);
                }
            });
        }
    });
    let mut found = found.into_inner().expect("a list");
    found.sort_unstable();
    found
}

/// Where `part` stands in `whole`, which has it once.
fn place(whole: &[u8], part: &[u8]) -> Range<usize> {
    let at: Vec<usize> = (0..=whole.len() - part.len()).filter(|at| whole[*at..].starts_with(part)).collect();
    assert_eq!(at.len(), 1, "the part stands there once");
    at[0]..at[0] + part.len()
}

/// The parts that are authenticated: content, signed attributes, signature, signer's certificate.
fn authenticated(response: &[u8], info: &[u8], leaf: &[u8]) -> Vec<Part> {
    // The answer's last field of its last field … is SignerInfo; its fields are known by their order.
    let token = content(content(response).0).1;
    let data = content(content(content(token).0).1).0;
    let mut rest = content(data).0;
    while !rest.starts_with(&[0x31]) || !content(rest).1.is_empty() {
        rest = content(rest).1;
    }
    let mut fields = content(content(rest).0).0;
    // version, signer, digest algorithm
    for _ in 0..3 {
        fields = content(fields).1;
    }
    let attributes = &fields[..fields.len() - content(fields).1.len()];
    let signature = content(content(content(fields).1).1).0;
    let part = |name, bytes: &[u8]| Part { name, place: place(response, bytes) };
    vec![
        part("the content (TSTInfo)", info),
        part("the signed attributes", attributes),
        part("the signature", signature),
        part("the signer's certificate", leaf),
    ]
}

fn every_authenticated_bit(spec: &TokenSpec, trust: &Trust) {
    let response = spec.response();
    for Part { name, place } in authenticated(&response, &spec.info(), &spec.leaf) {
        assert!(place.len() >= 60, "{name} has been found");
        let unnoticed = unnoticed(&response, place.clone(), trust);
        assert!(unnoticed.is_empty(), "{name} at {place:?}: unnoticed bits {unnoticed:?}");
    }
}

#[test]
fn every_flipped_bit_of_what_is_authenticated_is_found_ec() {
    if openssl::is_there() {
        let authority = Authority::ec();
        every_authenticated_bit(&authority.token(), &authority.trust());
    }
}

#[test]
fn every_flipped_bit_of_what_is_authenticated_is_found_rsa() {
    if openssl::is_there() {
        let authority = Authority::rsa();
        every_authenticated_bit(&authority.token(), &authority.trust());
    }
}

#[test]
fn a_flip_elsewhere_is_found_or_does_no_harm() {
    if !openssl::is_there() {
        return;
    }
    let authority = Authority::ec();
    // Everything that a token can carry beside what is signed.
    let issuer = CertificateSpec::issuer("Between");
    let issuer_der = issuer.issue(keys::p384(), &authority.root_spec.subject, authority.root_key);
    let leaf = authority.leaf_spec.issue(authority.leaf_key, &issuer.subject, keys::p384());
    let beside = CertificateSpec::leaf("Beside").issue(keys::p256_other(), &issuer.subject, keys::p384());
    let unsigned = der(0xa1, &[&attribute("1.2.3.4", &[&octets(b"nobody signed this")])]);
    let spec = TokenSpec {
        leaf: leaf.clone(),
        certificates: vec![leaf.clone(), issuer_der.clone(), beside.clone()],
        signer: (issuer.subject.clone(), authority.leaf_spec.serial.clone()),
        unsigned: unsigned.clone(),
        ..authority.token()
    };
    let status = der(0x30, &[&integer(&[0]), &der(0x30, &[&der(0x0c, &[b"fine"])])]);
    let response = der(0x30, &[&status, &spec.token()]);
    let trust = trust(&[&authority.root()]);
    assert_eq!(Token::read(&response).expect("a token").check(&trust).outcome, Outcome::Proven, "it holds");
    let harmless = [
        (place(&response, &status), "granted may become granted-with-changes, and the words beside it are not signed"),
        (place(&response, &beside), "a certificate that is not used"),
        (place(&response, &unsigned), "attributes that are not signed"),
    ];
    let unnoticed = unnoticed(&response, 0..response.len(), &trust);
    for bit in &unnoticed {
        let why = harmless.iter().find(|(place, _)| place.contains(&(bit / 8)));
        assert!(why.is_some(), "bit {} of byte {} goes unnoticed outside the harmless places", bit % 8, bit / 8);
    }
    for (place, why) in &harmless {
        assert!(unnoticed.iter().any(|bit| place.contains(&(bit / 8))), "{why}: not needed any more");
    }
    println!("{} of {} bits go unnoticed, all in unsigned places", unnoticed.len(), response.len() * 8);
}

#[test]
fn a_flip_in_a_real_token_is_found_or_lies_where_nobody_signed() {
    let Some(folder) = folder("rfc3161") else { return };
    let response = std::fs::read(folder.join("trailofbits/test_tsa/response.tsr")).expect("a token");
    let chain = std::fs::read(folder.join("trailofbits/test_tsa/ts_chain.pem")).expect("a chain");
    // Without the signer's own certificate, which would stand in for the token's copy.
    let trust = Trust::nobody().with_pem(&roots_and_issuers(&chain)).expect("certificates");
    assert_eq!(Token::read(&response).expect("a token").check(&trust).outcome, Outcome::Proven, "it holds");
    // Granted may become granted-with-changes; nothing else may change.
    assert_eq!(unnoticed(&response, 0..response.len(), &trust), [8 * 8], "the last bit of the status alone");
}

/// The file without its first certificate, which is the signer's.
fn roots_and_issuers(chain: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(chain).into_owned();
    let second = text.match_indices("-----BEGIN").nth(1).expect("several certificates").0;
    text.as_bytes()[second..].to_vec()
}
