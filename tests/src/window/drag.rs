//! A file manager for tests: drags files over the window and lets them fall, by the X drag-and-drop protocol (XDND,
//! version 5, freedesktop.org), as any file manager does. No browser shortcut: the window sees what it would see.

use std::path::Path;
use std::time::{Duration, Instant};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
    PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, Window as XWindow, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

x11rb::atom_manager! {
    /// The names of the protocol.
    Names: NamesCookie {
        XdndAware, XdndSelection, XdndEnter, XdndPosition, XdndStatus, XdndDrop, XdndLeave, XdndFinished, XdndActionCopy,
        TYPE: b"text/uri-list",
    }
}

/// Files held over a window.
#[derive(Debug)]
pub struct Drag {
    connection: RustConnection,
    names: Names,
    source: XWindow,
    target: XWindow,
    list: String,
    at: (i16, i16),
}

impl Drag {
    /// Takes up the files and holds them over the window at this place of the display, until it says that it would
    /// take them.
    pub fn hold(display: &str, target: &str, files: &[&Path], at: (i16, i16)) -> Drag {
        let (connection, screen) = x11rb::connect(Some(display)).expect("the display answers");
        let names = Names::new(&connection).expect("names can be asked").reply().expect("names are answered");
        let root = connection.setup().roots[screen].root;
        let source = connection.generate_id().expect("an id");
        let look = CreateWindowAux::new().override_redirect(1).event_mask(EventMask::PROPERTY_CHANGE);
        connection
            .create_window(0, source, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &look)
            .expect("a window for the source");
        connection
            .change_window_attributes(source, &ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE))
            .expect("its events");
        let given: XWindow = target.parse().expect("a window's number");
        let target = aware(&connection, &names, given).expect("the window takes what is dropped on it");
        connection.set_selection_owner(source, names.XdndSelection, x11rb::CURRENT_TIME).expect("the selection");
        let list = files.iter().map(|file| format!("file://{}\r\n", encoded(file))).collect();
        let drag = Drag { connection, names, source, target, list, at };
        drag.send(names.XdndEnter, [drag.source, 5 << 24, names.TYPE, 0, 0]);
        drag.position();
        drag
    }

    /// Says where the files are, and waits for the answer.
    fn position(&self) {
        let place = (u32::from(self.at.0.cast_unsigned()) << 16) | u32::from(self.at.1.cast_unsigned());
        // GTK asks for the data once it has seen a position, so the answer comes after a second one at the latest.
        for _ in 0..3 {
            self.send(self.names.XdndPosition, [self.source, 0, place, x11rb::CURRENT_TIME, self.names.XdndActionCopy]);
            self.serve_until(self.names.XdndStatus);
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Lets the files fall.
    pub fn drop(self) {
        self.send(self.names.XdndDrop, [self.source, 0, x11rb::CURRENT_TIME, 0, 0]);
        self.serve_until(self.names.XdndFinished);
    }

    /// Takes the files away again.
    pub fn leave(self) {
        self.send(self.names.XdndLeave, [self.source, 0, 0, 0, 0]);
        self.serve_for(Duration::from_millis(300));
    }

    fn send(&self, kind: Atom, data: [u32; 5]) {
        let event = ClientMessageEvent::new(32, self.target, kind, data);
        self.connection.send_event(false, self.target, EventMask::NO_EVENT, event).expect("a message can be sent");
        self.connection.flush().expect("the display answers");
    }

    /// Answers requests for the list until the window has said `kind`.
    fn serve_until(&self, kind: Atom) {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(10) {
            if self.serve_one() == Some(kind) {
                return;
            }
        }
        panic!("the window does not answer the drag");
    }

    fn serve_for(&self, time: Duration) {
        let begun = Instant::now();
        while begun.elapsed() < time {
            self.serve_one();
        }
    }

    /// One event: a request is answered, a message's kind given back.
    fn serve_one(&self) -> Option<Atom> {
        match self.connection.poll_for_event().expect("the display answers") {
            Some(Event::SelectionRequest(asked)) => {
                let bytes = self.list.as_bytes();
                self.connection
                    .change_property8(PropMode::REPLACE, asked.requestor, asked.property, asked.target, bytes)
                    .expect("the list can be handed over");
                let said = SelectionNotifyEvent {
                    response_type: SELECTION_NOTIFY_EVENT,
                    sequence: 0,
                    time: asked.time,
                    requestor: asked.requestor,
                    selection: asked.selection,
                    target: asked.target,
                    property: asked.property,
                };
                self.connection.send_event(false, asked.requestor, EventMask::NO_EVENT, said).expect("it can be said");
                self.connection.flush().expect("the display answers");
                None
            }
            Some(Event::ClientMessage(message)) => Some(message.type_),
            Some(_) => None,
            None => {
                std::thread::sleep(Duration::from_millis(5));
                None
            }
        }
    }
}

/// The window itself or its nearest ancestor that speaks XDND: toolkits put the mark on their outermost window.
fn aware(connection: &RustConnection, names: &Names, window: XWindow) -> Option<XWindow> {
    let marked = |window: XWindow| {
        let asked = connection.get_property(false, window, names.XdndAware, AtomEnum::ATOM, 0, 1).ok()?;
        asked.reply().ok().filter(|answer| answer.value_len > 0)
    };
    let mut at = window;
    loop {
        if marked(at).is_some() {
            return Some(at);
        }
        let tree = connection.query_tree(at).ok()?.reply().ok()?;
        if let Some(child) = tree.children.iter().copied().find(|child| marked(*child).is_some()) {
            return Some(child);
        }
        if tree.parent == x11rb::NONE {
            return None;
        }
        at = tree.parent;
    }
}

/// The path as a URI has it (RFC 3986, section 2.1).
fn encoded(path: &Path) -> String {
    let mut text = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(*byte)),
            _ => text += &format!("%{byte:02X}"),
        }
    }
    text
}
