//! Making a bundle: against packing the same files with zip, and against copying and hashing them.

use crate::Outcome;
use crate::bench::data;
use crate::bench::line::Line;
use crate::bench::measure::in_turns;
use crate::bench::scratch::Scratch;
use crate::bench::work::keep::line;

/// 2 GiB in 10,000 exhibits.
pub(crate) fn many_files(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    data::folder(&scratch.path("exhibits"), 10_000, (2 << 30) / 10_000)?;
    let dispute = scratch.vault_with_dispute("vault", "exhibits")?;
    let outputs = ["bundle.zip", "theirs.zip", "copy"];
    let mut ours = || {
        scratch.clear(&outputs)?;
        scratch.bundle("vault", &dispute, "bundle.zip")
    };
    let mut zip = || {
        scratch.clear(&outputs)?;
        scratch.typed("zip -0 -q -r theirs.zip exhibits; sync")
    };
    let against_zip = in_turns(&mut ours, &mut [&mut zip])?;
    let mut copy = || {
        scratch.clear(&outputs)?;
        scratch.typed("cp -r exhibits copy; sync; find copy -type f -print0 | xargs -0 openssl dgst -sha256")
    };
    let against_copy = in_turns(&mut ours, &mut [&mut copy])?;
    scratch.clear(&outputs)?;
    scratch.clear(&["vault", "exhibits", "exhibits.done"])?;
    Ok(vec![
        line("export 2 GiB in 10,000 files / zip -0 -r + sync", 0.6, &against_zip),
        line("export 2 GiB in 10,000 files / cp -r + sync + openssl", 1.6, &against_copy),
    ])
}
