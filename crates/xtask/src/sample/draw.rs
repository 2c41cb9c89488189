//! The sample's pictures and its invoice, drawn by Chromium from `pages/`. `{{name}}` in a page is a place for a value,
//! so that the shop's promotion page is one page with three prices.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::place::{Place, succeed};

/// What a phone's screen is wide and high, in CSS pixels; drawn at twice that.
const PHONE: (u32, u32) = (375, 667);
const LONG_PAGE: (u32, u32) = (375, 1220);

type Values = &'static [(&'static str, &'static str)];

const PICTURES: &[(&str, &str, (u32, u32), Values)] = &[
    (
        "2026-10-21 预售页.png",
        "promotion.html",
        PHONE,
        &[
            ("clock", "21:40"),
            ("label", "预售到手价"),
            ("price", "299"),
            ("until", "双 11 预售<br>定金 ¥30 · 10 月 31 日付尾款"),
            ("button", "付定金 ¥30"),
            ("gift", "前 2000 名"),
        ],
    ),
    ("2026-10-31 活动规则全文.png", "rules.html", LONG_PAGE, &[]),
    (
        "2026-11-01 付款前页面.png",
        "promotion.html",
        PHONE,
        &[
            ("clock", "00:09"),
            ("label", "到手价"),
            ("price", "329"),
            ("until", "双 11 限时<br>距结束 10 天 23 时"),
            ("button", "立即购买"),
            ("gift", "前 2000 名"),
        ],
    ),
    ("2026-11-01 订单详情.png", "order.html", PHONE, &[]),
    (
        "2026-11-11 活动页.png",
        "promotion.html",
        PHONE,
        &[
            ("clock", "09:06"),
            ("label", "到手价"),
            ("price", "279"),
            ("until", "双 11 最后一天<br>今晚 24:00 结束"),
            ("button", "立即购买"),
            ("gift", "已赠完"),
        ],
    ),
];

/// Draws every picture and the invoice into `folder`.
pub(super) fn pictures(place: &Place, folder: &Path) -> Outcome<()> {
    let desk = Desk::new(place)?;
    for (name, page, size, values) in PICTURES {
        let page = desk.page(page, values)?;
        desk.shoot(&format!("file://{}", page.display()), *size, 2, &folder.join(name))?;
    }
    let page = desk.page("invoice.html", &[])?;
    let to = folder.join("电子发票 26317000000882130.pdf");
    let mut chromium = desk.chromium();
    chromium.arg(format!("--print-to-pdf={}", to.display())).arg("--no-pdf-header-footer").arg(page);
    succeed(&mut chromium)
}

/// A folder for half-made pages and for the profile of a browser that nobody else uses.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    place: &'a Place,
    folder: tempfile::TempDir,
}

impl<'a> Desk<'a> {
    pub(super) fn new(place: &'a Place) -> Outcome<Desk<'a>> {
        let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        Ok(Desk { place, folder })
    }

    /// A page with its values in place, beside a copy of the style sheet.
    pub(super) fn page(&self, name: &str, values: &[(&str, &str)]) -> Outcome<PathBuf> {
        let pages = self.place.root.join("crates/xtask/src/sample/pages");
        let failed = |error: std::io::Error| format!("sample page {name}: {error}");
        let mut text = fs::read_to_string(pages.join(name)).map_err(failed)?;
        for (place, value) in values {
            text = text.replace(&format!("{{{{{place}}}}}"), value);
        }
        fs::copy(pages.join("shop.css"), self.folder.path().join("shop.css")).map_err(failed)?;
        let path = self.folder.path().join(name);
        fs::write(&path, text).map_err(failed)?;
        Ok(path)
    }

    /// One picture of the page at `url`, `size` CSS pixels at `scale` picture pixels each.
    pub(super) fn shoot(&self, url: &str, size: (u32, u32), scale: u32, to: &Path) -> Outcome<()> {
        let mut chromium = self.chromium();
        chromium
            .arg(format!("--window-size={},{}", size.0, size.1))
            .arg(format!("--force-device-scale-factor={scale}"))
            .arg(format!("--screenshot={}", to.display()))
            .arg(url);
        succeed(&mut chromium)
    }

    fn chromium(&self) -> std::process::Command {
        let mut chromium = self.place.command("chromium");
        chromium
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--log-level=3"])
            .arg(format!("--user-data-dir={}", self.folder.path().join("profile").display()))
            .stderr(std::process::Stdio::null());
        chromium
    }
}
