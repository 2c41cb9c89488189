//! Time authorities that the user added to this vault, and how asking each one went.
//!
//! A name is short ASCII, because it becomes part of file names; it is unique among these and the authorities that the
//! program knows by itself ([`holdfast_proof::pins`]). To be in this list says who is asked, never whose time counts.

use crate::error::{Result, VaultError};
use crate::tables::authority;
use crate::vault::Vault;
use holdfast_proof::tsp::Trust;
use holdfast_proof::{list, pins};

/// `renewal-9999.sha256.<name>.tsr` and its like stay within the grammar of names with room to spare.
const NAME_BYTES: usize = 32;
const URL_BYTES: usize = 2_000;

/// A time authority that the user added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityRow {
    /// `[a-z0-9]`, with single `-` between; at most 32 bytes.
    pub name: String,
    /// `http://` or `https://`.
    pub url: String,
    /// The least time between two requests.
    pub least_seconds: u32,
    /// Certificates of its root, and of what stands between (PEM, or one in DER). Without them its tokens are kept, but
    /// their time does not count here.
    pub roots: Option<Vec<u8>>,
    pub added_at: String,
}

/// How asking an authority went, for waiting the right time before it is asked again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asking {
    /// One after another, since the last answer that was kept.
    pub failures: u32,
    /// Not to be asked before, by the device's clock.
    pub next_at: Option<String>,
    /// Of the last failure, if the last request failed: a stable kebab-case code.
    pub code: Option<String>,
    /// Which fault of a reply, or which HTTP status.
    pub reason: Option<String>,
    /// When it was last asked.
    pub last_at: Option<String>,
}

impl Vault {
    /// Adds an authority. Errors: `authority-name`, `authority-exists` (also for the names of presets), `authority-url`,
    /// `authority-roots`.
    pub fn authority_add(&mut self, name: &str, url: &str, least_seconds: u32, roots: Option<&[u8]>) -> Result<()> {
        self.require_writable()?;
        if !is_name(name) {
            return Err(VaultError::AuthorityName { name: name.to_owned() });
        }
        if !is_url(url) {
            return Err(VaultError::AuthorityUrl { url: url.to_owned() });
        }
        if let Some(roots) = roots {
            let read = Trust::nobody().with_pem(roots);
            read.map_err(|fault| VaultError::AuthorityRoots { detail: fault.to_string() })?;
        }
        self.write(|writing| {
            let taken = authority::all(writing.connection)?.iter().any(|row| row.name == name);
            if taken || pins::by_id(name).is_some() {
                return Err(VaultError::AuthorityExists { name: name.to_owned() });
            }
            let row = AuthorityRow {
                name: name.to_owned(),
                url: url.to_owned(),
                least_seconds,
                roots: roots.map(<[u8]>::to_vec),
                added_at: writing.now(),
            };
            authority::insert(writing.connection, &row)
        })
    }

    /// The authorities that were added, in that order.
    pub fn authority_list(&self) -> Result<Vec<AuthorityRow>> {
        authority::all(&self.connection)
    }

    /// Takes an authority away; what it stamped stays. Error `authority-unknown`.
    pub fn authority_remove(&mut self, name: &str) -> Result<()> {
        self.write(|writing| match authority::delete(writing.connection, name)? {
            true => Ok(()),
            false => Err(VaultError::AuthorityUnknown { name: name.to_owned() }),
        })
    }

    /// How asking this authority went; nothing yet is all zero.
    pub fn asking(&self, authority: &str) -> Result<Asking> {
        Ok(authority::asking(&self.connection, authority)?.unwrap_or_default())
    }

    /// Remembers how asking went.
    pub fn asking_set(&mut self, authority: &str, asking: &Asking) -> Result<()> {
        self.write(|writing| authority::set_asking(writing.connection, authority, asking))
    }
}

/// Whether a name can stand in names of files.
#[must_use]
pub(crate) fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.len() <= NAME_BYTES
        && name.bytes().all(plain)
        && name.split('-').all(|word| !word.is_empty())
        && list::check_name(name).is_ok()
}

/// `http` or `https`, a host, no name and password, nothing that is not printed.
fn is_url(url: &str) -> bool {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let Some(rest) = rest.filter(|_| url.len() <= URL_BYTES && url.bytes().all(|byte| byte.is_ascii_graphic())) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.contains('@') && !host.starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_into_every_file_name() {
        for good in ["digicert", "my-clock-2", "a"] {
            assert!(is_name(good), "{good}");
            let longest = format!("tagmanifest-sha256.txt.{}.tsr", "a".repeat(NAME_BYTES));
            assert!(list::check_name(&longest).is_ok(), "the longest is a name of the format");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a.b", "a/b", "con", "时", "a b", &"a".repeat(33)] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_asked() {
        for good in ["http://127.0.0.1:3181/", "https://clock.example/tsa?x=1", "http://[::1]/"] {
            assert!(is_url(good), "{good}");
        }
        for bad in ["", "file:///etc/passwd", "http://", "http:///x", "http://a b/", "http://me:word@host/", "ftp://x"]
        {
            assert!(!is_url(bad), "{bad}");
        }
    }
}
