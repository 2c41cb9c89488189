//! One question and its answer, checked to the end before anybody keeps it.

use crate::authority::Authority;
use crate::error::ClockError;
use crate::transport::{Reply, Transport};
use chrono::{DateTime, Utc};
use holdfast_proof::Digest;
use holdfast_proof::tsp::{By, Outcome, Request, Token, TokenChecked};
use holdfast_vault::Outside;

/// RFC 3161, 3.4.
const REPLY_TYPE: &str = "application/timestamp-reply";
/// However long an authority asks us to stay away, we look again after a day.
const RETRY_AT_MOST_SECONDS: i64 = 24 * 60 * 60;

/// A reply that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// The whole TimeStampResp, byte for byte.
    pub token: Vec<u8>,
    /// What its check found. Proven, or of an authority whose root nobody gave.
    pub checked: TokenChecked,
}

/// Asks for a time of these 32 bytes. The reply answers this very request, and is this authority's.
pub(crate) fn ask(
    authority: &Authority,
    imprint: Digest,
    transport: &dyn Transport,
    outside: &Outside,
) -> Result<Stamped, ClockError> {
    let mut nonce = [0; 16];
    outside.random.fill(&mut nonce);
    let request = Request { imprint, nonce };
    let reply = transport.post(&authority.url, &request.to_der())?;
    let token = body_of(reply, outside)?;
    let read = Token::read(&token)?;
    if !is_response(&token) {
        // A bare token would be checked as well, but the public tools want the whole reply.
        return Err(ClockError::ReplyInvalid { reason: "token-without-response" });
    }
    read.answers(&request)?;
    let trust = authority.trust().map_err(|fault| ClockError::ReplyInvalid { reason: fault.code() })?;
    let checked = read.check(&trust);
    judge(authority, &checked)?;
    Ok(Stamped { token, checked })
}

/// The bytes of a good reply, or why there are none.
fn body_of(reply: Reply, outside: &Outside) -> Result<Vec<u8>, ClockError> {
    match reply.status {
        200 => {}
        status @ 300..400 => return Err(ClockError::Redirected { status }),
        status @ (429 | 500..) => {
            let now = outside.clock.now().to_utc();
            let retry_after_seconds = reply.retry_after.and_then(|text| retry_after(&text, now));
            return Err(ClockError::Busy { status, retry_after_seconds });
        }
        status => return Err(ClockError::Refused { detail: format!("HTTP {status}") }),
    }
    let media_type = reply.content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case(REPLY_TYPE) {
        return Err(ClockError::NotAToken { detail: shortened(media_type) });
    }
    Ok(reply.body)
}

/// Whether what was found is enough to keep a token of this authority.
fn judge(authority: &Authority, checked: &TokenChecked) -> Result<(), ClockError> {
    let refused = |reason| Err(ClockError::ReplyInvalid { reason });
    let fault = |otherwise| checked.faults.first().map_or(otherwise, |fault| fault.code());
    match (checked.outcome, &checked.by) {
        // A reply of one authority is bound to it: another pinned one may not stand in.
        (Outcome::Proven, By::Pinned(pin)) if authority.preset && pin.id != authority.name => {
            refused("other-authority")
        }
        (Outcome::Proven, _) => Ok(()),
        // Nobody gave a root, so nothing more could be expected: it is kept, and its time does not count here.
        (Outcome::UnknownAuthority | Outcome::NotCheckableHere, _)
            if !authority.preset && authority.roots.is_none() =>
        {
            Ok(())
        }
        (Outcome::UnknownAuthority, _) => refused("unknown-authority"),
        (Outcome::OutsidePins, _) => refused("authority-outside-pins"),
        (Outcome::Distrusted, _) => refused("authority-distrusted"),
        (Outcome::NotCheckableHere, _) => refused(fault("not-checkable-here")),
        (Outcome::Invalid, _) => refused(fault("invalid")),
    }
}

/// Whether DER begins as a TimeStampResp does (a SEQUENCE in a SEQUENCE), not as a bare token (an OID in it).
fn is_response(der: &[u8]) -> bool {
    let header = match der {
        [0x30, length, ..] if *length < 0x80 => 2,
        [0x30, length, ..] => 2 + usize::from(length & 0x7f),
        _ => return false,
    };
    der.get(header) == Some(&0x30)
}

/// `Retry-After` in seconds from now (RFC 9110, 10.2.3: seconds, or a date).
fn retry_after(text: &str, now: DateTime<Utc>) -> Option<u32> {
    let text = text.trim();
    let seconds = match text.parse::<i64>() {
        Ok(seconds) => seconds,
        Err(_) => (DateTime::parse_from_rfc2822(text).ok()?.to_utc() - now).num_seconds(),
    };
    u32::try_from(seconds.clamp(0, RETRY_AT_MOST_SECONDS)).ok()
}

/// A stranger's text as a detail: not longer than a line.
fn shortened(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_to_be_left_alone_is_understood_in_both_forms_and_has_an_end() {
        let now = "2015-10-21T07:27:00Z".parse().expect("a time");
        for (text, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("-5", Some(0)),
            ("99999999", Some(86_400)),
            ("Wed, 21 Oct 2015 07:28:00 GMT", Some(60)),
            ("Wed, 21 Oct 2015 07:00:00 GMT", Some(0)),
            ("soon", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(retry_after(text, now), seconds, "{text}");
        }
    }

    #[test]
    fn a_bare_token_is_told_from_a_reply() {
        assert!(is_response(&[0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x00]), "short form");
        assert!(is_response(&[0x30, 0x82, 0x01, 0x00, 0x30, 0x03]), "long form");
        assert!(!is_response(&[0x30, 0x82, 0x01, 0x00, 0x06, 0x09]), "an OID first: a ContentInfo");
        assert!(!is_response(&[0x30]), "cut off");
        assert!(!is_response(b"<html>"), "no DER");
    }
}
