//! The desk at a glance: what a window asks first, and again whenever the vault or the settings changed.

use std::path::Path;

use holdfast_proof::VaultId;
use serde::Serialize;

use super::{Desk, JobLine, Settings};
use crate::answers::Checked;
use crate::{Error, Holdfast, Language, Result, Watch};

/// The chosen vault, whether it opens or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultShown {
    /// Its folder; empty when this user has no home and none was named.
    pub path: String,
    /// `open`; `absent` when no vault is there; else the code of the error that opening gives.
    pub state: String,
    /// Why it does not open; none when it is open or absent.
    #[cfg_attr(test, ts(as = "Option<crate::Failure>"))]
    pub failure: Option<Error>,
    /// The folder's own name.
    pub name: String,
    /// UUID.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub id: Option<VaultId>,
    /// Whether it holds the sample.
    pub sample: bool,
    /// The newest whole check.
    pub checked: Option<Checked>,
    /// Items kept.
    pub items: u64,
    /// Disputes.
    pub disputes: u64,
}

/// `desk_show`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DeskState {
    /// Version of Holdfast.
    pub version: String,
    /// The system's language.
    #[cfg_attr(test, ts(type = "\"zh\" | \"en\""))]
    pub system_language: &'static str,
    /// All settings.
    pub settings: Settings,
    /// Why the settings are not those that were set; none when they are.
    #[cfg_attr(test, ts(as = "Option<crate::Failure>"))]
    pub settings_failure: Option<Error>,
    /// The chosen vault.
    pub vault: VaultShown,
    /// The jobs that run.
    pub jobs: Vec<JobLine>,
    /// Whether the first screen is still to be gone through.
    pub first_start: bool,
}

/// Everything a window begins with; never fails.
pub fn desk_show(desk: &Desk, _question: (), _watch: &dyn Watch) -> Result<DeskState> {
    let settings = desk.settings();
    Ok(DeskState {
        version: desk.holdfast().outside.app_version.to_owned(),
        system_language: match desk.places.language {
            Language::Zh => "zh",
            Language::En => "en",
        },
        first_start: !settings.first_start_done,
        settings_failure: desk.settings.failure(),
        settings,
        vault: vault_shown(&desk.holdfast(), desk),
        jobs: desk.jobs(),
    })
}

/// What can be said of the vault at hand without checking it.
pub(super) fn vault_shown(holdfast: &Holdfast, desk: &Desk) -> VaultShown {
    let folder = holdfast.vault_folder().unwrap_or(Path::new(""));
    let mut shown = VaultShown {
        path: folder.display().to_string(),
        state: "open".to_owned(),
        failure: None,
        name: name_of(folder),
        id: None,
        sample: desk.is_sample(folder),
        checked: None,
        items: 0,
        disputes: 0,
    };
    match holdfast.read().and_then(|vault| Ok(vault.info()?)) {
        Ok(info) => {
            shown.id = Some(info.vault);
            shown.checked = info.checked.map(|(at, result)| Checked { at, result });
            (shown.items, shown.disputes) = (info.item_count, info.dispute_count);
        }
        Err(error) if error.code() == "not-a-vault" => shown.state = "absent".to_owned(),
        Err(error) => {
            shown.state = error.code().to_owned();
            shown.failure = Some(error);
        }
    }
    shown
}

/// The folder's own name, as file managers show it.
pub(super) fn name_of(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
