//! Reading DER field by field (X.690, 10 and 11): definite lengths in their shortest form, nothing left over.
//!
//! Why not whole types from a crate: the signature covers the signed attributes, the token's content and each
//! certificate as the exact bytes that came, so a reader has to hand those out; and real authorities send certificates
//! in an unsorted set, which strict types refuse although nothing rests on that order. Nothing is copied while reading.

use chrono::{DateTime, NaiveDate, Utc};
use der::asn1::{AnyRef, BitStringRef, IntRef, ObjectIdentifier, OctetStringRef};
use der::{Reader as _, SliceReader, Tag, TagNumber};

/// Bytes outside the form; the text says where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed(pub(super) &'static str);

/// The fields of a SEQUENCE or SET, one after another.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    rest: SliceReader<'a>,
    what: &'static str,
}

/// One field: its tag, its content, and both with the length between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) tag: Tag,
    pub(super) content: &'a [u8],
    pub(super) whole: &'a [u8],
    what: &'static str,
}

/// The tag `[number]`, constructed.
pub(super) fn constructed(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: true, number: TagNumber(number) }
}

/// The tag `[number]`, primitive.
pub(super) fn primitive(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: false, number: TagNumber(number) }
}

impl<'a> Fields<'a> {
    /// The fields in these bytes; `what` names the place in an error.
    pub(super) fn of(bytes: &'a [u8], what: &'static str) -> Result<Self, Malformed> {
        Ok(Self { rest: SliceReader::new(bytes).map_err(|_| Malformed(what))?, what })
    }

    /// The only field in these bytes, with nothing after it.
    pub(super) fn only(bytes: &'a [u8], tag: Tag, what: &'static str) -> Result<Field<'a>, Malformed> {
        let mut fields = Self::of(bytes, what)?;
        let field = fields.expect(tag)?;
        fields.finish()?;
        Ok(field)
    }

    /// The next field, whatever it is.
    pub(super) fn next(&mut self) -> Result<Field<'a>, Malformed> {
        let malformed = Malformed(self.what);
        let whole = self.rest.tlv_bytes().map_err(|_| malformed)?;
        let mut reader = SliceReader::new(whole).map_err(|_| malformed)?;
        let any: AnyRef<'a> = reader.decode().map_err(|_| malformed)?;
        Ok(Field { tag: any.header().tag(), content: any.value(), whole, what: self.what })
    }

    /// The next field if it has this tag; nothing is taken otherwise.
    pub(super) fn next_if(&mut self, tag: Tag) -> Result<Option<Field<'a>>, Malformed> {
        if self.is_finished() || Tag::peek(&self.rest).map_err(|_| Malformed(self.what))? != tag {
            return Ok(None);
        }
        self.next().map(Some)
    }

    /// The next field, which has to have this tag.
    pub(super) fn expect(&mut self, tag: Tag) -> Result<Field<'a>, Malformed> {
        self.next_if(tag)?.ok_or(Malformed(self.what))
    }

    /// Whether nothing is left.
    pub(super) fn is_finished(&self) -> bool {
        self.rest.is_finished()
    }

    /// Refuses what is left.
    pub(super) fn finish(self) -> Result<(), Malformed> {
        if self.is_finished() { Ok(()) } else { Err(Malformed(self.what)) }
    }
}

impl<'a> Field<'a> {
    fn any(&self) -> Result<AnyRef<'a>, Malformed> {
        AnyRef::new(self.tag, self.content).map_err(|_| Malformed(self.what))
    }

    /// What is inside.
    pub(super) fn fields(&self, what: &'static str) -> Result<Fields<'a>, Malformed> {
        Fields::of(self.content, what)
    }

    /// An OBJECT IDENTIFIER.
    pub(super) fn identifier(&self) -> Result<ObjectIdentifier, Malformed> {
        self.any()?.decode_as().map_err(|_| Malformed(self.what))
    }

    /// The content of an INTEGER of any length, two's complement, in its shortest form.
    pub(super) fn integer(&self) -> Result<&'a [u8], Malformed> {
        let integer: IntRef<'a> = self.any()?.decode_as().map_err(|_| Malformed(self.what))?;
        // IntRef drops leading bytes of some forms; what is compared and shown is what came.
        match self.content {
            [] | [0, 0..=0x7f, ..] | [0xff, 0x80..=0xff, ..] => Err(Malformed(self.what)),
            content => {
                debug_assert!(!integer.as_bytes().is_empty(), "a content has at least one byte");
                Ok(content)
            }
        }
    }

    /// An INTEGER from 0 to 2^63 - 1.
    pub(super) fn number(&self) -> Result<u64, Malformed> {
        let content = self.integer()?;
        if content.len() > 8 || content[0] >= 0x80 {
            return Err(Malformed(self.what));
        }
        Ok(content.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// An OCTET STRING.
    pub(super) fn octets(&self) -> Result<&'a [u8], Malformed> {
        let octets: &OctetStringRef = self.any()?.decode_as().map_err(|_| Malformed(self.what))?;
        Ok(octets.as_bytes())
    }

    /// A BOOLEAN, 00 or FF. An explicit FALSE where it is the default is no DER, but authorities send it, and the signature
    /// covers the bytes as they are: it is taken.
    pub(super) fn boolean(&self) -> Result<bool, Malformed> {
        self.any()?.decode_as().map_err(|_| Malformed(self.what))
    }

    /// A BIT STRING.
    pub(super) fn bits(&self) -> Result<BitStringRef<'a>, Malformed> {
        self.any()?.decode_as().map_err(|_| Malformed(self.what))
    }

    /// A BIT STRING of whole bytes.
    pub(super) fn bit_bytes(&self) -> Result<&'a [u8], Malformed> {
        self.bits()?.as_bytes().ok_or(Malformed(self.what))
    }

    /// A GeneralizedTime in UTC as RFC 3161, 2.4.2 has it: seconds always, a fraction without trailing zero, `Z`.
    pub(super) fn generalized_time(&self) -> Result<DateTime<Utc>, Malformed> {
        let malformed = Malformed(self.what);
        let text = self.content.strip_suffix(b"Z").ok_or(malformed)?;
        let (whole, fraction) = match text.iter().position(|byte| *byte == b'.') {
            Some(point) => (&text[..point], Some(&text[point + 1..])),
            None => (text, None),
        };
        let nanoseconds = match fraction {
            None => 0,
            // Finer than nanoseconds is no clock; an empty or zero-ended fraction is not DER (X.690, 11.7).
            Some([] | [.., b'0']) => return Err(malformed),
            Some(digits) if digits.len() > 9 => return Err(malformed),
            Some(digits) => {
                decimal(digits).ok_or(malformed)? * 10_u32.pow(9 - u32::try_from(digits.len()).unwrap_or(9))
            }
        };
        if self.tag != Tag::GeneralizedTime || whole.len() != 14 {
            return Err(malformed);
        }
        calendar(decimal(&whole[..4]), &whole[4..], nanoseconds).ok_or(malformed)
    }

    /// The Time of a certificate (RFC 5280, 4.1.2.5): UTCTime with years 1950 to 2049, or GeneralizedTime.
    pub(super) fn certificate_time(&self) -> Result<DateTime<Utc>, Malformed> {
        if self.tag != Tag::UtcTime {
            return self.generalized_time();
        }
        let malformed = Malformed(self.what);
        let text = self.content.strip_suffix(b"Z").filter(|text| text.len() == 12).ok_or(malformed)?;
        let year = decimal(&text[..2]).map(|year| if year < 50 { 2000 + year } else { 1900 + year });
        calendar(year, &text[2..], 0).ok_or(malformed)
    }
}

/// `MMDDhhmmss` of a year; no leap second, which no clock of these protocols knows.
fn calendar(year: Option<u32>, rest: &[u8], nanoseconds: u32) -> Option<DateTime<Utc>> {
    let mut parts = [0; 5];
    for (part, digits) in parts.iter_mut().zip(rest.chunks_exact(2)) {
        *part = decimal(digits)?;
    }
    let [month, day, hour, minute, second] = parts;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year?).ok()?, month, day)?;
    Some(date.and_hms_nano_opt(hour, minute, second, nanoseconds)?.and_utc())
}

fn decimal(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, digit| match digit {
        b'0'..=b'9' => number.checked_mul(10)?.checked_add(u32::from(digit - b'0')),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Result<String, Malformed> {
        let field = Field { tag: Tag::GeneralizedTime, content: text.as_bytes(), whole: &[], what: "a time" };
        field.generalized_time().map(|at| at.to_rfc3339())
    }

    #[test]
    fn a_time_has_one_spelling() {
        assert_eq!(time("20250311085208Z").as_deref(), Ok("2025-03-11T08:52:08+00:00"), "whole seconds");
        assert_eq!(time("20250311085208.05Z").as_deref(), Ok("2025-03-11T08:52:08.050+00:00"), "a fraction");
        for bad in [
            "202503110852Z",
            "20250311085208",
            "20250311085208+0000",
            "20250311085208.Z",
            "20250311085208.50Z",
            "20250311085208.1234567891Z",
            "20250311085260Z",
            "20250230085208Z",
            "2025031108520aZ",
            "-0250311085208Z",
            "",
        ] {
            assert!(time(bad).is_err(), "refused: {bad}");
        }
    }

    #[test]
    fn lengths_and_integers_have_one_spelling_and_nothing_follows() {
        let only = |bytes: &'static [u8]| Fields::only(bytes, Tag::Integer, "here").and_then(|field| field.number());
        assert_eq!(only(&[2, 1, 5]), Ok(5), "the shortest form");
        for (bad, why) in [
            (&[2, 0x81, 1, 5][..], "a length longer than needed"),
            (&[2, 0x80, 5, 0, 0], "no length at all"),
            (&[2, 2, 0, 5], "an integer longer than needed"),
            (&[2, 1, 0x85], "a negative number"),
            (&[2, 1, 5, 0], "a byte after the end"),
            (&[2, 2, 5], "cut off"),
            (&[2, 0], "no content"),
            (&[4, 1, 5], "another type"),
            (&[2, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0], "more than 63 bits"),
            (&[], "nothing"),
        ] {
            assert_eq!(only(bad), Err(Malformed("here")), "refused: {why}");
        }
    }
}
