//! Every file of a bundle, every plain damage, by somebody who makes nothing anew; and by one
//! who makes the manifests anew but cannot sign, or signs with a key that the log does not know.

use crate::table::Table;
use holdfast_tests::files::Files;
use holdfast_tests::forge::Key;
use holdfast_tests::forge::bundle::{make_manifests, sign};

const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
const SIGNATURE: &str = "timestamps/tagmanifest-sha256.txt.sig";

pub(crate) fn rows(table: &mut Table) {
    let whole = table.whole.clone();
    let names: Vec<&str> = whole.names().collect();
    for (at, name) in names.iter().copied().enumerate() {
        let changed = code_of_change(name);
        if !whole.get(name).is_empty() {
            table.damaged(&format!("a byte of {name} flipped"), 2, &[changed], |files| flip(files, name));
            table.damaged(&format!("{name} cut by a byte"), 2, &[changed], |files| shorten(files, name));
            table.damaged(&format!("{name} emptied"), 2, &[changed], |files| files.put(name, ""));
        }
        table.damaged(&format!("a byte added to {name}"), 2, &[changed], |files| {
            files.0.entry(name.to_owned()).or_default().push(b'\n');
        });
        table.damaged(&format!("{name} gone"), 2, &[code_of_loss(name)], |files| {
            files.remove(name);
        });
        let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        table.damaged(&format!("a stranger beside {name}"), 2, &[code_of_stranger(name)], |files| {
            files.put(&format!("{folder}stranger-{at}.txt"), "nobody listed me\n");
        });
        table.damaged(&format!("{name} under another name"), 2, &[code_of_loss(name)], |files| {
            let bytes = files.remove(name);
            files.put(&format!("{folder}renamed-{at}.bin"), bytes);
        });
        if let Some(next) = names.get(at + 1).copied().filter(|next| whole.get(next) != whole.get(name)) {
            let changed = if *next == *TAG_MANIFEST { code_of_change(next) } else { changed };
            table.damaged(&format!("{name} and {next} changed places"), 2, &[changed], |files| {
                let (one, other) = (files.remove(name), files.remove(next));
                files.put(name, other);
                files.put(next, one);
            });
        }
        if name != SIGNATURE && name != TAG_MANIFEST {
            table.damaged(&format!("{name} listed twice"), 2, &["list-syntax"], |files| {
                let manifest = if name.starts_with("data/") { "manifest-sha256.txt" } else { TAG_MANIFEST };
                files.edit(manifest, |text| {
                    let line =
                        text.lines().find(|line| line.ends_with(&format!("  {name}"))).expect("the file is listed");
                    text.replace(line, &format!("{line}\n{line}"))
                });
            });
        }
        if ![SIGNATURE, TAG_MANIFEST, MANIFEST].contains(&name) {
            table.damaged(&format!("{name} flipped, manifests made anew"), 2, &["signature-invalid"], |files| {
                alter(files, name);
                make_manifests(files);
            });
            // Where the flipped byte is what names the key, or the log cannot be read for it, that is found before the key
            // can be compared.
            let codes = "key-mismatch|body-mismatch|checkpoint-syntax|log-syntax";
            table.damaged(&format!("{name} flipped, signed by a stranger"), 2, &[codes], |files| {
                alter(files, name);
                let stranger = Key::numbered(66);
                files.put("metadata/allowed_signers", stranger.allowed_signers());
                make_manifests(files);
                sign(files, &stranger);
            });
        }
    }
}

fn code_of_change(name: &str) -> &'static str {
    if name == TAG_MANIFEST || name == SIGNATURE { "signature-invalid" } else { "digest-mismatch" }
}

fn code_of_loss(name: &str) -> &'static str {
    match name {
        TAG_MANIFEST | MANIFEST => "mandatory-missing",
        SIGNATURE => "signature-missing",
        _ => "file-missing",
    }
}

fn code_of_stranger(name: &str) -> &'static str {
    match name.split('/').next() {
        Some("data" | "timestamps") => "unlisted-file",
        _ => "untagged-file",
    }
}

fn flip(files: &mut Files, name: &str) {
    let bytes = files.0.get_mut(name).expect("the file is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

fn shorten(files: &mut Files, name: &str) {
    files.0.get_mut(name).expect("the file is there").pop();
}

/// Flips a byte, or gives an empty file one.
fn alter(files: &mut Files, name: &str) {
    if files.get(name).is_empty() { files.put(name, "x") } else { flip(files, name) }
}
