//! Whatever comes in, a reader answers: proptest over bytes, over changed tokens and over files of roots.

use crate::authority::{Authority, pem};
use crate::openssl;
use holdfast_proof::tsp::{Outcome, Token, Trust};
use proptest::prelude::*;
use std::sync::OnceLock;

/// A good answer, made once.
fn good() -> &'static (Vec<u8>, Vec<u8>) {
    static GOOD: OnceLock<(Vec<u8>, Vec<u8>)> = OnceLock::new();
    GOOD.get_or_init(|| {
        let authority = Authority::ec();
        (authority.token().response(), authority.root())
    })
}

fn answered(bytes: &[u8], trust: &Trust) -> Option<Outcome> {
    let token = Token::read(bytes).ok()?;
    let checked = token.check(trust);
    // What is shown is bounded, whatever a certificate says of itself.
    assert!(checked.by.claimed().unwrap_or_default().len() < 8_000, "a name is cut off");
    assert!(checked.findings(checked.at).len() <= 40, "as many findings as there can be reasons");
    Some(checked.outcome)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(answered(&bytes, &Trust::pins()).is_none(), "chance makes no token");
        let _ = Trust::nobody().with_pem(&bytes);
    }

    #[test]
    fn bytes_that_begin_like_a_token_are_answered(tail in prop::collection::vec(any::<u8>(), 0..600), take in 0_usize..200) {
        if openssl::is_there() {
            let (response, _) = good();
            let bytes = [&response[..take.min(response.len())], &tail].concat();
            prop_assert_ne!(answered(&bytes, &Trust::pins()), Some(Outcome::Proven), "no root of ours is pinned");
        }
    }

    #[test]
    fn a_token_changed_in_a_few_places_is_answered_and_never_says_more(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..6),
    ) {
        if openssl::is_there() {
            let (response, root) = good();
            let mut bytes = response.clone();
            for (index, value, kind) in changes {
                if bytes.is_empty() {
                    break;
                }
                let at = index.index(bytes.len());
                match kind {
                    0 => bytes[at] = value,
                    1 => bytes.truncate(at),
                    2 => bytes.insert(at, value),
                    _ => {
                        bytes.remove(at);
                    }
                }
            }
            let trust = Trust::nobody().with_pem(root).expect("a root");
            if answered(&bytes, &trust) == Some(Outcome::Proven) {
                let (one, other) = (Token::read(&bytes).expect("read"), Token::read(response).expect("read"));
                prop_assert_eq!(one.gen_time(), other.gen_time(), "what is proven is what was signed");
                prop_assert_eq!(one.imprint(), other.imprint(), "what is proven is what was signed");
            }
        }
    }

    #[test]
    fn a_file_of_roots_changed_in_a_few_places_is_answered(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), whole in any::<bool>(),
    ) {
        if openssl::is_there() {
            let mut bytes = if whole { good().1.clone() } else { pem(&good().1).into_bytes() };
            for (index, value) in changes {
                let at = index.index(bytes.len());
                bytes[at] = value;
            }
            let _ = Trust::pins().with_pem(&bytes);
        }
    }
}

#[test]
fn nesting_without_end_is_answered() {
    for (head, tail) in [
        (&[0x30, 0x80][..], &[][..]),
        (&[0x30, 0x84, 0x7f, 0xff, 0xff, 0xff], &[]),
        (&[0xa0, 0x82, 0xff, 0xff], &[0x30]),
    ] {
        let bytes: Vec<u8> = head.iter().copied().cycle().take(60_000).chain(tail.iter().copied()).collect();
        assert!(answered(&bytes, &Trust::pins()).is_none(), "no token, and no deep stack");
    }
}
