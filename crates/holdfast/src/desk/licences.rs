//! Whose work Holdfast is made with: the list that comes with it, read when somebody asks.

use super::Desk;
use crate::answers::Licences;
use crate::{Error, Result, Watch};

const FILE: &str = "licences.json";

/// The packages that are shipped and their licences' texts. Error: `licences-missing`, also when the list is damaged.
pub fn licences_show(desk: &Desk, _question: (), _watch: &dyn Watch) -> Result<Licences> {
    let missing = |path: &std::path::Path, detail: String| {
        Error::user("licences-missing").with("path", path.display()).with("detail", detail)
    };
    let mut refused = None;
    for folder in &desk.places.assets {
        let path = folder.join(FILE);
        let read = std::fs::read(&path).map_err(|error| error.to_string());
        match read.and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string())) {
            Ok(licences) => return Ok(licences),
            Err(detail) => {
                refused.get_or_insert_with(|| missing(&path, detail));
            }
        }
    }
    Err(refused.unwrap_or_else(|| missing(std::path::Path::new(FILE), "?".to_owned())))
}
