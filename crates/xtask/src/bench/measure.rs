//! Taking the time: one run, and five pairs of runs in turns.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Outcome;
use crate::place::spelled;

/// The first pair warms caches and is thrown away.
const PAIRS: usize = 5;

/// One run from outside: wall time, processor time of all its processes, and peak resident memory of the largest.
#[derive(Clone, Copy, Default)]
pub(crate) struct Run {
    pub(crate) seconds: f64,
    pub(crate) processor_seconds: f64,
    pub(crate) peak_megabytes: f64,
}

/// One side of a comparison: readies the disk (not measured), then runs (measured).
pub(crate) type Side<'a> = &'a mut dyn FnMut() -> Outcome<Run>;

/// Five pairs.
pub(crate) struct Pairs {
    /// Ours divided by theirs, the first pair left out.
    pub(crate) ratios: Vec<f64>,
    pub(crate) ours_seconds: f64,
    pub(crate) theirs_seconds: f64,
    pub(crate) peak_megabytes: f64,
}

impl Pairs {
    pub(crate) fn ratio(&self) -> f64 {
        median(&self.ratios)
    }

    pub(crate) fn note(&self) -> String {
        format!("{:.2} s against {:.2} s, peak {:.0} MB", self.ours_seconds, self.theirs_seconds, self.peak_megabytes)
    }
}

/// Runs ours and theirs in turns; who begins changes each time. With several rivals the quickest of the round counts.
pub(crate) fn in_turns(ours: Side<'_>, theirs: &mut [Side<'_>]) -> Outcome<Pairs> {
    let (mut our_runs, mut their_seconds) = (Vec::new(), Vec::new());
    for pair in 0..PAIRS {
        let mut our_run = None;
        if pair % 2 == 0 {
            our_run = Some(ours()?);
        }
        let mut quickest = f64::INFINITY;
        for rival in theirs.iter_mut() {
            quickest = quickest.min(rival()?.seconds);
        }
        let our_run = match our_run {
            Some(run) => run,
            None => ours()?,
        };
        // Said at once: on a busy machine the whole takes long, and one wild round should be seen as it comes.
        let left_out = if pair == 0 { " (left out)" } else { "" };
        println!("    pair {}: {:.2} s against {quickest:.2} s{left_out}", pair + 1, our_run.seconds);
        if pair > 0 {
            our_runs.push(our_run);
            their_seconds.push(quickest);
        }
    }
    let our_seconds: Vec<f64> = our_runs.iter().map(|run| run.seconds).collect();
    Ok(Pairs {
        ratios: our_seconds.iter().zip(&their_seconds).map(|(ours, theirs)| ours / theirs).collect(),
        ours_seconds: median(&our_seconds),
        theirs_seconds: median(&their_seconds),
        peak_megabytes: our_runs.iter().fold(0.0, |peak, run| run.peak_megabytes.max(peak)),
    })
}

/// The middle one, or the mean of the two in the middle.
pub(crate) fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => sorted[count / 2],
        count => f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]),
    }
}

/// Runs a command to its end under `time`. Its output goes to `log`, which is shown when the exit code is none of
/// `codes`.
pub(crate) fn timed(command: &Command, codes: &[i32], log: &Path) -> Outcome<Run> {
    let name = spelled(command);
    let memory = log.with_extension("memory");
    let output = fs::File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
    let complaints = output.try_clone().map_err(|error| format!("{}: {error}", log.display()))?;
    let mut timer = Command::new("/usr/bin/time");
    timer
        .args(["-q", "-f", "%M %U %S", "-o"])
        .arg(&memory)
        .arg("--")
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        timer.current_dir(folder);
    }
    for (key, value) in command.get_envs() {
        match value {
            Some(value) => timer.env(key, value),
            None => timer.env_remove(key),
        };
    }
    timer.stdin(Stdio::null()).stdout(output).stderr(complaints);
    let begun = Instant::now();
    let status = timer.status().map_err(|error| format!("/usr/bin/time could not be started: {error}"))?;
    let seconds = begun.elapsed().as_secs_f64();
    if !status.code().is_some_and(|code| codes.contains(&code)) {
        let said = fs::read_to_string(log).unwrap_or_default();
        let end: Vec<&str> = said.lines().rev().take(20).collect();
        return Err(format!("{name} ended with {status}:\n{}", end.into_iter().rev().collect::<Vec<_>>().join("\n")));
    }
    let told = fs::read_to_string(&memory).unwrap_or_default();
    let figures: Vec<f64> = told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [kibibytes, user, system] = figures[..] else {
        return Err(format!("no memory and processor time of {name} in {}", memory.display()));
    };
    Ok(Run { seconds, processor_seconds: user + system, peak_megabytes: kibibytes * 1024.0 / 1e6 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_count_is_the_mean_of_the_middle() {
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.5, "order must not matter");
        assert_eq!(median(&[9.0, 1.0, 2.0]), 2.0, "one wild round must not count");
    }

    #[test]
    fn the_first_pair_is_left_out_and_the_quickest_rival_counts() {
        let run = |seconds| Ok(Run { seconds, processor_seconds: seconds, peak_megabytes: 1.0 });
        let mut round = 0;
        let mut ours = || {
            round += 1;
            run(if round == 1 { 100.0 } else { 3.0 })
        };
        let pairs = in_turns(&mut ours, &mut [&mut || run(2.0), &mut || run(6.0)]).expect("no run fails");
        assert_eq!(pairs.ratios, [1.5; 4], "3 against the quicker rival's 2, four times");
    }
}
