//! What is wrong with a dispute's facts: always the user's move, nothing was changed.

use holdfast_dispute::FactProblem;

use super::Error;

impl From<FactProblem> for Error {
    fn from(problem: FactProblem) -> Error {
        use FactProblem as F;
        let code = problem.code();
        let reason = problem.reason();
        let error = match problem {
            F::Name { name } | F::Twice { name } | F::Text { name } => Error::user(code).with("id", name),
            F::Amount { name, problem } => Error::user(code).with("id", name).with("detail", problem),
            F::Date { name, problem } => Error::user(code).with("id", name).with("detail", problem),
            F::TooLong { name, characters, at_most } => {
                Error::user(code).with("id", name).with("characters", characters).with("at_most", at_most)
            }
            F::TitleEmpty => Error::user(code),
        };
        match reason {
            Some(reason) => error.with("reason", reason),
            None => error,
        }
    }
}
