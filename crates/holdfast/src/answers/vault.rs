//! Answers about the whole vault.

use holdfast_proof::VaultId;
use serde::Serialize;

/// Which vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultLine {
    /// Its folder.
    pub path: String,
    /// UUID, told in each checkpoint.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: VaultId,
    /// Fingerprint of its key.
    pub fingerprint: String,
}

/// `vault_create`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultCreated {
    /// The new vault.
    pub vault: VaultLine,
    /// What would make it safer: kebab-case codes.
    pub advice: Vec<&'static str>,
}

/// When the vault was last checked whole, and with which result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Checked {
    /// This computer's clock, UTC.
    pub at: String,
    /// `whole` or `damaged`.
    #[cfg_attr(test, ts(type = "\"whole\" | \"damaged\""))]
    pub result: String,
}

/// Everything at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultWhole {
    /// Its folder.
    pub path: String,
    /// UUID.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: VaultId,
    /// Epoch of its log.
    pub epoch: u32,
    /// Fingerprint of its key.
    pub fingerprint: String,
    /// This computer's clock, UTC.
    pub created_at: String,
    /// Items kept.
    pub items: u64,
    /// Disputes.
    pub disputes: u64,
    /// Log entries.
    pub entries: u64,
    /// Bytes of all objects.
    pub size_bytes: u64,
    /// The newest whole check; none when never.
    pub checked: Option<Checked>,
    /// False on read-only media.
    pub writable: bool,
    /// What would make it safer: kebab-case codes.
    pub advice: Vec<&'static str>,
}

/// `vault_info`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultInfo {
    /// The vault.
    pub vault: VaultWhole,
}

/// What a check found at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Finding {
    /// Kebab-case.
    pub code: String,
    /// `error`, `warning` or `note`.
    #[cfg_attr(test, ts(type = "\"error\" | \"warning\" | \"note\""))]
    pub level: &'static str,
    /// Where.
    pub path: Option<String>,
    /// The technical detail, in English.
    pub detail: String,
}

/// What a check went through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counts {
    /// Items.
    pub items: u64,
    /// Objects re-hashed.
    pub objects: u64,
    /// Log entries.
    pub entries: u64,
    /// Bytes re-hashed.
    pub size_bytes: u64,
}

/// `vault_check`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultChecked {
    /// No error among the findings.
    pub whole: bool,
    /// What was gone through.
    pub counts: Counts,
    /// Everything that was found.
    pub findings: Vec<Finding>,
}

/// What salvage found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Salvaged {
    /// The vault's folder.
    pub path: String,
    /// The vault's id.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: VaultId,
    /// Items found again.
    pub items: u64,
    /// Disputes found again.
    pub disputes: u64,
    /// Objects that belong to no item.
    pub unplaced: u64,
    /// Items that are there but not whole.
    pub damaged: Vec<String>,
    /// Where the database that could not be opened lies now.
    pub old_database: Option<String>,
}

/// `vault_salvage`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultSalvaged {
    /// What was found again.
    pub salvaged: Salvaged,
}

/// `vault_copy`: the copy was checked after it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultCopied {
    /// The copy's folder.
    pub path: String,
    /// The check of the copy.
    pub check: VaultChecked,
}

/// The vault's key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeyLine {
    /// `SHA256:…`
    pub fingerprint: String,
    /// `ssh-ed25519 …`
    pub public_key: String,
}

/// `vault_key_show`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeyShown {
    /// The key.
    pub key: KeyLine,
}

/// `vault_key_rotate`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeyRotated {
    /// The new key.
    pub key: KeyLine,
    /// The fingerprint before.
    pub old_fingerprint: String,
}

/// `vault_key_copy`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeyCopied {
    /// The file with the secret key.
    pub path: String,
    /// Whose key it is.
    pub fingerprint: String,
}
