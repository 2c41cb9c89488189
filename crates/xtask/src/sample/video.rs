//! The sample's video: a few seconds of a parcel being opened, VP8 in WebM, which every webview plays.
//!
//! Frames are drawn by Chromium, put together by ffmpeg.

use std::path::Path;

use super::draw::Desk;
use crate::Outcome;
use crate::place::{Place, succeed};

const FRAMES: u32 = 36;
const FRAMES_A_SECOND: u32 = 6;

/// Writes the video into `folder`.
pub(super) fn write(place: &Place, folder: &Path) -> Outcome<()> {
    let desk = Desk::new(place)?;
    let page = desk.page("unboxing.html", &[])?;
    let frames = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    for frame in 0..FRAMES {
        let at = f64::from(frame) / f64::from(FRAMES - 1);
        let to = frames.path().join(format!("{frame:03}.png"));
        desk.shoot(&format!("file://{}#{at:.3}", page.display()), (480, 270), 1, &to)?;
    }
    let mut ffmpeg = place.command("ffmpeg");
    ffmpeg
        .args(["-y", "-loglevel", "error", "-framerate", &FRAMES_A_SECOND.to_string(), "-i"])
        .arg(frames.path().join("%03d.png"))
        .args(["-c:v", "libvpx", "-b:v", "250k", "-r", "24", "-pix_fmt", "yuv420p"])
        .args(["-fflags", "+bitexact", "-map_metadata", "-1"])
        .arg(folder.join("开箱视频 2026-11-07.webm"));
    succeed(&mut ffmpeg)
}
