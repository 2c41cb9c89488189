//! Answers about time: who is asked, what waits, what one proof shows.

use std::collections::BTreeMap;

use holdfast_proof::Digest;
use holdfast_proof::finding;
use holdfast_proof::time::wall;
use holdfast_proof::tsp::{CertificateFacts, Token, TokenChecked};
use holdfast_proof::verify::TimeCheck;
use holdfast_time::{AuthorityDone, ClockError};
use holdfast_vault as vault;
use serde::Serialize;

use crate::Language;
use crate::desk::PublicClocks;

/// The root of an authority, for comparing with its official address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RootLine {
    /// SHA-256 of the certificate.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
    /// SHA-256 of its public key (SubjectPublicKeyInfo).
    #[cfg_attr(test, ts(type = "string"))]
    pub spki_sha256: Digest,
    /// Where this program has it from.
    pub source: String,
}

/// One time authority, and how asking it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AuthorityLine {
    /// Short name, part of file names.
    pub name: String,
    /// This program's own name for it; of one that the user added, the short name.
    pub title: String,
    /// Who runs it; none for one that the user added.
    pub operator: Option<String>,
    /// Where it is asked.
    pub url: String,
    /// Where its root is published; none for one that the user added.
    pub address: Option<String>,
    /// Whether this program knows it by itself.
    pub preset: bool,
    /// Of a preset: whether it is among those chosen.
    pub chosen: bool,
    /// Whether it is asked as things stand: chosen and allowed, or added by the user.
    pub asked: bool,
    /// Its roots, for a preset.
    pub roots: Vec<RootLine>,
    /// Whether times by it can be proven here: it has a root.
    pub has_root: bool,
    /// So many items have no proof by it yet.
    pub waiting: u64,
    /// Since when the oldest of them waits (this computer's clock, UTC).
    pub since: Option<String>,
    /// Failures one after another.
    pub failures: u32,
    /// Why the last request failed, if it did: a stable code.
    pub code: Option<String>,
    /// What there is to say beside it.
    pub reason: Option<String>,
    /// When it was last asked (this computer's clock, UTC).
    pub last_at: Option<String>,
    /// Not asked again before, after a failure.
    pub next_at: Option<String>,
}

/// Proofs whose authority's certificate ends soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RenewalLine {
    /// So many proofs are to be stamped again.
    pub proofs: u64,
    /// When the first of their certificates ends.
    pub ends_at: Option<String>,
}

/// `time_status`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TimeStatus {
    /// What the user said about public clocks; none: not asked yet.
    pub public_clocks: Option<PublicClocks>,
    /// Presets first, in their order, then those that the user added.
    pub authorities: Vec<AuthorityLine>,
    /// What is to be renewed.
    pub renewal: RenewalLine,
    /// Version of the list of known authorities.
    pub pins: String,
}

/// What became of one authority while stamping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AuthorityStamped {
    /// Its short name.
    pub name: String,
    /// So often it was asked.
    pub requests: u32,
    /// So many items it stamped now.
    pub items: u64,
    /// So many lists it renewed.
    pub renewals: u32,
    /// So many items still wait for it.
    pub waiting: u64,
    /// Why it was not asked to the end: a stable code.
    pub code: Option<String>,
    /// What there is to say beside it.
    pub reason: Option<String>,
    /// When it is asked again by itself.
    pub next_at: Option<String>,
}

/// `time_stamp`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TimeStamped {
    /// Those that may be asked; empty when nobody may.
    pub authorities: Vec<AuthorityStamped>,
    /// Another program is stamping this vault now; nothing was done here.
    pub another_has_the_turn: bool,
}

/// One certificate of a chain. Names are what it says of itself, quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CertificateLine {
    /// Whom it names.
    pub subject: String,
    /// Who is said to have issued it.
    pub issuer: String,
    /// SHA-256 of it.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
    /// Valid from.
    pub not_before: String,
    /// Valid until.
    pub not_after: String,
}

/// One finding of a proof's check; its sentence lies in holdfast-text under its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProofFinding {
    /// Kebab-case.
    pub code: String,
    /// How much it weighs.
    #[cfg_attr(test, ts(type = "\"error\" | \"warning\" | \"note\""))]
    pub level: &'static str,
    /// Values of its sentence.
    pub values: BTreeMap<String, String>,
}

/// `time_check`, `proof_check`: what one proof shows of one file or list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProofChecked {
    /// `proven`, `not-proven`, `invalid` or `not-checkable`.
    #[cfg_attr(test, ts(type = "\"proven\" | \"not-proven\" | \"invalid\" | \"not-checkable\""))]
    pub verdict: &'static str,
    /// `rfc3161`, `opentimestamps`; none when it is neither.
    pub kind: Option<&'static str>,
    /// The authority's time, UTC.
    pub at: Option<String>,
    /// With its accuracy.
    pub not_later_than: Option<String>,
    /// None: not stated.
    pub accuracy_ms: Option<i64>,
    /// Whose clock.
    pub by: Option<String>,
    /// The name that the certificate claims for itself, quoted; none for an authority of the pins.
    pub claimed: Option<String>,
    /// The authority's policy, an object identifier.
    pub policy: Option<String>,
    /// The token's serial number, hexadecimal.
    pub serial: Option<String>,
    /// From the signer to the root.
    pub chain: Vec<CertificateLine>,
    /// Everything that a reader should know.
    pub findings: Vec<ProofFinding>,
    /// Version of the list of known authorities.
    pub pins: String,
}

/// `time check` of the command line: the checker's own answer and sentences, the same as `holdfast-verify --proof` gives.
#[derive(Debug, Clone)]
pub struct FileProof {
    check: TimeCheck,
    file: String,
}

impl FileProof {
    pub(crate) fn new(check: TimeCheck, file: String) -> FileProof {
        FileProof { check, file }
    }

    /// 0 proven, 1 not proven, 2 invalid, 3 not checkable.
    pub fn status(&self) -> u8 {
        self.check.verdict.exit()
    }

    /// The JSON object, with the sentences of this language.
    pub fn object(&self, language: Language) -> serde_json::Value {
        holdfast_verify::proof_object(&self.check, language)
    }

    /// The same for people.
    pub fn lines(&self, language: Language) -> String {
        holdfast_verify::render_proof(&self.check, &self.file, language)
    }

    /// The same for the window.
    pub(crate) fn checked(&self) -> ProofChecked {
        ProofChecked::new(&self.check)
    }
}

/// An authority that was asked once and gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClockRefused {
    /// Its short name.
    pub name: String,
    /// Why: a stable code.
    pub code: String,
    /// What there is to say beside it.
    pub reason: Option<String>,
}

impl ClockRefused {
    pub(crate) fn new(name: String, error: &ClockError) -> ClockRefused {
        ClockRefused { name, code: error.code().to_owned(), reason: error.reason() }
    }
}

/// `time_try`: what one real request brought. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TimeTried {
    /// The authority's short name.
    pub name: String,
    /// The token that came, checked; none when none came.
    pub checked: Option<ProofChecked>,
    /// Why none came or none holds: a stable code.
    pub code: Option<String>,
    /// What there is to say beside it.
    pub reason: Option<String>,
}

impl From<AuthorityDone> for AuthorityStamped {
    fn from(done: AuthorityDone) -> AuthorityStamped {
        AuthorityStamped {
            name: done.name,
            requests: done.requests,
            items: done.items,
            renewals: done.renewals,
            waiting: done.waiting,
            code: done.failed.as_ref().map(|error| error.code().to_owned()),
            reason: done.failed.as_ref().and_then(ClockError::reason),
            next_at: done.next_at.as_ref().map(wall),
        }
    }
}

impl From<&CertificateFacts> for CertificateLine {
    fn from(facts: &CertificateFacts) -> CertificateLine {
        CertificateLine {
            subject: facts.subject.clone(),
            issuer: facts.issuer.clone(),
            sha256: facts.sha256,
            not_before: wall(&facts.not_before),
            not_after: wall(&facts.not_after),
        }
    }
}

impl From<&finding::Finding> for ProofFinding {
    fn from(finding: &finding::Finding) -> ProofFinding {
        ProofFinding {
            code: finding.code.as_str().to_owned(),
            level: finding.level.as_str(),
            values: finding.values.clone(),
        }
    }
}

impl ProofChecked {
    /// What the check of a proof against a file found.
    pub(crate) fn new(check: &TimeCheck) -> ProofChecked {
        let told = check.findings.iter().map(ProofFinding::from).collect();
        let token = check.token.as_ref().zip(check.checked.as_ref());
        ProofChecked::of(check.verdict.as_str(), check.kind, token, told)
    }

    /// What a fresh token is worth that is known to be of the right bytes.
    pub(crate) fn of_token(token: &Token, checked: &TokenChecked, now: chrono::DateTime<chrono::Utc>) -> ProofChecked {
        let verdict = if checked.proven() { "proven" } else { "not-proven" };
        let told = checked.findings(now).iter().map(ProofFinding::from).collect();
        ProofChecked::of(verdict, Some("rfc3161"), Some((token, checked)), told)
    }

    fn of(
        verdict: &'static str,
        kind: Option<&'static str>,
        token: Option<(&Token, &TokenChecked)>,
        findings: Vec<ProofFinding>,
    ) -> ProofChecked {
        let checked = token.map(|(_, checked)| checked);
        ProofChecked {
            verdict,
            kind,
            at: checked.map(|checked| wall(&checked.at)),
            not_later_than: checked.map(|checked| wall(&checked.not_later_than)),
            accuracy_ms: checked.and_then(|checked| checked.accuracy).map(|accuracy| accuracy.num_milliseconds()),
            by: checked.map(|checked| checked.by.text()),
            claimed: checked.and_then(|checked| checked.by.claimed()).map(str::to_owned),
            policy: token.map(|(token, _)| token.policy().to_owned()),
            serial: token.map(|(token, _)| token.serial().to_owned()),
            chain: checked.iter().flat_map(|checked| &checked.chain).map(CertificateLine::from).collect(),
            findings,
            pins: holdfast_proof::pins::VERSION.to_owned(),
        }
    }
}

impl From<vault::RenewalDue> for RenewalLine {
    fn from(due: vault::RenewalDue) -> RenewalLine {
        RenewalLine { proofs: due.proofs, ends_at: due.ends_at }
    }
}
