//! Video and audio for the viewer, over loopback: WebKitGTK plays media from `http:` only, not from a scheme of ours.
//!
//! - A viewing is one part shown in one viewer. It has a listener of its own on 127.0.0.1 with a port that the system
//!   chooses, and one path of 256 random bits; both end with the viewer, and all of them with the program.
//! - Only a request that names exactly this host and port, this path, and no foreign origin gets bytes (404, 403
//!   otherwise): another program of this user, or a web page that guesses ports, learns nothing.
//! - Bytes are read as they are sent, one block at a time, by at most [`CONNECTIONS`] connections of a viewing; whoever
//!   says nothing for [`PATIENCE`] is let go.
//! - What goes out has a video or audio type, or none that a browser would show, and may not be sniffed.

mod answer;
mod request;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::fs::File;
use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many connections of one viewing at a time; a player uses two or three.
pub(crate) const CONNECTIONS: usize = 8;
/// How long a connection may take to say what it wants.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// So many viewings at a time. The window shows one or two; a page that was reloaded leaves some behind.
const VIEWINGS: usize = 4;

/// What one viewing shows.
#[derive(Debug)]
pub(crate) struct Media {
    pub(crate) file: File,
    pub(crate) size_bytes: u64,
    /// `video/mp4`, `audio/mpeg`; anything that is neither is sent as bytes without a type.
    pub(crate) media_type: String,
}

/// All viewings that are open.
#[derive(Debug, Default)]
pub(crate) struct Viewings {
    open: Mutex<VecDeque<(u64, Viewing)>>,
    last: Mutex<u64>,
}

impl Viewings {
    /// Opens a viewing for pages of `origin`: its number, and the address for the player. The oldest goes when there
    /// are too many.
    pub(crate) fn open(&self, media: Media, origin: &str) -> io::Result<(u64, String)> {
        let viewing = Viewing::open(media, origin)?;
        let address = viewing.address.clone();
        let number = {
            let mut last = lock(&self.last);
            *last += 1;
            *last
        };
        let mut open = lock(&self.open);
        open.push_back((number, viewing));
        while open.len() > VIEWINGS {
            open.pop_front();
        }
        Ok((number, address))
    }

    /// Ends a viewing and every connection of it. One that is not open is left at that.
    pub(crate) fn close(&self, number: u64) {
        lock(&self.open).retain(|(open, _)| *open != number);
    }

    /// Ends all of them.
    pub(crate) fn close_all(&self) {
        lock(&self.open).clear();
    }
}

/// One listener and its connections; dropped, it is closed.
#[derive(Debug)]
struct Viewing {
    address: String,
    shared: Arc<Shared>,
}

/// What the listener's thread and those of its connections look at.
#[derive(Debug)]
struct Shared {
    media: Media,
    /// `127.0.0.1:40123`
    host: String,
    /// `/` and 64 hexadecimal digits.
    path: String,
    origin: String,
    closed: AtomicBool,
    connections: Mutex<Vec<(SocketAddr, TcpStream)>>,
}

impl Viewing {
    fn open(media: Media, origin: &str) -> io::Result<Viewing> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let host = listener.local_addr()?.to_string();
        let path = random_path()?;
        let shared = Arc::new(Shared {
            media,
            path,
            origin: origin.to_owned(),
            closed: AtomicBool::new(false),
            connections: Mutex::default(),
            host,
        });
        let address = format!("http://{}{}", shared.host, shared.path);
        let accepting = Arc::clone(&shared);
        std::thread::Builder::new().name("media".to_owned()).spawn(move || accept(&listener, &accepting))?;
        Ok(Viewing { address, shared })
    }
}

impl Drop for Viewing {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        for (_, stream) in lock(&self.shared.connections).drain(..) {
            let _already_gone = stream.shutdown(Shutdown::Both);
        }
        // The listener's thread waits for somebody to connect; this is somebody.
        if let Ok(address) = self.shared.host.parse() {
            let _already_gone = TcpStream::connect_timeout(&address, PATIENCE);
        }
    }
}

/// Takes connections until the viewing is closed; each has a thread.
fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    loop {
        let accepted = listener.accept();
        if shared.closed.load(Ordering::SeqCst) {
            return;
        }
        let Ok((stream, peer)) = accepted else {
            // Out of handles, or the other end left before its turn: both pass.
            std::thread::sleep(Duration::from_millis(50));
            continue;
        };
        let Ok(kept) = stream.try_clone() else { continue };
        {
            let mut connections = lock(&shared.connections);
            if connections.len() >= CONNECTIONS {
                // Dropped unread: whoever floods the port costs a handshake and nothing more.
                continue;
            }
            connections.push((peer, kept));
        }
        let connection = Connection { peer, shared: Arc::clone(shared) };
        let started = std::thread::Builder::new().name("media connection".to_owned());
        // Without a thread the connection is dropped, and with it its place.
        let _started = started.spawn(move || {
            let _gone = answer::answer(&stream, &connection.shared);
            // The browser's end has closed, or this one is done: nothing more is to be said either way.
            let _already_gone = stream.shutdown(Shutdown::Both);
        });
    }
}

/// A connection's place among those of its viewing; dropped, the place is free.
struct Connection {
    peer: SocketAddr,
    shared: Arc<Shared>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        lock(&self.shared.connections).retain(|(peer, _)| *peer != self.peer);
    }
}

/// `/` and 256 bits that nobody can guess.
fn random_path() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    let mut path = String::from("/");
    for byte in bytes {
        let _written = write!(path, "{byte:02x}");
    }
    Ok(path)
}

/// A thread that panicked left whole values behind: each is set in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
