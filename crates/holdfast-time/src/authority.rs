//! An authority as it is asked: a preset of the pins, or one that the user added to the vault.

use holdfast_proof::pins::{self, Pin};
use holdfast_proof::tsp::{Trust, TrustFault};
use holdfast_vault::AuthorityRow;

/// A time authority that may be asked: whoever makes this value says that the user agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Short ASCII, part of file names; unique within a vault.
    pub name: String,
    pub url: String,
    /// The least time between two requests.
    pub least_seconds: u32,
    /// Root certificates that the user gave (PEM, or one in DER).
    pub roots: Option<Vec<u8>>,
    /// One that this program knows by itself: then only its own roots of the pins count, not those of another.
    pub preset: bool,
}

impl Authority {
    /// All presets, in the order of the pins.
    #[must_use]
    pub fn presets() -> Vec<Authority> {
        pins::all().iter().filter_map(Authority::of_pin).collect()
    }

    /// The presets that are asked when the user chooses nothing: of at least two operators.
    #[must_use]
    pub fn defaults() -> Vec<Authority> {
        pins::defaults().filter_map(Authority::of_pin).collect()
    }

    /// The preset of this pin; `None`: its address is not known.
    #[must_use]
    pub fn of_pin(pin: &Pin) -> Option<Authority> {
        let url = pin.urls.first()?.clone();
        Some(Authority { name: pin.id.clone(), url, least_seconds: pin.least_seconds, roots: None, preset: true })
    }

    /// Whose roots count for its tokens.
    pub(crate) fn trust(&self) -> Result<Trust, TrustFault> {
        match &self.roots {
            Some(roots) => Trust::pins().with_pem(roots),
            None => Ok(Trust::pins()),
        }
    }
}

impl From<AuthorityRow> for Authority {
    fn from(row: AuthorityRow) -> Authority {
        let AuthorityRow { name, url, least_seconds, roots, .. } = row;
        Authority { name, url, least_seconds, roots, preset: false }
    }
}
