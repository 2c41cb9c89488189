//! What a token says: TSTInfo (RFC 3161, 2.4.2).

use super::algorithm::{Algorithm, HashAlgorithm};
use super::fields::{Field, Fields, Malformed, constructed, primitive};
use super::{Imprint, TokenFault};
use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use der::Tag;

const WHAT: &str = "TSTInfo";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Info {
    pub(super) policy: String,
    pub(super) imprint: Imprint,
    /// The content of the INTEGER.
    pub(super) serial: Vec<u8>,
    pub(super) gen_time: DateTime<Utc>,
    pub(super) accuracy: Option<TimeDelta>,
    pub(super) ordering: bool,
    /// The content of the INTEGER.
    pub(super) nonce: Option<Vec<u8>>,
    /// The GeneralName of the authority, exact bytes.
    pub(super) authority: Option<Vec<u8>>,
    /// The first critical extension. RFC 3161 defines none, so that none is understood.
    pub(super) critical_extension: Option<String>,
    /// genTime plus accuracy.
    pub(super) not_later_than: DateTime<Utc>,
}

impl Info {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TokenFault> {
        let mut fields = Fields::only(bytes, Tag::Sequence, WHAT)?.fields(WHAT)?;
        let version = fields.expect(Tag::Integer)?.number()?;
        if version != 1 {
            return Err(TokenFault::VersionUnknown { what: WHAT, version });
        }
        let policy = fields.expect(Tag::ObjectIdentifier)?.identifier()?.to_string();
        let imprint = imprint(&fields.expect(Tag::Sequence)?)?;
        let serial = fields.expect(Tag::Integer)?.integer()?.to_vec();
        let gen_time = fields.expect(Tag::GeneralizedTime)?.generalized_time()?;
        let accuracy = fields.next_if(Tag::Sequence)?.map(|field| accuracy(&field)).transpose()?;
        let ordering = fields.next_if(Tag::Boolean)?.map_or(Ok(false), |field| field.boolean())?;
        let nonce = fields.next_if(Tag::Integer)?.map(|field| field.integer()).transpose()?.map(<[u8]>::to_vec);
        let authority = fields.next_if(constructed(0))?.map(|field| field.content.to_vec());
        let critical_extension = match fields.next_if(constructed(1))? {
            Some(extensions) => first_critical(&extensions)?,
            None => None,
        };
        fields.finish()?;
        let latest = gen_time.checked_add_signed(accuracy.unwrap_or_default());
        let not_later_than = latest.filter(|at| at.year() <= 9999).ok_or(Malformed("accuracy"))?;
        Ok(Self {
            policy,
            imprint,
            serial,
            gen_time,
            accuracy,
            ordering,
            nonce,
            authority,
            critical_extension,
            not_later_than,
        })
    }
}

/// MessageImprint; a digest of another length than its algorithm has is none.
fn imprint(field: &Field<'_>) -> Result<Imprint, Malformed> {
    const WHAT: &str = "messageImprint";
    let mut fields = field.fields(WHAT)?;
    let algorithm: HashAlgorithm = Algorithm::read(&fields.expect(Tag::Sequence)?, WHAT)?.hash_algorithm(WHAT)?;
    let digest = fields.expect(Tag::OctetString)?.octets()?.to_vec();
    fields.finish()?;
    if algorithm.bytes().is_some_and(|bytes| bytes != digest.len()) {
        return Err(Malformed(WHAT));
    }
    Ok(Imprint { algorithm, digest })
}

/// Accuracy: seconds, milliseconds, microseconds; what is missing is zero.
fn accuracy(field: &Field<'_>) -> Result<TimeDelta, Malformed> {
    const WHAT: &str = "accuracy";
    let mut fields = field.fields(WHAT)?;
    let seconds = fields.next_if(Tag::Integer)?.map_or(Ok(0), |field| field.number())?;
    let mut fraction = |number| match fields.next_if(primitive(number))? {
        None => Ok(0),
        // An implicit tag: the content is that of an INTEGER from 1 to 999.
        Some(field) => match field.content {
            [low] if (1..=0x7f).contains(low) => Ok(i64::from(*low)),
            [high, low] if i64::from(*high) << 8 | i64::from(*low) <= 999 && (*high > 0 || *low >= 0x80) => {
                Ok(i64::from(*high) << 8 | i64::from(*low))
            }
            _ => Err(Malformed(WHAT)),
        },
    };
    let micros = fraction(0)? * 1_000 + fraction(1)?;
    fields.finish()?;
    let seconds = i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds).ok_or(Malformed(WHAT))?;
    seconds.checked_add(&TimeDelta::microseconds(micros)).ok_or(Malformed(WHAT))
}

fn first_critical(field: &Field<'_>) -> Result<Option<String>, Malformed> {
    const WHAT: &str = "TSTInfo extensions";
    let mut fields = field.fields(WHAT)?;
    let mut first = None;
    while !fields.is_finished() {
        let mut extension = fields.expect(Tag::Sequence)?.fields(WHAT)?;
        let oid = extension.expect(Tag::ObjectIdentifier)?.identifier()?;
        let critical = extension.next_if(Tag::Boolean)?.map_or(Ok(false), |field| field.boolean())?;
        extension.expect(Tag::OctetString)?;
        extension.finish()?;
        if critical && first.is_none() {
            first = Some(oid.to_string());
        }
    }
    Ok(first)
}
