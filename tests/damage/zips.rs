//! The ZIP profile: what two readers would read differently, what leaves its folder, what is cut off, too large or too
//! many. The members are those of a bundle without a fault, so that only the ZIP is wrong.

use crate::judge::{Input, Promise, judge};
use crate::table::{TOP, Table};
use holdfast_tests::forge::zip::{Member, Zip, end, extra};
use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

pub(crate) fn rows(table: &mut Table) {
    headers(table);
    names(table);
    places(table);
    sizes(table);
    foreign(table);
    flips(table);
}

/// The members of the bundle without a fault.
fn members(table: &Table) -> Vec<Member> {
    table.whole.0.iter().map(|(name, bytes)| Member::stored(&format!("{TOP}/{name}"), bytes)).collect()
}

/// A row whose ZIP is the whole bundle after an edit.
fn edited(table: &mut Table, name: &str, exit: i32, codes: &[&str], edit: impl FnOnce(&mut Zip)) {
    let mut zip = Zip::of(members(table));
    edit(&mut zip);
    table.input(name, exit, codes, Input::Zip(zip.to_bytes()));
}

/// As [`edited`], for what is broken because it is ambiguous.
fn ambiguous(table: &mut Table, name: &str, edit: impl FnOnce(&mut Zip)) {
    edited(table, name, 2, &["zip-ambiguous"], edit);
}

fn place(zip: &Zip, name: &str) -> usize {
    let whole = format!("{TOP}/{name}");
    zip.members.iter().position(|member| member.name == whole.as_bytes()).expect("the member is there")
}

fn headers(table: &mut Table) {
    edited(table, "as our writer makes it", 1, &[], |_| {});
    ambiguous(table, "another name in the central header", |zip| {
        zip.members[3].central_name = Some(format!("{TOP}/x.txt").into_bytes())
    });
    ambiguous(table, "another method in the central header", |zip| zip.members[3].central_method = Some(8));
    ambiguous(table, "other flags in the central header", |zip| zip.members[3].central_flags = Some(0));
    ambiguous(table, "another CRC in the central header", |zip| zip.members[3].central_crc = Some(7));
    ambiguous(table, "another size in the central header", |zip| {
        let size = zip.members[3].size;
        (zip.members[3].central_size, zip.members[3].central_compressed) = (Some(size - 1), Some(size - 1));
    });
    ambiguous(table, "another size unpacked than packed, stored", |zip| zip.members[3].size -= 1);
    edited(table, "a CRC that is not the bytes'", 2, &["crc-mismatch"], |zip| zip.members[3].crc ^= 1);
    ambiguous(table, "a Unicode path that says another name", |zip| {
        let name = &zip.members[3].name;
        let data =
            [&[1], crc32fast::hash(name).to_le_bytes().as_slice(), format!("{TOP}/other.txt").as_bytes()].concat();
        zip.members[3].extra = extra(0x7075, &data);
    });
    ambiguous(table, "a Unicode path in the central header alone", |zip| {
        let name = &zip.members[3].name;
        let data =
            [&[1], crc32fast::hash(name).to_le_bytes().as_slice(), format!("{TOP}/other.txt").as_bytes()].concat();
        zip.members[3].central_extra = Some(extra(0x7075, &data));
    });
    ambiguous(table, "an extra field that is cut off", |zip| zip.members[3].extra = vec![1, 0, 99, 0, 1]);
    edited(table, "an encrypted member", 3, &["zip-unsupported"], |zip| zip.members[3].flags |= 1);
    edited(table, "another method of packing", 3, &["zip-unsupported"], |zip| zip.members[3].method = 12);
    edited(
        table,
        "an encrypted member and an altered one",
        2,
        &["digest-mismatch|crc-mismatch|zip-ambiguous"],
        |zip| {
            zip.members[3].flags |= 1;
            zip.members[5].data[0] ^= 1;
        },
    );
}

fn names(table: &mut Table) {
    let manifest = |zip: &Zip| place(zip, "manifest-sha256.txt");
    ambiguous(table, "a member twice", |zip| {
        let twin = zip.members[manifest(zip)].clone();
        zip.members.push(twin);
    });
    edited(table, "two members of one name with other bytes", 2, &["zip-ambiguous|name-twice"], |zip| {
        zip.members.push(Member::stored(&format!("{TOP}/index.html"), b"another story"));
    });
    edited(table, "two names that differ in case", 2, &["zip-ambiguous|name-twice|path-unsafe"], |zip| {
        zip.members.push(Member::stored(&format!("{TOP}/INDEX.html"), b"another story"));
    });
    let unsafe_names = [
        ("leaving upwards", format!("{TOP}/../evil.txt")),
        ("leaving upwards at once", "../evil.txt".to_owned()),
        ("leaving deep inside", format!("{TOP}/data/../../evil.txt")),
        ("absolute", "/tmp/evil.txt".to_owned()),
        ("with a drive", "C:/evil.txt".to_owned()),
        ("with a drive inside", format!("{TOP}/C:evil.txt")),
        ("with backslashes", format!("{TOP}\\evil.txt")),
        ("leaving with backslashes", "..\\..\\evil.txt".to_owned()),
        ("UNC", "\\\\server\\share\\evil.txt".to_owned()),
        ("UNC with slashes", "//server/share/evil.txt".to_owned()),
        ("with a dot component", format!("{TOP}/./evil.txt")),
        ("with an empty component", format!("{TOP}//evil.txt")),
        ("with a zero byte", format!("{TOP}/evil.txt\0.png")),
        ("with a newline", format!("{TOP}/evil\n.txt")),
        ("empty", String::new()),
        ("of a Windows device", format!("{TOP}/AUX.txt")),
        ("ending in a dot", format!("{TOP}/evil.txt.")),
        ("with a stream", format!("{TOP}/index.html:evil")),
        ("turning right to left", format!("{TOP}/evil\u{202e}txt.exe")),
        ("too long", format!("{TOP}/{}", "x".repeat(1_100))),
        ("too deep", format!("{TOP}/{}x", "d/".repeat(40))),
    ];
    for (form, name) in unsafe_names {
        let codes = &["path-unsafe|zip-ambiguous|limit-exceeded|untagged-file"];
        edited(table, &format!("a name {form}"), 2, codes, |zip| zip.members.push(Member::stored(&name, b"evil")));
    }
    edited(table, "a name that is no UTF-8", 2, &["path-unsafe|zip-ambiguous|untagged-file"], |zip| {
        zip.members.push(Member { name: [TOP.as_bytes(), b"/\xff\xfe.txt"].concat(), ..Member::stored("", b"evil") });
    });
    edited(table, "two top folders", 2, &["unlisted-file"], |zip| {
        zip.members.push(Member::stored("other/index.html", b"another story"));
    });
    edited(table, "a file beside the top folder", 2, &["unlisted-file"], |zip| {
        zip.members.push(Member::stored("index.html", b"another story"));
    });
    edited(table, "a symbolic link", 2, &["link-found|zip-ambiguous|untagged-file"], |zip| {
        zip.members
            .push(Member { attributes: 0o120_777 << 16, ..Member::stored(&format!("{TOP}/link"), b"/etc/passwd") });
    });
    edited(table, "a listed file as a symbolic link", 2, &["link-found|zip-ambiguous"], |zip| {
        let at = place(zip, "index.html");
        zip.members[at].attributes = 0o120_777 << 16;
    });
    edited(table, "a device", 2, &["link-found|zip-ambiguous|untagged-file"], |zip| {
        zip.members.push(Member { attributes: 0o020_666 << 16, ..Member::stored(&format!("{TOP}/tty"), b"") });
    });
    edited(table, "a member nobody listed at the end", 2, &["untagged-file"], |zip| {
        zip.members.push(Member::stored(&format!("{TOP}/z.txt"), b"late"));
    });
}

fn places(table: &mut Table) {
    ambiguous(table, "bytes before the first member", |zip| zip.prefix = b"#!/bin/sh\n".to_vec());
    ambiguous(table, "a whole ZIP before the first member", |zip| {
        zip.prefix = Zip::of(vec![Member::stored("other/index.html", b"another story")]).to_bytes();
    });
    ambiguous(table, "bytes after the end record", |zip| zip.trailing = b"trailing".to_vec());
    ambiguous(table, "a whole ZIP after the end record", |zip| {
        zip.trailing = Zip::of(vec![Member::stored("other/index.html", b"another story")]).to_bytes();
    });
    ambiguous(table, "a gap between two members", |zip| zip.members[4].gap = b"hidden".to_vec());
    ambiguous(table, "a member that the directory does not name", |zip| zip.members[4].listed = false);
    ambiguous(table, "an extra member that the directory does not name", |zip| {
        zip.members.push(Member { listed: false, ..Member::stored(&format!("{TOP}/index.html"), b"another story") });
    });
    ambiguous(table, "a directory entry for a member that is not there", |zip| {
        zip.members.push(Member { present: false, ..Member::stored(&format!("{TOP}/index.html"), b"another story") });
    });
    ambiguous(table, "two directory entries for one place", |zip| {
        zip.members.push(Member { present: false, offset: Some(0), ..zip.members[0].clone() });
    });
    ambiguous(table, "a member that begins inside another", |zip| {
        let name = format!("{TOP}/inner.txt");
        let inner = Zip::of(vec![Member::stored(&name, b"inner")]).to_bytes();
        let before = Zip::of(zip.members.clone());
        let outer = Member::stored(&format!("{TOP}/outer.zip"), &inner);
        let at = before.members.iter().map(|member| 30 + member.name.len() + member.data.len()).sum::<usize>();
        let offset = u32::try_from(at + 30 + outer.name.len()).expect("a small ZIP");
        zip.members.push(outer);
        zip.members.push(Member { present: false, offset: Some(offset), ..Member::stored(&name, b"inner") });
    });
    edited(table, "the directory in another order than the members", 2, &["zip-ambiguous"], |zip| {
        zip.central_order = Some((0..zip.members.len()).rev().collect());
    });
    ambiguous(table, "bytes between the members and the directory", |zip| zip.before_directory = b"hidden".to_vec());
    ambiguous(table, "bytes between the directory and the end record", |zip| zip.before_end = b"hidden".to_vec());
    ambiguous(table, "an end record in the comment", |zip| zip.comment = end(0, 0, 0, b""));
    ambiguous(table, "two end records", |zip| zip.before_end = end(0, 0, 0, b""));
    ambiguous(table, "more members than the end record says", |zip| zip.count_change = -1);
    ambiguous(table, "fewer members than the end record says", |zip| zip.count_change = 1);
    let whole = Zip::of(members(table)).to_bytes();
    for (name, length) in [
        ("half of it", whole.len() / 2),
        ("all but a byte", whole.len() - 1),
        ("all but the end record", whole.len() - 22),
    ] {
        table.input(&format!("cut off: {name} is there"), 2, &["zip-ambiguous"], Input::Zip(whole[..length].to_vec()));
    }
    table.input("an end record alone", 3, &["not-a-bag|zip-unsupported"], Input::Zip(end(0, 0, 0, b"")));
}

fn sizes(table: &mut Table) {
    let bomb = Member::deflated(&format!("{TOP}/bomb.bin"), &vec![0; 64 << 20]);
    edited(table, "64 MiB packed into 64 KB", 2, &["limit-exceeded|untagged-file"], |zip| {
        zip.members.push(bomb.clone())
    });
    edited(
        table,
        "a member that says 4 GiB and packs a kilobyte",
        2,
        &["limit-exceeded|zip-ambiguous|crc-mismatch"],
        |zip| {
            zip.members.push(Member { size: u32::MAX - 1, ..Member::deflated(&format!("{TOP}/bomb.bin"), &[0; 4096]) });
        },
    );
    edited(
        table,
        "a member that says less than it unpacks",
        2,
        &["crc-mismatch|limit-exceeded|zip-ambiguous"],
        |zip| {
            zip.members.push(Member { size: 16, ..Member::deflated(&format!("{TOP}/bomb.bin"), &[0; 4096]) });
        },
    );
    edited(table, "a thousand members over one place", 2, &["zip-ambiguous"], |zip| {
        for at in 0..1_000 {
            let name = format!("{TOP}/bomb-{at}.bin").into_bytes();
            zip.members.push(Member { present: false, offset: Some(0), name, ..bomb.clone() });
        }
    });
    edited(table, "a deflated member that is no deflate", 2, &["crc-mismatch|zip-ambiguous|unreadable"], |zip| {
        let at = place(zip, "index.html");
        zip.members[at].method = 8;
    });
    many(table, "100,000 members", 100_000, &Promise::new(2, &["unlisted-file"]));
    many(table, "200,001 members", 200_001, &Promise::new(3, &["limit-exceeded"]));
}

/// So many empty members more. The bundle is not small, so it has half a minute, in a build without optimisation.
fn many(table: &mut Table, name: &str, count: usize, promise: &Promise) {
    let mut zip = Zip::of(members(table));
    zip.members.extend((0..count).map(|at| Member::stored(&format!("{TOP}/data/{at:06}"), b"")));
    let promise = Promise { limit: Duration::from_secs(30), ..promise.clone() };
    let input = Input::Zip(zip.to_bytes());
    table.act(name, move || judge(std::slice::from_ref(&input), &promise));
}

fn foreign(table: &mut Table) {
    let repacked = &["zip-repacked"];
    edited(table, "deflated by a strict packer", 1, &[], |zip| {
        for member in &mut zip.members {
            let name = String::from_utf8(member.name.clone()).expect("UTF-8");
            *member = Member::deflated(&name, &member.data);
        }
    });
    edited(table, "packed again with data descriptors", 1, repacked, |zip| {
        for member in &mut zip.members {
            let mut after = b"PK\x07\x08".to_vec();
            for field in [member.crc, member.compressed, member.size] {
                after.extend(field.to_le_bytes());
            }
            (member.central_crc, member.central_size, member.central_compressed) =
                (Some(member.crc), Some(member.size), Some(member.compressed));
            (member.crc, member.size, member.compressed) = (0, 0, 0);
            (member.after, member.flags) = (after, member.flags | 8);
        }
    });
    edited(table, "packed again with times of Unix", 1, repacked, |zip| {
        for member in &mut zip.members {
            member.extra =
                [extra(0x5455, &[3, 1, 2, 3, 4, 5, 6, 7, 8]), extra(0x7875, &[1, 4, 0, 0, 0, 0, 4, 0, 0, 0, 0])]
                    .concat();
            member.central_extra = Some(extra(0x5455, &[3, 1, 2, 3, 4]));
        }
    });
    edited(table, "packed again with an unknown extra field", 1, repacked, |zip| {
        zip.members[2].extra = extra(0x9999, b"hello")
    });
    edited(table, "packed again with folders", 1, repacked, |zip| {
        let folder =
            |name: &str| Member { attributes: (0o040_755 << 16) | 16, ..Member::stored(&format!("{TOP}/{name}"), b"") };
        zip.members.insert(0, folder(""));
        zip.members.push(folder("data/"));
        zip.members.push(folder("data/empty/"));
    });
    edited(table, "packed again by Finder, with its litter", 1, &["zip-repacked|system-litter"], |zip| {
        zip.members.push(Member::stored(&format!("{TOP}/.DS_Store"), b"litter"));
        zip.members.push(Member::stored(&format!("__MACOSX/{TOP}/._index.html"), b"litter"));
    });
    edited(table, "packed again by Explorer", 1, &[], |zip| {
        for member in &mut zip.members {
            (member.made_by, member.attributes, member.flags) = (0x0014, 0x20, 0);
        }
    });
    edited(table, "packed again at another hour", 1, &[], |zip| {
        zip.members.iter_mut().for_each(|member| member.time = 0x6655_4433)
    });
    edited(table, "packed again with a comment", 1, repacked, |zip| zip.comment = b"made by my packer".to_vec());
    edited(table, "packed again with a comment at a member", 1, repacked, |zip| {
        zip.members[2].comment = b"nice".to_vec()
    });
}

/// A byte flipped at many places of the ZIP: found, but where it changes nothing that is read.
fn flips(table: &mut Table) {
    let whole = Zip::of(members(table)).to_bytes();
    let times = header_bytes(&whole, 10..14, &[12, 13, 14, 15]);
    let idle = header_bytes(&whole, 4..6, &[4, 5, 6, 7, 36, 37, 38, 39, 40, 41]);
    let step = (whole.len() / 200).max(1);
    for at in (0..whole.len()).step_by(step).chain(whole.len() - 160..whole.len()).filter(|at| !idle.contains(at)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        let (exit, what) = if times.contains(&at) { (1, " of a time") } else { (2, "") };
        table.input(&format!("byte {at}{what} flipped"), exit, &[], Input::Zip(bytes));
    }
}

/// Where these bytes of all local and all central headers lie.
fn header_bytes(zip: &[u8], local: Range<usize>, central: &[usize]) -> BTreeSet<usize> {
    let local: Vec<usize> = local.collect();
    let fields = |at: usize| match &zip[at..at + 4] {
        b"PK\x03\x04" => local.as_slice(),
        b"PK\x01\x02" => central,
        _ => &[],
    };
    (0..zip.len() - 4).flat_map(|at| fields(at).iter().map(move |field| at + field)).collect()
}
