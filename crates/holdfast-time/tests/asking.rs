//! The promises of asking, each a test, against a real authority on 127.0.0.1 and against ones that misbehave.

// Shared with the tests at the boundaries, which start the same authority.
#[path = "../../../tests/src/clock.rs"]
#[allow(dead_code, unreachable_pub, reason = "other tests use the rest of it")]
mod clock;
#[path = "asking/world.rs"]
mod world;

#[path = "asking/client.rs"]
mod client;
#[path = "asking/queue.rs"]
mod queue;
#[path = "asking/renewing.rs"]
mod renewing;
