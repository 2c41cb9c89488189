// Time proofs of the invented evidence: most items are proven by two authorities, the newest wait, one has proofs of
// which none counts here, one is proven by an authority that the user added and whose root is on no list.
import type { CertificateLine, ItemCard, ProofChecked, ProofFinding, TimeProof } from "../types/contract";
import { digest } from "./data";
import type { World } from "./world";

export const PINS = "2026-11-22.1";
export const UNKNOWN = `unknown authority sha256:${digest("office root")}`;

type Sketch = "waiting" | "two" | "batch" | "renewed" | "uncounted" | "unknown";
const SKETCHES: Sketch[] = ["waiting", "waiting", "two", "batch", "two", "batch", "two", "batch", "renewed", "uncounted", "unknown", "two", "batch", "two"];

const sketchOf = (world: World, index: number): Sketch => {
  const sketch = index >= world.count ? "waiting" : (SKETCHES[index % SKETCHES.length] ?? "two");
  return sketch === "waiting" && world.stamped ? "two" : sketch;
};

const later = (at: string, seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString();

interface Clock { authority: string; by: string; accuracy_ms: number | null; seconds: number; verified: boolean }
const DIGICERT: Clock = { authority: "digicert", by: "DigiCert", accuracy_ms: null, seconds: 31, verified: true };
const IDENTRUST: Clock = { authority: "identrust", by: "IdenTrust", accuracy_ms: 1000, seconds: 34, verified: true };
const OFFICE: Clock = { authority: "office-clock", by: UNKNOWN, accuracy_ms: 120_000, seconds: 40, verified: false };

function proof(item: ItemCard, clock: Clock, list: TimeProof["list"], number: number | null, seconds = clock.seconds): TimeProof {
  const at = later(item.added_at, seconds);
  return {
    kind: "rfc3161", authority: clock.authority, by: clock.by, at, not_later_than: later(at, (clock.accuracy_ms ?? 0) / 1000),
    accuracy_ms: clock.accuracy_ms, ends_at: "2031-11-09T23:59:59Z", verified: clock.verified, kept_at: later(at, -2),
    list, list_number: number, list_sha256: list === "item" ? item.seal_sha256 : digest(`${list} ${number}`),
    token_sha256: digest(`token ${item.id} ${clock.authority} ${list}`),
  };
}

/** The proofs that the vault keeps of this item. */
export function proofsOf(world: World, item: ItemCard, index: number): TimeProof[] {
  if (world.options.times !== true) return [];
  const sketch = sketchOf(world, index);
  if (sketch === "waiting") return [];
  if (sketch === "uncounted") return [OFFICE, { ...DIGICERT, verified: false }, { ...IDENTRUST, verified: false }].map((clock) => proof(item, clock, "item", null));
  if (sketch === "unknown") return [proof(item, { ...OFFICE, verified: true, accuracy_ms: 1000 }, "item", null)];
  if (sketch === "batch") return [proof(item, DIGICERT, "batch", 12), proof(item, IDENTRUST, "batch", 12)];
  const both = [proof(item, DIGICERT, "item", null), proof(item, IDENTRUST, "item", null)];
  return sketch === "renewed" ? [...both, proof(item, DIGICERT, "renewal", 1, 1_728_000)] : both;
}

/** The card with what is known of its time. */
export function timed(world: World, item: ItemCard, index: number): ItemCard {
  if (world.options.times !== true) return item;
  const counted = proofsOf(world, item, index).filter((one) => one.verified).toSorted((a, b) => a.not_later_than.localeCompare(b.not_later_than))[0];
  if (counted !== undefined) return { ...item, time: "proven", not_later_than: counted.not_later_than, time_by: counted.by };
  const waits = sketchOf(world, index) === "waiting" && world.settings.public_clocks === "allowed";
  return { ...item, time: waits ? "waiting" : "none" };
}

/** How many items wait for a public authority; of many, about as many as there are. */
export function waitingItems(world: World): { count: number; since: string | null } {
  if (world.options.times !== true || world.stamped) return { count: 0, since: null };
  const waiting = SKETCHES.filter((sketch) => sketch === "waiting").length;
  const count = world.count < SKETCHES.length ? Math.min(world.count, waiting) : Math.floor((world.count * waiting) / SKETCHES.length);
  return { count, since: count === 0 ? null : "2026-11-13T00:52:02Z" };
}

const certificate = (subject: string, issuer: string, from: string, until: string): CertificateLine => ({
  subject: `"${subject}"`, issuer: `"${issuer}"`, sha256: digest(subject), not_before: from, not_after: until,
});
const CHAINS: Record<string, CertificateLine[]> = {
  DigiCert: [
    certificate("CN=DigiCert SHA256 RSA4096 Timestamp Responder 2026 1, O=DigiCert, Inc., C=US", "CN=DigiCert Trusted G4 TimeStamping RSA4096 SHA256 2025 CA1, O=DigiCert, Inc., C=US", "2026-06-04T00:00:00Z", "2036-09-03T23:59:59Z"),
    certificate("CN=DigiCert Trusted G4 TimeStamping RSA4096 SHA256 2025 CA1, O=DigiCert, Inc., C=US", "CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US", "2025-05-07T00:00:00Z", "2038-01-14T23:59:59Z"),
    certificate("CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US", "CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US", "2013-08-01T12:00:00Z", "2038-01-15T12:00:00Z"),
  ],
  IdenTrust: [
    certificate("CN=IdenTrust Timestamping Service 2026, O=IdenTrust, C=US", "CN=TrustID Timestamping CA 3, O=IdenTrust, C=US", "2026-01-08T00:00:00Z", "2031-11-09T23:59:59Z"),
    certificate("CN=IdenTrust Commercial Root CA 1, O=IdenTrust, C=US", "CN=IdenTrust Commercial Root CA 1, O=IdenTrust, C=US", "2014-01-16T18:12:23Z", "2034-01-16T18:12:23Z"),
  ],
};
const OFFICE_CHAIN = [certificate("CN=Office clock, O=Yunhe", "CN=Office root, O=Yunhe", "2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z")];

const note = (code: string, values: Record<string, string> = {}): ProofFinding => ({ code, level: "note", values });

/** What a check of this proof says. */
export function checkedProof(kept: Pick<TimeProof, "by" | "at" | "not_later_than" | "accuracy_ms" | "verified" | "token_sha256">): ProofChecked {
  const unknown = kept.by.startsWith("unknown authority");
  const claimed = unknown ? '"CN=Office clock, O=Yunhe"' : null;
  const named = { by: kept.by, name: claimed ?? "" };
  const findings = [
    ...(unknown ? [kept.verified ? note("trusted-by-you", named) : note("unknown-authority", named)] : []),
    ...(!unknown && !kept.verified ? [{ code: "authority-distrusted", level: "warning" as const, values: named }] : []),
    ...(kept.accuracy_ms === null ? [note("accuracy-not-stated")] : []),
    ...(kept.accuracy_ms !== null && kept.accuracy_ms > 60_000 ? [{ code: "accuracy-wide", level: "warning" as const, values: { seconds: String(kept.accuracy_ms / 1000) } }] : []),
    note("revocation-not-checked"),
  ];
  return {
    verdict: kept.verified ? "proven" : "not-proven", kind: "rfc3161", at: kept.at, not_later_than: kept.not_later_than, accuracy_ms: kept.accuracy_ms,
    by: kept.by, claimed, policy: unknown ? "1.3.6.1.4.1.99999.1" : "2.16.840.1.114412.7.1", serial: kept.token_sha256.slice(0, 32),
    chain: unknown ? OFFICE_CHAIN : (CHAINS[kept.by] ?? []), findings, pins: PINS,
  };
}

/** A proof that does not fit what it is said to be of. */
export function invalidProof(): ProofChecked {
  return {
    verdict: "invalid", kind: "rfc3161", at: null, not_later_than: null, accuracy_ms: null, by: null, claimed: null, policy: null, serial: null, chain: [],
    findings: [{ code: "proof-invalid", level: "error", values: { reason: "imprint-mismatch" } }], pins: PINS,
  };
}
