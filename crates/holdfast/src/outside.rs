//! What operations take from the world around them; the edge makes it, tests make their own.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use holdfast_capture::EnvironmentBase;
use holdfast_proof::record::Field;
use holdfast_proof::time::wall;
use holdfast_proof::{Digest, VaultId};
use holdfast_time::Transport;
use holdfast_vault::Vault;

/// Clock, randomness, folders, reader, and what this program says of itself.
pub struct Outside {
    /// Clock, randomness, high-water marks, spare bytes.
    pub vault: holdfast_vault::Outside,
    /// The vault's folder when none is named; none when this user has no home.
    pub default_vault: Option<PathBuf>,
    /// The file of this user's settings: here only for whether public clocks may be asked, and which.
    pub settings: PathBuf,
    /// How time authorities are reached.
    pub clocks: Arc<dyn Transport>,
    /// Where files without a name may lie for a while.
    pub scratch: PathBuf,
    /// What was copied elsewhere.
    pub clipboard: Arc<dyn holdfast_capture::Clipboard>,
    /// The reader's binary; none when it is nowhere to be expected.
    pub reader: Option<PathBuf>,
    /// Version of Holdfast.
    pub app_version: &'static str,
    /// The running program, hashed at the first need and once.
    pub executable: Executable,
    /// The operating system and its version, as it says itself.
    pub system: String,
    /// The system's random number for this computer. Only a digest of it is ever written down.
    pub machine: Option<String>,
}

impl Outside {
    /// What environment.json says of this computer. Each vault has its own pseudonym of the computer, so that two vaults
    /// of one person cannot be linked by it. Of clocks it says what an authority's and this one said, and how long ago.
    pub(crate) fn environment(&self, vault: &Vault) -> crate::Result<EnvironmentBase> {
        let clocks = match vault.last_clocks()? {
            None => Field::unavailable("never-asked"),
            Some(last) => {
                let age = (self.vault.clock.now().to_utc() - last.device_at).num_seconds().max(0);
                let (authority, device) = (wall(&last.authority_at), wall(&last.device_at));
                Field::measured(format!("authority {authority}, device {device}, {age} s ago"))
            }
        };
        Ok(EnvironmentBase { clock_difference: Some(clocks), ..self.environment_of(vault.id()?) })
    }

    fn environment_of(&self, vault: VaultId) -> EnvironmentBase {
        let pseudonym = self
            .machine
            .as_deref()
            .map(|machine| Digest::of(format!("holdfast host pseudonym\n{vault}\n{machine}\n").as_bytes()).short());
        let or_unavailable = |value: Option<String>, why: &str| match value {
            Some(value) => Field::measured(value),
            None => Field::unavailable(why),
        };
        EnvironmentBase {
            os: Some(Field::measured(self.system.clone())),
            host: Some(or_unavailable(pseudonym, "no-machine-number")),
            app_version: Some(Field::measured(self.app_version)),
            executable_sha256: Some(or_unavailable(
                self.executable.digest().map(|digest| digest.to_string()),
                "executable-unreadable",
            )),
            clock_difference: None,
        }
    }
}

impl fmt::Debug for Outside {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Outside")
            .field("vault", &self.vault)
            .field("default_vault", &self.default_vault)
            .field("reader", &self.reader)
            .finish_non_exhaustive()
    }
}

/// The running program's file and, once somebody asked, its SHA-256.
#[derive(Debug)]
pub struct Executable {
    path: Option<PathBuf>,
    digest: OnceLock<Option<Digest>>,
}

impl Executable {
    /// The program at `path`, not read yet.
    pub fn at(path: Option<PathBuf>) -> Executable {
        Executable { path, digest: OnceLock::new() }
    }

    /// SHA-256 of the program, read at most once; none when it cannot be read.
    pub fn digest(&self) -> Option<Digest> {
        *self.digest.get_or_init(|| {
            let mut file = std::fs::File::open(self.path.as_deref()?).ok()?;
            let mut writer = holdfast_proof::DigestWriter::new();
            let mut block = vec![0; 1 << 20];
            loop {
                match std::io::Read::read(&mut file, &mut block) {
                    Ok(0) => return Some(writer.finish()),
                    Ok(count) => writer.update(&block[..count]),
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(_) => return None,
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_vault::{Clock, Random};

    struct Nothing;
    impl Clock for Nothing {
        fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
            chrono::DateTime::UNIX_EPOCH.fixed_offset()
        }
        fn monotonic_ms(&self) -> u64 {
            0
        }
    }
    impl Random for Nothing {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    struct NothingCopied;
    impl holdfast_capture::Clipboard for NothingCopied {
        fn files(&self) -> Result<Vec<PathBuf>, holdfast_capture::ClipboardProblem> {
            Ok(Vec::new())
        }
        fn picture(&self) -> Result<Option<holdfast_capture::Picture>, holdfast_capture::ClipboardProblem> {
            Ok(None)
        }
        fn text(&self) -> Result<Option<String>, holdfast_capture::ClipboardProblem> {
            Ok(None)
        }
    }

    #[test]
    fn two_vaults_of_one_computer_cannot_be_linked_by_its_pseudonym() {
        let vault = holdfast_vault::Outside {
            clock: Arc::new(Nothing),
            random: Arc::new(Nothing),
            marks: PathBuf::new(),
            spare_bytes: 0,
        };
        let outside = Outside {
            vault,
            default_vault: None,
            settings: PathBuf::new(),
            clocks: Arc::new(holdfast_time::Http::new(holdfast_time::REPLY_LIMIT)),
            scratch: PathBuf::new(),
            clipboard: Arc::new(NothingCopied),
            reader: None,
            app_version: "0",
            executable: Executable::at(None),
            system: "a system".to_owned(),
            machine: Some("0123456789abcdef".to_owned()),
        };
        let host = |vault: u8| outside.environment_of(VaultId::from_random([vault; 16])).host;
        assert_eq!(host(1), host(1), "one vault knows its computer again");
        assert_ne!(host(1), host(2), "another vault has another name for it");
    }
}
