//! The text of one page, in the order in which the page draws it: for finding words, not for quoting a layout.
//!
//! A glyph counts when the document says which character it stands for. A new line begins where the next glyph leaves
//! the line; a space where it leaves a gap and neither side is Chinese, Japanese or Korean.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Point, Rect, Vec2};

/// Longest text of a page in bytes; the rest is left away.
const PAGE_TEXT_MAX_BYTES: usize = 1 << 20;

/// Interprets the page and keeps its characters.
pub(super) fn of_page<'a>(page: &'a Page<'a>, pdf: &'a Pdf, settings: InterpreterSettings) -> String {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(Affine::IDENTITY, area, &InterpreterCache::new(), pdf.xref(), settings);
    let mut words = Words::default();
    interpret_page(page, &mut context, &mut words);
    words.text
}

#[derive(Default)]
struct Words {
    text: String,
    /// Where the last glyph ended, and how large it was.
    last: Option<(Point, f64)>,
}

impl Words {
    fn glyph(&mut self, glyph: &Glyph<'_>, place: Affine) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let text: String = text.chars().filter(|character| !character.is_control()).collect();
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let begins = place * Point::ZERO;
        let ends = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        // Glyphs are drawn in thousandths of their size.
        let size = (place * Point::new(0.0, 1000.0) - begins).hypot();
        if !text.is_empty() && self.text.len() < PAGE_TEXT_MAX_BYTES {
            self.separate(begins, (ends - begins).normalize(), size, text.starts_with(is_dense));
            self.text.push_str(&text);
        }
        self.last = Some((ends, size));
    }

    /// Puts a line end or a space before the next glyph, where the page leaves one.
    fn separate(&mut self, begins: Point, along: Vec2, size: f64, next_is_dense: bool) {
        let Some((ended, last_size)) = self.last else { return };
        let size = size.max(last_size);
        let (gap, across) = ((begins - ended).dot(along), (begins - ended).cross(along).abs());
        let Some(before) = self.text.chars().next_back() else { return };
        if before.is_whitespace() || !(gap.is_finite() && across.is_finite()) {
            return;
        }
        if across > size * 0.6 || gap < -size * 2.0 {
            self.text.push('\n');
        } else if gap > size * 0.2 && !(next_is_dense && is_dense(before)) {
            self.text.push(' ');
        }
    }
}

/// Whether words of this script are written without spaces.
fn is_dense(character: char) -> bool {
    matches!(u32::from(character), 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xff00..=0xffef | 0x20000..=0x3ffff)
}

impl Device<'_> for Words {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
