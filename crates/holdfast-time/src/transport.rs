//! The way to an authority: one POST (RFC 3161, 3.4), small enough to be played by a test.

use crate::error::ClockError;

/// The most bytes that a reply may have: tokens of public authorities have less than a tenth of it.
pub const REPLY_BYTES: u64 = 64 * 1024;

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`, empty when there is none.
    pub content_type: String,
    /// `Retry-After`, as it stands there.
    pub retry_after: Option<String>,
    /// At most [`REPLY_BYTES`].
    pub body: Vec<u8>,
}

/// Sends one request and brings the reply.
///
/// It follows no redirect, keeps to a limit in time and to [`REPLY_BYTES`], and says which of them was broken. A status
/// is no error here.
pub trait Transport: Send + Sync {
    /// POSTs `request` as `application/timestamp-query`.
    fn post(&self, url: &str, request: &[u8]) -> Result<Reply, ClockError>;
}
