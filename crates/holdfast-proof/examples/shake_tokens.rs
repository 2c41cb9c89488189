//! Shakes the readers of tokens: good tokens changed at random, many times, without a panic and without much memory.
//!
//! `shake_tokens COUNT SEED FILE…`: each FILE is an answer or a token (or a certificate file, which is read as one too).
//! A coverage-guided fuzzer needs a nightly compiler; this runs on the one that builds the product, and the same seed gives
//! the same run. Memory is measured from outside, as the peak of the process (VmHWM, Linux only), because an allocator that
//! counts would need unsafe code: it has to stay within 64 MiB above the start for inputs up to 1 MiB. Exit 1 when it does
//! not; a panic speaks for itself.

use holdfast_proof::tsp::{Outcome, Token, Trust};
use std::process::ExitCode;
use std::time::Instant;

/// The most that a run may need beyond what it started with.
const MEMORY_KIB: u64 = 64 * 1024;

/// xorshift64*: enough to choose places.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap_or(0) % limit.max(1)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, seed, files @ ..] = arguments.as_slice() else {
        eprintln!("shake_tokens COUNT SEED FILE…");
        return ExitCode::from(2);
    };
    let (Ok(count), Ok(seed)) = (count.parse::<u64>(), seed.parse::<u64>()) else {
        eprintln!("COUNT and SEED are numbers");
        return ExitCode::from(2);
    };
    let good: Vec<Vec<u8>> = files.iter().filter_map(|path| std::fs::read(path).ok()).collect();
    if good.is_empty() {
        eprintln!("no FILE could be read");
        return ExitCode::from(2);
    }
    let trust = Trust::pins();
    let mut dice = Dice(seed | 1);
    let (before, began) = (peak_kib(), Instant::now());
    let (mut read, mut proven, mut roots) = (0_u64, 0_u64, 0_u64);
    for turn in 0..count {
        let bytes = changed(&good, &mut dice);
        if let Ok(token) = Token::read(&bytes) {
            read += 1;
            let checked = token.check(&trust);
            proven += u64::from(checked.outcome == Outcome::Proven);
            // What is shown has to be showable as well.
            let _ = (checked.by.text(), checked.findings(checked.at).len(), token.covers(b""));
        }
        if turn % 16 == 0 {
            roots += u64::from(Trust::nobody().with_pem(&bytes).is_ok());
        }
    }
    let grown = peak_kib().zip(before).map(|(after, before)| after.saturating_sub(before));
    let took = began.elapsed();
    println!("{count} inputs in {took:?}: {read} read as tokens, {proven} still proven, {roots} read as roots");
    match grown {
        Some(grown) => println!("peak memory grew by {grown} KiB (at most {MEMORY_KIB})"),
        None => println!("peak memory is not known on this system"),
    }
    ExitCode::from(u8::from(grown.is_some_and(|grown| grown > MEMORY_KIB)))
}

/// One of the good inputs with one to eight changes: a bit, a byte, a length, a piece cut out, doubled or brought in.
fn changed(good: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = good[dice.below(good.len())].clone();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len());
        if bytes.is_empty() {
            return bytes;
        }
        match dice.below(8) {
            0 | 1 => bytes[at] ^= 1 << dice.below(8),
            2 => bytes[at] = [0x00, 0x01, 0x02, 0x30, 0x31, 0x7f, 0x80, 0x84, 0xa0, 0xff][dice.below(10)],
            3 => {
                // A length that promises far more than there is.
                let promise = [0x84, 0x7f, 0xff, 0xff, 0xff];
                let end = (at + promise.len()).min(bytes.len());
                bytes[at..end].copy_from_slice(&promise[..end - at]);
            }
            4 => bytes.truncate(at),
            5 => {
                let end = (at + dice.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            6 => {
                let end = (at + dice.below(512)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let other = &good[dice.below(good.len())];
                let from = dice.below(other.len());
                let end = (from + dice.below(512)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
        }
    }
    bytes
}

/// The most memory that this process ever had, in KiB.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
