//! A vault with a dispute of three exhibits, on a workbench of its own; the clipboard holds what a test puts there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use holdfast::answers::{BundleMade, ItemsAdded};
use holdfast::commands::{self, BundleToCreate, ExhibitsToAttach, FactsToSet, ItemsToAdd};
use holdfast::edge::Surroundings;
use holdfast::{Holdfast, Language, Unwatched};
use holdfast_capture::{Clipboard, ClipboardProblem, Picture};

pub(crate) const CHAT: &str = "客服：到手价 299\n买家：好\n";

/// What was copied.
#[derive(Debug, Clone, Default)]
pub(crate) struct Copied {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) picture: Option<Picture>,
    pub(crate) text: Option<String>,
    pub(crate) refuses: bool,
}

#[derive(Default)]
pub(crate) struct FakeClipboard(Mutex<Copied>);

impl FakeClipboard {
    fn held(&self) -> Result<Copied, ClipboardProblem> {
        let held = self.0.lock().expect("the clipboard").clone();
        if held.refuses { Err(ClipboardProblem::Unreachable { detail: "no display".to_owned() }) } else { Ok(held) }
    }
}

impl Clipboard for FakeClipboard {
    fn files(&self) -> Result<Vec<PathBuf>, ClipboardProblem> {
        Ok(self.held()?.files)
    }
    fn picture(&self) -> Result<Option<Picture>, ClipboardProblem> {
        Ok(self.held()?.picture)
    }
    fn text(&self) -> Result<Option<String>, ClipboardProblem> {
        Ok(self.held()?.text)
    }
}

pub(crate) struct Bench {
    folder: tempfile::TempDir,
    pub(crate) holdfast: Holdfast,
    pub(crate) dispute: String,
    pub(crate) items: ItemsAdded,
    clipboard: Arc<FakeClipboard>,
}

impl Bench {
    pub(crate) fn new() -> Bench {
        let folder = tempfile::tempdir().expect("a folder");
        let clipboard = Arc::new(FakeClipboard::default());
        let holdfast = Holdfast::new(outside(folder.path(), &clipboard), None);
        commands::vault_create(&holdfast, (), &Unwatched).expect("a vault");
        let input = folder.path().join("in");
        fs::create_dir(&input).expect("a folder");
        let files = [("chat.txt", CHAT.as_bytes()), ("notes.txt", b"a note"), ("other.txt", b"of another person")];
        let paths: Vec<PathBuf> = files.iter().map(|(name, _)| input.join(name)).collect();
        for ((_, bytes), path) in files.iter().zip(&paths) {
            fs::write(path, bytes).expect("written");
        }
        let items = commands::item_add(&holdfast, ItemsToAdd { paths, kind: None, dispute: None }, &Unwatched);
        let items = items.expect("added");
        let title = "Kettle, price not kept".to_owned();
        let dispute = commands::dispute_create(&holdfast, title, &Unwatched).expect("a dispute").dispute.name;
        for item in &items.items {
            let proves = Some(format!("what {} shows", item.name));
            let ids = vec![item.id.to_string()];
            let question = ExhibitsToAttach { dispute: dispute.clone(), ids, proves };
            commands::dispute_attach(&holdfast, question, &Unwatched).expect("attached");
        }
        let facts = [("claim", "It was dearer."), ("merchant", "A shop"), ("desk_number", "12")];
        let facts = facts.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let question = FactsToSet { dispute: dispute.clone(), facts };
        commands::dispute_set(&holdfast, question, &Unwatched).expect("facts");
        Bench { folder, holdfast, dispute, items, clipboard }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn copy(&self, copied: Copied) {
        *self.clipboard.0.lock().expect("the clipboard") = copied;
    }

    /// A bundle with E03 withheld.
    pub(crate) fn bundle(&self, name: &str) -> BundleMade {
        let question = BundleToCreate {
            dispute: self.dispute.clone(),
            to: self.path(name),
            edition: "full".to_owned(),
            withhold: vec![("E03".to_owned(), "other-person".to_owned())],
            language: Language::En,
        };
        commands::bundle_create(&self.holdfast, question, &Unwatched).expect("a bundle")
    }

    /// The same, unpacked; the folder of the bundle.
    pub(crate) fn unpacked(&self, name: &str) -> PathBuf {
        let zip = format!("{name}.zip");
        self.bundle(&zip);
        let into = self.path(name);
        let unzip = Command::new("unzip").arg("-q").arg(self.path(&zip)).arg("-d").arg(&into).status();
        assert!(unzip.expect("unzip is installed").success(), "unzip reads it");
        into.join(&self.dispute)
    }
}

pub(crate) fn outside(folder: &Path, clipboard: &Arc<FakeClipboard>) -> holdfast::Outside {
    let surroundings = Surroundings {
        vault: Some(folder.join("vault")),
        data: None,
        config: Some(folder.join("config")),
        reader: None,
        assets: Some(folder.join("assets")),
        executable: None,
        spare_bytes: 0,
        language: Language::En,
    };
    let mut outside = surroundings.outside();
    outside.clipboard = Arc::clone(clipboard) as Arc<dyn Clipboard>;
    outside
}
