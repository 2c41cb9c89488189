//! What an export takes from the log proves itself.

use crate::world::{World, add, furnished};
use holdfast_proof::body::{Body, Edition, ExportBegun as Said, VaultCheck};
use holdfast_proof::checkpoint::SignedCheckpoint;
use holdfast_proof::log::EntryKind;
use holdfast_proof::{Digest, chain, epochs, log::LogLine, tree};
use holdfast_vault::{ExportFinished, ExportPlan};

#[test]
fn every_entry_of_an_export_is_proven_under_its_checkpoint() {
    let world = World::new();
    let (mut vault, ids) = furnished(&world);
    let report = vault.check(&holdfast_vault::Unwatched).expect("runs");
    vault.record_check(&report).expect("recorded");
    vault.key_rotate().expect("rotated");
    add(&mut vault, "later", b"later");
    let dispute = vault.dispute_list().expect("list")[0].id;
    let plan = ExportPlan {
        dispute,
        edition: Edition::Submission,
        omissions_sha256: Digest::of(b"{}"),
        items: vec![ids[0], ids[1]],
    };
    let begun = vault.export_begin(&plan).expect("begun");
    let note = SignedCheckpoint::parse(&begun.checkpoint).expect("a note");
    assert_eq!((note.checkpoint.size, note.checkpoint.origin), (begun.size, begun.origin), "one checkpoint for all");
    assert!(note.verify(&begun.public_key), "signed by the key that goes with it");
    for (entry, proof) in begun.entries.iter().zip(&begun.proofs) {
        assert_eq!((entry.n, proof.size), (proof.n, begun.size), "in the same order");
        let proven = tree::verify_inclusion(&entry.leaf, proof.n, proof.size, &proof.path, &note.checkpoint.root);
        assert!(proven, "entry {}", entry.n);
    }
    let lines: Vec<LogLine> =
        begun.entries.iter().map(|entry| LogLine::parse(entry.line.as_bytes()).expect("a line")).collect();
    let own = begun.entries.iter().find(|entry| entry.n == begun.n).expect("its own entry");
    assert!(chain::check(&lines, dispute, own.leaf).is_empty(), "the chain has no gap and ends in its own entry");
    let body = |digest: &Digest| begun.bodies.iter().find(|(known, _)| known == digest).map(|(_, bytes)| bytes.clone());
    let replay = epochs::replay(&lines, &body);
    assert!(replay.findings.is_empty(), "keys and epochs replay: {:?}", replay.findings);
    let history = replay.history.expect("a history");
    assert!(history.check_checkpoint(&note).is_empty(), "the checkpoint fits the history");
    let named = |kind| begun.entries.iter().filter(|entry| entry.entry.kind == kind).count();
    assert_eq!(named(EntryKind::Item), 3, "each item that the chain names, the detached one too");
    let (said, _) = Said::parse(&body(&own.entry.reference).expect("its body")).expect("a body");
    assert_eq!((said.export, said.omissions_sha256), (begun.export_id, plan.omissions_sha256), "what it commits to");
    assert!(matches!(said.vault_check, VaultCheck::Made { ref result, .. } if result == "whole"), "the newest check");
    assert_eq!(begun.bodies.len(), 3, "genesis, rotation, its own");
    world.assert_whole("an export begun");
}

#[test]
fn an_export_that_never_began_cannot_be_done() {
    let world = World::new();
    let (mut vault, _) = furnished(&world);
    let dispute = vault.dispute_list().expect("list")[0].id;
    let mut finished = ExportFinished {
        export_id: "00000000000000000000000000000000".parse().expect("an id"),
        tagmanifest_sha256: Digest::of(b"t"),
        zip_sha256: Digest::of(b"z"),
        size_bytes: 1,
        file_name: "x.zip".to_owned(),
    };
    assert_eq!(vault.export_done(&finished).expect_err("unknown").code(), "export-unknown", "nothing is recorded");
    let bundles = vault.bundle_list(dispute).expect("list");
    assert_eq!((bundles.len(), bundles[0].size_bytes), (1, Some(3)), "the one that was");
    finished.export_id = bundles[0].export_id;
    assert_eq!(vault.dispute(dispute).expect("detail").bundles, bundles, "told with the dispute");
}
