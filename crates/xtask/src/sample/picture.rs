//! The sample's screenshot: a telephone's screen with a promotion, drawn point by point with a 5 × 7 alphabet and
//! written as a PNG (W3C PNG, third edition) whose compression is flate2's.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

const WIDTH: usize = 720;
const HEIGHT: usize = 1280;

type Colour = [u8; 3];
const PAPER: Colour = [246, 247, 249];
const CARD: Colour = [255, 255, 255];
const INK: Colour = [32, 36, 44];
const QUIET: Colour = [120, 128, 140];
const ACCENT: Colour = [206, 70, 40];

/// The screenshot, a PNG of 720 × 1280 points.
pub(super) fn promotion() -> Vec<u8> {
    let mut screen = Screen { points: vec![PAPER; WIDTH * HEIGHT] };
    screen.fill(0, 0, WIDTH, 96, INK);
    screen.text(24, 34, 4, PAPER, "20:29   YUNSHENG STORE");
    screen.fill(40, 140, 640, 560, CARD);
    headphones(&mut screen);
    screen.text(64, 620, 5, INK, "HEADPHONES YS-7");
    screen.fill(40, 740, 640, 260, CARD);
    screen.text(64, 770, 4, QUIET, "PROMOTION 5-12 SEP 2026");
    screen.text(64, 830, 9, ACCENT, "CNY 1299.00");
    screen.text(64, 930, 4, INK, "WITH A HARD CASE, FREE");
    screen.fill(40, 1100, 640, 110, ACCENT);
    screen.text(250, 1134, 6, CARD, "BUY NOW");
    png(&screen)
}

fn headphones(screen: &mut Screen) {
    let (middle_x, middle_y) = (360_i64, 400_i64);
    for y in 140..700 {
        for x in 40..680 {
            let (dx, dy) = (x as i64 - middle_x, y as i64 - middle_y);
            let distance = dx * dx + dy * dy;
            let band = dy < 20 && (150 * 150..178 * 178).contains(&distance);
            let cup = (dx.abs() - 165).abs() < 34 && (0..130).contains(&dy);
            if band || cup {
                screen.points[y * WIDTH + x] = if cup { INK } else { QUIET };
            }
        }
    }
}

struct Screen {
    points: Vec<Colour>,
}

impl Screen {
    fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, colour: Colour) {
        for y in top..(top + height).min(HEIGHT) {
            for x in left..(left + width).min(WIDTH) {
                self.points[y * WIDTH + x] = colour;
            }
        }
    }

    fn text(&mut self, left: usize, top: usize, size: usize, colour: Colour, text: &str) {
        for (index, letter) in text.chars().enumerate() {
            for (row, bits) in glyph(letter).iter().enumerate() {
                for column in (0..5).filter(|column| bits >> (4 - column) & 1 == 1) {
                    self.fill(left + (index * 6 + column) * size, top + row * size, size, size, colour);
                }
            }
        }
    }
}

fn png(screen: &Screen) -> Vec<u8> {
    let mut rows = Vec::with_capacity(HEIGHT * (WIDTH * 3 + 1));
    for row in screen.points.chunks(WIDTH) {
        rows.push(0); // filter type 0: the row as it is
        rows.extend(row.iter().flatten());
    }
    let mut compressed = ZlibEncoder::new(Vec::new(), Compression::default());
    compressed.write_all(&rows).expect("a Vec takes every byte");
    let compressed = compressed.finish().expect("a Vec takes every byte");

    let mut header = Vec::new();
    header.extend((WIDTH as u32).to_be_bytes());
    header.extend((HEIGHT as u32).to_be_bytes());
    header.extend([8, 2, 0, 0, 0]); // 8 bits, red green blue, no interlace
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, body) in [(b"IHDR", &header), (b"IDAT", &compressed), (b"IEND", &Vec::new())] {
        file.extend((body.len() as u32).to_be_bytes());
        let begun = file.len();
        file.extend(kind);
        file.extend(body);
        file.extend(crc32fast::hash(&file[begun..]).to_be_bytes());
    }
    file
}

/// Seven rows of five points, the highest of the five bits at the left; unknown letters are blank.
fn glyph(letter: char) -> [u8; 7] {
    match letter {
        '0' => [14, 17, 19, 21, 25, 17, 14],
        '1' => [4, 12, 4, 4, 4, 4, 14],
        '2' => [14, 17, 1, 2, 4, 8, 31],
        '3' => [31, 2, 4, 2, 1, 17, 14],
        '4' => [2, 6, 10, 18, 31, 2, 2],
        '5' => [31, 16, 30, 1, 1, 17, 14],
        '6' => [6, 8, 16, 30, 17, 17, 14],
        '7' => [31, 1, 2, 4, 8, 8, 8],
        '8' => [14, 17, 17, 14, 17, 17, 14],
        '9' => [14, 17, 17, 15, 1, 2, 12],
        'A' => [14, 17, 17, 31, 17, 17, 17],
        'B' => [30, 17, 17, 30, 17, 17, 30],
        'C' => [14, 17, 16, 16, 16, 17, 14],
        'D' => [28, 18, 17, 17, 17, 18, 28],
        'E' => [31, 16, 16, 30, 16, 16, 31],
        'F' => [31, 16, 16, 30, 16, 16, 16],
        'G' => [14, 17, 16, 23, 17, 17, 15],
        'H' => [17, 17, 17, 31, 17, 17, 17],
        'I' => [14, 4, 4, 4, 4, 4, 14],
        'M' => [17, 27, 21, 21, 17, 17, 17],
        'N' => [17, 17, 25, 21, 19, 17, 17],
        'O' => [14, 17, 17, 17, 17, 17, 14],
        'P' => [30, 17, 17, 30, 16, 16, 16],
        'R' => [30, 17, 17, 30, 20, 18, 17],
        'S' => [15, 16, 16, 14, 1, 1, 30],
        'T' => [31, 4, 4, 4, 4, 4, 4],
        'U' => [17, 17, 17, 17, 17, 17, 14],
        'W' => [17, 17, 17, 21, 21, 21, 10],
        'Y' => [17, 17, 17, 10, 4, 4, 4],
        '.' => [0, 0, 0, 0, 0, 12, 12],
        ',' => [0, 0, 0, 0, 12, 4, 8],
        ':' => [0, 12, 12, 0, 12, 12, 0],
        '-' => [0, 0, 0, 31, 0, 0, 0],
        _ => [0; 7],
    }
}
