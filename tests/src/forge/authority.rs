//! A time authority of the forger's own: a root and a signer made with the `openssl` program, and tokens (RFC 3161)
//! whose TSTInfo is written here byte by byte, so that a token can say any time, imprint and accuracy. `openssl cms`
//! signs them; nothing of the product is used.

use sha2::{Digest as _, Sha256, Sha512};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const CONFIGURATION: &str = "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n\
     unique_subject=no\nrand_serial=yes\n[p]\ncommonName=supplied\n[req]\ndistinguished_name=d\n[d]\n\
     [root]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n\
     [signer]\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n\
     extendedKeyUsage=critical,timeStamping\n";

/// A root, a signer below it, and their keys.
#[derive(Debug)]
pub struct Authority {
    folder: TempDir,
}

/// What a token says.
#[derive(Clone, Copy, Debug)]
pub struct Says<'a> {
    /// genTime, `YYYYMMDDHHMMSSZ`.
    pub at: &'a str,
    /// Seconds of accuracy; `None` states none.
    pub accuracy: Option<u64>,
    /// The imprint is SHA-512, not SHA-256.
    pub sha512: bool,
}

impl<'a> Says<'a> {
    /// Exact to a second, SHA-256.
    pub fn at(at: &'a str) -> Says<'a> {
        Says { at, accuracy: Some(1), sha512: false }
    }
}

/// What an authority signs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    P256,
    Rsa4096,
}

impl Authority {
    /// An authority with P-256 keys whose certificates bear this common name and are valid from and until (`YYYYMMDDHHMMSSZ`).
    ///
    /// # Panics
    /// When `openssl` is not there or refuses.
    pub fn new(name: &str, from: &str, until: &str) -> Authority {
        Authority::with_keys(Keys::P256, name, from, until)
    }

    /// The same with these keys.
    ///
    /// # Panics
    /// When `openssl` is not there or refuses.
    pub fn with_keys(keys: Keys, name: &str, from: &str, until: &str) -> Authority {
        let new_key: &[&str] = match keys {
            Keys::P256 => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            Keys::Rsa4096 => &["-newkey", "rsa:4096"],
        };
        let folder = tempfile::Builder::new().prefix("holdfast-authority-").tempdir().expect("a folder can be made");
        let made = Authority { folder };
        std::fs::write(made.path("ca.cnf"), CONFIGURATION).expect("a file can be written");
        std::fs::write(made.path("index.txt"), "").expect("a file can be written");
        for (who, subject) in [("root", format!("/CN={name} Root")), ("signer", format!("/CN={name}"))] {
            let (key, request, certificate) = (format!("{who}.key"), format!("{who}.csr"), format!("{who}.pem"));
            let mut ask = vec!["req", "-config", "ca.cnf", "-new", "-utf8", "-nodes", "-subj", &subject];
            ask.extend(new_key);
            ask.extend(["-keyout", &key, "-out", &request]);
            made.openssl(&ask);
            let mut sign = vec!["ca", "-config", "ca.cnf", "-batch", "-notext", "-utf8", "-keyfile", "root.key"];
            sign.extend(if who == "root" {
                ["-selfsign", "-extensions", "root"].as_slice()
            } else {
                &["-cert", "root.pem", "-extensions", "signer"]
            });
            sign.extend(["-in", &request, "-out", &certificate, "-startdate", from, "-enddate", until]);
            made.openssl(&sign);
        }
        made
    }

    /// The root certificate, as a file for `--trust`.
    pub fn root(&self) -> PathBuf {
        self.path("root.pem")
    }

    /// A TimeStampResp that says that these bytes existed.
    pub fn stamp(&self, bytes: &[u8], says: Says<'_>) -> Vec<u8> {
        let content = tempfile::Builder::new().tempfile_in(self.folder.path()).expect("a file can be made");
        std::fs::write(content.path(), info(bytes, says)).expect("a file can be written");
        let content = content.path().to_str().expect("a UTF-8 path").to_owned();
        let token = self.openssl(&[
            "cms",
            "-sign",
            "-binary",
            "-nodetach",
            "-outform",
            "DER",
            "-econtent_type",
            "1.2.840.113549.1.9.16.1.4",
            "-in",
            &content,
            "-signer",
            "signer.pem",
            "-inkey",
            "signer.key",
            "-md",
            "sha256",
            "-cades",
            "-nosmimecap",
        ]);
        sequence(&[sequence(&[tagged(2, &[0])]), token])
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn openssl(&self, arguments: &[&str]) -> Vec<u8> {
        openssl(self.folder.path(), arguments)
    }
}

/// Runs `openssl` in a folder and gives its output.
///
/// # Panics
/// When it is not there or ends with anything but 0.
pub fn openssl(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let ran = Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl can be started");
    assert!(ran.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

/// TSTInfo (RFC 3161, 2.4.2).
fn info(bytes: &[u8], says: Says<'_>) -> Vec<u8> {
    let (algorithm, digest): (&[u8], Vec<u8>) = if says.sha512 {
        (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3], Sha512::digest(bytes).to_vec())
    } else {
        (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1], Sha256::digest(bytes).to_vec())
    };
    let algorithm = sequence(&[tagged(6, algorithm), tagged(5, &[])]);
    let mut fields = vec![
        tagged(2, &[1]),
        tagged(6, &[0x2a, 3, 4]),
        sequence(&[algorithm, tagged(4, &digest)]),
        tagged(2, &[1]),
        tagged(0x18, says.at.as_bytes()),
    ];
    fields.extend(says.accuracy.map(|seconds| sequence(&[tagged(2, &integer(seconds))])));
    sequence(&fields)
}

/// The content of an INTEGER: big-endian, shortest, not negative.
fn integer(value: u64) -> Vec<u8> {
    let bytes = value.to_be_bytes();
    let from = bytes.iter().position(|byte| *byte != 0).unwrap_or(7);
    let shortest = &bytes[from..];
    if shortest[0] >= 0x80 { [&[0], shortest].concat() } else { shortest.to_vec() }
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    tagged(0x30, &parts.concat())
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head = match length {
        0..128 => vec![tag, length as u8],
        128..256 => vec![tag, 0x81, length as u8],
        _ => vec![tag, 0x82, (length >> 8) as u8, length as u8],
    };
    [head, content.to_vec()].concat()
}
