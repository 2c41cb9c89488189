//! Writers by turns: two programs write and one reads at the same time, and a
//! run that is interrupted stops between two files.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::machine::{Machine, ran};

const MANY: usize = 10_000;

#[test]
fn two_writers_and_a_reader_lose_nothing_during_ten_thousand_files() {
    let machine = Machine::new();
    fs::create_dir(machine.path("files/many")).expect("a folder can be made");
    for number in 0..MANY {
        machine.file(&format!("many/{number:05}.txt"), format!("line of file {number}\n").as_bytes());
    }
    let big = machine
        .command::<&str>(&[], &["item", "add", "files/many", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("holdfast starts");
    let waiting = std::thread::spawn(move || ran(&big.wait_with_output().expect("holdfast ends")));
    let mut second = Vec::new();
    let mut seen = 0;
    let mut rounds = 0;
    while !waiting.is_finished() || rounds < 5 {
        let path = machine.file(&format!("second-{rounds}.txt"), format!("second writer {rounds}\n").as_bytes());
        let name = path.display().to_string();
        let added = machine.run(&["item", "add", &name, "--json"]);
        assert_eq!(added.code, Some(0), "the second writer gets its turn: {}{}", added.stdout, added.stderr);
        second.push(added.json()["items"][0]["id"].as_str().expect("an id is text").to_owned());
        let listed = machine.listed();
        assert!(listed.len() >= seen, "a reader never sees less than before");
        seen = listed.len();
        rounds += 1;
    }
    let first = waiting.join().expect("the first writer was watched");
    assert_eq!(first.code, Some(0), "the first writer ends well: {}", first.stderr);
    assert!(!first.stderr.contains("locked"), "no word of a locked database reaches a person: {}", first.stderr);
    assert_eq!(first.json()["items"].as_array().map_or(0, Vec::len), MANY, "every file of the first writer is kept");
    let listed = machine.listed();
    assert_eq!(listed.len(), MANY + second.len(), "both writers' items are all there");
    machine.assert_holds(&second, "two writers");
    machine.assert_whole("two writers and a reader");
    println!("turns: {MANY} items by one writer, {} by the other, {rounds} looks by the reader", second.len());
}

#[test]
fn an_interrupted_run_says_what_was_kept_and_leaves_a_whole_vault() {
    let machine = Machine::new();
    fs::create_dir(machine.path("files/many")).expect("a folder can be made");
    for number in 0..4_000 {
        machine.file(&format!("many/{number:05}.bin"), format!("{number}").repeat(4_000).as_bytes());
    }
    let said = machine.path("said");
    let mut running = machine
        .command::<&str>(&[], &["item", "add", "files/many"])
        .stdout(fs::File::create(&said).expect("a file can be made"))
        .stderr(Stdio::null())
        .spawn()
        .expect("holdfast starts");
    let started = Instant::now();
    while fs::metadata(&said).map_or(0, |facts| facts.len()) == 0 && started.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let status = std::process::Command::new("kill").args(["-INT", &running.id().to_string()]).status();
    assert!(status.is_ok_and(|status| status.success()), "the run was still going when it was interrupted");
    let code = running.wait().expect("holdfast ends").code();
    assert_eq!(code, Some(1), "an interrupted run says that not all was kept");
    let kept: Vec<String> = fs::read_to_string(&said)
        .expect("what was said can be read")
        .lines()
        .filter_map(|line| line.strip_prefix("kept "))
        .filter_map(|rest| rest.split(' ').next())
        .map(str::to_owned)
        .collect();
    assert!(!kept.is_empty() && kept.len() < 4_000, "it was interrupted in the middle: {}", kept.len());
    machine.assert_whole("an interruption");
    machine.assert_holds(&kept, "an interruption");
    assert_eq!(machine.listed().len(), kept.len(), "nothing is kept that was not reported");
}
