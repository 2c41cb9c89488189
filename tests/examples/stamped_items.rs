//! A vault of small items each of which has its own token by each of two authorities, for `cargo xtask bench time`: kept
//! one by one and stamped at once, so that none shares a batch.
//!
//! `stamped_items VAULT COUNT ROOTS`: the vault must be there; the authorities' roots are written to the folder ROOTS.

use holdfast::commands::{ItemsToAdd, dispute_create, item_add};
use holdfast::edge::Surroundings;
use holdfast::{Holdfast, Unwatched};
use holdfast_tests::clock::{Authority, Keys};
use holdfast_time::{Http, REPLY_LIMIT, RunHow, run};
use holdfast_vault::{Access, Vault};
use std::path::PathBuf;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [vault, count, roots] = &arguments[..] else { panic!("stamped_items VAULT COUNT ROOTS") };
    let (vault, roots) = (PathBuf::from(vault), PathBuf::from(roots));
    let count: usize = count.parse().expect("a count");
    let outside = Surroundings::of_process().outside();
    let vault_outside = outside.vault.clone();
    let holdfast = Holdfast::new(outside, Some(vault.clone()));
    let servers = [("rsa", Authority::start(Keys::Rsa)), ("ec", Authority::start(Keys::Ec))];
    let agreed = servers.each_ref().map(|(name, server)| {
        std::fs::write(roots.join(format!("{name}.pem")), &server.root_pem).expect("the root can be written");
        let (name, url) = ((*name).to_owned(), server.url.clone());
        holdfast_time::Authority { name, url, least_seconds: 0, roots: Some(server.root_pem.clone()), preset: false }
    });
    let dispute = dispute_create(&holdfast, "Bench".to_owned(), &Unwatched).expect("a dispute").dispute.name;
    let transport = Http::new(REPLY_LIMIT);
    for number in 0..count {
        let file = roots.join(format!("{number:05}.txt"));
        std::fs::write(&file, format!("item {number}\n").repeat(100)).expect("a file can be written");
        let add = ItemsToAdd { paths: vec![file], kind: None, dispute: Some(dispute.clone()) };
        item_add(&holdfast, add, &Unwatched).expect("an item is kept");
        let mut opened = Vault::open(&vault, vault_outside.clone(), Access::Write).expect("the vault opens");
        let done = run(&mut opened, &agreed, &transport, RunHow::Now, &vault_outside, &holdfast_vault::Unwatched);
        assert!(done.expect("a pass").authorities.iter().all(|one| one.items == 1), "each item is stamped by itself");
    }
    println!("{dispute}");
}
