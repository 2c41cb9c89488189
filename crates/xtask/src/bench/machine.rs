//! Which machine a figure belongs to: a ratio without it is a rumour.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Processor, cores, memory, kernel, file system of the scratch folder, and how busy the machine was at the start.
pub(crate) fn describe(scratch: &Path) -> String {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let sha =
        if fs::read_to_string("/proc/cpuinfo").is_ok_and(|text| text.contains(" sha_ni")) { "with" } else { "without" };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory_kib: u64 = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .unwrap_or_default();
    let kernel = said(Command::new("uname").arg("-sr"));
    let disk = said(Command::new("df").args(["--output=fstype,source"]).arg(scratch));
    let disk = disk.lines().last().unwrap_or("unknown").split_whitespace().collect::<Vec<_>>().join(" on ");
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown");
    let memory = memory_kib / 1024 / 1024;
    format!("{processor} ({sha} SHA-NI), {cores} cores, {memory} GiB, {kernel}, {disk}; load at the start {load}")
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn said(command: &mut Command) -> String {
    command
        .output()
        .map_or_else(|_| "unknown".to_owned(), |answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}
