//! What `doctor` says.

use holdfast::answers::DoctorSaid;
use holdfast::words::size;

use super::{Said, Voice};

impl Voice {
    pub(crate) fn doctor_said(self, answer: &DoctorSaid) -> Said {
        self.answer_as(&serde_json::json!({ "doctor": answer }), 0, || {
            let none = || self.text("cli.never", &[]);
            let mut lines = vec![
                ("version", format!("{} ({})", answer.version, answer.system)),
                ("vault", placed(answer.vault.path.as_deref(), &answer.vault.state).unwrap_or_else(none)),
                ("marks", placed(answer.marks.path.as_deref(), &answer.marks.state).unwrap_or_else(none)),
                ("reader", placed(answer.reader.path.as_deref(), &answer.reader.state).unwrap_or_else(none)),
            ];
            if let Some(space) = answer.space {
                lines.push(("free", size(space.free_bytes)));
            }
            self.labelled(&lines) + &self.advice(&answer.advice)
        })
    }
}

/// `PATH (state)`
fn placed(path: Option<&str>, state: &str) -> Option<String> {
    path.map(|path| format!("{path} ({state})"))
}
