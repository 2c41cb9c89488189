//! The real reader process over pictures made here, and fake readers that misbehave. What is held: an answer or a
//! typed problem, in bounded time and memory, with no process left behind.

// The helpers here are tests too, which clippy.toml cannot see.
#![allow(clippy::unwrap_used)]

use holdfast_readers::{ReadProblem, Reader, Shows, THUMBNAIL_MAX_BYTES, Thumbnail, ThumbnailFormat};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};
use std::fs::File;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const READER: &str = env!("CARGO_BIN_EXE_holdfast-reader");

fn read(bytes: &[u8]) -> Result<Thumbnail, ReadProblem> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    reader().thumbnail(file, 480)
}

fn reader() -> Reader<'static> {
    Reader { program: READER.as_ref(), font: None, time: None }
}

fn code(bytes: &[u8]) -> &'static str {
    read(bytes)
        .map(|thumbnail| panic!("no thumbnail was expected, but {}x{}", thumbnail.width, thumbnail.height))
        .unwrap_err()
        .code()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// Neither plain nor noise: like a photo.
fn photo(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 7 % 251) as u8, (y * 3 % 241) as u8, ((x ^ y) % 239) as u8])
    }))
}

#[test]
fn each_ordinary_format_becomes_a_thumbnail() {
    for format in
        [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff]
    {
        let thumbnail =
            read(&encoded(&photo(900, 600), format)).unwrap_or_else(|problem| panic!("{format:?}: {problem}"));
        assert_eq!((thumbnail.width, thumbnail.height), (480, 320), "{format:?} keeps its proportions");
        assert_eq!((thumbnail.picture_width, thumbnail.picture_height), (900, 600), "{format:?} says what it was");
        assert!(thumbnail.bytes.len() <= THUMBNAIL_MAX_BYTES, "{format:?} stays small");
        let again = image::load_from_memory(&thumbnail.bytes).unwrap();
        assert_eq!((again.width(), again.height()), (480, 320), "{format:?}: the bytes are that picture");
    }
}

#[test]
fn a_small_picture_is_not_blown_up() {
    let thumbnail = read(&encoded(&photo(40, 30), ImageFormat::Png)).unwrap();
    assert_eq!((thumbnail.width, thumbnail.height), (40, 30), "nothing is invented between the pixels");
}

#[test]
fn a_plain_picture_becomes_a_png_and_noise_a_small_enough_jpeg() {
    let plain = DynamicImage::ImageRgb8(RgbImage::from_pixel(300, 300, Rgb([10, 200, 30])));
    assert_eq!(
        read(&encoded(&plain, ImageFormat::Png)).unwrap().format,
        ThumbnailFormat::Png,
        "few colours stay sharp"
    );
    let mut state = 1u32;
    let noise = DynamicImage::ImageRgb8(RgbImage::from_fn(480, 480, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    }));
    let thumbnail = read(&encoded(&noise, ImageFormat::Png)).unwrap();
    assert_eq!(thumbnail.format, ThumbnailFormat::Jpeg, "many colours");
    assert!(thumbnail.bytes.len() <= THUMBNAIL_MAX_BYTES, "the quality steps down until it fits");
}

#[test]
fn what_is_transparent_lies_on_white() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::new(50, 50));
    let thumbnail = read(&encoded(&clear, ImageFormat::Png)).unwrap();
    let shown = image::load_from_memory(&thumbnail.bytes).unwrap().to_rgb8();
    assert_eq!(shown.get_pixel(25, 25), &Rgb([255, 255, 255]), "black text on nothing must stay legible");
}

#[test]
fn a_chat_of_sixty_thousand_rows_shows_its_beginning() {
    let mut tall = RgbaImage::from_pixel(1080, 60_000, image::Rgba([255, 255, 255, 255]));
    for y in 0..3000 {
        tall.put_pixel(5, y, image::Rgba([200, 0, 0, 255]));
    }
    let thumbnail = read(&encoded(&DynamicImage::ImageRgba8(tall), ImageFormat::Png)).unwrap();
    assert_eq!((thumbnail.picture_width, thumbnail.picture_height), (1080, 60_000), "the whole size is told");
    assert_eq!((thumbnail.width, thumbnail.height), (160, 480), "legible, not nine pixels wide");
    assert_eq!(thumbnail.shows, Shows::Beginning, "and said to be the beginning");
}

#[test]
fn a_tall_jpeg_works_too() {
    let tall = DynamicImage::ImageRgb8(RgbImage::from_pixel(1080, 60_000, Rgb([240, 240, 240])));
    assert_eq!(read(&encoded(&tall, ImageFormat::Jpeg)).unwrap().height, 480, "as phones save it");
}

/// A JPEG with an Exif block that says "turn by 90 degrees".
fn turned_jpeg() -> Vec<u8> {
    let plain = encoded(&photo(200, 100), ImageFormat::Jpeg);
    let mut exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    let length = (exif.len() - 2) as u16;
    exif[2..4].copy_from_slice(&length.to_be_bytes());
    [&plain[..2], &exif, &plain[2..]].concat()
}

#[test]
fn a_photo_is_turned_as_its_exif_says() {
    let thumbnail = read(&turned_jpeg()).unwrap();
    assert_eq!((thumbnail.width, thumbnail.height), (100, 200), "stands upright");
    assert_eq!((thumbnail.picture_width, thumbnail.picture_height), (100, 200), "and its size with it");
}

/// A PNG that announces these sides over a few bytes of data: one bit, or RGBA, a pixel.
fn png_announcing(width: u32, height: u32, colour_type: u8) -> Vec<u8> {
    let mut bytes = encoded(&photo(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes[25] = colour_type;
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[test]
fn decompression_bombs_are_refused_before_they_are_decoded() {
    let start = Instant::now();
    for (width, height, colour_type) in
        [(30_000, 30_000, 6), (30_000, 30_000, 2), (65_536, 1, 2), (1, 4_000_000_000, 2), (60_000, 60_000, 0)]
    {
        assert_eq!(code(&png_announcing(width, height, colour_type)), "picture-too-large", "{width}x{height}");
    }
    assert!(start.elapsed() < Duration::from_secs(10), "refused by the header, not by exhaustion");
}

#[test]
fn a_real_bomb_of_zeros_is_refused() {
    // 20,000 x 20,000 of one colour, wholly there: a few hundred kilobytes that decode to 400 MB.
    let mut bytes = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new_with_quality(
        &mut bytes,
        image::codecs::png::CompressionType::Fast,
        image::codecs::png::FilterType::NoFilter,
    );
    image::ImageEncoder::write_image(
        encoder,
        &vec![0u8; 20_000 * 20_000],
        20_000,
        20_000,
        image::ExtendedColorType::L8,
    )
    .unwrap();
    assert_eq!(code(&bytes), "picture-too-large", "{} bytes announce 400 MB", bytes.len());
}

#[test]
fn cut_off_pictures_are_unreadable_at_every_length() {
    for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let whole = encoded(&photo(64, 64), format);
        for length in (8..whole.len()).step_by(whole.len() / 6) {
            let outcome = read(&whole[..length]);
            assert!(
                matches!(
                    &outcome,
                    Ok(_) | Err(ReadProblem::PictureUnreadable { .. } | ReadProblem::PictureFormatUnknown)
                ),
                "{format:?} cut at {length}: {:?}",
                outcome.err()
            );
        }
    }
    let png = encoded(&photo(64, 64), ImageFormat::Png);
    assert_eq!(code(&png[..png.len() / 2]), "picture-unreadable", "half a PNG is none");
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    for bytes in [&b""[..], b"x", b"%PDF-1.7\n", "你好，亲".as_bytes(), b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
    {
        assert_eq!(code(bytes), "picture-format-unknown", "{bytes:?}");
    }
}

#[test]
fn the_files_position_does_not_matter_and_its_end_is_left_alone() {
    let mut file = tempfile::tempfile().unwrap();
    let bytes = encoded(&photo(20, 20), ImageFormat::Png);
    file.write_all(&bytes).unwrap();
    let copy = file.try_clone().unwrap();
    reader().thumbnail(file, 16).unwrap();
    assert_eq!(copy.metadata().unwrap().len(), bytes.len() as u64, "the reader changes nothing");
}

#[test]
fn the_limits_hold_inside_the_reader() {
    let limits = reader().held().unwrap().limits;
    if cfg!(target_os = "linux") {
        let expected = [
            ("processor_seconds", 10),
            ("file_size_bytes", 0),
            ("core_bytes", 0),
            ("open_files", 16),
            ("processes", 0),
            ("address_space_bytes", 512 * 1024 * 1024),
        ];
        let expected: Vec<(String, Option<u64>)> =
            expected.map(|(name, value)| (name.to_string(), Some(value))).to_vec();
        assert_eq!(limits, expected, "read back from the system");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_file_no_network_and_no_other_process_is_within_reach() {
    let walls = reader().held().unwrap().walls;
    let names: Vec<&str> = walls.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, holdfast_readers::WALLS, "every wall is tried");
    assert!(walls.iter().all(|(_, closed)| *closed), "each was found closed when tried: {walls:?}");
}

#[test]
fn a_reader_that_is_not_there_is_missing() {
    let nowhere = Reader { program: Path::new("/nowhere/holdfast-reader"), ..reader() };
    let outcome = nowhere.thumbnail(tempfile::tempfile().unwrap(), 480);
    assert_eq!(outcome.unwrap_err().code(), "reader-missing", "said as such, so that the person can repair it");
}

/// A reader that is a shell script. Written by a child, so that no other test's fork holds it open for writing.
#[cfg(unix)]
fn fake(folder: &Path, script: &str) -> PathBuf {
    let path = folder.join("reader");
    let status = std::process::Command::new("/bin/sh")
        .args(["-c", "printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod 700 \"$1\"", "sh"])
        .args([path.as_os_str(), script.as_ref()])
        .status()
        .unwrap();
    assert!(status.success(), "the fake reader was written");
    path
}

#[cfg(unix)]
fn run_fake(script: &str, time: Duration) -> (&'static str, Duration) {
    let folder = tempfile::tempdir().unwrap();
    let program = fake(folder.path(), script);
    let start = Instant::now();
    let fake = Reader { program: &program, font: None, time: Some(time) };
    let outcome = fake.thumbnail(File::open("/dev/null").unwrap(), 480);
    (outcome.map(|_| panic!("a fake gives no thumbnail")).unwrap_err().code(), start.elapsed())
}

#[cfg(unix)]
#[test]
fn readers_that_misbehave_cost_one_thumbnail() {
    let soon = Duration::from_millis(400);
    let patient = Duration::from_secs(20);
    for (script, time, expected) in [
        ("exec sleep 1000", soon, "reader-timeout"),
        ("sleep 1000", soon, "reader-timeout"),
        ("exec >&-; sleep 1000", soon, "reader-timeout"),
        ("kill -SEGV $$", patient, "reader-crashed"),
        ("kill -ABRT $$", patient, "reader-crashed"),
        ("kill -XCPU $$", patient, "reader-timeout"),
        ("exit 3", patient, "reader-crashed"),
        ("exit 0", patient, "reader-garbage"),
        ("echo hello", patient, "reader-garbage"),
        ("echo '{\"answer\":\"picture\"}'", patient, "reader-garbage"),
        (
            "echo '{\"answer\":\"problem\",\"code\":\"picture-unreadable\",\"detail\":\"\"}'; kill -SEGV $$",
            patient,
            "reader-crashed",
        ),
        ("exec yes", patient, "reader-glut"),
        ("exec head -c 8000000000 /dev/zero", patient, "reader-glut"),
    ] {
        let (code, took) = run_fake(script, time);
        assert_eq!(code, expected, "{script}");
        assert!(took < Duration::from_secs(15), "{script} took {took:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_process_stays_behind() {
    let marker = format!("{}.{}", 97_531, std::process::id());
    let (code, _) = run_fake(&format!("sleep {marker} & sleep {marker}"), Duration::from_millis(300));
    assert_eq!(code, "reader-timeout", "it hung");
    std::thread::sleep(Duration::from_millis(100));
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&line).contains(&marker), "the reader and what it started are gone");
    }
    let children =
        std::fs::read_to_string(format!("/proc/self/task/{}/children", std::process::id())).unwrap_or_default();
    for child in children.split_whitespace() {
        let stat = std::fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
        assert!(!stat.contains(") Z "), "no zombie: {stat}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_reader_sees_no_environment() {
    let folder = tempfile::tempdir().unwrap();
    let seen = folder.path().join("seen");
    let script = format!("cat /proc/self/environ > '{}'", seen.display());
    let program = fake(folder.path(), &script);
    let fake = Reader { program: &program, font: None, time: None };
    let _ = fake.thumbnail(File::open("/dev/null").unwrap(), 480);
    // A shell sets PWD and the like for its children; nothing of ours may be among them.
    let seen = std::fs::read_to_string(seen).unwrap();
    assert!(!seen.contains("HOME=") && !seen.contains("CARGO"), "{seen}");
}

#[test]
fn pictures_made_by_others_neither_crash_nor_hang_the_reader() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join("shared").join("fixtures");
    let folder = std::env::var_os("HOLDFAST_FIXTURES").map_or(default, PathBuf::from).join("images");
    if !folder.is_dir() {
        assert!(
            std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none(),
            "the fixtures are required but absent: {}",
            folder.display()
        );
        println!("skipped: no fixtures at {}", folder.display());
        return;
    }
    let (mut made, mut refused, mut folders) = (0, 0, vec![folder]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let file = File::open(&path).unwrap();
            match reader().thumbnail(file, 480) {
                Ok(_) => made += 1,
                Err(problem) => {
                    assert!(problem.code().starts_with("picture-"), "{}: {problem}", path.display());
                    refused += 1;
                }
            }
        }
    }
    println!("{made} thumbnails, {refused} refused with their reason");
    assert!(made >= 30, "most of them are good pictures: {made}");
}
