//! The transport over HTTP and HTTPS.
//!
//! One request, one connection, everything within one limit. HTTPS is checked against Mozilla's roots; what a reply is
//! worth does not rest on it. Neither environment nor files are asked for a proxy.

use crate::error::ClockError;
use crate::transport::{REPLY_BYTES, Reply, Transport};
use std::fmt;
use std::io::Read as _;
use std::time::Duration;
use ureq::http::HeaderMap;
use ureq::{Agent, Error};

/// How long a request may take in all, from looking up the name to the last byte of the reply.
pub const REPLY_LIMIT: Duration = Duration::from_secs(10);
/// Names neither the version nor the system.
const USER_AGENT: &str = "holdfast";

/// Asks over the network.
pub struct Http {
    agent: Agent,
    limit: Duration,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("limit", &self.limit).finish_non_exhaustive()
    }
}

impl Http {
    /// Each request takes at most `limit`; [`REPLY_LIMIT`] for people, less in tests.
    #[must_use]
    pub fn new(limit: Duration) -> Http {
        Http { agent: agent(limit), limit }
    }

    fn failed(&self, error: Error) -> ClockError {
        match error {
            Error::Timeout(_) => {
                ClockError::Slow { limit_ms: u64::try_from(self.limit.as_millis()).unwrap_or(u64::MAX) }
            }
            Error::Io(error) => self.broke(error),
            error => ClockError::Unreachable { detail: error.to_string() },
        }
    }

    /// ureq hands its own errors through the reader of a body as well.
    fn broke(&self, error: std::io::Error) -> ClockError {
        if error.kind() == std::io::ErrorKind::TimedOut {
            return self.failed(Error::Timeout(ureq::Timeout::Global));
        }
        match error.downcast::<Error>() {
            Ok(inner) => match inner {
                Error::Io(error) => ClockError::Unreachable { detail: error.to_string() },
                inner => self.failed(inner),
            },
            Err(error) => ClockError::Unreachable { detail: error.to_string() },
        }
    }
}

fn agent(limit: Duration) -> Agent {
    Agent::config_builder()
        .timeout_global(Some(limit))
        .max_redirects(0)
        .http_status_as_error(false)
        .max_idle_connections(0)
        .user_agent(USER_AGENT)
        .proxy(None)
        .build()
        .into()
}

impl Transport for Http {
    fn post(&self, url: &str, request: &[u8]) -> Result<Reply, ClockError> {
        let asked = self
            .agent
            .post(url)
            .content_type("application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .send(request);
        let mut response = asked.map_err(|error| self.failed(error))?;
        let status = response.status().as_u16();
        let (content_type, retry_after) = {
            let headers = response.headers();
            (text(headers, "content-type").unwrap_or_default(), text(headers, "retry-after"))
        };
        let mut body = Vec::new();
        // Of another status nothing in the body is looked at.
        if status == 200 {
            let read = response.body_mut().as_reader().take(REPLY_BYTES + 1).read_to_end(&mut body);
            read.map_err(|error| self.broke(error))?;
        }
        if body.len() as u64 > REPLY_BYTES {
            return Err(ClockError::TooLarge { limit_bytes: REPLY_BYTES });
        }
        Ok(Reply { status, content_type, retry_after, body })
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
