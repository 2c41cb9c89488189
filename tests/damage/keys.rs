//! One key for the note, the signature, `allowed_signers` and the log; strict verification; rotation; who signed.

use crate::judge::Input;
use crate::table::{TOP, Table};
use holdfast_tests::forge::bundle::sign;
use holdfast_tests::forge::{Entry, Forgery, Key, Log, base64};
use serde_json::json;

const SIGNERS: &str = "metadata/allowed_signers";
const SIGNATURE: &str = "timestamps/tagmanifest-sha256.txt.sig";

pub(crate) fn rows(table: &mut Table) {
    one_key(table);
    weak_keys(table);
    rotation(table);
    allowed_signers(table);
    signatures(table);
    who_signed(table);
}

fn one_key(table: &mut Table) {
    let mismatch = &["key-mismatch"];
    table.forged("the note by one key, the signature by another", 2, mismatch, |forgery| {
        forgery.signer = Key::numbered(8)
    });
    table.forged("the genesis names another key", 2, mismatch, |forgery| set_genesis_key(forgery, &Key::numbered(8)));
    table.forged("the note by another key than all else", 2, mismatch, |forgery| forgery.key = Key::numbered(8));
    table.made("allowed_signers names another key", 2, mismatch, |forgery| {
        forgery.write_log();
        forgery.files.put(SIGNERS, Key::numbered(8).allowed_signers());
        forgery.seal_but_signers();
    });
    table.forged("all by another key", 1, &[], |forgery| {
        let key = Key::numbered(8);
        set_genesis_key(forgery, &key);
        (forgery.key, forgery.signer) = (key.clone(), key);
    });
}

fn set_genesis_key(forgery: &mut Forgery, key: &Key) {
    forgery.edit_body("genesis", |body| {
        body["public_key"] = holdfast_tests::forge::bundle::public_key_like(&body["public_key"], key)
    });
}

fn weak_keys(table: &mut Table) {
    for (name, key) in
        [("a key of small order", Key::small_order()), ("a key in non-canonical form", Key::non_canonical())]
    {
        table.forged(&format!("{name} everywhere"), 2, &["weak-key"], |forgery| {
            set_genesis_key(forgery, &key);
            (forgery.key, forgery.signer) = (key.clone(), key.clone());
        });
        table.forged(&format!("{name} for the signature"), 2, &["weak-key"], |forgery| forgery.signer = key.clone());
        table.forged(&format!("{name} in the genesis"), 2, &["weak-key"], |forgery| set_genesis_key(forgery, &key));
    }
}

/// Adds a rotation from the forger's key to `new`, its statement signed by `by`.
fn rotate(forgery: &mut Forgery, new: &Key, by: &Key) {
    let (old_name, new_name) = (forgery.key.fingerprint(), new.fingerprint());
    let statement = format!("holdfast key-rotated\n{}\n{old_name}\n{new_name}\n", forgery.origin);
    let body = json!({
        "salt": "cd".repeat(32), "origin": forgery.origin, "old": old_name, "new": new_name,
        "public_key": new.ssh_line(), "signature": base64(&by.sign(statement.as_bytes())),
    });
    let body = forgery.add_body(&body);
    forgery.log.entries.insert(4, Entry::new("key-rotated", &body, None));
    forgery.confirmer = Some(forgery.key.clone());
}

fn rotation(table: &mut Table) {
    let new = Key::numbered(9);
    let with_new = |forgery: &mut Forgery, new: &Key| (forgery.key, forgery.signer) = (new.clone(), new.clone());
    table.forged_quietly("a key replaced and confirmed", "key-not-confirmed", |forgery| {
        rotate(forgery, &new, &new);
        with_new(forgery, &new);
    });
    table.forged("the old key signs everything after it was replaced", 2, &["old-key-used"], |forgery| {
        rotate(forgery, &new, &new)
    });
    table.forged("the old key signs the note after it was replaced", 2, &["old-key-used"], |forgery| {
        rotate(forgery, &new, &new);
        forgery.signer = new.clone();
    });
    table.forged("the old key signs the bundle after it was replaced", 2, &["old-key-used|key-mismatch"], |forgery| {
        rotate(forgery, &new, &new);
        forgery.key = new.clone();
    });
    let unsound = &["signature-invalid|key-mismatch|body-mismatch"];
    table.forged("a rotation whose statement the old key signed", 2, unsound, |forgery| {
        let old = forgery.key.clone();
        rotate(forgery, &new, &old);
        with_new(forgery, &new);
    });
    table.forged("a rotation whose statement a stranger signed", 2, unsound, |forgery| {
        rotate(forgery, &new, &Key::numbered(10));
        with_new(forgery, &new);
    });
    table.forged(
        "a rotation from a key that was never there",
        2,
        &["key-mismatch|body-mismatch|signature-invalid"],
        |forgery| {
            rotate(forgery, &new, &new);
            forgery.edit_body("key-rotated", |body| body["old"] = Key::numbered(10).fingerprint().into());
            with_new(forgery, &new);
        },
    );
    table.forged("a rotation of another log", 2, unsound, |forgery| {
        let right = forgery.origin.clone();
        forgery.origin = right.replace("/1", "/7");
        rotate(forgery, &new, &new);
        forgery.origin = right;
        with_new(forgery, &new);
    });
    table.forged("a rotation whose body is not shown", 2, &["body-missing"], |forgery| {
        rotate(forgery, &new, &new);
        with_new(forgery, &new);
        let entry = forgery.log.entries.iter().find(|entry| entry.kind == "key-rotated").expect("the rotation");
        forgery.bodies.remove(&entry.reference.clone());
    });
    table.forged("a rotation hidden from the bundle", 2, &["key-mismatch"], |forgery| {
        rotate(forgery, &new, &new);
        with_new(forgery, &new);
        forgery
            .log
            .entries
            .iter_mut()
            .filter(|entry| entry.kind == "key-rotated")
            .for_each(|entry| entry.shown = false);
    });
    table.forged("a rotation to a key of small order", 2, &["weak-key"], |forgery| {
        let weak = Key::small_order();
        rotate(forgery, &weak, &weak);
        with_new(forgery, &weak);
    });
    table.forged("a rotation signed only by the new key", 1, &["key-not-confirmed"], |forgery| {
        rotate(forgery, &new, &new);
        with_new(forgery, &new);
        forgery.confirmer = None;
    });
    table.forged("a rotation that the new key confirms itself", 2, &["key-mismatch"], |forgery| {
        rotate(forgery, &new, &new);
        with_new(forgery, &new);
        forgery.confirmer = Some(new.clone());
    });
    let mut confirmed = |name: &str, code: &str, change: &dyn Fn(&mut Forgery, &Key)| {
        table.made(name, 2, &[code], |forgery| {
            let old = forgery.key.clone();
            rotate(forgery, &new, &new);
            with_new(forgery, &new);
            forgery.write_log();
            change(forgery, &old);
            forgery.seal();
        });
    };
    let path = "metadata/log/rotations/4.checkpoint";
    confirmed("a rotation confirmed over another tree", "inclusion-invalid", &|forgery, old| {
        forgery.files.put(path, old.checkpoint(&forgery.origin, 5, &[7; 32]));
    });
    confirmed("a rotation confirmed at another size", "checkpoint-syntax", &|forgery, old| {
        forgery.files.put(path, old.checkpoint(&forgery.origin, 4, &forgery.log.root()));
    });
    confirmed("a rotation confirmed under another origin", "key-mismatch|checkpoint-syntax", &|forgery, old| {
        let first = Log { entries: forgery.log.entries[..5].to_vec() };
        forgery.files.put(path, old.checkpoint(&forgery.origin.replace("/1", "/2"), 5, &first.root()));
    });
    confirmed("a rotation confirmed by no note", "checkpoint-syntax", &|forgery, _| {
        forgery.files.put(path, "agreed\n")
    });
    confirmed("a confirmation of no rotation", "unlisted-file", &|forgery, old| {
        forgery.files.put("metadata/log/rotations/3.checkpoint", old.checkpoint(&forgery.origin, 4, &[7; 32]));
    });
    table.forged("a new epoch with the same key", 1, &[], |forgery| continue_with(forgery, None));
    table.forged("a new epoch with another key", 1, &["key-not-confirmed"], |forgery| {
        continue_with(forgery, Some(&Key::numbered(9)))
    });
}

/// Begins epoch 2, with another key if one is given.
fn continue_with(forgery: &mut Forgery, key: Option<&Key>) {
    let mut body = json!({"salt": "ce".repeat(32), "epoch": 2, "mark": null, "reason": "restored"});
    if let Some(key) = key {
        body["public_key"] = key.ssh_line().into();
        (forgery.key, forgery.signer) = (key.clone(), key.clone());
    }
    let body = forgery.add_body(&body);
    forgery.log.entries.insert(4, Entry::new("continues", &body, None));
    forgery.origin = forgery.origin.replace("/1", "/2");
}

fn allowed_signers(table: &mut Table) {
    let key = table.base.signer.clone();
    let (name, line) = (key.fingerprint(), key.ssh_line());
    let options = "namespaces=\"bundle@holdfast\"";
    let forms = [
        ("any principal", format!("* {options} {line}\n")),
        ("a name as principal", format!("complainant {options} {line}\n")),
        ("two principals", format!("{name},* {options} {line}\n")),
        ("two lines", key.allowed_signers().repeat(2)),
        ("a second key", key.allowed_signers() + &Key::numbered(9).allowed_signers()),
        ("a comment line", format!("# the complainant\n{}", key.allowed_signers())),
        ("cert-authority", format!("{name} cert-authority,{options} {line}\n")),
        ("no namespace", format!("{name} {line}\n")),
        ("any namespace", format!("{name} namespaces=\"*\" {line}\n")),
        ("two namespaces", format!("{name} namespaces=\"bundle@holdfast,git\" {line}\n")),
        ("another namespace", format!("{name} namespaces=\"git\" {line}\n")),
        ("an end of validity", format!("{name} {options},valid-before=\"20270101\" {line}\n")),
        ("a comment after the key", format!("{name} {options} {line} me\n")),
        ("two spaces", format!("{name}  {options} {line}\n")),
        ("CRLF", key.allowed_signers().replace('\n', "\r\n")),
        ("no newline", key.allowed_signers().trim_end().to_owned()),
        ("nothing", String::new()),
        ("another kind of key", format!("{name} {options} {}\n", line.replace("ssh-ed25519 ", "ssh-rsa "))),
        ("half a key", format!("{name} {options} {}\n", &line[..line.len() - 8])),
    ];
    for (form, text) in forms {
        table.made(&format!("allowed_signers with {form}"), 2, &["allowed-signers-syntax"], |forgery| {
            forgery.write_log();
            forgery.files.put(SIGNERS, text);
            forgery.seal_but_signers();
        });
    }
    table.made(
        "allowed_signers whose principal is another key",
        2,
        &["allowed-signers-syntax|key-mismatch"],
        |forgery| {
            forgery.write_log();
            forgery.files.put(SIGNERS, format!("{} {options} {line}\n", Key::numbered(9).fingerprint()));
            forgery.seal_but_signers();
        },
    );
}

fn signatures(table: &mut Table) {
    let key = table.base.signer.clone();
    let mut form = |name: &str, make: &dyn Fn(&[u8]) -> Vec<u8>| {
        table.files(name, 2, &["signature-invalid"], |files| {
            let signature = make(files.get("tagmanifest-sha256.txt"));
            files.put(SIGNATURE, signature);
        });
    };
    form("a signature for another purpose", &|text| key.sshsig("git", text).into_bytes());
    form("a signature over other bytes", &|_| key.sshsig("bundle@holdfast", b"other").into_bytes());
    form("a signature without its armor", &|text| {
        key.sshsig("bundle@holdfast", text)
            .lines()
            .filter(|line| !line.starts_with('-'))
            .collect::<String>()
            .into_bytes()
    });
    form("two signatures", &|text| key.sshsig("bundle@holdfast", text).repeat(2).into_bytes());
    form("a signature cut in half", &|text| key.sshsig("bundle@holdfast", text).as_bytes()[..120].to_vec());
    form("not a signature", &|_| b"signed: me\n".to_vec());
    form("ten megabytes", &|_| vec![b'A'; 10 << 20]);
}

fn who_signed(table: &mut Table) {
    let whole = Input::Zip(table.whole.to_zip(TOP));
    let own = table.base.signer.fingerprint();
    let other = Key::numbered(8).fingerprint();
    table.inputs("signed by whom the checker names", 1, &[], &["--signer", &own], vec![whole.clone()]);
    table.inputs(
        "signed by another than the checker names",
        2,
        &["signer-mismatch"],
        &["--signer", &other],
        vec![whole],
    );
    let mut files = table.whole.clone();
    sign(&mut files, &Key::numbered(8));
    table.input(
        "signed by another than allowed_signers names",
        2,
        &["key-mismatch|signature-invalid"],
        Input::Zip(files.to_zip(TOP)),
    );
}
