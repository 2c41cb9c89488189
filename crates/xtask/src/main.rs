//! `cargo xtask …`: everything a newcomer or a build server does with this repository, in plain Rust.
//!
//! Two commands matter: `run` shows the product working, `test` says whether it works. Both install or name what is
//! missing first. Nothing here is part of the product; the product never calls it.

mod bench;
mod bindings;
mod carry;
mod errors;
mod licences;
mod place;
mod run;
mod sample;
mod setup;
mod stages;
mod ui;

use std::process::ExitCode;

use place::Place;
use setup::Need;

/// A sentence for the person at the terminal; xtask has no other reader of its errors.
pub(crate) type Outcome<T> = Result<T, String>;

const HELP: &str = "\
cargo xtask run              set up, build and open the window; without a display, carry the sample
                             through the command line
cargo xtask test             every check, stage by stage; stops at the first that fails
cargo xtask check            the quick ones: format, clippy, tidy
cargo xtask setup            install, or name exactly, what building and testing need
cargo xtask errors           write docs/errors.md again from the code and the sentences
cargo xtask licences         write assets/licences.json again: whose work is shipped
cargo xtask bindings         write the window's TypeScript types again from the Rust types
cargo xtask sample           draw the sample dispute's files again (needs chromium and ffmpeg)
cargo xtask bench [NAME…]    measure against public tools (release build); without a name: all
                             names: big-file many-files verify-big verify-many export memory scale trace window

HOLDFAST_TARGET      where cargo builds (default ~/.cache/holdfast/target)
HOLDFAST_BENCH_DIR   scratch folder of bench (default ~/.cache/holdfast/bench)
HOLDFAST_FIXTURES    collected test material made by others (default ../shared/fixtures)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["setup"] => setup::run(&Place::find()?, Need::Test),
        ["run"] => run::run(&Place::find()?),
        ["test"] => stages::test(&Place::find()?),
        ["check"] => stages::check(&Place::find()?),
        ["errors"] => errors::run(&Place::find()?),
        ["licences"] => licences::run(&Place::find()?),
        ["bindings"] => bindings::run(&Place::find()?),
        ["sample"] => sample::run(&Place::find()?),
        ["bench", names @ ..] => bench::run(&Place::find()?, names),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("`{}` is not a task\n\n{HELP}", other.join(" "))),
    }
}
