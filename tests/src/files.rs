//! A folder tree in memory: paths with `/`, bytes. Bundles in tests are small, so they are edited here and written
//! out whole, as a folder or as a ZIP in the writer's own profile.

use crate::forge::zip::{Member, Zip};
use std::collections::BTreeMap;
use std::path::Path;

/// Files by their path below one top folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Files {
    /// Everything below `folder`; links are not followed and not taken.
    pub fn read_folder(folder: &Path) -> Files {
        let mut files = Files::default();
        files.take(folder, "");
        files
    }

    fn take(&mut self, folder: &Path, prefix: &str) {
        for entry in std::fs::read_dir(folder).expect("a folder can be listed").flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().expect("a directory entry has a type");
            if kind.is_dir() {
                self.take(&entry.path(), &format!("{name}/"));
            } else if kind.is_file() {
                self.0.insert(name, std::fs::read(entry.path()).expect("a file can be read"));
            }
        }
    }

    /// The members of a ZIP that only stores, without the name of its one top folder; and that name.
    pub fn read_zip(zip: &[u8]) -> (String, Files) {
        let members = crate::forge::zip::read_stored(zip);
        let top = members[0].0.split('/').next().expect("a split has a first part").to_owned();
        let inside = |name: String| name.strip_prefix(&format!("{top}/")).map(str::to_owned).unwrap_or(name);
        let files = members.into_iter().map(|(name, bytes)| (inside(name), bytes)).collect();
        (top, Files(files))
    }

    /// Writes all files below `folder`, which is made.
    pub fn write_folder(&self, folder: &Path) {
        for (name, bytes) in &self.0 {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
            std::fs::write(path, bytes).expect("a file can be written");
        }
    }

    /// The ZIP with one top folder `top`, as our own writer would make it.
    pub fn to_zip(&self, top: &str) -> Vec<u8> {
        let members = self.0.iter().map(|(name, bytes)| Member::stored(&format!("{top}/{name}"), bytes));
        Zip::of(members.collect()).to_bytes()
    }

    #[track_caller]
    pub fn get(&self, name: &str) -> &[u8] {
        self.0.get(name).unwrap_or_else(|| panic!("no {name} in this bundle; there are {:?}", self.0.keys()))
    }

    #[track_caller]
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.get(name).to_vec()).expect("the file is UTF-8")
    }

    pub fn put(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.to_owned(), bytes.into());
    }

    /// Takes a file out and returns its bytes.
    #[track_caller]
    pub fn remove(&mut self, name: &str) -> Vec<u8> {
        self.0.remove(name).unwrap_or_else(|| panic!("no {name} to remove"))
    }

    /// Changes one text file; the change must be one.
    #[track_caller]
    pub fn edit(&mut self, name: &str, change: impl FnOnce(String) -> String) {
        let before = self.text(name);
        let after = change(before.clone());
        assert_ne!(before, after, "the edit of {name} changed nothing, so it tests nothing");
        self.put(name, after);
    }

    /// Changes one JSON file, keeping the order of its keys.
    #[track_caller]
    pub fn edit_json(&mut self, name: &str, change: impl FnOnce(&mut serde_json::Value)) {
        let mut value = self.json(name);
        change(&mut value);
        self.put(name, serde_json::to_vec(&value).expect("a JSON value can be written"));
    }

    #[track_caller]
    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(self.get(name)).unwrap_or_else(|error| panic!("{name} is not JSON: {error}"))
    }

    /// The names below a folder, without it.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().filter_map(move |name| name.strip_prefix(folder)?.strip_prefix('/'))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
