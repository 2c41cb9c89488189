//! Checks one token, as a process of its own: to be measured against `openssl ts -verify`.
//!
//! `check_token TOKEN DATA [ROOTS.pem] [--times N]`: exit 0 when the token covers the data and is proven by the pins or by
//! the given roots, 1 otherwise. With `--times` the check is repeated and the mean time of one is printed, with the roots
//! read once as a verifier does.

use holdfast_proof::tsp::{Token, Trust};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let times = match arguments.iter().position(|argument| argument == "--times") {
        Some(at) => arguments.drain(at..).nth(1).and_then(|count| count.parse().ok()).unwrap_or(1),
        None => 1_u32,
    };
    match check(&arguments, times) {
        Ok(proven) => ExitCode::from(u8::from(!proven)),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn check(arguments: &[String], times: u32) -> Result<bool, String> {
    let [token, data, roots @ ..] = arguments else {
        return Err("check_token TOKEN DATA [ROOTS.pem] [--times N]".to_owned());
    };
    let read = |path: &String| std::fs::read(path).map_err(|error| format!("{path}: {error}"));
    let (token, data) = (read(token)?, read(data)?);
    let mut trust = Trust::pins();
    for path in roots {
        trust = trust.with_pem(&read(path)?).map_err(|fault| format!("{path}: {fault}"))?;
    }
    let began = Instant::now();
    let mut proven = false;
    for _ in 0..times {
        let token = Token::read(&token).map_err(|fault| format!("{}: {fault}", fault.code()))?;
        let checked = token.check(&trust);
        proven = checked.proven() && token.covers(&data);
        if times == 1 {
            println!("{:?} {} {} {:?}", checked.outcome, checked.not_later_than, checked.by.text(), checked.faults);
        }
    }
    if times > 1 {
        println!("{:?} for one check, of {times}", began.elapsed() / times);
    }
    Ok(proven)
}
