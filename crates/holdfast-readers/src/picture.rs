//! Decoding a picture and making it small. Runs only inside the limited process.
//!
//! Width, height and memory are asked from the decoder before a pixel is decoded; what would need more is refused
//! as `picture-too-large`. Chats of 60,000 rows are ordinary and must work: 1,080 × 60,000 with alpha is 260 MB.
//! The thumbnail is turned as Exif says, laid on white, and kept under [`THUMBNAIL_MAX_BYTES`]: as PNG when it has
//! few colours (text stays sharp), else as JPEG, stepping the quality down.

use crate::{ReadProblem, Shows, Thumbnail, ThumbnailFormat};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage};
use std::collections::HashSet;
use std::io::{BufRead, Cursor, Seek};

/// Greatest width and height of a picture in pixels.
pub const PICTURE_MAX_SIDE: u32 = 65_535;
/// Greatest size of the decoded picture in bytes; a rest of the address space is left to the decoder.
pub const PICTURE_MAX_BYTES: u64 = 320 * 1024 * 1024;
/// Greatest size of a thumbnail in bytes.
pub const THUMBNAIL_MAX_BYTES: usize = 200_000;

/// A picture longer than this many times its width shows only its beginning.
const LONG_RATIO: u32 = 3;
/// With at most this many colours a PNG is tried first.
const FEW_COLOURS: usize = 256;
const JPEG_QUALITIES: [u8; 5] = [85, 75, 60, 45, 25];

/// A picture whose header was read and found to be within the limits; no pixel is decoded yet.
pub(crate) struct Announced<D> {
    decoder: D,
    pub(crate) format: ImageFormat,
    /// Stored width and height in pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// How Exif says that it is to be looked at.
    pub(crate) orientation: Orientation,
}

impl<D: ImageDecoder> Announced<D> {
    /// Decodes the pixels; of a moving picture the first frame.
    pub(crate) fn decode(self) -> Result<DynamicImage, ReadProblem> {
        DynamicImage::from_decoder(self.decoder).map_err(problem)
    }
}

/// Reads the header: format, sides, memory, orientation.
pub(crate) fn announced(input: impl BufRead + Seek + 'static) -> Result<Announced<impl ImageDecoder>, ReadProblem> {
    let mut reader = ImageReader::new(input).with_guessed_format().map_err(unreadable_input)?;
    let mut limits = image::Limits::no_limits();
    limits.max_image_width = Some(PICTURE_MAX_SIDE);
    limits.max_image_height = Some(PICTURE_MAX_SIDE);
    limits.max_alloc = Some(PICTURE_MAX_BYTES);
    reader.limits(limits);
    let Some(format) = reader.format() else { return Err(ReadProblem::PictureFormatUnknown) };
    let mut decoder = reader.into_decoder().map_err(problem)?;
    let (width, height) = decoder.dimensions();
    // The limits above are advice to a decoder; this is the check itself.
    let too_large = width > PICTURE_MAX_SIDE || height > PICTURE_MAX_SIDE || decoder.total_bytes() > PICTURE_MAX_BYTES;
    if too_large {
        return Err(ReadProblem::PictureTooLarge { detail: format!("{width}x{height}") });
    }
    if width == 0 || height == 0 {
        return Err(ReadProblem::PictureUnreadable { detail: format!("{width}x{height}") });
    }
    // A damaged Exif block is no reason to show nothing.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Announced { decoder, format, width, height, orientation })
}

/// How a viewer turns the stored pixels: mirrored first (left and right exchanged), then by so many degrees clockwise.
pub(crate) fn mirrored_and_turn(orientation: Orientation) -> (bool, u16) {
    match orientation {
        Orientation::NoTransforms => (false, 0),
        Orientation::Rotate90 => (false, 90),
        Orientation::Rotate180 => (false, 180),
        Orientation::Rotate270 => (false, 270),
        Orientation::FlipHorizontal => (true, 0),
        Orientation::FlipVertical => (true, 180),
        // "Turn by 90 degrees, then mirror" is the same as "mirror, then turn by 270", and the other way round.
        Orientation::Rotate90FlipH => (true, 270),
        Orientation::Rotate270FlipH => (true, 90),
    }
}

/// The short name of a format.
pub(crate) fn format_name(format: ImageFormat) -> &'static str {
    format.extensions_str().first().copied().map_or("", |name| match name {
        "jpg" => "jpeg",
        "tif" => "tiff",
        name => name,
    })
}

/// Decodes one picture and makes it at most `longest_side` pixels long; a smaller one keeps its size.
pub(crate) fn thumbnail(input: impl BufRead + Seek + 'static, longest_side: u32) -> Result<Thumbnail, ReadProblem> {
    let announced = announced(input)?;
    let (width, height, orientation) = (announced.width, announced.height, announced.orientation);
    let picture = announced.decode()?;

    let (beginning, shows) = beginning_of(picture, orientation);
    let mut small = if beginning.width().max(beginning.height()) > longest_side {
        beginning.thumbnail(longest_side, longest_side)
    } else {
        beginning
    };
    small.apply_orientation(orientation);
    let turned = matches!(mirrored_and_turn(orientation).1, 90 | 270);
    let (picture_width, picture_height) = if turned { (height, width) } else { (width, height) };
    let flat = on_white(&small);
    let (format, bytes) = encode(&flat)?;
    Ok(Thumbnail { width: flat.width(), height: flat.height(), format, shows, picture_width, picture_height, bytes })
}

/// The top of a very tall picture, the left of a very wide one. A turned picture comes from a camera and is left whole.
fn beginning_of(picture: DynamicImage, orientation: Orientation) -> (DynamicImage, Shows) {
    let (width, height) = (picture.width(), picture.height());
    let longest = width.min(height).saturating_mul(LONG_RATIO);
    if orientation != Orientation::NoTransforms || width.max(height) <= longest {
        return (picture, Shows::Whole);
    }
    (picture.crop_imm(0, 0, width.min(longest), height.min(longest)), Shows::Beginning)
}

/// Lays what is transparent on white: a JPEG has no alpha, and black text on nothing must stay legible.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let alpha = u32::from(alpha);
        image::Rgb([red, green, blue].map(|part| ((u32::from(part) * alpha + 255 * (255 - alpha)) / 255) as u8))
    })
}

fn encode(picture: &RgbImage) -> Result<(ThumbnailFormat, Vec<u8>), ReadProblem> {
    if has_few_colours(picture) {
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(problem)?;
        if bytes.len() <= THUMBNAIL_MAX_BYTES {
            return Ok((ThumbnailFormat::Png, bytes));
        }
    }
    for quality in JPEG_QUALITIES {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).map_err(problem)?;
        if bytes.len() <= THUMBNAIL_MAX_BYTES {
            return Ok((ThumbnailFormat::Jpeg, bytes));
        }
    }
    Err(ReadProblem::PictureTooLarge { detail: "no quality makes the thumbnail small enough".into() })
}

fn has_few_colours(picture: &RgbImage) -> bool {
    let mut seen = HashSet::with_capacity(FEW_COLOURS + 1);
    for pixel in picture.pixels() {
        seen.insert(pixel.0);
        if seen.len() > FEW_COLOURS {
            return false;
        }
    }
    true
}

pub(crate) fn unreadable_input(error: std::io::Error) -> ReadProblem {
    ReadProblem::InputUnreadable { detail: error.to_string() }
}

pub(crate) fn problem(error: ImageError) -> ReadProblem {
    match error {
        ImageError::Limits(error) => ReadProblem::PictureTooLarge { detail: error.to_string() },
        ImageError::Unsupported(error) => ReadProblem::PictureUnreadable { detail: error.to_string() },
        other => ReadProblem::PictureUnreadable { detail: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn mirroring_then_turning_is_what_exif_says() {
        let stored = DynamicImage::ImageRgb8(RgbImage::from_fn(3, 2, |x, y| Rgb([x as u8, y as u8, 0])));
        for exif in 1..=8 {
            let orientation = Orientation::from_exif(exif).unwrap();
            let (mirrored, turn) = mirrored_and_turn(orientation);
            let mut as_exif_says = stored.clone();
            as_exif_says.apply_orientation(orientation);
            let mirrored = if mirrored { stored.fliph() } else { stored.clone() };
            let as_viewers_do = match turn {
                90 => mirrored.rotate90(),
                180 => mirrored.rotate180(),
                270 => mirrored.rotate270(),
                _ => mirrored,
            };
            assert_eq!(as_viewers_do, as_exif_says, "orientation {exif}");
        }
    }

    #[test]
    fn formats_are_called_by_their_usual_names() {
        let formats = [
            (ImageFormat::Png, "png"),
            (ImageFormat::Jpeg, "jpeg"),
            (ImageFormat::Gif, "gif"),
            (ImageFormat::WebP, "webp"),
            (ImageFormat::Bmp, "bmp"),
            (ImageFormat::Tiff, "tiff"),
        ];
        for (format, name) in formats {
            assert_eq!(format_name(format), name, "as people know it");
        }
    }
}
