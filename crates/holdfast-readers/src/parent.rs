//! The parent's side: start a reader on one open file, wait no longer than allowed, believe nothing.
//!
//! 1. The reader starts with an empty environment, the file as its standard input, its own process group.
//! 2. A thread takes at most one answer's worth of bytes from its output.
//! 3. When the answer has ended, the reader must end too; when time is up or the bytes are too many, the whole
//!    group is killed. Either way the process is waited for: no zombie stays.
//! 4. Only then is the answer read.

use crate::answer::{self, ANSWER_MAX_BYTES, Answer};
use crate::{Job, ReadProblem, Thumbnail};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// What the parent grants one reading.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Time by the wall from start to end, 20 s by default (the reader's own processor time is 10 s).
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { time: Duration::from_secs(20) }
    }
}

/// Runs one [`Job::Thumbnail`] with the program at `reader` over the open file `input` (from its beginning, wherever
/// its position stands). Returns after `limits.time` and a moment at the latest, with the process ended and
/// collected, whatever the reader does.
pub fn run(reader: &Path, job: &Job, input: File, limits: &Limits) -> Result<Thumbnail, ReadProblem> {
    match ask(reader, job, Stdio::from(input), limits)? {
        Answer::Thumbnail(thumbnail) => Ok(thumbnail),
        Answer::Limits(_) => Err(ReadProblem::ReaderGarbage("another job's answer")),
        Answer::Problem(problem) => Err(problem),
    }
}

/// Asks the program at `reader` which limits hold inside it: names and values, `None` for unlimited. Empty on a
/// system without such limits.
pub fn run_limits(reader: &Path, limits: &Limits) -> Result<Vec<(String, Option<u64>)>, ReadProblem> {
    match ask(reader, &Job::Limits, Stdio::null(), limits)? {
        Answer::Limits(limits) => Ok(limits),
        Answer::Thumbnail(_) => Err(ReadProblem::ReaderGarbage("another job's answer")),
        Answer::Problem(problem) => Err(problem),
    }
}

fn ask(reader: &Path, job: &Job, input: Stdio, limits: &Limits) -> Result<Answer, ReadProblem> {
    let deadline = Instant::now() + limits.time;
    let mut child = start(reader, job, input)?;
    let outcome = listen(&mut child, deadline);
    let ending = match &outcome {
        Ok(_) => end_by(&mut child, deadline),
        Err(_) => None,
    };
    let status = match ending {
        Some(status) => status,
        None => {
            kill(&mut child);
            return Err(match outcome {
                Err(Stop::Glut) => ReadProblem::ReaderGlut,
                _ => ReadProblem::ReaderTimeout { limit: limits.time },
            });
        }
    };
    let bytes = outcome.unwrap_or_default();
    if status.success() {
        return answer::parse(&bytes);
    }
    if ran_out_of_processor_time(status) {
        return Err(ReadProblem::ReaderTimeout { limit: Duration::from_secs(crate::limits::PROCESSOR_SECONDS) });
    }
    Err(ReadProblem::ReaderCrashed { ending: status.to_string() })
}

fn start(reader: &Path, job: &Job, input: Stdio) -> Result<Child, ReadProblem> {
    let mut command = Command::new(reader);
    command.args(job.arguments()).env_clear().stdin(input).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => ReadProblem::ReaderMissing,
        _ => ReadProblem::ReaderNotStarted(error),
    })
}

enum Stop {
    Late,
    Glut,
}

/// Takes the output to its end. The thread is not joined on the early ways out: it ends with the pipe, which the
/// kill that follows closes.
fn listen(child: &mut Child, deadline: Instant) -> Result<Vec<u8>, Stop> {
    let Some(output) = child.stdout.take() else { return Ok(Vec::new()) };
    let (send, receive) = mpsc::channel();
    let listener = std::thread::Builder::new().name("reader-answer".into()).spawn(move || {
        let mut bytes = Vec::new();
        // A read that fails ends the answer early, and a cut answer is garbage.
        let _ = output.take(ANSWER_MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
        // Nobody receives when the parent gave up; then nobody needs it.
        let _ = send.send(bytes);
    });
    if listener.is_err() {
        return Err(Stop::Late);
    }
    match receive.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(bytes) if bytes.len() > ANSWER_MAX_BYTES => Err(Stop::Glut),
        Ok(bytes) => Ok(bytes),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(Stop::Late),
    }
}

/// Waits for the process, asking at growing intervals; `None` when the deadline passes first.
fn end_by(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    let mut pause = Duration::from_micros(200);
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        if Instant::now() >= deadline {
            return None;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Kills the reader and whatever it started, and collects it.
fn kill(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // Already gone is what was wanted.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(unix)]
fn ran_out_of_processor_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn ran_out_of_processor_time(_status: ExitStatus) -> bool {
    false
}
