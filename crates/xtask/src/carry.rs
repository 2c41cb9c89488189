//! The whole way once, as a user would go it on the command line, with nothing but the built programs.
//!
//! The sample's files are kept in a new vault, become the exhibits of a dispute, go out as a bundle, and the bundle is
//! checked twice: by `holdfast` and by the small `holdfast-verify`. Everything lies in one folder of the tree that git
//! ignores and that the next run replaces. The user's own vault and configuration are not touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::Outcome;
use crate::place::{Place, spelled, succeed};
use crate::sample;

/// Tells a folder that an earlier run made from one that is somebody's.
const MARKER: &str = "MADE-BY-XTASK-RUN.txt";

/// Exit codes of a check that found nothing wrong: dated, and whole but without a proven time.
const UNBROKEN: &[i32] = &[0, 1];

/// Builds the programs, carries the sample through them and says where everything lies.
pub(crate) fn run(place: &Place) -> Outcome<()> {
    println!("Building holdfast, holdfast-verify and holdfast-reader …");
    succeed(&mut place.cargo(&["build", "-p", "holdfast-cli", "-p", "holdfast-verify", "-p", "holdfast-readers"]))?;
    let desk = Desk::cleared(place, place.root.join("sample-out"))?;

    let sample = sample::read(place, "en")?;
    println!("\n1. {} made-up files, as they might lie on a shopper's desk:", sample.files.len());
    for file in &sample.files {
        println!("{}", file.path.display());
    }

    println!("\n2. A vault, and the files kept in it:");
    desk.done(&["vault", "create"])?;
    let mut ids = Vec::new();
    for file in &sample.files {
        let path = file.path.display().to_string();
        let added = desk.json(&["item", "add", &path, "--kind", &file.kind])?;
        ids.push((text_at(&added, "/items/0/id")?, &file.proves));
    }
    desk.done(&["item", "read"])?;
    desk.done(&["item", "list"])?;

    println!("\n3. A dispute with its facts, and the files as its exhibits:");
    let created = desk.json(&["dispute", "create", &sample.title])?;
    let dispute = text_at(&created, "/dispute/name")?;
    let mut set = vec!["dispute", "set", &dispute];
    set.extend(sample.facts.iter().map(String::as_str));
    desk.done(&set)?;
    for (id, proves) in &ids {
        desk.done(&["dispute", "attach", &dispute, id, "--proves", proves])?;
    }

    println!("\n4. The bundle, and two checks of it:");
    let bundle = desk.folder.join(format!("{dispute}.zip"));
    let bundle_path = bundle.display().to_string();
    desk.done(&["bundle", "create", &dispute, "-o", &bundle_path])?;
    desk.ends_with(&mut desk.holdfast(&["bundle", "verify", &bundle_path]), UNBROKEN)?;
    let mut checker = place.command(place.binary("debug", "holdfast-verify"));
    checker.arg(&bundle);
    desk.ends_with(&mut checker, UNBROKEN)?;

    farewell(place, &desk, &bundle);
    Ok(())
}

fn farewell(place: &Place, desk: &Desk<'_>, bundle: &Path) {
    let holdfast = place.binary("debug", "holdfast");
    println!("\nDone. What lies where:");
    println!("  the bundle   {}", bundle.display());
    println!("  the vault    {}", desk.vault.display());
    println!("  the files    {}", place.root.join("assets/sample").display());
    println!("  the program  {}", holdfast.display());
    println!("\nThe checks ended without a time (exit 1): nobody's clock was asked, and the bundle says so.");
    println!("\nWhat to try next:");
    println!("  open the bundle with any ZIP program and read READ-ME-FIRST.html and index.html");
    println!(
        "  change one byte in it and check again:   {} {}",
        place.binary("debug", "holdfast-verify").display(),
        bundle.display()
    );
    println!(
        "  look around in the vault:                {} --vault {} item list",
        holdfast.display(),
        desk.vault.display()
    );
    println!(
        "  recompute the vault:                     {} --vault {} vault check",
        holdfast.display(),
        desk.vault.display()
    );
}

/// The folder of one run and the program that works in it.
struct Desk<'a> {
    place: &'a Place,
    folder: PathBuf,
    vault: PathBuf,
}

impl<'a> Desk<'a> {
    /// An empty folder with our marker. One that an earlier run made is replaced; anything else is left alone and is
    /// an error.
    fn cleared(place: &'a Place, folder: PathBuf) -> Outcome<Desk<'a>> {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        if folder.exists() {
            if !folder.join(MARKER).is_file() {
                return Err(format!("{} is there and was not made by an earlier run; move it away", folder.display()));
            }
            fs::remove_dir_all(&folder).map_err(failed)?;
        }
        fs::create_dir_all(&folder).map_err(failed)?;
        fs::write(folder.join(MARKER), "Made by `cargo xtask run`, and replaced by the next one.\n").map_err(failed)?;
        let vault = folder.join("vault");
        Ok(Desk { place, folder, vault })
    }

    /// The program with this desk's vault, in English, with a configuration folder of its own.
    fn holdfast(&self, arguments: &[&str]) -> Command {
        let mut command = self.place.command(self.place.binary("debug", "holdfast"));
        command.env("XDG_CONFIG_HOME", self.folder.join("config"));
        command.arg("--vault").arg(&self.vault).args(["--language", "en"]).args(arguments);
        command
    }

    fn done(&self, arguments: &[&str]) -> Outcome<()> {
        self.ends_with(&mut self.holdfast(arguments), &[0])
    }

    fn ends_with(&self, command: &mut Command, codes: &[i32]) -> Outcome<()> {
        println!("$ {}", spelled(command));
        let status = crate::place::status_of(command)?;
        if status.code().is_some_and(|code| codes.contains(&code)) {
            return Ok(());
        }
        Err(format!("{} ended with {status}", spelled(command)))
    }

    /// The answer as the object that `--json` prints.
    fn json(&self, arguments: &[&str]) -> Outcome<Value> {
        let mut command = self.holdfast(arguments);
        command.arg("--json");
        println!("$ {}", spelled(&command));
        let answer = command.output().map_err(|error| format!("{}: {error}", spelled(&command)))?;
        let said = String::from_utf8_lossy(&answer.stdout).into_owned();
        print!("{said}");
        if !answer.status.success() {
            let complaint = String::from_utf8_lossy(&answer.stderr);
            return Err(format!("{} ended with {}: {complaint}", spelled(&command), answer.status));
        }
        serde_json::from_str(&said).map_err(|error| format!("{} answered no JSON: {error}", spelled(&command)))
    }
}

fn text_at(answer: &Value, pointer: &str) -> Outcome<String> {
    let found = answer.pointer(pointer).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| format!("the answer has no text at {pointer}: {answer}"))
}
