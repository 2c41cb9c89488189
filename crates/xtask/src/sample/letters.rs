//! The sample's texts: a chat export, a mail and a table of prices. Names, shop and numbers are made up; the mail's
//! addresses end in `.example`, which nobody can own (RFC 2606 section 2).

/// A chat as a shop's customer service exports it: time, speaker, one line each.
pub(super) fn chat() -> String {
    [
        "2026-09-12 20:31:07 小林: 你好，页面上写的 1299 元还送收纳盒，是真的吗？",
        "2026-09-12 20:31:52 云声旗舰店 客服07: 亲，是真的哦，9 月 13 日 0 点前下单就是 1299 元，送收纳盒一个🎧",
        "2026-09-12 20:32:20 小林: 好的。如果收到没有收纳盒怎么办？",
        "2026-09-12 20:33:01 云声旗舰店 客服07: 没有的话联系我们补发，或者退 99 元",
        "2026-09-12 20:34:45 小林: 那我现在下单",
        "2026-09-12 20:41:10 小林: 已下单，订单号 260912-7731",
        "2026-09-15 11:05:33 小林: 收到了，没有收纳盒，而且发票是 1399 元",
        "2026-09-15 18:22:48 云声旗舰店 客服11: 活动已经结束了，不补",
        "",
    ]
    .join("\n")
}

/// An order confirmation, UTF-8 as 8bit (RFC 6152), lines ended by CR LF as a mail program saves them.
pub(super) fn mail() -> String {
    [
        "Message-ID: <260912-7731@shop.yunsheng.example>",
        "Date: Sat, 12 Sep 2026 20:41:03 +0800",
        "From: Yunsheng Store <orders@shop.yunsheng.example>",
        "To: Xiao Lin <xiaolin@mail.example>",
        "Subject: Your order 260912-7731 is confirmed",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        "Dear customer,",
        "",
        "thank you for your order 260912-7731.",
        "",
        "1 x headphones YS-7, black          CNY 1,299.00",
        "1 x hard case (gift)                CNY     0.00",
        "",
        "感谢您的订购。赠品随商品一起发出。",
        "",
    ]
    .join("\r\n")
}

/// What the shopper noted each day; a spreadsheet opens it.
pub(super) fn prices() -> String {
    let mut table = String::from("日期,price CNY,note\n");
    for day in 1..=15 {
        let (price, note) = match day {
            1..=4 => (1399, ""),
            5..=12 => (1299, "活动 until 13 Sep 00:00"),
            _ => (1399, "after the promotion"),
        };
        table += &format!("2026-09-{day:02},{price}.00,{note}\n");
    }
    table
}
