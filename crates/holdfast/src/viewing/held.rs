//! What was made for viewers and is held for a while: within a limit of bytes and of entries, what was not looked at
//! for the longest time going first.
//!
//! - Several who want the same wait for one who makes it.
//! - That something could not be made is held too, so that a hostile file costs its time once and not for each tile.
//!   Only what lies at the file is remembered so; the viewer's "try again" forgets it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use holdfast_proof::Digest;
use holdfast_readers::{PictureFacts, TextFacts};

use crate::{Error, Result};

/// All that is held, in bytes.
const HELD_BYTES: usize = 256 << 20;
/// All that is held, in entries.
const HELD_ENTRIES: usize = 4_096;
/// What an entry costs besides its bytes.
const ENTRY_BYTES: usize = 256;
/// So many reader processes work at a time for viewers: each may take as much memory as its limit.
const READERS_AT_ONCE: usize = 3;

/// What was made of which bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Thumbnail(Digest),
    Picture(Digest),
    Tile(Digest, u32, u32, u32),
    /// That the tiles of these levels cannot be made.
    Tiles(Digest, u32, u32),
    Document(Digest),
    Page(Digest, u32, u16),
    Texts(Digest),
    Text(Digest, Option<String>),
}

impl Key {
    fn of(&self) -> &Digest {
        match self {
            Key::Thumbnail(of)
            | Key::Picture(of)
            | Key::Tile(of, ..)
            | Key::Tiles(of, ..)
            | Key::Document(of)
            | Key::Page(of, ..)
            | Key::Texts(of)
            | Key::Text(of, _) => of,
        }
    }
}

/// What is held under a key.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Drawn(&'static str, Arc<[u8]>),
    Picture(PictureFacts),
    Document(Vec<(f32, f32)>),
    Texts(Arc<[String]>, u32),
    Text(Arc<TextFacts>),
    /// It cannot be made.
    Refused(Error),
}

impl Value {
    fn size_bytes(&self) -> usize {
        ENTRY_BYTES
            + match self {
                Value::Drawn(_, bytes) => bytes.len(),
                Value::Document(pages) => pages.len() * 8,
                Value::Texts(texts, _) => texts.iter().map(|text| text.len() + 24).sum(),
                Value::Text(facts) => facts.places.len() * 16,
                Value::Picture(_) | Value::Refused(_) => 0,
            }
    }
}

/// What viewers of one window hold.
#[derive(Debug, Default)]
pub(crate) struct Viewed {
    inner: Mutex<Inner>,
    changed: Condvar,
    font: OnceLock<Option<PathBuf>>,
}

#[derive(Debug, Default)]
struct Inner {
    values: HashMap<Key, (u64, Value)>,
    /// Keys by when they were last looked at.
    by_age: BTreeMap<u64, Key>,
    looks: u64,
    bytes: usize,
    /// What is being made now, and what is being made in runs that give many values.
    making: HashSet<Key>,
    runs: HashMap<Key, Arc<Run>>,
    /// Reader processes at work, and those that wait for a turn.
    working: usize,
    waiting: usize,
}

impl Viewed {
    /// What is held under the key, else what `make` makes; while somebody makes the same, waits for that.
    pub(super) fn get_or_make(&self, key: Key, make: impl FnOnce() -> Result<Value>) -> Result<Value> {
        let mut inner = self.lock();
        loop {
            if let Some(value) = inner.get(&key) {
                return refused_or(value);
            }
            if !inner.making.contains(&key) {
                break;
            }
            inner = self.wait(inner);
        }
        inner.making.insert(key.clone());
        drop(inner);
        let making = Making { viewed: self, key: &key };
        let made = {
            let _turn = self.turn();
            make()
        };
        match &made {
            Ok(value) => self.put(key.clone(), value.clone()),
            Err(error) if lies_at_the_file(error) => self.put(key.clone(), Value::Refused(error.clone())),
            Err(_) => {}
        }
        drop(making);
        made
    }

    /// What is held under the key.
    pub(super) fn get(&self, key: &Key) -> Option<Value> {
        self.lock().get(key)
    }

    /// Holds a value and tells those who wait.
    pub(super) fn put(&self, key: Key, value: Value) {
        self.lock().put(key, value);
        self.changed.notify_all();
    }

    /// The run that makes what lies under this key, with one more waiting for it; and whether it is to be begun by the
    /// caller, who must then see to it that [`Viewed::end_run`] is called whatever happens.
    pub(super) fn join_run(&self, key: &Key) -> (Waits, bool) {
        let mut inner = self.lock();
        let begins = !inner.runs.contains_key(key);
        let run = Arc::clone(inner.runs.entry(key.clone()).or_default());
        run.waiting.fetch_add(1, Ordering::Relaxed);
        (Waits(run), begins)
    }

    /// Ends a run and tells those who wait. A failure that lies at the file is held for those who come later.
    pub(super) fn end_run(&self, key: &Key, run: &Run, failure: Option<Error>) {
        let mut inner = self.lock();
        inner.runs.remove(key);
        if let Some(error) = failure.as_ref().filter(|error| lies_at_the_file(error)) {
            inner.put(key.clone(), Value::Refused(error.clone()));
        }
        let _ = run.ended.set(failure);
        drop(inner);
        self.changed.notify_all();
    }

    /// Waits until `wanted` is held or the run has ended: what is held, none when the run ended without it.
    pub(super) fn wait_for(&self, wanted: &Key, run: &Run) -> Result<Option<Value>> {
        let mut inner = self.lock();
        loop {
            if let Some(found) = inner.get(wanted) {
                return Ok(Some(found));
            }
            match run.ended.get() {
                Some(Some(failure)) => return Err(failure.clone()),
                Some(None) => return Ok(None),
                None => inner = self.wait(inner),
            }
        }
    }

    /// A turn for one reader process; waits while too many work.
    pub(super) fn turn(&self) -> Turn<'_> {
        let mut inner = self.lock();
        inner.waiting += 1;
        while inner.working >= READERS_AT_ONCE {
            inner = self.wait(inner);
        }
        inner.waiting -= 1;
        inner.working += 1;
        Turn { viewed: self }
    }

    /// Whether other work waits for a turn.
    pub(super) fn is_wanted_elsewhere(&self) -> bool {
        self.lock().waiting > 0
    }

    /// Forgets what could not be made of these bytes.
    pub(super) fn forgive(&self, of: Digest) {
        self.lock().retain(|key, value| *key.of() != of || !matches!(value, Value::Refused(_)));
    }

    /// Forgets everything: what was removed is not to be seen again.
    pub(crate) fn forget_all(&self) {
        self.lock().retain(|_, _| false);
    }

    /// The font for documents, looked for once.
    pub(super) fn font(&self) -> Option<&Path> {
        self.font.get_or_init(holdfast_readers::fallback_font).as_deref()
    }

    /// What is held is whole after every step, so a panic elsewhere does not spoil it.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, inner: MutexGuard<'a, Inner>) -> MutexGuard<'a, Inner> {
        self.changed.wait(inner).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn get(&mut self, key: &Key) -> Option<Value> {
        let (age, value) = self.values.get_mut(key)?;
        self.looks += 1;
        self.by_age.remove(age);
        *age = self.looks;
        self.by_age.insert(self.looks, key.clone());
        Some(value.clone())
    }

    fn put(&mut self, key: Key, value: Value) {
        self.drop_key(&key);
        self.looks += 1;
        self.bytes += value.size_bytes();
        self.by_age.insert(self.looks, key.clone());
        self.values.insert(key, (self.looks, value));
        while self.bytes > HELD_BYTES || self.values.len() > HELD_ENTRIES {
            let Some((_, oldest)) = self.by_age.pop_first() else { break };
            self.drop_key(&oldest);
        }
    }

    fn drop_key(&mut self, key: &Key) {
        if let Some((age, value)) = self.values.remove(key) {
            self.by_age.remove(&age);
            self.bytes -= value.size_bytes();
        }
    }

    fn retain(&mut self, keep: impl Fn(&Key, &Value) -> bool) {
        let gone: Vec<Key> =
            self.values.iter().filter(|(key, (_, value))| !keep(key, value)).map(|(key, _)| key.clone()).collect();
        for key in gone {
            self.drop_key(&key);
        }
    }
}

/// A process that gives many values.
#[derive(Debug, Default)]
pub(super) struct Run {
    waiting: AtomicUsize,
    /// How it ended.
    ended: OnceLock<Option<Error>>,
}

impl Run {
    /// Whether nobody waits for it.
    pub(super) fn is_unwanted(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) == 0
    }
}

/// One who waits for a run, until this is dropped.
pub(super) struct Waits(pub(super) Arc<Run>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A reader process's turn, given back at the end.
pub(super) struct Turn<'a> {
    viewed: &'a Viewed,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.viewed.lock().working -= 1;
        self.viewed.changed.notify_all();
    }
}

/// Ends the making also when it panics: nobody waits for ever.
struct Making<'a> {
    viewed: &'a Viewed,
    key: &'a Key,
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        self.viewed.lock().making.remove(self.key);
        self.viewed.changed.notify_all();
    }
}

fn refused_or(value: Value) -> Result<Value> {
    match value {
        Value::Refused(error) => Err(error),
        value => Ok(value),
    }
}

/// Whether another try with the same bytes would end the same way.
fn lies_at_the_file(error: &Error) -> bool {
    let code = error.code();
    let of_the_file = ["picture-", "document-", "text-"].iter().any(|begin| code.starts_with(begin));
    of_the_file || ["reader-crashed", "reader-timeout", "reader-glut", "reader-garbage"].contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Key {
        Key::Thumbnail(Digest::of(&[byte]))
    }

    fn picture(size: usize) -> Value {
        Value::Drawn("image/png", vec![0; size].into())
    }

    #[test]
    fn what_was_not_looked_at_for_the_longest_time_goes_first() {
        let viewed = Viewed::default();
        let third = HELD_BYTES / 3;
        for byte in 0..2 {
            viewed.put(key(byte), picture(third));
        }
        viewed.get(&key(0)).unwrap();
        viewed.put(key(2), picture(third));
        assert!(viewed.get(&key(0)).is_some(), "looked at");
        assert!(viewed.get(&key(1)).is_none(), "the oldest look");
        assert!(viewed.get(&key(2)).is_some(), "the newest");
        assert!(viewed.lock().bytes <= HELD_BYTES, "within the limit");
        viewed.forget_all();
        let inner = viewed.lock();
        assert_eq!((inner.bytes, inner.values.len(), inner.by_age.len()), (0, 0, 0), "nothing is left");
    }

    #[test]
    fn the_same_is_made_once_however_many_ask() {
        let viewed = Viewed::default();
        let made = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    viewed
                        .get_or_make(key(1), || {
                            made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                            std::thread::sleep(std::time::Duration::from_millis(20));
                            Ok(picture(1))
                        })
                        .unwrap();
                });
            }
        });
        assert_eq!(made.into_inner(), 1, "the others waited");
    }

    #[test]
    fn a_refusal_that_lies_at_the_file_is_held_until_it_is_forgiven() {
        let viewed = Viewed::default();
        let refuse = |code| move || Err(Error::user(code));
        let ask = |code| viewed.get_or_make(key(1), refuse(code)).unwrap_err().code();
        assert_eq!(ask("reader-missing"), "reader-missing", "not at the file");
        assert_eq!(ask("picture-unreadable"), "picture-unreadable", "asked again");
        assert_eq!(ask("reader-missing"), "picture-unreadable", "held");
        viewed.forgive(Digest::of(&[1]));
        assert_eq!(ask("reader-missing"), "reader-missing", "another try is a try");
    }

    #[test]
    fn a_panic_while_making_leaves_nobody_waiting() {
        let viewed = Viewed::default();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _ = viewed.get_or_make(key(1), || panic!("a defect"));
        }));
        assert!(panicked.is_err(), "it went through");
        assert!(viewed.get_or_make(key(1), || Ok(picture(1))).is_ok(), "the next one makes it");
        assert_eq!(viewed.lock().working, 0, "and its turn was given back");
    }
}
