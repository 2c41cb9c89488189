//! The command line from outside, as docs/command-line.md promises it: exit statuses, one JSON object, the same shapes,
//! names of every kind, what is refused and with which code.

mod answers;
mod disputes;
mod exits;
mod names;
mod time;

use holdfast_tests::program::{Desk, Ran};
use serde_json::Value;

/// A desk with an empty vault.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.holdfast(&["vault", "create"]).expect(0);
    desk
}

/// The code of an error answer, which must have message and help too.
#[track_caller]
fn error_code(ran: &Ran) -> String {
    let answer = ran.json();
    for key in ["message", "help"] {
        let text = answer["error"][key].as_str().unwrap_or_default();
        assert!(!text.is_empty(), "an error has a {key}: {}", ran.story());
    }
    answer["error"]["code"].as_str().unwrap_or_else(|| panic!("no error: {}", ran.story())).to_owned()
}

/// The keys of an object, in its order.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default()
}
