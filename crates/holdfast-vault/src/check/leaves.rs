//! The leaves' part of a check: the list made again from the part and the recorded key is the sealed list.

use super::{CheckCode, Findings};
use crate::error::{Result, VaultError};
use crate::items::{ItemFile, ItemRow, RECORD_AT_MOST_BYTES};
use crate::tables::derived::{self, LeafKey};
use crate::tables::item;
use crate::vault::Vault;
use holdfast_proof::leaves::{Cutting, write_list};
use holdfast_proof::record::CaptureRecord;
use holdfast_proof::{DigestWriter, seal};

pub(super) fn check(vault: &Vault, path: &str, key: i64, row: &ItemRow, findings: &mut Findings) -> Result<()> {
    let connection = &vault.connection;
    let list_key = match derived::leaf_key(connection, key)? {
        LeafKey::Known(bytes) => bytes,
        LeafKey::Lost => return Ok(()),
        LeafKey::Missing => {
            findings.add(CheckCode::CatalogueDiffers, path, "the row of its key is missing");
            return Ok(());
        }
    };
    // What cannot be read is found among the objects; a source that is not there has lost its leaves to removal.
    let Some(part) = source_part(vault, key)? else { return Ok(()) };
    let mut again = DigestWriter::new();
    let listed = vault.store.open(&part.digest).and_then(|file| {
        let cutting = Cutting::of(&part.name, file).map_err(VaultError::SourceUnreadable)?;
        let Some(cutting) = cutting else { return Ok(()) };
        let file = vault.store.open(&part.digest)?;
        write_list(&list_key, cutting, file, &mut again).map_err(VaultError::SourceUnreadable)?;
        Ok(())
    });
    if listed.is_ok() && again.finish() != row.sha256 {
        findings.add(CheckCode::CatalogueDiffers, path, "its key and its part do not give its list");
    }
    Ok(())
}

/// The part that was cut, as capture.json names it.
fn source_part(vault: &Vault, key: i64) -> Result<Option<ItemFile>> {
    let connection = &vault.connection;
    let files = item::files(connection, key)?;
    let record = files.iter().find(|file| file.name == seal::CAPTURE);
    let bytes = record.and_then(|record| vault.store.read_small(&record.digest, RECORD_AT_MOST_BYTES).ok());
    let capture = bytes.and_then(|bytes| CaptureRecord::parse(&bytes).ok()).map(|(capture, _)| capture);
    let Some((of, name)) = capture.and_then(|capture| Some((capture.of?, capture.part?))) else { return Ok(None) };
    let Some(place) = item::by_seal(connection, &of)? else { return Ok(None) };
    let source = item::files(connection, item::require_key(connection, &place.id)?)?;
    Ok(source.into_iter().find(|file| file.name == name))
}
