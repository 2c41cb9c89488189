//! An authority's keys, certificates and replies, all made by `openssl`.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use tempfile::TempDir;

/// What an authority signs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// RSA, 2048 bits.
    Rsa,
    /// P-256.
    Ec,
    /// P-384.
    Ec384,
    /// P-256; the certificate ended a year ago.
    Expired,
    /// P-256; the certificate begins in a year.
    NotYetValid,
    /// P-256; the certificate is for something else than time stamps.
    WrongUse,
}

/// Keys and certificates in a folder of their own.
#[derive(Debug)]
pub(super) struct Made {
    folder: TempDir,
    keys: Keys,
    /// openssl counts serial numbers in a file.
    one_at_a_time: Mutex<()>,
}

const CONFIG: &str = "
[ca]
default_ca = own
[own]
dir = .
database = ./index.txt
new_certs_dir = .
serial = ./ca-serial
certificate = ./root.pem
private_key = ./root.key
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
organizationName = optional
[stamping]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
[other_use]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, codeSigning
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[req]
distinguished_name = names
string_mask = utf8only
utf8 = yes
[names]
[tsa]
default_tsa = clock
[clock]
serial = ./serial
crypto_device = builtin
signer_cert = ./signer.pem
signer_key = ./signer.key
certs = ./root.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
";

impl Made {
    pub(super) fn new(keys: Keys, name: &str) -> Made {
        let made = Made { folder: TempDir::new().expect("a folder"), keys, one_at_a_time: Mutex::new(()) };
        for (file, text) in [("openssl.cnf", CONFIG), ("index.txt", ""), ("ca-serial", "1001\n"), ("serial", "01\n")] {
            std::fs::write(made.path(file), text).expect("written");
        }
        let subject = |role: &str| format!("/O={name}/CN={name} {role}");
        for key in ["root.key", "signer.key"] {
            match keys {
                Keys::Rsa => {
                    made.openssl(&["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key])
                }
                Keys::Ec384 => {
                    made.openssl(&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384", "-out", key])
                }
                _ => made.openssl(&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key]),
            }
        }
        let root = subject("Root");
        made.openssl(&[
            "req",
            "-x509",
            "-new",
            "-config",
            "openssl.cnf",
            "-extensions",
            "root",
            "-key",
            "root.key",
            "-subj",
            &root,
            "-days",
            "7300",
            "-out",
            "root.pem",
        ]);
        let (from, until) = match keys {
            Keys::Expired => ("20200101000000Z", "20250101000000Z"),
            Keys::NotYetValid => ("20400101000000Z", "20420101000000Z"),
            _ => ("20200101000000Z", "20400101000000Z"),
        };
        made.certify("signer", "stamping", &subject("Signer"), (from, until));
        if keys == Keys::WrongUse {
            made.certify("other", "other_use", &subject("Other"), (from, until));
        }
        made
    }

    pub(super) fn root_pem(&self) -> Vec<u8> {
        std::fs::read(self.path("root.pem")).expect("the root")
    }

    /// The reply to a TimeStampReq.
    pub(super) fn reply(&self, question: &[u8]) -> Vec<u8> {
        let _one = self.one_at_a_time.lock().expect("not poisoned");
        std::fs::write(self.path("question"), question).expect("written");
        self.openssl(&[
            "ts",
            "-reply",
            "-config",
            "openssl.cnf",
            "-section",
            "clock",
            "-queryfile",
            "question",
            "-out",
            "reply",
        ]);
        if self.keys == Keys::WrongUse {
            return self.signed_otherwise();
        }
        std::fs::read(self.path("reply")).expect("a reply")
    }

    /// A reply over these bytes, without a nonce.
    pub(super) fn stamp(&self, bytes: &[u8]) -> Vec<u8> {
        let question = {
            let _one = self.one_at_a_time.lock().expect("not poisoned");
            std::fs::write(self.path("bytes"), bytes).expect("written");
            self.openssl(&["ts", "-query", "-data", "bytes", "-sha256", "-cert", "-no_nonce", "-out", "query"]);
            std::fs::read(self.path("query")).expect("a question")
        };
        self.reply(&question)
    }

    /// The token of a reply alone.
    pub(super) fn bare(&self, question: &[u8]) -> Vec<u8> {
        self.reply(question);
        let _one = self.one_at_a_time.lock().expect("not poisoned");
        self.openssl(&["ts", "-reply", "-in", "reply", "-token_out", "-out", "token"]);
        std::fs::read(self.path("token")).expect("a token")
    }

    /// openssl refuses to stamp with a certificate for another use, so its statement is signed as any other message.
    fn signed_otherwise(&self) -> Vec<u8> {
        self.openssl(&["ts", "-reply", "-in", "reply", "-token_out", "-out", "token"]);
        self.openssl(&[
            "cms",
            "-verify",
            "-noverify",
            "-inform",
            "DER",
            "-in",
            "token",
            "-binary",
            "-out",
            "statement",
        ]);
        self.openssl(&[
            "cms",
            "-sign",
            "-in",
            "statement",
            "-binary",
            "-nodetach",
            "-cades",
            "-md",
            "sha256",
            "-nosmimecap",
            "-econtent_type",
            "1.2.840.113549.1.9.16.1.4",
            "-signer",
            "other.pem",
            "-inkey",
            "signer.key",
            "-outform",
            "DER",
            "-out",
            "token",
        ]);
        let token = std::fs::read(self.path("token")).expect("a token");
        // TimeStampResp: granted, and the token (RFC 3161, 2.4.2).
        let status = [0x30, 0x03, 0x02, 0x01, 0x00];
        let length = u16::try_from(status.len() + token.len()).expect("a short token").to_be_bytes();
        [&[0x30, 0x82], &length[..], &status, &token].concat()
    }

    fn certify(&self, name: &str, extensions: &str, subject: &str, (from, until): (&str, &str)) {
        let (request, certificate) = (format!("{name}.csr"), format!("{name}.pem"));
        self.openssl(&[
            "req",
            "-new",
            "-config",
            "openssl.cnf",
            "-key",
            "signer.key",
            "-subj",
            subject,
            "-out",
            &request,
        ]);
        self.openssl(&[
            "ca",
            "-batch",
            "-notext",
            "-config",
            "openssl.cnf",
            "-extensions",
            extensions,
            "-startdate",
            from,
            "-enddate",
            until,
            "-in",
            &request,
            "-out",
            &certificate,
        ]);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn openssl(&self, arguments: &[&str]) {
        let ran =
            Command::new("openssl").args(arguments).current_dir(self.folder.path()).output().expect("openssl runs");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "openssl {}: {said}", arguments.join(" "));
    }
}
