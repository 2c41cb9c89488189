//! The pages of the window: Node's packages, and what `ui/package.json` does with them.

use std::fs;

use crate::Outcome;
use crate::place::{Place, succeed};

/// The oldest Node that the build tools run on.
const NODE_AT_LEAST: (u32, u32) = (20, 19);

/// Holds: `node` is new enough and `npm` answers.
pub(crate) fn node_is_here(place: &Place) -> Outcome<()> {
    let (major, minor) = NODE_AT_LEAST;
    let wanted =
        format!("  Node.js {major}.{minor} or newer with npm, from https://nodejs.org or your system's packages");
    let answer = place.command("node").arg("--version").output().map_err(|_| wanted.clone())?;
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < NODE_AT_LEAST {
        return Err(format!("{wanted} (found {version})"));
    }
    if place.which("npm").is_none() && !cfg!(windows) {
        return Err(wanted);
    }
    Ok(())
}

/// Installs what package-lock.json names, unless exactly that is installed.
pub(crate) fn install(place: &Place) -> Outcome<()> {
    let ui = place.root.join("ui");
    let stamp = ui.join("node_modules").join(".installed-from");
    let lock = fs::read(ui.join("package-lock.json")).map_err(|error| format!("ui/package-lock.json: {error}"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    npm(place, &["ci", "--no-audit", "--no-fund"])?;
    fs::write(&stamp, lock).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Builds `ui/dist`, which is compiled into the window.
pub(crate) fn build(place: &Place) -> Outcome<()> {
    install(place)?;
    npm(place, &["run", "--silent", "build"])
}

/// Everything that tests the pages without a window: lint, types, unit tests, the build, and axe-core over the built
/// pages in Chromium.
pub(crate) fn test(place: &Place) -> Outcome<()> {
    install(place)?;
    for script in ["lint", "test", "build", "axe"] {
        npm(place, &["run", "--silent", script])?;
    }
    Ok(())
}

fn npm(place: &Place, arguments: &[&str]) -> Outcome<()> {
    // On Windows npm is a script that only its full name starts.
    let mut npm = place.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    succeed(npm.current_dir(place.root.join("ui")).args(arguments))
}
