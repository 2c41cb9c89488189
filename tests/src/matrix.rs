//! A table of cases. Each row says what was done and tells how it ended; all rows run, in threads, and the failing
//! ones are listed together at the end, so that one run shows everything that is wrong. `N of N` is printed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

type Act<'a> = Box<dyn Fn() -> Result<(), String> + Send + Sync + 'a>;

/// Rows of one table, in the order in which they were added.
#[derive(Default)]
pub struct Matrix<'a> {
    title: String,
    rows: Vec<(String, Act<'a>)>,
}

impl std::fmt::Debug for Matrix<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Matrix({}, {} rows)", self.title, self.rows.len())
    }
}

impl<'a> Matrix<'a> {
    pub fn new(title: &str) -> Matrix<'a> {
        Matrix { title: title.to_owned(), rows: Vec::new() }
    }

    /// Adds a case: `act` returns what went otherwise than promised.
    pub fn row(&mut self, name: impl Into<String>, act: impl Fn() -> Result<(), String> + Send + Sync + 'a) {
        self.rows.push((name.into(), Box::new(act)));
    }

    /// Runs all rows and prints `N of N`.
    ///
    /// # Panics
    /// When a row failed, with every failing row; when the table is empty.
    pub fn run(self) {
        let begun = Instant::now();
        let next = AtomicUsize::new(0);
        let failed = Mutex::new(Vec::new());
        let slowest = Mutex::new((Duration::ZERO, String::new()));
        let threads = std::thread::available_parallelism().map_or(2, usize::from).min(8);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some((name, act)) = self.rows.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let started = Instant::now();
                        let outcome = catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|panic| Err(words(&*panic)));
                        let took = (started.elapsed(), name.clone());
                        let mut longest = slowest.lock().expect("no row holds this lock");
                        *longest = std::mem::take(&mut *longest).max(took);
                        if let Err(why) = outcome {
                            failed.lock().expect("no row holds this lock").push(format!("- {name}: {why}"));
                        }
                    }
                });
            }
        });
        let mut failed = failed.into_inner().expect("no row holds this lock");
        failed.sort();
        let (all, bad) = (self.rows.len(), failed.len());
        let (longest, slowest) = slowest.into_inner().expect("no row holds this lock");
        println!("{}: {} of {all} as promised, in {:.1} s", self.title, all - bad, begun.elapsed().as_secs_f32());
        println!("slowest: {slowest}, {:.2} s", longest.as_secs_f32());
        assert!(all > 0, "{}: the table is empty", self.title);
        assert!(failed.is_empty(), "{}: {bad} of {all} rows are not as promised:\n{}", self.title, failed.join("\n"));
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("without words"))
}
