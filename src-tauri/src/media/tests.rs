//! The media server against a raw client: what a player sends, and what somebody sends who should get nothing.

use std::io::{Read, Seek, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::*;

const ORIGIN: &str = "tauri://localhost";

/// A viewing of `size` bytes, each the low byte of its place times 7.
fn viewings(size: usize, media_type: &str) -> (Viewings, u64, String, String) {
    let mut file = tempfile::tempfile().expect("a file without a name");
    file.write_all(&bytes(0, size)).expect("room for the file");
    file.rewind().expect("a file that can be read again");
    let viewings = Viewings::default();
    let media = Media { file, size_bytes: size as u64, media_type: media_type.to_owned() };
    let (number, address) = viewings.open(media, ORIGIN).expect("a port on loopback");
    let rest = address.strip_prefix("http://").expect("an address over http");
    let (host, path) = rest.split_at(rest.find('/').expect("a path"));
    (viewings, number, host.to_owned(), path.to_owned())
}

fn bytes(from: usize, to: usize) -> Vec<u8> {
    (from..to).map(|place| (place.wrapping_mul(7) & 0xff) as u8).collect()
}

/// Sends lines, reads to the end: status, headers in one text, body.
fn ask(host: &str, request: &str) -> (u16, String, Vec<u8>) {
    let mut stream = TcpStream::connect(host).expect("a listener");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    stream.write_all(request.as_bytes()).expect("a request goes out");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let Some(end) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return (0, String::new(), answer) };
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (status, head, answer[end + 4..].to_vec())
}

fn get(host: &str, path: &str, more: &str) -> (u16, String, Vec<u8>) {
    ask(host, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n"))
}

#[test]
fn a_player_gets_the_whole_and_any_range_of_it() {
    let (_viewings, _, host, path) = viewings(300_000, "video/mp4");
    let (status, head, body) = get(&host, &path, "");
    assert_eq!((status, body.len()), (200, 300_000), "{head}");
    assert_eq!(body, bytes(0, 300_000), "the bytes as they lie");
    let (status, head, body) = get(&host, &path, "Range: bytes=131072-200000\r\n");
    assert_eq!(status, 206);
    assert!(head.contains("Content-Range: bytes 131072-200000/300000"), "{head}");
    assert_eq!(body, bytes(131_072, 200_001), "exactly what was asked for");
    let (status, _, body) = get(&host, &path, "Range: bytes=-10\r\n");
    assert_eq!((status, body), (206, bytes(299_990, 300_000)), "the end, counted from the end");
    let (status, head, body) = get(&host, &path, "Range: bytes=300000-\r\n");
    assert_eq!((status, body.len()), (416, 0), "{head}");
    assert!(head.contains("Content-Range: bytes */300000"), "{head}");
    let (status, head, body) = ask(&host, &format!("HEAD {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    assert_eq!((status, body.len()), (200, 0), "HEAD has no body");
    assert!(head.contains("Content-Length: 300000"), "{head}");
}

#[test]
fn who_does_not_know_the_path_the_host_and_the_origin_gets_nothing() {
    let (_viewings, _, host, path) = viewings(1000, "video/mp4");
    let port = host.rsplit(':').next().expect("a port");
    let longer = format!("{path}/");
    let absolute = format!("http://{host}{path}");
    for (request, expected) in [
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET {longer} HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET {absolute} HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET {path}?x HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET {path} HTTP/1.1\r\n\r\n"), 403),
        (format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), 403),
        (format!("GET {path} HTTP/1.1\r\nHost: rebound.example:{port}\r\n\r\n"), 403),
        (format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: https://shop.example\r\n\r\n"), 403),
        (format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: null\r\n\r\n"), 403),
        (format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"), 400),
        (format!("POST {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"), 405),
        (format!("OPTIONS {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"), 405),
        ("nonsense\r\n\r\n".to_owned(), 400),
    ] {
        let (status, head, body) = ask(&host, &request);
        assert_eq!(status, expected, "{request:?}");
        assert!(body.is_empty() && !head.contains("video/mp4"), "a refusal tells nothing: {head}");
    }
    let (status, head, _) = get(&host, &path, &format!("Origin: {ORIGIN}\r\n"));
    assert_eq!(status, 200, "our own window may name itself");
    assert!(head.contains(&format!("Access-Control-Allow-Origin: {ORIGIN}")), "{head}");
}

#[test]
fn only_media_types_go_out_and_none_is_sniffed() {
    for (recorded, sent) in [
        ("video/mp4", "video/mp4"),
        ("audio/mpeg", "audio/mpeg"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("video/mp4\r\nSet-Cookie: a=b", "application/octet-stream"),
    ] {
        let (_viewings, _, host, path) = viewings(10, recorded);
        let (_, head, _) = get(&host, &path, "");
        assert!(head.contains(&format!("Content-Type: {sent}\r\n")), "{recorded}: {head}");
        assert!(head.contains("X-Content-Type-Options: nosniff") && head.contains("Cache-Control: no-store"), "{head}");
        assert!(head.contains("Content-Security-Policy: default-src 'none'; sandbox"), "{head}");
    }
}

#[test]
fn a_closed_viewing_ends_its_connections_and_its_port() {
    let (viewings, number, host, path) = viewings(64 << 20, "video/mp4");
    let mut stalled = TcpStream::connect(&host).expect("a listener");
    stalled.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).expect("a request");
    let mut first = [0; 1000];
    stalled.read_exact(&mut first).expect("the beginning");
    viewings.close(number);
    let began = Instant::now();
    let mut rest = Vec::new();
    let _cut = stalled.read_to_end(&mut rest);
    assert!(rest.len() < 64 << 20, "the connection was cut, not emptied");
    assert!(began.elapsed() < Duration::from_secs(5), "and at once");
    let closed = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        TcpStream::connect(&host).is_err()
    });
    assert!(closed, "nobody listens there any more");
}

#[test]
fn a_viewing_serves_a_few_connections_at_a_time_and_recovers() {
    let (_viewings, _, host, path) = viewings(1000, "video/mp4");
    let held: Vec<TcpStream> = (0..CONNECTIONS).map(|_| TcpStream::connect(&host).expect("a listener")).collect();
    // The threads have taken their places once a further one is turned away.
    let turned_away = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        let mut further = TcpStream::connect(&host).expect("a listener");
        let _refused = further.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        let mut answer = Vec::new();
        let _reset = further.read_to_end(&mut answer);
        answer.is_empty()
    });
    assert!(turned_away, "the places are taken");
    drop(held);
    let served = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        let mut again = TcpStream::connect(&host).expect("a listener");
        let _written = again.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        let mut answer = Vec::new();
        let _read = again.read_to_end(&mut answer);
        answer.starts_with(b"HTTP/1.1 200")
    });
    assert!(served, "places that were left are free again");
}

#[test]
fn paths_are_never_the_same_and_the_oldest_viewing_makes_room() {
    let open = |viewings: &Viewings| {
        let file = tempfile::tempfile().expect("a file");
        viewings.open(Media { file, size_bytes: 0, media_type: "video/mp4".to_owned() }, ORIGIN).expect("a port").1
    };
    let viewings = Viewings::default();
    let addresses: Vec<String> = (0..=VIEWINGS).map(|_| open(&viewings)).collect();
    let path = |address: &String| address.rsplit('/').next().unwrap_or_default().to_owned();
    assert!(addresses.iter().all(|address| path(address).len() == 64), "256 bits: {addresses:?}");
    let mut paths: Vec<String> = addresses.iter().map(path).collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), VIEWINGS + 1, "each has its own");
    assert_eq!(lock(&viewings.open).len(), VIEWINGS, "the oldest has gone");
    viewings.close_all();
    assert!(lock(&viewings.open).is_empty(), "all have gone");
}
