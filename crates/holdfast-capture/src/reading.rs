//! Reading what came in: leaves and thumbnails, for one item or for all that no reader has seen. The vault remembers
//! each reader's name and version with its outcome, so reading goes on where it was stopped.

use crate::EnvironmentBase;
use crate::leaves::{LEAVES_READER, LEAVES_READER_VERSION, LeavesMade, make_leaves};
use crate::thumbnail::{ThumbnailOutcome, ThumbnailReader, make_thumbnail};
use holdfast_proof::ItemId;
use holdfast_vault::{Outside, Result, Vault, VaultError, Watch};

/// What was made of one item.
#[derive(Debug)]
pub struct ItemRead {
    /// Its leaves.
    pub leaves: LeavesMade,
    /// Its thumbnails; `None` without a reader for them.
    pub thumbnail: Option<ThumbnailOutcome>,
}

/// What was made of the whole queue.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct ReadingCount {
    /// Leaves items made.
    pub leaves: usize,
    /// Items that got a thumbnail.
    pub thumbnails: usize,
    /// Items of which something could not be made; the vault remembers why.
    pub refused: usize,
}

/// How many items one look into the queue takes.
const PAGE: usize = 100;

/// Reads one item, whether or not it was read before.
pub fn read_item(
    vault: &mut Vault,
    item: ItemId,
    thumbnails: Option<&dyn ThumbnailReader>,
    environment: &EnvironmentBase,
    outside: &Outside,
    watch: &dyn Watch,
) -> Result<ItemRead> {
    let leaves = make_leaves(vault, item, environment, outside, watch)?;
    let thumbnail = thumbnails.map(|reader| make_thumbnail(vault, reader, item)).transpose()?;
    Ok(ItemRead { leaves, thumbnail })
}

/// Reads every item that a reader has not seen, thumbnails first: they are what a person waits for. Cancelled, it
/// ends with what was made; a damaged object is one item's refusal. A thumbnail reader that cannot be started ends
/// only the thumbnails.
pub fn read_unread(
    vault: &mut Vault,
    thumbnails: Option<&dyn ThumbnailReader>,
    environment: &EnvironmentBase,
    outside: &Outside,
    watch: &dyn Watch,
) -> Result<ReadingCount> {
    let mut count = ReadingCount::default();
    if let Some(reader) = thumbnails {
        each_unread(vault, reader.name(), reader.version(), watch, |vault, item| {
            match make_thumbnail(vault, reader, item) {
                Ok(ThumbnailOutcome::Made(_)) => count.thumbnails += 1,
                Ok(ThumbnailOutcome::NoPicture) => {}
                Ok(ThumbnailOutcome::Refused(refused)) => {
                    count.refused += 1;
                    return Ok(refused.is_final);
                }
                Err(error) => {
                    note_damage(vault, item, reader.name(), reader.version(), error)?;
                    count.refused += 1;
                }
            }
            Ok(true)
        })?;
    }
    each_unread(vault, LEAVES_READER, LEAVES_READER_VERSION, watch, |vault, item| {
        match make_leaves(vault, item, environment, outside, watch) {
            Ok(made) => count.leaves += made.made.len(),
            Err(VaultError::Cancelled) => return Ok(false),
            Err(error) => {
                note_damage(vault, item, LEAVES_READER, LEAVES_READER_VERSION, error)?;
                count.refused += 1;
            }
        }
        Ok(true)
    })?;
    Ok(count)
}

/// Calls `read` for each item that this reader has not seen, until it says `false` or the watch says stop. Each call
/// must mark its item, or the queue would give it again.
fn each_unread(
    vault: &mut Vault,
    reader: &str,
    version: &str,
    watch: &dyn Watch,
    mut read: impl FnMut(&mut Vault, ItemId) -> Result<bool>,
) -> Result<()> {
    loop {
        let page = vault.unread_items(reader, version, PAGE)?;
        if page.is_empty() {
            return Ok(());
        }
        for item in page {
            if watch.cancelled() || !read(vault, item)? {
                return Ok(());
            }
            watch.item();
        }
    }
}

/// An item whose bytes are missing or damaged is marked with that code, so that it does not stop the queue; `vault
/// check` names it. Any other error is the vault's and ends the reading.
fn note_damage(vault: &mut Vault, item: ItemId, reader: &str, version: &str, error: VaultError) -> Result<()> {
    match error {
        VaultError::ObjectMissing { .. } | VaultError::ObjectDamaged { .. } => {
            vault.mark_read(item, reader, version, error.code())
        }
        error => Err(error),
    }
}
