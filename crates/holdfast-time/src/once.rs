//! Asking for something that no vault keeps: a bundle's tag manifest, and a try.

use crate::ask::{Stamped, ask};
use crate::authority::Authority;
use crate::error::ClockError;
use crate::transport::Transport;
use holdfast_proof::Digest;
use holdfast_vault::Outside;

/// Asks all of these authorities at once for a time of these bytes, each once; the answers in their order. It takes as
/// long as the slowest may take.
pub fn ask_once(
    list: &[u8],
    authorities: &[Authority],
    transport: &dyn Transport,
    outside: &Outside,
) -> Vec<(String, Result<Stamped, ClockError>)> {
    let imprint = Digest::of(list);
    std::thread::scope(|scope| {
        let asked: Vec<_> = authorities
            .iter()
            .map(|authority| (authority, scope.spawn(move || ask(authority, imprint, transport, outside))))
            .collect();
        let answer = |(authority, thread): (&Authority, std::thread::ScopedJoinHandle<'_, _>)| {
            let ended = thread.join();
            let died = || Err(ClockError::Unreachable { detail: "the request ended unexpectedly".to_owned() });
            (authority.name.clone(), ended.unwrap_or_else(|_| died()))
        };
        asked.into_iter().map(answer).collect()
    })
}

/// Asks one authority for a time of a random digest, checks the reply to the end, and keeps nothing.
pub fn try_one(authority: &Authority, transport: &dyn Transport, outside: &Outside) -> Result<Stamped, ClockError> {
    let mut digest = [0; 32];
    outside.random.fill(&mut digest);
    ask(authority, Digest::from_bytes(digest), transport, outside)
}
