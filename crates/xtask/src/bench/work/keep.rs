//! Keeping files: against copying and hashing them with the system's own tools.

use crate::Outcome;
use crate::bench::data;
use crate::bench::line::{Line, Unit};
use crate::bench::measure::{Pairs, in_turns};
use crate::bench::scratch::Scratch;

const GIB: u64 = 1 << 30;

/// One 4 GiB file, against the quicker of two ways to copy, hash and flush it.
pub(crate) fn big_file(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    data::file(&scratch.path("big.bin"), 4 * GIB)?;
    let mut ours = || {
        scratch.clear(&["copy.bin"])?;
        scratch.new_vault("vault")?;
        scratch.measured(&scratch.holdfast("vault", &["item", "add", "big.bin"]), &[0])
    };
    let mut tee = || {
        scratch.clear(&["copy.bin", "vault"])?;
        scratch.typed("tee copy.bin < big.bin | openssl dgst -sha256; sync")
    };
    let mut copy = || {
        scratch.clear(&["copy.bin", "vault"])?;
        scratch.typed("cp big.bin copy.bin; openssl dgst -sha256 copy.bin; sync")
    };
    let pairs = in_turns(&mut ours, &mut [&mut tee, &mut copy])?;
    scratch.clear(&["copy.bin", "vault", "big.bin"])?;
    Ok(vec![line("keep one 4 GiB file / the quicker of tee + openssl + sync and cp + openssl + sync", 1.15, &pairs)])
}

/// 10,000 files of 200 kB, against copying and hashing, and against making a bag of a copy.
pub(crate) fn many_files(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    data::folder(&scratch.path("many"), 10_000, 200_000)?;
    let mut ours = || {
        scratch.clear(&["copy"])?;
        scratch.new_vault("vault")?;
        scratch.measured(&scratch.holdfast("vault", &["item", "add", "many"]), &[0])
    };
    let mut copy = || {
        scratch.clear(&["copy", "vault"])?;
        scratch.typed("cp -r many copy; sync; find copy -type f -print0 | xargs -0 openssl dgst -sha256")
    };
    let against_copy = in_turns(&mut ours, &mut [&mut copy])?;
    let mut bag = || {
        scratch.clear(&["copy", "vault"])?;
        // SHA-256 alone: bagit.py would otherwise hash twice, which nobody asked ours to do.
        scratch.typed("cp -r many copy; bagit.py --quiet --sha256 copy; sync")
    };
    let against_bag = in_turns(&mut ours, &mut [&mut bag])?;
    scratch.clear(&["copy", "vault", "many", "many.done"])?;
    Ok(vec![
        line("keep 10,000 files of 200 kB / cp -r + sync + openssl over them", 1.5, &against_copy),
        line("keep 10,000 files of 200 kB / cp -r + bagit.py on the copy + sync", 1.0, &against_bag),
    ])
}

pub(crate) fn line(what: &str, limit: f64, pairs: &Pairs) -> Line {
    Line {
        what: what.to_owned(),
        unit: Unit::Ratio,
        figure: pairs.ratio(),
        limit,
        rounds: pairs.ratios.clone(),
        note: pairs.note(),
    }
}
