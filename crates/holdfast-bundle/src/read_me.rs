//! READ-ME-FIRST, as text and as page: one chain of checks with exact commands, what each of them does not find,
//! and what the bundle does not show. One source for both forms and both languages.
//!
//! In the text form a command for a Unix shell stands behind four spaces, one for PowerShell behind a tab: tests
//! cut them out and run them as printed, in the top folder of an unpacked bundle.

use crate::frame::{PAGE_END, page_begin};
use crate::html::{both, escape, theirs};
use crate::input::{Announcement, Draft};
use crate::proofs;
use holdfast_proof::Digest;
use holdfast_text::{Language, text as sentence, visible};

/// What the page prints of this bundle.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) announcement: &'a Announcement,
    pub(crate) manifest_sha256: Digest,
}

/// `sha256sum` over both lists.
pub(crate) const LISTS: &str = "sha256sum --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt";
const LISTS_MAC: &str = "shasum -a 256 --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt";
const LISTS_WINDOWS: &str = "Get-Content tagmanifest-sha256.txt, manifest-sha256.txt | ForEach-Object { \
     $d, $n = $_ -split '  ', 2; if ((Get-FileHash -Algorithm SHA256 -LiteralPath $n).Hash -ne $d) { \"different: $n\" } }";
const NOTHING_ADDED: [&str; 2] = [
    "diff <(cut -c67- manifest-sha256.txt) <(find data -type f | LC_ALL=C sort)",
    "diff <((cut -c67- tagmanifest-sha256.txt; echo tagmanifest-sha256.txt) | LC_ALL=C sort) \
     <(find . -type f ! -path './data/*' ! -path './timestamps/*' | cut -c3- | LC_ALL=C sort)",
];
const EACH_EXHIBIT: &str = "for item in data/items/*/; do (cd \"$item\" && \
     sha256sum --strict --quiet --ignore-missing -c item.sha256) || echo \"different: $item\"; done";
const BAGIT: &str = "bagit.py --validate .";
/// Into which the reader puts the roots that they fetched; no root lies in the bundle under a name that is used here.
const ROOTS: &str = "ROOT-YOU-FETCHED.pem";
/// What can be compared with the fingerprint printed here.
const ROOT_FINGERPRINT: &str = "openssl x509 -in ROOT-YOU-FETCHED.pem -outform DER | sha256sum";
/// So many proofs have commands of their own; the loops check all.
const PROOFS_PRINTED: usize = 4;
const ALL_PROOFS: &str = "for proof in data/items/*/item.sha256.*.tsr metadata/log/*.sha256.*.tsr";
const MANIFEST_PROOFS: &str = "for proof in timestamps/tagmanifest-sha256.txt.*.tsr";
const WHICH_LIST: &str = "for list in data/items/*/item.sha256; do echo \"$list: $(grep -l \"^$(sha256sum < \"$list\" | \
     cut -c1-64)  \" metadata/log/*.sha256 2>/dev/null | tr '\\n' ' ')\"; done";

enum Block {
    /// A section's title.
    Title(&'static str),
    /// A sentence.
    Say(&'static str),
    /// What the command above does not find.
    DoesNotFind(&'static str),
    /// A command for a Unix shell.
    Shell(String),
    /// A command for PowerShell.
    PowerShell(&'static str),
    /// A list of sentences.
    Points(&'static [&'static str]),
    /// One point whose values are its own.
    Point(&'static str, Vec<(&'static str, String)>),
}

fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    use Block::{DoesNotFind, Points, PowerShell, Say, Shell, Title};
    let shell = |command: &str| Shell(command.to_owned());
    let mut blocks = vec![
        Title("paper.read-me.what"),
        Points(&["paper.read-me.what.evidence", "paper.read-me.what.statement", "paper.read-me.what.withheld"]),
        Title("paper.read-me.checker"),
        Say("paper.read-me.checker.where"),
        Title("paper.read-me.tools"),
        Say("paper.read-me.tools.begin"),
        Say("paper.read-me.lists"),
        shell(LISTS),
        Say("paper.read-me.lists.mac"),
        shell(LISTS_MAC),
        Say("paper.read-me.lists.windows"),
        PowerShell(LISTS_WINDOWS),
        DoesNotFind("paper.read-me.lists.not"),
        Say("paper.read-me.added"),
    ];
    blocks.extend(NOTHING_ADDED.map(shell));
    let has_proofs = facts.draft.proofs().0 > 0;
    blocks.extend([
        DoesNotFind("paper.read-me.added.not"),
        Say("paper.read-me.items"),
        shell(EACH_EXHIBIT),
        DoesNotFind("paper.read-me.items.not"),
        Say("paper.read-me.signature"),
        Shell(format!(
            "ssh-keygen -Y verify -f metadata/allowed_signers -I {} -n bundle@holdfast \
             -s timestamps/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt",
            facts.announcement.fingerprint
        )),
        Say("paper.read-me.signature.windows"),
        DoesNotFind("paper.read-me.signature.not"),
        Say("paper.read-me.bagit"),
        shell(BAGIT),
        DoesNotFind("paper.read-me.bagit.not"),
    ]);
    blocks.extend(time(facts, has_proofs));
    blocks.extend([
        Title("paper.read-me.not-shown"),
        Points(match has_proofs {
            true => &["paper.read-me.not-shown.time.proofs"],
            false => &["paper.read-me.not-shown.time"],
        }),
        Points(&[
            "paper.read-me.not-shown.truth",
            "paper.read-me.not-shown.who",
            "paper.read-me.not-shown.event",
            "paper.read-me.not-shown.more",
            "paper.read-me.not-shown.log",
        ]),
    ]);
    blocks
}

/// The time proofs: whose root to fetch from where, what each says, and that it holds. Tokens over the tag manifest come
/// after this page, so the commands for them look whether there are any.
fn time(facts: &Facts<'_>, has_proofs: bool) -> Vec<Block> {
    use Block::{DoesNotFind, Point, Say, Shell};
    let (roots, unknown) = proofs::roots(facts.draft);
    let mut blocks = vec![Say("paper.read-me.time"), Say("paper.read-me.time.roots")];
    blocks.extend(roots.into_iter().map(|root| {
        let values =
            vec![("authority", root.name), ("address", root.address), ("fingerprint", root.sha256.to_string())];
        Point("paper.read-me.time.root", values)
    }));
    let no_root = |name: String| Point("paper.read-me.time.no-root", vec![("authority", name)]);
    blocks.extend(unknown.into_iter().map(no_root));
    blocks.extend([Say("paper.read-me.time.fingerprint"), Shell(ROOT_FINGERPRINT.to_owned())]);
    if has_proofs {
        let placed = proofs::placed(facts.draft);
        blocks.push(Say("paper.read-me.time.says"));
        let printed = || placed.iter().take(PROOFS_PRINTED);
        blocks.extend(printed().map(|placed| Shell(says(&placed.path))));
        blocks.push(DoesNotFind("paper.read-me.time.says.not"));
        blocks.push(Say("paper.read-me.time.holds"));
        blocks.extend(printed().map(|placed| Shell(holds(&placed.list, &placed.path))));
        let each = holds("${proof%.*.tsr}", "$proof");
        blocks.push(Say("paper.read-me.time.all"));
        blocks.push(Shell(format!(
            "{ALL_PROOFS}; do [ -e \"$proof\" ] || continue; {each} || echo \"different: $proof\"; done"
        )));
        blocks.push(DoesNotFind("paper.read-me.time.holds.not"));
        blocks.push(Say("paper.read-me.time.which"));
        blocks.push(Shell(WHICH_LIST.to_owned()));
        blocks.push(DoesNotFind("paper.read-me.time.which.not"));
    }
    let (says, holds) = (says("$proof"), holds("tagmanifest-sha256.txt", "$proof"));
    blocks.extend([
        Say("paper.read-me.time.export"),
        Shell(format!("{MANIFEST_PROOFS}; do [ -e \"$proof\" ] || continue; {says}; done")),
        Shell(format!(
            "{MANIFEST_PROOFS}; do [ -e \"$proof\" ] || continue; {holds} || echo \"different: $proof\"; done"
        )),
        DoesNotFind("paper.read-me.time.export.not"),
    ]);
    blocks
}

/// What a token says, in words.
fn says(proof: &str) -> String {
    format!("openssl ts -reply -in {} -text", quoted(proof))
}

/// That a token holds for a list, judged at its own time: read from the token, not told by this page.
fn holds(list: &str, proof: &str) -> String {
    format!(
        "openssl ts -verify -data {} -in {proof} -CAfile {ROOTS} -attime $(date -u -d \"$(openssl ts -reply \
         -in {proof} -text | sed -n 's|^Time stamp: ||p')\" +%s)",
        quoted(list),
        proof = quoted(proof),
    )
}

/// Paths of a bundle need no quotes; what a shell fills in does.
fn quoted(path: &str) -> String {
    if path.starts_with('$') { format!("\"{path}\"") } else { path.to_owned() }
}

fn values(facts: &Facts<'_>) -> Vec<(&'static str, String)> {
    vec![
        ("software", facts.draft.choices.software.clone()),
        ("day", facts.announcement.begun_at.get(..10).unwrap_or_default().to_owned()),
        ("folder", facts.draft.name.clone()),
        ("fingerprint", facts.announcement.fingerprint.clone()),
    ]
}

fn as_values<'a>(values: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    values.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// `READ-ME-FIRST.txt`: Chinese, then English.
pub(crate) fn text(facts: &Facts<'_>) -> String {
    let values = values(facts);
    let values = as_values(&values);
    let mut page = String::new();
    for language in Language::ALL {
        let say = |key: &str| sentence(language, key, &values);
        page.push_str(&format!("{}\n\n", say("paper.read-me.title")));
        page.push_str(&format!("{}\n", say("paper.read-me.made")));
        let title = visible(&facts.draft.title);
        page.push_str(&format!("{}\n", labelled(language, "paper.title-stated", &title)));
        for block in blocks(facts) {
            match block {
                Block::Title(key) => page.push_str(&format!("\n== {} ==\n", say(key))),
                Block::Say(key) => page.push_str(&format!("\n{}\n", say(key))),
                Block::DoesNotFind(key) => {
                    page.push_str(&format!("{}\n", labelled(language, "paper.does-not-find", &say(key))));
                }
                Block::Shell(command) => page.push_str(&format!("    {command}\n")),
                Block::PowerShell(command) => page.push_str(&format!("\t{command}\n")),
                Block::Points(keys) => {
                    page.extend(keys.iter().map(|key| format!("- {}\n", say(key))));
                }
                Block::Point(key, own) => {
                    page.push_str(&format!("- {}\n", sentence(language, key, &as_values(&own))));
                }
            }
        }
        page.push_str(&format!("\nSHA-256 manifest-sha256.txt: {}\n", facts.manifest_sha256));
        if language == Language::ALL[0] {
            page.push_str("\n----------------------------------------------------------------------\n\n");
        }
    }
    page
}

/// A label and what it stands before, with the colon of the language.
fn labelled(language: Language, label: &str, words: &str) -> String {
    let label = sentence(language, label, &[]);
    match language {
        Language::Zh => format!("{label}：{words}"),
        Language::En => format!("{label}: {words}"),
    }
}

/// `READ-ME-FIRST.html`: the same, one language at a time.
pub(crate) fn html(facts: &Facts<'_>) -> String {
    let values = values(facts);
    let values = as_values(&values);
    let say = |key: &str| both(key, &values);
    let mut main = page_begin(facts.draft.choices.language, "READ-ME-FIRST");
    main.push_str(&format!(
        "<header><p class=\"meta\">{}</p><h1>{}</h1><p class=\"meta\">{} · {}</p></header>\n",
        say("paper.read-me.made"),
        say("paper.read-me.title"),
        say("paper.title-stated"),
        theirs(&facts.draft.title)
    ));
    for block in blocks(facts) {
        match block {
            Block::Title(key) => main.push_str(&format!("<h2>{}</h2>\n", say(key))),
            Block::Say(key) => main.push_str(&format!("<p>{}</p>\n", say(key))),
            Block::DoesNotFind(key) => {
                main.push_str(&format!("<p class=\"not\"><b>{}</b> {}</p>\n", say("paper.does-not-find"), say(key)))
            }
            Block::Shell(command) => main.push_str(&format!("<pre><code>{}</code></pre>\n", escape(&command))),
            Block::PowerShell(command) => main.push_str(&format!("<pre><code>{}</code></pre>\n", escape(command))),
            Block::Points(keys) => {
                main.push_str("<ul>\n");
                main.extend(keys.iter().map(|key| format!("<li>{}</li>\n", say(key))));
                main.push_str("</ul>\n");
            }
            Block::Point(key, own) => {
                main.push_str(&format!("<ul><li>{}</li></ul>\n", both(key, &as_values(&own))));
            }
        }
    }
    main.push_str(&format!(
        "<footer><span>SHA-256 manifest-sha256.txt</span> <code>{}</code></footer>\n",
        facts.manifest_sha256
    ));
    main.push_str(PAGE_END);
    main
}
