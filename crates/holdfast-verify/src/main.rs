//! `holdfast-verify`: checks bundles on any machine, without a vault, without the network, without writing anything.
//!
//! Exit status: 0 dated, 1 intact, 2 broken, 3 not checkable; 64 usage, 65 an input that is neither file nor folder, 70 a
//! defect of ours, 74 an input that cannot be read or an answer that cannot be written. With `--json` there is one object on stdout in every case. Only this file reads clock and environment.

use holdfast_proof::source::{OpenError, Unwatched};
use holdfast_proof::tsp::{TOKEN_BYTES, Trust};
use holdfast_proof::verify::{Options, time_check, verify};
use holdfast_text::{Language, error_sentences};
use holdfast_verify::arguments::{Arguments, HELP, Usage, Wish, read};
use holdfast_verify::{PROGRAM, object, proof_object, render, render_proof};
use serde_json::json;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

const USAGE: u8 = 64;
const BAD_INPUT: u8 = 65;
const DEFECT: u8 = 70;
const CANNOT_READ: u8 = 74;
const CANNOT_ANSWER: u8 = 74;
/// So many bytes of a file of certificates are read.
const TRUST_BYTES: usize = 4 << 20;

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
    let mut trust = Trust::pins();
    for path in &arguments.trust {
        let file = match read_some(path, TRUST_BYTES) {
            Ok(file) => file,
            Err(error) => return cannot_read(path, &error),
        };
        trust = match trust.with_pem(&file) {
            Ok(trust) => trust,
            Err(fault) => {
                let values = [("path", &*path.to_string_lossy()), ("detail", &*fault.to_string())];
                return fail(arguments.json, language, fault.code(), &values, BAD_INPUT);
            }
        };
    }
    let now = chrono::Utc::now();
    if let (Some(proof), Some(file)) = (&arguments.proof, arguments.inputs.first()) {
        let read = match read_some(proof, TOKEN_BYTES) {
            Ok(read) => read,
            Err(error) => return cannot_read(proof, &error),
        };
        if file.metadata().is_ok_and(|data| !data.is_file()) {
            let path = file.to_string_lossy();
            return fail(arguments.json, language, "not-a-file", &[("path", &path)], BAD_INPUT);
        }
        let checked = File::open(file).and_then(|opened| time_check(opened, &read, &trust, now));
        return match checked {
            Ok(checked) if arguments.json => {
                print(&format!("{}\n", proof_object(&checked, language)), checked.verdict.exit())
            }
            Ok(checked) => print(&render_proof(&checked, &file.to_string_lossy(), language), checked.verdict.exit()),
            Err(error) => cannot_read(file, &error),
        };
    }
    let options = Options { now, signer: arguments.signer, trust: &trust, watch: &Unwatched, threads: 0 };
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

/// The bytes of a small file, and one byte more than it may have, so that whoever reads them sees that it is too large.
fn read_some(path: &Path, limit: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
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
