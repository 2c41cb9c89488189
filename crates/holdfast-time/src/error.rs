//! Why an authority gave no token: each reason has a stable code, and two catalogues a sentence for it.

use holdfast_proof::tsp::TokenFault;

/// Why one request brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// No name, no connection, or the connection broke.
    #[error("the time authority cannot be reached: {detail}")]
    Unreachable { detail: String },
    /// No whole reply within the limit.
    #[error("the time authority did not answer within {limit_ms} ms")]
    Slow { limit_ms: u64 },
    /// It answered that it will not: an HTTP status of 400 and more, or a PKIStatus (RFC 3161, 2.4.2).
    #[error("the time authority refused: {detail}")]
    Refused { detail: String },
    /// It is overloaded or broken just now: HTTP 429 or 5xx.
    #[error("the time authority is busy: HTTP {status}")]
    Busy {
        status: u16,
        /// As it asked in `Retry-After`, at most a day.
        retry_after_seconds: Option<u32>,
    },
    /// It sent us elsewhere; nobody agreed to that place.
    #[error("the time authority redirects: HTTP {status}")]
    Redirected { status: u16 },
    /// Something else than a time-stamp reply: a login page, for instance.
    #[error("the answer is no time-stamp reply: {detail}")]
    NotAToken { detail: String },
    #[error("the answer is larger than {limit_bytes} bytes")]
    TooLarge { limit_bytes: u64 },
    /// A reply that does not hold; it was not kept.
    #[error("the reply does not hold: {reason}")]
    ReplyInvalid {
        /// A kebab-case code: a fault of the token, or why it is not this authority's.
        reason: &'static str,
    },
}

impl ClockError {
    /// Every code that [`ClockError::code`] can return, once, in alphabetical order.
    pub const CODES: &'static [&'static str] = &[
        "clock-busy",
        "clock-not-a-token",
        "clock-redirected",
        "clock-refused",
        "clock-slow",
        "clock-too-large",
        "clock-unreachable",
        "reply-invalid",
    ];

    /// The stable name of this reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "clock-unreachable",
            Self::Slow { .. } => "clock-slow",
            Self::Refused { .. } => "clock-refused",
            Self::Busy { .. } => "clock-busy",
            Self::Redirected { .. } => "clock-redirected",
            Self::NotAToken { .. } => "clock-not-a-token",
            Self::TooLarge { .. } => "clock-too-large",
            Self::ReplyInvalid { .. } => "reply-invalid",
        }
    }

    /// What there is to say beside the code: a fault, a status, a system's word. Text of others is not escaped here.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Unreachable { detail } | Self::Refused { detail } | Self::NotAToken { detail } => {
                Some(detail.clone())
            }
            Self::Busy { status, .. } | Self::Redirected { status } => Some(format!("HTTP {status}")),
            Self::ReplyInvalid { reason } => Some((*reason).to_owned()),
            Self::Slow { .. } | Self::TooLarge { .. } => None,
        }
    }
}

impl From<TokenFault> for ClockError {
    fn from(fault: TokenFault) -> ClockError {
        match fault {
            TokenFault::NotAToken => Self::NotAToken { detail: fault.to_string() },
            TokenFault::RequestRefused { .. } => Self::Refused { detail: fault.to_string() },
            fault => Self::ReplyInvalid { reason: fault.code() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_in_order() {
        let mut sorted = ClockError::CODES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, ClockError::CODES, "sentences are looked up by this list");
    }

    #[test]
    fn a_refusal_in_the_reply_is_the_authoritys_word_and_no_fault_of_a_token() {
        let refused = TokenFault::RequestRefused { status: 2, fail_info: vec!["badAlg"], said: String::new() };
        assert_eq!(ClockError::from(refused).code(), "clock-refused", "RFC 3161, 2.4.2");
        assert_eq!(ClockError::from(TokenFault::NonceMismatch).code(), "reply-invalid", "a token that is not ours");
    }
}
