//! The one list grammar: `<64 lower-case hex>  <name>` lines sorted by name, each ended by LF.

use super::sha256_hex;

/// A list of named bytes, sorted.
pub fn of<'a>(named: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    of_digests(named.into_iter().map(|(name, bytes)| (name.to_owned(), sha256_hex(bytes))))
}

/// A list of names with their digests in hex, sorted.
pub fn of_digests(named: impl IntoIterator<Item = (String, String)>) -> Vec<u8> {
    let mut lines: Vec<_> = named.into_iter().collect();
    lines.sort();
    lines.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect::<String>().into_bytes()
}

/// The lines of a well-formed list as (digest, name).
pub fn lines(list: &str) -> Vec<(String, String)> {
    list.lines().map(|line| (line[..64].to_owned(), line[66..].to_owned())).collect()
}

/// The eight ways in which a list is not one, each a thing that some tool accepts, with the name of its defect.
pub fn bad_forms(list: &str) -> Vec<(&'static str, Vec<u8>)> {
    let first = list.lines().next().expect("a list has a line");
    let rest = &list[first.len() + 1..];
    let (digest, name) = (&first[..64], &first[66..]);
    let with = |line: String| format!("{line}\n{rest}").into_bytes();
    vec![
        ("comment", with(format!("# {first}\n{first}"))),
        ("bsd-tag", with(format!("SHA256 ({name}) = {digest}"))),
        ("crlf", list.replace('\n', "\r\n").into_bytes()),
        ("upper-case", with(format!("{}  {name}", digest.to_uppercase()))),
        ("byte-order-mark", [b"\xef\xbb\xbf".as_slice(), list.as_bytes()].concat()),
        ("binary-star", with(format!("{digest} *{name}"))),
        ("dot-dot", with(format!("{digest}  ../{name}"))),
        ("malformed-line", with(format!("{first}\nnot a line"))),
        ("device-file", with(format!("{first}\n{}  /dev/null", sha256_hex(b"")))),
        ("backslash", with(format!("\\{digest}  {name}"))),
        ("one-space", with(format!("{digest} {name}"))),
        ("no-last-newline", list.trim_end().as_bytes().to_vec()),
        ("empty-line", with(format!("{first}\n"))),
        ("empty", Vec::new()),
        ("twice", with(format!("{first}\n{first}"))),
        ("unsorted", {
            let mut lines: Vec<_> = list.lines().collect();
            lines.reverse();
            if lines.len() > 1 {
                (lines.join("\n") + "\n").into_bytes()
            } else {
                format!("{first}\n{first}\n").into_bytes()
            }
        }),
        ("windows-device", with(format!("{first}\n{}  zz/CON.txt", sha256_hex(b"")))),
        ("long-name", with(format!("{first}\n{}  {}", sha256_hex(b""), ["z".repeat(60).as_str(); 3].join("/")))),
        ("case-twin", {
            let twin = if name.to_uppercase() == name { name.to_lowercase() } else { name.to_uppercase() };
            let mut lines = lines(list);
            lines.push((digest.to_owned(), twin));
            of_digests(lines.into_iter().map(|(digest, name)| (name, digest)))
        }),
    ]
}
