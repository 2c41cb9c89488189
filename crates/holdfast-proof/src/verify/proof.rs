//! One file and one time proof of it, outside any bundle: `holdfast-verify --proof` and `holdfast time check`.

use crate::finding::{Code, Finding};
use crate::tsp::{HashAlgorithm, Imprint, Outcome, Token, TokenChecked, TokenFault, Trust};
use crate::verdict::{findings_json, utc, verifier_json};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sha2::{Sha256, Sha384, Sha512};
use std::io::{self, Read};

/// How an OpenTimestamps proof begins.
const OPEN_TIMESTAMPS: &[u8] = b"\x00OpenTimestamps\x00\x00Proof\x00";
const BUFFER_BYTES: usize = 256 << 10;

/// What a proof shows of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProofVerdict {
    /// The file's bytes existed by the proof's time.
    Proven,
    /// Nothing contradicts, but the time does not count for this checker.
    NotProven,
    /// It does not hold, or is of other bytes.
    Invalid,
    /// It cannot be checked here.
    NotCheckable,
}

impl ProofVerdict {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::NotProven => "not-proven",
            Self::Invalid => "invalid",
            Self::NotCheckable => "not-checkable",
        }
    }

    /// The exit status.
    #[must_use]
    pub const fn exit(self) -> u8 {
        match self {
            Self::Proven => 0,
            Self::NotProven => 1,
            Self::Invalid => 2,
            Self::NotCheckable => 3,
        }
    }
}

/// What the check of one proof against one file found.
#[derive(Debug, Clone)]
pub struct TimeCheck {
    pub verdict: ProofVerdict,
    /// `rfc3161` or `opentimestamps`; none when it is neither.
    pub kind: Option<&'static str>,
    /// What was stamped, as far as it could be read.
    pub token: Option<Token>,
    /// What the token is worth, whatever file it is of.
    pub checked: Option<TokenChecked>,
    pub findings: Vec<Finding>,
    /// The time of the check, given by the caller.
    pub now: DateTime<Utc>,
}

/// Checks a proof against a file, which is read to its end once. An error means that the file could not be read.
pub fn time_check(file: impl Read, proof: &[u8], trust: &Trust, now: DateTime<Utc>) -> io::Result<TimeCheck> {
    let mut check =
        TimeCheck { verdict: ProofVerdict::Invalid, kind: None, token: None, checked: None, findings: Vec::new(), now };
    if proof.starts_with(OPEN_TIMESTAMPS) {
        check.kind = Some("opentimestamps");
        check.verdict = ProofVerdict::NotCheckable;
        check.findings.push(Finding::new(Code::PresentNotCheckableHere, "an OpenTimestamps proof"));
        return Ok(check);
    }
    let token = match Token::read(proof) {
        Ok(token) => token,
        Err(fault) => {
            if !matches!(fault, TokenFault::NotAToken) {
                check.kind = Some("rfc3161");
            }
            if fault.not_checkable() {
                check.verdict = ProofVerdict::NotCheckable;
            }
            check.findings.push(fault.finding());
            return Ok(check);
        }
    };
    check.kind = Some("rfc3161");
    let checked = token.check(trust);
    check.verdict = match checked.outcome {
        Outcome::Proven => ProofVerdict::Proven,
        Outcome::UnknownAuthority | Outcome::OutsidePins | Outcome::Distrusted => ProofVerdict::NotProven,
        Outcome::Invalid => ProofVerdict::Invalid,
        Outcome::NotCheckableHere => ProofVerdict::NotCheckable,
    };
    check.findings = checked.findings(now);
    if has_imprint(file, token.imprint())? == Some(false) {
        check.verdict = ProofVerdict::Invalid;
        check.findings.insert(0, TokenFault::ImprintMismatch.finding());
    }
    (check.token, check.checked) = (Some(token), Some(checked));
    Ok(check)
}

impl TimeCheck {
    /// The stable JSON. `at`, `by` and what belongs to them are null unless the proof holds and is of this file; at a
    /// verdict of `not-proven` they are what an authority states that this checker does not know. Times are RFC 3339
    /// UTC, rounded up to the second.
    #[must_use]
    pub fn to_json(&self, message: &dyn Fn(&Finding) -> String) -> Value {
        let holds = matches!(self.verdict, ProofVerdict::Proven | ProofVerdict::NotProven);
        let checked = self.checked.as_ref().filter(|_| holds);
        let token = self.token.as_ref().filter(|_| holds);
        let chain = self.checked.iter().flat_map(|checked| &checked.chain);
        let chain: Vec<Value> = chain
            .map(|certificate| {
                json!({
                    "subject": certificate.subject,
                    "issuer": certificate.issuer,
                    "serial": certificate.serial,
                    "sha256": certificate.sha256.to_string(),
                    "spki_sha256": certificate.spki_sha256.to_string(),
                    "not_before": utc(certificate.not_before),
                    "not_after": utc(certificate.not_after),
                })
            })
            .collect();
        json!({
            "verdict": self.verdict.as_str(),
            "kind": self.kind,
            "at": checked.map(|checked| utc(checked.at)),
            "by": checked.map(|checked| checked.by.text()),
            "not_later_than": checked.map(|checked| utc(checked.not_later_than)),
            "accuracy_ms": checked.and_then(|checked| checked.accuracy).map(|accuracy| accuracy.num_milliseconds()),
            "policy": token.map(Token::policy),
            "serial": token.map(Token::serial),
            "chain": chain,
            "findings": findings_json(&self.findings, message),
            "verifier": verifier_json(self.now),
        })
    }
}

/// Whether a file has this imprint; none for an algorithm that is not computed here.
fn has_imprint(file: impl Read, imprint: &Imprint) -> io::Result<Option<bool>> {
    let digest = match imprint.algorithm {
        HashAlgorithm::Sha256 => hashed::<Sha256>(file)?,
        HashAlgorithm::Sha384 => hashed::<Sha384>(file)?,
        HashAlgorithm::Sha512 => hashed::<Sha512>(file)?,
        _ => return Ok(None),
    };
    Ok(Some(digest == imprint.digest))
}

fn hashed<D: sha2::Digest>(mut file: impl Read) -> io::Result<Vec<u8>> {
    let mut hasher = D::new();
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().to_vec()),
            Ok(read) => hasher.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
