//! Which time authorities may be asked, as the user agreed.
//!
//! - A public clock (a preset of the pins) is asked only after the user said yes once; until then, and after a no, none.
//! - An authority that the user added to the vault is agreed to by having been added.
//! - The answer lies in this user's settings, and is read anew each time: the window and the command line share it.

use holdfast_proof::pins;
use holdfast_time::Authority;
use holdfast_vault::Vault;

use crate::desk::PublicClocks;
use crate::desk::settings::{Settings, SettingsFile};
use crate::{Holdfast, Result};

/// The settings as they stand in the file now.
pub(crate) fn settings(holdfast: &Holdfast) -> Settings {
    SettingsFile::read(&holdfast.outside.settings).settings()
}

/// Whether a preset is asked, once public clocks may be asked at all.
pub(crate) fn is_chosen(settings: &Settings, pin: &pins::Pin) -> bool {
    match &settings.clocks {
        Some(chosen) => chosen.contains(&pin.id),
        None => pin.default,
    }
}

/// Everyone who may be asked about this vault: the chosen presets if public clocks are allowed, then the user's own.
pub(crate) fn agreed(holdfast: &Holdfast, vault: &Vault) -> Result<Vec<Authority>> {
    let settings = settings(holdfast);
    let allowed = settings.public_clocks == Some(PublicClocks::Allowed);
    let presets = pins::all().iter().filter(|pin| allowed && is_chosen(&settings, pin)).filter_map(Authority::of_pin);
    let own = vault.authority_list()?.into_iter().map(Authority::from);
    Ok(presets.chain(own).collect())
}

/// Their short names.
pub(crate) fn agreed_names(holdfast: &Holdfast, vault: &Vault) -> Result<Vec<String>> {
    Ok(agreed(holdfast, vault)?.into_iter().map(|authority| authority.name).collect())
}
