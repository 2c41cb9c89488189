//! Keys from openssl, made once for a test run, and signatures by them.

use crate::made::{bits, der, integer, null, object};
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// A key pair.
pub(crate) struct Key {
    pem: Vec<u8>,
    /// SubjectPublicKeyInfo.
    pub(crate) spki: Vec<u8>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa,
    Ec,
}

/// How a signature is made.
#[derive(Clone, Copy)]
pub(crate) struct How {
    pub(crate) hash: &'static str,
    pub(crate) pss: bool,
}

pub(crate) const SHA256: How = How { hash: "sha256", pss: false };

macro_rules! keys {
    ($($name:ident: $kind:ident, $algorithm:literal, $option:literal;)*) => {
        $(pub(crate) fn $name() -> &'static Key {
            static KEY: OnceLock<Key> = OnceLock::new();
            KEY.get_or_init(|| Key::make(Kind::$kind, $algorithm, $option))
        })*
    };
}

keys! {
    rsa: Rsa, "RSA", "rsa_keygen_bits:2048";
    rsa_root: Rsa, "RSA", "rsa_keygen_bits:4096";
    rsa_1024: Rsa, "RSA", "rsa_keygen_bits:1024";
    p256: Ec, "EC", "ec_paramgen_curve:P-256";
    p256_root: Ec, "EC", "ec_paramgen_curve:P-256";
    p256_other: Ec, "EC", "ec_paramgen_curve:P-256";
    p384: Ec, "EC", "ec_paramgen_curve:P-384";
    p224: Ec, "EC", "ec_paramgen_curve:P-224";
    p521: Ec, "EC", "ec_paramgen_curve:P-521";
}

impl Key {
    fn make(kind: Kind, algorithm: &str, option: &str) -> Self {
        let arguments = ["genpkey", "-algorithm", algorithm, "-pkeyopt", option];
        let pem = run(&arguments, b"");
        let spki = run(&["pkey", "-pubout", "-outform", "DER"], &pem);
        Self { pem, spki, kind }
    }

    pub(crate) fn pem(&self) -> &[u8] {
        &self.pem
    }

    /// The signature over the message.
    pub(crate) fn sign(&self, how: How, message: &[u8]) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let key = folder.path().join("key.pem");
        std::fs::write(&key, &self.pem).expect("write");
        let key = key.to_str().expect("a plain path");
        let hash = format!("-{}", how.hash);
        let mut arguments = vec!["dgst", hash.as_str(), "-sign", key];
        if how.pss {
            arguments.extend(["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]);
        }
        run(&arguments, message)
    }

    /// The AlgorithmIdentifier of such a signature.
    pub(crate) fn signature_algorithm(&self, how: How) -> Vec<u8> {
        let rsa = |last: &str| der(0x30, &[&object(&format!("1.2.840.113549.1.1.{last}")), &null()]);
        match (self.kind, how.pss, how.hash) {
            (Kind::Rsa, true, hash) => {
                let hash = hash_algorithm(hash);
                let mask = der(0x30, &[&object("1.2.840.113549.1.1.8"), &hash]);
                let salt = integer(&[if how.hash == "sha512" { 64 } else { 32 }]);
                let parameters = der(0x30, &[&der(0xa0, &[&hash]), &der(0xa1, &[&mask]), &der(0xa2, &[&salt])]);
                der(0x30, &[&object("1.2.840.113549.1.1.10"), &parameters])
            }
            (Kind::Rsa, false, "sha1") => rsa("5"),
            (Kind::Rsa, false, "sha256") => rsa("11"),
            (Kind::Rsa, false, "sha384") => rsa("12"),
            (Kind::Rsa, false, _) => rsa("13"),
            (Kind::Ec, _, "sha1") => der(0x30, &[&object("1.2.840.10045.4.1")]),
            (Kind::Ec, _, "sha256") => der(0x30, &[&object("1.2.840.10045.4.3.2")]),
            (Kind::Ec, _, "sha384") => der(0x30, &[&object("1.2.840.10045.4.3.3")]),
            (Kind::Ec, _, _) => der(0x30, &[&object("1.2.840.10045.4.3.4")]),
        }
    }
}

/// The AlgorithmIdentifier of a hash.
pub(crate) fn hash_algorithm(hash: &str) -> Vec<u8> {
    let oid = match hash {
        "sha1" => "1.3.14.3.2.26",
        "sha256" => "2.16.840.1.101.3.4.2.1",
        "sha384" => "2.16.840.1.101.3.4.2.2",
        "sha512" => "2.16.840.1.101.3.4.2.3",
        "sm3" => "1.2.156.10197.1.401",
        "sha3-256" => "2.16.840.1.101.3.4.2.8",
        other => other,
    };
    der(0x30, &[&object(oid), &null()])
}

/// The hash of the bytes, by this crate's own dependencies.
pub(crate) fn hash(name: &str, bytes: &[u8]) -> Vec<u8> {
    use sha1::{Digest as _, Sha1};
    use sha2::{Sha256, Sha384, Sha512};
    match name {
        "sha1" => Sha1::digest(bytes).to_vec(),
        "sha384" => Sha384::digest(bytes).to_vec(),
        "sha512" => Sha512::digest(bytes).to_vec(),
        _ => Sha256::digest(bytes).to_vec(),
    }
}

/// The key of SM2, which openssl's command line makes no certificates with here: only its name matters.
pub(crate) fn sm2_spki() -> Vec<u8> {
    let algorithm = der(0x30, &[&object("1.2.840.10045.2.1"), &object("1.2.156.10197.1.301")]);
    der(0x30, &[&algorithm, &bits(&[4; 65])])
}

/// What openssl answers, which has to go well.
pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("openssl starts");
    // It may end without having read everything.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let output = child.wait_with_output().expect("openssl runs");
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
