//! Bundles made from hand-filled input, checked by eyes that share no code with the writer: the reader of
//! holdfast-proof where it fits, and the public tools a lawyer has.

mod desk;
mod from_vault;
mod layout;
mod metadata;
mod pages;
mod preview;
mod proofs;
mod refusals;
mod tools;
