//! What waits: offline, restarted, crashed, many, two programs at once.

use crate::clock::{self, Behaviour, Keys, openssl_works};
use crate::world::{Patient, Played, World, add, agreed, at};
use chrono::TimeDelta;
use holdfast_proof::Digest;
use holdfast_proof::log::EntryKind;
use holdfast_time::{ClockError, RunHow, Transport as _, run};
use holdfast_vault::{ListKind, TimeState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

fn names(authorities: &[holdfast_time::Authority]) -> Vec<String> {
    authorities.iter().map(|authority| authority.name.clone()).collect()
}

#[test]
fn nothing_is_asked_of_anyone_whom_the_user_did_not_agree_to() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let mut vault = world.create();
    add(&mut vault, 3);
    let nobody = Played(|_: &str, _: &[u8]| -> Result<_, ClockError> { panic!("something was sent") });
    let done = world.run_with(&mut vault, &[], &nobody);
    assert!(done.authorities.is_empty(), "{done:?}");
    vault.authority_add("mine", &authority.url, 0, None).expect("added, which is not yet asking");
    world.run_with(&mut vault, &[], &nobody);
    assert_eq!(authority.requests(), 0, "only what is handed in is asked");
}

#[test]
fn one_item_is_stamped_by_its_own_list_and_more_by_a_batch() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let (one, two) = (clock::Authority::start(Keys::Rsa), clock::Authority::start(Keys::Ec));
    let both = [agreed("one", &one), agreed("two", &two)];
    let mut vault = world.create();
    let first = add(&mut vault, 1)[0];
    let done = world.run(&mut vault, &both);
    assert!(done.authorities.iter().all(|done| (done.items, done.requests, done.waiting) == (1, 1, 0)), "{done:?}");
    let proofs = vault.item_proofs(first).expect("proofs");
    assert_eq!(proofs.len(), 2, "one of each");
    let row = vault.item(first).expect("there").row;
    assert!(proofs.iter().all(|proof| proof.list_sha256 == row.seal_sha256), "over its own list");

    let more = add(&mut vault, 5);
    world.run(&mut vault, &both);
    let proofs = vault.item_proofs(more[4]).expect("proofs");
    let kinds: Vec<_> = proofs.iter().map(|proof| (proof.list_kind, proof.list_number)).collect();
    assert_eq!(kinds, [(ListKind::Batch, Some(1)); 2], "both stamped the same batch");
    assert_eq!(proofs[0].list_sha256, proofs[1].list_sha256, "the same list for the same set");
    assert_eq!((one.requests(), two.requests()), (2, 2), "one question for each list");
    let times = vault.item_times(&more, &names(&both)).expect("times");
    assert!(times.values().all(|time| time.state == TimeState::Proven && time.not_later_than.is_some()), "{times:?}");
    assert_eq!(vault.log_size().expect("size"), 1 + 6 + 4, "genesis, items, one entry for each proof");
    world.assert_whole("after stamping");
    assert_eq!(world.run(&mut vault, &both).authorities[0].requests, 0, "a proof's own entry waits for nothing");
}

#[test]
fn a_record_says_after_which_proof_it_was_written() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let mut vault = world.create();
    let before = add(&mut vault, 1)[0];
    assert_eq!(vault.item(before).expect("there").capture.record_not_before, None, "nothing was stamped yet");
    world.run(&mut vault, &[agreed("one", &authority)]);
    let proof = vault.item_proofs(before).expect("proofs").remove(0);
    let after = add(&mut vault, 1)[0];
    let anchor = vault.item(after).expect("there").capture.record_not_before.expect("an anchor");
    assert_eq!(anchor.token_sha256, proof.token_sha256, "the newest token");
}

#[test]
fn weeks_offline_leave_one_batch() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let offline = [at("one", &clock::Authority::nobody(), Some(authority.root_pem.clone()))];
    let mut vault = world.create();
    for day in 0..30 {
        add(&mut vault, 3);
        let done = world.run(&mut vault, &offline);
        assert_eq!(done.authorities[0].failed.as_ref().map(ClockError::code), Some("clock-unreachable"), "day {day}");
        assert_eq!(done.authorities[0].requests, 1, "one failure a run, day {day}");
        world.wait(TimeDelta::days(1));
    }
    drop(vault);
    let mut vault = world.open();
    let waiting = vault.waiting("one").expect("counted");
    assert_eq!(waiting.count, 90, "everything waits");
    assert!(waiting.since.expect("since").starts_with("2025-11-02T"), "since the first day");
    assert_eq!(vault.asking("one").expect("state").failures, 30, "one after another, over a restart");
    let done = world.run(&mut vault, &[agreed("one", &authority)]);
    assert_eq!((done.authorities[0].items, authority.requests()), (90, 1), "one list for all of it");
    assert_eq!(vault.asking("one").expect("state").failures, 0, "and it begins anew");
    world.assert_whole("online again");
}

#[test]
fn a_failure_keeps_its_authority_waiting_and_no_other() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let (bad, good) = (clock::Authority::start(Keys::Ec), clock::Authority::start(Keys::Ec));
    bad.behave(Behaviour::Busy("7200"));
    let both = [agreed("bad", &bad), agreed("good", &good)];
    let mut vault = world.create();
    let id = add(&mut vault, 1)[0];
    let done = world.run(&mut vault, &both);
    let failed = ClockError::Busy { status: 429, retry_after_seconds: Some(7_200) };
    assert_eq!(done.authorities[0].failed, Some(failed), "as it said");
    assert_eq!(done.authorities[1].items, 1, "the other one went on");
    let time = &vault.item_times(&[id], &names(&both)).expect("times")[&id];
    assert_eq!(time.state, TimeState::Proven, "one is enough");
    bad.behave(Behaviour::Good);
    world.wait(TimeDelta::minutes(119));
    assert_eq!(world.run(&mut vault, &both).authorities[0].requests, 0, "its wish is kept");
    assert_eq!(vault.waiting("bad").expect("counted").count, 1, "and nothing is lost");
    world.wait(TimeDelta::minutes(2));
    assert_eq!(world.run(&mut vault, &both).authorities[0].items, 1, "then it is asked again");
}

#[test]
fn a_bad_reply_is_recorded_and_kept_nowhere() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    authority.behave(Behaviour::OtherImprint);
    let one = [agreed("one", &authority)];
    let mut vault = world.create();
    let id = add(&mut vault, 1)[0];
    let size = vault.log_size().expect("size");
    world.run(&mut vault, &one);
    let asking = vault.asking("one").expect("state");
    assert_eq!(
        (asking.code.as_deref(), asking.reason.as_deref()),
        (Some("reply-invalid"), Some("imprint-mismatch")),
        "what was wrong is told"
    );
    assert_eq!(vault.log_size().expect("size"), size, "no entry");
    assert!(vault.item_proofs(id).expect("proofs").is_empty(), "no proof");
    world.assert_whole("nothing is left of it");
    authority.behave(Behaviour::Good);
    assert_eq!(world.run(&mut vault, &one).authorities[0].requests, 0, "its time has not come");
    let done = run(&mut vault, &one, &world.http, RunHow::Now, &world.outside, &Patient(&world)).expect("run");
    assert_eq!(done.authorities[0].items, 1, "unless the user asks for it");
}

#[test]
fn a_crash_between_reply_and_commit_loses_only_the_reply() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let one = [agreed("one", &authority)];
    let mut vault = world.create();
    add(&mut vault, 4);
    let list = vault.list_to_stamp("one").expect("made").expect("something waits");
    let killed = Played(|url: &str, request: &[u8]| -> Result<_, ClockError> {
        world.http.post(url, request).expect("it answers");
        panic!("killed with the reply in hand")
    });
    let crashed = catch_unwind(AssertUnwindSafe(|| world.run_with(&mut vault, &one, &killed)));
    assert!(crashed.is_err(), "it was killed");
    drop(vault);
    let mut vault = world.open();
    assert_eq!(vault.waiting("one").expect("counted").count, 4, "all of them still wait");
    assert_eq!(vault.list_to_stamp("one").expect("made"), Some(list), "the same list");
    let done = world.run(&mut vault, &one);
    assert_eq!((done.authorities[0].items, authority.requests()), (4, 2), "asked once more");
    world.assert_whole("after the crash");
}

#[test]
fn ten_thousand_items_take_six_requests() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let (one, two) = (clock::Authority::start(Keys::Ec), clock::Authority::start(Keys::Ec));
    let both = [agreed("one", &one), agreed("two", &two)];
    let mut vault = world.create();
    for _ in 0..10 {
        add(&mut vault, 1_000);
    }
    let began = std::time::Instant::now();
    let done = world.run(&mut vault, &both);
    println!("10,000 items stamped twice in {:?}", began.elapsed());
    assert!(done.authorities.iter().all(|done| done.items == 10_000 && done.waiting == 0), "{done:?}");
    assert!(one.requests() <= 6 && two.requests() <= 6, "{} and {} requests", one.requests(), two.requests());
    let ids: Vec<_> =
        vault.item_page(&holdfast_vault::Filter::default()).expect("a page").iter().map(|row| row.id).collect();
    let proofs = vault.proofs_for_export(&ids).expect("proofs");
    assert_eq!(proofs.lists.len(), 1, "a hundred items of one batch");
    assert_eq!(proofs.lists[0].tokens.len(), 2, "two tokens");
    assert_eq!(Digest::of(&proofs.lists[0].bytes), proofs.lists[0].sha256, "the very bytes");
}

#[test]
fn the_least_time_between_two_requests_is_kept() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let mut slow = agreed("one", &authority);
    slow.least_seconds = 15;
    let mut vault = world.create();
    add(&mut vault, 2);
    let began = world.outside.clock.now();
    world.run(&mut vault, std::slice::from_ref(&slow));
    add(&mut vault, 1);
    let done = world.run(&mut vault, &[slow]);
    assert_eq!(done.authorities[0].items, 1, "it waited, and asked");
    assert!(world.outside.clock.now() - began >= TimeDelta::seconds(15), "as long as it was asked to");
}

#[test]
fn only_one_program_asks_at_a_time_and_intake_never_waits() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let one = [agreed("one", &authority)];
    let mut vault = world.create();
    add(&mut vault, 2);
    let inside = AtomicUsize::new(0);
    let meanwhile = Played(|url: &str, request: &[u8]| {
        // While the first waits for its reply, a second program keeps an item and would like to stamp as well.
        if inside.fetch_add(1, Ordering::Relaxed) == 0 {
            let mut second = world.open();
            add(&mut second, 1);
            let nobody = Played(|_: &str, _: &[u8]| -> Result<_, ClockError> { panic!("both asked") });
            assert!(world.run_with(&mut second, &one, &nobody).another_has_the_turn, "it goes home");
        }
        world.http.post(url, request)
    });
    let done = world.run_with(&mut vault, &one, &meanwhile);
    assert_eq!(done.authorities[0].items, 3, "what came meanwhile is stamped in the same pass");
    assert_eq!(authority.requests(), 2, "the two, then the third");
    drop(vault);
    let mut next = world.open();
    assert!(!world.run(&mut next, &one).another_has_the_turn, "the turn ends with its holder");
    world.assert_whole("two programs");
}

#[test]
fn what_is_removed_on_the_way_is_no_error() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let one = [agreed("one", &authority)];
    for count in [1, 3] {
        let mut vault = if count == 1 { world.create() } else { world.open() };
        let ids = add(&mut vault, count);
        let removing = Played(|url: &str, request: &[u8]| {
            let mut second = world.open();
            let _ = second.remove(ids[0], "a wrong file");
            world.http.post(url, request)
        });
        let done = world.run_with(&mut vault, &one, &removing);
        assert_eq!(done.authorities[0].items, count as u64 - 1, "the others of {count}");
        world.assert_whole("no stray token, no stray list");
    }
}

#[test]
fn a_stopped_pass_keeps_what_it_has() {
    use holdfast_time::StampWatch;
    use holdfast_vault::Watch;
    if !openssl_works() {
        return;
    }
    struct StopAfterOne(AtomicUsize);
    impl Watch for StopAfterOne {
        fn cancelled(&self) -> bool {
            self.0.load(Ordering::Relaxed) > 0
        }
    }
    impl StampWatch for StopAfterOne {
        fn stamped(&self, _: &str, _: u64) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let world = World::new();
    let (one, two) = (clock::Authority::start(Keys::Ec), clock::Authority::start(Keys::Ec));
    let both = [agreed("one", &one), agreed("two", &two)];
    let mut vault = world.create();
    add(&mut vault, 2);
    let watch = StopAfterOne(AtomicUsize::new(0));
    let done = run(&mut vault, &both, &world.http, RunHow::InTheBackground, &world.outside, &watch).expect("run");
    assert!(done.cancelled, "said so");
    assert_eq!((done.authorities[0].items, done.authorities[1].items), (2, 0), "the first is kept, the second waits");
    world.assert_whole("stopped");
}

#[test]
fn a_proof_without_a_root_counts_once_the_root_is_known() {
    if !openssl_works() {
        return;
    }
    let world = World::new();
    let authority = clock::Authority::start(Keys::Ec);
    let stranger = [at("mine", &authority.url, None)];
    let mut vault = world.create();
    let id = add(&mut vault, 1)[0];
    world.run(&mut vault, &stranger);
    let proof = vault.item_proofs(id).expect("proofs").remove(0);
    assert!(!proof.verified && proof.by.starts_with("unknown authority sha256:"), "{proof:?}");
    assert_eq!(vault.record_not_before().expect("read"), None, "nothing rests on it");
    let time = |vault: &holdfast_vault::Vault| vault.item_times(&[id], &names(&stranger)).expect("times")[&id].state;
    assert_eq!(time(&vault), TimeState::None, "stamped, not proven, and nobody is going to be asked");
    assert_eq!(world.run(&mut vault, &stranger).authorities[0].requests, 0, "it does not wait for this one any more");
    world.assert_whole("an unknown authority");
    world.run(&mut vault, &[agreed("mine", &authority)]);
    assert_eq!(time(&vault), TimeState::Proven, "the same token, judged again");
    assert_eq!(authority.requests(), 1, "without asking again");
    world.assert_whole("judged again");
    let entries = vault.entries(0..vault.log_size().expect("size")).expect("entries");
    let proofs = entries.iter().filter(|entry| entry.entry.kind == EntryKind::TimeProof).count();
    assert_eq!(proofs, 1, "what a token is worth is no entry");
}
