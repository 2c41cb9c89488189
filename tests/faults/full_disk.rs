//! A disk that is really full: a small tmpfs takes what fits, says so, and stays whole.

use std::process::Command;

use crate::machine::{Machine, usable};

/// A tmpfs of a few megabytes, unmounted when dropped.
struct SmallDisk<'a> {
    machine: &'a Machine,
}

impl<'a> SmallDisk<'a> {
    fn mount(machine: &'a Machine, name: &str, size: &str) -> Option<SmallDisk<'a>> {
        let place = machine.path(name);
        std::fs::create_dir(&place).expect("a mount point can be made");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(&place)
            .status()
            .is_ok_and(|status| status.success());
        usable("mounting a tmpfs", mounted).then_some(SmallDisk { machine })
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.machine.path("disk")).status();
        if !unmounted.is_ok_and(|status| status.success()) {
            println!("the small disk could not be unmounted");
        }
    }
}

#[test]
fn a_full_disk_keeps_what_fits_and_says_so() {
    let machine = Machine::bare();
    let Some(_disk) = SmallDisk::mount(&machine, "disk", "6m") else { return };
    let vault = machine.path("disk/vault").display().to_string();
    machine.done(&["--vault", &vault, "vault", "create"]);
    for number in 0..60_u32 {
        let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at.wrapping_mul(number + 3) >> 7) as u8).collect();
        machine.file(&format!("{number:02}.bin"), &bytes);
    }
    let ran = machine.run(&["--vault", &vault, "item", "add", "files", "--json"]);
    let said = ran.json();
    let kept = said["items"].as_array().map_or(0, Vec::len);
    let failed = said["failed"].as_array().map_or(0, Vec::len);
    assert!(said["error"].is_null() || kept == 0, "one answer, not two: {said}");
    assert!(kept + failed >= 60 || said["error"]["code"] == "disk-full", "every file has its answer: {said}");
    assert!(
        ran.stdout.contains("\"disk-full\"") || ran.stdout.contains("\"not-enough-space\""),
        "the full disk is named: {said}"
    );
    assert_ne!(ran.code, Some(0), "a run that lost files does not end well");
    let check = machine.run(&["--vault", &vault, "vault", "check", "--json"]);
    assert_eq!(check.code, Some(0), "a full disk leaves a whole vault: {}{}", check.stdout, check.stderr);
    let listed = machine.done(&["--vault", &vault, "item", "list", "--json"]).json();
    assert_eq!(listed["items"].as_array().map_or(0, Vec::len), kept, "what was reported kept is there, no more");
    println!("full disk: {kept} kept, {failed} refused");
}

#[test]
fn a_bundle_that_does_not_fit_is_not_there_at_all() {
    let machine = Machine::new();
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    machine.file("big.bin", &bytes);
    let ids = machine.add_files();
    let dispute = machine.done(&["dispute", "create", "big", "--json"]).json();
    let name = dispute["dispute"]["name"].as_str().expect("a dispute has a name").to_owned();
    let mut arguments = vec!["dispute", "attach", &name];
    arguments.extend(ids.iter().map(String::as_str));
    machine.done(&arguments);
    let Some(_disk) = SmallDisk::mount(&machine, "disk", "1m") else { return };
    let ran = machine.run(&["bundle", "create", &name, "-o", "disk/bundle.zip", "--json"]);
    assert_ne!(ran.code, Some(0), "a bundle that does not fit is refused");
    let code = ran.json()["error"]["code"].as_str().unwrap_or_default().to_owned();
    assert!(code == "disk-full" || code == "not-enough-space", "the reason is the space: {code}");
    let left: Vec<_> = std::fs::read_dir(machine.path("disk")).expect("the disk can be listed").collect();
    assert!(left.is_empty(), "nothing half-written is left: {left:?}");
    machine.assert_whole("an export to a full disk");
}
