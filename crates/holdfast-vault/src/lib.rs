//! Where evidence lies: one folder with a database, objects and a key. The only crate that writes vault files or
//! speaks SQL.
//!
//! Parts are written into the [`ObjectStore`] by any thread, hashed on the way; [`SealedItem::seal`] makes the
//! item's records and its seal; [`Vault::keep`] forces all of it to the disk and then names it in one transaction
//! with a log entry and a signed checkpoint. Disputes, notes, exports, removals and time proofs are entries of the
//! same log. What waits for a time authority follows from which proofs are kept ([`Vault::list_to_stamp`],
//! [`Vault::keep_proof`]); asking is another crate's.
//! [`Vault::check`] computes everything again, [`salvage`] finds every item from the objects alone, and
//! [`Vault::copy_to`] makes a whole copy while others write. Clock, randomness and the folder of high-water marks
//! come from [`Outside`].
//!
//! Promises (each is a test): what is reported kept survives a crash; the same bytes are one object; nothing is
//! ever half-done; several programs write by turns and nobody hears of a lock; whatever was changed by hand is
//! found; a removed item leaves no byte.
//!
//! ```
//! use chrono::{DateTime, FixedOffset};
//! use holdfast_proof::Salt;
//! use holdfast_proof::record::{EnvironmentRecord, Field, How, Kind, Origin};
//! use holdfast_vault::{Access, Began, Clock, ItemDraft, Outside, PartDraft, Random, SealedItem, Unwatched, Vault};
//! use std::sync::Arc;
//!
//! struct Device; // a real one looks at the real clock and asks the system for randomness
//! impl Clock for Device {
//!     fn now(&self) -> DateTime<FixedOffset> {
//!         DateTime::parse_from_rfc3339("2025-11-02T14:03:05.120+08:00").expect("a good time")
//!     }
//!     fn monotonic_ms(&self) -> u64 {
//!         0
//!     }
//! }
//! impl Random for Device {
//!     fn fill(&self, bytes: &mut [u8]) {
//!         bytes.fill(7);
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let marks = folder.path().join("marks");
//! let outside = Outside { clock: Arc::new(Device), random: Arc::new(Device), marks, spare_bytes: 0 };
//! let mut vault = Vault::create(&folder.path().join("vault"), outside.clone())?;
//!
//! let began = Began::now(&outside);
//! let written = vault.objects().write(&mut &b"the bytes as received"[..], &Unwatched)?;
//! let mut environment = EnvironmentRecord::new(Salt::from_bytes([0; 32]));
//! environment.set("original_name", Field::declared("chat.txt"));
//! let name = "p001.txt".to_owned();
//! let part = PartDraft { name, role: "original".to_owned(), media_type: "text/plain".to_owned(), written };
//! let how = How { tool: "holdfast".to_owned(), command: "item add".to_owned() };
//! let stated = (Kind::Chat, Origin::SuppliedByUser, how);
//! let mut draft = ItemDraft::of_part(stated, part, environment, &began, &outside);
//! draft.dedupe = true; // the same bytes added again are the same item
//! let sealed = SealedItem::seal(&vault.objects(), draft, &outside)?;
//! let kept = vault.keep(vec![sealed])?.remove(0);
//! assert_eq!(kept.name, "chat.txt");
//!
//! let dispute = vault.dispute_create("Kettle, order 4711")?;
//! assert_eq!(vault.attach(dispute.id, &[kept.id], Some("the promised price"))?[0].label, "E01");
//!
//! let vault = Vault::open(&folder.path().join("vault"), outside, Access::Read)?;
//! assert!(vault.check(&Unwatched)?.is_whole());
//! # Ok(())
//! # }
//! ```

mod advice;
mod authorities;
mod check;
mod copy;
mod database;
mod direct;
mod disputes;
mod durable;
mod erase;
mod error;
mod export;
mod items;
mod key;
mod layout;
mod log;
mod mark;
mod noticing;
mod objects;
mod outside;
mod pages;
mod proofs;
mod removal;
mod renewal;
mod salvage;
mod sealing;
mod stamping;
mod tables;
mod vault;
mod writing;

// The vault, and what it takes from outside.
pub use advice::Advice;
pub use error::{Result, VaultError};
pub use outside::{Clock, Outside, Random, Unwatched, Watch};
pub use vault::{Access, Vault, VaultInfo};

// Keeping: objects, drafts, sealed items.
pub use direct::{DirectFile, PageBuffer};
pub use objects::{ObjectStore, Written};
pub use sealing::{Began, ItemDraft, PartDraft, SealedItem};

// What is kept: items, disputes, log, exports.
pub use disputes::{DisputeDetail, DisputeRow, DisputeState, ExhibitRow, ExhibitState, HistoryRow, exhibit_label};
pub use export::{BundleRow, ExportBegun, ExportFinished, ExportPlan, InclusionProof};
pub use items::{Filter, ItemDetail, ItemFile, ItemRow, Kept};
pub use log::LogEntry;
pub use pages::{AttachedAs, ItemCardRow, ItemOrder, ItemQuery};
pub use removal::Removed;

// Time: what waits, proofs, authorities that the user added, renewal.
pub use authorities::{Asking, AuthorityRow};
pub use proofs::{ItemProof, ItemTime, LastClocks, ProofList, ProofsForExport, TimeState, TokenFile};
pub use renewal::{RENEWAL_DAYS, RenewalDue};
pub use stamping::{BATCH_LINES, ListKind, ListToStamp, ProofFacts, ProofKept, StampingTurn, Waiting};

// The whole vault: checking, finding again, erasing, noticing what others commit.
pub use check::{CheckCode, CheckFinding, CheckLevel, CheckReport};
pub use erase::erase;
pub use mark::forget_mark;
pub use noticing::{Noticed, Noticing};
pub use salvage::{SalvageReport, salvage};
