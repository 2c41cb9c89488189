//! Jobs: their messages, their end, and how they are stopped.

use std::sync::Mutex;
use std::time::Instant;

use holdfast::answers::{InputFailed, ItemLine};
use holdfast::commands::{self, ItemsToAdd};
use holdfast::desk::{JobEvent, JobToCancel, job_cancel};
use holdfast::{Error, Unwatched};

use crate::world::{World, show};

/// Hears a job and remembers what it said.
#[derive(Default)]
struct Ear(Mutex<Vec<JobEvent>>);

impl Ear {
    fn hear(&self) -> impl Fn(JobEvent) + Send + Sync + '_ {
        |event| self.0.lock().expect("a list").push(event)
    }

    fn heard(&self) -> Vec<JobEvent> {
        self.0.lock().expect("a list").clone()
    }

    fn kept(&self) -> Vec<ItemLine> {
        let kept = |event| if let JobEvent::Kept { items } = event { items } else { Vec::new() };
        self.heard().into_iter().flat_map(kept).collect()
    }

    fn failed(&self) -> Vec<InputFailed> {
        let failed = |event| if let JobEvent::Failed { inputs } = event { inputs } else { Vec::new() };
        self.heard().into_iter().flat_map(failed).collect()
    }
}

#[test]
fn an_intake_tells_what_it_keeps_and_what_it_cannot_and_how_far_it_is() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let mut paths: Vec<_> = (0..20).map(|n| world.file(&format!("{n}.txt"), format!("{n}").as_bytes())).collect();
    paths.push(world.path("files/absent.txt"));
    let ear = Ear::default();
    let question = ItemsToAdd { paths, ..ItemsToAdd::default() };
    let added = desk
        .run("item_add", &ear.hear(), |desk, watch| commands::item_add(&desk.holdfast(), question, watch))
        .expect("kept");

    let heard = ear.heard();
    assert!(matches!(heard[0], JobEvent::Begun { .. }), "its number comes first: {:?}", heard[0]);
    let Some(JobEvent::Progress(last)) = heard.last() else { panic!("the last word is how far it came") };
    assert_eq!(last.items_done, 20, "all of them are done");
    assert!(last.bytes_total >= last.bytes_done && last.bytes_done > 0, "never more than all: {last:?}");
    let mut told = ear.kept();
    told.sort_by_key(|item| item.id);
    let mut kept = added.items.clone();
    kept.sort_by_key(|item| item.id);
    assert_eq!(told, kept, "what is told kept is what is kept, each once");
    assert_eq!(ear.failed(), added.failed, "and what could not be, with its reason");
    assert!(show(&desk).jobs.is_empty(), "a job that has ended is off the list");
}

#[test]
fn messages_are_at_most_ten_a_second() {
    let world = World::new();
    let desk = world.desk();
    let ear = Ear::default();
    let begun = Instant::now();
    desk.run("item_add", &ear.hear(), |_, watch| {
        watch.expected(50_000, 50_000_000);
        for _ in 0..50_000 {
            watch.bytes(1_000);
            watch.item();
        }
        Ok(())
    })
    .expect("done");
    let tenths = begun.elapsed().as_millis() / 100;
    let said = ear.heard().len() as u128;
    // The first one, the number, and the last one are beside the beat.
    assert!(said <= tenths + 4, "{said} messages in {tenths} tenths of a second");
    let JobEvent::Progress(last) = ear.heard().pop().expect("a last one") else { panic!("progress") };
    assert_eq!((last.items_done, last.bytes_done), (50_000, 50_000_000), "the last one has it all");
}

#[test]
fn a_job_is_listed_while_it_runs_and_ends_when_it_is_cancelled() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let paths = (0..2_000).map(|n| world.file(&format!("many/{n}.txt"), format!("{n}").as_bytes())).count();
    let question = ItemsToAdd { paths: vec![world.path("files/many")], ..ItemsToAdd::default() };
    // Cancelled by its own first news of something kept, as a person does it.
    let ear = Ear::default();
    let tell = |event: JobEvent| {
        if matches!(event, JobEvent::Kept { .. }) {
            let jobs = show(&desk).jobs;
            assert_eq!(jobs.len(), 1, "it is on the list");
            assert_eq!(jobs[0].command, "item_add", "by its name");
            job_cancel(&desk, JobToCancel { job: jobs[0].job }, &Unwatched).expect("asked to end");
        }
        ear.hear()(event);
    };
    let added = desk
        .run("item_add", &tell, |desk, watch| commands::item_add(&desk.holdfast(), question, watch))
        .expect("what was done is the answer");
    assert!(!added.items.is_empty(), "what was kept stays kept");
    assert!(added.items.len() < paths, "and the rest was left alone");
    assert!(added.failed.iter().all(|input| input.error.code() == "cancelled"), "which is said of it");
    assert!(show(&desk).jobs.is_empty(), "off the list");
    let kept = show(&desk).vault.items;
    assert_eq!(kept as usize, added.items.len(), "the vault holds exactly what the answer says");
}

#[test]
fn a_check_that_is_cancelled_says_so_and_one_that_has_ended_is_left_at_that() {
    let world = World::new();
    let desk = world.desk_with_vault();
    world.add(&world.usual(), &["a", "b"]);
    let tell = |event: JobEvent| {
        if let JobEvent::Begun { job } = event {
            job_cancel(&desk, JobToCancel { job }, &Unwatched).expect("asked to end");
        }
    };
    let stopped = desk.run("vault_check", &tell, |desk, watch| commands::vault_check(&desk.holdfast(), (), watch));
    assert_eq!(stopped.expect_err("stopped").code(), "cancelled", "nothing half-checked is an answer");
    job_cancel(&desk, JobToCancel { job: 1 }, &Unwatched).expect("it has ended: nothing to do");
    job_cancel(&desk, JobToCancel { job: 77 }, &Unwatched).expect("it never was: nothing to do");
}

#[test]
fn closing_the_window_stops_all_jobs() {
    let world = World::new();
    let desk = world.desk();
    let stopped = std::thread::scope(|scope| {
        let jobs: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    desk.run("vault_check", &|_| {}, |_, watch| {
                        while !watch.cancelled() {
                            std::thread::sleep(std::time::Duration::from_millis(1));
                        }
                        Err::<(), _>(Error::cancelled())
                    })
                })
            })
            .collect();
        while desk.jobs().len() < 2 {
            std::thread::yield_now();
        }
        desk.cancel_all();
        jobs.into_iter().map(|job| job.join().expect("no panic").is_err()).collect::<Vec<_>>()
    });
    assert_eq!(stopped, [true, true], "both ended");
}

#[test]
fn a_panic_is_our_defect_and_takes_nothing_along() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let quick = desk.ask(|_| -> holdfast::Result<()> { panic!("a slip") }).expect_err("an error");
    let long = desk.run("vault_check", &|_| {}, |_, _| -> holdfast::Result<()> { panic!("a slip") });
    for error in [quick, long.expect_err("an error")] {
        assert_eq!(error.code(), "internal-error", "whose move it is: ours");
        assert!(error.values().iter().any(|(_, value)| value.contains("a slip")), "with what it said: {error}");
    }
    assert!(desk.jobs().is_empty(), "off the list");
    assert_eq!(show(&desk).vault.state, "open", "the desk goes on");
}
