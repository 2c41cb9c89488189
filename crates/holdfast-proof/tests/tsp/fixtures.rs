//! Real tokens of others: each gets the verdict that their index states, and openssl says the same.

use crate::authority::verdict;
use crate::openssl;
use base64ct::{Base64, Encoding};
use holdfast_proof::tsp::{Outcome, Request, Token, TokenFault, Trust};
use std::path::{Path, PathBuf};

/// A folder of the fixtures; `None`, and said, when they are absent and not required.
pub(crate) fn folder(kind: &str) -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join("shared").join("fixtures");
    let folder = std::env::var_os("HOLDFAST_FIXTURES").map_or(default, PathBuf::from).join(kind);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none(), "required but absent: {}", folder.display());
    println!("skipped: no fixtures at {}", folder.display());
    None
}

/// The time-stamp tokens inside the photographs of the C2PA collection, each once.
pub(crate) fn digicert_tokens() -> Vec<Vec<u8>> {
    let Some(folder) = folder("c2pa/c2pa-rs") else { return Vec::new() };
    let mut tokens: Vec<Vec<u8>> = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "jpg") {
            tokens.extend(inside(&std::fs::read(path).expect("a photograph")));
        }
    }
    tokens.sort();
    tokens.dedup();
    tokens
}

/// ContentInfo of SignedData that holds a TSTInfo: SEQUENCE, two bytes of length, the two identifiers soon after.
fn inside(bytes: &[u8]) -> Vec<Vec<u8>> {
    const SIGNED_DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    const TST_INFO: &[u8] = &[0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 0x10, 1, 4];
    let begins = |at: &usize| {
        bytes[*at..].starts_with(&[0x30, 0x82])
            && bytes[at + 4..].starts_with(SIGNED_DATA)
            && bytes[*at..].iter().take(120).copied().collect::<Vec<_>>().windows(13).any(|window| window == TST_INFO)
    };
    let found = (0..bytes.len().saturating_sub(20)).filter(begins);
    let whole = found.filter_map(|at| {
        let length = usize::from(bytes[at + 2]) << 8 | usize::from(bytes[at + 3]);
        bytes.get(at..at + 4 + length).map(<[u8]>::to_vec)
    });
    whole.collect()
}

/// The certificates of a fixture, PEM or DER whatever its name says.
fn certificates(path: &Path) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(path).expect("certificates");
    if bytes[0] == 0x30 {
        return vec![bytes];
    }
    let text = String::from_utf8(bytes).expect("PEM is text");
    let blocks = text.split("-----BEGIN CERTIFICATE-----").skip(1).filter_map(|block| block.split("-----END").next());
    blocks.map(|block| Base64::decode_vec(&block.split_whitespace().collect::<String>()).expect("base64")).collect()
}

/// File, what it is over, certificates of the checker, outcome, reasons.
type Case = (&'static str, &'static str, &'static str, Outcome, &'static [&'static str]);

const CASES: [Case; 12] = [
    ("trailofbits/identrust/issue-104.tsr", "hello", "trailofbits/identrust/ts_chain.pem", Outcome::Proven, &[]),
    (
        "trailofbits/sigstage/response-invalid-signature.tsr",
        "hello",
        "trailofbits/sigstage/ts_chain.pem",
        Outcome::Invalid,
        &["signature-invalid"],
    ),
    (
        "trailofbits/sigstage/response-no-embedded-cert.tsr",
        "hello",
        "trailofbits/sigstage/ts_chain.pem",
        Outcome::Proven,
        &[],
    ),
    (
        "trailofbits/sigstage/response-no-embedded-cert.tsr",
        "hello",
        "trailofbits/identrust/ts_chain.pem",
        Outcome::NotCheckableHere,
        &["signer-certificate-missing"],
    ),
    ("trailofbits/sigstage/response-sha256.tsr", "hello", "trailofbits/sigstage/ts_chain.pem", Outcome::Proven, &[]),
    ("trailofbits/sigstage/response-sha384.tsr", "hello", "trailofbits/sigstage/ts_chain.pem", Outcome::Proven, &[]),
    ("trailofbits/sigstage/response-sha512.tsr", "hello", "trailofbits/sigstage/ts_chain.pem", Outcome::Proven, &[]),
    (
        "trailofbits/sigstore.mock/response-expired.tsr",
        "payload",
        "trailofbits/sigstore.mock/ts_chain.pem",
        Outcome::Proven,
        &[],
    ),
    ("trailofbits/test_tsa/response.tsr", "hello", "trailofbits/test_tsa/ts_chain.pem", Outcome::Proven, &[]),
    (
        "trailofbits/test_tsa/other_response.tsr",
        "hello",
        "trailofbits/test_tsa/ts_chain.pem",
        Outcome::UnknownAuthority,
        &[],
    ),
    (
        "trailofbits/test_tsa/response-injected-certs.tsr",
        "hello",
        "trailofbits/test_tsa/ts_chain.pem",
        Outcome::Proven,
        &[],
    ),
    ("sigstore-ta/response-injected-certs.tsr", "hello", "trailofbits/test_tsa/ts_chain.pem", Outcome::Proven, &[]),
];

#[test]
fn every_sample_gets_the_verdict_of_its_index_and_openssl_agrees() {
    let Some(folder) = folder("rfc3161") else { return };
    if !openssl::is_there() {
        return;
    }
    let payload = std::fs::read(folder.join("trailofbits/sigstore.mock/payload")).expect("the payload");
    for (file, data, chain, outcome, reasons) in CASES {
        let bytes = std::fs::read(folder.join(file)).expect(file);
        let data: &[u8] = if data == "payload" { &payload } else { data.as_bytes() };
        let named = certificates(&folder.join(chain));
        let trust = named.iter().fold(Trust::nobody(), |trust, der| trust.with_pem(der).expect("a certificate"));
        assert_eq!(verdict(&bytes, &trust), (outcome, reasons.to_vec()), "{file} with {chain}");
        let token = Token::read(&bytes).expect(file);
        assert!(token.covers(data) && !token.covers(b"Hello"), "{file} is over what its index says");
        let (roots, loose): (Vec<&[u8]>, Vec<&[u8]>) = named.iter().map(Vec::as_slice).partition(|der| is_root(der));
        let accepted = openssl::accepts(&bytes, data, &roots, &loose, token.gen_time());
        assert_eq!(accepted, outcome == Outcome::Proven, "openssl: {file} with {chain}");
        assert!(!openssl::accepts(&bytes, b"Hello", &roots, &loose, token.gen_time()), "openssl: {file}, other bytes");
        let stranger = token.check(&Trust::pins());
        let pinned = file.contains("identrust");
        assert_eq!(stranger.proven(), pinned && outcome == Outcome::Proven, "{file}: by the pins alone");
    }
    let listed: Vec<&str> = CASES.iter().map(|case| case.0).collect();
    for sample in samples(&folder) {
        assert!(listed.contains(&sample.as_str()), "{sample} is in no case");
    }
}

/// Every answer below the folder, by its path in it.
fn samples(folder: &Path) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "tsr") {
                let below = path.strip_prefix(folder).expect("below");
                found.push(below.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found
}

/// Whether subject and issuer are the same, which is what the files mean by a root.
fn is_root(der: &[u8]) -> bool {
    let signed = crate::made::content(crate::made::content(der).0).0;
    let mut rest = signed;
    for _ in 0..3 {
        rest = crate::made::content(rest).1;
    }
    crate::made::content(rest).0 == crate::made::content(&crate::made::subject_of(der)).0
}

#[test]
fn the_certificates_that_somebody_packed_in_are_never_named() {
    let Some(folder) = folder("rfc3161") else { return };
    for file in ["trailofbits/test_tsa/response-injected-certs.tsr", "sigstore-ta/response-injected-certs.tsr"] {
        let token = Token::read(&std::fs::read(folder.join(file)).expect(file)).expect(file);
        let chain = std::fs::read(folder.join("trailofbits/test_tsa/ts_chain.pem")).expect("a chain");
        for trust in [Trust::nobody(), Trust::nobody().with_pem(&chain).expect("certificates")] {
            let checked = token.check(&trust);
            let shown = format!("{:?} {:?}", checked.chain, checked.by);
            assert!(shown.contains("Test TSA") && !shown.contains("Spoofed"), "{file}: {shown}");
        }
    }
}

#[test]
fn a_sample_answers_its_own_request_alone() {
    let Some(folder) = folder("rfc3161") else { return };
    let token = Token::read(&std::fs::read(folder.join("trailofbits/test_tsa/response.tsr")).expect("a file"));
    let token = token.expect("a token");
    let request = Request { imprint: holdfast_proof::Digest::of(b"hello"), nonce: [0; 16] };
    assert_eq!(token.answers(&request), Err(TokenFault::ImprintMismatch), "it has SHA-512, we ask with SHA-256");
    assert_eq!(token.nonce(), Some(&3_937_359_519_792_308_179_i64.to_be_bytes()[..]), "the nonce of its index");
    assert_eq!(token.policy(), "1.3.6.1.4.1.57264.2", "the policy of its index");
    assert_eq!(token.imprint_sha256(), None, "no SHA-256 to look up by");
}

#[test]
fn real_tokens_of_a_big_authority_hold_as_openssl_says() {
    if !openssl::is_there() {
        return;
    }
    let root = &holdfast_proof::pins::by_id("digicert").expect("a pin").roots[0].certificate;
    for bytes in digicert_tokens() {
        let token = Token::read(&bytes).expect("a token");
        let trust = Trust::nobody().with_pem(root).expect("a root");
        assert_eq!(token.check(&trust).outcome, Outcome::Proven, "ours");
        // What the photographs' tokens are over is inside their manifests: openssl is asked by the digest.
        assert!(openssl::accepts_digest(&bytes, &token.imprint().digest, &[root], token.gen_time()), "openssl");
    }
}
