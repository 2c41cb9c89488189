//! What the vault takes from outside: the clock, randomness, the folder of high-water marks, and who watches.
//!
//! The core reads no clock and no environment of its own, so that a test with a fixed clock and seeded random
//! bytes gives the same vault, byte by byte.

use chrono::{DateTime, FixedOffset};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// The device's clock.
pub trait Clock: Send + Sync {
    /// The wall clock with the device's zone.
    fn now(&self) -> DateTime<FixedOffset>;
    /// Milliseconds since any fixed moment; never goes back.
    fn monotonic_ms(&self) -> u64;
}

/// The system's source of unpredictable bytes.
pub trait Random: Send + Sync {
    /// Fills `bytes` whole.
    fn fill(&self, bytes: &mut [u8]);
}

/// All that the vault takes from the world around it.
#[derive(Clone)]
pub struct Outside {
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    /// The folder, outside of any vault, where high-water marks lie. Made when it is absent.
    pub marks: PathBuf,
    /// Bytes that stay free on the vault's disk, whatever is kept (500 MB for people, less in tests).
    pub spare_bytes: u64,
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outside").field("marks", &self.marks).field("spare_bytes", &self.spare_bytes).finish()
    }
}

impl Outside {
    pub(crate) fn random_array<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        bytes
    }
}

/// Someone who watches long work and may stop it. It is told often, from several threads: it throttles itself.
pub trait Watch: Sync {
    /// So many more bytes were done.
    fn bytes(&self, _count: u64) {}
    /// One more item was done.
    fn item(&self) {}
    /// True stops the work at the next safe point with `cancelled`.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}
