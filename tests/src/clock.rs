//! A real time authority on 127.0.0.1, and ones that misbehave: `openssl ts -reply` behind a few lines of HTTP.
//!
//! [`Authority::start`] makes keys and certificates of their own in a temporary folder and answers until it is dropped.
//! What it does with a question can be changed while it runs. It knows nothing of Holdfast's crates, so that tests of
//! any of them can have it by its path.

// Named by path, so that a crate's own tests can name this file by its path.
#[path = "clock/keys.rs"]
mod keys;
#[path = "clock/server.rs"]
mod server;

pub use keys::Keys;

use keys::Made;
use server::Server;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What an authority does with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behaviour {
    /// Answers it.
    Good,
    /// Answers it after this time.
    Slow(Duration),
    /// Sends the head and then a byte now and then, never the end.
    Dripping,
    /// Hangs up in the middle of the reply.
    Dropped,
    /// Answers this HTTP status and nothing else.
    Status(u16),
    /// Answers 429 with this `Retry-After`.
    Busy(&'static str),
    /// A web page, and a good status.
    Html,
    /// A web page that says it were a reply.
    HtmlAsReply,
    /// A hundred megabytes.
    Huge,
    /// Says to ask there instead.
    Redirect(String),
    /// A token with another nonce.
    OtherNonce,
    /// A token over other bytes.
    OtherImprint,
    /// PKIStatus 2: rejection.
    Refusing,
    /// The token without the response around it.
    BareToken,
}

/// An authority that runs until it is dropped.
#[derive(Debug)]
pub struct Authority {
    /// Where to POST.
    pub url: String,
    /// Its root certificate.
    pub root_pem: Vec<u8>,
    made: Arc<Made>,
    behaviour: Arc<Mutex<Behaviour>>,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
    _server: Server,
}

impl Authority {
    /// Makes keys and starts to answer.
    pub fn start(keys: Keys) -> Authority {
        Authority::named(keys, "Test Clock")
    }

    /// The same with this name in its certificates.
    pub fn named(keys: Keys, name: &str) -> Authority {
        let made = Arc::new(Made::new(keys, name));
        let behaviour = Arc::new(Mutex::new(Behaviour::Good));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let server = Server::start(Arc::clone(&made), Arc::clone(&behaviour), Arc::clone(&requests));
        let url = format!("http://127.0.0.1:{}/tsa", server.port());
        Authority { url, root_pem: made.root_pem(), made, behaviour, requests, _server: server }
    }

    /// From now on.
    pub fn behave(&self, behaviour: Behaviour) {
        *self.behaviour.lock().expect("not poisoned") = behaviour;
    }

    /// How many questions came so far.
    pub fn requests(&self) -> usize {
        self.requests.lock().expect("not poisoned").len()
    }

    /// The questions, byte for byte.
    pub fn questions(&self) -> Vec<Vec<u8>> {
        self.requests.lock().expect("not poisoned").clone()
    }

    /// The reply to this question (TimeStampReq in DER), without the network.
    pub fn reply(&self, question: &[u8]) -> Vec<u8> {
        self.made.reply(question)
    }

    /// A reply over these bytes, without the network and without a nonce.
    pub fn stamp(&self, bytes: &[u8]) -> Vec<u8> {
        self.made.stamp(bytes)
    }

    /// An address on this computer where nobody answers.
    pub fn nobody() -> String {
        let free = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        format!("http://127.0.0.1:{}/", free.local_addr().expect("an address").port())
    }
}

/// Whether `openssl` is here; says so when it is not.
pub fn openssl_works() -> bool {
    let works = std::process::Command::new("openssl").arg("version").output().is_ok_and(|ran| ran.status.success());
    if !works {
        println!("skipped: no openssl here");
    }
    works
}
