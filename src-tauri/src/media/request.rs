//! What a connection asks for: the few lines of HTTP/1.1 (RFC 9112) that a player sends, within limits.
//!
//! Nothing is believed and nothing is repaired: a request that is too long, in pieces too slow, or not of this form
//! is no request.

use std::io::{self, Read};

/// The longest request: a player's has some 400 bytes.
const REQUEST_BYTES: usize = 8 * 1024;

/// A request, as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) host: Option<String>,
    pub(super) origin: Option<String>,
    pub(super) range: Option<String>,
}

/// Reads up to the empty line. None: this is no request, or it ended too early.
pub(super) fn read(mut from: impl Read) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    let mut block = [0; 1024];
    loop {
        let read = match from.read(&mut block) {
            Ok(0) => return Ok(None),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        head.extend_from_slice(&block[..read]);
        if let Some(end) = head.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            head.truncate(end);
            return Ok(std::str::from_utf8(&head).ok().and_then(parse));
        }
        if head.len() > REQUEST_BYTES {
            return Ok(None);
        }
    }
}

fn parse(head: &str) -> Option<Request> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || !version.starts_with("HTTP/1.") {
        return None;
    }
    let mut request =
        Request { method: method.to_owned(), target: target.to_owned(), host: None, origin: None, range: None };
    for line in lines {
        let (name, value) = line.split_once(':')?;
        let place = match name.to_ascii_lowercase().as_str() {
            "host" => &mut request.host,
            "origin" => &mut request.origin,
            "range" => &mut request.range,
            _ => continue,
        };
        // Said twice, the two could be read differently by two readers.
        if place.replace(value.trim().to_owned()).is_some() {
            return None;
        }
    }
    Some(request)
}

/// Which bytes of `size_bytes` a `Range` header asks for (RFC 9110, 14.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All: no range, one of several pieces, or one that is not understood, which may be left aside.
    Whole,
    /// From the first to the last, both included.
    From(u64, u64),
    /// There are no such bytes.
    Nothing,
}

pub(super) fn wanted(range: Option<&str>, size_bytes: u64) -> Wanted {
    let Some((first, last)) = range.and_then(|range| range.strip_prefix("bytes=")).and_then(|all| all.split_once('-'))
    else {
        return Wanted::Whole;
    };
    let number = |digits: &str| digits.parse::<u64>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, last) = match (first, last) {
        ("", last) => match number(last) {
            Some(0) => return Wanted::Nothing,
            Some(count) => (size_bytes.saturating_sub(count), size_bytes.saturating_sub(1)),
            None => return Wanted::Whole,
        },
        (first, "") => match number(first) {
            Some(first) => (first, size_bytes.saturating_sub(1)),
            None => return Wanted::Whole,
        },
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => (first, last.min(size_bytes.saturating_sub(1))),
            _ => return Wanted::Whole,
        },
    };
    if first >= size_bytes { Wanted::Nothing } else { Wanted::From(first, last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_names_bytes_that_exist_or_none() {
        for (range, expected) in [
            (None, Wanted::Whole),
            (Some("bytes=0-"), Wanted::From(0, 99)),
            (Some("bytes=10-19"), Wanted::From(10, 19)),
            (Some("bytes=90-400"), Wanted::From(90, 99)),
            (Some("bytes=-5"), Wanted::From(95, 99)),
            (Some("bytes=-500"), Wanted::From(0, 99)),
            (Some("bytes=100-"), Wanted::Nothing),
            (Some("bytes=-0"), Wanted::Nothing),
            (Some("bytes=19-10"), Wanted::Whole),
            (Some("bytes=0-1,5-6"), Wanted::Whole),
            (Some("bytes=+1-2"), Wanted::Whole),
            (Some("bytes=18446744073709551616-"), Wanted::Whole),
            (Some("lines=0-5"), Wanted::Whole),
        ] {
            assert_eq!(wanted(range, 100), expected, "{range:?}");
        }
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Nothing, "an empty file has no byte");
    }

    #[test]
    fn what_is_no_request_is_not_repaired() {
        let whole = b"GET /a HTTP/1.1\r\nHost: 127.0.0.1:1\r\nRange: bytes=0-\r\n\r\n".as_slice();
        assert!(matches!(read(whole), Ok(Some(request)) if request.range.as_deref() == Some("bytes=0-")));
        for wrong in [
            b"GET /a\r\n\r\n".as_slice(),
            b"GET /a b HTTP/1.1\r\n\r\n",
            b"GET /a HTTP/2\r\n\r\n",
            b"GET /a HTTP/1.1\r\nHost: one\r\nhost: two\r\n\r\n",
            b"GET /a HTTP/1.1\r\nno colon\r\n\r\n",
            b"\xff\xfe\r\n\r\n",
            b"GET /a HTTP/1.1\r\nHost: cut",
        ] {
            assert_eq!(read(wrong).expect("memory can be read"), None, "{wrong:?}");
        }
        let endless = vec![b'a'; 64 * 1024];
        assert_eq!(read(&endless[..]).expect("memory can be read"), None, "a request has a limit");
    }
}
