//! A member of more than 4 GiB, and members behind it, for real: a sparse file in, a sparse ZIP out.

use super::{Objects, stream};
use crate::error::{BundleError, Result};
use crate::plan::{Member, Plan, Source, directory};
use crate::zip::local_header_bytes;
use holdfast_proof::source::OpenFile;
use holdfast_proof::{Digest, zip};
use holdfast_vault::Unwatched;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;

const FIVE_GB: u64 = 5_000_000_000;
/// SHA-256 and CRC-32 of five billion zeros, by `openssl dgst` and zlib.
const FIVE_GB_SHA256: &str = "750f9080de24a9e562c6b1fecc288c732a758003ab16e5cad014eba45c17466b";
const FIVE_GB_CRC32: u32 = 0x5c31_6f50;

struct OneSparseFile<'a>(&'a Path);

impl Objects for OneSparseFile<'_> {
    fn open(&self, digest: &Digest) -> Result<File> {
        File::open(self.0).map_err(|error| BundleError::ObjectUnreadable { digest: *digest, error })
    }
}

fn made(name: &str, bytes: &[u8]) -> Member {
    Member {
        name: name.to_owned(),
        size_bytes: bytes.len() as u64,
        crc32: crc32fast::hash(bytes),
        source: Source::Made(bytes.to_vec()),
    }
}

fn planned(members: Vec<Member>) -> Plan {
    let content: u64 = members.iter().map(|member| local_header_bytes(member.stored()) + member.size_bytes).sum();
    Plan {
        size_bytes: content + directory(&members).len() as u64,
        members,
        export_id: "00112233445566778899aabbccddeeff".parse().expect("an id"),
        manifest_sha256: Digest::of(b""),
        tagmanifest_sha256: Digest::of(b""),
    }
}

/// Writes blocks of zeros as holes.
fn sparse(file: &mut File, block: &[u8]) -> io::Result<()> {
    // Slices are compared by memcmp; a loop over five billion bytes is slow in an unoptimised test.
    if block == &vec![0; block.len()][..] {
        file.seek(SeekFrom::Current(i64::try_from(block.len()).expect("a block"))).map(|_| ())
    } else {
        file.write_all(block)
    }
}

#[test]
fn a_member_of_five_gigabytes_and_what_lies_behind_it_are_read_by_others() {
    // Memory-backed where there is such a folder: reading holes there costs no page.
    let shared_memory = Path::new("/dev/shm");
    let folder = match shared_memory.is_dir() {
        true => tempfile::tempdir_in(shared_memory),
        false => tempfile::tempdir(),
    }
    .expect("a folder");
    let source = folder.path().join("sparse");
    File::create(&source).and_then(|file| file.set_len(FIVE_GB)).expect("a sparse file");
    let digest: Digest = FIVE_GB_SHA256.parse().expect("a digest");
    let plan = planned(vec![
        made("top/before.txt", b"in front"),
        Member {
            name: "top/data/items/E01/p001.mp4".to_owned(),
            size_bytes: FIVE_GB,
            crc32: FIVE_GB_CRC32,
            source: Source::Object(digest),
        },
        made("top/behind.txt", b"behind more than 4 GiB"),
    ]);

    let path = folder.path().join("large.zip");
    let mut file = File::create(&path).expect("the ZIP");
    stream(&plan, &OneSparseFile(&source), &Unwatched, &mut |block| {
        sparse(&mut file, block).map_err(|error| BundleError::writing(&path, error))
    })
    .expect("written");
    drop(file);
    assert_eq!(path.metadata().expect("the ZIP").len(), plan.size_bytes, "layout equals bytes beyond 4 GiB");

    let opened = OpenFile::new(File::open(&path).expect("the ZIP")).expect("a size");
    let walked = zip::walk(&opened).expect("readable");
    assert!(walked.whole && walked.problems.is_empty(), "ZIP64 in the verifier's profile: {:?}", walked.problems);
    assert_eq!(walked.entries[1].size_bytes, FIVE_GB, "the size comes from the ZIP64 field");
    for (tool, arguments) in [("zipinfo", vec!["-l"]), ("unzip", vec!["-p"])] {
        let mut command = Command::new(tool);
        command.args(arguments).arg(&path);
        if tool == "unzip" {
            command.arg("top/behind.txt");
        }
        let Ok(output) = command.output() else {
            println!("skipped: {tool} is not installed");
            continue;
        };
        assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("5000000000") || text == "behind more than 4 GiB", "{tool} finds it: {text}");
    }
}

#[test]
fn seventy_thousand_members_need_the_large_end_record() {
    let members = (0..70_000).map(|number| made(&format!("top/{number:05}"), b"")).collect();
    let plan = planned(members);
    let mut bytes = Vec::new();
    let whole = stream(&plan, &OneSparseFile(Path::new("unused")), &Unwatched, &mut |block| {
        bytes.extend_from_slice(block);
        Ok(())
    });
    assert_eq!(whole.expect("written"), Digest::of(&bytes), "the digest is that of all blocks");
    let walked = zip::walk(&bytes).expect("readable");
    assert!(walked.whole && walked.problems.is_empty(), "{:?}", walked.problems);
    assert_eq!(walked.entries.len(), 70_000, "more than a small end record can count");
}
