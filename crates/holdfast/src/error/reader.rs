//! What the reader process could not do for a viewer, decided once for each reason. What was kept is untouched by all.

use holdfast_readers::ReadProblem;

use super::{Error, Exit, Whose};

impl From<ReadProblem> for Error {
    fn from(problem: ReadProblem) -> Error {
        use ReadProblem as R;
        let code = problem.code();
        let error = match &problem {
            R::ReaderMissing | R::ReaderNotStarted(_) | R::ReaderUnlimited { .. } | R::InputUnreadable { .. } => {
                Error::new(code, Exit::InputOutput, Whose::Disk)
            }
            R::ReaderGarbage(_) => Error::new(code, Exit::Defect, Whose::Us),
            R::ReaderCrashed { .. }
            | R::ReaderTimeout { .. }
            | R::ReaderGlut
            | R::PictureUnreadable { .. }
            | R::PictureTooLarge { .. }
            | R::PictureFormatUnknown
            | R::DocumentEncrypted
            | R::DocumentUnreadable { .. }
            | R::DocumentTooLarge { .. }
            | R::DocumentPageUnknown
            | R::TextBinary
            | R::TextTooLarge
            | R::TextEncodingUnknown => Error::user(code),
        };
        error.with("detail", detail(&problem))
    }
}

/// What the sentence names. The reader's words are cut and freed of control characters before they come here.
fn detail(problem: &ReadProblem) -> String {
    match problem {
        ReadProblem::ReaderCrashed { ending } => ending.clone(),
        ReadProblem::ReaderGarbage(what) => (*what).to_owned(),
        ReadProblem::ReaderNotStarted(error) => error.to_string(),
        other => other.detail(),
    }
}
