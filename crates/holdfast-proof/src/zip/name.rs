//! Names of members: what leaves its folder, or means two things on two systems, is refused.
//!
//! The rules hold for ZIPs of anyone; the narrower grammar of Holdfast's own names is the list grammar (format.md 1).

use super::{ProblemKind, Walk};
use std::collections::HashMap;

/// Longest name, in bytes.
pub const NAME_BYTES_LIMIT: usize = 1_024;
/// Deepest nesting of folders in a name.
pub const DEPTH_LIMIT: usize = 16;

/// Why a name is not safe to use below a folder on every system; `None` when it is.
pub fn unsafe_reason(name: &str) -> Option<&'static str> {
    let bytes = name.as_bytes();
    if name.is_empty() {
        return Some("an empty name");
    }
    if name.contains('\\') {
        return Some("a backslash: a separator on some systems");
    }
    if name.contains('\0') {
        return Some("a NUL byte");
    }
    if name.chars().any(char::is_control) {
        return Some("a control character");
    }
    if name.starts_with('/') {
        return Some("an absolute path");
    }
    if bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' {
        return Some("a drive letter");
    }
    let parts = name.strip_suffix('/').unwrap_or(name).split('/');
    for part in parts {
        match part {
            ".." => return Some("a path that leaves its folder"),
            "." => return Some("a part of the path is a single dot"),
            "" => return Some("an empty part of the path"),
            _ => {}
        }
    }
    None
}

/// Checks every name of a walked ZIP: safety, limits, duplicates, case twins, a file that is also a folder.
pub(super) fn check_all(walk: &mut Walk) {
    let entries = std::mem::take(&mut walk.entries);
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let name = entry.name.as_str();
        if let Some(reason) = unsafe_reason(name) {
            walk.say(ProblemKind::UnsafeName, Some(name), reason);
        }
        if name.len() > NAME_BYTES_LIMIT {
            let start: String = name.chars().take(64).collect();
            walk.say(ProblemKind::Limit, Some(&start), format!("a name of {} bytes", name.len()));
        }
        let plain = name.trim_end_matches('/');
        if plain.matches('/').count() >= DEPTH_LIMIT {
            walk.say(ProblemKind::Limit, Some(name), format!("folders nested deeper than {DEPTH_LIMIT}"));
        }
        if let Some(first) = seen.insert(plain.to_lowercase(), index) {
            if entries[first].name == name {
                walk.say(ProblemKind::Ambiguous, Some(name), "the same name twice");
            } else {
                walk.say(ProblemKind::NameTwice, Some(name), "two names that some systems take for the same");
            }
        }
    }
    for entry in &entries {
        let folded = entry.name.trim_end_matches('/').to_lowercase();
        for (at, _) in folded.match_indices('/') {
            if seen.get(&folded[..at]).is_some_and(|index| !entries[*index].folder) {
                walk.say(ProblemKind::NameTwice, Some(&entry.name), "a file and a folder have the same name");
            }
        }
    }
    walk.entries = entries;
}
