//! Paths in manifests and fetch.txt (RFC 8493 2.1.3 and 5.2): decoded, and refused if they leave the bag anywhere.

/// The path below the bag's folder that a manifest's line means, or why it is refused.
///
/// `%0A`, `%0D` (any version) and `%25` (from 1.0 on) are decoded; other percent signs are literal. Leading `./` is
/// allowed (drafts made with md5deep write it).
pub(super) fn bag_path(written: &str, version: (u32, u32)) -> Result<String, &'static str> {
    let decoded = decode(written, version >= (1, 0));
    let mut path = decoded.as_str();
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    match refused(path) {
        Some(why) => Err(why),
        None => Ok(path.to_owned()),
    }
}

fn decode(written: &str, percent_too: bool) -> String {
    let mut decoded = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('%') {
        decoded.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).map(str::to_ascii_uppercase);
        let meant = match code.as_deref() {
            Some("0A") => Some('\n'),
            Some("0D") => Some('\r'),
            Some("25") if percent_too => Some('%'),
            _ => None,
        };
        match meant {
            Some(character) => {
                decoded.push(character);
                rest = &rest[at + 3..];
            }
            None => {
                decoded.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// Why a path would leave the bag on some system. Backslashes count as separators, since on Windows they are.
fn refused(path: &str) -> Option<&'static str> {
    let bytes = path.as_bytes();
    let slashes = path.replace('\\', "/");
    if path.is_empty() || path.contains('\0') {
        return Some("an empty path or a NUL");
    }
    if slashes.starts_with('/') {
        return Some("an absolute or network path");
    }
    if path.starts_with('~') {
        return Some("a path that begins with a home folder's sign");
    }
    if bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' {
        return Some("a drive letter");
    }
    if path.starts_with('%') && path.contains('\\') {
        return Some("a path that begins with a variable of the system");
    }
    if slashes.split('/').any(|part| part == "..") {
        return Some("a path that leaves the bag");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_line_ends_and_the_percent_sign_are_decoded() {
        assert_eq!(bag_path("data/a%0Ab%0d%25c", (1, 0)).as_deref(), Ok("data/a\nb\r%c"), "RFC 8493 2.1.3");
        assert_eq!(bag_path("data/%7Edir/%25", (0, 97)).as_deref(), Ok("data/%7Edir/%25"), "0.97 knows no %25");
        assert_eq!(bag_path("data/100%", (1, 0)).as_deref(), Ok("data/100%"), "a percent sign at the end");
        assert_eq!(
            bag_path("data/%é", (1, 0)).as_deref(),
            Ok("data/%é"),
            "a percent sign before two bytes of one character"
        );
    }

    #[test]
    fn a_path_that_leaves_the_bag_on_any_system_is_refused() {
        let leaving = [
            "../x",
            "data/../../x",
            "data\\..\\..\\x",
            "/tmp/x",
            "~/x",
            "~root/x",
            "C:\\x",
            "c:x",
            "%HomeDrive%\\x",
            "\\\\?\\UNC\\server\\x",
            "",
            "data/a\0",
        ];
        for path in leaving {
            assert!(bag_path(path, (0, 97)).is_err(), "{path:?} may lead out of the bag");
        }
        assert!(bag_path("data/~test", (0, 97)).is_ok(), "a tilde inside is a plain name");
    }
}
