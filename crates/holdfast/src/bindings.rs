//! The TypeScript side of the border, made of the Rust side: every question and answer of the lists of commands, and the
//! map of commands itself. `cargo xtask bindings` writes it, and a test holds that what is committed is what would be
//! written. Exists only in tests, so that no build of the product carries it.
//!
//! - Numbers are `number`: sizes and counts stay far below 2^53. Ids and digests are `string`, moments RFC 3339.
//! - Words of closed lists are unions; those of the format, which knows nothing of TypeScript, are written out here.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use holdfast_proof::record::{CompletenessState, Kind, Origin};
use ts_rs::{Config, TS, TypeVisitor};

use crate::answers::*;
use crate::commands::*;
use crate::desk::*;
use crate::parts::Ref;

/// Set by `cargo xtask bindings`: then the files are written, not compared.
const WRITE: &str = "HOLDFAST_BINDINGS_WRITE";
const FOLDER: &str = "../../ui/src/bridge/types";

const HEAD: &str = "\
// Made by `cargo xtask bindings` from the Rust types of the same names; a test compares. Do not edit: change those, and
// run it again. Ids and digests are strings, sizes are numbers, moments are RFC 3339.
";

/// Words of the format, for fields that name them: `#[ts(as = "Vec<crate::bindings::word::Kind>")]`.
pub(crate) mod word {
    use ts_rs::{Config, TS};

    macro_rules! words {
        ($($name:ident),*) => {
            $(pub(crate) struct $name;

            impl TS for $name {
                type WithoutGenerics = Self;
                type OptionInnerType = Self;

                fn name(_: &Config) -> String {
                    stringify!($name).to_owned()
                }

                fn inline(config: &Config) -> String {
                    Self::name(config)
                }
            })*
        };
    }
    words!(Completeness, Kind, Origin);
}

/// Declarations by name.
struct Declared {
    config: Config,
    seen: BTreeSet<TypeId>,
    types: BTreeMap<String, String>,
}

impl Declared {
    fn new() -> Declared {
        let config = Config::new().with_large_int("number");
        Declared { config, seen: BTreeSet::new(), types: BTreeMap::new() }
    }

    /// Declares a type and everything it is made of; gives back how it is written.
    fn name<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Declared {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let before = self.types.insert(name.clone(), T::decl(&self.config));
            assert!(before.is_none(), "two types are called {name}");
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}

/// One command: pace, name, question, answer.
type Line = (&'static str, &'static str, String, String);

/// The files, by name.
fn files() -> BTreeMap<&'static str, String> {
    let mut declared = Declared::new();
    let mut lines: Vec<Line> = Vec::new();
    macro_rules! lines {
        ($($pace:ident $name:ident($question:ty) -> $answer:ty,)*) => {
            $(lines.push((
                stringify!($pace),
                stringify!($name),
                declared.name::<$question>(),
                declared.name::<$answer>(),
            ));)*
        };
    }
    crate::for_each_vault_command!(lines);
    crate::for_each_desk_command!(lines);
    // What goes over channels and events, and what the shell's own commands ask.
    declared.visit::<JobEvent>();
    declared.visit::<Noun>();
    declared.visit::<Ref>();
    BTreeMap::from([("answers.ts", answers(&declared)), ("commands.ts", commands(&declared, &lines))])
}

fn answers(declared: &Declared) -> String {
    let mut text = HEAD.to_owned();
    let words = |words: Vec<&str>| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ");
    let by_hand = [
        ("Completeness", words(CompletenessState::ALL.iter().map(|state| state.as_str()).collect())),
        ("JsonValue", "string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }".to_owned()),
        ("Kind", words(Kind::ALL.iter().map(|kind| kind.as_str()).collect())),
        ("Origin", words(Origin::ALL.iter().map(|origin| origin.as_str()).collect())),
    ];
    for (name, written) in by_hand {
        writeln!(text, "export type {name} = {written};").expect("a String");
    }
    for declaration in declared.types.values() {
        writeln!(text, "export {}", laid_out(declaration)).expect("a String");
    }
    text
}

/// A declaration as people write it: comments in one line, fields on lines of their own, nothing at the ends of lines.
fn laid_out(declaration: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut comment: Option<String> = None;
    for line in declaration.lines().map(str::trim) {
        match (&mut comment, line) {
            (None, "/**") => comment = Some("  /**".to_owned()),
            (Some(said), "*/") => {
                lines.push(format!("{said} */"));
                comment = None;
            }
            (Some(said), line) => {
                said.push(' ');
                said.push_str(line.trim_start_matches('*').trim());
            }
            (None, line) if lines.is_empty() => lines.push(line.to_owned()),
            (None, line) => lines.push(format!("  {line}")),
        }
    }
    let text = lines.join("\n");
    // The last field and the end stand on one line.
    match text.strip_suffix(" };").filter(|_| lines.len() > 1) {
        Some(fields) => format!("{fields}\n}};"),
        None => text,
    }
}

fn commands(declared: &Declared, lines: &[Line]) -> String {
    let names: Vec<&str> = declared.types.keys().map(String::as_str).filter(|name| is_used(name, lines)).collect();
    let mut text = HEAD.to_owned();
    writeln!(text, "import type {{\n  {},\n}} from \"./answers\";\n", names.join(",\n  ")).expect("a String");
    text.push_str("/** Every command over a vault or the desk: what it is asked and what it answers. */\n");
    text.push_str("export interface CoreCommands {\n");
    for (_, name, question, answer) in lines {
        writeln!(text, "  {name}: {{ question: {question}; answer: {answer} }};").expect("a String");
    }
    text.push_str("}\n\n/** Those that take a channel for progress and can be cancelled. */\n");
    text.push_str("export const LONG_COMMANDS = [\n");
    for (_, name, ..) in lines.iter().filter(|(pace, ..)| *pace == "long") {
        writeln!(text, "  \"{name}\",").expect("a String");
    }
    text.push_str("] as const;\n");
    text
}

/// Whether a type is named by a line itself.
fn is_used(name: &str, lines: &[Line]) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut written = lines.iter().flat_map(|(_, _, question, answer)| [question, answer]);
    written.any(|written| written.split(|letter| !is_word(letter)).any(|word| word == name))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER)
}

#[test]
fn the_windows_types_are_those_of_rust() {
    let files = files();
    if std::env::var_os(WRITE).is_some() {
        for (name, text) in &files {
            std::fs::write(folder().join(name), text).expect("the file is written");
        }
        return;
    }
    for (name, text) in &files {
        let committed = std::fs::read_to_string(folder().join(name)).unwrap_or_default();
        assert!(committed == *text, "ui/src/bridge/types/{name} is not what Rust says: run `cargo xtask bindings`");
    }
}

#[test]
fn every_command_stands_in_the_map_once() {
    let files = files();
    for name in [crate::commands::COMMANDS, crate::desk::COMMANDS].concat() {
        let lines = files["commands.ts"].lines().filter(|line| line.starts_with(&format!("  {name}: {{")));
        assert_eq!(lines.count(), 1, "{name}");
    }
    assert!(!files["answers.ts"].contains("bigint"), "a number is a number");
}
