//! Every durable system call of a run fails or kills it, one at a time.
//!
//! strace counts each call for each thread. For one kind of call and one kind
//! of fault, N goes 1, 2, 3 … until a run ends untouched. Each fault starts from
//! a fresh copy of the same machine, and ends with a whole vault.

use std::fs;

use crate::machine::{Machine, Ran, strace_works};

const CALLS: [&str; 16] = [
    "write",
    "pwrite64",
    "copy_file_range",
    "ftruncate",
    "fsync",
    "fdatasync",
    "syncfs",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
];
const FAULTS: [&str; 3] = ["error=EIO", "error=ENOSPC", "signal=SIGKILL"];
/// More calls of one kind than any of these runs makes: reaching it means that a run never ends untouched.
const TOO_MANY: usize = 2_000;

/// Runs `arguments` under every fault; after each the vault is whole and `holds` what it should.
fn under_every_fault(name: &str, machine: &Machine, arguments: &[&str], holds: impl Fn(&Machine, &Ran, &str)) {
    judged_under_every_fault(name, machine, arguments, |machine, ran, when| {
        machine.assert_whole(when);
        holds(machine, ran, when);
    });
}

/// Runs `arguments` under every fault and lets `judge` look at the machine as the fault left it.
fn judged_under_every_fault(name: &str, machine: &Machine, arguments: &[&str], judge: impl Fn(&Machine, &Ran, &str)) {
    if !strace_works() {
        return;
    }
    let mut counts = [0_usize; FAULTS.len()];
    for call in CALLS {
        for (index, fault) in FAULTS.iter().enumerate() {
            for number in 1.. {
                assert!(number < TOO_MANY, "{name}: a run with {call} {fault} never ends untouched");
                let machine = machine.copy();
                let trace = machine.path("trace");
                let inject = format!("inject={call}:{fault}:when={number}");
                let filter = format!("trace={call}");
                let place = trace.display().to_string();
                let before = ["strace", "-f", "-qq", "-e", &filter, "-e", &inject, "-o", &place];
                let ran = machine.run_under(&before, arguments);
                let traced = fs::read_to_string(&trace).unwrap_or_default();
                let touched = traced.contains("(INJECTED)") || (fault.starts_with("signal") && ran.code.is_none());
                let when = format!("{name}: {call} number {number} with {fault}");
                assert_ne!(ran.code, Some(101), "no panic: {when}: {}", ran.stderr);
                assert_ne!(ran.code, Some(70), "a fault of the system is not our bug: {when}: {}", ran.stderr);
                judge(&machine, &ran, &when);
                if !touched {
                    break;
                }
                counts[index] += 1;
            }
        }
    }
    let total: usize = counts.iter().sum();
    assert!(total > 10, "{name}: the faults reached the run ({total})");
    println!("{name}: {} EIO, {} ENOSPC, {} SIGKILL: {total} of {total} held", counts[0], counts[1], counts[2]);
}

#[test]
fn adding_loses_nothing_at_any_fault() {
    let machine = Machine::new();
    under_every_fault("add", &machine, &["item", "add", "files"], |machine, ran, when| {
        machine.assert_holds(&ran.kept(), when);
        if ran.code == Some(0) {
            assert_eq!(machine.listed().len(), 3, "a run that ended well kept everything: {when}");
        }
        machine.done(&["item", "add", "files"]);
        assert_eq!(machine.listed().len(), 3, "adding again completes it without doubles: {when}");
    });
}

#[test]
fn creating_a_vault_is_all_or_nothing_at_any_fault() {
    let machine = Machine::bare();
    // What is not there cannot be checked: what must hold then is that creating it again works.
    judged_under_every_fault("create", &machine, &["vault", "create"], |machine, ran, when| {
        if ran.code != Some(0) {
            let again = machine.run(&["vault", "create", "--json"]);
            let usable = again.code == Some(0) || again.stdout.contains("vault-exists");
            assert!(usable, "creating again works: {when}: {}{}", again.stdout, again.stderr);
        }
        machine.assert_whole(when);
        machine.add_files();
    });
}

#[test]
fn attaching_is_done_or_not_at_any_fault() {
    let machine = Machine::new();
    let ids = machine.add_files();
    let dispute = machine.done(&["dispute", "create", "K2 price", "--json"]).json();
    let name = dispute["dispute"]["name"].as_str().expect("a dispute has a name").to_owned();
    let arguments = ["dispute", "attach", &name, &ids[0], &ids[1], "--proves", "promise"];
    under_every_fault("attach", &machine, &arguments, |machine, ran, when| {
        machine.assert_holds(&ids, when);
        if ran.code == Some(0) {
            let shown = machine.done(&["item", "list", "--dispute", &name, "--json"]).json();
            let count = shown["items"].as_array().map_or(0, Vec::len);
            assert_eq!(count, 2, "a run that ended well attached both: {when}");
        }
        machine.done(&arguments);
    });
}

#[test]
fn removing_is_done_or_not_at_any_fault() {
    let machine = Machine::new();
    let ids = machine.add_files();
    let arguments = ["item", "remove", &ids[0], "--reason", "wrong file"];
    under_every_fault("remove", &machine, &arguments, |machine, ran, when| {
        machine.assert_holds(&ids[1..], when);
        let gone = !machine.listed().contains(&ids[0]);
        if ran.code == Some(0) {
            assert!(gone, "a run that ended well removed it: {when}");
        }
        if !gone {
            machine.done(&arguments);
        }
        // The next opening for writing finishes an erasure that was cut off: no object of the item is left.
        machine.done(&["item", "note", &ids[1], "seen"]);
        machine.assert_whole(when);
    });
}

#[test]
fn exporting_leaves_a_whole_bundle_or_none_at_any_fault() {
    let machine = Machine::new();
    let ids = machine.add_files();
    let dispute = machine.done(&["dispute", "create", "K2 price", "--json"]).json();
    let name = dispute["dispute"]["name"].as_str().expect("a dispute has a name").to_owned();
    machine.done(&["dispute", "attach", &name, &ids[0], &ids[1]]);
    let arguments = ["bundle", "create", &name, "-o", "out/bundle.zip"];
    under_every_fault("export", &machine, &arguments, |machine, ran, when| {
        machine.assert_holds(&ids, when);
        let there = machine.path("out/bundle.zip").exists();
        assert!(there || ran.code != Some(0), "a run that ended well left the bundle: {when}");
        if there {
            let verified = machine.run(&["bundle", "verify", "out/bundle.zip", "--json"]);
            assert_eq!(verified.code, Some(1), "what is there is whole: {when}: {}", verified.stdout);
        } else {
            machine.done(&arguments);
        }
    });
}

#[test]
fn rotating_the_key_never_loses_it_at_any_fault() {
    let machine = Machine::new();
    machine.add_files();
    under_every_fault("rotate", &machine, &["vault", "key", "rotate"], |machine, _, when| {
        // Whatever happened, the vault can go on: it signs, and the next check holds.
        machine.file("later.txt", b"after the rotation\n");
        machine.done(&["item", "add", "files/later.txt"]);
        machine.assert_whole(when);
    });
}

#[test]
fn copying_leaves_a_whole_copy_or_none_at_any_fault() {
    let machine = Machine::new();
    let ids = machine.add_files();
    under_every_fault("copy", &machine, &["vault", "copy", "out/copy"], |machine, ran, when| {
        machine.assert_holds(&ids, when);
        let there = machine.path("out/copy").exists();
        assert!(there || ran.code != Some(0), "a run that ended well left the copy: {when}");
        if there {
            let place = machine.path("out/copy").display().to_string();
            let check = machine.run(&["--vault", &place, "vault", "check", "--json"]);
            assert_eq!(check.code, Some(0), "what is there is whole: {when}: {}{}", check.stdout, check.stderr);
        }
    });
}
