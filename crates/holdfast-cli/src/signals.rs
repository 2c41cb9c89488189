//! What happens when the process is told to stop, or when we have a defect.
//!
//! Ctrl-C, SIGTERM and SIGHUP ask the running operation to end: the vault stays whole and what was kept is said.
//! A second one ends the process at once, which costs no more than `kill -9` does: nothing that was reported kept.

use std::any::Any;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Where the last panic happened, noted by the hook because the caught value does not know it.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Installs the handlers of this process. Only `main` does this: a test keeps its own.
pub(crate) fn catch(cancel: &Arc<AtomicBool>) {
    let cancel = Arc::clone(cancel);
    let handler = ctrlc::set_handler(move || {
        if cancel.swap(true, Ordering::Relaxed) {
            std::process::exit(1);
        }
    });
    // Without a handler Ctrl-C simply ends the process; the vault bears that too.
    drop(handler);
    std::panic::set_hook(Box::new(|panic| {
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(panic.to_string());
    }));
}

/// What a caught panic said.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> String {
    let noted = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
    noted
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "panic".to_owned())
}
