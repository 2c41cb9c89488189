//! `holdfast://localhost/…`: how pictures of evidence reach the window. Pictures, and nothing else.
//!
//! - `thumbnail/<part>` · `tile/<part>/<level>/<column>/<row>` · `page/<part>/<page>/<scale>`, where `<part>` is
//!   `vault/<item>/<name>` or `case/<base64url of the bundle's path>/<exhibit>/<name>`.
//! - What goes out is a PNG, a JPEG or a WebP by its own first bytes, with that type and no sniffing, under a policy that
//!   lets nothing run. HTML and SVG cannot be answered here, whatever an item holds.
//! - A picture is made by a few threads of its own ([`crate::workers`]); what was asked for last is made first, because a
//!   list that is being scrolled shows that.

use base64ct::{Base64UrlUnpadded, Encoding};
use holdfast::Ref;
use tauri::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use tauri::http::{Method, Request, Response, StatusCode};

/// A picture that the window asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Picture {
    Thumbnail {
        part: Ref,
    },
    Tile {
        part: Ref,
        level: u32,
        column: u32,
        row: u32,
    },
    /// `scale` in hundredths: 100 draws a point as one pixel.
    Page {
        part: Ref,
        page: u32,
        scale: u32,
    },
}

/// Answers a request with what `draw` makes: 200 with a picture, 404 when there is none or the address is none of
/// ours, 405 for anything but reading, 415 when what was made is no picture.
pub(crate) fn answer(request: &Request<Vec<u8>>, draw: impl FnOnce(&Picture) -> Option<Vec<u8>>) -> Response<Vec<u8>> {
    if request.method() != Method::GET {
        return refuse(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Some(picture) = parse(request.uri().path()) else { return refuse(StatusCode::NOT_FOUND) };
    let Some(bytes) = draw(&picture) else { return refuse(StatusCode::NOT_FOUND) };
    match picture_type(&bytes) {
        Some(picture_type) => respond(StatusCode::OK, picture_type, bytes),
        None => refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE),
    }
}

fn refuse(status: StatusCode) -> Response<Vec<u8>> {
    respond(status, "application/octet-stream", Vec::new())
}

fn respond(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Response<Vec<u8>> {
    let answer = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, content_type)
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")
        .header(CACHE_CONTROL, "no-store")
        .body(body);
    // Every header is written out above; a response without any says nothing, which is the safe thing to say.
    answer.unwrap_or_default()
}

/// What the first bytes say the picture is.
fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

fn parse(path: &str) -> Option<Picture> {
    let pieces = path.strip_prefix('/')?.split('/').map(decode).collect::<Option<Vec<String>>>()?;
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let (what, rest) = pieces.split_first()?;
    let (part, rest) = match rest {
        ["vault", item, part, rest @ ..] => (Ref::Vault { item: (*item).to_owned(), part: (*part).to_owned() }, rest),
        ["case", case, exhibit, part, rest @ ..] => {
            let case = Base64UrlUnpadded::decode_vec(case).ok().and_then(|bytes| String::from_utf8(bytes).ok())?;
            (Ref::Case { case, exhibit: (*exhibit).to_owned(), part: (*part).to_owned() }, rest)
        }
        _ => return None,
    };
    let number = |text: &&str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let numbers = rest.iter().map(number).collect::<Option<Vec<u32>>>()?;
    match (*what, numbers.as_slice()) {
        ("thumbnail", []) => Some(Picture::Thumbnail { part }),
        ("tile", &[level, column, row]) => Some(Picture::Tile { part, level, column, row }),
        ("page", &[page, scale]) => Some(Picture::Page { part, page, scale }),
        _ => None,
    }
}

/// One piece of a path with its `%` places filled; none when it is empty, no text, or holds what no name does.
fn decode(piece: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let wrong = text.is_empty() || text == "." || text == ".." || text.contains(['/', '\\']);
    (!wrong && !text.chars().any(char::is_control)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    fn ask(method: Method, path: &str, made: Option<&[u8]>) -> Response<Vec<u8>> {
        let request = Request::builder().method(method).uri(format!("holdfast://localhost{path}")).body(Vec::new());
        answer(&request.expect("a request"), |_| made.map(<[u8]>::to_vec))
    }

    fn vault(item: &str, part: &str) -> Ref {
        Ref::Vault { item: item.to_owned(), part: part.to_owned() }
    }

    #[test]
    fn each_address_names_one_picture() {
        let case = Base64UrlUnpadded::encode_string("/home/lin/争议.zip".as_bytes());
        for (path, expected) in [
            ("/thumbnail/vault/ab12/p001.png".to_owned(), Picture::Thumbnail { part: vault("ab12", "p001.png") }),
            (
                "/tile/vault/ab12/p%30%301.png/3/0/17".to_owned(),
                Picture::Tile { part: vault("ab12", "p001.png"), level: 3, column: 0, row: 17 },
            ),
            (
                format!("/page/case/{case}/E01/p001.pdf/2/150"),
                Picture::Page {
                    part: Ref::Case {
                        case: "/home/lin/争议.zip".to_owned(),
                        exhibit: "E01".to_owned(),
                        part: "p001.pdf".to_owned(),
                    },
                    page: 2,
                    scale: 150,
                },
            ),
        ] {
            assert_eq!(parse(&path), Some(expected), "{path}");
        }
    }

    #[test]
    fn an_address_that_is_none_of_ours_is_not_found() {
        for path in [
            "/",
            "//",
            "/thumbnail",
            "/thumbnail/vault/ab12",
            "/thumbnail/vault/ab12/p001.png/1",
            "/thumbnail/vault/../p001.png",
            "/thumbnail/vault/%2e%2e/p001.png",
            "/thumbnail/vault/ab12/%2Fetc%2Fpasswd",
            "/thumbnail/vault/ab12/a%5cb",
            "/thumbnail/vault/ab12/%00",
            "/thumbnail/vault/ab12/%ff",
            "/thumbnail/vault/ab12/%e",
            "/tile/vault/ab12/p001.png/1/2",
            "/tile/vault/ab12/p001.png/1/2/-3",
            "/tile/vault/ab12/p001.png/1/2/99999999999",
            "/page/vault/ab12/p001.pdf/+1/100",
            "/page/case/no*base64/E01/p001.pdf/1/100",
            "/other/vault/ab12/p001.png",
        ] {
            assert_eq!(ask(Method::GET, path, Some(PNG)).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn only_pictures_go_out_whatever_was_made() {
        let good = ask(Method::GET, "/thumbnail/vault/ab12/p001.png", Some(PNG));
        assert_eq!(
            (good.status(), &good.headers()[CONTENT_TYPE]),
            (StatusCode::OK, &"image/png".parse().expect("text"))
        );
        for made in [
            b"<html><script>alert(1)</script>".as_slice(),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            b"<?xml version=\"1.0\"?><svg/>",
            b"%PDF-1.7",
            b"GIF89a",
            b"",
        ] {
            let answer = ask(Method::GET, "/thumbnail/vault/ab12/p001.png", Some(made));
            assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{made:?}");
            assert!(answer.body().is_empty(), "nothing of it goes out");
        }
    }

    #[test]
    fn every_answer_forbids_sniffing_running_and_storing() {
        let path = "/thumbnail/vault/ab12/p001.png";
        for answer in [
            ask(Method::GET, path, Some(PNG)),
            ask(Method::GET, path, Some(b"<html>")),
            ask(Method::GET, path, None),
            ask(Method::GET, "/nothing", None),
            ask(Method::POST, path, Some(PNG)),
        ] {
            let header = |name: tauri::http::HeaderName| {
                answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
            };
            assert_eq!(header(X_CONTENT_TYPE_OPTIONS), "nosniff");
            assert_eq!(header(CONTENT_SECURITY_POLICY), "default-src 'none'; sandbox");
            assert_eq!(header(CACHE_CONTROL), "no-store");
            let content_type = header(CONTENT_TYPE);
            assert!(
                ["image/png", "image/jpeg", "image/webp", "application/octet-stream"].contains(&content_type.as_str()),
                "{content_type}"
            );
        }
    }
}
