//! A desk with everything a bundle is made from: objects in a folder, a log with a real tree, a key. Two desks are
//! alike byte by byte.

use chrono::{DateTime, Utc};
use holdfast_bundle::{
    Announcement, BundleError, Choices, Draft, Edition, Exhibit, InclusionPath, ManifestToken, Objects, Plan, Proof,
    Result, Showing, ShownFile, ShownItem, StoredToken, Thumbnail, Written, plan, write,
};
use holdfast_dispute::Withholding;
use holdfast_proof::body::{Body, ExportBegun, Genesis, VaultCheck};
use holdfast_proof::checkpoint::{Checkpoint, Origin};
use holdfast_proof::key::SecretKey;
use holdfast_proof::log::{ChainLink, Entry, EntryKind, EntrySalt, NO_PREVIOUS, leaf_hash};
use holdfast_proof::record::{
    CaptureRecord, Completeness, CompletenessState, EnvironmentRecord, Field, FormatVersion, How, Kind, Part,
};
use holdfast_proof::tree::Tree;
use holdfast_proof::{Digest, DisputeId, ExportId, ItemId, Salt, VaultId, seal, sshsig, time};
use holdfast_text::Language;
use holdfast_vault::Unwatched;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use tempfile::TempDir;

/// A file's own name, which no submission edition may tell.
pub(crate) const OWN_NAME: &str = "张三身份证-secret-name.jpg";

pub(crate) struct Desk {
    folder: TempDir,
    key: SecretKey,
    pub(crate) draft: Draft,
    pub(crate) thumbnails: Vec<Thumbnail>,
    /// What the authorities answer over the tag manifest.
    pub(crate) stamps: Vec<ManifestToken>,
    /// What they were asked.
    pub(crate) asked: Mutex<Vec<Vec<u8>>>,
}

impl Objects for Desk {
    fn open(&self, digest: &Digest) -> Result<File> {
        File::open(self.object(digest)).map_err(|_| BundleError::ObjectMissing { digest: *digest })
    }
}

impl Desk {
    /// A dispute without exhibits.
    pub(crate) fn empty() -> Self {
        let choices = Choices {
            edition: Edition::Full,
            withheld: BTreeMap::new(),
            language: Language::Zh,
            software: "Holdfast 0.1.0".to_owned(),
        };
        let draft = Draft {
            dispute: DisputeId::from_random([7; 16]),
            name: "air-fryer-7f3a".to_owned(),
            title: "云禾 K2 空气炸锅：保价 30 天未兑现".to_owned(),
            facts: BTreeMap::new(),
            exhibits: Vec::new(),
            lists: Vec::new(),
            choices,
        };
        let folder = tempfile::tempdir().expect("a folder for the desk");
        fs::create_dir(folder.path().join("objects")).expect("a folder for objects");
        Self {
            folder,
            key: SecretKey::from_seed([9; 32]),
            draft,
            thumbnails: Vec::new(),
            stamps: Vec::new(),
            asked: Mutex::default(),
        }
    }

    /// Three exhibits shown, one withheld.
    pub(crate) fn usual() -> Self {
        let mut desk = Self::empty();
        desk.add(Kind::Page, &[("p001.png", b"a picture"), ("page.mhtml", b"a page that could run")], "¥299, 30 days");
        desk.add(Kind::Chat, &[("p001.txt", "20:31 请把规则发我\n".as_bytes())], "");
        desk.add(Kind::Document, &[("p001.bin", b"")], "an empty file");
        desk.add(Kind::Photo, &[("p001.jpg", b"someone's face")], "what nobody may read");
        desk.withhold("E04", Withholding::OtherPerson);
        for (name, value) in [
            ("platform", "橙子商城"),
            ("merchant", "云禾数码旗舰店"),
            ("amount_paid", "329.00 CNY"),
            ("claim", "商品页写明「付款后 30 天内降价可退差价」。\n付款后第 5 天同一页面为 ¥299。"),
            ("demand", "退差价 ¥30.00"),
            ("seller_wechat", "yunhe-88"),
        ] {
            desk.draft.facts.insert(name.to_owned(), value.to_owned());
        }
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn object(&self, digest: &Digest) -> PathBuf {
        self.folder.path().join("objects").join(digest.to_string())
    }

    /// Keeps bytes as an object.
    pub(crate) fn put(&self, bytes: &[u8]) -> ShownFile {
        let digest = Digest::of(bytes);
        fs::write(self.object(&digest), bytes).expect("an object");
        ShownFile { name: String::new(), digest, size_bytes: bytes.len() as u64, crc32: crc32fast::hash(bytes) }
    }

    /// Adds an item with these parts as the next exhibit.
    pub(crate) fn add(&mut self, kind: Kind, parts: &[(&str, &[u8])], proves: &str) {
        let files = parts.iter().map(|(name, bytes)| ShownFile { name: (*name).to_owned(), ..self.put(bytes) });
        let files = files.collect();
        self.add_files(kind, files, proves);
    }

    /// The same for parts that lie in the store already.
    pub(crate) fn add_files(&mut self, kind: Kind, mut files: Vec<ShownFile>, proves: &str) {
        let number = self.draft.exhibits.len() + 1;
        let random = u8::try_from(number % 250).expect("less than 250") + 1;
        let at = time::parse_zoned("2026-11-06T20:14:31.000+08:00").expect("a moment");
        let capture = CaptureRecord {
            v: FormatVersion,
            salt: Salt::from_bytes([random; 32]),
            id: ItemId::new_v7(1_700_000_000_000 + number as u64, [random; 10]),
            kind,
            origin: holdfast_proof::record::Origin::SuppliedByUser,
            how: How { tool: "holdfast".to_owned(), command: "item add".to_owned() },
            started_at: at,
            ended_at: at,
            monotonic_ms: 3,
            parts: files
                .iter()
                .map(|file| Part {
                    name: file.name.clone(),
                    role: "original".to_owned(),
                    media_type: "application/octet-stream".to_owned(),
                    size_bytes: file.size_bytes,
                })
                .collect(),
            completeness: match kind {
                Kind::Page => {
                    Completeness { state: CompletenessState::Partial, reasons: vec!["media-missing".to_owned()] }
                }
                _ => Completeness::complete(),
            },
            page: None,
            of: None,
            part: None,
            count: None,
            reason: None,
            record_not_before: None,
        };
        let mut environment = EnvironmentRecord::new(Salt::from_bytes([random ^ 0xff; 32]));
        environment.set("original_name", Field::declared(OWN_NAME));
        let list = seal::build(
            Digest::of(&capture.to_bytes()),
            Digest::of(&environment.to_bytes()),
            &files.iter().map(|file| (file.name.clone(), file.digest)).collect::<Vec<_>>(),
        )
        .expect("good names");
        for (name, bytes) in [
            (seal::CAPTURE, capture.to_bytes()),
            (seal::ENVIRONMENT, environment.to_bytes()),
            (seal::LIST, list.to_bytes()),
        ] {
            files.push(ShownFile { name: name.to_owned(), ..self.put(&bytes) });
        }
        self.draft.exhibits.push(Exhibit {
            label: format!("E{number:02}"),
            seal: seal::seal_digest(&list),
            proves: proves.to_owned(),
            showing: Showing::Whole(Box::new(ShownItem { id: capture.id, files, capture, proofs: Vec::new() })),
        });
    }

    /// A kept token of this authority; the writer believes the vault that it is one.
    pub(crate) fn token(&self, authority: &str, name: &str, at: &str) -> Proof {
        let ShownFile { digest, size_bytes, crc32, .. } = self.put(format!("{authority} {at}").as_bytes());
        let at = time::parse_wall(at).expect("a moment");
        Proof {
            authority: authority.to_owned(),
            name: name.to_owned(),
            at,
            not_later_than: at + chrono::TimeDelta::seconds(1),
            verified: true,
            token: StoredToken { digest, size_bytes, crc32 },
        }
    }

    /// The shown item of an exhibit.
    pub(crate) fn item(&mut self, label: &str) -> &mut ShownItem {
        let exhibit = self.draft.exhibits.iter_mut().find(|exhibit| exhibit.label == label).expect("an exhibit");
        let Showing::Whole(item) = &mut exhibit.showing else { panic!("{label} is withheld") };
        item
    }

    pub(crate) fn withhold(&mut self, label: &str, reason: Withholding) {
        let exhibit = self.draft.exhibits.iter_mut().find(|exhibit| exhibit.label == label).expect("an exhibit");
        exhibit.showing = Showing::Withheld(reason);
        self.draft.choices.withheld.insert(label.to_owned(), reason);
    }

    /// The log of a vault in which all this happened, up to the export's announcement.
    pub(crate) fn announcement(&self) -> Announcement {
        let vault = VaultId::from_random([3; 16]);
        let origin = Origin { vault, epoch: 1 };
        let export_id: ExportId = "00112233445566778899aabbccddeeff".parse().expect("an id");
        let genesis =
            Genesis { salt: Salt::from_bytes([1; 32]), vault, epoch: 1, public_key: self.key.public_key().ssh_line() }
                .to_bytes();
        let mut entries: Vec<Entry> = Vec::new();
        let mut bodies = vec![(Digest::of(&genesis), genesis)];
        append(&mut entries, EntryKind::Genesis, bodies[0].0, None);
        for exhibit in &self.draft.exhibits {
            append(&mut entries, EntryKind::Item, exhibit.seal, None);
            append(&mut entries, EntryKind::Attached, exhibit.seal, Some(self.draft.dispute));
        }
        let head = entries.iter().rev().find(|entry| entry.dispute.is_some());
        let begun = ExportBegun {
            salt: Salt::from_bytes([2; 32]),
            export: export_id,
            edition: self.draft.choices.edition,
            dispute_head: head.map_or(NO_PREVIOUS, |entry| leaf_hash(entry.to_line().as_bytes())),
            omissions_sha256: Digest::of(&self.omissions()),
            vault_check: VaultCheck::NEVER,
        }
        .to_bytes();
        append(&mut entries, EntryKind::ExportBegun, Digest::of(&begun), Some(self.draft.dispute));
        bodies.push((Digest::of(&begun), begun));

        let tree = Tree::new(entries.iter().map(|entry| leaf_hash(entry.to_line().as_bytes())).collect());
        let shown: Vec<Digest> = self.draft.shown().map(|(exhibit, _)| exhibit.seal).collect();
        let travels = |entry: &&Entry| entry.kind != EntryKind::Item || shown.contains(&entry.reference);
        let travelling: Vec<&Entry> = entries.iter().filter(travels).collect();
        Announcement {
            export_id,
            begun_at: "2026-11-13T01:40:02.123Z".to_owned(),
            entries: travelling.iter().map(|entry| (entry.n, entry.to_line())).collect(),
            proofs: travelling
                .iter()
                .map(|entry| InclusionPath {
                    n: entry.n,
                    size: tree.size(),
                    path: tree.inclusion(entry.n).expect("a leaf of the tree"),
                })
                .collect(),
            log_size: tree.size(),
            checkpoint: Checkpoint { origin, size: tree.size(), root: tree.root() }.sign(&self.key),
            bodies,
            rotations: Vec::new(),
            allowed_signers: sshsig::allowed_signers_line(&self.key.public_key()),
            fingerprint: self.key.public_key().fingerprint().to_string(),
        }
    }

    /// The same bytes as the crate makes; written out here so that a change of theirs is seen.
    fn omissions(&self) -> Vec<u8> {
        let withheld: Vec<String> = self
            .draft
            .withheld()
            .map(|(exhibit, reason)| format!("{{\"seal_sha256\":\"{}\",\"reason\":\"{reason}\"}}", exhibit.seal))
            .collect();
        let environment: Vec<String> = match self.draft.choices.edition {
            Edition::Submission => self.draft.shown().map(|(exhibit, _)| format!("\"{}\"", exhibit.label)).collect(),
            Edition::Full => Vec::new(),
        };
        format!("{{\"v\":1,\"withheld\":[{}],\"environment\":[{}]}}", withheld.join(","), environment.join(","))
            .into_bytes()
    }

    pub(crate) fn plan(&self) -> Result<Plan> {
        let mut thumbnails = self.thumbnails.iter();
        let mut thumbnail = |_: &ShownItem| Ok(thumbnails.next().cloned());
        let mut sign = |bytes: &[u8]| Ok(sshsig::sign(&self.key, "bundle@holdfast", bytes));
        let mut stamp = |bytes: &[u8]| {
            self.asked.lock().expect("one thread").push(bytes.to_vec());
            self.stamps.clone()
        };
        plan(self.draft.clone(), self.announcement(), &mut thumbnail, &mut sign, &mut stamp)
    }

    pub(crate) fn target(&self) -> PathBuf {
        self.folder.path().join("complaint.zip")
    }

    pub(crate) fn write(&self) -> Result<Written> {
        write(&self.plan()?, self, &self.target(), &Unwatched)
    }

    /// Writes the bundle and unpacks it with `unzip`; the top folder.
    pub(crate) fn unpacked(&self) -> PathBuf {
        self.write().expect("a bundle");
        let into = self.path().join("unpacked");
        let unzip = Command::new("unzip").arg("-q").arg(self.target()).arg("-d").arg(&into).status();
        assert!(unzip.expect("unzip is installed").success(), "unzip reads what was written");
        into.join(&self.draft.name)
    }

    /// The file's bytes of a member that was made, not stored.
    pub(crate) fn made(&self, name: &str) -> String {
        let plan = self.plan().expect("a plan");
        let name = format!("{}/{name}", self.draft.name);
        let member = plan.members.into_iter().find(|member| member.name == name).expect("a member of this name");
        match member.source {
            holdfast_bundle::Source::Made(bytes) => String::from_utf8(bytes).expect("text"),
            other => panic!("{name} is {other:?}"),
        }
    }
}

fn append(entries: &mut Vec<Entry>, kind: EntryKind, reference: Digest, dispute: Option<DisputeId>) {
    let n = entries.len() as u64;
    let before = entries.iter().rev().find(|entry| entry.dispute.is_some());
    let link = dispute.map(|id| ChainLink {
        id,
        n: before.and_then(|entry| entry.dispute).map_or(1, |link| link.n + 1),
        prev: before.map_or(NO_PREVIOUS, |entry| leaf_hash(entry.to_line().as_bytes())),
    });
    let at: DateTime<Utc> = time::parse_wall("2026-11-13T01:40:00.000Z").expect("a moment");
    let salt = EntrySalt::from_bytes([u8::try_from(n % 256).expect("a byte"); 16]);
    entries.push(Entry { n, at, kind, salt, reference, dispute: link });
}
