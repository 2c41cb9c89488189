//! One run of `holdfast-verify` over one input, and what it must have done: the exit status and the word that belongs
//! to it, the codes, within ten seconds, no crash, and not one file written anywhere.

use holdfast_tests::files::Files;
use holdfast_tests::program::{Desk, LIMIT, Ran};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the verifier is given.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    Folder(Files),
    Zip(Vec<u8>),
}

/// What must come out.
#[derive(Clone, Debug)]
pub(crate) struct Promise {
    pub(crate) exit: i32,
    /// Each must be among the findings; `a|b` is met by either.
    pub(crate) codes: Vec<String>,
    /// None of these may be among them.
    pub(crate) never: Vec<String>,
    pub(crate) arguments: Vec<String>,
    /// How long the check may take.
    pub(crate) limit: Duration,
}

impl Promise {
    /// Ends with `exit`, names each of `codes`, within the limit for small bundles.
    pub(crate) fn new(exit: i32, codes: &[&str]) -> Promise {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        Promise { exit, codes, never: Vec::new(), arguments: Vec::new(), limit: LIMIT }
    }
}

/// Runs the verifier over the inputs and compares.
pub(crate) fn judge(inputs: &[Input], promise: &Promise) -> Result<(), String> {
    let desk = Desk::new();
    let given: Vec<PathBuf> = inputs.iter().enumerate().map(|(at, input)| lay(&desk, at, input)).collect();
    judge_paths(&desk, &given, promise).map(|_| ())
}

/// The same over paths below the desk's root; returns the answer.
pub(crate) fn judge_paths(desk: &Desk, given: &[PathBuf], promise: &Promise) -> Result<Value, String> {
    let before = tree(desk.root());
    let mut arguments = promise.arguments.clone();
    arguments.extend(given.iter().map(|path| path.to_str().expect("a UTF-8 path").to_owned()));
    let ran = desk.verify(&arguments);
    if ran.timed_out || ran.took > promise.limit {
        return Err(format!("took {:?}", ran.took));
    }
    if ran.exit != Some(promise.exit) {
        return Err(format!("exit {:?}, not {}; {}", ran.exit, promise.exit, short(&ran)));
    }
    let answer: Value = serde_json::from_slice(&ran.stdout).map_err(|error| format!("{error}: {}", short(&ran)))?;
    let word =
        ["dated", "intact", "broken", "not-checkable"][usize::try_from(promise.exit).expect("an exit of a check")];
    if answer["verdict"] != word {
        return Err(format!("verdict {}, not {word}", answer["verdict"]));
    }
    let found = codes(&answer);
    for code in &promise.codes {
        if !code.split('|').any(|one| found.contains(one)) {
            return Err(format!("no {code} among {found:?}"));
        }
    }
    if let Some(code) = promise.never.iter().find(|code| found.contains(*code)) {
        return Err(format!("{code} among {found:?}"));
    }
    if tree(desk.root()) != before {
        return Err("the verifier wrote, changed or removed a file".to_owned());
    }
    Ok(answer)
}

/// All codes of an answer about one bundle or several.
pub(crate) fn codes(answer: &Value) -> BTreeSet<String> {
    let mut lists = vec![&answer["findings"]];
    lists.extend(answer["bundles"].as_array().into_iter().flatten().map(|one| &one["findings"]));
    let findings = lists.into_iter().filter_map(Value::as_array).flatten();
    findings.filter_map(|finding| finding["code"].as_str()).map(str::to_owned).collect()
}

fn lay(desk: &Desk, at: usize, input: &Input) -> PathBuf {
    let folder = desk.root().join(format!("given-{at}"));
    std::fs::create_dir(&folder).expect("a folder can be made at the desk");
    match input {
        Input::Folder(files) => {
            let path = folder.join("bundle");
            files.write_folder(&path);
            path
        }
        Input::Zip(bytes) => {
            let path = folder.join("bundle.zip");
            std::fs::write(&path, bytes).expect("a ZIP can be written");
            path
        }
    }
}

fn short(ran: &Ran) -> String {
    let answer: Value = serde_json::from_slice(&ran.stdout).unwrap_or(Value::Null);
    let findings = answer["findings"].as_array().into_iter().flatten();
    let told: Vec<_> =
        findings.take(12).map(|one| format!("{} {} {}", one["code"], one["path"], one["message"])).collect();
    let told = if told.is_empty() { ran.text().chars().take(600).collect() } else { told.join("; ") };
    format!("{told} {}", ran.stderr.chars().take(600).collect::<String>())
}

/// Every path below a folder with its length.
fn tree(folder: &Path) -> BTreeSet<(PathBuf, u64)> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let data = entry.metadata().expect("metadata of a file at the desk");
            if data.is_dir() {
                waiting.push(entry.path());
            }
            found.insert((entry.path(), if data.is_file() { data.len() } else { 0 }));
        }
    }
    found
}
