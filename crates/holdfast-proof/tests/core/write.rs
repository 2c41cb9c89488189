//! Writes the vector files, only with HOLDFAST_WRITE_VECTORS=1. Whether a case is good or bad, and why, stands here
//! by hand; digests, roots and signatures are taken from the code, whose oracles are in the other tests.

use crate::{
    epochs::{Log, continues, genesis, rotated},
    made::{capture, dispute_chain, entry, environment, key, origin},
    vectors::folder,
};
use base64ct::{Base64, Encoding};
use holdfast_proof::{
    Digest, DisputeId, Salt,
    body::{Body, Changed, ChangedWhat, Edition, ExportBegun, ExportDone, VaultCheck},
    checkpoint::{Checkpoint, SignedCheckpoint},
    hex,
    leaves::{self, Cutting},
    list::List,
    log::{EntryKind, LogLine},
    seal,
    sshsig::{self, BUNDLE_NAMESPACE},
    tree::{Frontier, Tree, leaf_hash},
};
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
        ("log", log()),
        ("tree", tree()),
        ("checkpoint", checkpoint()),
        ("sshsig", sshsig_cases()),
        ("leaves", leaves_cases()),
        ("item", item()),
        ("ed25519", ed25519()),
        ("epochs", epochs()),
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

fn line_of(line: &LogLine) -> Value {
    json!({"line": line.entry.to_line(), "leaf": line.leaf})
}

fn log() -> Value {
    let dispute = DisputeId::from_random([5; 16]);
    let places =
        [(3, EntryKind::Changed), (4, EntryKind::Attached), (9, EntryKind::Detached), (200, EntryKind::ExportBegun)];
    let chain: Vec<Value> = dispute_chain(dispute, &places).iter().map(line_of).collect();
    let all_kinds = EntryKind::ALL.iter().zip(0..);
    let kinds: Vec<Value> =
        all_kinds.map(|(kind, n)| line_of(&entry(n, *kind, Digest::of(kind.as_str().as_bytes()), None))).collect();
    let plain = entry(7, EntryKind::Item, Digest::of(b"seal"), None).entry.to_line();
    let linked = dispute_chain(dispute, &places)[1].entry.to_line();
    let bad = |about: &str, line: &str| json!({"about": about, "line": line});
    json!({
        "about": "Log lines (docs/format.md 4), without their line feed. `leaf` = SHA-256(0x00 || line).",
        "dispute": dispute,
        "kinds": kinds,
        "chain": chain,
        "bad": [
            bad("a space", &plain.replacen(',', ", ", 1)),
            bad("a line feed at the end", &format!("{plain}\n")),
            bad("another order of keys", &plain.replacen("\"v\":1,\"n\":7", "\"n\":7,\"v\":1", 1)),
            bad("another version", &plain.replacen("\"v\":1", "\"v\":2", 1)),
            bad("an unknown key", &plain.replacen("\"v\":1", "\"v\":1,\"x\":1", 1)),
            bad("a key twice", &plain.replacen("\"n\":7", "\"n\":7,\"n\":7", 1)),
            bad("a missing key", &plain.replacen("\"n\":7,", "", 1)),
            bad("a fraction", &plain.replacen("\"n\":7", "\"n\":7.0", 1)),
            bad("a negative number", &plain.replacen("\"n\":7", "\"n\":-7", 1)),
            bad("a number too large", &plain.replacen("\"n\":7", "\"n\":9007199254740993", 1)),
            bad("an escaped character", &plain.replacen("\"item\"", "\"ite\\u006d\"", 1)),
            bad("an unknown kind", &plain.replacen("\"item\"", "\"note\"", 1)),
            bad("upper-case digits", &plain.replacen("19b25856", "19B25856", 1).replacen("07070707", "0A0A0A0A", 1)),
            bad("a time without milliseconds", &plain.replacen(".123Z", "Z", 1)),
            bad("a time with a zone", &plain.replacen(".123Z", ".123+00:00", 1)),
            bad("an empty link", &plain.replacen('}', ",\"d\":null}", 1)),
            bad("a link with number 0", &linked.replacen("\"n\":2,\"prev\"", "\"n\":0,\"prev\"", 1)),
            bad("a first link with something before it", &linked.replacen("\"n\":2,\"prev\"", "\"n\":1,\"prev\"", 1)),
            bad("a second link with nothing before it", &{
                let (head, _) = linked.split_once("\"prev\":").expect("a link");
                format!("{head}\"prev\":\"{}\"}}}}", "0".repeat(64))
            }),
            bad("an unknown key in the link", &linked.replacen("\"d\":{", "\"d\":{\"x\":1,", 1)),
        ],
    })
}

fn tree() -> Value {
    let leaf_bytes = |n: u64| format!("leaf {n}").into_bytes();
    let leaves: Vec<Digest> = (0..20).map(|n| leaf_hash(&leaf_bytes(n))).collect();
    let inputs: Vec<Value> =
        (0..20).map(|n| json!({"bytes_hex": hex::encode(&leaf_bytes(n)), "leaf": leaf_hash(&leaf_bytes(n))})).collect();
    let sizes: Vec<Value> = (0..=20_usize)
        .map(|size| {
            let tree = Tree::new(leaves[..size].to_vec());
            let mut frontier = Frontier::new();
            leaves[..size].iter().for_each(|leaf| frontier.append(*leaf));
            let inclusion: Vec<Value> = (0..size as u64).map(|n| json!({"n": n, "path": tree.inclusion(n)})).collect();
            let consistency: Vec<Value> =
                (1..=size as u64).map(|old| json!({"old": old, "path": tree.consistency(old)})).collect();
            json!({"size": size, "root": tree.root(), "frontier": frontier.hashes(), "inclusion": inclusion, "consistency": consistency})
        })
        .collect();
    json!({
        "about": "RFC 6962 trees of the first `size` leaves. Inclusion paths go from the leaf upwards. Any change of leaf, n, size, path or root must fail.",
        "leaves": inputs,
        "sizes": sizes,
    })
}

fn checkpoint() -> Value {
    let checkpoint = Checkpoint { origin: origin(3), size: 12_345, root: Digest::of(b"root") };
    let note = checkpoint.sign(&key(1));
    let signed = SignedCheckpoint::parse(&note).expect("a good note");
    let text = String::from_utf8(note.clone()).expect("UTF-8");
    let name = origin(3).to_string();
    let signature_line = text.lines().last().expect("a signature").to_owned();
    let bad = |about: &str, note: String| json!({"about": about, "note_hex": hex::encode(note.as_bytes())});
    let at_epoch = |epoch: &str| text.replace(&name, &format!("{}{epoch}", &name[..name.len() - 1]));
    json!({
        "about": "A checkpoint (C2SP tlog-checkpoint) in a signed note (C2SP signed-note, Ed25519). key_hash = SHA-256(name || LF || 0x01 || public key)[..4].",
        "seed_hex": hex::encode(&key(1).seed()),
        "public_key_hex": hex::encode(key(1).public_key().as_bytes()),
        "ssh_line": key(1).public_key().ssh_line(),
        "fingerprint": key(1).public_key().fingerprint(),
        "origin": name,
        "size": 12_345,
        "root": Digest::of(b"root"),
        "text": checkpoint.text(),
        "key_hash_hex": hex::encode(&holdfast_proof::checkpoint::key_hash(&name, &key(1).public_key())),
        "note": text,
        "note_sha256": signed.digest(),
        "bad": [
            bad("an extension line", text.replacen("\n\n", "\nextension\n\n", 1)),
            bad("a second signature line", format!("{text}{signature_line}\n")),
            bad("no signature line", text.replacen(&format!("{signature_line}\n"), "", 1)),
            bad("a leading zero", text.replacen("12345", "012345", 1)),
            bad("a sign", text.replacen("12345", "+12345", 1)),
            bad("a size beyond 2^53-1", text.replacen("12345", "9007199254740992", 1)),
            bad("another key name", text.replacen(&format!("— {name}"), "— example.org/log", 1)),
            bad("another log than Holdfast's", text.replace("holdfast/", "example/")),
            bad("epoch 0", at_epoch("0")),
            bad("an epoch with a leading zero", at_epoch("03")),
            bad("no epoch", text.replace("/3", "")),
            bad("a vault in capitals", text.replace(&name, &name.to_uppercase().replace("HOLDFAST", "holdfast")).replace("11111111", "AAAAAAAA")),
            bad("CR before LF", text.replace('\n', "\r\n")),
            bad("no line feed at the end", text.trim_end().to_owned()),
            bad("an empty line at the end", format!("{text}\n")),
            bad("a hyphen for the dash", text.replacen("— ", "- ", 1)),
            bad("a root of 31 bytes", text.replacen(&Base64::encode_string(Digest::of(b"root").as_bytes()), &Base64::encode_string(&[7; 31]), 1)),
            bad("base64 without padding", text.replacen("=\n\n", "\n\n", 1)),
            bad("nothing", String::new()),
        ],
        "not_verified": [
            {"about": "signed by another key, whose key hash the note names", "note_hex": hex::encode(&checkpoint.sign(&key(2)))},
            {"about": "another size under the same signature", "note_hex": hex::encode(text.replacen("12345", "12346", 1).as_bytes())},
        ],
    })
}

fn sshsig_cases() -> Value {
    let message = b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  bagit.txt\n";
    let armored = sshsig::sign(&key(1), BUNDLE_NAMESPACE, message);
    let line = sshsig::allowed_signers_line(&key(1).public_key());
    let name = key(1).public_key().fingerprint().to_string();
    let ssh = key(1).public_key().ssh_line();
    let bad = |about: &str, text: String, message: &[u8]| json!({"about": about, "armored": text, "message_hex": hex::encode(message)});
    json!({
        "about": "SSHSIG (PROTOCOL.sshsig) by a fixed key, as `ssh-keygen -Y sign` writes it, and the one line of allowed_signers.",
        "seed_hex": hex::encode(&key(1).seed()),
        "namespace": BUNDLE_NAMESPACE,
        "message_hex": hex::encode(message),
        "armored": armored,
        "fingerprint": name,
        "allowed_signers": line,
        "bad": [
            bad("other bytes", armored.clone(), b"other bytes"),
            bad("another namespace", sshsig::sign(&key(1), "file", message), message),
            bad("something before the armor", format!("x\n{armored}"), message),
            bad("something after the armor", format!("{armored}x\n"), message),
            bad("CR before LF", armored.replace('\n', "\r\n"), message),
            bad("no armor", armored.lines().nth(1).unwrap_or_default().to_owned(), message),
            bad("cut off", armored[..80].to_owned(), message),
        ],
        "bad_allowed_signers": [
            format!("* namespaces=\"{BUNDLE_NAMESPACE}\" {ssh}\n"),
            format!("{line}{line}"),
            format!("{name} cert-authority,namespaces=\"{BUNDLE_NAMESPACE}\" {ssh}\n"),
            format!("{name} {ssh}\n"),
            format!("{name} namespaces=\"*\" {ssh}\n"),
            format!("{name} namespaces=\"{BUNDLE_NAMESPACE}\",valid-before=\"20300101\" {ssh}\n"),
            format!("{name} namespaces=\"{BUNDLE_NAMESPACE}\" {ssh} comment\n"),
            format!("{} namespaces=\"{BUNDLE_NAMESPACE}\" {ssh}\n", key(2).public_key().fingerprint()),
            line.trim_end().to_owned(),
            line.replace('\n', "\r\n"),
            format!("# a comment\n{line}"),
            String::new(),
        ],
    })
}

fn leaves_cases() -> Value {
    let list_key = [0x5a; 32];
    let case = |about: &str, name: &str, bytes: &[u8], repeated: Option<(&str, usize)>| {
        let cutting = Cutting::of(name, bytes).expect("memory").expect("a text part");
        let mut list = Vec::new();
        let count = leaves::write_list(&list_key, cutting, bytes, &mut list).expect("memory");
        let all: Vec<Value> = leaves::cut(cutting, bytes)
            .map(|leaf| {
                let leaf = leaf.expect("memory");
                let name = leaves::leaf_name(leaf.number);
                let salt = leaves::leaf_salt(&list_key, &name);
                json!({"name": name, "offset": leaf.offset, "size_bytes": leaf.bytes.len(), "salt": salt,
                    "sha256": leaves::leaf_digest(&salt, &leaf.bytes)})
            })
            .collect();
        let input = match repeated {
            Some((piece, times)) => json!({"piece_hex": hex::encode(piece.as_bytes()), "times": times}),
            None => json!({"piece_hex": hex::encode(bytes), "times": 1}),
        };
        json!({"about": about, "part": name, "input": input, "count": count, "leaves": all, "list_sha256": Digest::of(&list)})
    };
    let long = |piece: &str, times: usize| piece.repeat(times).into_bytes();
    json!({
        "about": "Message leaves (docs/format.md 3). The part's bytes are `piece` repeated `times` times. salt = HMAC-SHA256(list key, name); leaf file = salt hex, LF, raw bytes.",
        "list_key_hex": hex::encode(&list_key),
        "cases": [
            case("lines, the last without line feed", "p001.txt", "你好\r\n\nsecond 😀\nlast".as_bytes(), None),
            case("an empty part", "p001.txt", b"", None),
            case("only line feeds", "p001.csv", b"\n\n", None),
            case("exactly 4,096 bytes with the line feed", "p001.txt", &[&[b'x'; 4095][..], b"\n"].concat(), None),
            case("4,096 bytes and then the line feed", "p001.txt", &[&[b'x'; 4096][..], b"\n"].concat(), None),
            case("a line of 9,000 bytes", "p001.eml", &long("x", 9000), Some(("x", 9000))),
            case("JSON with line feeds", "p001.json", b"[{\"a\":1},\n{\"a\":2}]\n", None),
            case("JSON without line feeds", "p001.json", br#"[{"a":1},{"b":"},"},{"c":3}]"#, None),
            case("long JSON without line feeds", "p001.json", &long("{\"a\":\"0123456789\"},", 40), Some(("{\"a\":\"0123456789\"},", 40))),
            case("JSON without a place to cut", "p001.json", &long("[]", 2500), Some(("[]", 2500))),
        ],
    })
}

fn item() -> Value {
    let picture: &[u8] = b"the bytes as received";
    let record = capture(&[("p001.png", picture)]);
    let environment = environment();
    let parts = [("p001.png".to_owned(), Digest::of(picture))];
    let list = seal::build(Digest::of(&record.to_bytes()), Digest::of(&environment.to_bytes()), &parts).expect("good");
    let case = |about: &str, present: &[&str], omitted: bool, expect: &[&str]| json!({"about": about, "present": present, "environment_omitted": omitted, "expect": expect});
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    json!({
        "about": "An item's folder (docs/format.md 2): its files, its seal, and what is found in folders that hold more or less. `expect` are codes of findings.",
        "files": {
            "p001.png": {"bytes_hex": hex::encode(picture), "sha256": Digest::of(picture)},
            "capture.json": {"text": text(record.to_bytes()), "sha256": Digest::of(&record.to_bytes())},
            "environment.json": {"text": text(environment.to_bytes()), "sha256": Digest::of(&environment.to_bytes())},
            "item.sha256": {"text": text(list.to_bytes()), "sha256": seal::seal_digest(&list)},
        },
        "seal_sha256": seal::seal_digest(&list),
        "folders": [
            case("whole", &["capture.json", "environment.json", "item.sha256", "p001.png"], false, &[]),
            case("with proofs", &["capture.json", "environment.json", "item.sha256", "p001.png", "item.sha256.example.tsr", "item.sha256.example.ots"], false, &[]),
            case("a part more", &["capture.json", "environment.json", "item.sha256", "p001.png", "p002.png"], false, &["unsealed-part"]),
            case("a part less", &["capture.json", "environment.json", "item.sha256"], false, &["part-missing"]),
            case("without environment", &["capture.json", "item.sha256", "p001.png"], false, &["part-missing"]),
            case("environment withheld", &["capture.json", "item.sha256", "p001.png"], true, &[]),
            case("environment withheld and shown", &["capture.json", "environment.json", "item.sha256", "p001.png"], true, &["omissions-mismatch"]),
            case("a proof without a name", &["capture.json", "environment.json", "item.sha256", "p001.png", "item.sha256.tsr"], false, &["unsealed-part"]),
            case("a leaf beside a picture", &["capture.json", "environment.json", "item.sha256", "p001.png", "l/00000001"], false, &["unsealed-part"]),
        ],
    })
}

fn epochs() -> Value {
    let mut log = Log::default();
    let third = key(3).public_key().ssh_line();
    log.add(0, EntryKind::Genesis, &genesis());
    log.add(4, EntryKind::KeyRotated, &rotated());
    log.add(8, EntryKind::Continues, &continues(Some(third)));
    let entries: Vec<Value> = log.lines.iter().map(line_of).collect();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let salt = Salt::from_bytes([9; 32]);
    let export = holdfast_proof::ExportId::from_random([8; 16]);
    let begun = |vault_check| ExportBegun {
        salt,
        export,
        edition: Edition::Submission,
        dispute_head: Digest::of(b"head"),
        omissions_sha256: Digest::of(b"omissions"),
        vault_check,
    };
    let made = VaultCheck::Made { at: crate::made::at(1), result: "whole".to_owned() };
    let tagmanifest_sha256 = Digest::of(b"tag manifest");
    let done = ExportDone { salt, export, tagmanifest_sha256, zip_sha256: Digest::of(b"zip"), size_bytes: 5 };
    let changed = Changed { salt, what: ChangedWhat::Title, value: json!({"title": "退款"}) };
    let bodies = [
        genesis().to_bytes(),
        rotated().to_bytes(),
        continues(Some(key(3).public_key().ssh_line())).to_bytes(),
        begun(VaultCheck::NEVER).to_bytes(),
        begun(made).to_bytes(),
        done.to_bytes(),
        changed.to_bytes(),
    ];
    let bodies: Vec<Value> =
        bodies.into_iter().map(|bytes| json!({"sha256": Digest::of(&bytes), "text": text(bytes)})).collect();
    let checkpoint = |size: u64, epoch: u32, seed: u8, expect: &[&str]| {
        let note = Checkpoint { origin: origin(epoch), size, root: Digest::of(b"root") }.sign(&key(seed));
        json!({"size": size, "epoch": epoch, "signer": key(seed).public_key().fingerprint(), "note": text(note), "expect": expect})
    };
    json!({
        "about": "Keys and epochs (docs/format.md 4): genesis at 0 (key 1), key-rotated at 4 (key 2), continues at 8 (epoch 2, key 3). `findings` are the replay's; `expect` those of a checkpoint. Further bodies show their bytes.",
        "entries": entries,
        "bodies": bodies,
        "findings": ["key-not-confirmed"],
        "checkpoints": [
            checkpoint(1, 1, 1, &[]),
            checkpoint(5, 1, 1, &[]),
            checkpoint(5, 1, 2, &["key-mismatch"]),
            checkpoint(6, 1, 2, &[]),
            checkpoint(6, 1, 1, &["old-key-used"]),
            checkpoint(8, 2, 2, &["key-mismatch"]),
            checkpoint(9, 2, 3, &[]),
            checkpoint(9, 1, 2, &["key-mismatch", "old-key-used"]),
            checkpoint(20, 2, 7, &["key-mismatch"]),
        ],
    })
}

/// The twelve cases of Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs" (2020), table 5, and weak keys.
fn ed25519() -> Value {
    let small = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa";
    let mixed = "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43";
    let mixed_2 = "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d";
    let prime = "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623";
    let not_canonical = "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    let m_1 = "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79";
    let m_4 = "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c";
    let m_6 = "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40";
    let m_8 = "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41";
    let case = |about: &str, message: &str, public_key: &str, signature: [&str; 2], key_good: bool, good: bool| {
        json!({"about": about, "message_hex": message, "public_key_hex": public_key, "signature_hex": signature.concat(),
            "key": if key_good { "good" } else { "weak-key" }, "signature": if good { "good" } else { "bad" }})
    };
    let small_r = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
    let zero = "0000000000000000000000000000000000000000000000000000000000000000";
    let s_1 = "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04";
    let r_10 = "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc";
    let weak = [
        ("identity", "0100000000000000000000000000000000000000000000000000000000000000"),
        ("order 2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("order 4", zero),
        ("order 4, other sign", "0000000000000000000000000000000000000000000000000000000000000080"),
        ("order 8", small_r),
        ("order 8, other sign", small),
        ("order 8, other", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        ("order 8, other, other sign", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
        ("identity, x = 0 with sign", "0100000000000000000000000000000000000000000000000000000000000080"),
        ("order 2, x = 0 with sign", not_canonical),
        ("y = p", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("y = p with sign", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
        ("y = p + 1", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("y = p + 1 with sign", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
        ("y = p + 3, a point of large order", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        ("y = 2, no point of the curve", "0200000000000000000000000000000000000000000000000000000000000000"),
    ];
    let weak: Vec<Value> = weak.iter().map(|(about, key)| json!({"about": about, "public_key_hex": key})).collect();
    let key_1 = key(1);
    let signature = key_1.sign(b"abc");
    json!({
        "about": "Strict Ed25519: the key canonical and not of small order, S < L, R not of small order, and R equal as bytes to [S]B - [k]A (cofactorless). Cases 0 to 11: Chalkias, Garillot, Nikolaenko, \"Taming the many EdDSAs\". A verifier that multiplies by the cofactor accepts 4 and 5 and is wrong here.",
        "cases": [
            case("0: small A, small R, S = 0", "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6", small, [small_r, zero], false, false),
            case("1: small A, mixed R", m_1, small, [mixed, s_1], false, false),
            case("2: mixed A, small R", "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab", mixed, [small, "8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e"], true, false),
            case("3: mixed A, mixed R, holds with and without cofactor", m_1, mixed_2, ["9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f", "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009"], true, true),
            case("4: holds only with the cofactor", m_4, mixed_2, ["160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512", "5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09"], true, false),
            case("5: holds only with the cofactor, applied before the hash is reduced", m_4, mixed_2, ["21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7", "e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405"], true, false),
            case("6: S above L", m_6, prime, ["e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e", "547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514"], true, false),
            case("7: S far above L", m_6, prime, ["8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa1942", "7e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22"], true, false),
            case("8: mixed A, non-canonical R, reduced for the hash", m_8, mixed, [not_canonical, "03be9678ac102edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f"], true, false),
            case("9: mixed A, non-canonical R, not reduced for the hash", m_8, mixed, [not_canonical, "ca8c5b64cd208982aa38d4936621a4775aa233aa0505711d8fdcfdaa943d4908"], true, false),
            case("10: non-canonical A, reduced for the hash", "e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b", not_canonical, [r_10, s_1], false, false),
            case("11: non-canonical A, not reduced for the hash", "39a591f5321bbe07fd5a23dc2f39d025d74526615746727ceefd6e82ae65c06f", not_canonical, [r_10, s_1], false, false),
            case("an honest signature over abc", "616263", &hex::encode(key_1.public_key().as_bytes()), [&hex::encode(&signature[..32]), &hex::encode(&signature[32..])], true, true),
            case("an honest signature over other bytes", "616264", &hex::encode(key_1.public_key().as_bytes()), [&hex::encode(&signature[..32]), &hex::encode(&signature[32..])], true, false),
            case("the key that signs everything", "616263", weak_identity(), [weak_identity(), zero], false, false),
        ],
        "weak_keys": weak,
    })
}

fn weak_identity() -> &'static str {
    "0100000000000000000000000000000000000000000000000000000000000000"
}
