//! Asking time authorities: the only crate that sends anything from the user's machine, and what it sends is a digest.
//!
//! A time authority (RFC 3161) signs "these 32 bytes were shown to me at this time". [`run`] takes what waits in a
//! vault, asks each agreed authority for it list by list, checks every reply fully and keeps what holds. [`ask_once`]
//! asks for a list that no vault holds, [`try_one`] only tries whether an authority answers well.
//!
//! Rules: nothing is asked but the authorities that the caller hands in, which the user agreed to; no redirect is
//! followed, because it leads to somebody else; a reply that does not hold is refused and recorded; one failure ends
//! an authority's turn until its time has come; intake never waits for any of this. Clock and randomness come in with
//! [`Outside`](holdfast_vault::Outside), the network with [`Transport`].
//!
//! ```no_run
//! # fn example(vault: &mut holdfast_vault::Vault, outside: &holdfast_vault::Outside) -> Result<(), holdfast_time::RunError> {
//! use holdfast_time::{Authority, Http, RunHow, REPLY_LIMIT, run};
//! use holdfast_vault::Unwatched;
//! let mut agreed: Vec<Authority> = Authority::defaults();
//! agreed.extend(vault.authority_list()?.into_iter().map(Authority::from));
//! let done = run(vault, &agreed, &Http::new(REPLY_LIMIT), RunHow::InTheBackground, outside, &Unwatched)?;
//! for authority in &done.authorities {
//!     println!("{}: {} items stamped, {} wait", authority.name, authority.items, authority.waiting);
//! }
//! # Ok(())
//! # }
//! ```

mod ask;
mod authority;
mod back_off;
mod error;
mod http;
mod once;
mod run;
mod transport;

// Whom to ask, and how.
pub use authority::Authority;
pub use error::ClockError;
pub use http::{Http, REPLY_LIMIT};
pub use transport::{REPLY_BYTES, Reply, Transport};

// Asking for what waits in a vault.
pub use run::{AuthorityDone, RunDone, RunError, RunHow, StampWatch, run};

// Asking for something else.
pub use ask::Stamped;
pub use once::{ask_once, try_one};
