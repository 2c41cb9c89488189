//! Signatures between us and the real ssh-keygen, both ways.

use crate::made::key;
use holdfast_proof::sshsig::{self, BUNDLE_NAMESPACE, SshsigProblem};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// False, and said, when there is no ssh-keygen; with HOLDFAST_REQUIRE_ALL=1 that is a failure.
fn ssh_keygen_is_there() -> bool {
    let there = Command::new("ssh-keygen").arg("-?").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !there {
        assert!(std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none(), "ssh-keygen is required");
        println!("skipped: ssh-keygen is not installed");
    }
    there
}

fn ssh_keygen_verifies(folder: &Path, allowed: &str, name: &str, namespace: &str, message: &Path) -> bool {
    fs::write(folder.join("allowed_signers"), allowed).expect("write");
    let status = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f"])
        .arg(folder.join("allowed_signers"))
        .args(["-I", name, "-n", namespace, "-s"])
        .arg(folder.join("message.sig"))
        .stdin(fs::File::open(message).expect("open"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.expect("ssh-keygen runs").success()
}

#[test]
fn ssh_keygen_verifies_our_signature_and_only_over_the_same_bytes() {
    if !ssh_keygen_is_there() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let key = key(9);
    let message = b"0000000000000000000000000000000000000000000000000000000000000000  bagit.txt\n";
    let path = folder.path().join("message");
    fs::write(&path, message).expect("write");
    let signature = sshsig::sign(&key, BUNDLE_NAMESPACE, message);
    fs::write(folder.path().join("message.sig"), signature).expect("write");
    let public_key = key.public_key();
    let allowed = sshsig::allowed_signers_line(&public_key);
    let name = public_key.fingerprint().to_string();
    assert!(ssh_keygen_verifies(folder.path(), &allowed, &name, BUNDLE_NAMESPACE, &path), "as printed in a bundle");
    assert!(!ssh_keygen_verifies(folder.path(), &allowed, &name, "file", &path), "another namespace");
    assert!(!ssh_keygen_verifies(folder.path(), &allowed, "SHA256:other", BUNDLE_NAMESPACE, &path), "another name");
    fs::write(&path, b"changed\n").expect("write");
    assert!(!ssh_keygen_verifies(folder.path(), &allowed, &name, BUNDLE_NAMESPACE, &path), "other bytes");

    fs::write(folder.path().join("key.pub"), format!("{}\n", public_key.ssh_line())).expect("write");
    let listed = Command::new("ssh-keygen").arg("-lf").arg(folder.path().join("key.pub")).output().expect("runs");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains(&name), "ssh-keygen prints our fingerprint: {listed}");
}

#[test]
fn we_verify_the_signature_of_ssh_keygen() {
    if !ssh_keygen_is_there() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let key_file = folder.path().join("key");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"])
        .arg(&key_file)
        .status()
        .expect("ssh-keygen runs");
    assert!(made.success(), "a fresh key");
    let message = folder.path().join("message");
    fs::write(&message, b"signed elsewhere\n").expect("write");
    for hash in ["sha512", "sha256"] {
        let signed = Command::new("ssh-keygen")
            .args(["-q", "-Y", "sign", "-n", BUNDLE_NAMESPACE, "-O", &format!("hashalg={hash}"), "-f"])
            .arg(&key_file)
            .arg(&message)
            .stderr(Stdio::null())
            .status()
            .expect("ssh-keygen runs");
        assert!(signed.success(), "signed with {hash}");
        let armored = fs::read(folder.path().join("message.sig")).expect("read");
        let signer = sshsig::verify(&armored, BUNDLE_NAMESPACE, b"signed elsewhere\n").expect("it holds");
        let public = fs::read_to_string(folder.path().join("key.pub")).expect("read");
        assert!(public.starts_with(&signer.ssh_line()), "the signer is the key that signed");
        let other = sshsig::verify(&armored, BUNDLE_NAMESPACE, b"something else\n");
        assert_eq!(other, Err(SshsigProblem::Signature), "other bytes");
        fs::remove_file(folder.path().join("message.sig")).expect("remove");
    }
}
