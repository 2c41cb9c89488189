//! What operations answer: plain values with fields, the same for the command line, the window and scripts.
//!
//! Each serialises to the JSON object that docs/command-line.md documents; a name here is a key there. Sentences are not
//! part of an answer: findings and failures carry a code and the values that the edge's sentence needs.

mod bundle;
mod bundle_plan;
mod case;
mod dispute;
mod doctor;
mod item;
mod item_page;
mod licences;
mod part;
mod time;
mod vault;
mod verify;

pub use bundle::{BundleFile, BundleLine, BundleList, BundleMade, BundleToSend, BundleVerified, SendingWords};
pub use bundle_plan::{
    BundlePlan, BundlePreview, PlanExhibit, PlanProblem, PreviewColumn, PreviewDigest, PreviewDigests, PreviewExhibit,
    PreviewExhibits, PreviewFigures, PreviewHow, PreviewPart, PreviewRow, PreviewStated, PreviewWithheld,
};
pub use case::{Case, CaseExhibit, CaseFact, CasePart};
pub use dispute::{
    DisputeClosed, DisputeCreated, DisputeLine, DisputeList, DisputeName, DisputeShown, DisputeWhole, Exhibit,
    ExhibitProvesSet, ExhibitsAttached, ExhibitsDetached, ExhibitsOrdered, FactsSet, HistoryLine, TitleSet,
};
pub use doctor::{DoctorSaid, Folder, Free, ReaderFound};
pub use item::{
    ExhibitOf, InputFailed, ItemExported, ItemFileLine, ItemHistoryLine, ItemLine, ItemList, ItemNoted, ItemRemoved,
    ItemShown, ItemWhole, ItemsAdded, ItemsRead, ReadSum, TimeProof,
};
pub use item_page::{DayCount, ExhibitPlace, ItemCard, ItemDays, ItemIds, ItemPage, PartLine, TimeState};
pub use licences::{Licences, LicensedPackage};
pub use part::{PageHit, PageSize, PagesFound, PartView, Syntax, TextRead, View};
pub use time::{
    AuthorityLine, AuthorityStamped, CertificateLine, ClockRefused, FileProof, ProofChecked, ProofFinding, RenewalLine,
    RootLine, TimeStamped, TimeStatus, TimeTried,
};
pub use vault::{
    Checked, Counts, Finding, KeyCopied, KeyLine, KeyRotated, KeyShown, Salvaged, VaultChecked, VaultCopied,
    VaultCreated, VaultInfo, VaultLine, VaultSalvaged, VaultWhole,
};
pub use verify::{
    BundleChecked, VerifyBundle, VerifyChecker, VerifyCounts, VerifyDisclosure, VerifyExhibit, VerifyFile,
    VerifyFinding, VerifyHead, VerifyIntegrity, VerifyOrigin, VerifyOriginGroup, VerifyReport, VerifySigner,
    VerifyStatement, VerifyTime,
};
pub(crate) use verify::{EXHIBITS_TOLD, missing};
