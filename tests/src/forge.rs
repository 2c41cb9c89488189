//! The forger: a second implementation of the evidence format, written from its description and sharing no code with
//! the product, so that the two also check each other. It can write every bundle, true or false: it has a key of its
//! own, makes lists, logs, trees, checkpoints, signatures and ZIPs byte by byte, and checks nothing of what it is told.

pub mod authority;
pub mod bundle;
pub mod key;
pub mod list;
pub mod log;
pub mod tree;
pub mod whole;
pub mod zip;

pub use authority::{Authority, Says};
pub use bundle::Forgery;
pub use key::Key;
pub use log::{Entry, Link, Log};

use sha2::{Digest as _, Sha256};

/// SHA-256 as 32 bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 as 64 lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of lower-case hex.
///
/// # Panics
/// On anything else.
pub fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "hex has an even length");
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("hex digits")).collect()
}

/// Standard Base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    use base64ct::Encoding as _;
    base64ct::Base64::encode_string(bytes)
}
