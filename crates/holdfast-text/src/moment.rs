//! Times as sentences show them: to the minute, with the zone said once.
//!
//! Numbers come in already rounded and shifted to the zone shown; this file only writes them.

use crate::Language;

/// A minute of the calendar: `2 Nov 2025 14:03` or `2025-11-02 14:03`.
///
/// `date` is year, month 1–12, day 1–31; `clock` is hour 0–23, minute 0–59. A month out of range is written as
/// its number.
#[must_use]
pub fn minute(language: Language, date: (i32, u32, u32), clock: (u32, u32)) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let ((year, month, day), (hour, minute)) = (date, clock);
    let name = (month as usize).checked_sub(1).and_then(|index| MONTHS.get(index));
    match (language, name) {
        (Language::En, Some(name)) => format!("{day} {name} {year} {hour:02}:{minute:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

/// A zone by its distance from UTC in minutes: `+08:00` or `UTC+8`; zero is `UTC` in both.
#[must_use]
pub fn zone(language: Language, offset_minutes: i32) -> String {
    if offset_minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (offset_minutes.abs() / 60, offset_minutes.abs() % 60);
    match (language, minutes) {
        (Language::En, _) => format!("{sign}{hours:02}:{minutes:02}"),
        (Language::Zh, 0) => format!("UTC{sign}{hours}"),
        (Language::Zh, _) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{minute, zone};
    use crate::{Language, text};

    #[test]
    fn the_dated_headline_reads_as_the_format_says() {
        let sentence = |language, offset| {
            let time = minute(language, (2025, 11, 2), (14, 3));
            let zone = zone(language, offset);
            text(language, "verdict.dated", &[("time", &time), ("zone", &zone), ("authority", "DigiCert")])
        };
        assert_eq!(
            sentence(Language::En, 480),
            "These exact bytes existed by 2 Nov 2025 14:03 +08:00 (DigiCert's clock). \
             Whether what they show is true, this check cannot tell.",
            "the English headline is fixed"
        );
        assert_eq!(
            sentence(Language::Zh, 480),
            "这些字节最迟在 2025-11-02 14:03（UTC+8，DigiCert 时钟）已存在，此后未变。内容是否真实，本检查不判断。",
            "the Chinese headline is fixed"
        );
    }

    #[test]
    fn the_undated_headline_reads_as_the_format_says() {
        assert_eq!(
            text(Language::En, "verdict.undated", &[]),
            "The files agree with each other. Nothing shows when they were made: anyone could have made this today.",
            "the English headline is fixed"
        );
        assert_eq!(
            text(Language::Zh, "verdict.undated", &[]),
            "文件之间相符；没有时间证明，任何人今天都能做出这样一份。",
            "the Chinese headline is fixed"
        );
    }

    #[test]
    fn zones_are_written_for_readers() {
        assert_eq!(zone(Language::En, -210), "-03:30", "English keeps hours and minutes");
        assert_eq!(zone(Language::Zh, -210), "UTC-3:30", "Chinese drops the leading zero");
        assert_eq!(zone(Language::Zh, 0), "UTC", "no distance, no number");
    }
}
