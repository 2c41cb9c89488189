// Time authorities of the invented vault: whom to ask, asking, trying one, checking proofs, adding one's own. Nobody is
// asked: answers come from the settings and from `silent`, the names of those that do not answer. A file whose name holds
// `other` does not fit its proof; one that holds `unknown` has a proof by an authority on no list.
import type { AuthorityLine, AuthorityStamped, ClockRefused, TimeStatus } from "../types/contract";
import { digest } from "./data";
import { findCard } from "./items";
import { PINS, UNKNOWN, checkedProof, invalidProof, proofsOf, waitingItems } from "./proofs";
import { failure, pause, type Handlers, type World } from "./world";

interface Preset { id: string; title: string; operator: string; url: string; address: string; isDefault: boolean }
const PRESETS: Preset[] = [
  { id: "digicert", title: "DigiCert", operator: "DigiCert, Inc.", url: "http://timestamp.digicert.com", address: "https://www.digicert.com/kb/digicert-root-certificates.htm", isDefault: true },
  { id: "identrust", title: "IdenTrust", operator: "IdenTrust, Inc.", url: "http://timestamp.identrust.com", address: "https://www.identrust.com/support/downloads", isDefault: true },
  { id: "globalsign", title: "GlobalSign", operator: "GMO GlobalSign", url: "http://timestamp.globalsign.com/tsa/r6advanced1", address: "https://support.globalsign.com/ca-certificates/root-certificates/globalsign-root-certificates", isDefault: false },
  { id: "certum", title: "Certum", operator: "Asseco Data Systems S.A.", url: "http://time.certum.pl", address: "https://www.certum.eu/en/cert_expertise_root_certificates/", isDefault: false },
  { id: "freetsa", title: "FreeTSA", operator: "freetsa.org", url: "https://freetsa.org/tsr", address: "https://freetsa.org/files/cacert.pem", isDefault: false },
];
const SOURCE = "Taken on 2026-11-22 from Debian's ca-certificates 20230311+deb12u1; the same certificate stands in certifi 2026.05.20.";
const UNREACHED = { code: "clock-unreachable", reason: "connection refused" };

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const isSilent = (world: World, name: string): boolean => world.options.silent?.includes(name) ?? false;

/** How asking goes: who was never asked has no moments. */
function going(world: World, name: string, asked: boolean): Pick<AuthorityLine, "failures" | "code" | "reason" | "last_at" | "next_at"> {
  const silent = isSilent(world, name);
  if (!asked || world.options.times !== true) return { failures: 0, code: null, reason: null, last_at: null, next_at: null };
  return silent
    ? { failures: 3, ...UNREACHED, last_at: inMinutes(-6), next_at: inMinutes(14) }
    : { failures: 0, code: null, reason: null, last_at: inMinutes(-2), next_at: null };
}

function waiting(world: World, asked: boolean): Pick<AuthorityLine, "waiting" | "since"> {
  if (!asked) return { waiting: 0, since: null };
  const { count, since } = waitingItems(world);
  return { waiting: count, since };
}

function presetLine(world: World, preset: Preset): AuthorityLine {
  const { public_clocks, clocks } = world.settings;
  const chosen = clocks === null ? preset.isDefault : clocks.includes(preset.id);
  const asked = chosen && public_clocks === "allowed";
  const { id: name, title, operator, url, address } = preset;
  const roots = [{ sha256: digest(`root ${name}`), spki_sha256: digest(`key ${name}`), source: SOURCE }];
  return { name, title, operator, url, address, preset: true, chosen, asked, roots, has_root: true, ...waiting(world, asked), ...going(world, name, asked) };
}

export function status(world: World): TimeStatus {
  const own = world.authorities.map(({ name, url, rooted }): AuthorityLine => ({
    name, title: name, operator: null, url, address: null, preset: false, chosen: true, asked: true, roots: [], has_root: rooted,
    ...waiting(world, true), ...going(world, name, true),
  }));
  const due = world.options.times === true && world.count > 100;
  return {
    public_clocks: world.settings.public_clocks,
    authorities: [...PRESETS.map((preset) => presetLine(world, preset)), ...own],
    renewal: due ? { proofs: 214, ends_at: "2027-01-08T23:59:59Z" } : { proofs: 0, ends_at: null },
    pins: PINS,
  };
}

/** Those that gave no time for a bundle. */
export function refusedNow(world: World): ClockRefused[] {
  return status(world).authorities.filter((one) => one.asked && isSilent(world, one.name)).map(({ name }) => ({ name, ...UNREACHED }));
}

const tokenOf = (by: string, verified: boolean) => {
  const at = new Date().toISOString();
  return checkedProof({ by, at, not_later_than: at, accuracy_ms: by === "DigiCert" ? null : 1000, verified, token_sha256: digest(`try ${by}`) });
};

export const timeHandlers: Handlers = {
  time_status: (_question, world) => status(world),
  time_stamp: async (_question, world, tell, job) => {
    const asked = status(world).authorities.filter((one) => one.asked);
    if (asked.length === 0) throw failure("nobody-to-ask");
    const total = asked.reduce((sum, one) => sum + one.waiting, 0);
    for (let step = 1; step <= 10; step += 1) {
      if (world.cancelled.has(job)) throw failure("cancelled");
      if (world.options.delay !== 0) await pause(150);
      tell({ kind: "progress", items_done: Math.round((total * step) / 10), items_total: total, bytes_done: 0, bytes_total: 0 });
    }
    const authorities = asked.map((one): AuthorityStamped => {
      const { name, waiting: count } = one;
      return isSilent(world, name)
        ? { name, requests: 1, items: 0, renewals: 0, waiting: count, ...UNREACHED, next_at: inMinutes(20) }
        : { name, requests: Math.ceil(count / 10_000), items: count, renewals: 0, waiting: 0, code: null, reason: null, next_at: null };
    });
    if (authorities.some((one) => one.items > 0)) {
      world.stamped = true;
      world.changedNouns("item");
    }
    return { authorities, another_has_the_turn: false };
  },
  time_try: async (name, world, _tell, job) => {
    const line = status(world).authorities.find((one) => one.name === name);
    if (line === undefined) throw failure("authority-unknown", "user", { id: name });
    if (world.options.delay !== 0) await pause(900);
    if (world.cancelled.has(job)) throw failure("cancelled");
    if (isSilent(world, name)) return { name, checked: null, ...UNREACHED };
    return { name, checked: tokenOf(line.preset ? line.title : UNKNOWN, line.has_root), code: null, reason: null };
  },
  proof_check: async ({ item: id, token_sha256 }, world) => {
    if (world.options.delay !== 0) await pause(250);
    const { index, item } = findCard(world, id);
    const kept = proofsOf(world, item, index).find((one) => one.token_sha256 === token_sha256);
    if (kept === undefined) throw failure("proof-unknown", "user", { id: token_sha256 });
    return checkedProof(kept);
  },
  time_check: ({ file, trust }) => {
    if (file.includes("other")) return invalidProof();
    const unknown = file.includes("unknown");
    const at = "2026-11-02T06:02:11Z";
    return checkedProof({ by: unknown ? UNKNOWN : "DigiCert", at, not_later_than: at, accuracy_ms: null, verified: !unknown || (trust ?? []).length > 0, token_sha256: digest(file) });
  },
  time_authority_add: ({ name, url, root }, world) => {
    const known = PRESETS.some((preset) => preset.id === name) || world.authorities.some((one) => one.name === name);
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) throw failure("authority-name", "user", { id: name });
    if (known) throw failure("authority-exists", "user", { id: name });
    if (!/^https?:\/\/[^/]/.test(url)) throw failure("authority-url", "user", { id: url });
    world.authorities = [...world.authorities, { name, url, rooted: root !== null }];
    world.changedNouns("vault");
    return status(world);
  },
  time_authority_remove: (name, world) => {
    world.authorities = world.authorities.filter((one) => one.name !== name);
    world.changedNouns("vault");
    return status(world);
  },
};
