//! The `holdfast` command: arguments in, one operation of the `holdfast` crate, an answer and an exit status out.
//!
//! - [`run`] is the whole command and touches nothing but its [`Terminal`], so tests run it in process.
//! - With `--json` there is exactly one object on stdout, also for errors, usage errors and caught panics.
//! - Without it, answers are for people: stdout what was asked for, stderr everything else.
//! - A panic is our defect: it is caught, said (exit 70), and what was reported kept is kept all the same.
//!
//! ```no_run
//! let mut terminal = holdfast_cli::Terminal::of_process();
//! let status = holdfast_cli::run(["holdfast", "item", "list", "--json"], &mut terminal);
//! assert_eq!(status, 0);
//! ```

mod dispatch;
mod grammar;
mod progress;
mod say;
mod signals;
mod terminal;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::error::ErrorKind;
use holdfast::{Error, Language};

use dispatch::Refused;
use grammar::{Line, Tongue};
pub use terminal::Terminal;

/// Runs the command of this process.
pub fn main() -> std::process::ExitCode {
    let mut terminal = Terminal::of_process();
    signals::catch(&terminal.cancel);
    std::process::ExitCode::from(run(std::env::args_os(), &mut terminal))
}

/// Runs one command line, `arguments` beginning with the program's name, and returns its exit status.
///
/// Writes only to the terminal's streams and to what the command names; never panics, never ends the process.
pub fn run<Words, Word>(arguments: Words, terminal: &mut Terminal) -> u8
where
    Words: IntoIterator<Item = Word>,
    Word: Into<OsString>,
{
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let wants_json = arguments.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let mut language = spoken_before_parsing(&arguments).unwrap_or(terminal.surroundings.language);
    let outcome = match Line::read(&arguments, language) {
        Ok(line) => {
            language = line.language.map_or(language, Tongue::language);
            let caught = catch_unwind(AssertUnwindSafe(|| dispatch::run(line, language, terminal)));
            caught.unwrap_or_else(|panic| Err(Error::defect(signals::panic_text(panic.as_ref())).into()))
        }
        Err(asked) if matches!(asked.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            let key = if asked.kind() == ErrorKind::DisplayHelp { "help" } else { "version" };
            let text = asked.render().to_string();
            let text = if wants_json { say::object(&serde_json::json!({ key: text.trim_end() })) } else { text };
            Ok(say::Said { text, status: 0 })
        }
        Err(wrong) => Err(Error::usage(wrong.render().to_string().trim_end()).into()),
    };
    let printed = match outcome {
        Ok(said) => terminal.answer(&said.text).map(|()| said.status),
        Err(Refused { error, status }) => {
            if wants_json {
                terminal.answer(&say::error_object(&error, language)).map(|()| status)
            } else {
                terminal.remark(&say::error_lines(&error, language));
                Ok(status)
            }
        }
    };
    printed.unwrap_or_else(|error| {
        let error = Error::answer_unwritable(&error);
        terminal.remark(&say::error_lines(&error, language));
        error.exit().status()
    })
}

/// The language asked for, also when the rest of the line cannot be parsed.
fn spoken_before_parsing(arguments: &[OsString]) -> Option<Language> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let named = match word.strip_prefix("--language") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        match named {
            Some("zh") => return Some(Language::Zh),
            Some("en") => return Some(Language::En),
            _ => {}
        }
    }
    None
}

impl Tongue {
    fn language(self) -> Language {
        match self {
            Tongue::Zh => Language::Zh,
            Tongue::En => Language::En,
        }
    }
}
