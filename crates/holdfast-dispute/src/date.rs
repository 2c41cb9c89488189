//! Days (`…_on`: `2025-11-02`) and moments (`…_at`: `2025-11-02T14:03:00+08:00`, RFC 3339 section 5.6).
//!
//! Only forms whose order is certain are read: year first, with `-`, `/`, `.` or 年月日. `02/11/2025` is two days at
//! once and is refused. A moment needs its zone: without it, the same words name 26 different hours.

/// Why a text is no day or no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    /// Not year, month, day in that order.
    #[error("is no day: write it like 2025-11-02")]
    NotADay,
    /// A day that the calendar does not have, such as 30 February.
    #[error("is a day that does not exist")]
    NoSuchDay,
    /// Not a day with a time.
    #[error("is no moment: write it like 2025-11-02T14:03:00+08:00")]
    NotAMoment,
    /// A moment without its zone.
    #[error("has no time zone: write it like 2025-11-02T14:03:00+08:00")]
    ZoneMissing,
}

impl DateProblem {
    /// Every problem, in the order of declaration.
    pub const ALL: &'static [DateProblem] = &[Self::NotADay, Self::NoSuchDay, Self::NotAMoment, Self::ZoneMissing];

    /// The stable kebab-case reason.
    pub fn reason(self) -> &'static str {
        match self {
            DateProblem::NotADay => "not-a-day",
            DateProblem::NoSuchDay => "no-such-day",
            DateProblem::NotAMoment => "not-a-moment",
            DateProblem::ZoneMissing => "zone-missing",
        }
    }
}

/// A day in the one form `YYYY-MM-DD`; years 1900 to 2199.
pub fn on(text: &str) -> Result<String, DateProblem> {
    let text = narrow(text);
    let plain = text.trim().trim_end_matches('日').replace(['/', '.', '年', '月'], "-");
    let mut parts = plain.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(DateProblem::NotADay);
    };
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        let good = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if good { part.parse::<u32>().map_err(|_| DateProblem::NotADay) } else { Err(DateProblem::NotADay) }
    };
    let (year, month, day) = (number(year, 4..=4)?, number(month, 1..=2)?, number(day, 1..=2)?);
    if !(1900..2200).contains(&year) || !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return Err(DateProblem::NoSuchDay);
    }
    Ok(format!("{year:04}-{month:02}-{day:02}"))
}

/// A moment in the one form `YYYY-MM-DDTHH:MM:SS[.fraction]` with `Z` or `±HH:MM`. A blank may stand for `T` and
/// before the zone, seconds may be left out.
pub fn moment(text: &str) -> Result<String, DateProblem> {
    let text = narrow(text);
    let text = text.trim();
    let split = text.find(['T', 't', ' ']).ok_or(if on(text).is_ok() {
        DateProblem::ZoneMissing
    } else {
        DateProblem::NotAMoment
    })?;
    let (day, rest) = (on(&text[..split])?, text[split + 1..].trim_start());
    let zone_at = rest.find(['Z', 'z', '+', '-']);
    let (clock, zone) = rest.split_at(zone_at.unwrap_or(rest.len()));
    let clock = clock_of(clock.trim_end()).ok_or(DateProblem::NotAMoment)?;
    if zone.is_empty() {
        return Err(DateProblem::ZoneMissing);
    }
    let zone = zone_of(zone).ok_or(DateProblem::NotAMoment)?;
    Ok(format!("{day}T{clock}{zone}"))
}

/// `HH:MM[:SS[.fraction of 1 to 9 digits]]` as `HH:MM:SS[.fraction]`.
fn clock_of(text: &str) -> Option<String> {
    let (text, fraction) = text.split_once('.').map_or((text, None), |(text, fraction)| (text, Some(fraction)));
    let parts: Vec<&str> = text.split(':').collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] if fraction.is_none() => (two(hour, 23)?, two(minute, 59)?, 0),
        [hour, minute, second] => (two(hour, 23)?, two(minute, 59)?, two(second, 59)?),
        _ => return None,
    };
    let fraction = match fraction {
        None => String::new(),
        Some(digits) if (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!(".{digits}")
        }
        Some(_) => return None,
    };
    Some(format!("{hour:02}:{minute:02}:{second:02}{fraction}"))
}

/// `Z`, `±HH:MM` or `±HHMM`, at most 14 hours either way.
fn zone_of(text: &str) -> Option<String> {
    if text.eq_ignore_ascii_case("z") {
        return Some("Z".into());
    }
    let (sign, rest) = (text.get(..1)?, text.get(1..)?);
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 => (rest.get(..2)?, rest.get(2..)?),
        None => return None,
    };
    let (hours, minutes) = (two(hours, 14)?, two(minutes, 59)?);
    (hours < 14 || minutes == 0).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

/// Exactly two digits, at most `greatest`.
fn two(text: &str, greatest: u32) -> Option<u32> {
    if text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|value| *value <= greatest)
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Full-width digits and signs as their ASCII twins.
fn narrow(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '０'..='９' => char::from(b'0' + (character as u32 - '０' as u32) as u8),
            '：' => ':',
            '－' => '-',
            '＋' => '+',
            '／' => '/',
            '．' => '.',
            '　' => ' ',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_only_where_the_order_is_certain() {
        for text in ["2025-11-02", "2025/11/2", "2025.11.02", "2025年11月2日", " ２０２５－１１－０２ "] {
            assert_eq!(on(text).as_deref(), Ok("2025-11-02"), "{text}");
        }
        for text in
            ["02/11/2025", "2025-11", "2025-11-02-01", "11-02", "", "today", "2025-1１1-02", "25-11-02", "+2025-1-1"]
        {
            assert_eq!(on(text), Err(DateProblem::NotADay), "{text}");
        }
        for text in ["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "1899-12-31", "1900-02-29", "2025-01-00"] {
            assert_eq!(on(text), Err(DateProblem::NoSuchDay), "{text}");
        }
        assert_eq!(on("2024-02-29").as_deref(), Ok("2024-02-29"), "a leap year has one day more");
        assert_eq!(on("2000-02-29").as_deref(), Ok("2000-02-29"), "and so has 2000");
    }

    #[test]
    fn a_moment_carries_its_zone() {
        for (text, expected) in [
            ("2025-11-02T14:03:00+08:00", "2025-11-02T14:03:00+08:00"),
            ("2025-11-02 14:03 +08:00", "2025-11-02T14:03:00+08:00"),
            ("2025-11-02 14:03:07.250Z", "2025-11-02T14:03:07.250Z"),
            ("2025-11-02t14:03:07z", "2025-11-02T14:03:07Z"),
            ("2025年11月2日 14：03 +0800", "2025-11-02T14:03:00+08:00"),
            ("2025-11-02T14:03:00-03:30", "2025-11-02T14:03:00-03:30"),
        ] {
            assert_eq!(moment(text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["2025-11-02T14:03:00", "2025-11-02 14:03", "2025-11-02"] {
            assert_eq!(moment(text), Err(DateProblem::ZoneMissing), "{text}");
        }
        for text in [
            "",
            "now",
            "2025-11-02T24:00:00Z",
            "2025-11-02T14:60:00Z",
            "2025-11-02T14:03:60Z",
            "2025-11-02T1:03:00Z",
            "2025-11-02T14:03:00+15:00",
            "2025-11-02T14:03:00+8",
            "2025-11-02T14:03:00.Z",
            "2025-11-02T14:03:00ZZ",
            "2025-11-02T14:03:00+14:30",
        ] {
            assert_eq!(moment(text), Err(DateProblem::NotAMoment), "{text}");
        }
        assert_eq!(moment("2025-02-30T00:00:00Z"), Err(DateProblem::NoSuchDay), "the day is checked too");
    }
}
