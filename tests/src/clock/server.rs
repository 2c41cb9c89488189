//! As much HTTP as an authority needs, and as many ways to get it wrong.

use super::Behaviour;
use super::keys::Made;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const REPLY: &str = "application/timestamp-reply";
const HUGE_BYTES: usize = 100_000_000;

/// Accepts until it is dropped.
#[derive(Debug)]
pub(super) struct Server {
    port: u16,
    ended: Arc<AtomicBool>,
}

/// What every connection needs.
struct Shared {
    made: Arc<Made>,
    behaviour: Arc<Mutex<Behaviour>>,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub(super) fn start(
        made: Arc<Made>,
        behaviour: Arc<Mutex<Behaviour>>,
        requests: Arc<Mutex<Vec<Vec<u8>>>>,
    ) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let ended = Arc::new(AtomicBool::new(false));
        let shared = Arc::new(Shared { made, behaviour, requests, ended: Arc::clone(&ended) });
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                if shared.ended.load(Ordering::Relaxed) {
                    return;
                }
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || {
                    // A client that hangs up is no failure of a test.
                    let _ = shared.serve(connection);
                });
            }
        });
        Server { port, ended }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // Wakes the accepting thread, which then lets go of the port.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl Shared {
    fn serve(&self, connection: TcpStream) -> std::io::Result<()> {
        connection.set_read_timeout(Some(Duration::from_secs(20)))?;
        let Some(question) = read_question(&connection)? else { return Ok(()) };
        self.requests.lock().expect("not poisoned").push(question.clone());
        let behaviour = self.behaviour.lock().expect("not poisoned").clone();
        let mut out = &connection;
        let mut whole = |status: &str, media_type: &str, more: &str, body: &[u8]| {
            out.write_all(head(status, media_type, more, body.len()).as_bytes())?;
            out.write_all(body)
        };
        match behaviour {
            Behaviour::Good => whole("200 OK", REPLY, "", &self.made.reply(&question)),
            Behaviour::Slow(time) => {
                std::thread::sleep(time);
                whole("200 OK", REPLY, "", &self.made.reply(&question))
            }
            Behaviour::Dripping => self.drip(&connection),
            Behaviour::Dropped => {
                let reply = self.made.reply(&question);
                (&connection).write_all(head("200 OK", REPLY, "", reply.len()).as_bytes())?;
                (&connection).write_all(&reply[..reply.len() / 2])
            }
            Behaviour::Status(status) => whole(&format!("{status} Other"), "text/plain", "", b"no"),
            Behaviour::Busy(after) => {
                whole("429 Too Many Requests", "text/plain", &format!("Retry-After: {after}\r\n"), b"later")
            }
            Behaviour::Html => whole("200 OK", "text/html", "", b"<html><title>Log in</title></html>"),
            Behaviour::HtmlAsReply => whole("200 OK", REPLY, "", b"<html><title>Log in</title></html>"),
            Behaviour::Huge => huge(&connection),
            Behaviour::Redirect(to) => whole("302 Found", "text/plain", &format!("Location: {to}\r\n"), b""),
            Behaviour::OtherNonce => whole("200 OK", REPLY, "", &self.made.reply(&changed(&question, Changed::Nonce))),
            Behaviour::OtherImprint => {
                whole("200 OK", REPLY, "", &self.made.reply(&changed(&question, Changed::Imprint)))
            }
            Behaviour::Refusing => whole("200 OK", REPLY, "", &[0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]),
            Behaviour::BareToken => whole("200 OK", REPLY, "", &self.made.bare(&question)),
        }
    }

    fn drip(&self, mut connection: &TcpStream) -> std::io::Result<()> {
        connection.write_all(head("200 OK", REPLY, "", 5_000).as_bytes())?;
        while !self.ended.load(Ordering::Relaxed) {
            connection.write_all(&[0x30])?;
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

fn huge(mut connection: &TcpStream) -> std::io::Result<()> {
    connection.write_all(head("200 OK", REPLY, "", HUGE_BYTES).as_bytes())?;
    let block = vec![0x30; 1 << 16];
    let mut left = HUGE_BYTES;
    while left > 0 {
        let piece = left.min(block.len());
        connection.write_all(&block[..piece])?;
        left -= piece;
    }
    Ok(())
}

fn head(status: &str, media_type: &str, more: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n"
    )
}

/// The body of a POST; `None`: nothing was asked (the connection that wakes the server, for one).
fn read_question(connection: &TcpStream) -> std::io::Result<Option<Vec<u8>>> {
    let mut reader = BufReader::new(connection);
    let (mut length, mut lines) = (0, 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        lines += 1;
        if lines == 1 && !line.starts_with("POST ") {
            return Ok(None);
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut question = vec![0; length];
    reader.read_exact(&mut question)?;
    Ok(Some(question))
}

enum Changed {
    Nonce,
    Imprint,
}

/// The question with one bit turned: `04 20` and 32 bytes of imprint, then `02`, a length, and the nonce.
fn changed(question: &[u8], what: Changed) -> Vec<u8> {
    let imprint = question.windows(2).position(|pair| pair == [0x04, 0x20]).expect("an imprint of 32 bytes") + 2;
    let nonce_length = usize::from(question[imprint + 33]);
    let place = match what {
        Changed::Imprint => imprint + 31,
        Changed::Nonce => imprint + 33 + nonce_length,
    };
    let mut changed = question.to_vec();
    changed[place] ^= 1;
    changed
}
