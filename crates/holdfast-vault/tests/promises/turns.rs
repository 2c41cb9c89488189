//! Many threads and connections by turns: nothing is lost, nobody hears of a lock.

use crate::world::{World, add, draft};
use holdfast_vault::{Access, Filter, SealedItem, Unwatched, Vault};

#[test]
fn two_writers_and_a_reader_lose_nothing() {
    const EACH: usize = 40;
    let world = World::new();
    drop(world.create());
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let world = &world;
            scope.spawn(move || {
                let mut vault = world.open();
                for number in 0..EACH {
                    let kept = add(&mut vault, &format!("{writer} {number}"), format!("{writer} {number}").as_bytes());
                    assert!(!kept.already_kept, "each is another file");
                }
            });
        }
        scope.spawn(|| {
            let vault = Vault::open(&world.dir(), world.outside.clone(), Access::Read).expect("opens");
            let mut seen = 0;
            while seen < 2 * EACH {
                let rows = vault.item_page(&Filter { limit: 1_000, ..Filter::default() }).expect("a page");
                assert!(rows.len() >= seen, "what was there stays there");
                seen = rows.len();
            }
        });
    });
    assert_eq!(world.open().info().expect("info").item_count, 2 * EACH as u64, "all of them");
    world.assert_whole("after turns");
}

#[test]
fn workers_seal_while_one_keeps() {
    let world = World::new();
    let mut vault = world.create();
    let store = vault.objects();
    let outside = world.outside.clone();
    let drafts: Vec<_> = (0..20_u8).map(|number| draft(&vault, &number.to_string(), &[number; 50])).collect();
    let sealed: Vec<SealedItem> = std::thread::scope(|scope| {
        let work = |draft| {
            let (store, outside) = (&store, &outside);
            scope.spawn(move || SealedItem::seal(store, draft, outside).expect("sealed"))
        };
        drafts.into_iter().map(work).collect::<Vec<_>>().into_iter().map(|work| work.join().expect("joined")).collect()
    });
    assert_eq!(vault.keep(sealed).expect("kept").len(), 20, "one transaction for all");
    let report = vault.check(&Unwatched).expect("runs");
    assert!(report.findings.is_empty(), "whole: {:?}", report.findings);
    assert_eq!((report.items, report.entries), (20, 21), "genesis and one entry each");
}

#[test]
fn others_writes_are_noticed() {
    let world = World::new();
    let vault = world.create();
    let before = vault.data_version().expect("a number");
    add(&mut world.open(), "a", b"a");
    assert_ne!(vault.data_version().expect("a number"), before, "a window can look again");
}
