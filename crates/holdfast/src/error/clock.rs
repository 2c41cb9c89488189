//! What a time authority did not give, decided once for each reason. Nothing that was kept is touched by any of it.

use holdfast_time::{ClockError, RunError};

use super::{Error, Exit, Whose};

impl Error {
    /// The error of one request; the authority's short name stands in the sentence.
    pub fn of_clock(authority: &str, error: &ClockError) -> Error {
        use ClockError as C;
        let code = error.code();
        let whose = match error {
            C::Unreachable { .. } | C::Slow { .. } | C::Busy { .. } => Whose::Network,
            C::Refused { .. }
            | C::Redirected { .. }
            | C::NotAToken { .. }
            | C::TooLarge { .. }
            | C::ReplyInvalid { .. } => Whose::User,
        };
        Error::new(code, Exit::NoNetwork, whose)
            .with("id", authority)
            .with("detail", error.reason().unwrap_or_else(|| error.to_string()))
    }
}

impl From<RunError> for Error {
    fn from(RunError(error): RunError) -> Error {
        error.into()
    }
}
