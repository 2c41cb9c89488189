//! The first page before there is a bundle: what index.html would say if it were made now.

use crate::content::{Content, content};
use crate::create::first_picture;
use crate::error::Result;
use crate::input::{Draft, ShownItem};
use crate::pictures::Pictures;
use crate::plan;
use holdfast_proof::Digest;
use holdfast_vault::Vault;

/// The page as values; its rows are made from the draft with [`crate::content::row`].
#[derive(Debug, Clone)]
pub struct Preview {
    /// What the page says.
    pub content: Content,
    /// The labels of the exhibits that get a large picture.
    pub figures: Vec<String>,
}

/// What the page of this draft would say, exported at `now` (`YYYY-MM-DDTHH:MM…`, UTC). Nothing is logged.
///
/// Errors: those of the vault; `nothing-to-export`; `input-mismatch`.
pub fn preview(vault: &Vault, draft: &Draft, now: &str) -> Result<Preview> {
    let manifest_sha256 = Digest::of(&plan::manifest(draft)?);
    let mut thumbnail = |item: &ShownItem| first_picture(vault, item);
    let pictures = Pictures::new(draft, &mut thumbnail)?;
    let figures = pictures.first(draft).into_iter().map(|(exhibit, _)| exhibit.label.clone()).collect();
    Ok(Preview { content: content(draft, now, manifest_sha256), figures })
}
