//! The help in Chinese. English stands beside the grammar itself; this table follows it, and a test holds them together.
//!
//! Examples, option names and values stay as they are typed; only what explains them is translated.

use clap::Command;

/// What each command is for: its words, then the sentence.
const COMMANDS: &[(&str, &str)] = &[
    ("", "留住商家承诺过什么、你买了什么、对方说过什么的证据；交出去之后，任何人都能核对。"),
    ("vault", "存放证据的文件夹：建立、检查、复制、抢救"),
    ("vault create", "建立新的证据库"),
    ("vault info", "证据库在哪里、有多少内容、密钥是哪一把"),
    ("vault check", "把证据库全部重算一遍（退出码 0 完好，2 有损坏，3 打不开）"),
    ("vault salvage", "数据库丢失后，只凭存下的文件找回每一件证据"),
    ("vault copy", "使用中也能复制整个证据库，并检查副本"),
    ("vault key", "为记录和证据包签名的密钥"),
    ("vault key show", "显示指纹和公钥"),
    ("vault key rotate", "换新密钥，由旧密钥作保"),
    ("vault key copy", "把私钥复制到一个还不存在的文件"),
    ("item", "证据：添加、列出、查看、导出、删除"),
    ("item add", "原样存下文件和文件夹"),
    ("item list", "列出存下的证据"),
    ("item show", "显示一件证据的全部记录"),
    ("item read", "读取证据：生成缩略图和逐行清单（不写编号则读取所有未读的）"),
    ("item export", "写出一件证据的文件夹：文件、记录和固定清单，别无其他"),
    ("item note", "写备注（写空文字则去掉备注）"),
    ("item remove", "永久抹去一件证据；记录里只留它存在过和何时抹去"),
    ("capture", "由 Holdfast 自己取得的证据：别处复制的内容"),
    ("capture clipboard", "存下复制的内容：先看文件，再看图片，再看文字"),
    ("dispute", "争议：事实和证据编号"),
    ("dispute create", "建立争议"),
    ("dispute list", "列出所有争议"),
    ("dispute show", "显示一个争议的事实、证据和经过"),
    ("dispute set", "填写事实（FIELD= 则去掉）"),
    ("dispute attach", "把证据放入争议（重复执行不会改变什么）"),
    ("dispute detach", "把证据从争议中取出（编号不再使用）"),
    ("dispute order", "排列证据（没写到的按原来的次序排在后面）"),
    ("dispute close", "结束争议"),
    ("bundle", "证据包：交出去的，以及核对别人交来的"),
    ("bundle create", "生成争议的证据包"),
    ("bundle list", "列出这个争议生成过的证据包"),
    ("bundle verify", "核对证据包，不需要证据库（退出码 0 有时间证明，1 相符，2 对不上，3 无法核对）"),
    ("time", "时间：可以询问谁的时钟，什么在等待，核对时间证明"),
    ("time allow", "允许询问公共时钟：对方只看到一段指纹和你的网络地址"),
    ("time deny", "不允许；你自己添加的时间戳机构仍会询问"),
    ("time authority", "你自己的时间戳机构"),
    ("time authority add", "添加一家；添加即表示同意询问它"),
    ("time authority list", "已知的，以及你添加的"),
    ("time authority remove", "去掉一家；它盖过的时间戳仍然保留"),
    ("time stamp", "为所有等待的证据询问所有同意的机构（退出码 0 完成，1 部分失败，69 全都联系不上）"),
    ("time status", "询问谁，什么在等待，为什么"),
    ("time check", "用时间证明核对一个文件，不需要证据库（退出码 0 已证明，1 未证明，2 不成立，3 无法核对）"),
    ("doctor", "看看这里有什么：版本、证据库的位置和状态、可用空间、建议"),
    ("completions", "输出命令行补全脚本"),
];

/// What each argument is, by its name in the grammar; a more exact entry with the command's words comes first.
const ARGUMENTS: &[(&str, &str)] = &[
    ("vault copy dir", "还不存在的文件夹，或空文件夹"),
    ("vault key copy file", "要生成的文件"),
    ("item add dispute", "同时放入这个争议"),
    ("capture clipboard dispute", "同时放入这个争议"),
    ("item list dispute", "只列这个争议里的证据"),
    ("item list kind", "只列这个类别"),
    ("item export dir", "还不存在的文件夹，或空文件夹"),
    ("dispute attach ids", "证据编号"),
    ("dispute detach ids", "争议内编号（E02）或证据编号"),
    ("time authority add name", "短名称：a-z、0-9，中间可用单个连字符"),
    ("time authority remove name", "它的短名称"),
    ("url", "在哪里询问（http 或 https 上的 RFC 3161）"),
    ("root", "它的根证书；没有根证书，它的时间在这里不算数"),
    ("time check file", "被盖时间戳的文件"),
    ("proof", "时间证明（.tsr）"),
    ("vault", "证据库的文件夹（不写则用 HOLDFAST_VAULT，再不然用本用户的数据文件夹）"),
    ("json", "用一个 JSON 对象回答，出错时也一样"),
    ("language", "句子的语言（不写则看 LC_ALL、LC_MESSAGES、LANG）"),
    ("shell", "哪一种 shell"),
    ("paths", "文件，或整个文件夹"),
    (
        "kind",
        "它们是什么：screenshot 截图、chat 聊天、invoice 发票、page 网页、order 订单、mail 邮件、photo 照片、video 视频、audio 录音、document 文件（不写则按内容判断）",
    ),
    ("find", "只列名称或备注里有这段文字的"),
    ("id", "证据编号、固定清单的指纹，或它们开头至少 8 个字符"),
    ("text", "备注"),
    ("reason", "原因（只留在证据库里）"),
    ("title", "标题"),
    ("dispute", "争议的编号或名称"),
    ("facts", "事实，写作 FIELD=VALUE"),
    ("proves", "要证明什么"),
    ("exhibits", "争议内编号"),
    ("outcome", "结果如何"),
    ("output", "要生成的文件"),
    ("edition", "full：全部给出；submission：不含这台电脑的记录"),
    (
        "withhold",
        "某件只给出指纹；原因：private 隐私、other-person 涉及他人、business-secret 商业秘密、irrelevant 无关",
    ),
    ("inputs", "ZIP 文件，或解开的文件夹"),
    ("trust", "你决定在这次核对中采信的时间戳机构根证书"),
    ("signer", "签名人告诉你的指纹；如果是别人签的，结论就是对不上"),
    ("block", "你自己查到的比特币区块"),
    ("help", "显示帮助"),
    ("version", "显示版本"),
];

/// The same grammar with its help in Chinese.
pub(crate) fn chinese(command: Command) -> Command {
    spoken(command, "")
}

fn spoken(mut command: Command, words: &str) -> Command {
    if let Some(about) = find(COMMANDS, words) {
        command = command.about(about).long_about(None);
    }
    let names: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    for name in names {
        let deeper = format!("{words} {name}");
        command = command.mut_subcommand(name, |verb| spoken(verb, deeper.trim_start()));
    }
    command
        .mut_args(|argument| {
            let help = explained(words, argument.get_id().as_str());
            let heading = if argument.is_positional() { "参数" } else { "选项" };
            let argument = argument.help_heading(heading);
            match help {
                Some(help) => argument.help(help).long_help(None),
                None => argument,
            }
        })
        .subcommand_help_heading("命令")
}

fn explained(words: &str, argument: &str) -> Option<&'static str> {
    find(ARGUMENTS, &format!("{words} {argument}")).or_else(|| find(ARGUMENTS, argument))
}

fn find(table: &[(&str, &'static str)], words: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == words).map(|(_, sentence)| *sentence)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::grammar::Line;

    fn walk(command: &Command, words: &str, missing: &mut Vec<String>) {
        if find(COMMANDS, words).is_none() {
            missing.push(words.to_owned());
        }
        for argument in command.get_arguments() {
            if explained(words, argument.get_id().as_str()).is_none() {
                missing.push(format!("{words} {}", argument.get_id()));
            }
        }
        for verb in command.get_subcommands() {
            walk(verb, format!("{words} {}", verb.get_name()).trim_start(), missing);
        }
    }

    #[test]
    fn every_command_and_every_argument_is_explained_in_chinese() {
        let mut missing = Vec::new();
        walk(&Line::command(), "", &mut missing);
        assert!(missing.is_empty(), "without a Chinese explanation: {missing:?}");
    }

    #[test]
    fn the_translated_grammar_still_holds_together() {
        chinese(Line::command()).debug_assert();
    }
}
