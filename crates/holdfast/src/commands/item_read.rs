//! `item read`: what is derived from items, by readers that cannot hurt: thumbnails from the limited process, message
//! leaves from our own cutter. Nothing here is evidence, except that a list of leaves is sealed like an item.

use std::fs::File;
use std::path::Path;

use holdfast_capture::{
    MadeThumbnail, ThumbnailOutcome, ThumbnailReader, ThumbnailRefused, make_thumbnail, read_item, read_unread,
};
use holdfast_proof::ItemId;
use holdfast_readers::{Reader, THUMBNAIL_READER, THUMBNAIL_READER_VERSION};
use holdfast_vault::Vault;

use super::item::item_named;
use crate::answers::{ItemsRead, ReadSum};
use crate::session::Below;
use crate::{Holdfast, Result, Watch};

/// The longer side of a thumbnail, in pixels.
const LONGEST_SIDE: u32 = 480;

/// Reads the named item again, or every item that no reader has seen yet.
pub fn item_read(holdfast: &Holdfast, id: Option<String>, watch: &dyn Watch) -> Result<ItemsRead> {
    let mut vault = holdfast.write()?;
    let reader = reader(holdfast);
    let thumbnails = reader.as_ref().map(|reader| reader as &dyn ThumbnailReader);
    let (environment, outside) = (holdfast.outside.environment(&vault)?, &holdfast.outside.vault);
    let read = match id {
        Some(id) => {
            let id = item_named(&vault, &id)?;
            let read = read_item(&mut vault, id, thumbnails, &environment, outside, &Below(watch))?;
            let mut sum = ReadSum { lists: read.leaves.made.len() as u64, ..ReadSum::default() };
            match read.thumbnail {
                Some(ThumbnailOutcome::Made(count)) => sum.thumbnails = count as u64,
                Some(ThumbnailOutcome::Refused(_)) => sum.refused = 1,
                Some(ThumbnailOutcome::NoPicture) | None => {}
            }
            sum
        }
        None => {
            let count = read_unread(&mut vault, thumbnails, &environment, outside, &Below(watch))?;
            ReadSum { thumbnails: count.thumbnails as u64, lists: count.leaves as u64, refused: count.refused as u64 }
        }
    };
    let reachable = holdfast.outside.reader.as_deref().is_some_and(Path::is_file);
    let advice = if reachable { Vec::new() } else { vec!["reader-unreachable"] };
    Ok(ItemsRead { read, advice })
}

/// Makes the thumbnails of an item that has a picture without one. That there is none afterwards is no error.
pub(super) fn make_missing_thumbnails(holdfast: &Holdfast, vault: &mut Vault, item: ItemId) -> Result<()> {
    let Some(reader) = reader(holdfast) else { return Ok(()) };
    let mut missing = false;
    for file in vault.item(item)?.files {
        let is_picture = file.role != "record" && file.media_type.starts_with("image/");
        missing |= is_picture && vault.thumbnail(item, &file.name)?.is_none();
    }
    if missing {
        make_thumbnail(vault, &reader, item)?;
    }
    Ok(())
}

fn reader(holdfast: &Holdfast) -> Option<LimitedProcess<'_>> {
    holdfast.outside.reader.as_deref().map(|program| LimitedProcess { program })
}

/// `holdfast-reader`, started for each picture.
struct LimitedProcess<'a> {
    program: &'a Path,
}

impl ThumbnailReader for LimitedProcess<'_> {
    fn name(&self) -> &str {
        THUMBNAIL_READER
    }

    fn version(&self) -> &str {
        THUMBNAIL_READER_VERSION
    }

    fn thumbnail(&self, picture: File) -> std::result::Result<MadeThumbnail, ThumbnailRefused> {
        match (Reader { program: self.program, font: None, time: None }).thumbnail(picture, LONGEST_SIDE) {
            Ok(made) => Ok(MadeThumbnail { media_type: made.format.media_type().to_owned(), bytes: made.bytes }),
            Err(problem) => Err(ThumbnailRefused { code: problem.code().to_owned(), is_final: problem.is_final() }),
        }
    }
}
