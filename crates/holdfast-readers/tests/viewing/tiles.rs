//! Pictures in tiles.

use super::{file, fixtures, reader};
use holdfast_readers::{PictureFacts, ReadProblem, TILE_SIDE, Tile, grid_at, level_count};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::{Duration, Instant};

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// Every pixel tells where it lies.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, (y / 256) as u8]))
}

fn tiles(bytes: &[u8], levels: (u32, u32), first_row: u32) -> Result<Vec<Tile>, ReadProblem> {
    let facts = reader().picture(file(bytes))?;
    let mut tiles = Vec::new();
    reader().tiles(file(bytes), (facts.width, facts.height), levels, first_row, &mut |tile| {
        tiles.push(tile);
        true
    })?;
    Ok(tiles)
}

#[test]
fn sixty_thousand_rows_are_right_to_the_last_one() {
    let stored = picture(1080, 60_000);
    let bytes = encoded(&DynamicImage::ImageRgb8(stored.clone()), ImageFormat::Png);
    let begun = Instant::now();
    let fine = tiles(&bytes, (0, 0), 58).unwrap();
    let took = begun.elapsed();
    assert_eq!((fine.len(), grid_at(1080, 60_000, 0)), (118, (2, 59)), "two columns, 59 rows");
    assert_eq!((fine[0].row, fine[2].row), (58, 0), "the row asked for comes first, then the ones above");
    let by_place: BTreeMap<(u32, u32), &Tile> = fine.iter().map(|tile| ((tile.column, tile.row), tile)).collect();
    for place in [(0, 0), (1, 0), (0, 29), (0, 58), (1, 58)] {
        let shown = image::load_from_memory(&by_place[&place].png).unwrap().to_rgb8();
        let (left, top) = (place.0 * TILE_SIDE, place.1 * TILE_SIDE);
        for (x, y, pixel) in shown.enumerate_pixels() {
            assert_eq!(pixel, stored.get_pixel(left + x, top + y), "tile {place:?}, pixel {x}, {y}");
        }
    }
    let last = image::load_from_memory(&by_place[&(1, 58)].png).unwrap();
    assert_eq!((last.width(), last.height()), (56, 608), "what is left at the corner");
    let coarse = tiles(&bytes, (1, 16), 0).unwrap();
    assert_eq!(coarse[0].level, level_count(1080, 60_000) - 1, "the overview comes first");
    assert!(coarse.iter().all(|tile| tile.level >= 1), "and the stored pixels are not among them");
    println!("118 tiles in {took:?}");
    assert!(took < Duration::from_secs(40), "within the job's time: {took:?}");
}

#[test]
fn a_picture_with_alpha_and_sixty_thousand_rows_fits_into_the_limits() {
    let stored = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(1080, 60_000, image::Rgba([9, 8, 7, 200])));
    let bytes = encoded(&stored, ImageFormat::Png);
    let coarse = tiles(&bytes, (1, 16), 0).unwrap();
    let shown = image::load_from_memory(&coarse[0].png).unwrap().to_rgba8();
    assert_eq!(shown.get_pixel(3, 900), &image::Rgba([9, 8, 7, 200]), "the mean of equals is equal");
    assert_eq!(tiles(&bytes, (0, 0), 0).unwrap().len(), 118, "and every tile at full size");
}

#[test]
fn a_turned_photo_says_how_it_is_to_be_turned_and_is_cut_as_stored() {
    let plain = encoded(&DynamicImage::ImageRgb8(picture(200, 100)), ImageFormat::Jpeg);
    for (orientation, turn, mirrored) in
        [(1, 0, false), (6, 90, false), (5, 270, true), (3, 180, false), (8, 270, false)]
    {
        let mut exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        let length = (exif.len() - 2) as u16;
        exif[2..4].copy_from_slice(&length.to_be_bytes());
        let turned = [&plain[..2], &exif, &plain[2..]].concat();
        let facts = reader().picture(file(&turned)).unwrap();
        let expected = PictureFacts { width: 200, height: 100, turn, mirrored, format: "jpeg".into() };
        assert_eq!(facts, expected, "orientation {orientation}");
        let cut = tiles(&turned, (0, 0), 0).unwrap();
        let shown = image::load_from_memory(&cut[0].png).unwrap().to_rgb8();
        assert_eq!(shown, image::load_from_memory(&plain).unwrap().to_rgb8(), "the stored pixels, unturned");
    }
}

#[test]
fn whoever_has_enough_ends_the_run() {
    let bytes = encoded(&DynamicImage::ImageRgb8(picture(3000, 9000)), ImageFormat::Png);
    let mut taken = 0;
    let outcome = reader().tiles(file(&bytes), (3000, 9000), (0, 0), 0, &mut |_| {
        taken += 1;
        taken < 2
    });
    assert!(outcome.is_ok() && taken == 2, "no failure, and no more tiles");
}

#[test]
fn a_picture_of_another_size_than_told_is_not_believed() {
    let bytes = encoded(&DynamicImage::ImageRgb8(picture(300, 300)), ImageFormat::Png);
    let outcome = reader().tiles(file(&bytes), (300, 301), (0, 0), 0, &mut |_| true);
    assert_eq!(outcome.unwrap_err().code(), "reader-garbage", "every tile has the size that is known beforehand");
}

/// A PNG that announces these sides over a few bytes of data.
fn png_announcing(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&DynamicImage::ImageRgb8(picture(8, 8)), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = !bytes[12..29].iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    });
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

#[test]
fn bombs_and_cut_off_pictures_cost_a_code() {
    let begun = Instant::now();
    for (width, height) in [(100_000, 100_000), (60_000, 60_000), (1, 4_000_000_000)] {
        let problem = reader().picture(file(&png_announcing(width, height))).unwrap_err();
        assert_eq!(problem.code(), "picture-too-large", "{width}x{height}");
    }
    // Sides within the limits, and no data behind them.
    let lying = png_announcing(10_000, 10_000);
    assert_eq!(tiles(&lying, (0, 0), 0).unwrap_err().code(), "picture-unreadable", "found out by decoding");
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Bmp] {
        let whole = encoded(&DynamicImage::ImageRgb8(picture(400, 300)), format);
        let problem = tiles(&whole[..whole.len() / 2], (0, 0), 0).unwrap_err();
        assert_eq!(problem.code(), "picture-unreadable", "half a {format:?}");
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "in no time: {:?}", begun.elapsed());
}

#[test]
fn pictures_made_by_others_are_cut_or_refused() {
    let (mut cut, mut refused) = (0, 0);
    for path in fixtures("images") {
        let bytes = std::fs::read(&path).unwrap();
        match tiles(&bytes, (0, 16), 0) {
            Ok(tiles) => cut += usize::from(!tiles.is_empty()),
            Err(problem) => {
                assert!(problem.code().starts_with("picture-"), "{}: {problem}", path.display());
                refused += 1;
            }
        }
    }
    println!("{cut} cut, {refused} refused with their reason");
}

#[cfg(unix)]
#[test]
fn a_reader_that_floods_or_hangs_or_lies_costs_that_view() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("reader");
    let tile = "{\"answer\":\"tile\",\"level\":0,\"column\":0,\"row\":0,\"size_bytes\":4}";
    for (script, expected) in [
        ("exec sleep 1000".to_owned(), "reader-timeout"),
        ("exit 3".to_owned(), "reader-crashed"),
        ("exit 0".to_owned(), "reader-garbage"),
        ("exec yes".to_owned(), "reader-garbage"),
        (format!("echo '{tile}'; printf '<svg'; exec sleep 1000"), "reader-garbage"),
        (format!("echo '{tile}' | sed s/:4}}/:99000000}}/; exec cat /dev/zero"), "reader-glut"),
        ("echo '{\"answer\":\"tiles-end\",\"tiles\":5}'".to_owned(), "reader-garbage"),
    ] {
        // Written by a child, so that no other test's fork holds it open for writing.
        let written = std::process::Command::new("/bin/sh")
            .args(["-c", "printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod 700 \"$1\"", "sh"])
            .args([program.as_os_str(), script.as_ref()])
            .status()
            .unwrap();
        assert!(written.success(), "the fake reader was written");
        let fake = holdfast_readers::Reader { program: &program, font: None, time: Some(Duration::from_millis(1500)) };
        let begun = Instant::now();
        let mut taken = 0;
        let outcome = fake.tiles(file(b"x"), (10, 10), (0, 0), 0, &mut |_| {
            taken += 1;
            true
        });
        assert_eq!((outcome.unwrap_err().code(), taken), (expected, 0), "{script}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{script} took {:?}", begun.elapsed());
    }
}
