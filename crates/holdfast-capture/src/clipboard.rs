//! What was copied elsewhere and is kept here: files, a picture, or text.
//!
//! Files win over a picture, a picture over text: programs offer lesser forms beside the one they mean. Files are taken
//! like any others; a picture is kept as PNG, text as UTF-8, both as they were handed over, with a name made from the
//! time. What a clipboard holds has no place of its own: environment.json says that its name is not known.

use crate::add::IntakeOptions;
use crate::kind;
use crate::sniff::sniff;
use crate::text::TextEncoding;
use holdfast_proof::record::{EnvironmentRecord, Field, Origin};
use holdfast_vault::{Began, ItemDraft, Kept, Outside, PartDraft, SealedItem, Unwatched, Vault, VaultError};
use std::path::PathBuf;

/// A clipboard, asked for one form of what it holds at a time.
pub trait Clipboard: Send + Sync {
    /// Files that were copied in a file manager; empty when there are none.
    fn files(&self) -> Result<Vec<PathBuf>, ClipboardProblem>;
    /// A picture.
    fn picture(&self) -> Result<Option<Picture>, ClipboardProblem>;
    /// Text.
    fn text(&self) -> Result<Option<String>, ClipboardProblem>;
}

/// Pixels row by row, red, green, blue and alpha, one byte each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// Files and folders, to be taken with [`crate::plan`] and [`crate::add`].
    Files(Vec<PathBuf>),
    /// To be kept with [`keep_copied`].
    Picture(Picture),
    /// To be kept with [`keep_copied`].
    Text(String),
}

/// Why nothing came from the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClipboardProblem {
    /// Nothing that can be kept was copied.
    #[error("the clipboard is empty")]
    Empty,
    /// The system's clipboard does not answer.
    #[error("the clipboard cannot be reached: {detail}")]
    Unreachable { detail: String },
}

impl ClipboardProblem {
    /// Every code, once, in alphabetical order.
    pub const CODES: &'static [&'static str] = &["clipboard-empty", "clipboard-unreachable"];

    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "clipboard-empty",
            Self::Unreachable { .. } => "clipboard-unreachable",
        }
    }
}

/// Looks what was copied: files, else a picture, else text. Programs answer oddly when they are asked for a form that they
/// do not offer, so an error of one form counts only when no other form is there.
pub fn copied(clipboard: &dyn Clipboard) -> Result<Copied, ClipboardProblem> {
    let mut refused = None;
    let mut tried = |problem: ClipboardProblem| {
        refused.get_or_insert(problem);
    };
    match clipboard.files() {
        Ok(files) if !files.is_empty() => return Ok(Copied::Files(files)),
        Ok(_) => {}
        Err(problem) => tried(problem),
    }
    match clipboard.picture() {
        Ok(Some(picture)) => return Ok(Copied::Picture(picture)),
        Ok(None) => {}
        Err(problem) => tried(problem),
    }
    match clipboard.text() {
        Ok(Some(text)) if !text.is_empty() => return Ok(Copied::Text(text)),
        Ok(_) => {}
        Err(problem) => tried(problem),
    }
    Err(refused.unwrap_or(ClipboardProblem::Empty))
}

/// Keeps a picture or text as an item; on return it is durable. The same bytes, copied again, are that earlier item.
///
/// Errors: those of the vault; `clipboard-unreachable` for a picture whose size and pixels contradict each other.
pub fn keep_copied(
    vault: &mut Vault,
    copied: &Copied,
    options: &IntakeOptions,
    outside: &Outside,
) -> Result<Kept, KeepCopiedError> {
    let began = Began::now(outside);
    let (bytes, ending) = match copied {
        Copied::Picture(picture) => (png_of(picture)?, "png"),
        Copied::Text(text) => (text.as_bytes().to_vec(), "txt"),
        Copied::Files(_) => return Err(ClipboardProblem::Empty.into()),
    };
    let store = vault.objects();
    store.make_room_for(bytes.len() as u64)?;
    let written = store.write(&mut bytes.as_slice(), &Unwatched)?;
    if !written.fresh
        && let Some(kept) = vault.already_kept(&written.digest)?
    {
        return Ok(kept);
    }
    let name = format!("clipboard-{}.{ending}", began.at.format("%Y-%m-%d-%H%M%S"));
    let sniffed = sniff(&written.first_bytes, ending);
    let media_type = if ending == "txt" { "text/plain" } else { "image/png" };
    let kind = options.kind.unwrap_or_else(|| kind::propose(&sniffed, &name, ""));
    let stated = (kind, Origin::CapturedByHoldfast, options.how.clone());
    let part =
        PartDraft { name: format!("p001.{ending}"), role: "original".into(), media_type: media_type.into(), written };
    let draft = ItemDraft {
        name,
        dedupe: true,
        record_not_before: vault.record_not_before()?,
        ..ItemDraft::of_part(stated, part, environment(options, media_type), &began, outside)
    };
    let sealed = SealedItem::seal(&store, draft, outside)?;
    let kept = vault.keep(vec![sealed])?;
    kept.into_iter().next().ok_or_else(|| VaultError::DraftUnsound { detail: "nothing was kept".into() }.into())
}

/// Why what was copied is not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepCopiedError {
    /// It could not be had.
    #[error(transparent)]
    Clipboard(#[from] ClipboardProblem),
    /// The vault could not take it.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

fn environment(options: &IntakeOptions, media_type: &str) -> EnvironmentRecord {
    let mut record = options.environment.record();
    record.set("original_name", Field::unavailable("from-clipboard"));
    record.set("measured_type", Field::measured(media_type));
    if media_type == "text/plain" {
        record.set("text_encoding", Field::measured(TextEncoding::Utf8.as_str()));
    }
    record
}

/// The pixels as PNG, losslessly; the same pixels give the same bytes.
fn png_of(picture: &Picture) -> Result<Vec<u8>, ClipboardProblem> {
    let unsound = |detail: String| ClipboardProblem::Unreachable { detail };
    let expected = u128::from(picture.width) * u128::from(picture.height) * 4;
    if expected == 0 || expected != picture.rgba.len() as u128 {
        let (width, height, bytes) = (picture.width, picture.height, picture.rgba.len());
        return Err(unsound(format!("a picture of {width} × {height} pixels in {bytes} bytes")));
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&picture.rgba)?;
        writer.finish()
    });
    written.map_err(|error| unsound(error.to_string()))?;
    Ok(bytes)
}
