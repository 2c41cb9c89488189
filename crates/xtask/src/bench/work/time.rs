//! Time proofs: one token against `openssl ts -verify`, what two thousand tokens add to the check of a bundle, and how
//! often authorities are asked for ten thousand items.
//!
//! The authorities are two of our own on this computer, `openssl ts -reply` behind a few lines of HTTP.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::Outcome;
use crate::bench::data;
use crate::bench::line::{Line, Unit};
use crate::bench::measure::{in_turns, median};
use crate::bench::scratch::Scratch;
use crate::bench::work::keep::line;
use crate::place::succeed;

/// So many checks make one round: a single one is over before a clock can tell.
const CHECKS: u32 = 100;
const EXHIBITS: &str = "1000";
const SHAKEN: &str = "1000000";
const WAITING: u64 = 10_000;

/// All lines about time.
pub(crate) fn proofs(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    succeed(&mut scratch.place.cargo(&["build", "--release", "-p", "holdfast-tests", "--examples"]))?;
    let authorities = Authorities::start(scratch)?;
    let mut lines = one_token(scratch, &authorities)?;
    lines.push(many_tokens(scratch)?);
    lines.push(many_waiting(scratch, &authorities)?);
    Ok(lines)
}

/// Whole process against whole process, RSA and P-256.
fn one_token(scratch: &Scratch<'_>, authorities: &Authorities) -> Outcome<Vec<Line>> {
    data::file(&scratch.path("stamped"), 200_000)?;
    scratch.new_vault("vault")?;
    authorities.join(scratch, "vault")?;
    scratch.measured(&scratch.holdfast("vault", &["item", "add", "stamped"]), &[0])?;
    scratch.measured(&scratch.holdfast("vault", &["time", "stamp"]), &[0])?;
    let id = answer(scratch, "vault", &["item", "list"])?["items"][0]["id"].as_str().unwrap_or_default().to_owned();
    scratch.measured(&scratch.holdfast("vault", &["item", "export", &id, "item"]), &[0])?;
    let ours = scratch.program("holdfast-verify").get_program().to_string_lossy().into_owned();
    let mut lines = vec![shaken(scratch, authorities)?];
    for (name, _, root) in &authorities.all {
        let token = format!("item/item.sha256.{name}.tsr");
        let loops = |command: String| format!("for i in $(seq {CHECKS}); do {command} > /dev/null; done");
        let mut ours = || scratch.typed(&loops(format!("{ours} --trust {root} --proof {token} item/item.sha256")));
        let mut openssl = || {
            let verify = format!("openssl ts -verify -data item/item.sha256 -in {token} -CAfile {root} 2>&1");
            scratch.typed(&loops(verify))
        };
        let pairs = in_turns(&mut ours, &mut [&mut openssl])?;
        lines.push(line(&format!("check one token ({name}), {CHECKS} processes / openssl ts -verify"), 1.0, &pairs));
    }
    scratch.clear(&["vault", "item", "stamped", "stamped.done"])?;
    Ok(lines)
}

/// Two good tokens changed a million times: no panic, and little memory (crates/holdfast-proof/examples/shake_tokens.rs).
fn shaken(scratch: &Scratch<'_>, authorities: &Authorities) -> Outcome<Line> {
    succeed(&mut scratch.place.cargo(&["build", "--release", "-p", "holdfast-proof", "--example", "shake_tokens"]))?;
    let mut shake = scratch.program("examples/shake_tokens");
    shake.args([SHAKEN, "1"]);
    shake.args(authorities.all.iter().map(|(name, ..)| format!("item/item.sha256.{name}.tsr")));
    let broke = scratch.measured(&shake, &[0]).err();
    Ok(Line {
        what: format!("panics, or memory beyond bounds, in {SHAKEN} changed tokens"),
        unit: Unit::Places,
        figure: f64::from(u8::from(broke.is_some())),
        limit: 0.0,
        rounds: Vec::new(),
        note: broke.unwrap_or_else(|| "at most 64 MiB for inputs of at most 1 MiB".to_owned()),
    })
}

/// Processor time with tokens less processor time without: a bundle of a thousand exhibits and, for each, two tokens
/// under chains of RSA 4096, every token another one (tests/examples/stamped_bundles.rs).
fn many_tokens(scratch: &Scratch<'_>) -> Outcome<Line> {
    let mut make = scratch.program("examples/stamped_bundles");
    succeed(make.arg(EXHIBITS).arg(scratch.folder()))?;
    let check = |bundle: &str, exit: i32| {
        let mut verify = scratch.program("holdfast-verify");
        verify.args(["--json", "--trust", "one.pem", "--trust", "two.pem", bundle]);
        scratch.measured(&verify, &[exit])
    };
    let mut rounds = Vec::new();
    for _ in 0..5 {
        let bare = check("bare.zip", 1)?.processor_seconds;
        rounds.push((check("stamped.zip", 0)?.processor_seconds - bare) * 1000.0);
    }
    scratch.clear(&["bare.zip", "stamped.zip", "one.pem", "two.pem"])?;
    Ok(Line {
        what: "processor time that 2,000 tokens add to the check of 1,000 exhibits".to_owned(),
        unit: Unit::Milliseconds,
        figure: median(&rounds),
        limit: 2_000.0,
        rounds,
        note: "RSA 4096, each token another one".to_owned(),
    })
}

/// Requests for ten thousand items that wait, of the authority that is asked most.
fn many_waiting(scratch: &Scratch<'_>, authorities: &Authorities) -> Outcome<Line> {
    data::folder(&scratch.path("items"), WAITING, 100)?;
    scratch.new_vault("vault")?;
    authorities.join(scratch, "vault")?;
    scratch.measured(&scratch.holdfast("vault", &["item", "add", "items"]), &[0])?;
    let stamped = answer(scratch, "vault", &["time", "stamp"])?;
    let told = stamped["stamped"]["authorities"].as_array().cloned().unwrap_or_default();
    let requests: Vec<f64> = told.iter().filter_map(|one| one["requests"].as_f64()).collect();
    let all = told.iter().all(|one| one["items"].as_u64() == Some(WAITING));
    scratch.clear(&["vault", "items", "items.done"])?;
    if !all || requests.len() != authorities.all.len() {
        return Err(format!("not all items were stamped: {stamped}"));
    }
    Ok(Line {
        what: format!("requests to an authority for {WAITING} waiting items"),
        unit: Unit::Places,
        figure: requests.iter().copied().fold(0.0, f64::max),
        limit: 6.0,
        rounds: requests,
        note: "two authorities".to_owned(),
    })
}

fn answer(scratch: &Scratch<'_>, vault: &str, arguments: &[&str]) -> Outcome<Value> {
    let mut command = scratch.holdfast(vault, arguments);
    command.arg("--json");
    let said = command.output().map_err(|error| format!("holdfast could not be started: {error}"))?;
    serde_json::from_slice(&said.stdout).map_err(|error| format!("{arguments:?} answered no JSON: {error}"))
}

/// The example that answers as two authorities, until it is dropped.
struct Authorities {
    running: Child,
    /// Name, address, file of the root.
    all: Vec<(String, String, String)>,
}

impl Authorities {
    fn start(scratch: &Scratch<'_>) -> Outcome<Authorities> {
        let program = scratch.place.binary("release", "examples/authority");
        let mut running = Command::new(program)
            .arg(scratch.folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the authorities could not be started: {error}"))?;
        let mut all = Vec::new();
        if let Some(said) = running.stdout.take() {
            for told in BufReader::new(said).lines().take(2).map_while(Result::ok) {
                let mut words = told.split_whitespace().map(str::to_owned);
                if let (Some(name), Some(url), Some(root)) = (words.next(), words.next(), words.next()) {
                    all.push((name, url, root));
                }
            }
        }
        if all.len() == 2 { Ok(Authorities { running, all }) } else { Err("the authorities said nothing".to_owned()) }
    }

    /// Adds both to a vault.
    fn join(&self, scratch: &Scratch<'_>, vault: &str) -> Outcome<()> {
        for (name, url, root) in &self.all {
            let add = ["time", "authority", "add", name, url, "--root", root];
            scratch.measured(&scratch.holdfast(vault, &add), &[0])?;
        }
        Ok(())
    }
}

impl Drop for Authorities {
    fn drop(&mut self) {
        // Its input ends, and it with it.
        drop(self.running.stdin.take());
        let _ended = self.running.wait();
    }
}
