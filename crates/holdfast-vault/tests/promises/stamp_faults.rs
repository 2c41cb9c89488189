//! Keeping a proof under every fault: strace fails or kills each durable system call of a run in turn.
//!
//! The run is this very test program, started again with one test of it: it opens the vault and keeps a token that was
//! made before. Whatever happens, the vault is whole, and the proof is kept wholly or not at all.

use crate::clock::{Authority, Keys, openssl_works};
use crate::world::{World, add, outside};
use holdfast_proof::tsp::{Token, Trust};
use holdfast_vault::{Access, ProofFacts, ProofKept, Unwatched, Vault};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HERE: &str = "HOLDFAST_TEST_STAMPING";
const CALLS: [&str; 8] = ["write", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink", "unlinkat", "mkdir"];
const FAULTS: [&str; 3] = ["error=EIO", "error=ENOSPC", "signal=SIGKILL"];
/// More calls of one kind than a run makes.
const TOO_MANY: usize = 500;

/// The run, when it is started again under strace; otherwise nothing.
#[test]
fn keeps_a_token_when_it_is_told_to() {
    let Some(here) = std::env::var_os(HERE).map(PathBuf::from) else { return };
    let outside = outside(99, &here.join("marks"));
    let token = std::fs::read(here.join("token.tsr")).expect("the token");
    let kept = Vault::open(&here.join("vault"), outside, Access::Write).and_then(|mut vault| {
        let list = vault.list_to_stamp("a")?.expect("something waits");
        let facts = ProofFacts::from(&Token::read(&token).expect("a reply").check(&Trust::nobody()));
        vault.keep_proof("a", &list, &token, &facts)
    });
    match kept {
        Ok(kept) => assert_eq!(kept, ProofKept::Kept { items: 2 }, "done"),
        // An error with a name is a good end under a fault.
        Err(error) => println!("{}", error.code()),
    }
}

fn run(before: &[&str], here: &Path) -> Output {
    let own = std::env::current_exe().expect("this program");
    let test = ["stamp_faults::keeps_a_token_when_it_is_told_to", "--exact", "--test-threads=1"];
    let mut command = match before {
        [] => Command::new(&own),
        [program, arguments @ ..] => {
            let mut command = Command::new(program);
            command.args(arguments).arg(&own);
            command
        }
    };
    command.args(test).env(HERE, here).output().expect("it runs")
}

fn strace_works() -> bool {
    let works = Command::new("strace").args(["-qq", "true"]).output().is_ok_and(|ran| ran.status.success());
    if !works {
        println!("skipped: no strace here");
    }
    works
}

#[test]
fn a_proof_is_kept_wholly_or_not_at_all_at_any_fault() {
    if !openssl_works() || !strace_works() {
        return;
    }
    let world = World::new();
    let mut vault = world.create();
    let ids = [add(&mut vault, "x", b"x").id, add(&mut vault, "y", b"y").id];
    let list = vault.list_to_stamp("a").expect("made").expect("they wait");
    std::fs::write(world.folder.path().join("token.tsr"), Authority::start(Keys::Ec).stamp(list.bytes()))
        .expect("written");
    drop(vault);
    let mut counts = [0_usize; FAULTS.len()];
    for call in CALLS {
        for (index, fault) in FAULTS.iter().enumerate() {
            for number in 1.. {
                assert!(number < TOO_MANY, "a run with {call} {fault} never ends untouched");
                let copied = tempfile::TempDir::new().expect("a folder");
                let copied_ran =
                    Command::new("cp").arg("-a").arg(world.folder.path()).arg(copied.path().join("w")).status();
                assert!(copied_ran.expect("cp runs").success(), "copied");
                let here = copied.path().join("w");
                let trace = copied.path().join("trace");
                let inject = format!("inject={call}:{fault}:when={number}");
                let place = trace.display().to_string();
                let filter = format!("trace={call}");
                let ran = run(&["strace", "-f", "-qq", "-e", &filter, "-e", &inject, "-o", &place], &here);
                let traced = std::fs::read_to_string(&trace).unwrap_or_default();
                let touched =
                    traced.contains("(INJECTED)") || (fault.starts_with("signal") && ran.status.code().is_none());
                let when = format!("{call} number {number} with {fault}");
                judge(&here, &ids, &when);
                if !touched {
                    break;
                }
                counts[index] += 1;
            }
        }
    }
    println!("keeping a proof: {} EIO, {} ENOSPC, {} SIGKILL held", counts[0], counts[1], counts[2]);
    assert!(counts.iter().sum::<usize>() > 20, "the faults reached the run");
}

/// The vault is whole; the proof covers both items or none; what is not done is done by running again.
fn judge(here: &Path, ids: &[holdfast_proof::ItemId; 2], when: &str) {
    let open = |access| Vault::open(&here.join("vault"), outside(7, &here.join("marks")), access).expect("it opens");
    let proofs = |vault: &Vault| ids.map(|id| vault.item_proofs(id).expect("read").len());
    let vault = open(Access::Read);
    let report = vault.check(&Unwatched).expect("checked");
    assert!(report.is_whole(), "{when}: {:#?}", report.findings);
    assert!([[0, 0], [1, 1]].contains(&proofs(&vault)), "{when}: all or nothing");
    if proofs(&vault) == [0, 0] {
        drop(vault);
        run(&[], here);
        assert_eq!(proofs(&open(Access::Read)), [1, 1], "{when}: running again completes it");
    }
}
