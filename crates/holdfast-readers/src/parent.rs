//! The parent's side of one process: start a reader on one open file, wait no longer than allowed, believe nothing.
//!
//! 1. The reader starts with an empty environment, the file as its standard input, its own process group.
//! 2. A thread takes at most one answer's worth of bytes from its output; of tiles one at a time.
//! 3. When the answer has ended, the reader must end too; when time is up or the bytes are too many, the whole
//!    group is killed. Either way the process is waited for: no zombie stays.
//! 4. Only then is the answer read. Tiles are taken as they come; what comes after a bad one is not.

use crate::ReadProblem;
use crate::answer::{self, Frame, Head};
use crate::job::Job;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Runs one job to its single answer. Returns after `time` and a moment at the latest, with the process ended and
/// collected, whatever the reader does.
pub(crate) fn ask(reader: &Path, job: &Job, input: Stdio, time: Duration) -> Result<Frame, ReadProblem> {
    let deadline = Instant::now() + time;
    let mut child = start(reader, job, input)?;
    let outcome = listen(&mut child, deadline, job.budget().answer_bytes);
    let ending = match &outcome {
        Ok(_) => end_by(&mut child, deadline),
        Err(_) => None,
    };
    let Some(status) = ending else {
        kill(&mut child);
        return Err(match outcome {
            Err(Stop::Glut) => ReadProblem::ReaderGlut,
            _ => ReadProblem::ReaderTimeout { limit: time },
        });
    };
    ended_well(status, job)?;
    answer::parse(&outcome.unwrap_or_default())
}

/// Runs a job that answers in many frames and gives each to `take` as it comes, until it breaks off. The process is
/// ended and collected on return.
pub(crate) fn ask_stream(
    reader: &Path,
    job: &Job,
    input: Stdio,
    time: Duration,
    take: &mut dyn FnMut(Frame) -> ControlFlow<Result<(), ReadProblem>>,
) -> Result<(), ReadProblem> {
    let deadline = Instant::now() + time;
    let mut child = start(reader, job, input)?;
    let frames = frames(&mut child, job.budget().answer_bytes);
    let outcome = loop {
        match frames.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Ok(frame)) => {
                let last = matches!(frame.0, Head::TilesEnd { .. });
                if let ControlFlow::Break(outcome) = take(frame) {
                    // What the reader still has to say is not wanted.
                    break if last { end_of_stream(&mut child, job, deadline, outcome) } else { outcome };
                }
            }
            Ok(Err(problem)) => break Err(problem),
            Err(RecvTimeoutError::Timeout) => break Err(ReadProblem::ReaderTimeout { limit: time }),
            Err(RecvTimeoutError::Disconnected) => {
                let cut = Err(ReadProblem::ReaderGarbage("the answer has no end"));
                break end_of_stream(&mut child, job, deadline, cut);
            }
        }
    };
    kill(&mut child);
    outcome
}

/// What the process says of itself by its ending comes before what its answer lacks.
fn end_of_stream(
    child: &mut Child,
    job: &Job,
    deadline: Instant,
    outcome: Result<(), ReadProblem>,
) -> Result<(), ReadProblem> {
    match end_by(child, deadline) {
        Some(status) => ended_well(status, job).and(outcome),
        None => outcome,
    }
}

fn ended_well(status: ExitStatus, job: &Job) -> Result<(), ReadProblem> {
    if status.success() {
        return Ok(());
    }
    if ran_out_of_processor_time(status) {
        let limit = Duration::from_secs(job.budget().processor_seconds);
        return Err(ReadProblem::ReaderTimeout { limit });
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
fn listen(child: &mut Child, deadline: Instant, most_bytes: usize) -> Result<Vec<u8>, Stop> {
    let Some(output) = child.stdout.take() else { return Ok(Vec::new()) };
    let (send, receive) = mpsc::channel();
    let listener = std::thread::Builder::new().name("reader-answer".into()).spawn(move || {
        let mut bytes = Vec::new();
        // A read that fails ends the answer early, and a cut answer is garbage.
        let _ = output.take(most_bytes as u64 + 1).read_to_end(&mut bytes);
        // Nobody receives when the parent gave up; then nobody needs it.
        let _ = send.send(bytes);
    });
    if listener.is_err() {
        return Err(Stop::Late);
    }
    match receive.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(bytes) if bytes.len() > most_bytes => Err(Stop::Glut),
        Ok(bytes) => Ok(bytes),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(Stop::Late),
    }
}

/// The output's frames, read one ahead of whoever takes them: a slow taker slows the reader down.
fn frames(child: &mut Child, most_bytes: usize) -> mpsc::Receiver<Result<Frame, ReadProblem>> {
    let (send, receive) = mpsc::sync_channel(1);
    let Some(output) = child.stdout.take() else { return receive };
    // Without a thread the channel is closed at once, and the answer has no end.
    let _ = std::thread::Builder::new().name("reader-frames".into()).spawn(move || {
        let mut output = BufReader::with_capacity(1 << 16, output);
        while let Some(frame) = answer::read(&mut output, most_bytes).transpose() {
            let ends = frame.is_err();
            if send.send(frame).is_err() || ends {
                break;
            }
        }
    });
    receive
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

/// Kills the reader and whatever it started, and collects it. One that has been collected is left alone: its number
/// may be another process's by now.
fn kill(child: &mut Child) {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
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
