//! Coverage-guided fuzzing of the readers of tokens, for a bounded time.
//!
//! libFuzzer with LLVM's coverage counters, which the compiler that builds the product can put in; only the sanitizers of
//! `cargo fuzz` would need another compiler, and the crate has no unsafe code. The corpus begins with the samples of the
//! fixtures, where they are there. HOLDFAST_FUZZ_SECONDS makes it longer.

use std::fs;
use std::path::Path;

use crate::Outcome;
use crate::bench::line::{Line, Unit};
use crate::bench::scratch::Scratch;
use crate::place::{spelled, succeed};

const SECONDS: &str = "60";
/// Beyond this an input made us allocate too much: it ends the run as a finding.
const MEMORY_MEGABYTES: &str = "512";
/// Counters at every edge and comparison, as libFuzzer wants them.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions";

/// One line: whether an input was found that panics, hangs or takes too much memory.
pub(crate) fn tokens(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    let manifest = scratch.place.root.join("crates/holdfast-proof/fuzz/Cargo.toml");
    let target = scratch.place.target.join("fuzz");
    let mut build = scratch.place.cargo(&["build", "--release", "--manifest-path"]);
    // With a target named, the counters go into what is fuzzed and not into build scripts, which could not be linked.
    let host = host(scratch)?;
    build.arg(&manifest).args(["--target", &host]).env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", &target);
    succeed(&mut build)?;
    let corpus = scratch.path("corpus");
    fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    let begun = samples(&scratch.place.fixtures(), &corpus)?;
    let seconds = std::env::var("HOLDFAST_FUZZ_SECONDS").unwrap_or_else(|_| SECONDS.to_owned());
    let mut fuzz = scratch.place.command(target.join(&host).join("release/token"));
    fuzz.current_dir(scratch.folder()).arg(&corpus).args([
        format!("-max_total_time={seconds}"),
        format!("-rss_limit_mb={MEMORY_MEGABYTES}"),
        "-timeout=10".to_owned(),
        "-max_len=65536".to_owned(),
        "-print_final_stats=1".to_owned(),
    ]);
    let broke = scratch.measured(&fuzz, &[0]).err();
    let told = fs::read_to_string(scratch.path("last.log")).unwrap_or_default();
    let inputs = told.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")).unwrap_or("?");
    let note = format!("{} inputs in {seconds} s, from {begun} samples, at most {MEMORY_MEGABYTES} MB", inputs.trim());
    scratch.clear(&["corpus"])?;
    Ok(vec![Line {
        what: "inputs that make the readers of tokens panic, hang or take too much memory".to_owned(),
        unit: Unit::Places,
        figure: f64::from(u8::from(broke.is_some())),
        limit: 0.0,
        rounds: Vec::new(),
        note: broke.unwrap_or(note),
    }])
}

/// The compiler's own system, as it names it.
fn host(scratch: &Scratch<'_>) -> Outcome<String> {
    let mut ask = scratch.place.command("rustc");
    let said = ask.arg("-vV").output().map_err(|error| format!("{}: {error}", spelled(&ask)))?;
    let said = String::from_utf8_lossy(&said.stdout);
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say which system it is for".to_owned())
}

/// Copies every token among the fixtures into the corpus; how many there were.
fn samples(fixtures: &Path, corpus: &Path) -> Outcome<usize> {
    let mut folders = vec![fixtures.join("rfc3161")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|end| ["tsr", "tst", "der", "pem", "crt"].iter().any(|one| end == *one))
            {
                fs::copy(&path, corpus.join(format!("{count}")))
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                count += 1;
            }
        }
    }
    Ok(count)
}
