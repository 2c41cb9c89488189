//! The walk alone, over ZIPs written field by field.

use holdfast_proof::zip::{self, Problem, ProblemKind, Walk};
use holdfast_tests::forge::zip::{Member, Zip, end, extra};
use std::io::Read;

fn walk(bytes: &[u8]) -> Walk {
    zip::walk(&bytes.to_vec()).expect("memory can be read")
}

fn kinds(walk: &Walk) -> Vec<ProblemKind> {
    walk.problems.iter().map(|problem| problem.kind).collect()
}

fn two() -> Zip {
    Zip::of(vec![Member::stored("t/a.txt", b"first"), Member::deflated("t/b.txt", &[7; 70_000])])
}

/// The bytes of a member, or what is wrong with them.
fn read(bytes: &[u8], at: usize) -> Result<Vec<u8>, String> {
    let file = bytes.to_vec();
    let walk = walk(bytes);
    let mut out = Vec::new();
    zip::open(&file, &walk.entries[at]).read_to_end(&mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

#[test]
fn a_zip_of_the_profile_has_no_problem_and_its_bytes_come_back() {
    let bytes = two().to_bytes();
    let walk = walk(&bytes);
    assert_eq!(walk.problems, [], "stored and deflated members, nothing else");
    assert!(walk.whole, "the structure was followed to its end");
    assert_eq!(read(&bytes, 0), Ok(b"first".to_vec()), "stored");
    assert_eq!(read(&bytes, 1), Ok(vec![7; 70_000]), "deflated");
}

#[test]
fn an_empty_zip_is_whole_and_an_empty_file_is_none() {
    assert!(walk(&end(0, 0, 0, b"")).whole, "an end record alone");
    for bytes in [b"".as_slice(), b"P", b"no zip at all, but long enough to hold an end record"] {
        assert_eq!(kinds(&walk(bytes)), [ProblemKind::NotAZip], "{bytes:?}");
    }
    assert_eq!(kinds(&walk(b"PK\x03\x04 and then nothing")), [ProblemKind::Ambiguous], "cut off");
}

#[test]
fn sizes_in_zip64_fields_are_the_sizes() {
    let mut zip = two();
    let member = &mut zip.members[0];
    let size = u64::from(member.size).to_le_bytes();
    member.extra = extra(1, &[size, size].concat());
    member.central_extra = Some(extra(1, &[size, size, 0u64.to_le_bytes()].concat()));
    (member.size, member.compressed, member.offset) = (u32::MAX, u32::MAX, Some(u32::MAX));
    let bytes = zip.to_bytes();
    assert_eq!(walk(&bytes).problems, [], "ZIP64 belongs to the profile");
    assert_eq!(read(&bytes, 0), Ok(b"first".to_vec()), "its bytes");

    zip.members[0].extra = extra(1, &(9u64.to_le_bytes().repeat(2)));
    assert!(walk(&zip.to_bytes()).has(ProblemKind::Ambiguous), "local and central ZIP64 sizes differ");
    zip.members[0].extra = Vec::new();
    assert!(walk(&zip.to_bytes()).has(ProblemKind::Ambiguous), "a size in a field that is not there");
}

#[test]
fn bytes_that_contradict_their_headers_are_told_by_the_reader() {
    let wrong_crc = |zip: &mut Zip| zip.members[1].crc ^= 1;
    let shorter = |zip: &mut Zip| zip.members[1].size += 1;
    let longer = |zip: &mut Zip| zip.members[1].size -= 1;
    let rest = |zip: &mut Zip| {
        zip.members[1].data.extend(b"rest");
        zip.members[1].compressed += 4;
    };
    let no_deflate = |zip: &mut Zip| zip.members[1].data[0] = 0xff;
    type Edit<'a> = &'a dyn Fn(&mut Zip);
    let cases: [(&str, Edit); 5] = [
        ("another CRC", &wrong_crc),
        ("fewer bytes", &shorter),
        ("more bytes", &longer),
        ("packed bytes left over", &rest),
        ("no deflate", &no_deflate),
    ];
    for (what, edit) in cases {
        let mut zip = two();
        edit(&mut zip);
        let told = read(&zip.to_bytes(), 1).expect_err(what);
        assert!(zip::MemberReader::CONTRADICTIONS.contains(&told.as_str()), "{what}: {told}");
    }
}

#[test]
fn a_second_name_in_an_extra_field_is_ambiguous_and_the_same_name_is_foreign() {
    let with = |name: &[u8]| {
        let mut zip = two();
        zip.members[0].extra = extra(0x7075, &[&[1, 0, 0, 0, 0], name].concat());
        walk(&zip.to_bytes())
    };
    assert!(with(b"t/z.txt").has(ProblemKind::Ambiguous), "unzip would show t/z.txt, Python t/a.txt");
    let same = with(b"t/a.txt");
    assert!(same.has(ProblemKind::Repacked) && !same.has(ProblemKind::Ambiguous), "{:?}", same.problems);
}

#[test]
fn many_problems_of_one_kind_are_told_in_bounds() {
    let members = (0..500).map(|at| Member { gap: b"?".to_vec(), ..Member::stored(&format!("t/{at}"), b"") });
    let walk = walk(&Zip::of(members.collect()).to_bytes());
    let gaps: Vec<&Problem> = walk.problems.iter().filter(|one| one.kind == ProblemKind::Ambiguous).collect();
    assert_eq!(gaps.len(), 51, "fifty, and the number of the rest");
    assert!(gaps[50].detail.contains("450"), "{}", gaps[50].detail);
}

#[test]
fn what_swells_too_much_is_not_opened() {
    let zip = Zip::of(vec![Member::deflated("t/bomb", &vec![0; 64 << 20])]);
    let walk = walk(&zip.to_bytes());
    assert!(walk.has(ProblemKind::Limit), "64 MiB from 64 KiB");
    assert!(!walk.entries[0].can_open(), "and stays closed");
}
