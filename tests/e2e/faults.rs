//! Disks that fill, vaults that were damaged, and a window that says so and loses nothing.

use holdfast_tests::program::Desk;
use holdfast_tests::window::sample::with_sample;
use holdfast_tests::window::{Start, Window};
use std::path::PathBuf;
use std::process::Command;

/// A tmpfs of a few megabytes, unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None, after saying so, where nothing can be mounted.
    fn mount(place: PathBuf) -> Option<SmallDisk> {
        std::fs::create_dir_all(&place).expect("a mount point can be made");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]).arg(&place).status();
        if !mounted.is_ok_and(|status| status.success()) {
            holdfast_tests::fixtures::skip("nothing can be mounted here");
            return None;
        }
        Some(SmallDisk(place))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_said_and_what_was_kept_stays() {
    let desk = Desk::new();
    let Some(_disk) = SmallDisk::mount(desk.vault()) else { return };
    let vault = desk.vault().join("small");
    let more = vec![("HOLDFAST_VAULT", vault.display().to_string()), ("HOLDFAST_SPARE_BYTES", "0".to_owned())];
    let made = desk.command("holdfast").args(["vault", "create"]).envs(more.clone()).status();
    assert!(made.is_ok_and(|status| status.success()), "a small disk holds an empty vault");
    let first = desk.write("first.txt", "kept before the disk was full");
    for at in 0..900_u32 {
        desk.write(format!("many/{at:03}.bin"), format!("file {at}").repeat(20));
    }
    let folder = desk.path("many");
    let window = Window::open(desk, &Start { more, ..Start::default() });
    window.drop_files(&[&first]);
    window.see("first.txt");
    window.drop_files(&[&folder]);
    window.press("button", "not kept");
    window.wait("the reason", "return shows('The disk is full') || shows('space')");
    window.picture("disk-full-en");
    window.see("first.txt");
}

#[test]
fn a_vault_damaged_before_the_start_is_said_with_what_to_do() {
    let (desk, _) = with_sample("en");
    let database = desk.vault().join("vault.db");
    let length = std::fs::metadata(&database).expect("a database").len();
    std::fs::write(&database, vec![0x5a; usize::try_from(length).expect("a small file")]).expect("damage can be done");
    let _ = std::fs::remove_file(desk.vault().join("vault.db-wal"));
    let window = Window::open(desk, &Start::default());
    window.wait("what happened", "return shows('damaged') || shows('database')");
    window.picture("vault-damaged-en");
}

#[test]
fn bytes_changed_in_the_vault_are_found_by_the_check_in_the_window() {
    let (desk, _) = with_sample("en");
    let objects = desk.vault().join("objects");
    let victim = walk(&objects).into_iter().max_by_key(|path| path.metadata().map_or(0, |one| one.len()));
    let victim = victim.expect("the sample has objects");
    let mut bytes = std::fs::read(&victim).expect("an object can be read");
    bytes[1000] ^= 1;
    std::fs::remove_file(&victim).expect("an object can be replaced");
    std::fs::write(&victim, bytes).expect("an object can be replaced");
    let window = Window::open(desk, &Start::default());
    window.go("settings/vaults");
    window.press("button", &holdfast_tests::window::words::en("settings_check_do"));
    window.see("object-damaged");
    window.picture("vault-check-damaged-en");
}

/// Every file below a folder.
pub(crate) fn walk(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder can be listed").flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}
