//! When an authority may be asked again: a minute after a failure, twice as long after each further one, at most six
//! hours; never sooner than it asks itself, never sooner than its least time between requests.

use crate::authority::Authority;
use crate::error::ClockError;
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_proof::time;
use holdfast_vault::Asking;

const FIRST_SECONDS: i64 = 60;
const MOST_SECONDS: i64 = 6 * 60 * 60;
/// No wait is ever longer; what says so was written by a clock that has been set back since.
const NEVER_LONGER: TimeDelta = TimeDelta::hours(25);

/// How long the authority is still to be left alone; zero or less: it is due.
pub(crate) fn left(asking: &Asking, now: DateTime<Utc>) -> TimeDelta {
    let next = asking.next_at.as_deref().and_then(|text| time::parse_wall(text).ok());
    let left = next.map_or(TimeDelta::zero(), |next| next - now);
    if left > NEVER_LONGER { TimeDelta::zero() } else { left }
}

/// After an answer that was kept.
pub(crate) fn went_well(authority: &Authority, now: DateTime<Utc>) -> Asking {
    let next = now + TimeDelta::seconds(i64::from(authority.least_seconds));
    Asking { failures: 0, next_at: Some(time::wall(&next)), code: None, reason: None, last_at: Some(time::wall(&now)) }
}

/// After one that was not.
pub(crate) fn failed(authority: &Authority, before: &Asking, error: &ClockError, now: DateTime<Utc>) -> Asking {
    let failures = before.failures.saturating_add(1);
    let doubled = FIRST_SECONDS << (failures - 1).min(10);
    let asked = match error {
        ClockError::Busy { retry_after_seconds: Some(seconds), .. } => i64::from(*seconds),
        _ => 0,
    };
    let wait = doubled.min(MOST_SECONDS).max(asked).max(i64::from(authority.least_seconds));
    Asking {
        failures,
        next_at: Some(time::wall(&(now + TimeDelta::seconds(wait)))),
        code: Some(error.code().to_owned()),
        reason: error.reason(),
        last_at: Some(time::wall(&now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authority(least_seconds: u32) -> Authority {
        let (name, url) = ("a".to_owned(), "http://a/".to_owned());
        Authority { name, url, least_seconds, roots: None, preset: false }
    }

    #[test]
    fn each_failure_doubles_the_wait_up_to_six_hours() {
        let now = "2025-11-02T06:00:00Z".parse().expect("a time");
        let error = ClockError::Slow { limit_ms: 10_000 };
        let mut asking = Asking::default();
        let mut waits = Vec::new();
        for _ in 0..12 {
            asking = failed(&authority(0), &asking, &error, now);
            waits.push(left(&asking, now).num_minutes());
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360], "minutes");
        assert_eq!(went_well(&authority(0), now).failures, 0, "one good answer and it begins anew");
    }

    #[test]
    fn the_authoritys_own_wishes_are_kept() {
        let now = "2025-11-02T06:00:00Z".parse().expect("a time");
        let busy = ClockError::Busy { status: 429, retry_after_seconds: Some(7_200) };
        assert_eq!(left(&failed(&authority(0), &Asking::default(), &busy, now), now).num_seconds(), 7_200, "asked");
        let slow = ClockError::Slow { limit_ms: 1 };
        assert_eq!(left(&failed(&authority(90), &Asking::default(), &slow, now), now).num_seconds(), 90, "least");
        assert_eq!(left(&went_well(&authority(15), now), now).num_seconds(), 15, "between good ones");
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let then: DateTime<Utc> = "2035-01-01T00:00:00Z".parse().expect("a time");
        let asking = failed(&authority(0), &Asking::default(), &ClockError::Slow { limit_ms: 1 }, then);
        let now = "2025-11-02T06:00:00Z".parse().expect("a time");
        assert!(left(&asking, now) <= TimeDelta::zero(), "ten years are no back-off");
    }
}
