//! What `openssl ts -verify` says, at the token's own time.

use crate::authority::pem;
use chrono::{DateTime, Utc};
use std::path::Path;
use std::process::{Command, Stdio};

/// False, and said, when there is no openssl; with HOLDFAST_REQUIRE_ALL=1 that is a failure.
pub(crate) fn is_there() -> bool {
    let there = Command::new("openssl").arg("version").stdout(Stdio::null()).status().is_ok();
    if !there {
        assert!(std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none(), "openssl is required");
        println!("skipped: openssl is not installed");
    }
    there
}

/// Whether it accepts this answer or token over these bytes, with these roots and loose certificates.
pub(crate) fn accepts(token: &[u8], data: &[u8], roots: &[&[u8]], loose: &[&[u8]], at: DateTime<Utc>) -> bool {
    asked(token, &Over::Data(data), roots, loose, at)
}

/// The same over bytes of which only the digest is known.
pub(crate) fn accepts_digest(token: &[u8], digest: &[u8], roots: &[&[u8]], at: DateTime<Utc>) -> bool {
    asked(token, &Over::Digest(holdfast_proof::hex::encode(digest)), roots, &[], at)
}

enum Over<'a> {
    Data(&'a [u8]),
    Digest(String),
}

fn asked(token: &[u8], over: &Over<'_>, roots: &[&[u8]], loose: &[&[u8]], at: DateTime<Utc>) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("write");
        path
    };
    let pems = |certificates: &[&[u8]]| certificates.iter().map(|der| pem(der)).collect::<String>();
    let mut command = Command::new("openssl");
    command.args(["ts", "-verify", "-in"]).arg(write("token", token));
    match over {
        Over::Data(data) => command.arg("-data").arg(write("data", data)),
        Over::Digest(digest) => command.arg("-digest").arg(digest),
    };
    command.arg("-CAfile").arg(write("roots.pem", pems(roots).as_bytes()));
    command.arg("-attime").arg(at.timestamp().to_string());
    if bare(token) {
        command.arg("-token_in");
    }
    if !loose.is_empty() {
        command.arg("-untrusted").arg(write("loose.pem", pems(loose).as_bytes()));
    }
    // Nothing of the machine's own list.
    command.env("SSL_CERT_FILE", "/nonexistent").env("SSL_CERT_DIR", "/nonexistent");
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("openssl runs").success()
}

/// A ContentInfo begins with its type, an answer with its status.
pub(crate) fn bare(token: &[u8]) -> bool {
    let header = match token.get(1) {
        Some(length) if *length > 0x80 => 2 + usize::from(length & 0x7f),
        _ => 2,
    };
    token.get(header) == Some(&0x06)
}

/// Makes an answer with `openssl ts -reply`: a real authority, with these lines in its configuration.
pub(crate) fn reply(
    folder: &Path,
    query: &[u8],
    signer: &[u8],
    key: &[u8],
    chain: &[&[u8]],
    hash: &str,
    lines: &str,
) -> Vec<u8> {
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("write");
    write("query.tsq", query);
    write("signer.pem", pem(signer).as_bytes());
    write("key.pem", key);
    write("chain.pem", chain.iter().map(|der| pem(der)).collect::<String>().as_bytes());
    write("serial", b"01\n");
    let certificates = if chain.is_empty() { "" } else { "certs = chain.pem\n" };
    let configuration = format!(
        "[tsa]\ndefault_tsa = clock\n[clock]\nserial = serial\nsigner_cert = signer.pem\nsigner_key = key.pem\n\
         {certificates}signer_digest = {hash}\ndefault_policy = 1.3.6.1.4.1.99999.1\ndigests = sha256, sha384, sha512\n{lines}"
    );
    write("tsa.cnf", configuration.as_bytes());
    let output = Command::new("openssl")
        .current_dir(folder)
        .args(["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "answer.tsr"])
        .output()
        .expect("openssl runs");
    assert!(output.status.success(), "openssl ts -reply: {}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(folder.join("answer.tsr")).expect("the answer")
}
