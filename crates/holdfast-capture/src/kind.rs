//! Which kind of evidence a file probably is: a proposal from its media type and the words of its name, which the
//! person may overrule. Names speak Chinese and English, as phones and shops write them.

use crate::sniff::Sniffed;
use holdfast_proof::record::Kind;

/// Proposes a kind. `name` is the original file name, `folder` the name of the folder it lay in (`""` for none):
/// exports keep their telling name there.
pub fn propose(sniffed: &Sniffed, name: &str, folder: &str) -> Kind {
    let name = Words::of(name);
    let folder = Words::of(folder);
    match sniffed.media_type {
        "message/rfc822" => Kind::Mail,
        "multipart/related" | "application/wacz" | "application/x-webarchive" => Kind::Page,
        "application/ofd" => Kind::Invoice,
        media_type if media_type.starts_with("video/") => Kind::Video,
        media_type if media_type.starts_with("audio/") => Kind::Audio,
        "image/svg+xml" => {
            if name.invoice() {
                Kind::Invoice
            } else {
                Kind::Document
            }
        }
        media_type if media_type.starts_with("image/") => picture(media_type, &name),
        "text/html" => writing(&name, &folder).unwrap_or(Kind::Page),
        _ => writing(&name, &folder).unwrap_or(Kind::Document),
    }
}

fn picture(media_type: &str, name: &Words) -> Kind {
    if name.screenshot() {
        return Kind::Screenshot;
    }
    if name.invoice() {
        return Kind::Invoice;
    }
    // Phones and desktops save their screens as PNG; cameras do not.
    if media_type == "image/png" { Kind::Screenshot } else { Kind::Photo }
}

fn writing(name: &Words, folder: &Words) -> Option<Kind> {
    match () {
        () if name.invoice() => Some(Kind::Invoice),
        () if name.chat() || folder.chat() => Some(Kind::Chat),
        () if name.order() => Some(Kind::Order),
        () => None,
    }
}

/// A name in lower case, whole for Chinese and in words for English: `recorder` holds no order.
struct Words {
    whole: String,
    words: Vec<String>,
}

impl Words {
    fn of(name: &str) -> Words {
        let whole = name.to_lowercase();
        let words = whole.split(|character: char| !character.is_ascii_alphabetic());
        let words = words.filter(|word| !word.is_empty()).map(str::to_string).collect();
        Words { whole, words }
    }

    fn holds(&self, signs: &[&str]) -> bool {
        signs.iter().any(|sign| self.whole.contains(sign))
    }

    fn word(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| words.contains(&word.as_str()))
    }

    fn screenshot(&self) -> bool {
        self.holds(&[
            "截图",
            "截屏",
            "截圖",
            "屏幕快照",
            "螢幕",
            "スクリーンショット",
            "screenshot",
            "screen shot",
            "screen_shot",
            "screencapture",
            "bildschirmfoto",
        ])
    }

    fn invoice(&self) -> bool {
        self.holds(&["发票", "發票", "收据", "收據"])
            || self.word(&["invoice", "invoices", "fapiao", "receipt", "rechnung", "dzfp"])
    }

    fn chat(&self) -> bool {
        self.holds(&["聊天", "对话", "對話", "whatsapp chat", "chatexport", "chat_export", "chat export", "[line]"])
            || self.word(&["chat", "chats", "conversation", "messages"])
            || self.whole == "result.json"
    }

    fn order(&self) -> bool {
        self.holds(&["订单", "訂單"]) || self.word(&["order", "orders"])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sniff::sniff;

    #[test]
    fn kinds_follow_content_and_the_words_of_the_name() {
        let (png, jpg, pdf, mp4) = (
            &b"\x89PNG\r\n\x1a\n\0"[..],
            &b"\xff\xd8\xff\xe0\0"[..],
            &b"%PDF-1.4"[..],
            &b"\0\0\0\x18ftypisom\0\0\0\0"[..],
        );
        let (text, html, json, mail) =
            (&b"hello"[..], &b"<html>"[..], &b"{\"a\":1}"[..], &b"From: a\nTo: b\nSubject: c\n\n"[..]);
        for (first, name, folder, expected) in [
            (jpg, "微信截图_20251102.jpg", "", Kind::Screenshot),
            (jpg, "Screenshot_2025-11-02.jpg", "", Kind::Screenshot),
            (png, "image.png", "", Kind::Screenshot),
            (jpg, "IMG_0001.JPG", "", Kind::Photo),
            (jpg, "电子发票.jpg", "", Kind::Invoice),
            (pdf, "增值税发票.pdf", "", Kind::Invoice),
            (pdf, "Invoice-2025.pdf", "", Kind::Invoice),
            (pdf, "contract.pdf", "", Kind::Document),
            (pdf, "订单详情.pdf", "", Kind::Order),
            (text, "WhatsApp Chat with Shop.txt", "", Kind::Chat),
            (text, "与卖家的聊天记录.txt", "", Kind::Chat),
            (json, "result.json", "ChatExport_2025-11-02", Kind::Chat),
            (json, "data.json", "ChatExport_2025-11-02", Kind::Chat),
            (html, "messages.html", "", Kind::Chat),
            (html, "sale.html", "", Kind::Page),
            (mail, "anything.txt", "", Kind::Mail),
            (mp4, "chat.mp4", "", Kind::Video),
            (text, "recorder border.txt", "", Kind::Document),
            (b"", "空.txt", "", Kind::Document),
        ] {
            assert_eq!(propose(&sniff(first, ""), name, folder), expected, "{name} in {folder:?}");
        }
    }
}
