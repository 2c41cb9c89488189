//! The code against the vector files, as a second implementation reads them: inputs in, outputs compared.

use crate::made::key;
use holdfast_proof::{
    Code, Digest, DisputeId, Finding,
    body::{Body, Changed, Continues, ExportBegun, ExportDone, Genesis, KeyRotated, TimeProof},
    chain,
    checkpoint::{Checkpoint, SignedCheckpoint, key_hash},
    epochs::replay,
    hex, json,
    key::{PublicKey, SecretKey},
    leaves::{self, Cutting},
    list::{self, List},
    log::{Entry, LogLine, leaf_hash},
    record::{CaptureRecord, EnvironmentRecord},
    seal, sshsig, tree,
};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf};

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn vectors(name: &str) -> Value {
    let path = folder().join(format!("{name}.json"));
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    json::check(&bytes).expect("vectors are strict I-JSON themselves");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn all<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("a list: {key}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("a text: {key}"))
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap_or_else(|| panic!("a number: {key}"))
}

fn bytes(value: &Value, key: &str) -> Vec<u8> {
    let digits = text(value, key).as_bytes();
    digits.chunks(2).map(|pair| hex::decode::<1>(pair).expect("hexadecimal")[0]).collect()
}

fn fixed<const N: usize>(value: &Value, key: &str) -> [u8; N] {
    hex::decode(text(value, key).as_bytes()).unwrap_or_else(|| panic!("{N} bytes: {key}"))
}

fn digest(value: &Value, key: &str) -> Digest {
    text(value, key).parse().expect("a digest")
}

fn path(value: &Value, key: &str) -> Vec<Digest> {
    all(value, key).iter().map(|hash| hash.as_str().and_then(|hash| hash.parse().ok()).expect("a digest")).collect()
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

fn expected<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    all(value, key).iter().map(|code| code.as_str().expect("a code")).collect()
}

#[test]
fn lists() {
    for case in all(&vectors("list"), "cases") {
        let about = text(case, "about");
        let input = bytes(case, "bytes_hex");
        match List::parse(&input) {
            Ok(list) => {
                assert_eq!(text(case, "expect"), "good", "{about}");
                assert_eq!(Digest::of(&input), digest(case, "sha256"), "{about}");
                assert_eq!(list.to_bytes(), input, "{about}: there and back");
                let lines = all(case, "lines");
                assert_eq!(list.lines().len(), lines.len(), "{about}");
                for line in lines {
                    assert_eq!(list.get(text(line, "name")), Some(digest(line, "digest")), "{about}");
                }
                let pairs = list.lines().iter().rev().map(|line| (line.name.clone(), line.digest)).collect();
                assert_eq!(List::build(pairs), Ok(list), "{about}: built from any order");
            }
            Err(error) => {
                assert_eq!(text(case, "expect"), error.code(), "{about}: {error}");
                assert_eq!(number(case, "line"), error.line as u64, "{about}: {error}");
                assert_eq!(text(case, "reason"), error.reason.code(), "{about}: {error}");
            }
        }
    }
}

#[test]
fn names() {
    for case in all(&vectors("name"), "cases") {
        let name = String::from_utf8(bytes(case, "name_hex")).expect("UTF-8");
        let found = list::check_name(&name).map_or_else(|fault| fault.code(), |()| "good");
        assert_eq!(found, text(case, "expect"), "{name:?}");
        let built = List::build(vec![(name.clone(), Digest::of(b""))]);
        assert_eq!(built.is_ok(), found == "good", "building refuses what reading refuses: {name:?}");
    }
}

#[test]
fn strict_json() {
    for case in all(&vectors("json"), "cases") {
        let about = text(case, "about");
        let input = bytes(case, "bytes_hex");
        let found = json::check(&input).map_or_else(|fault| fault.reason.code(), |()| "good");
        assert_eq!(found, text(case, "expect"), "{about}");
        if found == "good" {
            assert!(json::parse::<Value>(&input).is_ok(), "{about}: what we let through, the parser reads");
        }
    }
}

#[test]
fn log_lines() {
    let file = vectors("log");
    let mut chain_lines = Vec::new();
    for (group, case) in
        ["kinds", "chain"].iter().flat_map(|group| all(&file, group).iter().map(move |case| (group, case)))
    {
        let line = text(case, "line");
        let read = LogLine::parse(line.as_bytes()).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(read.leaf, digest(case, "leaf"), "{line}");
        assert_eq!(read.entry.to_line(), line, "there and back");
        if *group == "chain" {
            chain_lines.push(read);
        }
    }
    let dispute: DisputeId = text(&file, "dispute").parse().expect("an id");
    let end = chain_lines.last().expect("a chain").leaf;
    assert_eq!(chain::check(&chain_lines, dispute, end), [], "the chain is whole");
    for case in all(&file, "bad") {
        let line = text(case, "line");
        assert!(Entry::parse_line(line.as_bytes()).is_err(), "{}: {line}", text(case, "about"));
    }
    let good = text(&all(&file, "kinds")[1], "line");
    assert!(all(&file, "bad").iter().all(|case| text(case, "line") != good), "a bad case that changed nothing");
}

#[test]
fn trees() {
    let file = vectors("tree");
    let leaves: Vec<Digest> = all(&file, "leaves").iter().map(|leaf| leaf_hash(&bytes(leaf, "bytes_hex"))).collect();
    let stated: Vec<Digest> = all(&file, "leaves").iter().map(|leaf| digest(leaf, "leaf")).collect();
    assert_eq!(leaves, stated, "leaf hashes");
    let roots: Vec<Digest> = all(&file, "sizes").iter().map(|case| digest(case, "root")).collect();
    assert_eq!(roots.len(), 21, "sizes 0 to 20");
    for case in all(&file, "sizes") {
        let size = number(case, "size");
        let first = &leaves[..usize::try_from(size).expect("small")];
        let root = tree::root_of(first);
        assert_eq!(root, digest(case, "root"), "root of {size}");
        let frontier = tree::Frontier::from_parts(size, path(case, "frontier")).expect("a frontier");
        assert_eq!(frontier.root(), root, "frontier of {size}");
        for proof in all(case, "inclusion") {
            let n = number(proof, "n");
            let leaf = &leaves[usize::try_from(n).expect("small")];
            assert!(tree::verify_inclusion(leaf, n, size, &path(proof, "path"), &root), "{n} in {size}");
        }
        for proof in all(case, "consistency") {
            let old = number(proof, "old");
            let old_root = &roots[usize::try_from(old).expect("small")];
            assert!(tree::verify_consistency(old, size, &path(proof, "path"), old_root, &root), "{old} in {size}");
        }
    }
}

#[test]
fn checkpoints() {
    let file = vectors("checkpoint");
    let secret = SecretKey::from_seed(fixed(&file, "seed_hex"));
    let public = secret.public_key();
    assert_eq!(public.as_bytes(), &fixed::<32>(&file, "public_key_hex"), "public key of the seed");
    assert_eq!(public.ssh_line(), text(&file, "ssh_line"), "SSH spelling");
    assert_eq!(PublicKey::parse_ssh_line(text(&file, "ssh_line")), Ok(public), "there and back");
    assert_eq!(public.fingerprint().to_string(), text(&file, "fingerprint"), "fingerprint");
    assert_eq!(text(&file, "fingerprint").parse(), Ok(public.fingerprint()), "there and back");
    let origin = text(&file, "origin").parse().expect("an origin");
    let checkpoint = Checkpoint { origin, size: number(&file, "size"), root: digest(&file, "root") };
    assert_eq!(checkpoint.text(), text(&file, "text"), "the signed text");
    assert_eq!(key_hash(text(&file, "origin"), &public), fixed::<4>(&file, "key_hash_hex"), "key hash");
    let note = text(&file, "note").as_bytes();
    assert_eq!(checkpoint.sign(&secret), note, "the same key and text give the same note");
    let signed = SignedCheckpoint::parse(note).expect("a good note");
    assert_eq!((signed.checkpoint, signed.digest()), (checkpoint, digest(&file, "note_sha256")), "what it says");
    assert!(signed.verify(&public), "it holds");
    assert!(!signed.verify(&key(2).public_key()), "not for another key");
    for case in all(&file, "bad") {
        let note = bytes(case, "note_hex");
        assert_ne!(note, text(&file, "note").as_bytes(), "a bad case that changed nothing");
        assert!(SignedCheckpoint::parse(&note).is_err(), "{}", text(case, "about"));
    }
    for case in all(&file, "not_verified") {
        let signed = SignedCheckpoint::parse(&bytes(case, "note_hex")).expect("good form");
        assert!(!signed.verify(&public), "{}", text(case, "about"));
    }
}

#[test]
fn ssh_signatures() {
    let file = vectors("sshsig");
    let secret = SecretKey::from_seed(fixed(&file, "seed_hex"));
    let (namespace, message) = (text(&file, "namespace"), bytes(&file, "message_hex"));
    let armored = text(&file, "armored");
    assert_eq!(sshsig::sign(&secret, namespace, &message), armored, "the same key and bytes, the same signature");
    assert_eq!(sshsig::verify(armored.as_bytes(), namespace, &message), Ok(secret.public_key()), "it holds");
    for case in all(&file, "bad") {
        let found = sshsig::verify(text(case, "armored").as_bytes(), namespace, &bytes(case, "message_hex"));
        assert!(found.is_err(), "{}", text(case, "about"));
    }
    let line = text(&file, "allowed_signers");
    assert_eq!(sshsig::allowed_signers_line(&secret.public_key()), line, "allowed_signers");
    let (fingerprint, public) = sshsig::parse_allowed_signers(line.as_bytes()).expect("a good line");
    assert_eq!(
        (fingerprint.to_string().as_str(), public),
        (text(&file, "fingerprint"), secret.public_key()),
        "its key"
    );
    for line in expected(&file, "bad_allowed_signers") {
        let fault = sshsig::parse_allowed_signers(line.as_bytes()).expect_err("refused");
        assert_eq!(fault.code(), Code::AllowedSignersSyntax.as_str(), "{line:?}");
    }
}

#[test]
fn message_leaves() {
    let file = vectors("leaves");
    let list_key: [u8; 32] = fixed(&file, "list_key_hex");
    for case in all(&file, "cases") {
        let about = text(case, "about");
        let times = usize::try_from(number(&case["input"], "times")).expect("small");
        let part = bytes(&case["input"], "piece_hex").repeat(times);
        let cutting = Cutting::of(text(case, "part"), &part[..]).expect("memory").expect("a text part");
        let mut list = Vec::new();
        let count = leaves::write_list(&list_key, cutting, &part[..], &mut list).expect("memory");
        assert_eq!(count, number(case, "count"), "{about}");
        assert_eq!(Digest::of(&list), digest(case, "list_sha256"), "{about}");
        assert_eq!(List::parse(&list).is_ok(), count > 0, "{about}: leaves.sha256 keeps the list grammar");
        assert_eq!(all(case, "leaves").len() as u64, count, "{about}");
        for (leaf, stated) in leaves::cut(cutting, &part[..]).zip(all(case, "leaves")) {
            let leaf = leaf.expect("memory");
            let name = leaves::leaf_name(leaf.number);
            let salt = leaves::leaf_salt(&list_key, &name);
            assert_eq!(name, text(stated, "name"), "{about}");
            assert_eq!(
                (leaf.offset, leaf.bytes.len() as u64),
                (number(stated, "offset"), number(stated, "size_bytes")),
                "{about}"
            );
            assert_eq!(salt.to_string(), text(stated, "salt"), "{about}");
            assert_eq!(Digest::of(&leaves::leaf_bytes(&salt, &leaf.bytes)), digest(stated, "sha256"), "{about}");
        }
    }
}

#[test]
fn items() {
    let file = vectors("item");
    let files = &file["files"];
    let content = |name: &str| text(&files[name], "text").as_bytes().to_vec();
    assert_eq!(Digest::of(&bytes(&files["p001.png"], "bytes_hex")), digest(&files["p001.png"], "sha256"), "the part");
    let (record, unknown) = CaptureRecord::parse(&content("capture.json")).expect("a record");
    assert_eq!((record.to_bytes(), unknown), (content("capture.json"), vec![]), "capture.json there and back");
    let (environment, unknown) = EnvironmentRecord::parse(&content("environment.json")).expect("a record");
    assert_eq!(
        (environment.to_bytes(), unknown),
        (content("environment.json"), vec![]),
        "environment.json there and back"
    );
    let list = List::parse(&content("item.sha256")).expect("a list");
    for line in list.lines() {
        assert_eq!(line.digest, digest(&files[&line.name], "sha256"), "{}", line.name);
    }
    assert_eq!(seal::seal_digest(&list), digest(&file, "seal_sha256"), "the seal");
    for case in all(&file, "folders") {
        let present = expected(case, "present").into_iter().map(str::to_owned).collect();
        let omitted = case["environment_omitted"].as_bool().expect("a boolean");
        let found = seal::check(&list, &record, &present, omitted);
        assert_eq!(codes(&found), expected(case, "expect"), "{}", text(case, "about"));
    }
}

#[test]
fn keys_and_epochs() {
    let file = vectors("epochs");
    let line = |case: &Value| LogLine::parse(text(case, "line").as_bytes()).expect("a good line");
    let lines: Vec<LogLine> = all(&file, "entries").iter().map(line).collect();
    let mut bodies = BTreeMap::new();
    for body in all(&file, "bodies") {
        let bytes = text(body, "text").as_bytes().to_vec();
        assert_eq!(Digest::of(&bytes), digest(body, "sha256"), "the body's digest");
        bodies.insert(Digest::of(&bytes), bytes);
    }
    let at = |index: usize| text(&all(&file, "bodies")[index], "text").as_bytes();
    let again = |bytes: &[u8], written: Vec<u8>| assert_eq!(bytes, written, "there and back");
    again(at(0), Genesis::parse(at(0)).expect("genesis").0.to_bytes());
    again(at(1), KeyRotated::parse(at(1)).expect("key-rotated").0.to_bytes());
    again(at(2), Continues::parse(at(2)).expect("continues").0.to_bytes());
    again(at(3), ExportBegun::parse(at(3)).expect("export-begun").0.to_bytes());
    again(at(4), ExportBegun::parse(at(4)).expect("export-begun").0.to_bytes());
    again(at(5), ExportDone::parse(at(5)).expect("export-done").0.to_bytes());
    again(at(6), Changed::parse(at(6)).expect("changed").0.to_bytes());
    again(at(7), TimeProof::parse(at(7)).expect("time-proof").0.to_bytes());
    let replayed = replay(&lines, &|digest| bodies.get(digest).cloned());
    assert_eq!(codes(&replayed.findings), expected(&file, "findings"), "the replay");
    let history = replayed.history.expect("a history");
    for case in all(&file, "checkpoints") {
        let signed = SignedCheckpoint::parse(text(case, "note").as_bytes()).expect("a good note");
        let found = history.check_checkpoint(&signed);
        assert_eq!(codes(&found), expected(case, "expect"), "size {}", number(case, "size"));
    }
}

#[test]
fn the_twelve_cases_of_taming_the_many_eddsas_and_weak_keys() {
    let file = vectors("ed25519");
    assert!(all(&file, "cases").len() >= 12, "all twelve");
    for case in all(&file, "cases") {
        let about = text(case, "about");
        let public = PublicKey::from_bytes(&fixed(case, "public_key_hex"));
        assert_eq!(public.is_ok(), text(case, "key") == "good", "{about}: the key");
        let holds = public.is_ok_and(|key| key.verify(&bytes(case, "message_hex"), &fixed(case, "signature_hex")));
        assert_eq!(holds, text(case, "signature") == "good", "{about}: the signature");
    }
    for case in all(&file, "weak_keys") {
        let public = PublicKey::from_bytes(&fixed(case, "public_key_hex"));
        assert_eq!(public.map_err(|fault| fault.code()), Err("weak-key"), "{}", text(case, "about"));
    }
}
