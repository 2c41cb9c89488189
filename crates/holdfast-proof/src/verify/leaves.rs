//! Leaves: some lines of a part, shown with proof that they are of the whole (docs/format.md, section 3).
//!
//! leaves.sha256 fixes count, order and content of all lines by salted digests; the shown ones lie in `l/`. A line that
//! is not shown stays hidden; a line that is shown and not listed is a stranger.

use super::files::Files;
use super::lists::{mismatch, read_list};
use crate::finding::{Code, Finding};
use crate::leaves::leaf_name;
use crate::record::CaptureRecord;
use crate::seal::LEAVES;

/// Checks the list of leaves and every leaf shown in the folder `path`.
pub(super) fn check(files: &Files<'_>, path: &str, capture: &CaptureRecord, findings: &mut Vec<Finding>) {
    let list_path = format!("{path}{LEAVES}");
    let Some(list) = read_list(files, &list_path, findings) else { return };
    for (number, line) in (1..).zip(list.lines()) {
        if line.name != leaf_name(number) {
            let detail = format!("leaf {number} is called {}", line.name);
            findings.push(Finding::new(Code::ListSyntax, detail).at(list_path.clone()).with("line", number));
            break;
        }
    }
    if capture.count.is_some_and(|count| count != list.lines().len() as u64) {
        let detail = format!("the record counts {:?} leaves, the list has {}", capture.count, list.lines().len());
        findings.push(Finding::new(Code::RecordMismatch, detail).at(list_path));
    }
    let shown = format!("{path}l/");
    for (name, file) in files.below(&shown) {
        let full = format!("{shown}{name}");
        match list.get(&format!("l/{name}")) {
            None => findings.push(Finding::new(Code::UnlistedFile, "leaves.sha256 does not name it").at(full)),
            Some(listed) => findings.extend(mismatch(&full, LEAVES, listed, file.sha256)),
        }
    }
}
