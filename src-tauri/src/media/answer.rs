//! What a connection is told: bytes of the media, or only a status.

use std::fs::File;
use std::io::{self, Write};
use std::net::TcpStream;

use super::request::{self, Request, Wanted};
use super::{PATIENCE, Shared};

const BLOCK_BYTES: usize = 64 * 1024;

/// Reads one request and answers it; the connection ends with it.
pub(super) fn answer(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let Some(request) = request::read(stream)? else { return say(stream, "400 Bad Request", &[]) };
    if let Some(status) = refusal(&request, shared) {
        return say(stream, status, &[]);
    }
    let media = &shared.media;
    let size_bytes = media.size_bytes;
    let mut headers = vec![
        ("Content-Type", playable(&media.media_type).to_owned()),
        ("Accept-Ranges", "bytes".to_owned()),
        ("Content-Security-Policy", "default-src 'none'; sandbox".to_owned()),
    ];
    if request.origin.is_some() {
        headers.push(("Access-Control-Allow-Origin", shared.origin.clone()));
        headers.push(("Vary", "Origin".to_owned()));
    }
    let (status, first, count) = match request::wanted(request.range.as_deref(), size_bytes) {
        Wanted::Whole => ("200 OK", 0, size_bytes),
        Wanted::From(first, last) => {
            headers.push(("Content-Range", format!("bytes {first}-{last}/{size_bytes}")));
            ("206 Partial Content", first, last - first + 1)
        }
        Wanted::Nothing => {
            let all = ("Content-Range", format!("bytes */{size_bytes}"));
            return say(stream, "416 Range Not Satisfiable", &[all]);
        }
    };
    headers.push(("Content-Length", count.to_string()));
    write_head(stream, status, &headers)?;
    if request.method == "HEAD" { Ok(()) } else { send(stream, &media.file, first, count) }
}

/// Why a request gets nothing: the first reason, and no more than the status.
fn refusal(request: &Request, shared: &Shared) -> Option<&'static str> {
    if request.host.as_deref() != Some(shared.host.as_str()) {
        return Some("403 Forbidden");
    }
    if request.origin.as_ref().is_some_and(|origin| *origin != shared.origin) {
        return Some("403 Forbidden");
    }
    if request.target != shared.path {
        return Some("404 Not Found");
    }
    if !["GET", "HEAD"].contains(&request.method.as_str()) {
        return Some("405 Method Not Allowed");
    }
    None
}

/// The type as recorded when a player can use it; whatever else was recorded, the browser never gets to show it.
fn playable(media_type: &str) -> &str {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.+-".contains(&byte));
    let known = ["video/", "audio/"].iter().any(|start| media_type.starts_with(start));
    if known && plain(media_type) { media_type } else { "application/octet-stream" }
}

fn say(stream: &TcpStream, status: &str, headers: &[(&str, String)]) -> io::Result<()> {
    let mut headers = headers.to_vec();
    headers.push(("Content-Length", "0".to_owned()));
    write_head(stream, status, &headers)
}

fn write_head(mut stream: &TcpStream, status: &str, headers: &[(&str, String)]) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())
}

/// Sends so many bytes from `at`. A file that has become shorter ends the connection early, which a player notices.
fn send(mut stream: &TcpStream, file: &File, mut at: u64, mut count: u64) -> io::Result<()> {
    let mut block = vec![0; BLOCK_BYTES];
    while count > 0 {
        let most = usize::try_from(count).unwrap_or(BLOCK_BYTES).min(BLOCK_BYTES);
        let read = match read_at(file, &mut block[..most], at) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        stream.write_all(&block[..read])?;
        at += read as u64;
        count -= read as u64;
    }
    Ok(())
}

/// Reads without moving the file's own place: connections of one viewing share it.
#[cfg(unix)]
fn read_at(file: &File, block: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, block, at)
}

/// On Windows the place moves, but each reading says its own.
#[cfg(windows)]
fn read_at(file: &File, block: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, block, at)
}
