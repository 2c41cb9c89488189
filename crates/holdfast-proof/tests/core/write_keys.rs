//! Vectors of keys and what they sign: checkpoints, SSH signatures, strict Ed25519.

use crate::made::{key, origin};
use base64ct::{Base64, Encoding};
use holdfast_proof::{
    Digest,
    checkpoint::{Checkpoint, SignedCheckpoint, key_hash},
    hex,
    sshsig::{self, BUNDLE_NAMESPACE},
};
use serde_json::{Value, json};

pub(crate) fn checkpoint() -> Value {
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
        "key_hash_hex": hex::encode(&key_hash(&name, &key(1).public_key())),
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

pub(crate) fn sshsig_cases() -> Value {
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

/// The twelve cases of Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs" (2020), table 5, and weak keys.
pub(crate) fn ed25519() -> Value {
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
        "about": "Strict Ed25519: the key canonical and not of small order, S < L, R not of small order, and R equal as bytes to [S]B - [k]A (cofactorless). Cases 0 to 11: Chalkias, Garillot, Nikolaenko, \"Taming the many EdDSAs\". A verifier that multiplies by the cofactor accepts 4 and 5, one that takes a small R accepts 2: both are wrong here.",
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
