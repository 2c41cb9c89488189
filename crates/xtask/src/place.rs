//! Where this workspace, its target folder and its private tools lie, and how a child process is started there.
//!
//! One target folder outside the tree is shared by the work tree, a fresh clone and the build server, so that none of
//! them compiles SQLite and clap again. Tools that no system package brings lie beside it, never in the system.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::Outcome;

#[derive(Debug)]
pub(crate) struct Place {
    /// The folder of the workspace's Cargo.toml.
    pub(crate) root: PathBuf,
    /// What every child cargo gets as CARGO_TARGET_DIR.
    pub(crate) target: PathBuf,
    /// Private tools: one folder each, with a `bin` inside.
    pub(crate) tools: PathBuf,
}

impl Place {
    /// Finds the workspace through cargo's own variable; the target folder is HOLDFAST_TARGET, else the
    /// CARGO_TARGET_DIR already in force, else `~/.cache/holdfast/target`.
    pub(crate) fn find() -> Outcome<Place> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .ancestors()
            .nth(2)
            .filter(|root| root.join("Cargo.toml").is_file())
            .ok_or_else(|| format!("no workspace above {}", manifest.display()))?
            .to_path_buf();
        let cache = cache_folder()?;
        let target = ["HOLDFAST_TARGET", "CARGO_TARGET_DIR"]
            .iter()
            .find_map(std::env::var_os)
            .map_or_else(|| cache.join("target"), PathBuf::from);
        let target = if target.is_absolute() { target } else { root.join(target) };
        Ok(Place { root, target, tools: cache.join("tools") })
    }

    /// A command in the workspace's folder: no standard input, the shared target folder, private tools first on PATH,
    /// the fixtures' folder as an absolute path, and none of the variables by which cargo described xtask itself.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            let name_text = name.to_string_lossy();
            if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command.env("CARGO_TARGET_DIR", &self.target);
        command.env("HOLDFAST_FIXTURES", self.fixtures());
        if let Some(path) = self.search_path() {
            command.env("PATH", path);
        }
        command
    }

    /// The cargo that started xtask, else the one on PATH.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments);
        command
    }

    /// A built binary of the product in the given profile's folder (`debug`, `release`).
    pub(crate) fn binary(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The first file of that name on PATH, private tools first.
    pub(crate) fn which(&self, program: &str) -> Option<PathBuf> {
        let path = self.search_path()?;
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
    }

    fn search_path(&self) -> Option<std::ffi::OsString> {
        let mut folders: Vec<PathBuf> = std::fs::read_dir(&self.tools)
            .map(|tools| tools.filter_map(|tool| Some(tool.ok()?.path().join("bin"))).collect())
            .unwrap_or_default();
        folders.sort();
        if let Some(path) = std::env::var_os("PATH") {
            folders.extend(std::env::split_paths(&path));
        }
        // Administrators' folders are often left out of a user's PATH, and `mount` may lie there.
        folders.extend(["/usr/sbin", "/sbin"].map(PathBuf::from));
        std::env::join_paths(folders).ok()
    }

    /// Collected test material made by others; perhaps not there.
    pub(crate) fn fixtures(&self) -> PathBuf {
        let stated = std::env::var_os("HOLDFAST_FIXTURES").map(PathBuf::from);
        let folder = stated.unwrap_or_else(|| self.root.join("../shared/fixtures"));
        std::fs::canonicalize(&folder).or_else(|_| std::path::absolute(&folder)).unwrap_or(folder)
    }
}

/// Runs to the end with the terminal's output; anything but exit 0 is an error that names the command.
pub(crate) fn succeed(command: &mut Command) -> Outcome<()> {
    let status = status_of(command)?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", spelled(command))) }
}

/// Runs to the end and returns the status; not being able to start is the only error.
pub(crate) fn status_of(command: &mut Command) -> Outcome<ExitStatus> {
    command.status().map_err(|error| format!("{} could not be started: {error}", spelled(command)))
}

/// The command as a person would type it.
pub(crate) fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| {
        let word = word.to_string_lossy();
        let plain = !word.is_empty() && !word.contains([' ', '\'', '"', '$', '&', ';', '|', '(', ')']);
        if plain { word.into_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
    }));
    words.join(" ")
}

/// `~/.cache/holdfast`, or XDG's word for it.
pub(crate) fn cache_folder() -> Outcome<PathBuf> {
    if let Some(cache) = std::env::var_os("XDG_CACHE_HOME").filter(|cache| !cache.is_empty()) {
        return Ok(PathBuf::from(cache).join("holdfast"));
    }
    let home = std::env::home_dir().ok_or("no home folder is known: set HOME or XDG_CACHE_HOME")?;
    Ok(home.join(".cache").join("holdfast"))
}
