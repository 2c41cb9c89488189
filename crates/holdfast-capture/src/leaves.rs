//! Message leaves of an item's text parts (format, section 3), made after intake and sealed as an item of their own.
//!
//! The list is written while the part streams by, in constant memory, and the part is hashed on the way: a list of
//! what is not the sealed part is never kept. Stopped halfway, nothing is lost: the next run finds no list and
//! begins again; a list that is there is never made twice.

use crate::EnvironmentBase;
use holdfast_proof::leaves::{Cut, Cutting, cut, leaf_digest, leaf_name, leaf_salt};
use holdfast_proof::record::{How, Kind, Origin, RecordNotBefore};
use holdfast_proof::{Digest, DigestWriter, ItemId};
use holdfast_vault::{
    Began, ItemDetail, ItemDraft, ItemFile, Kept, ObjectStore, Outside, PartDraft, Result, SealedItem, Vault,
    VaultError, Watch,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::rc::Rc;

/// The name under which the vault remembers that an item's leaves were made.
pub const LEAVES_READER: &str = "holdfast-leaves";
/// Its version: a newer one would look at items again.
pub const LEAVES_READER_VERSION: &str = "1";

/// The name and role of the list in its item.
const LIST_NAME: &str = "leaves.sha256";
const LIST_ROLE: &str = "leaves";
/// `l/%08d` numbers no more.
const MOST_LEAVES: u64 = 99_999_999;

/// What became of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavesMade {
    /// The leaves items made now, one for each text part that has any line.
    pub made: Vec<Kept>,
    /// Kebab-case, as the vault remembers it: `made`, `nothing-to-cut`, `too-many-leaves`.
    pub outcome: &'static str,
}

/// Makes the leaves of every text part of `item` that has none yet, and marks the item as read. Cancelled, it keeps
/// nothing and marks nothing.
pub fn make_leaves(
    vault: &mut Vault,
    item: ItemId,
    environment: &EnvironmentBase,
    outside: &Outside,
    watch: &dyn Watch,
) -> Result<LeavesMade> {
    let detail = vault.item(item)?;
    let store = vault.objects();
    let mut outcome = "nothing-to-cut";
    let mut sealed = Vec::new();
    let done = parts_with_leaves(vault, &detail)?;
    for part in cut_parts(&detail) {
        if done.contains(&part.name) {
            outcome = "made";
            continue;
        }
        let anchor = vault.record_not_before()?;
        match seal_leaves(&store, (&detail, part), anchor, environment, outside, watch)? {
            Sealed::Leaves(leaves) => {
                outcome = "made";
                sealed.push(leaves);
            }
            Sealed::NoLine => {}
            Sealed::TooMany => outcome = "too-many-leaves",
        }
    }
    let made = if sealed.is_empty() { Vec::new() } else { vault.keep(sealed)? };
    vault.mark_read(item, LEAVES_READER, LEAVES_READER_VERSION, outcome)?;
    Ok(LeavesMade { made, outcome })
}

/// The text parts of an item that is itself no list of leaves.
fn cut_parts(detail: &ItemDetail) -> impl Iterator<Item = &ItemFile> {
    let is_list = detail.row.kind == Kind::Leaves;
    detail.files.iter().filter(move |file| !is_list && file.role != "record")
}

fn parts_with_leaves(vault: &Vault, detail: &ItemDetail) -> Result<BTreeSet<String>> {
    let mut done = BTreeSet::new();
    for leaves in &detail.leaves {
        done.extend(vault.item(*leaves)?.capture.part);
    }
    Ok(done)
}

enum Sealed {
    Leaves(SealedItem),
    NoLine,
    TooMany,
}

fn seal_leaves(
    store: &ObjectStore,
    (detail, part): (&ItemDetail, &ItemFile),
    anchor: Option<RecordNotBefore>,
    environment: &EnvironmentBase,
    outside: &Outside,
    watch: &dyn Watch,
) -> Result<Sealed> {
    let began = Began::now(outside);
    // First pass, of JSON only: whether it has lines at all.
    let cutting = Cutting::of(&part.name, store.open(&part.digest)?).map_err(VaultError::SourceUnreadable)?;
    let Some(cutting) = cutting else { return Ok(Sealed::NoLine) };
    if part.size_bytes == 0 {
        return Ok(Sealed::NoLine);
    }
    let mut key = [0; 32];
    outside.random.fill(&mut key);
    let mut list = ListSource::new(key, cutting, store.open(&part.digest)?);
    let written = match store.write(&mut list, watch) {
        Err(_) if list.count > MOST_LEAVES => return Ok(Sealed::TooMany),
        other => other?,
    };
    if list.part_digest() != part.digest {
        return Err(VaultError::ObjectDamaged { digest: part.digest });
    }
    let how = How { tool: LEAVES_READER.into(), command: "item read".into() };
    let stated = (Kind::Leaves, Origin::Derived, how);
    let own = PartDraft { name: LIST_NAME.into(), role: LIST_ROLE.into(), media_type: "text/plain".into(), written };
    let draft = ItemDraft {
        of: Some(detail.row.seal_sha256),
        part: Some(part.name.clone()),
        count: Some(list.count),
        name: format!("{} {LIST_NAME}", detail.row.name),
        leaf_key: Some(key),
        record_not_before: anchor,
        ..ItemDraft::of_part(stated, own, environment.record(), &began, outside)
    };
    SealedItem::seal(store, draft, outside).map(Sealed::Leaves)
}

/// `leaves.sha256` of a part, as a stream: each line is made when it is asked for.
struct ListSource {
    key: [u8; 32],
    cut: Cut<HashedPart>,
    hash: Rc<RefCell<DigestWriter>>,
    line: Vec<u8>,
    given: usize,
    count: u64,
}

impl ListSource {
    fn new(key: [u8; 32], cutting: Cutting, part: File) -> ListSource {
        let hash = Rc::new(RefCell::new(DigestWriter::new()));
        let part = HashedPart { part, hash: Rc::clone(&hash) };
        ListSource { key, cut: cut(cutting, part), hash, line: Vec::new(), given: 0, count: 0 }
    }

    /// SHA-256 of the part, once the stream has ended.
    fn part_digest(&self) -> Digest {
        self.hash.replace(DigestWriter::new()).finish()
    }
}

impl Read for ListSource {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < into.len() {
            if self.given == self.line.len() {
                let Some(leaf) = self.cut.next().transpose()? else { break };
                self.count = leaf.number;
                if leaf.number > MOST_LEAVES {
                    return Err(io::Error::other("more leaves than eight digits can number"));
                }
                let name = leaf_name(leaf.number);
                let digest = leaf_digest(&leaf_salt(&self.key, &name), &leaf.bytes);
                self.line = format!("{digest}  {name}\n").into_bytes();
                self.given = 0;
            }
            let taken = (self.line.len() - self.given).min(into.len() - filled);
            into[filled..filled + taken].copy_from_slice(&self.line[self.given..self.given + taken]);
            self.given += taken;
            filled += taken;
        }
        Ok(filled)
    }
}

/// The part on its way to the cutter, hashed as it passes.
struct HashedPart {
    part: File,
    hash: Rc<RefCell<DigestWriter>>,
}

impl Read for HashedPart {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.part.read(into)?;
        self.hash.borrow_mut().update(&into[..count]);
        Ok(count)
    }
}
