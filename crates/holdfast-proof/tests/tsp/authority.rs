//! Authorities of our own: a root, sometimes an issuer, a signer, and a token that has nothing wrong with it.

use crate::keys::{self, Key, SHA256};
use crate::made::{CertificateSpec, GEN_TIME, TokenSpec, Versions, der, imprint, integer};
use base64ct::{Base64, Encoding};
use holdfast_proof::tsp::{Outcome, Token, TokenChecked, Trust};

/// The bytes that every token here is over, unless a case says otherwise.
pub(crate) const DATA: &[u8] = b"a list of digests\n";

/// A root and a signer directly below it.
#[derive(Clone)]
pub(crate) struct Authority {
    pub(crate) root_spec: CertificateSpec,
    pub(crate) root_key: &'static Key,
    pub(crate) leaf_spec: CertificateSpec,
    pub(crate) leaf_key: &'static Key,
}

impl Authority {
    pub(crate) fn ec() -> Self {
        Self {
            root_spec: CertificateSpec::root("Test Root"),
            root_key: keys::p256_root(),
            leaf_spec: CertificateSpec::leaf("Test Clock"),
            leaf_key: keys::p256(),
        }
    }

    pub(crate) fn rsa() -> Self {
        Self { root_key: keys::rsa_root(), leaf_key: keys::rsa(), ..Self::ec() }
    }

    pub(crate) fn root(&self) -> Vec<u8> {
        self.root_spec.self_signed(self.root_key)
    }

    pub(crate) fn leaf(&self) -> Vec<u8> {
        self.leaf_spec.issue(self.leaf_key, &self.root_spec.subject, self.root_key)
    }

    /// A checker who named this root.
    pub(crate) fn trust(&self) -> Trust {
        trust(&[&self.root()])
    }

    /// A good token over [`DATA`].
    pub(crate) fn token(&self) -> TokenSpec {
        let leaf = self.leaf();
        TokenSpec {
            key: self.leaf_key,
            how: SHA256,
            certificates: vec![leaf.clone()],
            leaf,
            signer: (self.root_spec.subject.clone(), self.leaf_spec.serial.clone()),
            signer_id: None,
            imprint: imprint("sha256", DATA),
            gen_time: GEN_TIME.to_owned(),
            accuracy: der(0x30, &[&integer(&[1])]),
            ordering: Vec::new(),
            nonce: integer(&[7; 8]),
            rest: Vec::new(),
            attributes: None,
            identifiers: None,
            versions: Versions { data: 3, signer: 1, info: 1 },
            digests: None,
            digest_algorithm: None,
            signature_algorithm: None,
            content_type: "1.2.840.113549.1.9.16.1.4",
            signers: 1,
            unsigned: Vec::new(),
            revocations: Vec::new(),
        }
    }
}

pub(crate) fn trust(certificates: &[&[u8]]) -> Trust {
    certificates.iter().fold(Trust::nobody(), |trust, der| trust.with_pem(pem(der).as_bytes()).expect("a certificate"))
}

pub(crate) fn pem(der: &[u8]) -> String {
    let base64 = Base64::encode_string(der);
    let lines: Vec<&str> =
        base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("base64 is ASCII")).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

/// Reads and checks, as far as it gets: the outcome and the reasons.
pub(crate) fn verdict(bytes: &[u8], trust: &Trust) -> (Outcome, Vec<&'static str>) {
    match Token::read(bytes) {
        Ok(token) => {
            let checked = token.check(trust);
            (checked.outcome, reasons(&checked))
        }
        Err(fault) => (Outcome::Invalid, vec![fault.code()]),
    }
}

pub(crate) fn reasons(checked: &TokenChecked) -> Vec<&'static str> {
    checked.faults.iter().map(|fault| fault.code()).collect()
}
