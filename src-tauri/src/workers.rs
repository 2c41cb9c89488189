//! A few threads that make pictures, the newest wish first.
//!
//! A list that is scrolled asks for hundreds of thumbnails and shows only the last screenful: these come first, and no
//! more than a few are made at a time, so that a scroll costs neither a thread each nor the machine.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// So many at a time: a picture is mostly another process's work.
const THREADS: usize = 3;
/// So many wait; a wish that is older than these is no longer on the screen.
const WAITING: usize = 512;

/// Whether a wish is served, or has waited too long behind newer ones and is only to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    Now,
    TooLate,
}

type Job = Box<dyn FnOnce(Turn) + Send>;

/// The threads and what waits for them. They live as long as the program.
#[derive(Clone)]
pub(crate) struct Workers {
    shared: Arc<(Mutex<Vec<Job>>, Condvar)>,
}

impl Workers {
    /// Starts the threads.
    pub(crate) fn start() -> std::io::Result<Workers> {
        let workers = Workers { shared: Arc::default() };
        for _ in 0..THREADS {
            let shared = Arc::clone(&workers.shared);
            std::thread::Builder::new().name("pictures".to_owned()).spawn(move || work(&shared))?;
        }
        Ok(workers)
    }

    /// Has `job` done soon, before everything that waits. Of too many, the oldest hears that it is too late.
    pub(crate) fn soon(&self, job: impl FnOnce(Turn) + Send + 'static) {
        let (waiting, bell) = &*self.shared;
        let oldest = {
            let mut waiting = lock(waiting);
            let oldest = (waiting.len() >= WAITING).then(|| waiting.remove(0));
            waiting.push(Box::new(job));
            oldest
        };
        bell.notify_one();
        if let Some(oldest) = oldest {
            oldest(Turn::TooLate);
        }
    }
}

fn work((waiting, bell): &(Mutex<Vec<Job>>, Condvar)) {
    loop {
        let job = {
            let mut waiting = lock(waiting);
            loop {
                match waiting.pop() {
                    Some(job) => break job,
                    None => waiting = bell.wait(waiting).unwrap_or_else(PoisonError::into_inner),
                }
            }
        };
        // A picture that cannot be made must not cost the thread that makes the next.
        let _defect_is_logged_by_the_hook = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(Turn::Now)));
    }
}

fn lock(waiting: &Mutex<Vec<Job>>) -> MutexGuard<'_, Vec<Job>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    const LONG: Duration = Duration::from_secs(10);

    #[test]
    fn the_newest_wish_is_served_first_and_a_panic_costs_no_thread() {
        let workers = Workers::start().expect("threads");
        for _ in 0..THREADS * 2 {
            workers.soon(|_| panic!("a picture that cannot be made"));
        }
        let (open, gate) = mpsc::channel::<()>();
        let gate = Arc::new(Mutex::new(gate));
        let (begun, has_begun) = mpsc::channel();
        for _ in 0..THREADS {
            let (gate, begun) = (Arc::clone(&gate), begun.clone());
            workers.soon(move |_| {
                begun.send(()).expect("a listener");
                let _opened = gate.lock().expect("the gate").recv();
            });
        }
        for _ in 0..THREADS {
            has_begun.recv_timeout(LONG).expect("all threads are alive and busy");
        }
        let (done, results) = mpsc::channel();
        for number in 0..3 {
            let done = done.clone();
            workers.soon(move |_| done.send(number).expect("a listener"));
        }
        // One thread is let go: it alone takes what waits, in its order.
        open.send(()).expect("a gate");
        let order: Vec<i32> = (0..3).map(|_| results.recv_timeout(LONG).expect("a result")).collect();
        assert_eq!(order, [2, 1, 0], "the newest first");
    }

    #[test]
    fn of_too_many_wishes_the_oldest_hear_that_it_is_too_late() {
        let workers = Workers { shared: Arc::default() };
        let (heard, late) = mpsc::channel();
        for number in 0..WAITING + 3 {
            let heard = heard.clone();
            workers.soon(move |turn| heard.send((number, turn)).expect("a listener"));
        }
        assert_eq!(late.try_iter().collect::<Vec<_>>(), [0, 1, 2].map(|number| (number, Turn::TooLate)));
    }
}
