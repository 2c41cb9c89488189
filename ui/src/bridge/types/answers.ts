// Made by `cargo xtask bindings` from the Rust types of the same names; a test compares. Do not edit: change those, and
// run it again. Ids and digests are strings, sizes are numbers, moments are RFC 3339.
export type Completeness = "complete" | "partial" | "failed";
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type Kind = "screenshot" | "chat" | "invoice" | "page" | "order" | "mail" | "photo" | "video" | "audio" | "document" | "leaves" | "comparison";
export type Origin = "captured-by-holdfast" | "supplied-by-user" | "fetched-again" | "derived";
export type AuthorityLine = {
  /** Short name, part of file names. */
  name: string,
  /** This program's own name for it; of one that the user added, the short name. */
  title: string,
  /** Who runs it; none for one that the user added. */
  operator: string | null,
  /** Where it is asked. */
  url: string,
  /** Where its root is published; none for one that the user added. */
  address: string | null,
  /** Whether this program knows it by itself. */
  preset: boolean,
  /** Of a preset: whether it is among those chosen. */
  chosen: boolean,
  /** Whether it is asked as things stand: chosen and allowed, or added by the user. */
  asked: boolean,
  /** Its roots, for a preset. */
  roots: Array<RootLine>,
  /** Whether times by it can be proven here: it has a root. */
  has_root: boolean,
  /** So many items have no proof by it yet. */
  waiting: number,
  /** Since when the oldest of them waits (this computer's clock, UTC). */
  since: string | null,
  /** Failures one after another. */
  failures: number,
  /** Why the last request failed, if it did: a stable code. */
  code: string | null,
  /** What there is to say beside it. */
  reason: string | null,
  /** When it was last asked (this computer's clock, UTC). */
  last_at: string | null,
  /** Not asked again before, after a failure. */
  next_at: string | null,
};
export type AuthorityStamped = {
  /** Its short name. */
  name: string,
  /** So often it was asked. */
  requests: number,
  /** So many items it stamped now. */
  items: number,
  /** So many lists it renewed. */
  renewals: number,
  /** So many items still wait for it. */
  waiting: number,
  /** Why it was not asked to the end: a stable code. */
  code: string | null,
  /** What there is to say beside it. */
  reason: string | null,
  /** When it is asked again by itself. */
  next_at: string | null,
};
export type AuthorityToAdd = {
  /** Short name: `[a-z0-9]`, with single `-` between. */
  name: string,
  /** Where it is asked: `http://` or `https://`. */
  url: string,
  /** A file with its root certificate (PEM or DER); without it its times do not count here. */
  root: string | null,
};
export type BundleChecked = {
  /** 0 dated, 1 intact, 2 broken, 3 not checkable; of several inputs the worst. */
  exit: number,
  /** In Chinese. */
  zh: VerifyReport,
  /** In English. */
  en: VerifyReport,
};
export type BundleFile = {
  /** Where it lies. */
  path: string,
  /** Its size. */
  size_bytes: number,
  /** 32 hex, as in its bag-info.txt. */
  export_id: string,
  /** Of the ZIP file. */
  sha256: string,
  /** Of its tagmanifest-sha256.txt: what its signature covers. */
  tagmanifest_sha256: string,
  /** Of its manifest-sha256.txt: what its pages print. */
  manifest_sha256: string,
  /** Exhibits shown. */
  exhibits: number,
  /** Exhibits shown by their digest only. */
  withheld: number,
};
export type BundleLine = {
  /** 32 hex. */
  export_id: string,
  /** The dispute's name. */
  dispute: string,
  /** `full` or `submission`. */
  edition: string,
  /** This computer's clock, UTC. */
  begun_at: string,
  /** None when it was never finished. */
  done_at: string | null,
  /** The file's name when it was made. */
  file_name: string | null,
  /** Of the file. */
  sha256: string | null,
  /** Of the file. */
  size_bytes: number | null,
};
export type BundleList = {
  /** Oldest first. */
  bundles: Array<BundleLine>,
};
export type BundleMade = {
  /** The new bundle: all that the command line's JSON holds. */
  bundle: BundleFile,
  /** Fingerprint of the key that signed it, to be written on the signed paper. */
  fingerprint: string,
  /** Entries of the whole log: the bundle's reader sees this number. */
  log_size: number,
  /** What to send, and how, in both languages. */
  send: BundleToSend,
  /** Authorities that were asked for a time of this bundle and gave none. */
  refused: Array<ClockRefused>,
};
export type BundlePlan = {
  /** The dispute's name. */
  dispute: string,
  /** Its title. */
  dispute_title: string,
  /** A name for the file; tells the dispute's name and the edition, nothing else. */
  file_name: string,
  /** What the file will measure, roughly: small pictures are made on the way. */
  size_bytes: number,
  /** What is free where it is to go; none when no place was named yet, or it cannot be asked. */
  free_bytes: number | null,
  /** Every exhibit: the attached ones in their order, then the removed ones. */
  exhibits: Array<PlanExhibit>,
  /** How many are shown whole. */
  shown: number,
  /** How many are shown by digest and reason only. */
  withheld: number,
  /** How many were removed for good; the reader sees this number. */
  removed: number,
  /** How many were taken out of the dispute again; the reader sees this number. */
  detached: number,
  /** Entries of the whole log as it would go out: the reader sees this number. */
  log_size: number,
  /** Of the vault's key: the reader sees it, and can tell that two bundles come from one vault. */
  fingerprint: string,
  /** What stands in the way, or should be looked at first. */
  problems: Array<PlanProblem>,
};
export type BundlePreview = {
  /** `zh` or `en`. */
  language: string,
  /** Which edition, in words. */
  edition: string,
  /** When it would be exported: now. */
  exported: string,
  /** The dispute's title, in the user's words. */
  title: string,
  /** What the page is. */
  about: string,
  /** That it is a statement, and how it is checked. */
  how: PreviewHow,
  /** Claim, demand and facts; none when there are none. */
  stated: PreviewStated | null,
  /** The first pictures; none when there are none yet. */
  figures: PreviewFigures | null,
  /** The table of exhibits. */
  exhibits: PreviewExhibits,
  /** How to check, and what is not proven. */
  closing: Array<PreviewColumn>,
  /** All digests in full. */
  digests: PreviewDigests,
  /** By which program it is made. */
  made_by: string,
  /** The number for finding. */
  finding_number: string,
};
export type BundleToCreate = {
  /** The dispute's id or name. */
  dispute: string,
  /** The file to make; nothing may be there. */
  to: string,
  /** `full` or `submission`. */
  edition: "full" | "submission",
  /** Exhibit number and reason code. */
  withhold: Array<[string, string]>,
  /** The language in which its pages open. */
  language: "zh" | "en",
};
export type BundleToPlan = {
  /** The dispute's id or name. */
  dispute: string,
  /** `full` or `submission`. */
  edition: "full" | "submission",
  /** Exhibit number and reason code. */
  withhold: Array<[string, string]>,
  /** The language of the preview, and in which the pages would open. */
  language: "zh" | "en",
  /** Where the file is to go, or the folder, when that is known: then there is a look at the room. */
  to?: string | null,
};
export type BundleToSend = {
  /** In Chinese. */
  zh: SendingWords,
  /** In English. */
  en: SendingWords,
};
export type BundlesToVerify = {
  /** ZIP files or unpacked folders. */
  inputs: Array<string>,
  /** Root certificates that the user chose to believe on this run. */
  trust?: Array<string>,
  /** The fingerprint that the signer told. */
  signer?: string | null,
  /** Bitcoin blocks that the user looked up: height and hash. */
  blocks?: Array<[number, string]>,
};
export type Case = {
  /** Where the bundle lies. */
  path: string,
  /** The last part of that. */
  file_name: string,
  /** A ZIP, not a folder. */
  zipped: boolean,
  /** The dispute's title, in the complainant's words. */
  title: string | null,
  /** The dispute's facts, in the complainant's words; those known by name first. */
  facts: Array<CaseFact>,
  /** `full` or `submission`. */
  edition: string | null,
  /** When it was made, as it says itself: a day. */
  made_on: string | null,
  /** Every exhibit in the complainant's order, withheld ones too. */
  exhibits: Array<CaseExhibit>,
  /** How many are shown whole. */
  shown: number,
  /** How many are withheld. */
  withheld: number,
};
export type CaseExhibit = {
  /** `E01` */
  exhibit: string,
  /** What it is to prove, in the complainant's words. */
  name: string | null,
  /** `whole` `in-part` `withheld` `absent` */
  shown: string,
  /** Why it is withheld: in words under `withheld.<word>`. */
  reason: string | null,
  /** Why its folder cannot be looked at: an error's code. */
  problem: string | null,
  /** The digest of its fixed list. */
  seal_sha256: string,
  /** From its record. */
  item_id: string | null,
  /** What kind of thing it is said to be. */
  kind: Kind | null,
  /** Where it is said to come from. */
  stated: Origin | null,
  /** Whether the capture is said to be complete. */
  completeness: "complete" | "partial" | "failed" | null,
  /** What is said to be missing: stable words. */
  missing: Array<string>,
  /** When the computer says that it was kept, RFC 3339 with its zone. */
  stated_at: string | null,
  /** All its parts together. */
  size_bytes: number,
  /** Its parts, in order, then the records that are shown. */
  parts: Array<CasePart>,
};
export type CaseFact = {
  /** Its name: in words under `fact.<name>` when it is one of those known. */
  name: string,
  /** Whether it is one of those known. */
  known: boolean,
  /** Its value. */
  value: string,
};
export type CasePart = {
  /** Its name in the folder. */
  name: string,
  /** The part's role; `record` for capture.json, environment.json and item.sha256. */
  role: string,
  /** As its record says. */
  media_type: string,
  /** As it lies in the bundle. */
  size_bytes: number,
  /** As its fixed list names it; compared when it is opened. */
  sha256: string,
};
export type CaseToShow = {
  /** A ZIP file or an unpacked folder. */
  path: string,
};
export type CertificateLine = {
  /** Whom it names. */
  subject: string,
  /** Who is said to have issued it. */
  issuer: string,
  /** SHA-256 of it. */
  sha256: string,
  /** Valid from. */
  not_before: string,
  /** Valid until. */
  not_after: string,
};
export type Checked = {
  /** This computer's clock, UTC. */
  at: string,
  /** `whole` or `damaged`. */
  result: "whole" | "damaged",
};
export type ClockRefused = {
  /** Its short name. */
  name: string,
  /** Why: a stable code. */
  code: string,
  /** What there is to say beside it. */
  reason: string | null,
};
export type Counts = {
  /** Items. */
  items: number,
  /** Objects re-hashed. */
  objects: number,
  /** Log entries. */
  entries: number,
  /** Bytes re-hashed. */
  size_bytes: number,
};
export type DayCount = {
  /** `2026-11-22`, in the zone asked for. */
  day: string,
  /** So many items. */
  count: number,
};
export type DaySort = "newest" | "oldest";
export type DeskState = {
  /** Version of Holdfast. */
  version: string,
  /** The system's language. */
  system_language: "zh" | "en",
  /** All settings. */
  settings: Settings,
  /** Why the settings are not those that were set; none when they are. */
  settings_failure: Failure | null,
  /** The chosen vault. */
  vault: VaultShown,
  /** The jobs that run. */
  jobs: Array<JobLine>,
  /** Whether the first screen is still to be gone through. */
  first_start: boolean,
};
export type DisputeClosed = {
  /** The closed dispute. */
  dispute: DisputeLine,
};
export type DisputeCreated = {
  /** The new dispute. */
  dispute: DisputeName,
};
export type DisputeLine = {
  /** 32 lower-case hex. */
  id: string,
  /** Its name. */
  name: string,
  /** Its title. */
  title: string,
  /** `open` or `closed`. */
  state: "open" | "closed",
  /** How it ended, when that was said. */
  outcome: string | null,
  /** This computer's clock, UTC. */
  created_at: string,
  /** Exhibits attached now. */
  exhibits: number,
};
export type DisputeList = {
  /** Oldest first. */
  disputes: Array<DisputeLine>,
};
export type DisputeName = {
  /** 32 lower-case hex. */
  id: string,
  /** Words of the title and four random hex, fixed at creation. */
  name: string,
  /** As typed. */
  title: string,
};
export type DisputeShown = {
  /** The dispute. */
  dispute: DisputeWhole,
};
export type DisputeWhole = {
  /** As in the list, but `exhibits` holds the exhibits. */
  id: string,
  /** Its name. */
  name: string,
  /** Its title. */
  title: string,
  /** `open` or `closed`. */
  state: "open" | "closed",
  /** How it ended. */
  outcome: string | null,
  /** This computer's clock, UTC. */
  created_at: string,
  /** What the user set. */
  facts: { [key in string]: string },
  /** Attached ones in order, then the others. */
  exhibits: Array<Exhibit>,
  /** Oldest first. */
  history: Array<HistoryLine>,
  /** Bundles made of it. */
  bundles: Array<BundleLine>,
};
export type DoctorSaid = {
  /** Version of Holdfast. */
  version: string,
  /** Operating system and architecture. */
  system: string,
  /** The vault that commands would use. */
  vault: Folder,
  /** The folder of high-water marks. */
  marks: Folder,
  /** Free space; none when it cannot be asked. */
  space: Free | null,
  /** The reader. */
  reader: ReaderFound,
  /** What to do: kebab-case codes. */
  advice: Array<string>,
};
export type EvidenceView = "grid" | "list";
export type Exhibit = {
  /** `E01`: given at attach, never used again. */
  exhibit: string,
  /** `attached`, `detached` or `removed`. */
  state: "attached" | "detached" | "removed",
  /** None once the item is removed. */
  item_id: string | null,
  /** The item's identity. */
  seal_sha256: string,
  /** What it is; none once removed. */
  kind: Kind | null,
  /** Its name. */
  name: string,
  /** What it is to prove. */
  proves: string,
};
export type ExhibitOf = {
  /** The dispute's name. */
  dispute: string,
  /** `E01` */
  exhibit: string,
};
export type ExhibitPlace = {
  /** The dispute's name. */
  dispute: string,
  /** The dispute's title. */
  dispute_title: string,
  /** `E01` */
  exhibit: string,
};
export type ExhibitProvesSet = {
  /** The one exhibit, as it is now. */
  exhibits: Array<Exhibit>,
};
export type ExhibitsAttached = {
  /** The items named, with their numbers, in the order named. */
  exhibits: Array<Exhibit>,
};
export type ExhibitsDetached = {
  /** The exhibits taken out. */
  detached: Array<string>,
  /** Those that stay, in order. */
  exhibits: Array<Exhibit>,
};
export type ExhibitsOrdered = {
  /** In the new order. */
  exhibits: Array<Exhibit>,
};
export type ExhibitsToAttach = {
  /** The dispute's id or name. */
  dispute: string,
  /** Item ids, seal digests or unique prefixes. */
  ids: Array<string>,
  /** What they are to prove; none leaves what was said before. */
  proves?: string | null,
};
export type ExhibitsToDetach = {
  /** The dispute's id or name. */
  dispute: string,
  /** Exhibit numbers (`E02`) or item ids. */
  ids: Array<string>,
};
export type ExhibitsToOrder = {
  /** The dispute's id or name. */
  dispute: string,
  /** Exhibit numbers; those not named follow as they stood. */
  exhibits: Array<string>,
};
export type FactsSet = {
  /** All facts as they stand now. */
  facts: { [key in string]: string },
};
export type FactsToSet = {
  /** The dispute's id or name. */
  dispute: string,
  /** Field and value; an empty value takes the fact away. */
  facts: Array<[string, string]>,
};
export type Failure = {
  /** Kebab-case, stable. */
  code: string,
  /** Who can do something about it. */
  whose: Whose,
  /** What the sentence names: paths, ids, numbers. */
  values: Record<string, string>,
};
export type Finding = {
  /** Kebab-case. */
  code: string,
  /** `error`, `warning` or `note`. */
  level: "error" | "warning" | "note",
  /** Where. */
  path: string | null,
  /** The technical detail, in English. */
  detail: string,
};
export type Folder = {
  /** Where; none when this user has no home folder. */
  path: string | null,
  /** `opens` or `present`, `absent`, or the code of the error that opening gives. */
  state: string,
};
export type Free = {
  /** Free for this user. */
  free_bytes: number,
  /** What stays free in any case. */
  spare_bytes: number,
};
export type HistoryLine = {
  /** Number of the log entry. */
  n: number,
  /** This computer's clock, UTC. */
  at: string,
  /** The entry's kind as in the log. */
  kind: string,
  /** The exhibit it is about. */
  exhibit: string | null,
  /** What was changed: facts, exhibits, order, note, title, closed. */
  what: string | null,
  /** The change itself. */
  change: JsonValue,
};
export type InputFailed = {
  /** As found: the argument, or a path below it. */
  path: string,
  /** Why. */
  failure: Failure,
};
export type ItemCard = {
  /** UUIDv7. */
  id: string,
  /** What it is. */
  kind: Kind,
  /** Where it says it comes from. */
  origin: Origin,
  /** The user's file name; declared, not checked. */
  name: string,
  /** All parts together. */
  size_bytes: number,
  /** Of the first part. */
  sha256: string,
  /** The item's identity. */
  seal_sha256: string,
  /** When its log entry was written (this computer's clock, UTC). */
  added_at: string,
  /** `complete`, `partial` or `failed`. */
  completeness: Completeness,
  /** The user's note. */
  note: string,
  /** How many parts it has. */
  part_count: number,
  /** Where it is attached now. */
  exhibits: Array<ExhibitPlace>,
  /** What is known of its time. */
  time: TimeState,
  /** It existed by then (UTC): the earliest proof, with its accuracy; none unless proven. */
  not_later_than: string | null,
  /** By whose clock. */
  time_by: string | null,
  /** The part that its thumbnail and viewer begin with. */
  first_part: PartLine,
  /** Whether a small picture of the first part is there. */
  has_thumbnail: boolean,
};
export type ItemDays = {
  /** How many fit the filter: the sum of all days. */
  total: number,
  /** The days. */
  days: Array<DayCount>,
};
export type ItemDaysQuestion = {
  /** Which. */
  filter: ItemFilterWide,
  /** In which order. */
  sort: DaySort,
  /** Minutes east of UTC, for the beginning of a day. */
  zone_minutes: number,
};
export type ItemExported = {
  /** Which. */
  id: string,
  /** The folder. */
  path: string,
  /** What lies in it. */
  files: Array<ItemFileLine>,
};
export type ItemFileLine = {
  /** Its name in the item's folder. */
  name: string,
  /** The part's role; `record` for capture.json, environment.json and item.sha256; `proof` for a time proof beside them. */
  role: string,
  /** Media type. */
  media_type: string,
  /** Size. */
  size_bytes: number,
  /** SHA-256. */
  sha256: string,
};
export type ItemFilter = {
  /** Only exhibits of this dispute (id or name). */
  dispute?: string | null,
  /** Only this kind. */
  kind?: Kind | null,
  /** Only those whose name or note contains this. */
  find?: string | null,
};
export type ItemFilterWide = {
  /** Attached to this dispute (id or name). */
  dispute?: string | null,
  /** Of one of these kinds. */
  kinds?: Array<Kind>,
  /** Of one of these stated origins. */
  origins?: Array<Origin>,
  /** Of this state of its time. Every item is `none` until time proofs are made. */
  time?: TimeState | null,
  /** Of one of these: complete, partial, failed. */
  completeness?: Array<Completeness>,
  /** Kept at this time or later (RFC 3339). */
  added_from?: string | null,
  /** Kept before this time (RFC 3339). */
  added_until?: string | null,
  /** Name or note holds this text, whatever its case. */
  find?: string | null,
  /** Attached to no dispute. */
  unattached?: boolean,
};
export type ItemHistoryLine = {
  /** Number of the log entry. */
  n: number,
  /** The entry's kind as in the log. */
  kind: string,
  /** This computer's clock, UTC. */
  at: string,
  /** The name of the dispute in which it was done. */
  dispute: string | null,
  /** The exhibit number that the item has there. */
  exhibit: string | null,
  /** Of a change: `note`, or `exhibits` (what it is to prove). */
  what: string | null,
  /** Of a change: the new text. */
  text: string | null,
};
export type ItemIds = {
  /** In the order asked for. */
  ids: string[],
};
export type ItemLine = {
  /** UUIDv7. */
  id: string,
  /** What it is. */
  kind: Kind,
  /** The user's file name, never cut; declared, not checked. */
  name: string,
  /** All parts together. */
  size_bytes: number,
  /** Of the first part. */
  sha256: string,
  /** SHA-256 of `item.sha256`: the item's identity. */
  seal_sha256: string,
  /** True when the vault held it before this command. */
  already_kept: boolean,
};
export type ItemList = {
  /** Never cut. */
  items: Array<ItemLine>,
};
export type ItemNoted = {
  /** Which. */
  id: string,
  /** The note as it stands now. */
  note: string,
};
export type ItemPage = {
  /** How many fit the filter. */
  total: number,
  /** How many the vault holds. */
  vault_total: number,
  /** Those asked for, in the order asked for. */
  items: Array<ItemCard>,
};
export type ItemPageQuestion = {
  /** Which. */
  filter: ItemFilterWide,
  /** In which order. */
  sort: ItemSort,
  /** How many of them come before. */
  from: number,
  /** At most so many; of cards never more than a thousand. */
  limit: number,
};
export type ItemRemoved = {
  /** Which it was. */
  id: string,
  /** What the log keeps of it. */
  seal_sha256: string,
  /** Objects erased. */
  objects_erased: number,
  /** Objects that other items hold too and that therefore stay. */
  still_used: Array<string>,
  /** Bundles that hold it and may have been handed over already. */
  bundles: Array<BundleLine>,
};
export type ItemShown = {
  /** The item. */
  item: ItemWhole,
};
export type ItemSort = "newest" | "oldest" | "name" | "largest" | "kind";
export type ItemToExport = {
  /** Item id, seal digest, or a unique prefix. */
  id: string,
  /** A folder that is absent or empty. */
  to: string,
};
export type ItemToPaste = {
  /** Its kind; none proposes one. */
  kind?: Kind | null,
  /** A dispute (id or name) whose exhibit it becomes. */
  dispute?: string | null,
};
export type ItemToRemove = {
  /** Item id, seal digest, or a unique prefix. */
  id: string,
  /** Why; stays in the vault. */
  reason: string,
};
export type ItemWhole = {
  /** When its log entry was written (this computer's clock, UTC). */
  added_at: string,
  /** The user's note. */
  note: string,
  /** Parts in order, then the records. */
  files: Array<ItemFileLine>,
  /** capture.json. */
  capture: JsonValue,
  /** Where it is an exhibit. */
  exhibits: Array<ExhibitOf>,
  /** Numbers of its log entries. */
  entries: Array<number>,
  /** Lists of message leaves made of its text parts. */
  leaves: Array<string>,
  /** Proofs of its time, in the order of keeping. */
  time_proofs: Array<TimeProof>,
  /** What they come to. */
  time: TimeState,
  /** What was recorded being done with it, oldest first. */
  history: Array<ItemHistoryLine>,
  /** UUIDv7. */
  id: string,
  /** What it is. */
  kind: Kind,
  /** The user's file name, never cut; declared, not checked. */
  name: string,
  /** All parts together. */
  size_bytes: number,
  /** Of the first part. */
  sha256: string,
  /** SHA-256 of `item.sha256`: the item's identity. */
  seal_sha256: string,
  /** True when the vault held it before this command. */
  already_kept: boolean,
};
export type ItemsAdded = {
  /** In the order in which they were found; one already kept stands here too. */
  items: Array<ItemLine>,
  /** Not kept. */
  failed: Array<InputFailed>,
};
export type ItemsRead = {
  /** The sum. */
  read: ReadSum,
  /** What would help: kebab-case codes. */
  advice: Array<string>,
};
export type ItemsToAdd = {
  /** Files, and folders with everything below them. */
  paths: Array<string>,
  /** The kind of all of them; none proposes one for each. */
  kind?: Kind | null,
  /** A dispute (id or name) whose exhibits they become. */
  dispute?: string | null,
};
export type JobEvent = { "kind": "begun",
  /** Its number. */
  job: number, } | { "kind": "progress" } & Progress | { "kind": "kept",
  /** In the order in which they were kept. */
  items: Array<ItemLine>, } | { "kind": "failed",
  /** Each with its reason. */
  inputs: Array<InputFailed>,
};
export type JobLine = {
  /** Its number. */
  job: number,
  /** The command's name. */
  command: string,
  /** How far it is. */
  progress: Progress,
};
export type JobToCancel = {
  /** Its number. */
  job: number,
};
export type KeptProof = {
  /** Item id, seal digest, or a unique prefix. */
  item: string,
  /** SHA-256 of the token. */
  token_sha256: string,
};
export type KeyCopied = {
  /** The file with the secret key. */
  path: string,
  /** Whose key it is. */
  fingerprint: string,
};
export type KeyLine = {
  /** `SHA256:…` */
  fingerprint: string,
  /** `ssh-ed25519 …` */
  public_key: string,
};
export type KeyRotated = {
  /** The new key. */
  key: KeyLine,
  /** The fingerprint before. */
  old_fingerprint: string,
};
export type KeyShown = {
  /** The key. */
  key: KeyLine,
};
export type KeyToCopy = {
  /** A file that does not exist yet. */
  to: string,
};
export type KnownVault = {
  /** Its folder. */
  path: string,
  /** The folder's own name. */
  name: string,
  /** `open`, `absent`, or the code of the error that opening gives. */
  state: string,
  /** Whether it holds the sample. */
  sample: boolean,
};
export type LanguageChoice = "system" | "zh" | "en";
export type Licences = {
  /** By name, then version. */
  packages: Array<LicensedPackage>,
  /** The texts, by their ids. */
  texts: { [key in string]: string },
};
export type LicensedPackage = {
  /** Its name in its registry. */
  name: string,
  /** Its version. */
  version: string,
  /** `rust` or `npm`. */
  from: string,
  /** The SPDX expression that it states. */
  licence: string,
  /** Its texts, in the order of their files; empty when it brings none and the expression says it all. */
  text_ids: Array<string>,
};
export type NoteToSet = {
  /** Item id, seal digest, or a unique prefix. */
  id: string,
  /** The note. */
  text: string,
};
export type Noun = "item" | "dispute" | "bundle" | "vault" | "settings";
export type OutcomeToSet = {
  /** The dispute's id or name. */
  dispute: string,
  /** How it ended. */
  outcome?: string | null,
};
export type PageHit = {
  /** The page, counted from 1. */
  page: number,
  /** What stands before it, up to 40 characters. */
  before: string,
  /** What was found, as it stands there. */
  hit: string,
  /** What stands after it, up to 40 characters. */
  after: string,
};
export type PageSize = {
  /** Width. */
  width: number,
  /** Height. */
  height: number,
};
export type PagesFound = {
  /** The places, in the order of the document, at most 500. */
  hits: Array<PageHit>,
  /** How many places there are in the pages searched. */
  total: number,
  /** How many pages were searched; fewer than the document has when its text is more than the reader gives. */
  searched_pages: number,
};
export type PagesToFind = {
  /** The part. */
  part: Ref,
  /** Words; letter case, width of letters and white space make no difference. */
  find: string,
};
export type PartLine = {
  /** Its name in the item's folder. */
  name: string,
  /** Media type; declared, not checked. */
  media_type: string,
  /** Its size. */
  size_bytes: number,
};
export type PartToView = {
  /** The part. */
  part: Ref,
};
export type PartView = {
  /** Its name in the item's folder. */
  name: string,
  /** As the item's record says. */
  media_type: string,
  /** Its size. */
  size_bytes: number,
  /** SHA-256 of its bytes. */
  sha256: string,
  /** How it is looked at. */
  view: View,
};
export type PlanExhibit = {
  /** `E01` */
  exhibit: string,
  /** The user's file name; it stands in environment.json and nowhere else in the bundle. */
  name: string,
  /** What it is to prove. */
  proves: string,
  /** The item; none once it is removed. */
  item_id: string | null,
  /** What it is; none once it is removed. */
  kind: Kind | null,
  /** What of it goes out, in bytes. */
  size_bytes: number,
  /** How it goes out. */
  shown: "whole" | "withheld" | "removed",
  /** Why it is withheld. */
  reason: string | null,
  /** Whether its capture is complete; none when it is withheld or removed. */
  completeness: "complete" | "partial" | "failed" | null,
};
export type PlanProblem = {
  /** The stable code; its sentence stands under `error.<code>`. */
  code: string,
  /** Values of its sentence. */
  values: { [key in string]: string },
  /** Whether the bundle cannot be made while it is there. */
  blocks: boolean,
};
export type PreviewColumn = {
  /** The heading. */
  heading: string,
  /** The points. */
  points: Array<string>,
};
export type PreviewDigest = {
  /** Of what. */
  label: string,
  /** All 64 digits. */
  sha256: string,
};
export type PreviewDigests = {
  /** The heading. */
  heading: string,
  /** Of what they are. */
  about: string,
  /** The manifest's first, then one for each exhibit. */
  rows: Array<PreviewDigest>,
};
export type PreviewExhibit = {
  /** `E01` */
  exhibit: string,
  /** Its item; none when it is withheld. */
  item_id: string | null,
  /** What it is to prove, in the user's words; empty when it is withheld. */
  proves: string,
  /** What it is, in words; empty when it is withheld. */
  kind: string,
  /** Where it comes from, in words; empty when it is withheld. */
  origin: string,
  /** That it is not complete, in words. */
  completeness: string | null,
  /** When it was kept, by this computer's clock; empty when it is withheld. */
  kept_at: string,
  /** The files that the row names. */
  parts: Array<PreviewPart>,
  /** That there are more. */
  more_parts: string | null,
  /** How it is withheld; none when it is shown. */
  withheld: PreviewWithheld | null,
};
export type PreviewExhibits = {
  /** The heading. */
  heading: string,
  /** How many are shown and withheld. */
  count: string,
  /** That a ZIP is unpacked first. */
  unpack_first: string,
  /** That the records of surroundings are withheld, when they are. */
  environment_withheld: string | null,
  /** Number, what it proves, what it is, when it was kept. */
  columns: Array<string>,
  /** The rows, in the user's order. */
  rows: Array<PreviewExhibit>,
};
export type PreviewFigures = {
  /** The heading. */
  heading: string,
  /** That they are for finding only. */
  about: string,
  /** The exhibits that get one. */
  exhibits: Array<string>,
};
export type PreviewHow = {
  /** That the page is the complainant's statement. */
  statement: string,
  /** Where the evidence lies. */
  evidence_where: string,
  /** The word for a checker. */
  checker: string,
  /** Where one takes it from. */
  checker_where: string,
  /** The word for a command. */
  command: string,
  /** The command. */
  command_line: string,
  /** What its output means. */
  command_means: string,
};
export type PreviewPart = {
  /** Its name in the folder. */
  name: string,
  /** Its size in words. */
  size: string,
  /** Why it has no link, when it has none. */
  not_linked: string | null,
};
export type PreviewRow = {
  /** The label. */
  label: string,
  /** The user's words. */
  value: string,
};
export type PreviewStated = {
  /** That nobody checked it. */
  tag: string,
  /** Claim and demand, with headings. */
  first: Array<PreviewRow>,
  /** The other facts. */
  facts: Array<PreviewRow>,
};
export type PreviewWithheld = {
  /** The word for it. */
  words: string,
  /** First and last digits of its fixed list's digest. */
  digest: string,
  /** Why, in words. */
  reason: string,
};
export type Progress = {
  /** Items done. */
  items_done: number,
  /** Of so many. */
  items_total: number,
  /** Bytes done. */
  bytes_done: number,
  /** Of so many; never less than are done, once it is known. */
  bytes_total: number,
};
export type ProofChecked = {
  /** `proven`, `not-proven`, `invalid` or `not-checkable`. */
  verdict: "proven" | "not-proven" | "invalid" | "not-checkable",
  /** `rfc3161`, `opentimestamps`; none when it is neither. */
  kind: string | null,
  /** The authority's time, UTC. */
  at: string | null,
  /** With its accuracy. */
  not_later_than: string | null,
  /** None: not stated. */
  accuracy_ms: number | null,
  /** Whose clock. */
  by: string | null,
  /** The name that the certificate claims for itself, quoted; none for an authority of the pins. */
  claimed: string | null,
  /** The authority's policy, an object identifier. */
  policy: string | null,
  /** The token's serial number, hexadecimal. */
  serial: string | null,
  /** From the signer to the root. */
  chain: Array<CertificateLine>,
  /** Everything that a reader should know. */
  findings: Array<ProofFinding>,
  /** Version of the list of known authorities. */
  pins: string,
};
export type ProofFinding = {
  /** Kebab-case. */
  code: string,
  /** How much it weighs. */
  level: "error" | "warning" | "note",
  /** Values of its sentence. */
  values: { [key in string]: string },
};
export type ProofToCheck = {
  /** What was stamped. */
  file: string,
  /** The proof: `.tsr`. */
  proof: string,
  /** Root certificates that the user chose to believe on this run. */
  trust?: Array<string>,
  /** Bitcoin blocks that the user looked up: height and hash. */
  blocks?: Array<[number, string]>,
};
export type ProvesToSet = {
  /** The dispute's id or name. */
  dispute: string,
  /** Exhibit number (`E02`) or item id. */
  exhibit: string,
  /** The text; an empty one takes it away. */
  proves: string,
};
export type PublicClocks = "allowed" | "denied";
export type ReadSum = {
  /** Thumbnails made now (for all unread items: items that got one). */
  thumbnails: number,
  /** Lists of message leaves made now, one for each text part. */
  lists: number,
  /** Items of which something could not be made. */
  refused: number,
};
export type ReaderFound = {
  /** Where it was looked for. */
  path: string | null,
  /** `works`, or the code of the problem that starting it gives. */
  state: string,
  /** What the reader could still reach when it tried: `reading-files`, `writing-files`, `network`, `processes`. Empty where every wall stands. */
  walls_open: Array<string>,
};
export type Ref = { "of": "vault",
  /** Item id, seal digest, or a unique prefix. */
  item: string,
  /** Its name in the item's folder: `p001.png`, `capture.json`. */
  part: string, } | { "of": "case",
  /** Where the bundle lies. */
  case: string,
  /** `E01`, or a folder of lines like `E01-p001-leaves`. */
  exhibit: string,
  /** Its name in the exhibit's folder. */
  part: string,
};
export type RenewalLine = {
  /** So many proofs are to be stamped again. */
  proofs: number,
  /** When the first of their certificates ends. */
  ends_at: string | null,
};
export type RootLine = {
  /** SHA-256 of the certificate. */
  sha256: string,
  /** SHA-256 of its public key (SubjectPublicKeyInfo). */
  spki_sha256: string,
  /** Where this program has it from. */
  source: string,
};
export type Salvaged = {
  /** The vault's folder. */
  path: string,
  /** The vault's id. */
  id: string,
  /** Items found again. */
  items: number,
  /** Disputes found again. */
  disputes: number,
  /** Objects that belong to no item. */
  unplaced: number,
  /** Items that are there but not whole. */
  damaged: Array<string>,
  /** Where the database that could not be opened lies now. */
  old_database: string | null,
};
export type SendingWords = {
  /** What to send and what to mind, in order. */
  points: Array<string>,
  /** A few lines to copy into a complaint or a message: what the file is, its digest, the key, how it is checked. */
  summary: string,
};
export type Settings = {
  /** The window's language. */
  language: LanguageChoice,
  /** Its colours. */
  theme: Theme,
  /** Its size of letters, per cent. */
  text_size: 90 | 100 | 115 | 130 | 150 | 200,
  /** None until the user was asked. */
  public_clocks: PublicClocks | null,
  /** Short names of the public clocks that are asked; none: those that are asked by default. */
  clocks: Array<string> | null,
  /** Whether Holdfast begins with the session. */
  open_at_login: boolean,
  /** Grid or list. */
  evidence_view: EvidenceView,
  /** Into which dispute new evidence goes (its name). */
  capture_dispute: string | null,
  /** Whether the first screen was gone through. */
  first_start_done: boolean,
  /** Folders of vaults that were chosen before, the last one first. */
  vaults: Array<string>,
};
export type SettingsChange = Partial<Settings>;
export type Syntax = "plain" | "json" | "html" | "xml" | "csv" | "mail" | "markdown";
export type TextRead = {
  /** The encoding they were read in. */
  encoding: string,
  /** The first line answered, counted from 0. */
  from_line: number,
  /** How many lines there are. */
  total_lines: number,
  /** The lines, without their ends. Fewer than asked for when the text ends, or when the answer would be too large: then the next question begins where this answer ends. */
  lines: Array<string>,
  /** Whether a line was cut at 4,000 characters. */
  cut: boolean,
};
export type TextToRead = {
  /** The part. */
  part: Ref,
  /** The encoding to read it in; without it, the one that is found. */
  encoding?: string | null,
  /** The first line wanted, from 0. */
  from_line: number,
  /** How many lines, at most 2,000. */
  lines: number,
};
export type Theme = "system" | "light" | "dark";
export type TimeProof = {
  /** What kind of proof: `rfc3161`. */
  kind: string,
  /** The authority's short name, part of file names. */
  authority: string,
  /** Whose clock, as its check said when it was kept. */
  by: string,
  /** The authority's time, UTC. */
  at: string,
  /** With its accuracy. */
  not_later_than: string,
  /** None: the authority does not state it. */
  accuracy_ms: number | null,
  /** When the first certificate of its chain ends. */
  ends_at: string | null,
  /** Whether its time counts here: it held, and its root is known. */
  verified: boolean,
  /** When it was kept, by this computer's clock; stands beside the authority's time and is never taken from it. */
  kept_at: string,
  /** Through which list: `item`, `batch` or `renewal`. */
  list: "item" | "batch" | "renewal",
  /** Number of the batch or renewal. */
  list_number: number | null,
  /** SHA-256 of the list. */
  list_sha256: string,
  /** SHA-256 of the token. */
  token_sha256: string,
};
export type TimeStamped = {
  /** Those that may be asked; empty when nobody may. */
  authorities: Array<AuthorityStamped>,
  /** Another program is stamping this vault now; nothing was done here. */
  another_has_the_turn: boolean,
};
export type TimeState = "proven" | "waiting" | "none";
export type TimeStatus = {
  /** What the user said about public clocks; none: not asked yet. */
  public_clocks: PublicClocks | null,
  /** Presets first, in their order, then those that the user added. */
  authorities: Array<AuthorityLine>,
  /** What is to be renewed. */
  renewal: RenewalLine,
  /** Version of the list of known authorities. */
  pins: string,
};
export type TimeTried = {
  /** The authority's short name. */
  name: string,
  /** The token that came, checked; none when none came. */
  checked: ProofChecked | null,
  /** Why none came or none holds: a stable code. */
  code: string | null,
  /** What there is to say beside it. */
  reason: string | null,
};
export type TitleSet = {
  /** The dispute under its new title; its name stays. */
  dispute: DisputeName,
};
export type TitleToSet = {
  /** The dispute's id or name. */
  dispute: string,
  /** The title. */
  title: string,
};
export type VaultChecked = {
  /** No error among the findings. */
  whole: boolean,
  /** What was gone through. */
  counts: Counts,
  /** Everything that was found. */
  findings: Array<Finding>,
};
export type VaultCopied = {
  /** The copy's folder. */
  path: string,
  /** The check of the copy. */
  check: VaultChecked,
};
export type VaultInfo = {
  /** The vault. */
  vault: VaultWhole,
};
export type VaultList = {
  /** The chosen one's folder. */
  current: string,
  /** The chosen one first, then those chosen before, then the usual place. */
  vaults: Array<KnownVault>,
};
export type VaultMoved = {
  /** Where it lies now. */
  path: string,
  /** The check of it there. */
  check: VaultChecked,
  /** Whether the old one is gone. */
  erased: boolean,
  /** Why the old one is not gone although that was asked; it is whole then, or its rest lies there. */
  failure: Failure | null,
};
export type VaultPlace = {
  /** The folder. */
  path: string,
};
export type VaultSalvaged = {
  /** What was found again. */
  salvaged: Salvaged,
};
export type VaultShown = {
  /** Its folder; empty when this user has no home and none was named. */
  path: string,
  /** `open`; `absent` when no vault is there; else the code of the error that opening gives. */
  state: string,
  /** Why it does not open; none when it is open or absent. */
  failure: Failure | null,
  /** The folder's own name. */
  name: string,
  /** UUID. */
  id: string | null,
  /** Whether it holds the sample. */
  sample: boolean,
  /** The newest whole check. */
  checked: Checked | null,
  /** Items kept. */
  items: number,
  /** Disputes. */
  disputes: number,
};
export type VaultToCopy = {
  /** A folder that is absent or empty. */
  to: string,
};
export type VaultToMove = {
  /** A folder that is absent or empty. */
  to: string,
  /** Whether the old one is erased once the new one was checked. */
  erase_old: boolean,
};
export type VaultWhole = {
  /** Its folder. */
  path: string,
  /** UUID. */
  id: string,
  /** Epoch of its log. */
  epoch: number,
  /** Fingerprint of its key. */
  fingerprint: string,
  /** This computer's clock, UTC. */
  created_at: string,
  /** Items kept. */
  items: number,
  /** Disputes. */
  disputes: number,
  /** Log entries. */
  entries: number,
  /** Bytes of all objects. */
  size_bytes: number,
  /** The newest whole check; none when never. */
  checked: Checked | null,
  /** False on read-only media. */
  writable: boolean,
  /** What would make it safer: kebab-case codes. */
  advice: Array<string>,
};
export type VerifyBundle = {
  /** As it was given. */
  input: string,
  /** Its last part. No list covers the name of the file itself. */
  file_name: string,
  /** Whether Holdfast made it; anybody's bag can be checked too. */
  holdfast: boolean,
  /** The machine's word. */
  verdict: string,
  /** The exit status of this input alone. */
  exit: number,
  /** The dated sentence and its second half. */
  head: VerifyHead,
  /** All files together, as unpacked. */
  size_bytes: number,
  /** How many files there are. */
  files: number,
  /** Of how many of them every byte was read and hashed. */
  recomputed: number,
  /** Whether the bytes agree with their lists. */
  integrity: VerifyIntegrity,
  /** What is proven about time. */
  time: VerifyTime,
  /** Where things are said to come from; never checked. None of a bag that Holdfast did not make. */
  origin: VerifyOrigin | null,
  /** How much of what the log names is shown. None of a bag that Holdfast did not make. */
  disclosure: VerifyDisclosure | null,
  /** Every exhibit, shown or withheld, in the complainant's order. */
  exhibits: Array<VerifyExhibit>,
  /** Errors first, then warnings, then notes; cut at 2,000. */
  findings: Array<VerifyFinding>,
  /** How many there are, uncut. */
  counts: VerifyCounts,
  /** What is told and not checked. */
  statement: VerifyStatement,
};
export type VerifyChecker = {
  /** `holdfast-verify 0.1.0` */
  program: string,
  /** Version of the list of time authorities; `none` until there is one. */
  pins: string,
  /** This computer's clock, RFC 3339 UTC. */
  checked_at: string,
  /** That revocation is not asked for. */
  revocation: string,
};
export type VerifyCounts = {
  /** Something contradicts. */
  errors: number,
  /** A reader should know. */
  warnings: number,
  /** Said for completeness. */
  notes: number,
};
export type VerifyDisclosure = {
  /** Shown with all their parts. */
  whole: number,
  /** Only some lines are shown. */
  in_part: number,
  /** Named by digest and reason alone. */
  withheld: number,
  /** Removed from the vault before this export. */
  removed: number,
  /** All four together. */
  named: number,
  /** The sentence. */
  sentence: string,
  /** What it does not prove. */
  does_not_prove: string,
};
export type VerifyExhibit = {
  /** `E01` */
  exhibit: string,
  /** What it is to prove, in the complainant's words; not checked. */
  name: string | null,
  /** How much of it is shown: `whole` `in-part` `withheld` `absent`. */
  shown: string,
  /** Why it is withheld: a stable word, in words under `withheld.<word>`. */
  reason: string | null,
  /** From its record. */
  item_id: string | null,
  /** The digest of its fixed list. */
  seal_sha256: string,
  /** What kind of thing it is said to be. */
  kind: Kind | null,
  /** All its parts together. */
  size_bytes: number,
  /** How many parts it has. */
  parts: number,
  /** Whether the capture is said to be complete. */
  completeness: "complete" | "partial" | "failed" | null,
  /** What is said to be missing: stable words. */
  missing: Array<string>,
  /** Where it is said to come from. */
  stated: Origin | null,
  /** The digest of what it is said to be made from; not proven. */
  made_from: string | null,
  /** When the computer says that it was kept, RFC 3339 with its zone; not checked. */
  stated_at: string | null,
  /** Whether the record of its surroundings is withheld. */
  environment_withheld: boolean,
  /** `agrees` `differs` `not-checked` */
  integrity: string,
  /** The same, in words. */
  integrity_words: string,
  /** RFC 3339 UTC, rounded up to the second. */
  not_later_than: string | null,
  /** Whose clock it is. */
  by: string | null,
  /** Over which list: `own-list` `batch` `renewal` `export`. */
  through: string | null,
  /** The same, in words. */
  through_words: string | null,
};
export type VerifyFile = {
  /** Its path in the bundle. */
  name: string,
  /** What it is. */
  what: string,
  /** Its size. */
  size_bytes: number,
  /** Whether its bytes are those that the bundle's list names. */
  agrees: boolean,
};
export type VerifyFinding = {
  /** The stable code. */
  code: string,
  /** How much it weighs. */
  level: "error" | "warning" | "note",
  /** The exhibit that it concerns; none for the bundle as a whole. */
  exhibit: string | null,
  /** The path in the bundle that it concerns. */
  path: string | null,
  /** What it says. */
  sentence: string,
  /** Technical detail, in English; may be empty. */
  detail: string,
};
export type VerifyHead = {
  /** The sentence up to its date; the whole sentence when it has none. */
  before: string,
  /** The date, rounded up to the minute; none when nothing is dated. */
  date: string | null,
  /** The sentence after its date; empty when it has none. */
  after: string,
  /** What still agrees, of a bundle that is broken. */
  matching: string | null,
  /** What does not, of a bundle that is broken. */
  not_matching: string | null,
  /** Whether what they show is true, this check cannot tell: at the size of the first half. */
  second: string,
};
export type VerifyIntegrity = {
  /** `intact` `broken` `not-checked` */
  state: string,
  /** The sentence. */
  sentence: string,
  /** What it does not prove. */
  does_not_prove: string,
};
export type VerifyOrigin = {
  /** Never true: nobody can check it. */
  checked: boolean,
  /** The sentence. */
  sentence: string,
  /** Exhibits by what is said of them. */
  groups: Array<VerifyOriginGroup>,
  /** What it does not prove. */
  does_not_prove: string,
};
export type VerifyOriginGroup = {
  /** The stable word. */
  origin: Origin,
  /** In words. */
  label: string,
  /** `E01` … */
  exhibits: Array<string>,
};
export type VerifyReport = {
  /** `dated` `intact` `broken` `not-checkable`: of several inputs the worst. */
  verdict: string,
  /** Said when several were checked together. */
  together: string | null,
  /** One for each input, in their order. */
  bundles: Array<VerifyBundle>,
  /** Findings between several inputs. */
  findings: Array<VerifyFinding>,
  /** What checked, when, and with what. */
  checker: VerifyChecker,
};
export type VerifySigner = {
  /** `SHA256:…` */
  fingerprint: string,
  /** Whether it is the one that was asked for. */
  known: boolean,
  /** With which key it is signed. */
  sentence: string,
  /** Whose key that is, as far as anybody can tell. */
  whose: string,
};
export type VerifyStatement = {
  /** What it is and where the evidence lies; none of a bag that Holdfast did not make. */
  sentence: string | null,
  /** The dispute's title. */
  title: string | null,
  /** Pages and papers by name; none of them is opened. */
  files: Array<VerifyFile>,
  /** Who signed the list of files. */
  signer: VerifySigner | null,
};
export type VerifyTime = {
  /** Whether every exhibit shown has a proven time. */
  proven: boolean,
  /** RFC 3339 UTC, rounded up to the second. */
  not_later_than: string | null,
  /** Whose clock it is. */
  by: string | null,
  /** So many exhibits have a proven time. */
  dated: number,
  /** Of so many that are shown. */
  shown: number,
  /** The sentence. */
  sentence: string,
  /** What it does not prove. */
  does_not_prove: string,
};
export type View = { "kind": "picture",
  /** Width of the stored pixels, before any turning. */
  width: number,
  /** Height of the stored pixels, before any turning. */
  height: number,
  /** Degrees, clockwise, by which it is to be turned for looking at it, after mirroring: 0, 90, 180, 270. */
  turn: 0 | 90 | 180 | 270,
  /** Whether left and right are to be exchanged, before turning. */
  mirrored: boolean,
  /** Side of a tile in pixels. Level 0 holds the stored pixels, each further level half of the one before, rounded up, down to the first that fits into one tile. */
  tile_side: number,
  /** `png` `jpeg` `gif` `webp` `bmp` `tiff`. Of a moving picture the first frame is shown. */
  format: string, } | { "kind": "text",
  /** Name of the encoding: `UTF-8`, `GB18030`, `UTF-16LE` … */
  encoding: string,
  /** Whether the bytes leave no other reading: a mark at the beginning, or all of them valid UTF-8. */
  confident: boolean,
  /** How many lines. */
  lines: number,
  /** Its size. */
  size_bytes: number,
  /** What the text seems to be. */
  syntax: Syntax, } | { "kind": "pages",
  /** Each page's size. */
  pages: Array<PageSize>,
  /** Whether text was found on the first pages. */
  searchable: boolean,
  /** `document-font-missing` when text needs a font that this system lacks; else none. */
  advice: string | null, } | { "kind": "media",
  /** Video, or sound alone. */
  video: boolean, } | { "kind": "bytes",
  /** The code of the reason when a view was tried in vain; its sentences lie under `error.<code>`. */
  why: string | null,
  /** The first bytes as lower-case hex, at most 256. */
  first_bytes: string,
};
export type Whose = "user" | "disk" | "network" | "vault" | "newer" | "us";
