//! Where a window can stand without a screen: Xvfb, openbox, a session bus, and the driver that holds the window.
//!
//! Each process leads a group of its own; the groups are killed when the stage is dropped, also when a test panics. A
//! driver that outlived its test would hold the test's output open and hang whoever reads it, so all output goes to
//! files at the desk.

use crate::program::Desk;
use rustix::process::{Pid, Signal, kill_process_group};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The size of the display: the window of the pictures, its title bar, and some room.
pub const SCREEN: &str = "1600x1040x24";

/// The processes around a window.
#[derive(Debug)]
pub struct Stage {
    groups: Vec<Child>,
    pub display: String,
    pub bus: String,
    pub driver: u16,
}

impl Stage {
    /// Sets the stage; the driver, and with it the window, gets `surroundings` as its environment.
    pub fn set(desk: &Desk, surroundings: &[(&str, String)]) -> Stage {
        let mut stage = Stage { groups: Vec::new(), display: String::new(), bus: String::new(), driver: 0 };
        let number = stage.start_and_read(
            desk,
            Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-ac"]),
            "Xvfb",
        );
        stage.display = format!(":{number}");
        stage.bus = stage.start_and_read(
            desk,
            Command::new("dbus-daemon").args(["--session", "--print-address=1", "--nofork", "--nopidfile"]),
            "dbus-daemon",
        );
        let display = stage.display.clone();
        stage.start(desk, Command::new("openbox").env("DISPLAY", &display), "openbox", Stdio::null());
        stage.driver = free_port();
        let mut driver = Command::new("WebKitWebDriver");
        driver.arg(format!("--port={}", stage.driver)).arg("--host=127.0.0.1");
        driver.env_clear().envs([("PATH", std::env::var_os("PATH").unwrap_or_default())]);
        driver.env("DISPLAY", &stage.display).env("DBUS_SESSION_BUS_ADDRESS", &stage.bus);
        driver.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        // Software drawing: there is no graphics card behind this display, and a probe for one takes seconds.
        driver.env("LIBGL_ALWAYS_SOFTWARE", "1").env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        driver.env("GTK_A11Y", "none").env("NO_AT_BRIDGE", "1");
        driver.envs(surroundings.iter().map(|(name, value)| (name, value)));
        stage.start(desk, &mut driver, "driver", Stdio::null());
        wait_for_port(stage.driver);
        stage
    }

    /// Starts a process in a group of its own, its words in a file at the desk.
    fn start(&mut self, desk: &Desk, command: &mut Command, name: &str, out: Stdio) -> &mut Child {
        let words = File::create(desk.root().join(format!("{name}.txt"))).expect("a file for a process's words");
        let child = command.stdin(Stdio::null()).stdout(out).stderr(words).process_group(0).spawn();
        self.groups.push(child.unwrap_or_else(|error| panic!("{name} cannot start ({error}): cargo xtask setup")));
        self.groups.last_mut().expect("just pushed")
    }

    /// Starts a process that says one line on standard output when it is ready.
    fn start_and_read(&mut self, desk: &Desk, command: &mut Command, name: &str) -> String {
        let child = self.start(desk, command, name, Stdio::piped());
        let mut line = String::new();
        let out = child.stdout.take().expect("standard output is a pipe");
        BufReader::new(out).read_line(&mut line).expect("a line can be read");
        assert!(!line.is_empty(), "{name} ended without saying where it is");
        line.trim().to_owned()
    }

    /// The group of the driver, which the window and its web processes belong to.
    pub fn driver_group(&self) -> u32 {
        self.groups.last().expect("the driver is started last").id()
    }

    /// A command that sees this display.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.bus).stdin(Stdio::null());
        command
    }

    /// `xdotool …`, which must succeed; its output.
    pub fn xdotool(&self, arguments: &[&str]) -> String {
        let answer = self.command("xdotool").args(arguments).output().expect("xdotool starts");
        assert!(answer.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&answer.stderr));
        String::from_utf8_lossy(&answer.stdout).trim().to_owned()
    }

    /// The X window whose title holds `title`, waited for.
    pub fn x_window(&self, title: &str) -> String {
        let begun = Instant::now();
        loop {
            if let Some(window) = self.x_window_now(title) {
                return window;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "no window named {title:?} appears");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// The X window whose title holds `title`, if there is one now.
    pub fn x_window_now(&self, title: &str) -> Option<String> {
        let answer = self.command("xdotool").args(["search", "--onlyvisible", "--name", title]).output();
        let found = answer.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
        found.unwrap_or_default().lines().last().map(str::to_owned)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // The window first, then what it stands on.
        for child in self.groups.iter_mut().rev() {
            if let Some(group) = Pid::from_raw(child.id().cast_signed()) {
                let _ = kill_process_group(group, Signal::KILL);
            }
            let _ = child.wait();
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

fn wait_for_port(port: u16) {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(20), "the driver does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
}
