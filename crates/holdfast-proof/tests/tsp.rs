//! Time-stamp tokens: what holds, what does not, and that openssl says the same.
//!
//! Keys and signatures are made with openssl at test time; certificates and tokens are put together byte by byte, so that
//! each case has exactly one thing wrong. Real tokens come from the fixtures. `openssl ts -verify` is asked about every
//! one of them, and a difference is only allowed where a case gives the reason.

#[path = "tsp/authority.rs"]
mod authority;
#[path = "tsp/chain.rs"]
mod chain;
#[path = "tsp/fixtures.rs"]
mod fixtures;
#[path = "tsp/flips.rs"]
mod flips;
#[path = "tsp/holds.rs"]
mod holds;
#[path = "tsp/keys.rs"]
mod keys;
#[path = "tsp/made.rs"]
mod made;
#[path = "tsp/openssl.rs"]
mod openssl;
#[path = "tsp/pins.rs"]
mod pins;
#[path = "tsp/refused.rs"]
mod refused;
#[path = "tsp/shaken.rs"]
mod shaken;
#[path = "tsp/told.rs"]
mod told;
