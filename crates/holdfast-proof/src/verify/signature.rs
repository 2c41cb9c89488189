//! One key: the signature over the tag manifest, allowed_signers, the checkpoint and the log's own key history.

use super::Options;
use super::files::Files;
use super::history::History;
use super::lists::TAG_MANIFEST;
use super::places::SIGNATURE;
use crate::finding::{Code, Finding};
use crate::key::{KeyProblem, PublicKey};
use crate::sshsig::{self, AllowedSignersProblem, BUNDLE_NAMESPACE, SshsigProblem};
use crate::verdict::Signer;

const ALLOWED_SIGNERS: &str = "metadata/allowed_signers";

/// Checks the signature and that all speak of one key. Gives the signer, when the signature names a key.
pub(super) fn check(
    files: &Files<'_>,
    history: &History,
    options: &Options<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Signer> {
    let allowed = read_allowed(files, findings);
    let signed = read_signature(files, findings);
    let size = history.checkpoint.map(|checkpoint| checkpoint.size);
    for (key, path) in [(&allowed, ALLOWED_SIGNERS), (&signed, SIGNATURE)] {
        if let (Some(key), Some(keys), Some(size)) = (key, &history.keys, size)
            && let Some(finding) = keys.check_signer(key, size)
        {
            findings.push(finding.at(path));
        }
    }
    if let (Some(allowed), Some(signed)) = (&allowed, &signed)
        && allowed != signed
    {
        let detail = "the signature is by another key than allowed_signers names";
        findings.push(Finding::new(Code::KeyMismatch, detail).at(SIGNATURE));
    }
    let fingerprint = signed.map(|key| key.fingerprint());
    if let Some(expected) = &options.signer
        && fingerprint.as_ref() != Some(expected)
    {
        let found = fingerprint.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
        findings.push(
            Finding::new(Code::SignerMismatch, format!("signed by {found}"))
                .at(SIGNATURE)
                .with("expected", expected)
                .with("found", found),
        );
    }
    fingerprint.map(|fingerprint| Signer { known: options.signer.as_ref() == Some(&fingerprint), fingerprint })
}

fn read_allowed(files: &Files<'_>, findings: &mut Vec<Finding>) -> Option<PublicKey> {
    match sshsig::parse_allowed_signers(files.bytes(ALLOWED_SIGNERS)?) {
        Ok((_, key)) => Some(key),
        Err(problem) => {
            let weak = matches!(problem, AllowedSignersProblem::WeakKey);
            let code = if weak { Code::WeakKey } else { Code::AllowedSignersSyntax };
            findings.push(Finding::new(code, problem.to_string()).at(ALLOWED_SIGNERS));
            None
        }
    }
}

fn read_signature(files: &Files<'_>, findings: &mut Vec<Finding>) -> Option<PublicKey> {
    let armored = files.bytes(SIGNATURE)?;
    match sshsig::verify(armored, BUNDLE_NAMESPACE, files.bytes(TAG_MANIFEST)?) {
        Ok(key) => Some(key),
        Err(problem) => {
            let weak = matches!(problem, SshsigProblem::Key(KeyProblem::Weak));
            let code = if weak { Code::WeakKey } else { Code::SignatureInvalid };
            findings.push(Finding::new(code, problem.to_string()).at(SIGNATURE));
            // The signature does not hold; the key it names is still worth comparing with the others.
            sshsig::named_key(armored).ok()
        }
    }
}
