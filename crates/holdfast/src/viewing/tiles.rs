//! Tiles of a picture: one run of the reader decodes it once and gives all tiles of a group of levels, which are held
//! as they come.
//!
//! - A small picture is one group. A large one is two: all coarse levels, and the stored pixels, which are cut from the
//!   row that was asked for.
//! - A run works beside whoever asked, who goes on as soon as the own tile is there. It ends early when its tiles would
//!   push out what is looked at, or when nobody waits for it and other work does; what is still missing then is
//!   cut when it is asked for.

use std::path::PathBuf;
use std::sync::Arc;

use holdfast_readers::{PictureFacts, ReadProblem, Reader, grid_at, level_count, tile_size};

use super::held::{Key, Run, Value, Viewed};
use crate::parts::OpenPart;
use crate::{Error, Holdfast, Result};

/// A picture of so many tiles altogether is one group.
const SMALL_TILES: u32 = 12;
/// One run gives no more bytes than this; two of them fit into what is held.
const RUN_BYTES: usize = 112 << 20;
/// So many runs are begun for one tile: a picture whose runs all end before the tile is not one.
const RUNS_FOR_A_TILE: usize = 4;

/// The PNG of the tile at (level, column, row).
pub(super) fn tile(
    holdfast: &Holdfast,
    open: OpenPart,
    facts: &PictureFacts,
    (level, column, row): (u32, u32, u32),
) -> Result<Arc<[u8]>> {
    let size = (facts.width, facts.height);
    if tile_size(size.0, size.1, level, column, row).is_none() {
        return Err(Error::user("picture-tile-unknown"));
    }
    let viewed = &holdfast.viewed;
    let levels = group(size, level);
    let wanted = Key::Tile(open.sha256, level, column, row);
    let key = Key::Tiles(open.sha256, levels.0, levels.1);
    for _ in 0..RUNS_FOR_A_TILE {
        if let Some(found) = viewed.get(&wanted).or_else(|| viewed.get(&key)) {
            return png(found);
        }
        let (waits, begins) = viewed.join_run(&key);
        if begins {
            let ends = Ends { viewed: Arc::clone(viewed), key: key.clone(), run: Arc::clone(&waits.0), failure: None };
            let first_row = if level == levels.0 { row } else { 0 };
            begin_run(holdfast, &open, ends, size, levels, first_row)?;
        }
        if let Some(found) = viewed.wait_for(&wanted, &waits.0)? {
            return png(found);
        }
    }
    Err(Error::from(ReadProblem::ReaderGarbage("the tile does not come")))
}

/// The levels, finest and coarsest, that are cut together with this one.
fn group((width, height): (u32, u32), level: u32) -> (u32, u32) {
    let levels = level_count(width, height);
    let tiles = |level| {
        let (columns, rows) = grid_at(width, height, level);
        columns.saturating_mul(rows)
    };
    let small = (0..levels).map(tiles).fold(0, u32::saturating_add) <= SMALL_TILES;
    match (small, level) {
        (true, _) => (0, levels - 1),
        (false, 0) => (0, 0),
        (false, _) => (1, levels - 1),
    }
}

/// Begins a run beside the caller; `ends` goes with it.
fn begin_run(
    holdfast: &Holdfast,
    open: &OpenPart,
    mut ends: Ends,
    size: (u32, u32),
    levels: (u32, u32),
    first_row: u32,
) -> Result<()> {
    let program: PathBuf = super::reader(holdfast)?.program.to_path_buf();
    let file = super::again(open)?;
    let of = open.sha256;
    let work = move || {
        let viewed = Arc::clone(&ends.viewed);
        let _turn = viewed.turn();
        let reader = Reader { program: &program, font: None, time: None };
        let mut bytes = 0;
        let outcome = reader.tiles(file, size, levels, first_row, &mut |tile| {
            bytes += tile.png.len();
            let key = Key::Tile(of, tile.level, tile.column, tile.row);
            viewed.put(key, Value::Drawn("image/png", tile.png.into()));
            bytes < RUN_BYTES && !(ends.run.is_unwanted() && viewed.is_wanted_elsewhere())
        });
        ends.failed(outcome.err().map(Error::from));
    };
    let begun = std::thread::Builder::new().name("tiles".into()).spawn(work);
    begun.map(drop).map_err(|error| Error::from(ReadProblem::ReaderNotStarted(error)))
}

/// Ends a run, however it comes to that: nobody waits for ever.
struct Ends {
    viewed: Arc<Viewed>,
    key: Key,
    run: Arc<Run>,
    failure: Option<Error>,
}

impl Ends {
    fn failed(&mut self, failure: Option<Error>) {
        self.failure = failure;
    }
}

impl Drop for Ends {
    fn drop(&mut self) {
        self.viewed.end_run(&self.key, &self.run, self.failure.take());
    }
}

fn png(value: Value) -> Result<Arc<[u8]>> {
    match value {
        Value::Drawn(_, bytes) => Ok(bytes),
        Value::Refused(error) => Err(error),
        _ => Err(super::other_value()),
    }
}
