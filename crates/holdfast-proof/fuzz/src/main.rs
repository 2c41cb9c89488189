//! Any bytes as a token, as an answer to a question, and as a file of roots: every way in which a stranger's bytes about
//! time are read. What is shown of them has to be showable as well.

#![no_main]

use holdfast_proof::Digest;
use holdfast_proof::tsp::{Request, Token, Trust};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fn trust() -> &'static Trust {
    static TRUST: OnceLock<Trust> = OnceLock::new();
    TRUST.get_or_init(Trust::pins)
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(token) = Token::read(bytes) {
        let checked = token.check(trust());
        let _ = (checked.by.text(), checked.findings(checked.at).len(), token.covers(bytes));
        let _ = token.answers(&Request { imprint: Digest::of(bytes), nonce: [7; 16] });
    }
    let _ = Trust::nobody().with_pem(bytes);
});
