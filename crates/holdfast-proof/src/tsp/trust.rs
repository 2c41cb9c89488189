//! Whom a checker relies on: the pins, and what the checker names for this run.

use super::TrustFault;

/// Roots and loose certificates, read once and used for every token.
#[derive(Debug, Clone)]
pub struct Trust {}

impl Trust {
    /// The roots of [`crate::pins`], and nothing else.
    #[must_use]
    pub fn pins() -> Self {
        Self {}
    }

    /// No roots at all: every authority is unknown.
    #[must_use]
    pub fn nobody() -> Self {
        Self {}
    }

    /// The same and the certificates of a file (PEM, or one certificate in DER): self-signed ones become roots for this
    /// run, the others only help to find the chain.
    pub fn with_pem(self, file: &[u8]) -> Result<Self, TrustFault> {
        let _ = file;
        Err(TrustFault::NoCertificate)
    }
}
