//! Data to measure with: bytes that look random, so that nothing can compress or share them, and that come out the
//! same each time.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::Outcome;

const BLOCK: usize = 1 << 20;

/// Writes `bytes` bytes into `path`; a file that is there with that size is kept, since the content would be the same.
pub(crate) fn file(path: &Path, bytes: u64) -> Outcome<()> {
    if fs::metadata(path).is_ok_and(|found| found.len() == bytes) {
        return Ok(());
    }
    write(path, bytes, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes `count` files of `bytes` bytes each, a hundred to a folder, each different from the others.
pub(crate) fn folder(path: &Path, count: u64, bytes: u64) -> Outcome<()> {
    let done = path.with_extension("done");
    if done.is_file() {
        return Ok(());
    }
    for number in 0..count {
        let file = path.join(format!("{:03}/file-{number:05}.bin", number / 100));
        let parent = file.parent().unwrap_or(path);
        let written = fs::create_dir_all(parent).and_then(|()| write(&file, bytes, number + 1));
        written.map_err(|error| format!("{}: {error}", file.display()))?;
    }
    fs::write(&done, "").map_err(|error| format!("{}: {error}", done.display()))
}

fn write(path: &Path, bytes: u64, seed: u64) -> std::io::Result<()> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut file = File::create(path)?;
    let mut block = Vec::with_capacity(BLOCK);
    let mut left = bytes;
    while left > 0 {
        block.clear();
        let length = left.min(BLOCK as u64) as usize;
        while block.len() < length {
            // xorshift64 (Marsaglia 2003): quick, and no compressor finds anything in it.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            block.extend_from_slice(&state.to_le_bytes());
        }
        file.write_all(&block[..length])?;
        left -= length as u64;
    }
    Ok(())
}
