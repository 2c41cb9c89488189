//! From the page to the operations: one table of commands, one way to call them.
//!
//! - The lists of `holdfast` and [`crate::list`] become one line of the table each; nothing here knows a command.
//! - Every command runs on a thread that may wait. The thread that draws only hands over.
//! - A panic becomes the failure `internal-error` (the desk sees to that); the window stays.
//! - A long command is a job of the desk: it can be seen, cancelled, and speaks through the channel it was given.

use std::time::Instant;

use holdfast::desk::{self, JobEvent};
use holdfast::{Error, Failure, Result, Unwatched, Watch, commands};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tauri::ipc::{Channel, Invoke, InvokeBody, InvokeError, InvokeResponseBody, JavaScriptChannelId};
use tauri::{Manager, Runtime, Webview};

use crate::journal::Entry;
use crate::list::for_each_shell_command;
use crate::notices;
use crate::own;
use crate::shell::Shell;

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) name: &'static str,
    /// It takes a channel and is a job of the desk.
    long: bool,
    call: fn(&Shell, Value, &dyn Watch) -> Result<String>,
}

macro_rules! vault_commands {
    ($($pace:ident $name:ident($question:ty) -> $answer:ty,)*) => {
        &[$(Command {
            name: stringify!($name),
            long: is_long(stringify!($pace)),
            call: |shell, question, watch| written(&commands::$name(&shell.holdfast(), read(question)?, watch)?),
        }),*]
    };
}

macro_rules! desk_commands {
    ($($pace:ident $name:ident($question:ty) -> $answer:ty,)*) => {
        &[$(Command {
            name: stringify!($name),
            long: is_long(stringify!($pace)),
            call: |shell, question, watch| written(&desk::$name(&shell.desk, read(question)?, watch)?),
        }),*]
    };
}

macro_rules! shell_commands {
    ($($pace:ident $name:ident($question:ty) -> $answer:ty,)*) => {
        &[$(Command {
            name: stringify!($name),
            long: is_long(stringify!($pace)),
            call: |shell, question, _watch| written(&own::$name(shell, read(question)?)?),
        }),*]
    };
}

const VAULT: &[Command] = holdfast::for_each_vault_command!(vault_commands);
const DESK: &[Command] = holdfast::for_each_desk_command!(desk_commands);
const SHELL: &[Command] = for_each_shell_command!(shell_commands);

/// Every command that the page may call.
pub(crate) fn table() -> impl Iterator<Item = &'static Command> {
    VAULT.iter().chain(DESK).chain(SHELL)
}

const fn is_long(pace: &str) -> bool {
    matches!(pace.as_bytes(), b"long")
}

/// Takes a call from the page. False: there is no such command.
pub(crate) fn take<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let Some(command) = table().find(|command| command.name == message.command()) else { return false };
    let (question, channel) = match message.payload() {
        InvokeBody::Json(payload) => (field(payload, "question"), channel(&field(payload, "watch"), message.webview())),
        InvokeBody::Raw(_) => (Value::Null, None),
    };
    let app = message.webview_ref().app_handle().clone();
    resolver.respond_async_serialized(async move {
        let run = move || {
            let shell = app.state::<Shell>();
            shell.remembered.page_lives();
            answer(&shell, command, question, channel)
        };
        match tauri::async_runtime::spawn_blocking(run).await {
            Ok(Ok(answer)) => Ok(InvokeResponseBody::Json(answer)),
            Ok(Err(error)) => Err(failure(&error)),
            Err(_) => Err(failure(&Error::defect("a thread ended"))),
        }
    });
    true
}

fn answer(
    shell: &Shell,
    command: &'static Command,
    question: Value,
    channel: Option<Channel<JobEvent>>,
) -> Result<String> {
    let began = Instant::now();
    let result = if command.long {
        let tell = move |event| {
            if let Some(channel) = &channel {
                // A page that was loaded again hears no more of it; the job goes on and is among the desk's.
                let _gone = channel.send(event);
            }
        };
        let result = shell.desk.run(command.name, &tell, |_desk, watch| (command.call)(shell, question, watch));
        notices::job_ended(shell, command.name, result.as_ref().err(), began.elapsed());
        result
    } else {
        shell.desk.ask(|_desk| (command.call)(shell, question, &Unwatched))
    };
    if command.long || result.is_err() {
        let code = result.as_ref().err().map(Error::code);
        shell.journal.write(Entry::Ended { command: command.name, code, took: began.elapsed() });
    }
    result
}

fn field(payload: &Value, name: &str) -> Value {
    payload.get(name).cloned().unwrap_or(Value::Null)
}

fn channel<R: Runtime>(value: &Value, webview: Webview<R>) -> Option<Channel<JobEvent>> {
    value.as_str()?.parse::<JavaScriptChannelId>().ok().map(|id| id.channel_on(webview))
}

/// The page's types are made from ours, so a question that does not fit is a defect.
fn read<Question: DeserializeOwned>(question: Value) -> Result<Question> {
    serde_json::from_value(question).map_err(|error| Error::defect(format!("a question that does not fit: {error}")))
}

fn written(answer: &impl Serialize) -> Result<String> {
    serde_json::to_string(answer).map_err(|error| Error::defect(format!("an answer that cannot be written: {error}")))
}

fn failure(error: &Error) -> InvokeError {
    InvokeError(serde_json::to_value(Failure::from(error)).unwrap_or(Value::Null))
}
