//! Commands over bundles: write one, list them, check anybody's.

use std::collections::BTreeMap;
use std::path::PathBuf;

use holdfast_bundle::{Choices, Edition, ManifestToken};
use holdfast_dispute::{Label, Withholding};
use holdfast_proof::key::Fingerprint;
use holdfast_proof::source;
use holdfast_proof::verify::{Options, verify};
use holdfast_time::ask_once;
use serde::Deserialize;

use super::item_read::make_missing_thumbnails;
use super::time::trust_of;
use crate::answers::{
    BundleFile, BundleLine, BundleList, BundleMade, BundleToSend, BundleVerified, ClockRefused, SendingWords,
};
use crate::clocks;
use crate::session::Below;
use crate::words::size;
use crate::{Error, Holdfast, Language, Result, Watch};

/// A bundle to write.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct BundleToCreate {
    /// The dispute's id or name.
    pub dispute: String,
    /// The file to make; nothing may be there.
    #[cfg_attr(test, ts(type = "string"))]
    pub to: PathBuf,
    /// `full` or `submission`.
    #[cfg_attr(test, ts(type = "\"full\" | \"submission\""))]
    pub edition: String,
    /// Exhibit number and reason code.
    pub withhold: Vec<(String, String)>,
    /// The language in which its pages open.
    #[cfg_attr(test, ts(type = "\"zh\" | \"en\""))]
    pub language: Language,
}

/// Writes a dispute's bundle. What cannot work is said before anything is logged.
///
/// 1. The choices are checked, what goes out is drafted, the room for it is looked for.
/// 2. Pictures that go out and have no thumbnail yet get one; a crash of the reader costs that thumbnail.
/// 3. The export is announced in the log, the bundle written, checked and named, its digests noted.
pub fn bundle_create(holdfast: &Holdfast, question: BundleToCreate, watch: &dyn Watch) -> Result<BundleMade> {
    let mut vault = holdfast.write()?;
    let dispute = vault.dispute_find(&question.dispute)?;
    let choices = choices(holdfast, &question.edition, &question.withhold, question.language)?;
    // One draft from here to the end: of ten thousand exhibits it is tens of megabytes.
    let draft = holdfast_bundle::draft(&vault, dispute, &choices)?;
    holdfast_bundle::check_room(&draft, &question.to)?;

    let with_pictures = |item: &holdfast_bundle::ShownItem| {
        item.capture.parts.iter().any(|part| part.media_type.starts_with("image/")).then_some(item.id)
    };
    let pictured: Vec<_> = draft.shown().filter_map(|(_, item)| with_pictures(item)).collect();
    for item in pictured {
        if watch.cancelled() {
            return Err(Error::cancelled());
        }
        // A page without this picture is still the page.
        let _made_or_not = make_missing_thumbnails(holdfast, &mut vault, item);
    }

    let agreed = clocks::agreed(holdfast, &vault)?;
    let outside = &holdfast.outside;
    // Each is asked once and has ten seconds; the bundle goes on with whatever came.
    let mut refused = Vec::new();
    let mut stamp = |manifest: &[u8]| {
        let mut tokens = Vec::new();
        for (authority, answer) in ask_once(manifest, &agreed, outside.clocks.as_ref(), &outside.vault) {
            match answer {
                Ok(stamped) => tokens.push(ManifestToken { authority, token: stamped.token }),
                Err(error) => refused.push(ClockRefused::new(authority, &error)),
            }
        }
        tokens
    };
    let made = holdfast_bundle::make(&mut vault, draft, &question.to, &Below(watch), &mut stamp)?;
    let bundle = BundleFile {
        path: made.path.display().to_string(),
        size_bytes: made.size_bytes,
        export_id: made.export_id,
        sha256: made.zip_sha256,
        tagmanifest_sha256: made.tagmanifest_sha256,
        manifest_sha256: made.manifest_sha256,
        exhibits: made.exhibits_shown,
        withheld: made.exhibits_withheld,
    };
    let send = |language| sending(language, &bundle, &made.fingerprint, made.log_size);
    let send = BundleToSend { zh: send(Language::Zh), en: send(Language::En) };
    Ok(BundleMade { bundle, fingerprint: made.fingerprint, log_size: made.log_size, send, refused })
}

/// What to send with a new bundle, and a few lines to copy into a complaint.
fn sending(language: Language, bundle: &BundleFile, fingerprint: &str, log_size: u64) -> SendingWords {
    let path = std::path::Path::new(&bundle.path);
    let file = path.file_name().map_or_else(|| bundle.path.clone(), |name| name.to_string_lossy().into_owned());
    let digest = bundle.sha256.to_string();
    let (size, count) = (size(bundle.size_bytes), log_size.to_string());
    let (shown, withheld) = (bundle.exhibits.to_string(), bundle.withheld.to_string());
    let say = |key: &str| {
        let values = [
            ("file", file.as_str()),
            ("size", &size),
            ("digest", &digest),
            ("fingerprint", fingerprint),
            ("count", &count),
            ("shown", &shown),
            ("withheld", &withheld),
        ];
        holdfast_text::text(language, key, &values)
    };
    let points =
        ["paper.send.file", "paper.send.digest", "paper.send.fingerprint", "paper.send.reader", "paper.send.sees"];
    let summary = [
        "paper.send.summary.file",
        "paper.send.summary.digest",
        "paper.send.summary.key",
        "paper.send.summary.read",
        "paper.send.summary.limits",
    ];
    SendingWords { points: points.map(say).to_vec(), summary: summary.map(say).join("\n") }
}

/// The bundles that were begun, and those that were finished.
pub fn bundle_list(holdfast: &Holdfast, dispute: String, _watch: &dyn Watch) -> Result<BundleList> {
    let vault = holdfast.read()?;
    let dispute = vault.dispute_find(&dispute)?;
    Ok(BundleList { bundles: vault.bundle_list(dispute)?.into_iter().map(BundleLine::from).collect() })
}

/// What the user decided, as values that cannot be misspelt.
pub(super) fn choices(
    holdfast: &Holdfast,
    edition: &str,
    withhold: &[(String, String)],
    language: Language,
) -> Result<Choices> {
    let edition: Edition = edition.parse().map_err(|_| Error::user("edition-unknown").with("edition", edition))?;
    let mut withheld = BTreeMap::new();
    for (exhibit, code) in withhold {
        let label: Label = exhibit.parse().map_err(|_| Error::user("exhibit-unknown").with("id", exhibit))?;
        let reason: Withholding =
            code.parse().map_err(|_| Error::user("withhold-reason-unknown").with("reason", code))?;
        withheld.insert(label.to_string(), reason);
    }
    let software = format!("Holdfast {}", holdfast.outside.app_version);
    Ok(Choices { edition, withheld, language, software })
}

/// Bundles, or anybody's bags, to check.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields = nullable))]
#[serde(default, deny_unknown_fields)]
pub struct BundlesToVerify {
    /// ZIP files or unpacked folders.
    #[cfg_attr(test, ts(type = "Array<string>"))]
    pub inputs: Vec<PathBuf>,
    /// Root certificates that the user chose to believe on this run.
    #[cfg_attr(test, ts(type = "Array<string>", optional))]
    pub trust: Vec<PathBuf>,
    /// The fingerprint that the signer told.
    pub signer: Option<String>,
    /// Bitcoin blocks that the user looked up: height and hash.
    #[cfg_attr(test, ts(type = "Array<[number, string]>", optional))]
    pub blocks: Vec<(u64, String)>,
}

/// Checks bundles: each for itself, and all against each other. Needs no vault and believes nothing in the inputs.
pub fn bundle_verify(holdfast: &Holdfast, question: BundlesToVerify, watch: &dyn Watch) -> Result<BundleVerified> {
    let signer = question.signer.as_deref().map(signer).transpose()?;
    let trust = trust_of(&question.trust)?;
    let now = holdfast.outside.vault.clock.now().to_utc();
    let options = Options { now, signer, trust: &trust, watch: &Below(watch), threads: 0 };
    Ok(BundleVerified::new(verify(&question.inputs, &options)?))
}

fn signer(text: &str) -> Result<Fingerprint> {
    text.trim().parse().map_err(|_| {
        Error::user("bad-input").with("detail", format!("{text} is no key fingerprint: SHA256: and 43 characters"))
    })
}

impl source::Watch for Below<'_> {
    fn total(&self, bytes: u64) {
        self.0.expected(0, bytes);
    }

    fn bytes(&self, count: u64) {
        self.0.bytes(count);
    }

    fn item(&self) {
        self.0.item();
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}
