//! Two time authorities on this computer, RSA and P-256, for `cargo xtask bench time`: says where they are and where their
//! roots lie, a line each, and answers until its input ends.
//!
//! `authority FOLDER`: the roots are written there.

use holdfast_tests::clock::{Authority, Keys};
use std::io::Read as _;
use std::path::PathBuf;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("authority FOLDER"));
    let authorities = [("rsa", Authority::start(Keys::Rsa)), ("ec", Authority::start(Keys::Ec))];
    for (name, authority) in &authorities {
        let root = folder.join(format!("{name}.pem"));
        std::fs::write(&root, &authority.root_pem).expect("the root can be written");
        println!("{name} {} {}", authority.url, root.display());
    }
    // Until whoever started it has what it wanted.
    let mut rest = Vec::new();
    let _ended = std::io::stdin().read_to_end(&mut rest);
}
