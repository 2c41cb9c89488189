//! What Holdfast claims about evidence, and how anyone checks it.
//!
//! This crate is the evidence format in code: digests, the one list grammar, strict JSON, the records of an
//! item and its seal, the log with its Merkle tree, checkpoint, keys and signatures, and the check of a whole
//! bundle. It knows no SQL, network, clock, randomness or environment: those come in as arguments, so that the
//! same bytes give the same answer on every machine. Bad input is normal input: a typed error or a finding.
//!
//! ```
//! use holdfast_proof::{Digest, list::List};
//!
//! let photo = Digest::of(b"the bytes as received");
//! let list = List::build(vec![("p001.png".to_owned(), photo)]).expect("a good name");
//! assert_eq!(list.get("p001.png"), Some(photo));
//! ```

// What is hashed, and how it is written down.
pub mod digest;
pub mod hex;
pub mod id;
pub mod json;
pub mod list;
pub mod time;

// One item: its records, its seal, its lines shown in part.
pub mod leaves;
pub mod record;
pub mod seal;

// The log: lines, bodies, tree, chains and epochs.
pub mod body;
pub mod chain;
pub mod epochs;
pub mod log;
pub mod tree;

// Keys and what they sign.
pub mod checkpoint;
pub mod key;
pub mod sshsig;

// What somebody else's clock says.
pub mod pins;
pub mod tsp;

// The check of a bundle.
pub mod bag;
pub mod finding;
pub mod source;
pub mod verdict;
pub mod verify;
pub mod zip;

pub use digest::{Digest, DigestWriter, Salt};
pub use finding::{Code, Finding, Level};
pub use id::{DisputeId, ExportId, ItemId, VaultId};
