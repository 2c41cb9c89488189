//! One file and its token outside any bundle: `holdfast-verify --proof`.

use super::SOON;
use holdfast_tests::forge::{Authority, Says};
use holdfast_tests::program::Desk;
use serde_json::Value;

struct Given {
    desk: Desk,
    clock: Authority,
    other: Authority,
}

impl Given {
    /// What the program answers of this proof of this file, with these roots; it must end with `exit`.
    fn check(&self, proof: &[u8], file: &[u8], roots: &[&Authority], exit: i32) -> Value {
        let text = |path: std::path::PathBuf| path.to_str().expect("a UTF-8 path").to_owned();
        let (proof, file) = (self.desk.write("proof.tsr", proof), self.desk.write("file.bin", file));
        let mut arguments = vec!["--proof".to_owned(), text(proof), text(file)];
        for root in roots {
            arguments.extend(["--trust".to_owned(), text(root.root())]);
        }
        let answer = self.desk.verify(&arguments).expect(exit).json();
        let word = ["proven", "not-proven", "invalid", "not-checkable"][usize::try_from(exit).expect("an exit")];
        assert_eq!(answer["verdict"], word, "{answer}");
        answer
    }
}

fn has(answer: &Value, code: &str) -> bool {
    answer["findings"].as_array().into_iter().flatten().any(|finding| finding["code"] == code)
}

pub(crate) fn one_file() {
    let make = |name| Authority::new(name, "20200101000000Z", "20400101000000Z");
    let given = Given { desk: Desk::new(), clock: make("Clock"), other: make("DigiCert") };
    let (clock, other) = (&given.clock, &given.other);
    let file = b"any file of any size".repeat(100_000);
    let token = clock.stamp(&file, Says::at(SOON));

    let proven = given.check(&token, &file, &[clock], 0);
    assert_eq!(proven["at"], "2026-01-01T19:05:00Z", "{proven}");
    assert_eq!(proven["not_later_than"], "2026-01-01T19:05:01Z", "with its accuracy");
    assert_eq!(proven["accuracy_ms"], 1_000, "{proven}");
    assert_eq!(proven["kind"], "rfc3161", "{proven}");
    assert!(has(&proven, "trusted-by-you") && has(&proven, "revocation-not-checked"), "{proven}");
    let by = proven["by"].as_str().expect("whose clock");
    assert!(by.starts_with("unknown authority sha256:"), "no name of a stranger: {by}");
    assert_eq!(proven["chain"].as_array().map(Vec::len), Some(2), "signer and root");

    let wide = clock.stamp(&file, Says { sha512: true, accuracy: Some(7_200), ..Says::at(SOON) });
    let wide = given.check(&wide, &file, &[clock], 0);
    assert_eq!(wide["not_later_than"], "2026-01-01T21:05:00Z", "the later end counts");
    assert!(has(&wide, "accuracy-wide"), "{wide}");

    for roots in [&[] as &[&Authority], &[other]] {
        let stated = given.check(&token, &file, roots, 1);
        assert!(has(&stated, "unknown-authority"), "{stated}");
        assert_eq!(stated["at"], "2026-01-01T19:05:00Z", "what it states is told as stated");
    }
    let homemade = given.check(&other.stamp(&file, Says::at(SOON)), &file, &[], 1);
    assert!(homemade["by"].as_str().is_some_and(|by| !by.contains("DigiCert")), "{homemade}");

    for (what, proof, bytes) in [
        ("another file", token.clone(), b"another file".to_vec()),
        ("an empty file", token.clone(), Vec::new()),
        ("a cut token", token[..token.len() - 1].to_vec(), file.clone()),
        ("bytes after the token", [token.as_slice(), b"\n"].concat(), file.clone()),
        ("an empty token", Vec::new(), file.clone()),
        ("a web page", b"<!doctype html>".to_vec(), file.clone()),
        ("two megabytes", vec![0x30; 2 << 20], file.clone()),
        ("a time after the certificate", clock.stamp(&file, Says::at("20410101000000Z")), file.clone()),
    ] {
        let invalid = given.check(&proof, &bytes, &[clock], 2);
        assert!(has(&invalid, "proof-invalid"), "{what}: {invalid}");
        assert!(invalid["at"].is_null() && invalid["by"].is_null(), "{what}: nothing is told that does not hold");
    }
    let calendar = given.check(b"\0OpenTimestamps\0\0Proof\0\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01", &file, &[clock], 3);
    assert!(has(&calendar, "present-not-checkable-here"), "{calendar}");
}
