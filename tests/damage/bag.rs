//! The bag: markers that make it a Holdfast bundle, files that must be there, files that must not, other profiles, and
//! a bundle passed off as somebody else's bag.

use crate::judge::Input;
use crate::table::{TOP, Table};
use holdfast_tests::files::Files;
use holdfast_tests::forge::bundle::{make_manifests, make_tag_manifest, sign};
use holdfast_tests::forge::{list, sha256_hex};

const PROFILE: &str = "BagIt-Profile-Identifier: holdfast-bundle/1\n";

pub(crate) fn rows(table: &mut Table) {
    downgrades(table);
    tag_files(table);
    strangers(table);
    manifests(table);
    no_bag(table);
}

/// Edits the finished files; manifests and signature are made anew.
fn remade(table: &mut Table, name: &str, exit: i32, codes: &[&str], edit: impl FnOnce(&mut Files)) {
    let key = table.base.signer.clone();
    let mut files = table.whole.clone();
    edit(&mut files);
    make_manifests(&mut files);
    sign(&mut files, &key);
    table.input(name, exit, codes, Input::Zip(files.to_zip(TOP)));
}

fn downgrades(table: &mut Table) {
    /// Takes away every mark of a Holdfast bundle.
    fn strip(files: &mut Files) {
        files.0.retain(|name, _| {
            let own = name.starts_with("metadata/") || name.starts_with("timestamps/") || name.ends_with("item.sha256");
            !own && name != "READ-ME-FIRST.html"
        });
        let renamed: Vec<_> = std::mem::take(&mut files.0).into_iter().collect();
        files.0.extend(renamed.into_iter().map(|(name, bytes)| (name.replace("data/items/", "data/"), bytes)));
        files.edit("bag-info.txt", |text| text.replace(PROFILE, ""));
    }
    let mut stripped = table.whole.clone();
    strip(&mut stripped);
    make_manifests(&mut stripped);
    table.input(
        "all marks taken away: somebody's bag",
        1,
        &["not-a-holdfast-bundle"],
        Input::Zip(stripped.to_zip(TOP)),
    );
    let mut marked = |name: &str, mark: &dyn Fn(&mut Files)| {
        let mut files = table.whole.clone();
        strip(&mut files);
        mark(&mut files);
        make_manifests(&mut files);
        table.input(
            &format!("all marks taken away but {name}"),
            2,
            &["mandatory-missing|file-missing"],
            Input::Zip(files.to_zip(TOP)),
        );
    };
    marked("the profile", &|files| files.edit("bag-info.txt", |text| PROFILE.to_owned() + &text));
    marked("an item's list", &|files| files.put("data/E01/item.sha256", list::of([("p001.png", b"x".as_slice())])));
    marked("the items folder", &|files| files.put("data/items/x.png", "x"));
    marked("exhibits.json", &|files| files.put("metadata/exhibits.json", "{}"));
    let mut broken = stripped.clone();
    broken.put("data/E01/capture.json", "{}");
    table.input("somebody's bag with an altered file", 2, &["digest-mismatch"], Input::Zip(broken.to_zip(TOP)));
}

fn tag_files(table: &mut Table) {
    let mandatory = [
        "bagit.txt",
        "bag-info.txt",
        "READ-ME-FIRST.txt",
        "READ-ME-FIRST.html",
        "index.html",
        "metadata/dispute.json",
        "metadata/exhibits.json",
        "metadata/omissions.json",
        "metadata/redactions.json",
        "metadata/proofs.json",
        "metadata/log/entries.jsonl",
        "metadata/log/checkpoint",
        "metadata/allowed_signers",
    ];
    for name in mandatory {
        remade(table, &format!("without {name}, manifests made anew"), 2, &["mandatory-missing"], |files| {
            drop(files.remove(name))
        });
    }
    let bagit = |table: &mut Table, name: &str, bytes: Vec<u8>| {
        remade(table, &format!("bagit.txt {name}"), 2, &["bagit-syntax"], |files| files.put("bagit.txt", bytes));
    };
    let plain = table.whole.text("bagit.txt");
    let utf16 = std::iter::once(0xfeff).chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    bagit(table, "in UTF-16", utf16);
    bagit(table, "with a byte order mark", [b"\xef\xbb\xbf", plain.as_bytes()].concat());
    bagit(table, "with CRLF", plain.replace('\n', "\r\n").into_bytes());
    bagit(table, "with a third line", (plain.clone() + "Note: hello\n").into_bytes());
    bagit(table, "of version 0.97", plain.replace("1.0", "0.97").into_bytes());
    bagit(table, "that says UTF-16", plain.replace("UTF-8", "UTF-16").into_bytes());
    bagit(table, "without its last newline", plain.trim_end().as_bytes().to_vec());
    bagit(table, "empty", Vec::new());
    remade(table, "another version of the profile", 3, &["profile-unknown"], |files| {
        files.edit("bag-info.txt", |text| text.replace("holdfast-bundle/1", "holdfast-bundle/2"));
    });
    remade(table, "the profile twice", 2, &["bagit-syntax"], |files| {
        files.edit("bag-info.txt", |text| PROFILE.to_owned() + &text)
    });
    let key = table.base.signer.clone();
    table.files("a wrong Payload-Oxum, signed", 2, &["oxum-mismatch"], |files| {
        files.edit("bag-info.txt", |text| text.replace("Payload-Oxum: ", "Payload-Oxum: 1"));
        make_tag_manifest(files);
        sign(files, &key);
    });
    let export =
        |text: &str| text.lines().find_map(|line| line.strip_prefix("Holdfast-Export: ")).expect("the id").to_owned();
    let in_set = move |text: String, group: &str, count: &str| {
        let group = group.replace("own", &export(&text));
        format!("{text}Bag-Group-Identifier: {group}\nBag-Count: {count}\n")
    };
    remade(table, "one part of a set", 1, &["part-of-set"], |files| {
        files.edit("bag-info.txt", |text| in_set(text, "own", "2 of 3"))
    });
    for (name, group, count) in [
        ("another export's set", "e0e0", "2 of 3"),
        ("a part beyond the set", "own", "4 of 3"),
        ("no count", "own", "some"),
    ] {
        remade(table, &format!("a part of {name}"), 2, &["bagit-syntax"], |files| {
            files.edit("bag-info.txt", |text| in_set(text, group, count));
        });
    }
}

fn strangers(table: &mut Table) {
    remade(table, "an md5 manifest beside", 2, &["untagged-file|unlisted-file|bagit-syntax"], |files| {
        files.put("manifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e  data/items/E05/p001.bin\n");
    });
    remade(table, "a sha512 tag manifest beside", 2, &["untagged-file|unlisted-file|bagit-syntax"], |files| {
        files.put("tagmanifest-sha512.txt", format!("{}  bagit.txt\n", "0".repeat(128)));
    });
    remade(table, "a fetch.txt", 2, &["untagged-file|unlisted-file|bagit-syntax"], |files| {
        files.put("fetch.txt", "https://example.com/p001.png 5 data/items/E01/p001.png\n");
    });
    remade(table, "a page in timestamps/", 2, &["unlisted-file"], |files| {
        files.put("timestamps/COURT-VERIFIED.html", "<p>checked by the court</p>");
    });
    let strange = [
        "timestamps/notes/tagmanifest-sha256.txt.sig",
        "timestamps/bitcoin/x.hdr",
        "timestamps/bitcoin/007.txt",
        "timestamps/tsa/DigiCert.pem",
        "timestamps/upgraded/short.ots",
        "timestamps/renewal-1.sha256",
        "timestamps/tagmanifest-sha256.txt.sig.tsr.exe",
        "timestamps/manifest-sha256.txt.digicert.tsr",
    ];
    for name in strange {
        remade(table, &format!("{name}, a name outside the closed list"), 2, &["unlisted-file"], |files| {
            files.put(name, "x")
        });
    }
    remade(table, "an upgraded proof over no list of the bundle", 2, &["proof-unmatched"], |files| {
        files.put(&format!("timestamps/upgraded/{}.ots", "ab".repeat(16)), "x");
    });
    let seal = sha256_hex(table.whole.get("data/items/E01/item.sha256"));
    let known = [
        "timestamps/tagmanifest-sha256.txt.alice.ots".to_owned(),
        "timestamps/tsa/digicert-unverified-copy.pem".to_owned(),
        "timestamps/tsa/digicert-unverified-copy.crl".to_owned(),
        "timestamps/bitcoin/840000.hdr".to_owned(),
        format!("timestamps/upgraded/{}.ots", &seal[..32]),
    ];
    for name in known {
        remade(table, &format!("{name}, a name of the closed list"), 1, &[], |files| files.put(&name, "x"));
    }
    remade(table, "a token's place with something else in it", 2, &["proof-invalid"], |files| {
        files.put("timestamps/tagmanifest-sha256.txt.digicert.tsr", "x");
    });
    table.files("a page that the tag manifest does not name", 2, &["untagged-file"], |files| {
        files.put("VERDICT.html", "<p>true</p>")
    });
    let key = table.base.signer.clone();
    table.files("index.html taken from the tag manifest and replaced", 2, &["untagged-file"], |files| {
        files.put("index.html", "<p>another story</p>");
        files.edit("tagmanifest-sha256.txt", |text| {
            text.split_inclusive('\n').filter(|line| !line.ends_with("  index.html\n")).collect()
        });
        sign(files, &key);
    });
}

fn manifests(table: &mut Table) {
    let key = table.base.signer.clone();
    let mut edit = |name: &str, codes: &[&str], change: &dyn Fn(&mut Files)| {
        let mut files = table.whole.clone();
        change(&mut files);
        sign(&mut files, &key);
        table.input(name, 2, codes, Input::Zip(files.to_zip(TOP)));
    };
    let listed = |files: &mut Files, manifest: &str, name: &str, bytes: &[u8]| {
        let mut lines = list::lines(&files.text(manifest));
        lines.push((sha256_hex(bytes), name.to_owned()));
        let list = list::of_digests(lines.into_iter().map(|(digest, name)| (name, digest)));
        files.put(manifest, list);
    };
    edit(
        "the payload manifest names a tag file",
        &["list-syntax|bagit-syntax|unlisted-file|untagged-file"],
        &|files| {
            let bytes = files.get("bagit.txt").to_vec();
            listed(files, "manifest-sha256.txt", "bagit.txt", &bytes);
            make_tag_manifest(files);
        },
    );
    edit(
        "the tag manifest names a payload file",
        &["list-syntax|bagit-syntax|unlisted-file|untagged-file"],
        &|files| {
            let name = "data/items/E01/capture.json";
            let bytes = files.get(name).to_vec();
            listed(files, "tagmanifest-sha256.txt", name, &bytes);
        },
    );
    edit("the tag manifest names itself", &["digest-mismatch|list-syntax|bagit-syntax"], &|files| {
        listed(files, "tagmanifest-sha256.txt", "tagmanifest-sha256.txt", b"itself");
    });
    edit(
        "the tag manifest names the signature",
        &["bagit-syntax|list-syntax|unlisted-file|untagged-file|digest-mismatch"],
        &|files| {
            listed(files, "tagmanifest-sha256.txt", "timestamps/tagmanifest-sha256.txt.sig", b"x");
        },
    );
    edit("the payload manifest names a file that is not there", &["file-missing"], &|files| {
        listed(files, "manifest-sha256.txt", "data/items/E01/p009.png", b"x");
        make_tag_manifest(files);
    });
    table.files("both manifests are not there", 2, &["mandatory-missing"], |files| {
        for name in ["tagmanifest-sha256.txt", "manifest-sha256.txt", "timestamps/tagmanifest-sha256.txt.sig"] {
            files.remove(name);
        }
    });
    table.files("the tag manifest is not there, and a page is another", 2, &["mandatory-missing"], |files| {
        files.remove("tagmanifest-sha256.txt");
        files.put("index.html", "another story");
    });
}

fn no_bag(table: &mut Table) {
    let bag = |name: &str, bytes: &[u8]| {
        let mut files = Files::default();
        files.put(name, bytes);
        files
    };
    table.input("a folder that is no bag", 3, &["not-a-bag"], Input::Folder(bag("photo.jpg", b"x")));
    table.input("a ZIP that is no bag", 3, &["not-a-bag"], Input::Zip(bag("photo.jpg", b"x").to_zip("holiday")));
    table.input(
        "a folder with exhibits.json alone",
        2,
        &["mandatory-missing"],
        Input::Folder(bag("metadata/exhibits.json", b"{}")),
    );
    table.input(
        "a folder with an item alone",
        2,
        &["mandatory-missing"],
        Input::Folder(bag("data/items/E01/item.sha256", b"x")),
    );
    table.input("a text that is no ZIP", 3, &["zip-unsupported|not-a-bag"], Input::Zip(b"hello\n".to_vec()));
    table.input("an empty file", 3, &["zip-unsupported|not-a-bag"], Input::Zip(Vec::new()));
}
