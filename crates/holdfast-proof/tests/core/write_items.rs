//! Vectors of items: the folder with its seal, and message leaves.

use crate::made::{capture, environment};
use holdfast_proof::{
    Digest, hex,
    leaves::{self, Cutting},
    seal,
};
use serde_json::{Value, json};

pub(crate) fn leaves_cases() -> Value {
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

pub(crate) fn item() -> Value {
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
