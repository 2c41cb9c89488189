//! The scratch folder of a bench run, and Holdfast's release programs working in it.
//!
//! Everything lies in one folder on one disk; what a round leaves behind is removed, and flushed, before the next one
//! begins, so that no round pays for another's writes. The folder is removed when the run ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::bench::measure::{Run, timed};
use crate::place::{Place, cache_folder, succeed};

pub(crate) struct Scratch<'a> {
    pub(crate) place: &'a Place,
    folder: PathBuf,
}

impl<'a> Scratch<'a> {
    /// A fresh folder under HOLDFAST_BENCH_DIR, by default beside the target folder.
    pub(crate) fn new(place: &'a Place) -> Outcome<Scratch<'a>> {
        let parent = match std::env::var_os("HOLDFAST_BENCH_DIR") {
            Some(folder) => std::path::absolute(&folder).map_err(|error| format!("HOLDFAST_BENCH_DIR: {error}"))?,
            None => cache_folder()?.join("bench"),
        };
        let folder = parent.join(format!("run-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Scratch { place, folder })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Removes what lies under these names, and lets the disk come to rest.
    pub(crate) fn clear(&self, names: &[&str]) -> Outcome<()> {
        for name in names {
            let path = self.path(name);
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            if let Err(error) = removed
                && error.kind() != std::io::ErrorKind::NotFound
            {
                return Err(format!("{}: {error}", path.display()));
            }
        }
        succeed(&mut Command::new("sync"))
    }

    /// A release program with a configuration folder of its own.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = self.place.command(self.place.binary("release", name));
        command.current_dir(&self.folder).env("XDG_CONFIG_HOME", self.path("config"));
        command
    }

    /// `holdfast` with the vault of that name.
    pub(crate) fn holdfast(&self, vault: &str, arguments: &[&str]) -> Command {
        let mut command = self.program("holdfast");
        command.args(["--vault", vault]).args(arguments);
        command
    }

    /// Runs and measures; any exit code but these is an error.
    pub(crate) fn measured(&self, command: &Command, codes: &[i32]) -> Outcome<Run> {
        timed(command, codes, &self.path("last.log"))
    }

    /// Runs and measures a line of shell, as a person would type it, in the scratch folder.
    pub(crate) fn typed(&self, script: &str) -> Outcome<Run> {
        let mut command = self.place.command("bash");
        command.current_dir(&self.folder).args(["-e", "-o", "pipefail", "-c", script]);
        self.measured(&command, &[0])
    }

    /// An empty vault of that name, the one before it removed.
    pub(crate) fn new_vault(&self, vault: &str) -> Outcome<()> {
        self.clear(&[vault])?;
        self.measured(&self.holdfast(vault, &["vault", "create"]), &[0])?;
        Ok(())
    }

    /// A vault of that name with one dispute whose exhibits are what lies under `source`; returns the dispute's name.
    pub(crate) fn vault_with_dispute(&self, vault: &str, source: &str) -> Outcome<String> {
        self.new_vault(vault)?;
        let created = self.holdfast(vault, &["--json", "dispute", "create", "Bench"]).output();
        let created = created.map_err(|error| format!("holdfast could not be started: {error}"))?;
        let answer: serde_json::Value = serde_json::from_slice(&created.stdout)
            .map_err(|error| format!("dispute create answered no JSON: {error}"))?;
        let name = answer.pointer("/dispute/name").and_then(serde_json::Value::as_str);
        let name = name.ok_or_else(|| format!("dispute create answered {answer}"))?.to_owned();
        self.measured(&self.holdfast(vault, &["item", "add", source, "--dispute", &name]), &[0])?;
        Ok(name)
    }

    /// The bundle of that dispute as a file of that name.
    pub(crate) fn bundle(&self, vault: &str, dispute: &str, file: &str) -> Outcome<Run> {
        self.measured(&self.holdfast(vault, &["bundle", "create", dispute, "-o", file]), &[0])
    }

    /// The check of that bundle: whole, dated or not.
    pub(crate) fn verified(&self, file: &str) -> Outcome<Run> {
        let mut command = self.program("holdfast-verify");
        command.arg(file);
        self.measured(&command, &[0, 1])
    }
}

impl Drop for Scratch<'_> {
    fn drop(&mut self) {
        // The parent may hold another run; only our own folder goes.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
