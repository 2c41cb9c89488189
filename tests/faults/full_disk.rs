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
fn a_full_disk_loses_nothing_and_says_so() {
    let machine = Machine::bare();
    let Some(_disk) = SmallDisk::mount(&machine, "disk", "6m") else { return };
    let vault = machine.path("disk/vault").display().to_string();
    let on_disk = |arguments: &[&str]| machine.run(&[&["--vault", &vault], arguments].concat());
    assert_eq!(on_disk(&["vault", "create"]).code, Some(0), "a small disk holds an empty vault");
    let before = on_disk(&["item", "add", "files"]).kept();
    assert_eq!(before.len(), 3, "what fits is kept");
    // What the files themselves need would fit, so that nothing is refused beforehand; with their records they do not.
    for number in 0..900_u32 {
        machine.file(&format!("{number:03}.bin"), format!("file {number}").repeat(20).as_bytes());
    }
    let ran = on_disk(&["item", "add", "files", "--json"]);
    let said = ran.json();
    let kept = said["items"].as_array().map_or(0, Vec::len);
    let failed = said["failed"].as_array().expect("failed is an array");
    assert_eq!(kept + failed.len(), 903, "every file has its answer");
    assert!(failed.iter().any(|file| file["code"] == "disk-full"), "the full disk is named: {}", failed[0]);
    assert_eq!(ran.code, Some(1), "a run that lost files does not end well");
    let check = on_disk(&["vault", "check", "--json"]);
    assert_eq!(check.code, Some(0), "a full disk leaves a whole vault: {}{}", check.stdout, check.stderr);
    let listed = on_disk(&["item", "list", "--json"]).json();
    let listed = listed["items"].as_array().expect("items is an array");
    assert!(before.iter().all(|id| listed.iter().any(|item| item["id"] == id.as_str())), "what was kept is there");
    let new = said["items"].as_array().into_iter().flatten().filter(|item| item["already_kept"] == false).count();
    assert_eq!(listed.len(), before.len() + new, "what was reported kept is there, no more");
    println!("full disk: {kept} kept, {} refused", failed.len());
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
