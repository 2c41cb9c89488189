//! `holdfast-verify`: checks bundles on any machine, without a vault, without the network, without writing anything.
//!
//! Exit status: 0 dated, 1 intact, 2 broken, 3 not checkable; 64 usage, 65 an input that is neither file nor folder, 70 a
//! defect of ours, 74 an input that cannot be read or an answer that cannot be written. With `--json` there is one object on stdout in every case. Only this file reads clock and environment.

use holdfast_proof::source::{OpenError, Unwatched};
use holdfast_proof::verify::{Options, verify};
use holdfast_text::{Language, error_sentences, text};
use holdfast_verify::arguments::{Arguments, HELP, Usage, Wish, read};
use holdfast_verify::{PROGRAM, object, render};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

const NOT_CHECKABLE: u8 = 3;
const USAGE: u8 = 64;
const BAD_INPUT: u8 = 65;
const DEFECT: u8 = 70;
const CANNOT_READ: u8 = 74;
const CANNOT_ANSWER: u8 = 74;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let given: Vec<_> = std::env::args_os().skip(1).collect();
    let json = given.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let outcome = std::panic::catch_unwind(move || match read(given) {
        Ok(Wish::Help) if json => print(&format!("{}\n", json!({ "help": HELP })), 0),
        Ok(Wish::Help) => print(HELP, 0),
        Ok(Wish::Version) if json => print(&format!("{}\n", json!({ "version": PROGRAM })), 0),
        Ok(Wish::Version) => print(&format!("{PROGRAM}\n"), 0),
        Ok(Wish::Check(arguments)) => check(&arguments),
        Err(Usage(detail)) => fail(json, language(None), "usage", &[("detail", &detail)], USAGE),
    });
    let status = outcome.unwrap_or_else(|panic| {
        let what = panic.downcast_ref::<String>().map(String::as_str);
        let what = what.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panic");
        fail(json, language(None), "internal-error", &[("detail", what)], DEFECT)
    });
    ExitCode::from(status)
}

fn check(arguments: &Arguments) -> u8 {
    let language = language(arguments.language);
    let cannot_read = |path: &Path, error: &std::io::Error| {
        let values = [("path", &*path.to_string_lossy()), ("detail", &*error.to_string())];
        fail(arguments.json, language, "cannot-read", &values, CANNOT_READ)
    };
    let mut needed: Vec<&Path> = arguments.trust.iter().map(AsRef::as_ref).collect();
    if let Some(proof) = &arguments.proof {
        needed.push(proof);
        needed.extend(arguments.inputs.iter().map(AsRef::<Path>::as_ref));
    }
    for path in needed {
        if let Err(error) = std::fs::File::open(path) {
            return cannot_read(path, &error);
        }
    }
    if arguments.proof.is_some() {
        return proof_not_checkable(arguments.json, language);
    }
    let options = Options { now: chrono::Utc::now(), signer: arguments.signer, watch: &Unwatched, threads: 0 };
    match verify(&arguments.inputs, &options) {
        Ok(report) => {
            let status = report.verdict.exit();
            if arguments.json {
                print(&format!("{}\n", object(&report, language)), status)
            } else {
                print(&render(&report, language), status)
            }
        }
        Err(OpenError::CannotRead { path, error }) => cannot_read(&path, &error),
        Err(OpenError::NeitherFileNorFolder { path }) => {
            let path = path.to_string_lossy();
            fail(arguments.json, language, "not-a-file", &[("path", &path)], BAD_INPUT)
        }
        Err(OpenError::Cancelled) => fail(arguments.json, language, "cancelled", &[], DEFECT),
    }
}

/// This version reads no time proofs, and says so instead of guessing.
fn proof_not_checkable(json: bool, language: Language) -> u8 {
    let why = text(language, "finding.present-not-checkable-here", &[]);
    if json {
        let finding = json!({ "code": "present-not-checkable-here", "level": "note", "path": null, "message": why });
        let object = json!({ "verdict": "not-checkable", "kind": null, "at": null, "by": null, "findings": [finding] });
        print(&format!("{object}\n"), NOT_CHECKABLE)
    } else {
        print(&format!("{}\n", text(language, "verdict.proof.not-checkable", &[("why", &why)])), NOT_CHECKABLE)
    }
}

/// The language that was named, else the one of the environment, else English.
fn language(named: Option<Language>) -> Language {
    let of_environment = || {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).and_then(|name| Language::parse(&name))
    };
    named.or_else(of_environment).unwrap_or(Language::En)
}

/// Writes to stdout. A reader that went away does not change the verdict; a verdict that could not be written is none.
fn print(page: &str, status: u8) -> u8 {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(page.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let _ = writeln!(std::io::stderr().lock(), "stdout: {error}");
            CANNOT_ANSWER
        }
        _ => status,
    }
}

fn fail(json: bool, language: Language, code: &str, values: &[(&str, &str)], status: u8) -> u8 {
    let (message, help) = error_sentences(language, code, values);
    if json {
        let object = json!({ "error": { "code": code, "message": message, "help": help } });
        return print(&format!("{object}\n"), status);
    }
    let usage = if status == USAGE { HELP } else { "" };
    let _ = std::io::stderr().lock().write_all(format!("{message}\n{help}\n{usage}").as_bytes());
    status
}
