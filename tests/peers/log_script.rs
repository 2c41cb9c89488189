//! docs/check-log.py, the short script that reads the log without anything of ours: it agrees with a genuine bundle and
//! finds what it says it finds.

use crate::finish;
use holdfast_tests::files::Files;
use holdfast_tests::fixtures::{has_tool, skip};
use holdfast_tests::program::Ran;
use holdfast_tests::sample::Case;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Lays the files down and runs the script over them.
fn script(files: &Files, folder: &Path) -> Ran {
    files.write_folder(folder);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/check-log.py");
    let mut python = Command::new("python3");
    python.arg(script).arg(folder);
    finish(python, Duration::from_secs(60))
}

type Damage = (&'static str, fn(&mut Files));

const DAMAGES: &[Damage] = &[
    ("entries", |files| {
        files.edit("metadata/log/entries.jsonl", |text| text.replacen("\"at\":\"2", "\"at\":\"1", 1));
    }),
    ("dispute", |files| {
        files.edit("metadata/log/entries.jsonl", |text| {
            let of_dispute = text.lines().position(|line| line.contains("\"d\":")).expect("an entry of the dispute");
            let lines = text.lines().enumerate().filter(|(at, _)| *at != of_dispute);
            lines.map(|(_, line)| format!("{line}\n")).collect()
        });
    }),
    ("checkpoint", |files| {
        files.edit("metadata/log/checkpoint", |text| {
            let (size, other) = (text.lines().nth(1).expect("a size").to_owned(), "99999");
            text.replacen(&format!("\n{size}\n"), &format!("\n{other}\n"), 1)
        });
    }),
    ("withheld", |files| files.edit("metadata/omissions.json", |text| text.replace("[]", "[ ]"))),
    ("attached", |files| {
        files.edit_json("metadata/exhibits.json", |json| {
            json["exhibits"].as_array_mut().expect("exhibits").pop();
        });
    }),
];

#[test]
fn the_script_of_the_docs_reads_the_log_of_a_bundle() {
    if !has_tool("python3") {
        skip("python3 is not installed");
        return;
    }
    let case = Case::new();
    let (_, genuine) = case.files("bundle.zip", &[]);
    let ran = script(&genuine, &case.desk.path("genuine"));
    assert_eq!(ran.exit, Some(0), "a genuine log holds: {}", ran.story());
    for (name, damage) in DAMAGES {
        let mut files = genuine.clone();
        damage(&mut files);
        let ran = script(&files, &case.desk.path(name));
        assert_eq!(ran.exit, Some(1), "{name}: {}", ran.story());
        assert!(ran.text().contains("DIFFERS"), "{name} is told, not a crash: {}", ran.story());
    }
}
