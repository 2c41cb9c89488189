//! The font for Chinese, Japanese and Korean text in documents that name a font without bringing it along.
//!
//! The parent says which file; the reader opens it before the walls stand and reads it only when a page asks for it.
//! Without it such text stays blank, and the answer says so.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::{FallbackFontQuery, FontData, FontQuery};
use hayro::hayro_interpret::hayro_cmap::CidFamily;

/// Larger than any collection of fonts that is named below.
const FONT_MAX_BYTES: u64 = 64 << 20;

/// Where systems keep a font with Chinese characters, best first.
#[cfg(target_os = "linux")]
const PLACES: &[&str] = &[
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
];
#[cfg(target_vendor = "apple")]
const PLACES: &[&str] = &[
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
];
#[cfg(windows)]
const PLACES: &[&str] =
    &["C:\\Windows\\Fonts\\msyh.ttc", "C:\\Windows\\Fonts\\simhei.ttf", "C:\\Windows\\Fonts\\simsun.ttc"];
#[cfg(not(any(target_os = "linux", target_vendor = "apple", windows)))]
const PLACES: &[&str] = &[];

/// The first of the system's fonts for Chinese that is there.
pub fn fallback_font() -> Option<PathBuf> {
    PLACES.iter().map(PathBuf::from).find(|path| path.is_file())
}

/// The font file, open before the walls stand; and whether text has asked in vain.
pub(crate) struct Font {
    file: Mutex<Option<File>>,
    is_noto: bool,
    data: OnceLock<Option<FontData>>,
    missing: AtomicBool,
}

impl Font {
    /// A font that cannot be opened is the same as none.
    pub(crate) fn open(path: Option<&Path>) -> Arc<Font> {
        let name = path.and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        Arc::new(Font {
            file: Mutex::new(path.and_then(|path| File::open(path).ok())),
            is_noto: name.starts_with("NotoSansCJK") || name.starts_with("NotoSerifCJK"),
            data: OnceLock::new(),
            missing: AtomicBool::new(false),
        })
    }

    /// Whether text asked for the font and there was none.
    pub(crate) fn was_missing(&self) -> bool {
        self.missing.load(Ordering::Relaxed)
    }

    /// How pages are interpreted: with this font where none is brought along, and with the small built-in ones for
    /// Latin letters.
    pub(crate) fn settings(self: &Arc<Font>) -> InterpreterSettings {
        let font = Arc::clone(self);
        InterpreterSettings {
            font_resolver: Arc::new(move |query| match query {
                FontQuery::Standard(standard) => Some(standard.get_font_data()),
                FontQuery::Fallback(query) => match collection(query) {
                    Some(family) => font.data(&family),
                    None => Some(query.pick_standard_font().get_font_data()),
                },
            }),
            ..InterpreterSettings::default()
        }
    }

    fn data(&self, family: &CidFamily) -> Option<(FontData, u32)> {
        let read = || {
            let file = self.file.lock().unwrap_or_else(PoisonError::into_inner).take()?;
            let mut bytes = Vec::new();
            file.take(FONT_MAX_BYTES).read_to_end(&mut bytes).ok()?;
            Some(Arc::new(bytes) as FontData)
        };
        let data = self.data.get_or_init(read).clone();
        if data.is_none() {
            self.missing.store(true, Ordering::Relaxed);
        }
        // Noto's collections hold Japanese, Korean, simplified and traditional Chinese in this order.
        let index = match family {
            _ if !self.is_noto => 0,
            CidFamily::AdobeJapan1 => 0,
            CidFamily::AdobeKorea1 => 1,
            CidFamily::AdobeCNS1 => 3,
            _ => 2,
        };
        Some((data?, index))
    }
}

/// The collection of characters that a font without a file needs; `None` for Latin letters.
fn collection(query: &FallbackFontQuery) -> Option<CidFamily> {
    let family = query.character_collection.as_ref().map(|collection| collection.family.clone());
    let by_name = || {
        let names = [&query.post_script_name, &query.font_name, &query.font_family];
        let is_chinese = |name: &str| {
            let name = name.to_ascii_lowercase();
            ["simsun", "simhei", "kaiti", "fangsong", "songti", "heiti", "yahei", "stsong", "notosanssc", "notosanscjk"]
                .iter()
                .any(|known| name.contains(known))
                || !name.is_ascii()
        };
        names.into_iter().flatten().any(|name| is_chinese(name)).then_some(CidFamily::AdobeGB1)
    };
    match family {
        Some(CidFamily::AdobeIdentity | CidFamily::Custom { .. }) | None => by_name(),
        known => known,
    }
}
