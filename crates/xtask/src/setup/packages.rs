//! What comes from the operating system: one table of what must be there, which Debian package brings it, and why.

use std::path::Path;

use crate::place::Place;

/// Who needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// Building and opening the window.
    Run,
    /// Besides, every test and measurement.
    Test,
}

/// How its presence is seen.
#[derive(Debug, Clone, Copy)]
enum Seen {
    /// A program answers on PATH.
    Program(&'static str),
    /// pkg-config knows the library with its headers.
    Library(&'static str),
    /// GStreamer has the element: the webview plays nothing without it.
    Element(&'static str),
    /// A font speaks the language.
    Font(&'static str),
}

/// One thing of the operating system.
#[derive(Debug)]
pub(super) struct Package {
    need: Need,
    seen: Seen,
    pub(super) name: &'static str,
    pub(super) purpose: &'static str,
}

const fn package(need: Need, seen: Seen, name: &'static str, purpose: &'static str) -> Package {
    Package { need, seen, name, purpose }
}

use Need::{Run, Test};
use Seen::{Element, Font, Library, Program};

/// pkg-config stands before the libraries: without it none of them is seen.
const PACKAGES: &[Package] = &[
    package(Run, Program("cc"), "build-essential", "compiles the SQLite that is built in"),
    package(Run, Program("pkg-config"), "pkg-config", "finds the libraries of the window"),
    package(Run, Library("webkit2gtk-4.1"), "libwebkit2gtk-4.1-dev", "draws the window"),
    package(Run, Library("ayatana-appindicator3-0.1"), "libayatana-appindicator3-dev", "the icon in the tray"),
    package(Run, Library("librsvg-2.0"), "librsvg2-dev", "icons of menus"),
    package(Run, Library("libxdo"), "libxdo-dev", "copy and paste from the menu"),
    package(Run, Element("vp8dec"), "gstreamer1.0-plugins-good", "plays WebM videos"),
    package(Run, Element("avdec_h264"), "gstreamer1.0-libav", "plays the videos of phones"),
    package(Run, Font("zh-cn"), "fonts-noto-cjk", "Chinese characters, also in PDF pages that bring none"),
    package(Test, Program("python3"), "python3", "runs bagit.py"),
    package(Test, Program("strace"), "strace", "injects faults and audits what is synced"),
    package(Test, Program("openssl"), "openssl", "checks digests as a lawyer would"),
    package(Test, Program("ssh-keygen"), "openssh-client", "checks signatures as a lawyer would"),
    package(Test, Program("zip"), "zip", "repacks a bundle, and is measured against"),
    package(Test, Program("unzip"), "unzip", "unpacks a bundle as a lawyer would"),
    package(Test, Program("sha256sum"), "coreutils", "checks digests as a lawyer would"),
    package(Test, Program("diff"), "diffutils", "runs the printed commands"),
    package(Test, Program("find"), "findutils", "runs the printed commands"),
    package(Test, Program("bash"), "bash", "runs the printed commands"),
    package(Test, Program("mount"), "mount", "makes a small disk that really fills up"),
    package(Test, Program("time"), "time", "measures peak memory"),
    package(Test, Program("WebKitWebDriver"), "webkit2gtk-driver", "presses the window's buttons"),
    package(Test, Program("Xvfb"), "xvfb", "a display without a screen"),
    package(Test, Program("xauth"), "xauth", "a display without a screen"),
    package(Test, Program("openbox"), "openbox", "a window manager for it"),
    package(Test, Program("dbus-daemon"), "dbus", "a session bus for it"),
    package(Test, Program("xdotool"), "xdotool", "types into the system's own dialogs"),
    package(Test, Program("import"), "imagemagick", "takes pictures of the window"),
    package(Test, Program("xclip"), "xclip", "puts something on the clipboard"),
    package(Test, Program("chromium"), "chromium", "measures contrast and names in the built pages"),
];

/// What this need asks for and this machine has not.
pub(super) fn absent(place: &Place, need: Need) -> Vec<&'static Package> {
    PACKAGES.iter().filter(|package| package.need <= need && !is_here(place, package.seen)).collect()
}

fn is_here(place: &Place, seen: Seen) -> bool {
    let answers = |program: &str, arguments: &[&str]| {
        place.command(program).args(arguments).output().is_ok_and(|answer| answer.status.success())
    };
    match seen {
        Program(name) => place.which(name).is_some(),
        // xdo came without a .pc file for years.
        Library("libxdo") => {
            answers("pkg-config", &["--exists", "libxdo"]) || Path::new("/usr/include/xdo.h").is_file()
        }
        Library(name) => answers("pkg-config", &["--exists", name]),
        Element(name) => element_is_here(name),
        Font(language) => {
            let fonts = place.command("fc-list").arg(format!(":lang={language}")).output();
            fonts.is_ok_and(|answer| !answer.stdout.is_empty())
        }
    }
}

/// `gst-inspect-1.0` is in a package of its own that nothing else needs, so the plugin's file is looked for.
fn element_is_here(name: &str) -> bool {
    let file = match name {
        "vp8dec" => "libgstvpx.so",
        "avdec_h264" => "libgstlibav.so",
        _ => return false,
    };
    let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|folder| folder.path());
    folders.chain(["/usr/lib".into(), "/usr/lib64".into()]).any(|lib| lib.join("gstreamer-1.0").join(file).is_file())
}
