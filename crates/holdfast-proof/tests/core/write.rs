//! Writes the vector files, only with HOLDFAST_WRITE_VECTORS=1; here lists, names and JSON. Whether a case is good
//! or bad, and why, stands here by hand; digests, roots and signatures are taken from the code, whose oracles are in
//! the other tests.

use crate::{vectors::folder, write_items, write_keys, write_log};
use holdfast_proof::{Digest, hex, list::List};
use serde_json::{Value, json};
use std::fs;

#[test]
fn vectors_are_written_only_when_asked() {
    if std::env::var_os("HOLDFAST_WRITE_VECTORS").is_none() {
        return;
    }
    fs::create_dir_all(folder()).expect("a folder");
    let files: [(&str, Value); 11] = [
        ("list", list()),
        ("name", name()),
        ("json", json_cases()),
        ("log", write_log::log()),
        ("tree", write_log::tree()),
        ("checkpoint", write_keys::checkpoint()),
        ("sshsig", write_keys::sshsig_cases()),
        ("leaves", write_items::leaves_cases()),
        ("item", write_items::item()),
        ("ed25519", write_keys::ed25519()),
        ("epochs", write_log::epochs()),
    ];
    for (name, value) in files {
        let mut text = serde_json::to_string_pretty(&value).expect("JSON");
        text.push('\n');
        fs::write(folder().join(format!("{name}.json")), text).expect("write");
    }
}

const A: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const B: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn list() -> Value {
    let good = |about: &str, text: String| {
        let list = List::parse(text.as_bytes()).expect("good");
        let line = |line: &holdfast_proof::list::Line| json!({"digest": line.digest, "name": line.name});
        let lines: Vec<Value> = list.lines().iter().map(line).collect();
        json!({"about": about, "bytes_hex": hex::encode(text.as_bytes()), "expect": "good",
            "sha256": Digest::of(text.as_bytes()), "lines": lines})
    };
    let bad = |about: &str, bytes: &[u8], line: usize, reason: &str| json!({"about": about, "bytes_hex": hex::encode(bytes), "expect": "list-syntax", "line": line, "reason": reason});
    let first = format!("{A}  capture.json\n");
    let after = |text: &str| format!("{first}{text}");
    let long = "a".repeat(64);
    json!({
        "about": "The list grammar (docs/format.md 1). `line` counts from 1; `reason` is the first fault met.",
        "cases": [
            good("one line", first.clone()),
            good("sorted bytewise: upper case before lower, `-` before digits", format!("{A}  A.txt\n{A}  a-1\n{A}  a1\n{B}  b/c.d\n")),
            good("the longest name: 64 + 1 + 64 + 1 + 20 bytes", format!("{A}  {long}/{long}/{}\n", "b".repeat(20))),
            bad("a comment line", after(&format!("# {B}  p001.png\n")).as_bytes(), 2, "digest"),
            bad("a malformed line", after("not a line\n").as_bytes(), 2, "digest"),
            bad("an absolute path", after(&format!("{B}  /dev/null\n")).as_bytes(), 2, "name-empty"),
            bad("a path into another item", after(&format!("{B}  ../E02/p001.png\n")).as_bytes(), 2, "name-dot"),
            bad("a BSD tag line", after(&format!("SHA256 (p001.png) = {B}\n")).as_bytes(), 2, "digest"),
            bad("CR before LF", after(&format!("{B}  p001.png\r\n")).as_bytes(), 2, "name-character"),
            bad("upper-case digits", after(&format!("{}  p001.png\n", B.to_uppercase())).as_bytes(), 2, "digest"),
            bad("a byte order mark", format!("\u{feff}{first}").as_bytes(), 1, "digest"),
            bad("nothing", b"", 1, "empty"),
            bad("only a line feed", b"\n", 1, "digest"),
            bad("an empty line between", format!("{first}\n{B}  p001.png\n").as_bytes(), 2, "digest"),
            bad("an empty line at the end", after("\n").as_bytes(), 2, "digest"),
            bad("the last line without line feed", format!("{first}{B}  p001.png").as_bytes(), 2, "no-line-feed"),
            bad("the binary star", after(&format!("{B} *p001.png\n")).as_bytes(), 2, "separator"),
            bad("one space", after(&format!("{B} p001.png\n")).as_bytes(), 2, "separator"),
            bad("three spaces", after(&format!("{B}   p001.png\n")).as_bytes(), 2, "name-character"),
            bad("a tab", after(&format!("{B}\t p001.png\n")).as_bytes(), 2, "separator"),
            bad("the escape of sha256sum", after(&format!("\\{B}  p\\n.png\n")).as_bytes(), 2, "digest"),
            bad("a backslash", after(&format!("{B}  a\\b\n")).as_bytes(), 2, "name-character"),
            bad("percent encoding", after(&format!("{B}  p%0A.png\n")).as_bytes(), 2, "name-character"),
            bad("a name twice", after(&first).as_bytes(), 2, "name-twice"),
            bad("a name twice but for case", format!("{A}  CAPTURE.json\n{first}").as_bytes(), 2, "name-twice"),
            bad("not sorted", after(&format!("{B}  P001.png\n")).as_bytes(), 2, "unsorted"),
            bad("63 digits", format!("{}  a\n", &A[1..]).as_bytes(), 1, "digest"),
            bad("65 digits", format!("{A}0  a\n").as_bytes(), 1, "separator"),
            bad("a SHA-512 line", format!("{A}{B}  a\n").as_bytes(), 1, "separator"),
            bad("no name", format!("{A}  \n").as_bytes(), 1, "name-empty"),
            bad("bytes that are not UTF-8", &[A.as_bytes(), b"  p\xff\n"].concat(), 1, "name-character"),
            bad("a zero byte", &[A.as_bytes(), b"  p\0\n"].concat(), 1, "name-character"),
        ],
    })
}

fn name() -> Value {
    let case =
        |name: &str, expect: &str| json!({"name_hex": hex::encode(name.as_bytes()), "shown": name, "expect": expect});
    let long = "a".repeat(64);
    json!({
        "about": "Names in lists (docs/format.md 1): `good`, or the first fault met.",
        "cases": [
            case("p001.png", "good"), case("-a", "good"), case("_", "good"), case("a..b", "good"), case("a/b/c", "good"),
            case("CONSOLE", "good"), case("COM", "good"), case("COM10", "good"), case("LPTx", "good"), case(&long, "good"),
            case("l/00000001", "good"), case("data/items/E01/p001.png", "good"),
            case("", "name-empty"), case("/a", "name-empty"), case("a/", "name-empty"), case("a//b", "name-empty"),
            case(&format!("{long}a"), "name-too-long"), case(&format!("{long}/{long}/{}", "b".repeat(21)), "name-too-long"),
            case("a b", "name-character"), case("a\nb", "name-character"), case("é", "name-character"), case("a:b", "name-character"),
            case("C:\\a", "name-character"), case("a*", "name-character"), case("\u{202e}a", "name-character"),
            case(".", "name-dot"), case("..", "name-dot"), case(".a", "name-dot"), case("a.", "name-dot"), case("a/../b", "name-dot"),
            case("CON", "name-device"), case("con.txt", "name-device"), case("a/Nul.tar.gz", "name-device"),
            case("com0", "name-device"), case("LPT9.x", "name-device"), case("aux", "name-device"), case("prn", "name-device"),
        ],
    })
}

fn json_cases() -> Value {
    let case = |about: &str, bytes: &[u8], expect: &str| json!({"about": about, "bytes_hex": hex::encode(bytes), "expect": expect});
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    json!({
        "about": "Strict I-JSON (docs/format.md 2): `good`, or the first fault met. JSON white space around the value is allowed.",
        "cases": [
            case("an object", br#"{"a":1,"b":[true,false,null,"x"]}"#, "good"),
            case("white space", b" \t\r\n{ \"a\" : [ ] , \"b\" : { } } \n", "good"),
            case("the largest integers", b"[9007199254740991,-9007199254740991,0]", "good"),
            case("a pair of surrogates", br#""\ud83d\ude00""#, "good"),
            case("the same key in two objects", br#"[{"a":1},{"a":{"a":2}}]"#, "good"),
            case("keys that differ only in case or in Unicode form", "{\"a\":1,\"A\":2,\"\u{e9}\":3,\"e\u{301}\":4}".as_bytes(), "good"),
            case("16 levels", nested(16).as_bytes(), "good"),
            case("16 objects", objects(16).as_bytes(), "good"),
            case("an escaped zero and U+FFFE", br#""\u0000\ufffe""#, "good"),
            case("all escapes", br#""\"\\\/\b\f\n\r\t\u00e9""#, "good"),
            case("nothing", b"", "grammar"),
            case("only white space", b" \n", "grammar"),
            case("a byte order mark", b"\xef\xbb\xbf{}", "byte-order-mark"),
            case("bytes that are not UTF-8", b"\"\xff\"", "not-utf8"),
            case("a surrogate in UTF-8", b"\"\xed\xa0\x80\"", "not-utf8"),
            case("an overlong zero", b"\"\xc0\x80\"", "not-utf8"),
            case("UTF-16", b"{\0}\0", "grammar"),
            case("a key twice", br#"{"seal":"A","seal":"B"}"#, "key-twice"),
            case("a key twice, once escaped", br#"{"seal":"A","se\u0061l":"B"}"#, "key-twice"),
            case("a key twice further in", br#"[{"x":{"a":1,"b":2,"a":3}}]"#, "key-twice"),
            case("2^53", b"9007199254740992", "integer-range"),
            case("2^53+1, which JavaScript rounds", b"[9007199254740993]", "integer-range"),
            case("-2^53", b"-9007199254740992", "integer-range"),
            case("a hundred digits", "9".repeat(100).as_bytes(), "integer-range"),
            case("a fraction", b"1.5", "not-integer"),
            case("a fraction of nothing", b"1.0", "not-integer"),
            case("an exponent", b"1e3", "not-integer"),
            case("minus zero", b"-0", "not-integer"),
            case("a leading zero", b"01", "grammar"),
            case("a plus", b"+1", "grammar"),
            case("only a minus", b"-", "grammar"),
            case("NaN", b"NaN", "grammar"),
            case("a lone high surrogate", br#""\ud83d""#, "lone-surrogate"),
            case("a lone low surrogate", br#""\ude00""#, "lone-surrogate"),
            case("a high surrogate and something else", br#""\ud83d\u0041""#, "lone-surrogate"),
            case("two high surrogates", br#""\ud83d\ud83d""#, "lone-surrogate"),
            case("17 levels", nested(17).as_bytes(), "too-deep"),
            case("17 objects", objects(17).as_bytes(), "too-deep"),
            case("2,000 levels", "[".repeat(2_000).as_bytes(), "too-deep"),
            case("two values", b"{}{}", "after-value"),
            case("a zero byte after the value", b"{}\0", "after-value"),
            case("a comma after the value", b"1,", "after-value"),
            case("a comma at the end", b"[1,]", "grammar"),
            case("a comma at an object's end", br#"{"a":1,}"#, "grammar"),
            case("a comment", b"/* */1", "grammar"),
            case("single quotes", b"'a'", "grammar"),
            case("a key without quotes", b"{a:1}", "grammar"),
            case("an open string", b"\"a", "grammar"),
            case("an open object", br#"{"a":1"#, "grammar"),
            case("a control character in a string", b"\"\x01\"", "grammar"),
            case("a line feed in a string", b"\"a\nb\"", "grammar"),
            case("an unknown escape", br#""\x41""#, "grammar"),
            case("a short escape", br#""\u00e""#, "grammar"),
            case("another white space", "\u{a0}1".as_bytes(), "grammar"),
            case("a word cut off", b"tru", "grammar"),
            case("a word in capitals", b"True", "grammar"),
        ],
    })
}
