//! A picture in tiles, so that a viewer never holds more of it than it shows. Runs only inside the limited process.
//!
//! - Level 0 holds the stored pixels, exactly (8 bits a channel; deeper ones are brought to 8). Each further level is
//!   half of the one before, rounded up, each pixel the mean of four; the last is the first that fits into one tile.
//! - The picture is decoded once, whatever comes out of it. Tiles go out one by one as they are made, coarse levels
//!   first, so that an overview appears while the rest is still being cut.
//! - At most the decoded picture and its half are held at a time.

use crate::ReadProblem;
use crate::picture::problem;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ColorType, DynamicImage, ExtendedColorType, ImageEncoder};

/// Width and height of a tile in pixels; those at the right and at the bottom are smaller.
pub const TILE_SIDE: u32 = 1024;

/// Side of a picture at a level.
pub fn side_at(side: u32, level: u32) -> u32 {
    u32::try_from(u64::from(side).div_ceil(1 << level.min(32))).unwrap_or(u32::MAX)
}

/// How many levels a picture has: the last one fits into one tile.
pub fn level_count(width: u32, height: u32) -> u32 {
    (0..=32).find(|level| side_at(width.max(height), *level) <= TILE_SIDE).unwrap_or(32) + 1
}

/// Columns and rows of tiles at a level.
pub fn grid_at(width: u32, height: u32, level: u32) -> (u32, u32) {
    (side_at(width, level).div_ceil(TILE_SIDE), side_at(height, level).div_ceil(TILE_SIDE))
}

/// Width and height of the tile at this place; `None` where there is none.
pub fn tile_size(width: u32, height: u32, level: u32, column: u32, row: u32) -> Option<(u32, u32)> {
    if level >= level_count(width, height) {
        return None;
    }
    let rest = |side: u32, place: u32| {
        let rest = side_at(side, level).checked_sub(place.checked_mul(TILE_SIDE)?)?;
        (rest > 0).then(|| rest.min(TILE_SIDE))
    };
    Some((rest(width, column)?, rest(height, row)?))
}

/// Where a finished tile goes: level, column, row, PNG.
pub(crate) type TakeTile<'a> = dyn FnMut(u32, u32, u32, &[u8]) -> Result<(), ReadProblem> + 'a;

/// Cuts the levels from `coarsest` down to `finest` and gives every tile to `take`; of the finest level the rows from
/// `first_row` come first, then the ones above it.
pub(crate) fn cut(
    picture: DynamicImage,
    finest: u32,
    coarsest: u32,
    first_row: u32,
    take: &mut TakeTile<'_>,
) -> Result<(), ReadProblem> {
    let coarsest = coarsest.min(level_count(picture.width(), picture.height()) - 1);
    let mut halves = Vec::new();
    if coarsest > 0 {
        halves.push(halved_picture(&picture));
    }
    // Given up before the next halves are made, when nobody asked for it.
    let stored = (finest == 0).then_some(picture);
    while (halves.len() as u32) < coarsest {
        let half = halves[halves.len() - 1].halved();
        halves.push(half);
    }
    for level in (finest.max(1)..=coarsest).rev() {
        let first_row = if level == finest { first_row } else { 0 };
        halves[level as usize - 1].cut(level, first_row, take)?;
    }
    match stored {
        Some(stored) => cut_stored(&stored, first_row, take),
        None => Ok(()),
    }
}

fn cut_stored(picture: &DynamicImage, first_row: u32, take: &mut TakeTile<'_>) -> Result<(), ReadProblem> {
    for (column, row) in places(picture.width(), picture.height(), first_row) {
        let (x, y) = (column * TILE_SIDE, row * TILE_SIDE);
        let width = TILE_SIDE.min(picture.width() - x);
        let height = TILE_SIDE.min(picture.height() - y);
        let tile = eight_bits(picture.crop_imm(x, y, width, height));
        take(0, column, row, &tile.png()?)?;
    }
    Ok(())
}

/// Every place of a level, by rows from `first_row`, then from the top.
fn places(width: u32, height: u32, first_row: u32) -> impl Iterator<Item = (u32, u32)> {
    let (columns, rows) = (width.div_ceil(TILE_SIDE), height.div_ceil(TILE_SIDE));
    let first_row = first_row.min(rows);
    (first_row..rows).chain(0..first_row).flat_map(move |row| (0..columns).map(move |column| (column, row)))
}

/// Pixels of 8 bits a channel: grey, grey with alpha, RGB or RGBA.
struct Pixels {
    width: u32,
    height: u32,
    channels: usize,
    bytes: Vec<u8>,
}

fn eight_bits(picture: DynamicImage) -> Pixels {
    let (width, height) = (picture.width(), picture.height());
    let (channels, bytes) = match picture.color() {
        ColorType::L8 | ColorType::L16 => (1, picture.into_luma8().into_raw()),
        ColorType::La8 | ColorType::La16 => (2, picture.into_luma_alpha8().into_raw()),
        ColorType::Rgb8 | ColorType::Rgb16 | ColorType::Rgb32F => (3, picture.into_rgb8().into_raw()),
        _ => (4, picture.into_rgba8().into_raw()),
    };
    Pixels { width, height, channels, bytes }
}

/// The half of a decoded picture, made in strips so that no second whole picture is held.
fn halved_picture(picture: &DynamicImage) -> Pixels {
    const STRIP_ROWS: u32 = 256;
    let mut half = Pixels {
        width: side_at(picture.width(), 1),
        height: side_at(picture.height(), 1),
        channels: 0,
        bytes: Vec::new(),
    };
    for y in (0..picture.height()).step_by(STRIP_ROWS as usize) {
        let rows = STRIP_ROWS.min(picture.height() - y);
        let strip = eight_bits(picture.crop_imm(0, y, picture.width(), rows)).halved();
        if half.channels == 0 {
            half.channels = strip.channels;
            half.bytes.reserve_exact(half.width as usize * half.height as usize * half.channels);
        }
        half.bytes.extend_from_slice(&strip.bytes);
    }
    half
}

impl Pixels {
    /// Half of both sides, rounded up. A pixel is the mean of four; where there is no fourth, the edge is repeated.
    fn halved(&self) -> Pixels {
        let (width, height, channels) = (side_at(self.width, 1), side_at(self.height, 1), self.channels);
        let row_bytes = self.width as usize * channels;
        let mut bytes = Vec::with_capacity(width as usize * height as usize * channels);
        for y in 0..height as usize {
            let upper = &self.bytes[2 * y * row_bytes..][..row_bytes];
            let lower_row = (2 * y + 1).min(self.height as usize - 1);
            let lower = &self.bytes[lower_row * row_bytes..][..row_bytes];
            for x in 0..width as usize {
                let left = 2 * x * channels;
                let right = (2 * x + 1).min(self.width as usize - 1) * channels;
                let four = [
                    &upper[left..left + channels],
                    &upper[right..right + channels],
                    &lower[left..left + channels],
                    &lower[right..right + channels],
                ];
                push_mean(four, &mut bytes);
            }
        }
        Pixels { width, height, channels, bytes }
    }

    fn cut(&self, level: u32, first_row: u32, take: &mut TakeTile<'_>) -> Result<(), ReadProblem> {
        for (column, row) in places(self.width, self.height, first_row) {
            let (x, y) = (column * TILE_SIDE, row * TILE_SIDE);
            let width = TILE_SIDE.min(self.width - x);
            let height = TILE_SIDE.min(self.height - y);
            let mut bytes = Vec::with_capacity(width as usize * height as usize * self.channels);
            for line in y..y + height {
                let begin = (line as usize * self.width as usize + x as usize) * self.channels;
                bytes.extend_from_slice(&self.bytes[begin..begin + width as usize * self.channels]);
            }
            let tile = Pixels { width, height, channels: self.channels, bytes };
            take(level, column, row, &tile.png()?)?;
        }
        Ok(())
    }

    fn png(&self) -> Result<Vec<u8>, ReadProblem> {
        let colours = match self.channels {
            1 => ExtendedColorType::L8,
            2 => ExtendedColorType::La8,
            3 => ExtendedColorType::Rgb8,
            _ => ExtendedColorType::Rgba8,
        };
        let mut png = Vec::new();
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
            .write_image(&self.bytes, self.width, self.height, colours)
            .map_err(problem)?;
        Ok(png)
    }
}

/// The mean of four pixels. What is transparent has no colour to give: colours count by their alpha.
fn push_mean(four: [&[u8]; 4], into: &mut Vec<u8>) {
    let channels = four[0].len();
    let opaque = channels == 1 || channels == 3;
    if opaque {
        for channel in 0..channels {
            let sum: u32 = four.iter().map(|pixel| u32::from(pixel[channel])).sum();
            into.push(((sum + 2) / 4) as u8);
        }
        return;
    }
    let alpha: u32 = four.iter().map(|pixel| u32::from(pixel[channels - 1])).sum();
    for channel in 0..channels - 1 {
        let sum: u32 = four.iter().map(|pixel| u32::from(pixel[channel]) * u32::from(pixel[channels - 1])).sum();
        into.push((sum + alpha / 2).checked_div(alpha).unwrap_or(0) as u8);
    }
    into.push(((alpha + 2) / 4) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};
    use std::collections::BTreeMap;

    type Tiles = BTreeMap<(u32, u32, u32), DynamicImage>;

    fn tiles(picture: &DynamicImage, finest: u32, coarsest: u32, first_row: u32) -> (Vec<(u32, u32, u32)>, Tiles) {
        let (mut order, mut tiles) = (Vec::new(), BTreeMap::new());
        cut(picture.clone(), finest, coarsest, first_row, &mut |level, column, row, png| {
            order.push((level, column, row));
            tiles.insert((level, column, row), image::load_from_memory(png).unwrap());
            Ok(())
        })
        .unwrap();
        (order, tiles)
    }

    fn picture(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x % 251) as u8, (y % 241) as u8, ((x ^ y) % 239) as u8])
        }))
    }

    #[test]
    fn the_tiles_of_level_0_are_the_stored_pixels() {
        let picture = picture(2050, 1030);
        let (_, tiles) = tiles(&picture, 0, 0, 0);
        assert_eq!(tiles.len(), 6, "three columns, two rows");
        for ((level, column, row), tile) in tiles {
            let size = tile_size(2050, 1030, level, column, row).unwrap();
            assert_eq!((tile.width(), tile.height()), size, "the size that is known beforehand");
            let part = picture.crop_imm(column * TILE_SIDE, row * TILE_SIDE, size.0, size.1);
            assert_eq!(tile, part, "pixel by pixel at {column}, {row}");
        }
    }

    #[test]
    fn each_level_is_half_of_the_one_before_and_the_last_fits_into_one_tile() {
        let picture = picture(1080, 5001);
        let (order, tiles) = tiles(&picture, 0, 16, 2);
        assert_eq!(level_count(1080, 5001), 4, "5001, 2501, 1251, 626");
        let mut expected = vec![(3, 0, 0), (2, 0, 0), (2, 0, 1), (1, 0, 0), (1, 0, 1), (1, 0, 2)];
        for row in [2, 3, 4, 0, 1] {
            expected.extend([(0, 0, row), (0, 1, row)]);
        }
        assert_eq!(order, expected, "coarse first; of the finest the rows asked for first");
        assert_eq!((tiles[&(3, 0, 0)].width(), tiles[&(3, 0, 0)].height()), (135, 626), "rounded up");
        for place in order {
            assert!(tile_size(1080, 5001, place.0, place.1, place.2).is_some(), "{place:?} is on the grid");
        }
        assert_eq!(tile_size(1080, 5001, 4, 0, 0), None, "no level beyond");
        assert_eq!(tile_size(1080, 5001, 0, 2, 0), None, "no column beyond");
        assert_eq!(tile_size(1080, 5001, 0, 0, u32::MAX), None, "no row beyond");
    }

    #[test]
    fn a_reduced_pixel_is_the_mean_of_four_and_transparent_ones_have_no_colour() {
        let mut stored = RgbaImage::from_pixel(1026, 3, Rgba([0, 0, 0, 0]));
        stored.put_pixel(0, 0, Rgba([200, 100, 50, 255]));
        let (_, tiles) = tiles(&DynamicImage::ImageRgba8(stored), 1, 1, 0);
        let half = tiles[&(1, 0, 0)].to_rgba8();
        assert_eq!((half.width(), half.height()), (513, 2), "rounded up");
        assert_eq!(half.get_pixel(0, 0), &Rgba([200, 100, 50, 64]), "not darkened by what is not there");
        assert_eq!(half.get_pixel(1, 1), &Rgba([0, 0, 0, 0]), "nothing stays nothing");
    }

    #[test]
    fn sixteen_bits_and_grey_are_brought_to_what_a_screen_shows() {
        let grey = DynamicImage::ImageLuma8(image::GrayImage::from_fn(1500, 4, |x, _| image::Luma([(x % 256) as u8])));
        let (_, of_grey) = tiles(&grey, 0, 1, 0);
        assert_eq!(of_grey[&(0, 1, 0)], grey.crop_imm(1024, 0, 476, 4), "grey stays grey, exactly");
        let deep = DynamicImage::ImageRgb16(image::ImageBuffer::from_pixel(3, 3, Rgb([65_535u16, 0, 257])));
        let (_, of_deep) = tiles(&deep, 0, 0, 0);
        assert_eq!(of_deep[&(0, 0, 0)].to_rgb8().get_pixel(1, 1), &Rgb([255, 0, 1]), "the upper eight bits");
    }
}
