//! Commands over the whole vault and its key.

use std::path::{Path, PathBuf};

use holdfast_vault::{self as vault, CheckReport, Vault};
use serde::Deserialize;

use crate::answers::{
    Checked, Counts, Finding, KeyCopied, KeyLine, KeyRotated, KeyShown, Salvaged, VaultChecked, VaultCopied,
    VaultCreated, VaultInfo, VaultLine, VaultSalvaged, VaultWhole,
};
use crate::session::Below;
use crate::{Error, Holdfast, Result, Watch};

/// Where a copy of the vault is to lie.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct VaultToCopy {
    /// A folder that is absent or empty.
    pub to: PathBuf,
}

/// Where a copy of the secret key is to lie.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct KeyToCopy {
    /// A file that does not exist yet.
    pub to: PathBuf,
}

/// Makes the vault: its folder, a key, an empty log with its genesis entry.
pub fn vault_create(holdfast: &Holdfast, _question: (), _watch: &dyn Watch) -> Result<VaultCreated> {
    let made = Vault::create(holdfast.vault_folder()?, holdfast.outside.vault.clone())?;
    let info = made.info()?;
    Ok(VaultCreated {
        vault: VaultLine { path: info.dir.display().to_string(), id: info.vault, fingerprint: info.fingerprint },
        advice: info.advice.iter().map(vault::Advice::code).collect(),
    })
}

/// What the vault holds; checks nothing.
pub fn vault_info(holdfast: &Holdfast, _question: (), _watch: &dyn Watch) -> Result<VaultInfo> {
    let info = holdfast.read()?.info()?;
    Ok(VaultInfo {
        vault: VaultWhole {
            path: info.dir.display().to_string(),
            id: info.vault,
            epoch: info.epoch,
            fingerprint: info.fingerprint,
            created_at: info.created_at,
            items: info.item_count,
            disputes: info.dispute_count,
            entries: info.log_size,
            size_bytes: info.object_bytes,
            checked: info.checked.map(|(at, result)| Checked { at, result }),
            // Opened here for reading; what is asked is whether it could be written.
            writable: !info.advice.contains(&vault::Advice::ReadOnlyMedia),
            advice: info.advice.iter().map(vault::Advice::code).collect(),
        },
    })
}

/// Recomputes everything, opened for reading, so that the check sees the vault as it lies there.
///
/// When and with which result is noted afterwards, for the next bundle; not where noting it would begin a new epoch of
/// the log (another machine, an older copy put back): a check must not change what it found.
pub fn vault_check(holdfast: &Holdfast, _question: (), watch: &dyn Watch) -> Result<VaultChecked> {
    let opened = holdfast.read()?;
    if let Ok(info) = opened.info() {
        watch.expected(info.item_count, info.object_bytes);
    }
    let report = opened.check(&Below(watch))?;
    let quiet = opened.fits_mark().unwrap_or(false);
    drop(opened);
    if quiet && let Ok(mut opened) = holdfast.write() {
        // Read-only media, a lost key and a damaged database are no reason to withhold what was found.
        let _noted_or_not = opened.record_check(&report);
    }
    Ok(checked(report))
}

/// Rebuilds the database from the objects alone. A vault that opens and is whole is refused (`nothing-to-salvage`): its
/// log would give way to a new one, from which the bundles made before do not come.
pub fn vault_salvage(holdfast: &Holdfast, _question: (), watch: &dyn Watch) -> Result<VaultSalvaged> {
    let folder = holdfast.vault_folder()?;
    if let Ok(opened) = holdfast.read()
        && opened.check(&Below(watch)).is_ok_and(|report| report.is_whole())
    {
        return Err(Error::user("nothing-to-salvage").with("path", folder.display()));
    }
    let report = vault::salvage(folder, holdfast.outside.vault.clone(), &Below(watch))?;
    Ok(VaultSalvaged {
        salvaged: Salvaged {
            path: folder.display().to_string(),
            id: report.vault,
            items: report.items,
            disputes: report.disputes,
            unplaced: report.unplaced,
            damaged: report.damaged,
            old_database: report.old_database.map(|path| path.display().to_string()),
        },
    })
}

/// Copies the vault to a folder that is absent or empty, and checks the copy.
pub fn vault_copy(holdfast: &Holdfast, question: VaultToCopy, watch: &dyn Watch) -> Result<VaultCopied> {
    let report = copied(holdfast, &question.to, watch)?;
    Ok(VaultCopied { path: question.to.display().to_string(), check: checked(report) })
}

/// As [`vault_copy`], for a copy that takes the vault's place: that it was checked is noted in it, unless another program
/// kept something meanwhile; then writing to the copy would begin another history.
pub(crate) fn vault_copy_to_use(holdfast: &Holdfast, to: &Path, watch: &dyn Watch) -> Result<VaultCopied> {
    let report = copied(holdfast, to, watch)?;
    let copy = holdfast.at(Some(to.to_owned()));
    let quiet = copy.read().and_then(|opened| Ok(opened.fits_mark()?)).unwrap_or(false);
    if quiet && let Ok(mut opened) = copy.write() {
        let _noted_or_not = opened.record_check(&report);
    }
    Ok(VaultCopied { path: to.display().to_string(), check: checked(report) })
}

fn copied(holdfast: &Holdfast, to: &Path, watch: &dyn Watch) -> Result<CheckReport> {
    let opened = holdfast.read()?;
    // Every byte is written, and then read again by the check.
    let info = opened.info()?;
    watch.expected(info.item_count, info.object_bytes.saturating_mul(2));
    Ok(opened.copy_to(to, &Below(watch))?)
}

/// The key, without its secret.
pub fn vault_key_show(holdfast: &Holdfast, _question: (), _watch: &dyn Watch) -> Result<KeyShown> {
    let opened = holdfast.read()?;
    Ok(KeyShown { key: key_line(&opened)? })
}

/// Makes a new key, vouched for by the old one in the log.
pub fn vault_key_rotate(holdfast: &Holdfast, _question: (), _watch: &dyn Watch) -> Result<KeyRotated> {
    let mut opened = holdfast.write()?;
    let old_fingerprint = opened.fingerprint()?;
    opened.key_rotate()?;
    Ok(KeyRotated { key: key_line(&opened)?, old_fingerprint })
}

/// Copies the secret key to a file that does not exist yet (mode 0600).
pub fn vault_key_copy(holdfast: &Holdfast, question: KeyToCopy, _watch: &dyn Watch) -> Result<KeyCopied> {
    let mut opened = holdfast.write()?;
    opened.key_copy_to(&question.to)?;
    Ok(KeyCopied { path: question.to.display().to_string(), fingerprint: opened.fingerprint()? })
}

fn key_line(opened: &Vault) -> Result<KeyLine> {
    Ok(KeyLine { fingerprint: opened.fingerprint()?, public_key: opened.public_key()?.ssh_line() })
}

fn checked(report: CheckReport) -> VaultChecked {
    VaultChecked {
        whole: report.is_whole(),
        counts: Counts {
            items: report.items,
            objects: report.objects,
            entries: report.entries,
            size_bytes: report.bytes,
        },
        findings: report
            .findings
            .into_iter()
            .map(|finding| Finding {
                code: finding.code.as_str().to_owned(),
                level: finding.level.as_str(),
                path: finding.path,
                detail: finding.detail,
            })
            .collect(),
    }
}
