//! The tamper matrix. Every row is a bundle (or a vault) to which one thing was done, the exit status and the codes
//! that the check must answer with, and the demand that it ends within ten seconds, does not crash and writes nothing.
//!
//! The rows stand on two bundles: one that the forger wrote by the description of the format alone, and one that
//! `holdfast bundle create` made. A lesser forger changes files only; a complete one makes lists, log, checkpoint,
//! manifests and signature anew with a key of its own, so that what is found is found by the rule under test.

mod alarms;
mod bag;
mod bytes;
mod items;
mod json;
mod judge;
mod keys;
mod large;
mod leaves;
mod lists;
mod log;
mod privacy;
mod several;
mod table;
mod time;
mod vault;
mod zips;

use holdfast_tests::fixtures::{has_tool, skip};
use holdfast_tests::forge::{Forgery, whole};
use holdfast_tests::sample::Case;
use table::Table;

/// The bundle that was written without the product.
fn from_nothing() -> Forgery {
    whole::from_nothing()
}

/// The bundle that the product exported, in the forger's hands.
fn exported() -> Forgery {
    Forgery::of(&Case::new().files("genuine.zip", &[]).1)
}

#[test]
fn a_bundle_written_by_the_description_alone_is_intact() {
    let mut table = Table::new("bundle from nothing", from_nothing());
    table.forged("untouched", 1, &[], |_| {});
    table.run();
}

#[test]
fn a_bundle_made_anew_whole_with_another_key_is_intact_by_an_unknown_signer() {
    let mut table = Table::new("bundle made anew", exported());
    table.forged("untouched", 1, &[], |_| {});
    table.run();
}

#[test]
fn every_damage_to_every_file_is_found() {
    let mut table = Table::new("every file, from nothing, in a ZIP", from_nothing());
    bytes::rows(&mut table);
    table.run();
}

#[test]
fn every_damage_to_every_file_of_an_exported_bundle_is_found() {
    let mut table = Table::new("every file, exported, in a folder", exported());
    table.as_folder = true;
    bytes::rows(&mut table);
    table.run();
}

#[test]
fn every_bad_form_of_every_list_is_found() {
    let mut table = Table::new("list grammar", exported());
    lists::rows(&mut table);
    table.run();
}

#[test]
fn the_rules_of_item_folders_and_exhibits_hold() {
    let mut table = Table::new("items and exhibits", from_nothing());
    items::rows(&mut table);
    table.run();
}

#[test]
fn leaves_show_lines_of_the_part_they_name_and_of_no_other() {
    let mut table = Table::new("leaves", from_nothing());
    leaves::rows(&mut table);
    table.run();
}

#[test]
fn a_bundle_that_is_large_in_one_place_holds_nobody_up() {
    let mut table = Table::new("large files", from_nothing());
    large::rows(&mut table);
    table.run();
}

#[test]
fn json_that_two_parsers_read_differently_is_found() {
    let mut table = Table::new("JSON", exported());
    json::rows(&mut table);
    table.run();
}

#[test]
fn every_forgery_of_the_log_is_found() {
    let mut table = Table::new("log", from_nothing());
    log::rows(&mut table);
    table.run();
}

#[test]
fn keys_and_signatures_hold_together() {
    let mut table = Table::new("keys", from_nothing());
    keys::rows(&mut table);
    table.run();
}

#[test]
fn no_forgery_about_time_makes_anything_older() {
    let mut table = Table::new("time", from_nothing());
    if time::rows(&mut table) {
        table.run();
    }
}

#[test]
fn one_file_and_its_token_are_judged_alone() {
    if has_tool("openssl") {
        time::one_file();
    } else {
        skip("openssl is not installed");
    }
}

#[test]
fn two_operators_are_told_as_independent_and_one_is_not() {
    if has_tool("openssl") {
        time::two_operators_are_told(&mut from_nothing());
    } else {
        skip("openssl is not installed");
    }
}

#[test]
fn a_bundle_cannot_be_passed_off_as_another_kind_of_bag() {
    let mut table = Table::new("bag", exported());
    bag::rows(&mut table);
    table.run();
}

#[test]
fn a_zip_that_two_readers_read_differently_is_found() {
    let mut table = Table::new("ZIP", from_nothing());
    zips::rows(&mut table);
    table.run();
}

#[test]
fn what_honest_people_do_to_a_bundle_is_not_called_broken() {
    let mut table = Table::new("false alarms", exported());
    alarms::rows(&mut table);
    table.run();
}
