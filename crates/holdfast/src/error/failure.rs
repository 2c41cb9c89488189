//! An error as it crosses the border to a window: its code, whose move it is, and the values of its sentence. The
//! sentence itself is the window's, from the same catalogue.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{Error, Whose};

/// The JSON form of an [`Error`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Failure {
    /// Kebab-case, stable.
    pub code: &'static str,
    /// Who can do something about it.
    pub whose: Whose,
    /// What the sentence names: paths, ids, numbers.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub values: BTreeMap<&'static str, String>,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Failure {
        Failure { code: error.code, whose: error.whose, values: error.values.iter().cloned().collect() }
    }
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Failure::from(self).serialize(serializer)
    }
}
