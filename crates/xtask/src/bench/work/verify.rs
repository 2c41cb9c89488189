//! Checking a bundle: against hashing the same bytes with openssl, and against the public checkers.
//!
//! Ours reads the ZIP as it was handed over; the others need it unpacked, and the unpacking is given to them.

use crate::Outcome;
use crate::bench::data;
use crate::bench::line::Line;
use crate::bench::measure::in_turns;
use crate::bench::scratch::Scratch;
use crate::bench::work::keep::line;

/// One exhibit of 2 GiB.
pub(crate) fn one_big_member(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    data::file(&scratch.path("big.bin"), 2 << 30)?;
    let dispute = scratch.vault_with_dispute("vault", "big.bin")?;
    scratch.bundle("vault", &dispute, "bundle.zip")?;
    scratch.clear(&["vault"])?;
    let mut ours = || scratch.verified("bundle.zip");
    let mut openssl = || scratch.typed("openssl dgst -sha256 bundle.zip");
    let pairs = in_turns(&mut ours, &mut [&mut openssl])?;
    scratch.clear(&["bundle.zip", "big.bin"])?;
    Ok(vec![line("check a bundle with one 2 GiB member / openssl dgst -sha256 over it", 1.1, &pairs)])
}

/// 2 GiB in about 10,000 members: 1,650 exhibits, with six members each in the ZIP.
pub(crate) fn many_members(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    data::folder(&scratch.path("exhibits"), 1_650, (2 << 30) / 1_650)?;
    let dispute = scratch.vault_with_dispute("vault", "exhibits")?;
    scratch.bundle("vault", &dispute, "bundle.zip")?;
    scratch.clear(&["vault"])?;
    let mut ours = || scratch.verified("bundle.zip");
    let mut openssl = || scratch.typed("find exhibits -type f -print0 | xargs -0 openssl dgst -sha256");
    let evidence = in_turns(&mut ours, &mut [&mut openssl])?;
    scratch.clear(&["bundle.zip", "exhibits", "exhibits.done"])?;
    Ok(vec![line("check a bundle of 10,000 members, 2 GiB / openssl over its evidence files alone", 0.7, &evidence)])
}

/// 2 GiB in 10,000 exhibits: 60,000 members.
pub(crate) fn many_exhibits(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    data::folder(&scratch.path("exhibits"), 10_000, (2 << 30) / 10_000)?;
    let dispute = scratch.vault_with_dispute("vault", "exhibits")?;
    scratch.bundle("vault", &dispute, "bundle.zip")?;
    scratch.clear(&["vault"])?;
    scratch.typed("mkdir unpacked; cd unpacked; unzip -q ../bundle.zip; mv */ bag")?;
    let mut ours = || scratch.verified("bundle.zip");
    let mut openssl = || scratch.typed("find unpacked/bag -type f -print0 | xargs -0 openssl dgst -sha256");
    let mut sums =
        || scratch.typed("cd unpacked/bag; sha256sum --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt");
    let mut bagit = || scratch.typed("bagit.py --quiet --processes 2 --validate unpacked/bag");
    let mut evidence = || scratch.typed("find exhibits -type f -print0 | xargs -0 openssl dgst -sha256");
    let alone = in_turns(&mut ours, &mut [&mut evidence])?;
    let members = in_turns(&mut ours, &mut [&mut openssl])?;
    let public_sums = in_turns(&mut ours, &mut [&mut sums])?;
    let public_bagit = in_turns(&mut ours, &mut [&mut bagit])?;
    scratch.clear(&["bundle.zip", "unpacked", "exhibits", "exhibits.done"])?;
    Ok(vec![
        line("check a bundle of 10,000 exhibits, 2 GiB / openssl over the evidence files alone", 1.0, &alone),
        line("check a bundle of 10,000 exhibits, 2 GiB / openssl over all its members, unpacked", 0.7, &members),
        line("check a bundle of 10,000 exhibits, 2 GiB / sha256sum -c", 1.0, &public_sums),
        line("check a bundle of 10,000 exhibits, 2 GiB / bagit.py --processes 2 --validate", 1.0, &public_bagit),
    ])
}
