//! What honest people and their programs do to a bundle: never "broken".

use crate::judge::{Input, Promise, judge_paths};
use crate::table::{TOP, Table};
use holdfast_tests::fixtures::has_tool;
use holdfast_tests::program::Desk;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn rows(table: &mut Table) {
    let litter = [".DS_Store", "data/.DS_Store", "data/items/E01/._p001.png", "Thumbs.db", "data/items/desktop.ini"];
    for name in litter {
        let mut files = table.whole.clone();
        files.put(name, "litter");
        table.input(&format!("{name} in the unpacked folder"), 1, &["system-litter"], Input::Folder(files));
    }
    for top in ["r\u{e9}sum\u{e9}-caf\u{e9}", "re\u{301}sume\u{301}-cafe\u{301}", "纠纷 2026", "with space"] {
        table.input(&format!("the top folder is called {top:?}"), 1, &[], Input::Zip(table.whole.to_zip(top)));
    }
    unpacked(table, "unpacked", |_| {});
    unpacked(table, "an empty folder beside the items", |folder| {
        std::fs::create_dir(folder.join("data/empty")).expect("a folder")
    });
    unpacked(table, "all times changed", |folder| {
        let hour = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        for name in ["index.html", "bagit.txt", "manifest-sha256.txt"] {
            let file = std::fs::File::options().write(true).open(folder.join(name)).expect("the file opens");
            file.set_modified(hour).expect("a time can be set");
        }
    });
    unpacked(table, "copied to a stick that makes everything executable", |folder| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.join("index.html"), PermissionsExt::from_mode(0o777))
            .expect("a mode can be set");
    });
    packed_by(table, "zip", &["-q", "-r", "../again.zip", TOP]);
    packed_by(table, "zip", &["-q", "-0", "-r", "-X", "../again.zip", TOP]);
    packed_by(table, "zip", &["-q", "-r", "-D", "../again.zip", TOP]);
    packed_by(table, "zip", &["-q", "-r", "-fd", "../again.zip", TOP]);
    packed_by(table, "python3", &["-c", "import shutil; shutil.make_archive('../again', 'zip', '.')"]);
    links(table);
}

/// A row over the folder after `change`; never broken.
fn unpacked(table: &mut Table, name: &str, change: impl Fn(&Path) + Send + Sync + 'static) {
    let files = table.whole.clone();
    table.act(name, move || {
        let desk = Desk::new();
        let folder = desk.path(TOP);
        files.write_folder(&folder);
        change(&folder);
        judge_paths(&desk, &[folder], &Promise::new(1, &[])).map(|_| ())
    });
}

/// A row over a ZIP that a public packer makes of the unpacked bundle.
fn packed_by(table: &mut Table, tool: &'static str, arguments: &'static [&'static str]) {
    if !has_tool(tool) {
        return holdfast_tests::fixtures::skip(&format!("{tool} is not installed"));
    }
    let files = table.whole.clone();
    table.act(&format!("packed again by {tool} {}", arguments.join(" ")), move || {
        let desk = Desk::new();
        files.write_folder(&desk.path("in").join(TOP));
        let ran = Command::new(tool).args(arguments).current_dir(desk.path("in")).status();
        if !ran.is_ok_and(|status| status.success()) {
            return Err(format!("{tool} failed"));
        }
        judge_paths(&desk, &[desk.path("again.zip")], &Promise::new(1, &["zip-repacked"])).map(|_| ())
    });
}

/// In a folder, a link is not a file: what is hashed must be what lies there.
fn links(table: &mut Table) {
    let files = table.whole.clone();
    table.act("a file replaced by a link to its bytes", move || {
        let desk = Desk::new();
        let folder = desk.path(TOP);
        files.write_folder(&folder);
        let outside: PathBuf = desk.path("outside.html");
        std::fs::rename(folder.join("index.html"), &outside).map_err(|error| error.to_string())?;
        std::os::unix::fs::symlink(&outside, folder.join("index.html")).map_err(|error| error.to_string())?;
        judge_paths(&desk, &[folder], &Promise::new(2, &["link-found"])).map(|_| ())
    });
    let files = table.whole.clone();
    table.act("a folder that contains itself through a link", move || {
        let desk = Desk::new();
        let folder = desk.path(TOP);
        files.write_folder(&folder);
        std::os::unix::fs::symlink(&folder, folder.join("data/loop")).map_err(|error| error.to_string())?;
        judge_paths(&desk, &[folder], &Promise::new(2, &["link-found"])).map(|_| ())
    });
    let files = table.whole.clone();
    table.act("a pipe in the folder", move || {
        let desk = Desk::new();
        let folder = desk.path(TOP);
        files.write_folder(&folder);
        let made = Command::new("mkfifo").arg(folder.join("data/pipe")).status();
        if !made.is_ok_and(|status| status.success()) {
            return Err("mkfifo failed".to_owned());
        }
        judge_paths(&desk, &[folder], &Promise::new(2, &["link-found|unlisted-file"])).map(|_| ())
    });
}
