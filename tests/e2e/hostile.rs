//! What strangers made is shown and can do nothing: no script of it runs, nothing is fetched, no command is reached.

use holdfast_tests::program::Desk;
use holdfast_tests::window::words::en;
use holdfast_tests::window::{Start, Window};
use std::net::TcpListener;
use std::time::Duration;

/// Waits for anybody to knock; a page that reaches out is heard here.
struct Ear {
    listener: TcpListener,
    url: String,
}

impl Ear {
    fn open() -> Ear {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        listener.set_nonblocking(true).expect("it can be asked without waiting");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        Ear { listener, url }
    }

    fn heard(&self) -> bool {
        self.listener.accept().is_ok()
    }
}

#[test]
fn hostile_html_svg_and_pdf_reach_no_command_no_network_and_no_script() {
    let ear = Ear::open();
    let url = &ear.url;
    let script = format!(
        "document.title='owned';fetch('{url}/fetch');new Image().src='{url}/image';\
         window.__TAURI_INTERNALS__&&window.__TAURI_INTERNALS__.invoke('vault_info',{{question:null}})"
    );
    let desk = Desk::new();
    desk.holdfast(&["vault", "create"]).expect(0);
    let html = format!(
        "<!doctype html><title>x</title><img src=\"{url}/a.png\" onerror=\"{script}\"><script>{script}</script>\
         <link rel=stylesheet href=\"{url}/a.css\"><iframe src=\"{url}/frame\"></iframe>"
    );
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" onload=\"{script}\">\
         <script>{script}</script><image xlink:href=\"{url}/b.png\"/><foreignObject><body xmlns=\
         \"http://www.w3.org/1999/xhtml\"><img src=\"{url}/c.png\"/></body></foreignObject></svg>"
    );
    let pdf = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL('{url}/js'))>>\
         /AA<</WC<</S/URI/URI({url}/close)>>>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/AA<</O<</S/URI/URI({url}/open)>>>>>>endobj\n\
         trailer<</Root 1 0 R>>\n%%EOF\n"
    );
    let files = [("page.html", html), ("drawing.svg", svg), ("paper.pdf", pdf)];
    for (name, text) in &files {
        let path = desk.write(name, text);
        desk.holdfast(&["item", "add", path.to_str().expect("a UTF-8 path")]).expect(0);
    }
    // The name is hostile too: it stands in titles, labels and messages.
    let name = "<img src=x onerror=document.title='owned'>\u{202e}gnp.txt";
    let path = desk.write(name, "a name that turns the reading direction");
    desk.holdfast(&["item", "add", path.to_str().expect("a UTF-8 path")]).expect(0);
    let window = Window::open(desk, &Start::default());
    window.wait("the items", "return all('gridcell').length === 4");
    let title = window.script("return document.title");
    for (name, _) in &files {
        window.press("gridcell", name);
        std::thread::sleep(Duration::from_millis(600));
        window.keys(&["Return"]);
        std::thread::sleep(Duration::from_millis(1500));
        window.picture(&format!("hostile-{name}"));
        assert!(!ear.heard(), "{name} reached the network");
        assert_eq!(window.script("return document.title"), title, "{name} ran a script");
        let drawn = "return document.querySelectorAll('main iframe, main object, main embed, main script, \
            [role=dialog] iframe, [role=dialog] object, [role=dialog] embed').length";
        assert_eq!(window.script(drawn), 0, "{name} became part of the page");
        window.keys(&["Escape"]);
        std::thread::sleep(Duration::from_millis(300));
    }
    assert!(window.text().contains("<img src=x"), "a name is shown as it is written");
    assert!(!window.text().contains('\u{202e}'), "nothing turns the reading direction");
    window.see(&en("shell_nav_evidence"));
}

#[test]
fn the_page_itself_may_reach_nothing_but_its_own_commands() {
    let ear = Ear::open();
    let desk = Desk::new();
    desk.holdfast(&["vault", "create"]).expect(0);
    let window = Window::open(desk, &Start::default());
    // As a script would that found a way in: the policy of the page and the capability of the window stand behind.
    let tried = format!(
        "window.tried = {{}};
         fetch('{url}/x').then(() => (window.tried.fetch = true), () => (window.tried.fetch = false));
         const image = new Image(); image.onload = () => (window.tried.image = true);
         image.onerror = () => (window.tried.image = false); image.src = '{url}/y.png';
         const invoke = window.__TAURI_INTERNALS__.invoke;
         for (const command of ['plugin:fs|read_text_file', 'plugin:shell|execute', 'plugin:opener|open_path',
           'plugin:window|create', 'plugin:webview|create_webview_window', 'plugin:app|set_app_theme'])
           invoke(command, {{ path: '/etc/passwd', program: 'sh', label: 'x', options: {{}} }})
             .then(() => (window.tried[command] = true), () => (window.tried[command] = false));
         try {{ window.tried.code = Boolean(new Function('return true')()); }} catch {{ window.tried.code = false; }}
         return true;",
        url = ear.url
    );
    window.script(&tried);
    let tried = window.wait("all answers", "return Object.keys(window.tried).length === 9 ? window.tried : null");
    for (what, reached) in tried.as_object().expect("an object") {
        assert_eq!(reached, false, "{what} is refused");
    }
    std::thread::sleep(Duration::from_millis(300));
    assert!(!ear.heard(), "nothing left the window");
}
