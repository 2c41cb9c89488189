//! How evidence goes out: a BagIt bag in one ZIP, with pages that say what it is and how to check it.
//!
//! A bundle is planned first, as a plain value: every member with its name, size and source, and so every offset
//! in the ZIP. Then it is written: each object is read once, hashed, and compared with its digest; the file is
//! complete under its final name or not there at all. What is made here is what `holdfast-verify` checks, byte by
//! byte (docs/format.md, sections 7, 8 and 10).
//!
//! - [`create`]: the whole way, from a vault to a file.
//! - [`draft`], [`check_room`], [`make`]: the same in steps, for whoever shows first what would go out.
//! - [`outline`], [`preview`], [`expected_bytes`]: what it would hold and say, for whoever is still choosing.
//! - [`plan`], [`write`]: without a vault.
//! - [`Draft`], [`Announcement`]: what a bundle is made from, as plain values.
//! - [`Proof`], [`StampedList`], [`ManifestToken`]: the time proofs that go out.

mod choices;
pub mod content;
mod create;
mod error;
mod frame;
mod html;
mod index;
mod input;
mod metadata;
mod pictures;
mod plan;
mod preview;
mod proofs;
mod read_me;
mod stream;
mod target;
mod zip;

pub use choices::Choices;
pub use create::{BundleMade, create, draft, make, outline};
pub use error::{BundleError, Result};
pub use holdfast_proof::body::Edition;
pub use input::{
    Announcement, Draft, Exhibit, InclusionPath, ManifestToken, Proof, Showing, ShownFile, ShownItem, StampedList,
    StoredToken, Thumbnail,
};
pub use plan::{Member, Plan, Source, plan};
pub use preview::{Preview, preview};
pub use stream::Objects;
pub use target::{Written, check_room, expected_bytes, write};

/// The list of an item's folder.
pub(crate) const SEAL: &str = holdfast_proof::seal::LIST;
/// The record that may be withheld alone.
pub(crate) const ENVIRONMENT: &str = holdfast_proof::seal::ENVIRONMENT;
/// The namespace of the signature over the tag manifest.
pub(crate) const NAMESPACE: &str = "bundle@holdfast";
