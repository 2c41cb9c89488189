// What crosses the border about bundles: the plan, the first page as data, the bundle that was made.
import type { Completeness, Kind } from "./contract";

export interface BundleLine {
  export_id: string;
  dispute: string;
  edition: string;
  begun_at: string;
  done_at: string | null;
  file_name: string | null;
  sha256: string | null;
  size_bytes: number | null;
}
export type Edition = "full" | "submission";
export type Withhold = [exhibit: string, reason: string];
export interface BundlePlanQuestion { dispute: string; edition: Edition; withhold: Withhold[]; language: "zh" | "en"; to?: string | null }
export interface PlanExhibit {
  exhibit: string;
  name: string;
  proves: string;
  item_id: string | null;
  kind: Kind | null;
  size_bytes: number;
  shown: "whole" | "withheld" | "removed";
  reason: string | null;
  completeness: Completeness | null;
}
export interface PlanProblem { code: string; values: Record<string, string>; blocks: boolean }
export interface BundlePlan {
  dispute: string;
  dispute_title: string;
  file_name: string;
  size_bytes: number;
  free_bytes: number | null;
  exhibits: PlanExhibit[];
  shown: number;
  withheld: number;
  removed: number;
  detached: number;
  log_size: number;
  fingerprint: string;
  problems: PlanProblem[];
}
export interface PreviewExhibit {
  exhibit: string;
  item_id: string | null;
  proves: string;
  kind: string;
  origin: string;
  completeness: string | null;
  kept_at: string;
  parts: { name: string; size: string; not_linked: string | null }[];
  more_parts: string | null;
  withheld: { words: string; digest: string; reason: string } | null;
}
/** What index.html says, in one language, from the same draft and the same sentences. */
export interface BundlePreview {
  language: string;
  edition: string;
  exported: string;
  title: string;
  about: string;
  how: {
    statement: string;
    evidence_where: string;
    checker: string;
    checker_where: string;
    command: string;
    command_line: string;
    command_means: string;
  };
  stated: { tag: string; first: { label: string; value: string }[]; facts: { label: string; value: string }[] } | null;
  figures: { heading: string; about: string; exhibits: string[] } | null;
  exhibits: {
    heading: string;
    count: string;
    unpack_first: string;
    environment_withheld: string | null;
    columns: string[];
    rows: PreviewExhibit[];
  };
  closing: { heading: string; points: string[] }[];
  digests: { heading: string; about: string; rows: { label: string; sha256: string }[] };
  made_by: string;
  finding_number: string;
}
export interface SendingWords { points: string[]; summary: string }
export interface BundleMade {
  bundle: {
    path: string;
    size_bytes: number;
    export_id: string;
    sha256: string;
    tagmanifest_sha256: string;
    manifest_sha256: string;
    exhibits: number;
    withheld: number;
  };
  send: { zh: SendingWords; en: SendingWords };
  fingerprint: string;
  log_size: number;
}
