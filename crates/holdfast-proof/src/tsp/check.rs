//! The whole check of a token: what it says is compared with what was signed, by whom, and under which root.
//!
//! It goes to the end and tells everything that does not hold. The order: algorithms, signed attributes, the signer's
//! certificate (the one that SignerInfo and the signed attributes name, never "the first in the bag"), the signature, the
//! certificate's fitness at genTime, the chain. What cannot be looked at because of an earlier fault is left out.

use super::algorithm::Hash;
use super::attributes::Attributes;
use super::certificate::Certificate;
use super::chain::{Climbed, Path};
use super::envelope::SignerId;
use super::fields::{Fields, constructed};
use super::trust::{Anchor, Trust};
use super::{By, Outcome, Token, TokenChecked, TokenFault, name, signature};
use der::Tag;

/// What [`Token::check`] answers.
pub(super) fn check(token: &Token, trust: &Trust) -> TokenChecked {
    let mut faults = Vec::new();
    let carried: Vec<Certificate> =
        token.envelope.certificates.iter().filter_map(|der| Certificate::read(der).ok()).collect();
    let digest = algorithms(token, &mut faults);
    let attributes = signed_attributes(token, digest, &mut faults);
    let signer = signer(token, &carried, trust, attributes.as_ref(), &mut faults);
    let Some(signer) = signer else {
        let carried = token.envelope.certificates.len();
        faults.push(TokenFault::SignerCertificateMissing { carried });
        return Seen { token, trust, faults, signer: None, chain: Vec::new(), place: None }.judged();
    };
    let signed = match digest.map(|hash| signature_fault(token, hash, signer)) {
        Some(None) => true,
        Some(Some(fault)) => {
            add(&mut faults, fault);
            false
        }
        // Without a digest that counts there is nothing to say about the signature; that fault is told already.
        None => false,
    };
    faults.extend(signer.faults_as_signer().into_iter().filter(|fault| !faults.contains(fault)).collect::<Vec<_>>());
    faults.extend(signer.fault_at(token.info.gen_time));
    faults.extend(name_fault(token, signer));
    // Nothing above a signer is looked at whose signature is not there: whatever a stranger packs in costs nothing more.
    let climbed = signed.then(|| Climbed::from(signer, &carried, trust));
    let (chain, place) = match &climbed {
        None => (vec![signer], None),
        Some(climbed) => above(token, signer, climbed, attributes.as_ref(), &mut faults),
    };
    Seen { token, trust, faults, signer: Some(signer), chain, place }.judged()
}

fn add(faults: &mut Vec<TokenFault>, fault: TokenFault) {
    if !faults.contains(&fault) {
        faults.push(fault);
    }
}

/// Imprint, digest and critical extensions; the digest algorithm when it counts.
fn algorithms(token: &Token, faults: &mut Vec<TokenFault>) -> Option<Hash> {
    if let Err(fault) = token.info.imprint.algorithm.hash() {
        add(faults, fault);
    }
    if let Some(extension) = &token.info.critical_extension {
        add(faults, TokenFault::CriticalExtensionUnknown { extension: extension.clone() });
    }
    let named = &token.envelope.signer.digest_algorithm;
    // RFC 5652, 5.1 lets a verifier refuse a digest that the set in front does not announce; openssl does as well.
    if !token.envelope.digest_algorithms.iter().any(|algorithm| algorithm.oid == named.oid) {
        add(faults, TokenFault::AlgorithmMismatch { what: "the digest algorithm is not announced" });
    }
    for algorithm in &token.envelope.digest_algorithms {
        if let Err(malformed) = algorithm.hash_algorithm("digestAlgorithms") {
            add(faults, malformed.into());
        }
    }
    match named.hash_algorithm("digestAlgorithm").map_err(TokenFault::from).and_then(|algorithm| algorithm.hash()) {
        Ok(hash) => Some(hash),
        Err(fault) => {
            add(faults, fault);
            None
        }
    }
}

fn signed_attributes(token: &Token, digest: Option<Hash>, faults: &mut Vec<TokenFault>) -> Option<Attributes> {
    match Attributes::read(&token.envelope.signer.attributes) {
        Ok(attributes) => {
            let fault = digest.and_then(|hash| attributes.fault_over(&token.envelope.info, hash));
            faults.extend(fault);
            Some(attributes)
        }
        Err(fault) => {
            add(faults, fault);
            None
        }
    }
}

/// The certificate that SignerInfo names: in the token, among the loose ones, or a root itself. Of several with one issuer
/// and serial number, the one that the signed attributes name.
fn signer<'a>(
    token: &Token,
    carried: &'a [Certificate],
    trust: &'a Trust,
    attributes: Option<&Attributes>,
    faults: &mut Vec<TokenFault>,
) -> Option<&'a Certificate> {
    let loose = trust.loose.iter().map(|certificate| &**certificate);
    let roots = trust.anchors.iter().map(|anchor| &anchor.certificate);
    let named = |certificate: &&Certificate| match &token.envelope.signer.id {
        SignerId::IssuerAndSerial { issuer, serial } => {
            certificate.serial() == serial && certificate.issuer() == issuer
        }
        SignerId::KeyIdentifier(identifier) => certificate.key_identifier() == Some(identifier),
    };
    let found: Vec<&Certificate> = carried.iter().chain(loose).chain(roots).filter(named).collect();
    let Some(attributes) = attributes else { return found.first().copied() };
    let fitting = found.iter().copied().find(|certificate| attributes.names_signer(certificate));
    if fitting.is_none() && !found.is_empty() {
        add(faults, TokenFault::SignerCertificateMismatch);
    }
    fitting.or_else(|| found.first().copied())
}

/// RFC 5652, 5.4 and 5.6: the signature over the signed attributes.
fn signature_fault(token: &Token, digest: Hash, signer: &Certificate) -> Option<TokenFault> {
    let made = &token.envelope.signer;
    let check = || {
        let scheme = made.signature_algorithm.scheme(Some(digest))?;
        signature::verify(signer.key()?, scheme, &made.attributes, &made.signature)
    };
    check().err()
}

/// RFC 3161, 2.4.2: the `tsa` field, where it is there, is one of the names in the signer's certificate.
fn name_fault(token: &Token, signer: &Certificate) -> Option<TokenFault> {
    let authority = token.info.authority.as_deref()?;
    let directory = Fields::only(authority, constructed(4), "tsa");
    let subject = directory.and_then(|directory| Fields::only(directory.content, Tag::Sequence, "tsa"));
    let fits = subject.is_ok_and(|subject| name::same(subject.whole, signer.subject()))
        || signer.alternative_names().contains(&authority);
    (!fits).then_some(TokenFault::SignerNameMismatch)
}

/// Whose root is above the signer, best first: a pin that vouches for that time, the checker's own choice, a pin at
/// another time.
fn above<'a>(
    token: &Token,
    signer: &'a Certificate,
    climbed: &Climbed<'a>,
    attributes: Option<&Attributes>,
    faults: &mut Vec<TokenFault>,
) -> (Vec<&'a Certificate>, Option<Place<'a>>) {
    let at = token.info.gen_time;
    let vouched = |anchor: &Anchor| anchor.pinned.is_some_and(|(_, root)| root.from <= at && at <= root.until);
    let groups = [
        (climbed.path(at, vouched), true),
        (climbed.path(at, |anchor| anchor.pinned.is_none()), true),
        (climbed.path(at, |anchor| anchor.pinned.is_some() && !vouched(anchor)), false),
    ];
    let mut first_fault = None;
    for (path, counts) in groups {
        match path {
            Some(Ok(path)) => {
                if attributes.is_some_and(|attributes| !attributes.allow_between(path.between.iter().copied())) {
                    add(faults, TokenFault::ChainNotNamed);
                }
                return placed(signer, path, counts);
            }
            // A pin's root is judged by its own years; that it had ended is said by those.
            Some(Err(TokenFault::CertificateExpired { .. } | TokenFault::CertificateNotYetValid { .. })) if !counts => {
            }
            Some(Err(fault)) => {
                first_fault.get_or_insert(fault);
            }
            None => {}
        }
    }
    // Of a signer that is unfit by itself, the path would only say so again.
    let unfit =
        |fault: &TokenFault| matches!(fault, TokenFault::ExtendedKeyUsageWrong { .. } | TokenFault::SignerIsAuthority);
    match first_fault.or_else(|| climbed.refused()) {
        Some(TokenFault::ChainInvalid { .. }) if faults.iter().any(unfit) => {}
        Some(fault) => add(faults, fault),
        None => {}
    }
    (std::iter::once(signer).chain(climbed.line()).collect(), None)
}

fn placed<'a>(signer: &'a Certificate, path: Path<'a>, counts: bool) -> (Vec<&'a Certificate>, Option<Place<'a>>) {
    let root = &path.anchor.certificate;
    let mut chain: Vec<&Certificate> = std::iter::once(signer).chain(path.between).collect();
    if root.der() != signer.der() {
        chain.push(root);
    }
    (chain, Some(Place { anchor: path.anchor, counts }))
}

/// Under which root a signer stands.
struct Place<'a> {
    anchor: &'a Anchor,
    /// Whether the root counts at that time.
    counts: bool,
}

/// Everything that was seen, before it is weighed.
struct Seen<'a> {
    token: &'a Token,
    trust: &'a Trust,
    faults: Vec<TokenFault>,
    signer: Option<&'a Certificate>,
    chain: Vec<&'a Certificate>,
    place: Option<Place<'a>>,
}

impl Seen<'_> {
    fn judged(self) -> TokenChecked {
        let outcome = self.outcome();
        TokenChecked {
            outcome,
            by: self.by(outcome),
            at: self.token.info.gen_time,
            not_later_than: self.token.info.not_later_than,
            accuracy: self.token.info.accuracy,
            chain: self.chain.iter().map(|certificate| certificate.facts()).collect(),
            ends_at: self.chain.iter().map(|certificate| certificate.not_after).min(),
            faults: self.faults,
        }
    }

    fn outcome(&self) -> Outcome {
        if self.faults.iter().any(|fault| !fault.not_checkable()) {
            return Outcome::Invalid;
        }
        if !self.faults.is_empty() {
            return Outcome::NotCheckableHere;
        }
        // Also under a root that the checker named: the pins speak of the signer's own key.
        let distrusted = self.signer.is_some_and(|signer| {
            let digests = [signer.sha256(), signer.spki_sha256()];
            let mut pins = self.trust.anchors.iter().filter_map(|anchor| anchor.pinned);
            pins.any(|(pin, _)| pin.distrusted.iter().any(|digest| digests.contains(digest)))
        });
        match &self.place {
            None => Outcome::UnknownAuthority,
            Some(_) if distrusted => Outcome::Distrusted,
            Some(place) if place.counts => Outcome::Proven,
            Some(_) => Outcome::OutsidePins,
        }
    }

    /// A pin's name is only given to a token that holds.
    fn by(&self, outcome: Outcome) -> By {
        if matches!(outcome, Outcome::Proven | Outcome::OutsidePins | Outcome::Distrusted)
            && let Some(place) = &self.place
        {
            return match place.anchor.pinned {
                Some((pin, _)) => By::Pinned(pin),
                None => By::Yours {
                    name: place.anchor.certificate.quoted_subject(),
                    spki_sha256: place.anchor.certificate.spki_sha256(),
                },
            };
        }
        By::Unknown {
            name: self.signer.map_or_else(|| "\"\"".to_owned(), Certificate::quoted_subject),
            spki_sha256: self.signer.map(Certificate::spki_sha256),
        }
    }
}
