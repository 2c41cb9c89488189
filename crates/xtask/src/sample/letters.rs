//! The sample's texts: a chat export and the platform's mail. Names, shop and numbers are made up; the mail's
//! addresses end in `.example`, which nobody can own (RFC 2606 section 2).

use std::fs;
use std::path::Path;

use crate::Outcome;

/// Writes both into `folder`.
pub(super) fn write(folder: &Path) -> Outcome<()> {
    for (name, text) in [("客服聊天记录 2026-11-12.txt", chat()), ("平台答复.eml", mail())] {
        fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

/// A chat as a shop's customer service exports it: time, speaker, one line each.
fn chat() -> String {
    [
        "2026-11-12 20:31:07 木同学: 你好，我 11 月 1 日买的 K2 空气炸锅，实付 329，昨天页面降到 279 了，申请保价双倍退差",
        "2026-11-12 20:33:52 云禾旗舰店 客服03: 亲，稍等，帮您看一下",
        "2026-11-12 20:38:20 云禾旗舰店 客服03: 亲，大促价格波动属于正常，活动已结束，没法退差哦",
        "2026-11-12 20:39:01 木同学: 活动规则写的是保价到 11 月 30 日，买贵双倍退差，截图里写得很清楚",
        "2026-11-12 20:40:45 云禾旗舰店 客服03: 亲可以看下规则，以最终解释为准",
        "2026-11-12 20:41:10 木同学: 规则第 3 条没有这样的条件，请问依据是哪一条？",
        "2026-11-12 20:47:33 云禾旗舰店 客服03: 活动是有的，但是您这个不退，建议您联系平台",
        "2026-11-12 20:48:02 木同学: 好，我联系平台。订单号 20261101-88213",
        "2026-11-12 20:48:40 云禾旗舰店 客服03: 好的亲",
        "",
    ]
    .join("\n")
}

/// The platform's answer, UTF-8 as 8bit (RFC 6152), lines ended by CR LF as a mail program saves them.
fn mail() -> String {
    [
        "Message-ID: <20261113-88213@help.orange-mall.example>",
        "Date: Fri, 13 Nov 2026 08:52:10 +0800",
        "From: Orange Mall Help <help@orange-mall.example>",
        "To: Mu <mu@mail.example>",
        "Subject: =?UTF-8?B?5YWz5LqO6K6i5Y2VIDIwMjYxMTAxLTg4MjEzIOeahOWbnuWkjQ==?=",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        "尊敬的用户：",
        "",
        "您反映的保价退差问题（订单 20261101-88213）已转交商家处理。",
        "商家答复“活动价不参与保价”。如有异议，请在 7 日内补充页面截图、",
        "聊天记录等材料。",
        "",
        "橙子商城（虚构）客户服务",
        "",
    ]
    .join("\r\n")
}
