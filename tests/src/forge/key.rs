//! Keys of the forger: Ed25519 with the wrappings that the format uses (OpenSSH public key, its SHA-256 fingerprint,
//! SSHSIG, C2SP signed note), each also in wrong forms.

use super::{base64, sha256};
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha512};

/// A key pair, or a public key that signs with fixed bytes.
#[derive(Clone, Debug)]
pub struct Key {
    pub public: [u8; 32],
    secret: Result<[u8; 32], [u8; 64]>,
}

impl Key {
    /// The key of a seed of 32 equal bytes: the same on each run.
    pub fn numbered(number: u8) -> Key {
        let seed = [number; 32];
        Key { public: SigningKey::from_bytes(&seed).verifying_key().to_bytes(), secret: Ok(seed) }
    }

    /// The point of order one with the signature R = 1, S = 0, which lax checkers accept for every message.
    pub fn small_order() -> Key {
        let mut one = [0; 32];
        one[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        Key { public: one, secret: Err(signature) }
    }

    /// A public key in non-canonical form (y = p + 1, the identity again) that signs likewise.
    pub fn non_canonical() -> Key {
        let mut public = [0xff; 32];
        public[0] = 0xee;
        public[31] = 0x7f;
        Key { public, ..Key::small_order() }
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        match self.secret {
            Ok(seed) => SigningKey::from_bytes(&seed).sign(message).to_bytes(),
            Err(fixed) => fixed,
        }
    }

    /// RFC 8709: `string "ssh-ed25519", string key`.
    pub fn ssh_blob(&self) -> Vec<u8> {
        [string(b"ssh-ed25519"), string(&self.public)].concat()
    }

    /// `ssh-ed25519 AAAA…`
    pub fn ssh_line(&self) -> String {
        format!("ssh-ed25519 {}", base64(&self.ssh_blob()))
    }

    /// `SHA256:<Base64 without padding>`
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", base64(&sha256(&self.ssh_blob())).trim_end_matches('='))
    }

    /// The one line of `allowed_signers`.
    pub fn allowed_signers(&self) -> String {
        format!("{} namespaces=\"bundle@holdfast\" {}\n", self.fingerprint(), self.ssh_line())
    }

    /// The armored signature that `ssh-keygen -Y sign -n <namespace>` would make.
    pub fn sshsig(&self, namespace: &str, message: &[u8]) -> String {
        let head = [string(namespace.as_bytes()), string(b""), string(b"sha512")].concat();
        let signed = [b"SSHSIG".as_slice(), &head, &string(&Sha512::digest(message))].concat();
        let signature = [string(b"ssh-ed25519"), string(&self.sign(&signed))].concat();
        let blob =
            [b"SSHSIG\x00\x00\x00\x01".as_slice(), &string(&self.ssh_blob()), &head, &string(&signature)].concat();
        let text = base64(&blob);
        let lines: Vec<_> =
            text.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).expect("Base64 is ASCII")).collect();
        format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
    }

    /// One signature line of a signed note over `text`, under this key name.
    pub fn note_line(&self, name: &str, text: &str) -> String {
        let id = sha256(&[name.as_bytes(), b"\n\x01", &self.public].concat());
        format!("\u{2014} {name} {}\n", base64(&[&id[..4], &self.sign(text.as_bytes())].concat()))
    }

    /// A checkpoint in a signed note.
    pub fn checkpoint(&self, origin: &str, size: u64, root: &[u8]) -> String {
        self.note(origin, &format!("{origin}\n{size}\n{}\n", base64(root)))
    }

    /// Any text in a signed note.
    pub fn note(&self, name: &str, text: &str) -> String {
        format!("{text}\n{}", self.note_line(name, text))
    }
}

/// RFC 4251, section 5: length in four bytes, then the bytes.
fn string(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).expect("a short string");
    [&length.to_be_bytes(), bytes].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ssh_keygen_accepts_the_forgers_signature() {
        if !crate::fixtures::has_tool("ssh-keygen") {
            return crate::fixtures::skip("ssh-keygen is not installed");
        }
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let key = Key::numbered(3);
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file can be written");
        write("signers", &key.allowed_signers());
        write("sig", &key.sshsig("bundle@holdfast", b"message"));
        write("message", "message");
        let script =
            format!("ssh-keygen -Y verify -f signers -I {} -n bundle@holdfast -s sig < message", key.fingerprint());
        let ran = std::process::Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output();
        assert!(ran.expect("bash starts").status.success(), "the forger's SSHSIG is one");
    }
}
