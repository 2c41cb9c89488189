//! RFC 6962, section 2.1, written as plainly as the text has it: hashes of leaves and nodes, root, inclusion path.

use super::sha256;

pub type Hash = [u8; 32];

/// SHA-256(0x00 ‖ line).
pub fn leaf(line: &[u8]) -> Hash {
    sha256(&[&[0], line].concat())
}

/// SHA-256(0x01 ‖ left ‖ right).
pub fn node(left: &Hash, right: &Hash) -> Hash {
    sha256(&[[1].as_slice(), left, right].concat())
}

/// The root over these leaf hashes.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => sha256(b""),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(split(more.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The path from leaf `n` to the root, lowest first.
pub fn path(n: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) =
        if n < middle { (self::path(n, left), root(right)) } else { (self::path(n - middle, right), root(left)) };
    path.push(other);
    path
}

/// The largest power of two below `size`.
fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}
