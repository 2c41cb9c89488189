//! Our tree against two others: the published Certificate Transparency examples and the `ct-merkle` crate.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use holdfast_proof::{
    Digest,
    tree::{Frontier, Tree, leaf_hash, root_of, subtree_roots, verify_consistency, verify_inclusion},
};
use sha2::Sha256;
use std::collections::BTreeMap;

fn leaves(count: u64) -> Vec<Digest> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

fn digests(bytes: &[u8]) -> Vec<Digest> {
    bytes.chunks_exact(32).map(|hash| Digest::from_bytes(hash.try_into().expect("32 bytes"))).collect()
}

#[test]
fn the_tree_is_that_of_certificate_transparency() {
    let inputs: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let hashes: Vec<Digest> = inputs.iter().map(|input| leaf_hash(input)).collect();
    for (index, root) in roots.iter().enumerate() {
        let size = index + 1;
        assert_eq!(root_of(&hashes[..size]).to_string(), *root, "published root of {size} leaves");
    }
}

#[test]
fn roots_and_proofs_are_those_of_another_implementation() {
    let mut oracle = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut frontier = Frontier::new();
    for size in 1..=130_u64 {
        oracle.push((size - 1).to_be_bytes().to_vec());
        frontier.append(leaf_hash(&(size - 1).to_be_bytes()));
        let tree = Tree::new(leaves(size));
        let root = digests(oracle.root().as_bytes())[0];
        assert_eq!(tree.root(), root, "root of {size}");
        assert_eq!(frontier.root(), root, "root of {size} by appending");
        assert_eq!(Frontier::from_bytes(&frontier.to_bytes()), Some(frontier.clone()), "stored and read at {size}");
        for n in 0..size {
            let path = tree.inclusion(n).expect("a leaf of the tree");
            let expected = digests(oracle.prove_inclusion(usize::try_from(n).expect("small")).as_bytes());
            assert_eq!(path, expected, "inclusion of {n} in {size}");
            assert!(
                verify_inclusion(&leaves(size)[usize::try_from(n).expect("small")], n, size, &path, &root),
                "holds"
            );
        }
        for old in 1..size {
            let path = tree.consistency(old).expect("a smaller tree");
            let added = usize::try_from(size - old).expect("small");
            assert_eq!(path, digests(oracle.prove_consistency(added).as_bytes()), "consistency {old} to {size}");
            let old_root = root_of(&leaves(old));
            assert!(verify_consistency(old, size, &path, &old_root, &root), "{old} to {size} holds");
        }
    }
}

#[test]
fn a_proof_holds_only_for_what_it_proves() {
    for size in 1..=20_u64 {
        let all = leaves(size);
        let tree = Tree::new(all.clone());
        let root = tree.root();
        let other = leaf_hash(b"other");
        for (n, leaf) in (0..).zip(&all) {
            let path = tree.inclusion(n).expect("a leaf of the tree");
            assert!(!verify_inclusion(&other, n, size, &path, &root), "another leaf at {n} of {size}");
            for wrong in (0..size + 3).filter(|wrong| *wrong != n) {
                assert!(!verify_inclusion(leaf, wrong, size, &path, &root), "{n} said to be {wrong} of {size}");
            }
            for place in 0..path.len() {
                let mut bent = path.clone();
                bent[place] = other;
                assert!(!verify_inclusion(leaf, n, size, &bent, &root), "path bent at {place}");
            }
            let longer = [&path[..], &[other]].concat();
            assert!(!verify_inclusion(leaf, n, size, &longer, &root), "a path too long");
            assert!(path.is_empty() || !verify_inclusion(leaf, n, size, &path[1..], &root), "a path too short");
        }
        for old in 1..size {
            let path = tree.consistency(old).expect("a smaller tree");
            let old_root = root_of(&all[..usize::try_from(old).expect("small")]);
            assert!(!verify_consistency(old, size, &path, &other, &root), "another beginning");
            assert!(!verify_consistency(old, size, &path, &old_root, &other), "another end");
            assert!(!verify_consistency(old, size, &path[1..], &old_root, &root), "a path too short");
            assert!(!verify_consistency(old, size, &[&path[..], &[other]].concat(), &old_root, &root), "too long");
            for wrong in (1..size).filter(|wrong| *wrong != old) {
                assert!(!verify_consistency(wrong, size, &path, &old_root, &root), "{old} said to be {wrong}");
            }
        }
    }
}

#[test]
fn sizes_that_cannot_be_are_false_and_nothing_more() {
    let hash = leaf_hash(b"");
    for (n, size) in [(0, 0), (5, 5), (u64::MAX, u64::MAX), (u64::MAX - 1, u64::MAX), (0, u64::MAX)] {
        assert!(!verify_inclusion(&hash, n, size, &[hash; 3], &hash), "inclusion of {n} in {size}");
        assert_eq!(subtree_roots(n, size, &hash, &[hash; 3]), None, "no roots from an impossible path");
    }
    for (old, size) in [(1, 0), (5, 3), (u64::MAX, 1), (3, u64::MAX), (u64::MAX - 1, u64::MAX), (1 << 63, u64::MAX)] {
        assert!(!verify_consistency(old, size, &[hash; 3], &hash, &hash), "consistency of {old} and {size}");
        assert!(!verify_consistency(old, size, &[], &hash, &hash), "with an empty path");
    }
    assert!(Frontier::from_bytes(&[0; 7]).is_none(), "cut off");
    assert!(Frontier::from_bytes(&[0xff; 8]).is_none(), "a size without its hashes");
}

/// What two bundles of one log fix must agree; of two histories, something must differ where both can be seen.
#[test]
fn inclusion_proofs_of_one_history_agree_and_of_two_do_not() {
    let fixed = |leaves: &[Digest], n: u64| -> BTreeMap<(u32, u64), Digest> {
        let size = leaves.len() as u64;
        let path = Tree::new(leaves.to_vec()).inclusion(n).expect("a leaf");
        let roots = subtree_roots(n, size, &leaves[usize::try_from(n).expect("small")], &path).expect("a proof");
        roots.into_iter().map(|root| ((root.level, root.index), root.hash)).collect()
    };
    let longer = leaves(13);
    let first = fixed(&longer[..9], 2);
    let second = fixed(&longer, 11);
    assert!(first.iter().all(|(place, hash)| second.get(place).is_none_or(|other| other == hash)), "one history");
    assert!(first.keys().any(|place| second.contains_key(place)), "they share a place");

    let mut forked = longer.clone();
    forked[4] = leaf_hash(b"another history");
    let second = fixed(&forked, 11);
    assert!(first.iter().any(|(place, hash)| second.get(place).is_some_and(|other| other != hash)), "two histories");
}
