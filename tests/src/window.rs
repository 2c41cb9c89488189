//! The window in a user's hands: finding by role and name, pressing, typing, reading, taking a picture.
//!
//! Everything waits for what it looks for and ends with a picture and the page's text when it does not come, so that a
//! failure in a place without a screen can be understood. Finding works on what assistive technology would be told:
//! a control that cannot be found here cannot be found by a screen reader either.

mod drag;
mod finder;
pub mod sample;
pub mod stage;
pub mod words;

use crate::fixtures::workspace;
use crate::program::{Desk, binary};
use drag::Drag;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use finder::FINDER;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use stage::Stage;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::runtime::{Builder, Runtime};

/// How long something may take to appear; a loaded machine is slow, a broken window is silent for ever.
const PATIENCE: Duration = Duration::from_secs(30);

/// The picture area that the design is drawn for.
pub const WIDE: (u32, u32) = (1440, 900);
/// The smallest window that must work.
pub const SMALL: (u32, u32) = (900, 640);

/// How a window is started.
#[derive(Debug, Clone)]
pub struct Start {
    pub language: &'static str,
    pub theme: &'static str,
    /// False: as on the first day, with the first screen.
    pub started_before: bool,
    pub size: (u32, u32),
    pub text_size: u32,
    /// The program, beside the tests' own folder.
    pub binary: String,
    pub more: Vec<(&'static str, String)>,
}

impl Default for Start {
    fn default() -> Start {
        Start {
            language: "en",
            theme: "light",
            started_before: true,
            size: WIDE,
            text_size: 100,
            binary: "holdfast-window".to_owned(),
            more: Vec::new(),
        }
    }
}

/// What is left of a closed window.
#[derive(Debug)]
pub struct Closed {
    pub desk: Desk,
}

/// An open window with everything it stands on.
#[derive(Debug)]
pub struct Window {
    runtime: Runtime,
    client: Client,
    pub stage: Stage,
    pub desk: Desk,
}

impl Window {
    /// Opens the window at this desk and waits until it shows something useful.
    pub fn open(desk: Desk, start: &Start) -> Window {
        let (window, _) = Window::open_timed(desk, start);
        window.resize(start.size);
        window
    }

    /// As [`Window::open`], at whatever size it has; besides, when it was asked to open (milliseconds since 1970).
    pub fn open_timed(desk: Desk, start: &Start) -> (Window, f64) {
        let home = desk.root().join("home");
        let config = home.join("config/holdfast");
        if start.started_before {
            std::fs::create_dir_all(&config).expect("a folder for the settings");
            let settings = json!({
                "language": start.language, "theme": start.theme, "text_size": start.text_size,
                "first_start_done": true, "public_clocks": "denied",
            });
            std::fs::write(config.join("settings.json"), settings.to_string()).expect("settings can be written");
        }
        let text = |path: &Path| path.display().to_string();
        let locale = if start.language == "zh" { "zh_CN.UTF-8" } else { "C.UTF-8" };
        let mut surroundings = vec![
            ("HOME", text(&home)),
            ("XDG_CONFIG_HOME", text(&home.join("config"))),
            ("XDG_DATA_HOME", text(&home.join("data"))),
            ("XDG_CACHE_HOME", text(&home.join("cache"))),
            ("XDG_RUNTIME_DIR", text(&home)),
            ("HOLDFAST_VAULT", text(&desk.vault())),
            ("HOLDFAST_ASSETS", text(&workspace().join("assets"))),
            ("LANG", locale.to_owned()),
            ("TZ", "Asia/Shanghai".to_owned()),
        ];
        surroundings.extend(start.more.iter().cloned());
        let stage = Stage::set(&desk, &surroundings);
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let options = json!({ "binary": text(&binary(&start.binary)), "args": [] });
        let mut capabilities = Capabilities::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let asked = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs_f64() * 1000.0;
        let client = runtime
            .block_on(async {
                let mut builder = ClientBuilder::new(HttpConnector::new());
                builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{}", stage.driver)).await
            })
            .unwrap_or_else(|error| panic!("the window does not open: {error}\n{}", words(&desk)));
        let window = Window { runtime, client, stage, desk };
        window.wait("a useful page", "return document.querySelector('main, [role=main]') !== null");
        (window, asked)
    }

    /// Closes the window and everything around it; the desk stays, to be opened again.
    pub fn close(self) -> Closed {
        let Window { runtime, client, stage, desk } = self;
        let _ = runtime.block_on(async { tokio::time::timeout(PATIENCE, client.close()).await });
        drop(stage);
        Closed { desk }
    }

    /// Makes the page area this large.
    pub fn resize(&self, (width, height): (u32, u32)) {
        let id = self.stage.x_window("^Holdfast$");
        self.stage.xdotool(&["windowsize", &id, &width.to_string(), &height.to_string()]);
        let begun = Instant::now();
        let wanted = |found: i16, asked: u32| (i64::from(found) - i64::from(asked)).abs() < 8;
        loop {
            let (_, _, found_width, found_height) = self.geometry(&id);
            if wanted(found_width, width) && wanted(found_height, height) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "the window stays {found_width} × {found_height}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Runs a script in the page; what it returns.
    pub fn script(&self, script: &str) -> Value {
        let script = format!("{FINDER}\n{script}");
        match self.within(self.client.execute(&script, Vec::new())) {
            Some(Ok(value)) => value,
            Some(Err(error)) => panic!("script failed: {error}\n{script}\n{}", words(&self.desk)),
            None => panic!("the window does not answer\n{script}\n{}", words(&self.desk)),
        }
    }

    /// What the driver answers; none when it does not, so that nothing waits for ever.
    fn within<T>(&self, asked: impl Future<Output = T>) -> Option<T> {
        self.runtime.block_on(async { tokio::time::timeout(PATIENCE, asked).await.ok() })
    }

    /// Waits until the script returns something true; gives it back.
    #[track_caller]
    pub fn wait(&self, what: &str, script: &str) -> Value {
        let begun = Instant::now();
        loop {
            let value = self.script(script);
            if !matches!(value, Value::Null | Value::Bool(false)) {
                return value;
            }
            if begun.elapsed() > PATIENCE {
                let picture = self.picture("failure");
                let text = self.script("return document.body.innerText");
                panic!("waited in vain for {what}; picture {}\nthe page says:\n{text:#}", picture.display());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until the page shows this text.
    #[track_caller]
    pub fn see(&self, text: &str) {
        self.wait(&format!("the text {text:?}"), &format!("return shows({})", json!(text)));
    }

    /// Everything the page says.
    pub fn text(&self) -> String {
        self.script("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// True when the page shows this text now.
    pub fn shows(&self, text: &str) -> bool {
        self.script(&format!("return shows({})", json!(text))) == json!(true)
    }

    /// Waits until the page no longer shows this text.
    #[track_caller]
    pub fn see_no_more(&self, text: &str) {
        self.wait(&format!("the text {text:?} to go"), &format!("return !shows({})", json!(text)));
    }

    /// Presses what has this role and whose name holds `name`, with the display's pointer as a hand does: the driver's
    /// own click waits for ever when the page changes under it.
    #[track_caller]
    pub fn press(&self, role: &str, name: &str) {
        self.point(role, name);
        self.press_pointed();
    }

    fn press_pointed(&self) {
        // Twice the same place: what is still moving is not yet pressed.
        let place = "const box = document.querySelector('[data-pointed-at]')?.getBoundingClientRect(); \
            return box ? [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2), innerHeight] : null";
        let mut last = serde_json::Value::Null;
        for _ in 0..40 {
            let now = self.script(place);
            if now == last && !now.is_null() {
                break;
            }
            last = now;
            std::thread::sleep(Duration::from_millis(60));
        }
        let number = |at: usize| last[at].as_i64().expect("what was pointed at is still there");
        let id = self.stage.x_window("^Holdfast$");
        // The page lies below the menu bar.
        let above = i64::from(self.geometry(&id).3) - number(2);
        let (x, y) = (number(0).to_string(), (number(1) + above).to_string());
        self.stage.xdotool(&["mousemove", "--window", &id, &x, &y]);
        std::thread::sleep(Duration::from_millis(40));
        self.stage.xdotool(&["click", "1"]);
    }

    /// Left, top, width and height of an X window on the display.
    fn geometry(&self, id: &str) -> (i16, i16, i16, i16) {
        let place = self.stage.xdotool(&["getwindowgeometry", "--shell", id]);
        let number = |name: &str| {
            let line = place.lines().find_map(|line| line.strip_prefix(name)).expect("xdotool tells the place");
            line.parse::<i16>().expect("a place is a number")
        };
        (number("X="), number("Y="), number("WIDTH="), number("HEIGHT="))
    }

    /// Marks what has this role and name, and scrolls to it.
    #[track_caller]
    pub fn point(&self, role: &str, name: &str) {
        self.wait(&format!("{role} {name:?}"), &format!("return point({}, {})", json!(role), json!(name)));
    }

    /// Empties a field and types into it.
    #[track_caller]
    pub fn fill(&self, name: &str, text: &str) {
        self.press("textbox", name);
        self.keys(&["ctrl+a"]);
        self.stage.xdotool(&["type", "--delay", "8", text]);
        // Keys still on their way would go to whatever is pressed next.
        self.wait("the typed text", &format!("return document.activeElement.value === {}", json!(text)));
    }

    /// Types keys to whatever has the focus, through the display as a keyboard does (`ctrl+v`, `Return`, `Tab`).
    pub fn keys(&self, keys: &[&str]) {
        let id = self.stage.x_window("^Holdfast$");
        self.stage.xdotool(&["windowfocus", "--sync", &id]);
        for key in keys {
            self.stage.xdotool(&["key", "--clearmodifiers", key]);
        }
    }

    /// Answers the system's file dialog of this title with a path, as typed on a keyboard.
    pub fn answer_dialog(&self, title: &str, path: &Path) {
        let id = self.stage.x_window(title);
        self.stage.xdotool(&["windowfocus", "--sync", &id]);
        // GTK opens its field for a place when a slash is typed, and selects the name in a dialog that saves.
        self.stage.xdotool(&["key", "--clearmodifiers", "ctrl+l"]);
        std::thread::sleep(Duration::from_millis(300));
        self.stage.xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
        self.stage.xdotool(&["type", "--delay", "4", &path.display().to_string()]);
        // Of a folder the first Return may only go there; the next takes it.
        for _ in 0..3 {
            std::thread::sleep(Duration::from_millis(500));
            if self.stage.x_window_now(title).is_none() {
                return;
            }
            self.stage.xdotool(&["key", "--clearmodifiers", "Return"]);
        }
    }

    /// Lets files fall onto the middle of the page, as from a file manager.
    pub fn drop_files(&self, files: &[&Path]) {
        self.hold_files(files).drop();
    }

    /// Holds files over the middle of the page.
    pub fn hold_files(&self, files: &[&Path]) -> Drag {
        let id = self.stage.x_window("^Holdfast$");
        let (left, top, width, height) = self.geometry(&id);
        let middle = (left + width / 2, top + height / 2);
        Drag::hold(&self.stage.display, &id, files, middle)
    }

    /// A picture of the page, after what was last changed has been drawn.
    pub fn picture(&self, name: &str) -> PathBuf {
        // Asked for and looked at, not waited for inside the page: a page that draws nothing would hold the driver.
        let ask = "window.drawn = false; \
            requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = true; })); return true";
        self.script(ask);
        let begun = Instant::now();
        while self.script("return window.drawn === true") == json!(false) && begun.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(30));
        }
        let path = pictures().join(format!("{name}.png"));
        // From the display, not from the driver, whose own pictures wait for ever on some pages.
        let id = self.stage.x_window("^Holdfast$");
        let taken = self.stage.command("import").args(["-window", &id]).arg(&path).status();
        if !taken.is_ok_and(|status| status.success()) {
            println!("no picture of {name}: the display gives none");
        }
        path
    }

    /// Opens a screen by its address, as a menu or a second start does.
    pub fn go(&self, route: &str) {
        self.script(&format!("location.hash = {}; return true", json!(format!("#/{route}"))));
        std::thread::sleep(Duration::from_millis(250));
    }

    /// Scrolls through the list for this long, a good part of a page in each drawn frame; how many frames came more
    /// than 50 ms after the one before.
    pub fn scroll_gaps(&self, time: Duration) -> f64 {
        let begin = "
            const list = all('grid')[0] ?? all('treegrid')[0] ?? all('table')[0];
            let scroller = list;
            while (scroller && scroller.scrollHeight <= scroller.clientHeight + 4) scroller = scroller.parentElement;
            window.measured = { gaps: 0, frames: 0, moved: 0, on: true };
            let last = performance.now(), step = 400;
            const frame = (now) => {
              if (!window.measured.on) return;
              if (now - last > 50) window.measured.gaps += 1;
              window.measured.frames += 1;
              last = now;
              if (scroller) {
                const before = scroller.scrollTop;
                scroller.scrollTop += step;
                if (scroller.scrollTop === before) step = -step;
                window.measured.moved += Math.abs(scroller.scrollTop - before);
              }
              requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
            return true;";
        self.script(begin);
        std::thread::sleep(time);
        let measured = self.script("window.measured.on = false; return window.measured");
        assert!(measured["frames"].as_u64().unwrap_or(0) > 20, "the page was drawn while it scrolled: {measured}");
        assert!(measured["moved"].as_f64().unwrap_or(0.0) > 10_000.0, "the list moved: {measured}");
        measured["gaps"].as_f64().expect("a number of gaps")
    }

    /// Opens the viewer of each item that the list shows, one after the other.
    pub fn look_at_every_item(&self) {
        for at in 0..self.items().len() {
            self.script(&format!("all('gridcell')[{at}]?.click(); return true"));
            std::thread::sleep(Duration::from_millis(150));
        }
    }

    /// Memory of the window and its web processes that nobody else shares (private pages), in MiB. A proportional measure
    /// would grow whenever another program that shares a library ends.
    pub fn memory_mib(&self) -> f64 {
        let group = self.stage.driver_group().to_string();
        let mut kib = 0;
        for process in std::fs::read_dir("/proc").expect("Linux tells about its processes").flatten() {
            let stat = std::fs::read_to_string(process.path().join("stat")).unwrap_or_default();
            // pid (name) state parent group …; a name may hold spaces and brackets.
            let after_name = stat.rsplit(')').next().unwrap_or_default();
            if after_name.split_whitespace().nth(2) == Some(&group) {
                let rollup = std::fs::read_to_string(process.path().join("smaps_rollup")).unwrap_or_default();
                let private = rollup.lines().filter(|line| line.starts_with("Private_"));
                let sizes = private.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
                kib += sizes.sum::<u64>();
            }
        }
        kib as f64 / 1024.0
    }

    /// What lies in this desk's vault, as the command line tells it.
    pub fn items(&self) -> Vec<Value> {
        let list = self.desk.holdfast(&["item", "list"]).expect(0).json();
        list["items"].as_array().cloned().unwrap_or_default()
    }
}

/// What the processes around the window said, for a failure's message.
fn words(desk: &Desk) -> String {
    std::fs::read_to_string(desk.root().join("driver.txt")).unwrap_or_default()
}

/// Where pictures go: beside the programs, never into the tree.
pub fn pictures() -> PathBuf {
    let folder = binary("holdfast-window").parent().expect("a program has a folder").join("e2e-pictures");
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}
