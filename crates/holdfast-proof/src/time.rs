//! The two spellings of time in this format.
//!
//! Log lines carry UTC with milliseconds (`2025-11-02T06:03:05.123Z`); records carry the wall clock with its
//! zone (`2025-11-02T14:03:05.123+08:00`, RFC 3339). Both are read only in exactly the form that is written.

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat, Utc};

/// A time that is not spelled as this format spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of this format")]
pub struct TimeSyntax;

impl TimeSyntax {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "time-syntax"
    }
}

/// UTC with milliseconds, `YYYY-MM-DDTHH:MM:SS.mmmZ`; finer parts are cut off.
#[must_use]
pub fn wall(at: &DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Reads what [`wall`] writes, and nothing else.
pub fn parse_wall(text: &str) -> Result<DateTime<Utc>, TimeSyntax> {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| TimeSyntax)?.with_timezone(&Utc);
    if wall(&at) == text { Ok(at) } else { Err(TimeSyntax) }
}

/// The wall clock with its zone, `YYYY-MM-DDTHH:MM:SS.mmm+HH:MM`; UTC is `+00:00`.
#[must_use]
pub fn zoned(at: &DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// Reads what [`zoned`] writes, and nothing else.
pub fn parse_zoned(text: &str) -> Result<DateTime<FixedOffset>, TimeSyntax> {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| TimeSyntax)?;
    if zoned(&at) == text { Ok(at) } else { Err(TimeSyntax) }
}

/// The time from milliseconds since 1970; `None` outside the years that can be written.
#[must_use]
pub fn from_unix_ms(unix_ms: i64) -> Option<DateTime<Utc>> {
    // RFC 3339 has four digits for the year; what cannot be read again is not written.
    DateTime::from_timestamp_millis(unix_ms).filter(|at| (0..=9999).contains(&at.year()))
}

/// For `#[serde(with = "…")]` on UTC times.
pub mod wall_text {
    use super::{DateTime, Utc};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::borrow::Cow;

    /// Writes [`super::wall`].
    pub fn serialize<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::wall(at))
    }

    /// Reads [`super::parse_wall`].
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        super::parse_wall(&Cow::<'de, str>::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// For `#[serde(with = "…")]` on times with a zone.
pub mod zoned_text {
    use super::{DateTime, FixedOffset};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::borrow::Cow;

    /// Writes [`super::zoned`].
    pub fn serialize<S: Serializer>(at: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::zoned(at))
    }

    /// Reads [`super::parse_zoned`].
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<FixedOffset>, D::Error> {
        super::parse_zoned(&Cow::<'de, str>::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_only_as_it_is_written() {
        for good in ["2025-11-02T06:03:05.123Z", "1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"] {
            assert_eq!(wall(&parse_wall(good).expect("good")), good, "the way there and back");
        }
        let bad = [
            "2025-11-02T06:03:05Z",
            "2025-11-02T06:03:05.1234Z",
            "2025-11-02t06:03:05.123z",
            "2025-11-02 06:03:05.123Z",
            "2025-11-02T06:03:05.123+00:00",
            "2025-02-30T06:03:05.123Z",
        ];
        for text in bad {
            assert!(parse_wall(text).is_err(), "refused: {text}");
        }
        assert_eq!(from_unix_ms(253_402_300_800_000), None, "the year 10000 cannot be written");
        assert_eq!(from_unix_ms(0).map(|at| wall(&at)).as_deref(), Some("1970-01-01T00:00:00.000Z"), "the beginning");
        for good in ["2025-11-02T14:03:05.123+08:00", "2025-11-02T14:03:05.000-03:30", "2025-11-02T14:03:05.000+00:00"]
        {
            assert_eq!(zoned(&parse_zoned(good).expect("good")), good, "the zone is kept");
        }
        for text in ["2025-11-02T14:03:05.123Z", "2025-11-02T14:03:05+08:00", "2025-11-02T14:03:05.000-00:00"] {
            assert!(parse_zoned(text).is_err(), "refused: {text}");
        }
    }
}
