//! Thumbnails of an item's pictures, made by a reader that the caller brings (a limited process). Derived, never
//! evidence: a crash costs one thumbnail, and a newer reader may make it again.

use holdfast_proof::ItemId;
use holdfast_proof::record::Kind;
use holdfast_vault::{Result, Vault};
use std::fs::File;

/// Makes small pictures of pictures.
pub trait ThumbnailReader {
    /// The name under which the vault remembers its work.
    fn name(&self) -> &str;
    /// Its version: another one makes thumbnails again.
    fn version(&self) -> &str;
    /// A thumbnail of the picture in an open file, in bounded time and memory.
    fn thumbnail(&self, picture: File) -> std::result::Result<MadeThumbnail, ThumbnailRefused>;
}

/// A thumbnail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeThumbnail {
    /// `image/png` or `image/jpeg`.
    pub media_type: String,
    /// The encoded picture.
    pub bytes: Vec<u8>,
}

/// Why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThumbnailRefused {
    /// The reader's kebab-case code.
    pub code: String,
    /// Whether another try with the same reader cannot end otherwise. Only then is the item marked as read.
    pub is_final: bool,
}

/// What became of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThumbnailOutcome {
    /// So many thumbnails were made.
    Made(usize),
    /// The item has no picture.
    NoPicture,
    /// No thumbnail could be made of its last picture.
    Refused(ThumbnailRefused),
}

impl ThumbnailOutcome {
    /// Kebab-case, as the vault remembers it.
    pub fn code(&self) -> &str {
        match self {
            ThumbnailOutcome::Made(_) => "made",
            ThumbnailOutcome::NoPicture => "no-picture",
            ThumbnailOutcome::Refused(refused) => &refused.code,
        }
    }
}

/// Makes the thumbnails of all pictures of `item` and marks it as read, unless the refusal may pass (a reader that is
/// missing, say).
pub fn make_thumbnail(vault: &mut Vault, reader: &dyn ThumbnailReader, item: ItemId) -> Result<ThumbnailOutcome> {
    let detail = vault.item(item)?;
    let is_list = detail.row.kind == Kind::Leaves;
    let pictures = detail.files.iter().filter(|file| {
        !is_list && file.role != "record" && file.media_type.starts_with("image/") && file.media_type != "image/svg+xml"
    });
    let store = vault.objects();
    let mut outcome = ThumbnailOutcome::NoPicture;
    for picture in pictures {
        match (reader.thumbnail(store.open(&picture.digest)?), &outcome) {
            (Ok(made), before) => {
                vault.thumbnail_put(item, &picture.name, &made.media_type, &made.bytes)?;
                let before = if let ThumbnailOutcome::Made(count) = before { *count } else { 0 };
                outcome = ThumbnailOutcome::Made(before + 1);
            }
            (Err(_), ThumbnailOutcome::Made(_)) => {}
            (Err(refused), _) => outcome = ThumbnailOutcome::Refused(refused),
        }
    }
    let may_pass = matches!(&outcome, ThumbnailOutcome::Refused(refused) if !refused.is_final);
    if !may_pass {
        vault.mark_read(item, reader.name(), reader.version(), outcome.code())?;
    }
    Ok(outcome)
}
