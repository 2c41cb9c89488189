//! The pictures of index.html: small files inside the page, within limits.
//!
//! A picture goes in once in its row, and the first few once more as a figure. What is too large, too much, or of a
//! kind that could hold more than pixels is left out and counted.

use crate::error::Result;
use crate::input::{Draft, Exhibit, ShownItem, Thumbnail};

/// A picture larger than this is left out.
const EACH_BYTES: usize = 300_000;
/// When all pictures of the page together would be larger than this, the rest is left out.
pub(crate) const ALL_BYTES: usize = 30_000_000;
/// So many exhibits are looked at for figures, and so many figures there are.
const LOOKED_AT: usize = 12;
const FIGURES: usize = 3;

/// The pictures of a page, asked for one by one.
pub(crate) struct Pictures<'a> {
    ask: &'a mut dyn FnMut(&ShownItem) -> Result<Option<Thumbnail>>,
    /// Those of the first exhibits, which stand in the page twice.
    first: Vec<Option<Thumbnail>>,
    left: usize,
    left_out: usize,
}

impl<'a> Pictures<'a> {
    pub(crate) fn new(draft: &Draft, ask: &'a mut dyn FnMut(&ShownItem) -> Result<Option<Thumbnail>>) -> Result<Self> {
        let first = draft.shown().take(LOOKED_AT).map(|(_, item)| ask(item)).collect::<Result<_>>()?;
        Ok(Self { ask, first, left: ALL_BYTES, left_out: 0 })
    }

    /// The exhibits that get a figure, each with its number among the shown ones.
    pub(crate) fn first<'d>(&self, draft: &'d Draft) -> Vec<(&'d Exhibit, usize)> {
        let with_number = draft.shown().enumerate().map(|(index, (exhibit, _))| (exhibit, index));
        let fits = |index: usize| self.first.get(index).and_then(Option::as_ref).is_some_and(is_fit);
        with_number.take(LOOKED_AT).filter(|(_, index)| fits(*index)).take(FIGURES).collect()
    }

    /// The picture of a figure.
    pub(crate) fn large(&mut self, index: usize) -> String {
        let thumbnail = self.first.get(index).and_then(Option::as_ref);
        let Some(thumbnail) = thumbnail.filter(|thumbnail| thumbnail.bytes.len() <= self.left) else {
            return String::new();
        };
        self.left -= thumbnail.bytes.len();
        image(thumbnail)
    }

    /// The picture of a row; empty when there is none, or none that fits.
    pub(crate) fn small(&mut self, index: usize, item: &ShownItem) -> Result<String> {
        let thumbnail = match self.first.get_mut(index) {
            Some(first) => first.take(),
            None => (self.ask)(item)?,
        };
        let Some(thumbnail) = thumbnail else {
            return Ok(String::new());
        };
        if !is_fit(&thumbnail) || thumbnail.bytes.len() > self.left {
            self.left_out += 1;
            return Ok(String::new());
        }
        self.left -= thumbnail.bytes.len();
        Ok(image(&thumbnail))
    }

    /// How many rows had to do without theirs.
    pub(crate) fn left_out(&self) -> usize {
        self.left_out
    }
}

fn is_fit(thumbnail: &Thumbnail) -> bool {
    let known = matches!(thumbnail.media_type.as_str(), "image/png" | "image/jpeg" | "image/webp");
    known && thumbnail.bytes.len() <= EACH_BYTES
}

fn image(thumbnail: &Thumbnail) -> String {
    let data = <base64ct::Base64 as base64ct::Encoding>::encode_string(&thumbnail.bytes);
    format!("<img alt=\"\" src=\"data:{};base64,{data}\">", thumbnail.media_type)
}
