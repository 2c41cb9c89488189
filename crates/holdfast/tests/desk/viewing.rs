//! What viewers get of parts, through the real reader process: views by what the bytes are, tiles, pages, lines, words.

use std::path::{Path, PathBuf};
use std::time::Instant;

use holdfast::answers::{Syntax, View};
use holdfast::commands::{self, ItemToRemove, ItemsToAdd, PagesToFind, PartToView, TextToRead};
use holdfast::{Holdfast, Ref, Unwatched, viewing};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::world::World;

/// The reader beside this test in the target folder; `cargo xtask test` builds it first.
fn reader() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?.parent()?.parent()?.join("holdfast-reader");
    if !program.is_file() {
        assert!(std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none(), "build holdfast-readers first");
        println!("skipped: no reader at {}", program.display());
        return None;
    }
    Some(program)
}

/// A vault with these files, and the first part of each.
fn with(files: &[(&str, Vec<u8>)]) -> Option<(World, Holdfast, Vec<Ref>)> {
    let mut world = World::new();
    world.surroundings.reader = Some(reader()?);
    let holdfast = Holdfast::new(world.surroundings.outside(), None);
    commands::vault_create(&holdfast, (), &Unwatched).expect("a vault");
    let mut parts = Vec::new();
    for (name, bytes) in files {
        let path = world.path(name);
        std::fs::write(&path, bytes).expect("written");
        let question = ItemsToAdd { paths: vec![path], kind: None, dispute: None };
        let added = commands::item_add(&holdfast, question, &Unwatched).expect("added");
        let item = added.items[0].id.to_string();
        let shown = commands::item_show(&holdfast, item.clone(), &Unwatched).expect("shown");
        let part = shown.item.files.iter().find(|file| file.role != "record").expect("a part").name.clone();
        parts.push(Ref::Vault { item, part });
    }
    Some((world, holdfast, parts))
}

fn view(holdfast: &Holdfast, part: &Ref) -> View {
    commands::part_view(holdfast, PartToView { part: part.clone() }, &Unwatched).expect("a view").view
}

fn picture(width: u32, height: u32) -> (RgbImage, Vec<u8>) {
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, (y / 256) as u8]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture.clone()).write_to(&mut bytes, ImageFormat::Png).expect("encoded");
    (picture, bytes.into_inner())
}

fn pdf(text: &str) -> Vec<u8> {
    let content = format!("BT /F1 24 Tf 20 100 Td ({text}) Tj ET");
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 \
         << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

#[test]
fn a_long_picture_is_shown_tile_by_tile_to_its_last_row() {
    let (stored, bytes) = picture(1080, 9000);
    let Some((_world, holdfast, parts)) = with(&[("long.png", bytes)]) else { return };
    let View::Picture { width, height, turn, mirrored, tile_side, format } = view(&holdfast, &parts[0]) else {
        panic!("a picture")
    };
    assert_eq!((width, height, turn, mirrored, format.as_str()), (1080, 9000, 0, false, "png"), "as stored");
    for row in (0..9).rev() {
        for column in 0..2 {
            let (media_type, png) = viewing::tile(&holdfast, &parts[0], 0, column, row).expect("a tile");
            assert_eq!(media_type, "image/png", "never the stranger's own bytes");
            let shown = image::load_from_memory(&png).expect("a PNG").to_rgb8();
            let (x, y) = (shown.width() - 1, shown.height() - 1);
            let at = stored.get_pixel(column * tile_side + x, row * tile_side + y);
            assert_eq!(shown.get_pixel(x, y), at, "the last pixel of tile {column}, {row}");
        }
    }
    let begun = Instant::now();
    for row in 0..9 {
        viewing::tile(&holdfast, &parts[0], 0, 0, row).expect("held");
    }
    println!("nine held tiles in {:?}", begun.elapsed());
    for (level, column, row) in [(0, 2, 0), (0, 0, 9), (5, 0, 0)] {
        let code = viewing::tile(&holdfast, &parts[0], level, column, row).expect_err("no such tile");
        assert_eq!(code.code(), "picture-tile-unknown", "{level} {column} {row}");
    }
}

#[test]
fn many_who_want_tiles_of_one_picture_all_get_theirs() {
    let (_, bytes) = picture(2100, 6000);
    let Some((_world, holdfast, parts)) = with(&[("wide.png", bytes)]) else { return };
    std::thread::scope(|scope| {
        for row in 0..6 {
            let (holdfast, part) = (&holdfast, &parts[0]);
            scope.spawn(move || {
                for column in 0..3 {
                    viewing::tile(holdfast, part, 0, column, row).expect("a tile");
                }
                viewing::tile(holdfast, part, 1, 0, row / 2).expect("a coarser one");
            });
        }
    });
}

#[test]
fn every_part_has_a_view_whatever_its_bytes_are() {
    let (_, whole) = picture(300, 200);
    let gbk = b"\xbf\xcd\xb7\xfe\xa3\xba\xc7\xd7\xa3\xac\xb5\xbd\xca\xd6\xbc\xdb 299 \xd4\xaa\n".to_vec();
    let utf_16: Vec<u8> = "\u{feff}买家：好的\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = [
        ("cut.png", whole[..whole.len() / 2].to_vec()),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec()),
        ("page.html", "<!doctype html><script>alert(1)</script>".as_bytes().to_vec()),
        ("chat.txt", gbk),
        ("wide.txt", utf_16),
        ("invoice.pdf", pdf("Total 299")),
        ("broken.pdf", b"%PDF-1.7\nnothing".to_vec()),
        ("archive.bin", b"PK\x03\x04\0\0\0\0".to_vec()),
        ("notes.txt", b"Every PDF begins with %PDF-1.7 or so.".to_vec()),
        ("video.mp4", [&b"\0\0\0\x20ftypisom\0\0\0\0"[..], &[0; 64]].concat()),
    ];
    let Some((_world, holdfast, parts)) = with(&files) else { return };
    let views: Vec<View> = parts.iter().map(|part| view(&holdfast, part)).collect();
    let why = |view: &View| match view {
        View::Bytes { why, first_bytes } => (why.clone(), first_bytes.len()),
        other => panic!("{other:?}"),
    };
    assert_eq!(why(&views[0]), (Some("picture-unreadable".into()), 512), "said why, and the first 256 bytes");
    let text = |view: &View| match view {
        View::Text { encoding, syntax, lines, .. } => (encoding.clone(), *syntax, *lines),
        other => panic!("{other:?}"),
    };
    assert_eq!(text(&views[1]), ("UTF-8".into(), Syntax::Xml, 1), "a drawing that can run things is text");
    assert_eq!(text(&views[2]), ("UTF-8".into(), Syntax::Html, 1), "so is a page");
    assert_eq!(text(&views[3]), ("GBK".into(), Syntax::Plain, 1), "the encoding is found");
    assert_eq!(text(&views[4]), ("UTF-16LE".into(), Syntax::Plain, 1), "by its mark");
    let View::Pages { pages, searchable, advice } = &views[5] else { panic!("{:?}", views[5]) };
    assert_eq!((pages.len(), *searchable, advice), (1, true, &None), "a document with text");
    assert_eq!(why(&views[6]).0, Some("document-unreadable".into()), "a document in vain");
    assert_eq!(why(&views[7]), (None, 16), "what claims nothing was not tried in vain");
    assert_eq!(text(&views[8]).1, Syntax::Plain, "a text that speaks of PDFs is none");
    assert_eq!(views[9], View::Media { video: true }, "for the system's player");
}

#[test]
fn lines_and_words_are_read_and_pages_drawn() {
    let chat: String = (0..5000).map(|number| format!("第 {number} 行\n")).collect();
    let Some((_world, holdfast, parts)) = with(&[("chat.txt", chat.into_bytes()), ("a.pdf", pdf("Refund of 299"))])
    else {
        return;
    };
    let read = |encoding: Option<&str>, from_line| {
        let question =
            TextToRead { part: parts[0].clone(), encoding: encoding.map(str::to_owned), from_line, lines: 2 };
        commands::text_read(&holdfast, question, &Unwatched)
    };
    let lines = read(None, 4999).expect("lines");
    assert_eq!((lines.lines.as_slice(), lines.total_lines), (&["第 4999 行".to_owned()][..], 5000), "the last one");
    assert!(read(None, 5000).expect("beyond").lines.is_empty(), "there is no more");
    assert_eq!(read(Some("klingon"), 0).expect_err("unknown").code(), "text-encoding-unknown", "not guessed at");
    let find = |find: &str| {
        let question = PagesToFind { part: parts[1].clone(), find: find.to_owned() };
        commands::pages_find(&holdfast, question, &Unwatched).expect("searched")
    };
    let found = find("REFUND  of");
    assert_eq!((found.total, found.searched_pages), (1, 1), "in any case and spacing");
    assert_eq!((found.hits[0].page, found.hits[0].after.as_str()), (1, " 299"), "with what follows");
    assert_eq!(find("invoice").total, 0, "not there");
    let (media_type, page) = viewing::page(&holdfast, &parts[1], 1, 1.5).expect("drawn");
    let page = image::load_from_memory(&page).expect("a picture");
    assert_eq!((media_type, page.width(), page.height()), ("image/png", 450, 300), "at the scale asked for");
    assert_eq!(
        viewing::page(&holdfast, &parts[1], 2, 1.0).expect_err("one page").code(),
        "document-page-unknown",
        "there is one"
    );
}

#[test]
fn what_was_removed_cannot_be_seen_again() {
    let (_, bytes) = picture(300, 200);
    let Some((_world, holdfast, parts)) = with(&[("a.png", bytes)]) else { return };
    viewing::thumbnail(&holdfast, &parts[0]).expect("made when there is none");
    viewing::tile(&holdfast, &parts[0], 0, 0, 0).expect("a tile");
    let Ref::Vault { item, .. } = &parts[0] else { panic!("of the vault") };
    let question = ItemToRemove { id: item.clone(), reason: "mine".to_owned() };
    commands::item_remove(&holdfast, question, &Unwatched).expect("removed");
    assert!(viewing::thumbnail(&holdfast, &parts[0]).is_err(), "not from what was held");
    assert!(viewing::tile(&holdfast, &parts[0], 0, 0, 0).is_err(), "neither the tile");
}

#[test]
fn without_a_reader_a_part_is_shown_as_bytes_and_says_why() {
    let (_, bytes) = picture(3, 2);
    let Some((mut world, _, parts)) = with(&[("a.png", bytes)]) else { return };
    world.surroundings.reader = Some(Path::new("/nowhere/holdfast-reader").to_owned());
    let holdfast = Holdfast::new(world.surroundings.outside(), None);
    let View::Bytes { why, .. } = view(&holdfast, &parts[0]) else { panic!("bytes") };
    assert_eq!(why.as_deref(), Some("reader-missing"), "so that the person can repair it");
}

#[cfg(unix)]
#[test]
fn doctor_names_the_walls_that_a_reader_lacks() {
    use std::os::unix::fs::PermissionsExt;
    let mut world = World::new();
    let program = world.path("reader");
    let answer = r#"{"answer":"limits","limits":[],"walls":[["reading-files",true],["network",false]]}"#;
    std::fs::write(&program, format!("#!/bin/sh\necho '{answer}'\n")).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("may run");
    world.surroundings.reader = Some(program);
    let holdfast = Holdfast::new(world.surroundings.outside(), None);
    let said = commands::doctor(&holdfast, (), &Unwatched).expect("doctor");
    assert_eq!((said.reader.state.as_str(), said.reader.walls_open.as_slice()), ("works", &["network".to_owned()][..]));
    assert!(said.advice.contains(&"reader-walls-open".to_owned()), "and says what it means: {:?}", said.advice);
}
