//! Commands over time: whom to ask, asking, and checking what came.
//!
//! Nothing here asks anybody but `crate::clocks::agreed`: chosen presets once public clocks are allowed, and what the user
//! added. A try is asked for by the user, by name.

use std::path::{Path, PathBuf};

use holdfast_proof::pins;
use holdfast_proof::tsp::{Token, Trust};
use holdfast_proof::verify::time_check as check_file;
use holdfast_time::{Authority, ClockError, RunHow, StampWatch, run, try_one};
use holdfast_vault::{AuthorityRow, ItemProof, Vault};
use serde::Deserialize;
use serde_json::json;

use super::item::item_named;
use crate::answers::{
    AuthorityLine, FileProof, ProofChecked, RenewalLine, RootLine, TimeStamped, TimeStatus, TimeTried,
};
use crate::clocks;
use crate::desk::PublicClocks;
use crate::desk::settings::{Settings, SettingsFile, keys};
use crate::error::{Exit, Whose};
use crate::session::Below;
use crate::{Error, Holdfast, Result, Watch};

/// The least time between two requests to an authority that the user added.
const LEAST_SECONDS: u32 = 1;
/// The largest proof that is read; a token is a few thousand bytes.
const PROOF_BYTES: u64 = 1 << 20;
/// The largest file of root certificates.
const ROOTS_BYTES: u64 = 1 << 20;
/// The largest list: every list, batch and token of a large vault.
const LIST_BYTES: u64 = 256 << 20;

/// A time authority to add.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AuthorityToAdd {
    /// Short name: `[a-z0-9]`, with single `-` between.
    pub name: String,
    /// Where it is asked: `http://` or `https://`.
    pub url: String,
    /// A file with its root certificate (PEM or DER); without it its times do not count here.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub root: Option<PathBuf>,
}

/// A file and a proof of its time.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields = nullable))]
#[serde(default, deny_unknown_fields)]
pub struct ProofToCheck {
    /// What was stamped.
    #[cfg_attr(test, ts(type = "string"))]
    pub file: PathBuf,
    /// The proof: `.tsr`.
    #[cfg_attr(test, ts(type = "string"))]
    pub proof: PathBuf,
    /// Root certificates that the user chose to believe on this run.
    #[cfg_attr(test, ts(type = "Array<string>", optional))]
    pub trust: Vec<PathBuf>,
    /// Bitcoin blocks that the user looked up: height and hash.
    #[cfg_attr(test, ts(type = "Array<[number, string]>", optional))]
    pub blocks: Vec<(u64, String)>,
}

/// One of the proofs that the vault keeps of an item.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct KeptProof {
    /// Item id, seal digest, or a unique prefix.
    pub item: String,
    /// SHA-256 of the token.
    pub token_sha256: String,
}

/// Says whether public clocks may be asked. The window's settings say the same.
pub fn time_consent(holdfast: &Holdfast, allowed: bool, watch: &dyn Watch) -> Result<TimeStatus> {
    let answer = if allowed { PublicClocks::Allowed } else { PublicClocks::Denied };
    SettingsFile::read(&holdfast.outside.settings).write(keys([("public_clocks", json!(answer))]))?;
    time_status(holdfast, (), watch)
}

/// Who is asked, how that goes, what waits. Without a vault nothing waits.
pub fn time_status(holdfast: &Holdfast, _question: (), _watch: &dyn Watch) -> Result<TimeStatus> {
    let settings = clocks::settings(holdfast);
    let vault = match holdfast.read() {
        Ok(vault) => Some(vault),
        Err(error) if error.code() == "not-a-vault" => None,
        Err(error) => return Err(error),
    };
    let mut authorities = Vec::new();
    for pin in pins::all() {
        authorities.extend(preset_line(pin, &settings));
    }
    let mut renewal = RenewalLine { proofs: 0, ends_at: None };
    if let Some(vault) = &vault {
        authorities.extend(vault.authority_list()?.into_iter().map(own_line));
        for line in &mut authorities {
            fill(line, vault)?;
        }
        renewal = vault.renewal_due(holdfast.outside.vault.clock.now().to_utc())?.into();
    }
    Ok(TimeStatus { public_clocks: settings.public_clocks, authorities, renewal, pins: pins::VERSION.to_owned() })
}

/// Adds an authority, which is thereby agreed to.
pub fn time_authority_add(holdfast: &Holdfast, question: AuthorityToAdd, watch: &dyn Watch) -> Result<TimeStatus> {
    let roots = question.root.as_deref().map(|path| read_bounded(path, ROOTS_BYTES)).transpose()?;
    holdfast.write()?.authority_add(question.name.trim(), question.url.trim(), LEAST_SECONDS, roots.as_deref())?;
    time_status(holdfast, (), watch)
}

/// Takes an authority away; what it stamped stays.
pub fn time_authority_remove(holdfast: &Holdfast, name: String, watch: &dyn Watch) -> Result<TimeStatus> {
    holdfast.write()?.authority_remove(name.trim())?;
    time_status(holdfast, (), watch)
}

/// Asks everyone agreed to for everything that waits, now. What an authority does is part of the answer; `nobody-to-ask`
/// when there is nobody.
pub fn time_stamp(holdfast: &Holdfast, _question: (), watch: &dyn Watch) -> Result<TimeStamped> {
    let stamped = stamp(holdfast, RunHow::Now, watch)?;
    if stamped.authorities.is_empty() && !stamped.another_has_the_turn {
        return Err(Error::user("nobody-to-ask"));
    }
    if watch.cancelled() {
        return Err(Error::cancelled());
    }
    Ok(stamped)
}

/// One pass over what waits.
pub(crate) fn stamp(holdfast: &Holdfast, how: RunHow, watch: &dyn Watch) -> Result<TimeStamped> {
    let mut vault = holdfast.write()?;
    let agreed = clocks::agreed(holdfast, &vault)?;
    if agreed.is_empty() {
        return Ok(TimeStamped::default());
    }
    let mut expected = 0;
    for authority in &agreed {
        expected += vault.waiting(&authority.name)?.count;
    }
    watch.expected(expected, 0);
    let outside = &holdfast.outside;
    let done = run(&mut vault, &agreed, outside.clocks.as_ref(), how, &outside.vault, &Stamping(watch))
        .map_err(Error::from)?;
    Ok(TimeStamped {
        authorities: done.authorities.into_iter().map(Into::into).collect(),
        another_has_the_turn: done.another_has_the_turn,
    })
}

/// A real request to one authority over a random digest, checked to the end; nothing is kept.
pub fn time_try(holdfast: &Holdfast, name: String, _watch: &dyn Watch) -> Result<TimeTried> {
    let authority = authority_named(holdfast, &name)?;
    let outside = &holdfast.outside;
    let tried = try_one(&authority, outside.clocks.as_ref(), &outside.vault).and_then(|stamped| {
        let token = Token::read(&stamped.token)?;
        Ok(ProofChecked::of_token(&token, &stamped.checked, outside.vault.clock.now().to_utc()))
    });
    Ok(match tried {
        Ok(checked) => TimeTried { name: authority.name, checked: Some(checked), code: None, reason: None },
        Err(error) => {
            let (code, reason) = (Some(error.code().to_owned()), ClockError::reason(&error));
            TimeTried { name: authority.name, checked: None, code, reason }
        }
    })
}

/// Checks a proof against any file. Needs no vault.
pub fn time_check(holdfast: &Holdfast, question: ProofToCheck, watch: &dyn Watch) -> Result<ProofChecked> {
    Ok(file_checked(holdfast, question, watch)?.checked())
}

/// The same, as the command line says it.
pub fn file_checked(holdfast: &Holdfast, question: ProofToCheck, _watch: &dyn Watch) -> Result<FileProof> {
    let trust = trust_of(&question.trust)?;
    let proof = read_bounded(&question.proof, PROOF_BYTES)?;
    let file = std::fs::File::open(&question.file).map_err(|error| cannot_read(&question.file, &error))?;
    let now = holdfast.outside.vault.clock.now().to_utc();
    let check = check_file(file, &proof, &trust, now).map_err(|error| cannot_read(&question.file, &error))?;
    Ok(FileProof::new(check, question.file.display().to_string()))
}

/// Checks a proof that the vault keeps, again and from its bytes: with the roots known here now, and those that the user
/// gave with the authority.
pub fn proof_check(holdfast: &Holdfast, question: KeptProof, _watch: &dyn Watch) -> Result<ProofChecked> {
    let vault = holdfast.read()?;
    let id = item_named(&vault, &question.item)?;
    let named = |proof: &ItemProof| proof.token_sha256.to_string() == question.token_sha256;
    let unknown = || Error::user("proof-unknown").with("id", &question.token_sha256);
    let proof = vault.item_proofs(id)?.into_iter().find(named).ok_or_else(unknown)?;
    let own = vault.authority_list()?.into_iter().find(|row| row.name == proof.authority);
    let trust = match own.and_then(|row| row.roots) {
        Some(roots) => Trust::pins().with_pem(&roots).unwrap_or_else(|_| Trust::pins()),
        None => Trust::pins(),
    };
    let token = vault.objects().read_small(&proof.token_sha256, PROOF_BYTES)?;
    let list = vault.objects().read_small(&proof.list_sha256, LIST_BYTES)?;
    let now = holdfast.outside.vault.clock.now().to_utc();
    let checked = check_file(&list[..], &token, &trust, now).map_err(Error::defect)?;
    Ok(ProofChecked::new(&checked))
}

/// Roots that the user names for one run, beside the pinned ones.
pub(super) fn trust_of(paths: &[PathBuf]) -> Result<Trust> {
    paths.iter().try_fold(Trust::pins(), |trust, path| {
        let refused = |fault: holdfast_proof::tsp::TrustFault| {
            Error::user(fault.code()).with("path", path.display()).with("detail", fault)
        };
        trust.with_pem(&read_bounded(path, ROOTS_BYTES)?).map_err(refused)
    })
}

fn authority_named(holdfast: &Holdfast, name: &str) -> Result<Authority> {
    if let Some(preset) = pins::by_id(name).and_then(Authority::of_pin) {
        return Ok(preset);
    }
    let own = holdfast.read()?.authority_list()?.into_iter().find(|row| row.name == name);
    own.map(Authority::from).ok_or_else(|| Error::user("authority-unknown").with("id", name))
}

fn preset_line(pin: &'static pins::Pin, settings: &Settings) -> Option<AuthorityLine> {
    let chosen = clocks::is_chosen(settings, pin);
    let root = |root: &pins::Root| RootLine {
        sha256: root.sha256,
        spki_sha256: root.spki_sha256,
        source: root.source.clone(),
    };
    let line = AuthorityLine {
        name: pin.id.clone(),
        title: pin.name.clone(),
        operator: Some(pin.operator.clone()),
        url: pin.urls.first()?.clone(),
        address: Some(pin.address.clone()),
        preset: true,
        chosen,
        asked: chosen && settings.public_clocks == Some(PublicClocks::Allowed),
        roots: pin.roots.iter().map(root).collect(),
        has_root: !pin.roots.is_empty(),
        ..blank()
    };
    Some(line)
}

fn own_line(row: AuthorityRow) -> AuthorityLine {
    AuthorityLine {
        title: row.name.clone(),
        name: row.name,
        url: row.url,
        chosen: true,
        asked: true,
        has_root: row.roots.is_some(),
        ..blank()
    }
}

fn blank() -> AuthorityLine {
    AuthorityLine {
        name: String::new(),
        title: String::new(),
        operator: None,
        url: String::new(),
        address: None,
        preset: false,
        chosen: false,
        asked: false,
        roots: Vec::new(),
        has_root: false,
        waiting: 0,
        since: None,
        failures: 0,
        code: None,
        reason: None,
        last_at: None,
        next_at: None,
    }
}

/// How asking goes and, for one that is asked, what waits for it.
fn fill(line: &mut AuthorityLine, vault: &Vault) -> Result<()> {
    if line.asked {
        let waiting = vault.waiting(&line.name)?;
        (line.waiting, line.since) = (waiting.count, waiting.since);
    }
    let asking = vault.asking(&line.name)?;
    line.failures = asking.failures;
    (line.code, line.reason) = (asking.code, asking.reason);
    line.last_at = asking.last_at;
    line.next_at = asking.next_at.filter(|_| asking.failures > 0);
    Ok(())
}

fn read_bounded(path: &Path, at_most_bytes: u64) -> Result<Vec<u8>> {
    use std::io::Read as _;
    let file = std::fs::File::open(path).map_err(|error| cannot_read(path, &error))?;
    let mut bytes = Vec::new();
    file.take(at_most_bytes + 1).read_to_end(&mut bytes).map_err(|error| cannot_read(path, &error))?;
    if bytes.len() as u64 > at_most_bytes {
        return Err(Error::user("file-too-large").with("path", path.display()).with("limit", at_most_bytes));
    }
    Ok(bytes)
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Error {
    Error::new("cannot-read", Exit::InputOutput, Whose::User).with("path", path.display()).with("detail", error)
}

/// A pass watched through the edge's own eyes.
struct Stamping<'a>(&'a dyn Watch);

impl holdfast_vault::Watch for Stamping<'_> {
    fn bytes(&self, count: u64) {
        holdfast_vault::Watch::bytes(&Below(self.0), count);
    }

    fn item(&self) {
        self.0.item();
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

impl StampWatch for Stamping<'_> {
    fn stamped(&self, _authority: &str, items: u64) {
        for _ in 0..items {
            self.0.item();
        }
    }
}
