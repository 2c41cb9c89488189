//! Evidence that anyone can make: a picture, a chat, a mail, an invoice page, a record, an empty file. And, from them,
//! a vault with two disputes and the bundles of one of them, all made through the command line as a user would.

use crate::files::Files;
use crate::program::Desk;
use serde_json::Value;
use std::path::PathBuf;

/// A picture of `side`×`side` pixels in one colour (PNG with stored blocks).
pub fn png(side: u32, grey: u8) -> Vec<u8> {
    let mut head = [side.to_be_bytes(), side.to_be_bytes()].concat();
    head.extend([8, 0, 0, 0, 0]);
    let row: Vec<u8> = std::iter::once(0).chain(std::iter::repeat_n(grey, side as usize)).collect();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    for _ in 0..side {
        std::io::Write::write_all(&mut packed, &row).expect("memory takes all bytes");
    }
    let packed = packed.finish().expect("memory takes all bytes");
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        [
            &u32::try_from(data.len()).expect("a small chunk").to_be_bytes(),
            body.as_slice(),
            &crc32fast::hash(&body).to_be_bytes(),
        ]
        .concat()
    };
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &head), &chunk(b"IDAT", &packed), &chunk(b"IEND", b"")].concat()
}

/// A chat of `lines` messages.
pub fn chat(lines: usize) -> Vec<u8> {
    let say = |n: usize| format!("2025-11-02 14:{:02}:00 店主: 第{n}条，保价到双十二，差价退 {n} 元 🙂\n", n % 60);
    (1..=lines).map(say).collect::<String>().into_bytes()
}

/// A small mail.
pub fn mail() -> Vec<u8> {
    "From: shop@example.com\r\nTo: me@example.org\r\nSubject: =?UTF-8?B?6K6i5Y2V?=\r\nMessage-ID: <1@example.com>\r\n\
     Content-Type: text/plain; charset=utf-8\r\n\r\n您的订单已发货。\r\n"
        .as_bytes()
        .to_vec()
}

/// The smallest PDF with a page.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        .to_vec()
}

/// A vault with two disputes, and a desk around it.
#[derive(Debug)]
pub struct Case {
    pub desk: Desk,
    /// Name of the dispute whose bundles are made.
    pub dispute: String,
    /// Its id.
    pub dispute_id: String,
    /// The answers of `item add`, in order: E01, E02, … of the dispute, then one kept aside and one of the other dispute.
    pub items: Vec<Value>,
}

/// Number of exhibits that the dispute of a [`Case`] still has: E01 to E05, of which E04 was detached.
pub const EXHIBITS: usize = 4;

impl Case {
    /// Makes vault, items and disputes. The dispute has E01 (picture), E02 (chat), E03 (mail), E05 (empty file); E04
    /// (invoice) was detached. One more item lies in the vault alone and one in another dispute.
    pub fn new() -> Case {
        let desk = Desk::new();
        desk.holdfast(&["vault", "create"]).expect(0);
        let dispute = create_dispute(&desk, "双十一 price promise, 不保价");
        let other = create_dispute(&desk, "another shop");
        let sources = [
            desk.write("in/商品页 截图.png", png(64, 200)),
            desk.write("in/chat.txt", chat(40)),
            desk.write("in/mail.eml", mail()),
            desk.write("in/invoice.pdf", pdf()),
            desk.write("in/empty.txt", b""),
            desk.write("in/kept aside.json", br#"{"order":"2025110212345678"}"#),
            desk.write("in/elsewhere.txt", b"said in another dispute\n"),
        ];
        let items: Vec<Value> = sources.iter().map(|path| add(&desk, path)).collect();
        let id = |at: usize| items[at]["id"].as_str().expect("an item has an id").to_owned();
        let name = text(&dispute["name"]);
        for (at, proves) in
            ["the price on the page", "the promise", "the order", "the amount", "nothing"].iter().enumerate()
        {
            desk.holdfast(&["dispute", "attach", &name, &id(at), "--proves", proves]).expect(0);
        }
        desk.holdfast(&["dispute", "detach", &name, &id(3)]).expect(0);
        desk.holdfast(&["dispute", "set", &name, "platform=example.com", "merchant=某某旗舰店"]).expect(0);
        desk.holdfast(&["dispute", "attach", &text(&other["name"]), &id(6)]).expect(0);
        desk.holdfast(&["item", "note", &id(0), "seen by me"]).expect(0);
        Case { desk, dispute: name, dispute_id: text(&dispute["id"]), items }
    }

    /// Exports the dispute and returns where the ZIP lies.
    pub fn bundle(&self, name: &str, more: &[&str]) -> PathBuf {
        let path = self.desk.path(name);
        let mut arguments = vec!["bundle", "create", &self.dispute, "-o", path.to_str().expect("a UTF-8 path")];
        arguments.extend(more);
        self.desk.holdfast(&arguments).expect(0);
        path
    }

    /// Exports the dispute and reads the bundle: name of the top folder, files.
    pub fn files(&self, name: &str, more: &[&str]) -> (String, Files) {
        Files::read_zip(&std::fs::read(self.bundle(name, more)).expect("the bundle can be read"))
    }
}

impl Default for Case {
    fn default() -> Self {
        Self::new()
    }
}

/// Keeps one file and returns its answer.
pub fn add(desk: &Desk, path: &std::path::Path) -> Value {
    let ran = desk.holdfast(&["item".as_ref(), "add".as_ref(), path.as_os_str()]).expect(0);
    ran.json()["items"][0].clone()
}

/// Creates a dispute and returns `{"id","name","title"}`.
pub fn create_dispute(desk: &Desk, title: &str) -> Value {
    desk.holdfast(&["dispute", "create", title]).expect(0).json()["dispute"].clone()
}

/// A JSON string's text.
#[track_caller]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
