// Checks of invented bundles, in both languages at once: the name of the input chooses what is found. `…dated…`,
// `…broken…`, `…note…` (cannot be checked), `…bag…` (not Holdfast's), `…forked…` (contradicts the others); any other name
// is a whole bundle without time. `…unknown…` has times by an authority on no list, which count once a root is named. Cases are the same exhibits with their files.
import type {
  BundleChecked, Case, CaseExhibit, Kind, Origin, VerifyBundle, VerifyExhibit, VerifyFinding, VerifyReport,
} from "../types/contract";
import { digest, identifier } from "./data";
import { UNKNOWN } from "./proofs";
import { failure, pause, type Handlers } from "./world";

type Say = (zh: string, en: string) => string;
type Scene = "dated" | "broken" | "note" | "bag" | "unknown" | "whole";

export const SIGNER = "SHA256:q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe";

interface Sketch { exhibit: string; name: string; kind: Kind; stated: Origin; at: string; by: string; part: string; type: string; through?: string }
const SKETCHES: Sketch[] = [
  { exhibit: "E01", name: "预售承诺到手价 299.00 元", kind: "screenshot", stated: "supplied-by-user", at: "2026-10-31T13:40:22Z", by: "Authority A", part: "p001.png", type: "image/png" },
  { exhibit: "E02", name: "活动页：到手价 ¥299，价保 30 天 and a long English name that does not fit", kind: "page", stated: "captured-by-holdfast", at: "2026-11-06T12:14:32Z", by: "Authority A", part: "p001.png", type: "image/png" },
  { exhibit: "E03", name: "2026-11-01 付款 329.00 元", kind: "order", stated: "derived", at: "2026-11-13T01:22:11Z", by: "Authority A", part: "p001.png", type: "image/png" },
  { exhibit: "E04", name: "签收", kind: "photo", stated: "derived", at: "2026-11-13T01:22:11Z", by: "Authority A", part: "p001.jpg", type: "image/jpeg" },
  { exhibit: "E05", name: "客服拒绝退还差价", kind: "chat", stated: "captured-by-holdfast", at: "2026-11-09T12:41:13Z", by: "Authority A", part: "p001.txt", type: "text/plain" },
  { exhibit: "E06", name: "开箱", kind: "video", stated: "supplied-by-user", at: "2026-11-07T10:23:55Z", by: "Authority A", part: "p001.mp4", type: "video/mp4" },
  { exhibit: "E08", name: "平台收到投诉", kind: "mail", stated: "captured-by-holdfast", at: "2026-11-13T00:53:11Z", by: "Authority B", part: "original.eml", type: "message/rfc822" },
  { exhibit: "E09", name: "2026-11-13 同款售价 279.00 元", kind: "page", stated: "fetched-again", at: "2026-11-13T01:40:53Z", by: "Authority A", part: "p001.png", type: "image/png", through: "export" },
  { exhibit: "E10", name: "店铺公示营业执照", kind: "document", stated: "captured-by-holdfast", at: "2026-11-13T00:32:17Z", by: "Authority A", part: "p001.jpg", type: "image/jpeg" },
];
const DIFFERING = "E05";

function sceneOf(input: string, trust: readonly string[] = []): Scene {
  const name = input.split("/").at(-1) ?? "";
  if (name.includes("unknown")) return trust.length > 0 ? "dated" : "unknown";
  if (name.includes("tampered")) return "broken";
  return (["dated", "broken", "note", "bag"] as const).find((scene) => name.includes(scene)) ?? "whole";
}

function shown(say: Say, scene: Scene, one: Sketch): VerifyExhibit {
  const dated = scene === "dated" || scene === "broken";
  const differs = scene === "broken" && one.exhibit === DIFFERING;
  return {
    exhibit: one.exhibit, name: one.name, shown: one.exhibit === "E05" ? "in-part" : "whole", reason: null, item_id: identifier(one.exhibit),
    seal_sha256: digest(one.exhibit), kind: one.kind, size_bytes: 1_842_113, parts: 1, completeness: one.exhibit === "E02" ? "partial" : "complete",
    missing: one.exhibit === "E02" ? ["failed-requests"] : [], stated: one.stated, made_from: one.stated === "derived" ? digest("7c15") : null,
    stated_at: "2026-11-06T20:14:31+08:00", environment_withheld: true, integrity: differs ? "differs" : "agrees",
    integrity_words: differs ? say("与固定清单不一致", "does not agree with its fixed list") : say("与固定清单一致", "agrees with its fixed list"),
    not_later_than: dated ? one.at : null, by: dated ? one.by : null, through: dated ? (one.through ?? "own-list") : null,
    through_words: dated ? say("针对它自己的固定清单", "over its own fixed list") : null,
  };
}

function withheld(say: Say): VerifyExhibit {
  return {
    exhibit: "E07", name: null, shown: "withheld", reason: "other-person", item_id: null, seal_sha256: digest("E07"), kind: null, size_bytes: 0,
    parts: 0, completeness: null, missing: [], stated: null, made_from: null, stated_at: null, environment_withheld: false,
    integrity: "not-checked", integrity_words: say("未出示", "withheld"), not_later_than: null, by: null, through: null, through_words: null,
  };
}

function finding(level: VerifyFinding["level"], code: string, path: string | null, sentence: string, detail = ""): VerifyFinding {
  return { code, level, exhibit: path?.match(/^data\/items\/(E\d+)/)?.[1] ?? null, path, sentence, detail };
}

function findings(say: Say, scene: Scene): VerifyFinding[] {
  if (scene === "note") return [finding("error", "not-a-bag", null, say("这既不是证据包，也不是带校验清单的包。", "This is neither a bundle nor a bag with checksums."), "no end record, and the first bytes are not those of a ZIP")];
  if (scene === "bag") return [finding("note", "not-a-holdfast-bundle", null, say("这不是 Holdfast 做的包。它和自己的校验清单相符，别的什么也说明不了。", "This was not made by Holdfast. It matches its own checksums, nothing more."))];
  const derived = say("这件证据据称由另一件做成；这里没有任何东西能证明这一点。", "This exhibit is said to be made from another item; nothing here proves that.");
  const always = [finding("note", "derived-link-not-proven", "data/items/E03/capture.json", derived), finding("note", "derived-link-not-proven", "data/items/E04/capture.json", derived)];
  const stranger = say("这家时间戳机构不在本检查程序的机构名单上。", "The time authority is not on this checker's list.");
  if (scene === "unknown") return [finding("note", "unknown-authority", "data/items/E01", stranger, UNKNOWN), finding("note", "unknown-authority", "data/items/E02", stranger, UNKNOWN), ...always];
  if (scene === "whole") return always;
  const atExport = finding("warning", "only-stamped-at-export", "data/items/E09", say("只有导出时的时间证明覆盖这件证据；更早的时间它不说明。", "A time proof covers this exhibit only as part of the export; it says nothing about earlier."));
  if (scene === "dated") return [atExport, ...always];
  return [
    finding("error", "unsealed-part", "data/items/E05/p002.png", say("证据文件夹里有一个文件不在它的固定清单上。", "A file lies in an exhibit's folder without standing on its fixed list."), "the item's list does not name it"),
    finding("error", "digest-mismatch", "index.html", say("这个文件与清单不一致：字节变了。", "This file is not the one its list names: the bytes are different."), `tagmanifest-sha256.txt says ${digest("2b90")}, found ${digest("e47d")}`),
    atExport, ...always,
  ];
}

const CANNOT: [string, string] = ["内容是否真实，本检查不判断。", "Whether what they show is true, this check cannot tell."];

function head(say: Say, scene: Scene): VerifyBundle["head"] {
  const plain = (before: string) => ({ before, date: null, after: "", matching: null, not_matching: null, second: say(...CANNOT) });
  if (scene === "dated") return { ...plain(say("这些字节最迟在 ", "These exact bytes existed by ")), date: say("2026-11-13 09:41", "13 Nov 2026 09:41"), after: say("（UTC+8，Authority A 时钟）已存在，此后未变。", " +08:00 (Authority A's clock).") };
  if (scene === "broken") {
    return {
      ...plain(say("这个包对不上：2 处不一致。", "This bundle does not agree with itself: 2 errors.")),
      matching: say("仍然相符：9 件证据中的 8 件（E01–E04、E06、E08–E10），最迟在 2026-11-13 09:41（UTC+8）已存在。", "Still matching: 8 of 9 exhibits (E01–E04, E06, E08–E10), which existed by 13 Nov 2026 09:41 +08:00."),
      not_matching: say("不相符：E05；index.html。", "Not matching: E05; index.html."),
    };
  }
  if (scene === "note") return plain(say("无法核对：这既不是证据包，也不是带校验清单的包。这不说明好，也不说明坏。", "Cannot be checked: This is neither a bundle nor a bag with checksums. That is neither a good nor a bad sign."));
  if (scene === "bag") return plain(say("这不是 Holdfast 做的包。它和自己的校验清单相符，别的什么也说明不了。没有时间证明。", "This was not made by Holdfast. It matches its own checksums, nothing more. Nothing shows when it was made."));
  return plain(say("文件之间相符；没有时间证明，任何人今天都能做出这样一份。", "The files agree with each other. Nothing shows when they were made: anyone could have made this today."));
}

function statement(say: Say, scene: Scene, signer: string | null): VerifyBundle["statement"] {
  if (scene === "note" || scene === "bag") return { sentence: null, title: null, files: [], signer: null };
  const file = (name: string, zh: string, en: string) => ({ name, what: say(zh, en), size_bytes: 66_629, agrees: !(scene === "broken" && name === "index.html") });
  const known = signer === SIGNER;
  return {
    sentence: say("data/items 里的是证据。包里的其他内容（index.html、标题、事实、信函）是投诉人自己的陈述：只计算了摘要，没有核对。", "Evidence is what lies in data/items. Everything else in the bundle (index.html, titles, facts, letters) is the complainant's own statement: hashed, not checked."),
    title: "K2 保价未兑现",
    files: [file("READ-ME-FIRST.html", "怎么核对", "how to check"), file("index.html", "给受理人看的页", "the officer's page"), file("metadata/dispute.json", "标题和事实", "title and facts"), file("metadata/exhibits.json", "证据的次序和用途", "order and purpose of exhibits")],
    signer: { fingerprint: SIGNER, known, sentence: say(`签名密钥 ${SIGNER}`, `Signed with the key ${SIGNER}`), whose: known ? say("就是你给出的那把密钥。", "This is the key you gave.") : say("这里看不出这是谁的密钥。请与签名文件上的指纹比对。", "Nothing here tells whose key that is. Compare the fingerprint with the signed paper.") },
  };
}

const VERDICTS = { dated: ["dated", 0], whole: ["intact", 1], unknown: ["intact", 1], bag: ["intact", 1], broken: ["broken", 2], note: ["not-checkable", 3] } as const;

function bundle(say: Say, input: string, signer: string | null, trust: readonly string[] = []): VerifyBundle {
  const scene = sceneOf(input, trust);
  const ours = scene !== "note" && scene !== "bag";
  const all = findings(say, scene);
  const differs = ours && signer !== null && signer !== SIGNER;
  if (differs) all.unshift(finding("error", "signer-mismatch", "timestamps/tagmanifest-sha256.txt.sig", say("包的签名密钥不是你要求的那一把。", "Another key signed this bundle than the one you asked for."), `signed by ${SIGNER}`));
  const [verdict, exit] = differs ? (["broken", 2] as const) : VERDICTS[scene];
  const exhibits = ours ? [...SKETCHES.slice(0, 6).map((one) => shown(say, scene, one)), withheld(say), ...SKETCHES.slice(6).map((one) => shown(say, scene, one))] : [];
  const dated = exhibits.filter((one) => one.not_later_than !== null).length;
  const proven = scene === "dated";
  const count = (level: string) => all.filter((one) => one.level === level).length;
  const state = verdict === "broken" ? "broken" : scene === "note" ? "not-checked" : "intact";
  const integrity = { broken: say("文件与清单不一致，具体位置见下面各条。", "Files and lists do not agree. The findings say where."), "not-checked": say("文件没有检查。", "The files were not checked."), intact: say("每个文件都与清单一致，没有增加、缺少或改动。", "Every file is the one its list names. Nothing was added, taken away or changed.") };
  const undated = say("没有时间证明：看不出是什么时候形成的。", "No time proof: nothing shows when this was made.");
  const origins: [Origin, string, string][] = [["captured-by-holdfast", "Holdfast 取得", "Captured by Holdfast"], ["fetched-again", "同一台电脑再次读取", "Fetched again by the same computer"], ["supplied-by-user", "用户提供", "Supplied by the user"], ["derived", "据称由另一件做成；未经证明", "Made from another item; not proven"]];
  return {
    input, file_name: input.split("/").at(-1) ?? input, holdfast: ours, verdict, exit,
    head: differs ? { ...head(say, scene), before: say("这个包对不上：1 处不一致。", "This bundle does not agree with itself: 1 error."), date: null, after: "", matching: null, not_matching: null } : head(say, scene),
    size_bytes: scene === "note" ? 6 : 63_418_113, files: scene === "note" ? 0 : 65, recomputed: scene === "note" ? 0 : 65,
    integrity: { state, sentence: integrity[state], does_not_prove: state === "broken" ? say("是谁、什么时候改的", "who changed it, or when") : say("内容是真的", "that what the files show is true") },
    time: {
      proven, not_later_than: proven ? "2026-11-13T01:40:53Z" : null, by: proven ? "Authority A" : null, dated, shown: exhibits.filter((one) => one.shown !== "withheld").length,
      sentence: proven ? say("最迟在 2026-11-13 09:41（UTC+8，Authority A 时钟）已存在。", "Existed by 13 Nov 2026 09:41 +08:00 (Authority A's clock).") : undated,
      does_not_prove: dated === 0 ? say("这些文件是今天以前做的", "that these files were made before today") : say("事情发生的时刻", "when the event happened"),
    },
    origin: ours ? {
      checked: false, sentence: say("由投诉人的电脑自述，未经核对。", "Stated by the complainant's computer, not checked."),
      groups: origins.map(([origin, zh, en]) => ({ origin, label: say(zh, en), exhibits: SKETCHES.filter((one) => one.stated === origin).map((one) => one.exhibit) })),
      does_not_prove: say("当时是谁在用电脑；取得之前没被改过", "who sat at the computer, or that nothing was edited before it came in"),
    } : null,
    disclosure: ours ? {
      whole: 8, in_part: 1, withheld: 1, removed: 0, named: 10,
      sentence: say("本案记录所列 10 件：完整出示 8，部分出示 1，未出示 1，已移除 0。", "Of 10 things that this dispute's log names: 8 shown whole, 1 in part, 1 withheld, 0 removed."),
      does_not_prove: say("此外再没有别的：别的争议、别的证据库、没放进来的、别的版本", "that nothing else exists: other disputes, other vaults, things never added, other versions"),
    } : null,
    exhibits, findings: all, counts: { errors: count("error"), warnings: count("warning"), notes: count("note") }, statement: statement(say, scene, signer),
  };
}

const WEIGHT = ["dated", "intact", "not-checkable", "broken"];

function report(say: Say, inputs: string[], signer: string | null, trust: readonly string[]): VerifyReport {
  const bundles = inputs.map((input) => bundle(say, input, signer, trust));
  const forked = inputs.length > 1 && inputs.some((input) => input.includes("forked"));
  const worst = bundles.map((one) => one.verdict).sort((a, b) => WEIGHT.indexOf(b) - WEIGHT.indexOf(a))[0] ?? "not-checkable";
  return {
    verdict: forked ? "broken" : worst,
    together: inputs.length > 1 ? say(`一共检查了 ${inputs.length} 个包，以最差的结果为准。`, `${inputs.length} bundles were checked together. The worst result counts.`) : null,
    bundles,
    findings: forked ? [finding("error", "log-forked", null, say("同一份记录出现了两种互相矛盾的内容。", "One log tells two different stories."), "epoch 1: two roots for 57 entries")] : [],
    checker: { program: "holdfast-verify 0.1.0", pins: "none", checked_at: "2026-11-22T08:00:00Z", revocation: say("证书吊销：未查", "Revocation: not checked") },
  };
}

/** What a check of these inputs says, in both languages. */
export function checked(inputs: string[], signer: string | null = null, trust: readonly string[] = []): BundleChecked {
  const zh = report((chinese) => chinese, inputs, signer, trust);
  const en = report((_chinese, english) => english, inputs, signer, trust);
  return { exit: { dated: 0, intact: 1, broken: 2 }[zh.verdict] ?? 3, zh, en };
}

function caseExhibit(one: VerifyExhibit): CaseExhibit {
  const sketch = SKETCHES.find((each) => each.exhibit === one.exhibit);
  const parts = sketch === undefined ? [] : [{ name: sketch.part, role: "original", media_type: sketch.type, size_bytes: 1_842_113, sha256: digest(sketch.part) }];
  const record = { name: "capture.json", role: "record", media_type: "application/json", size_bytes: 466, sha256: digest("capture") };
  return {
    exhibit: one.exhibit, name: one.name, shown: one.shown, reason: one.reason, problem: null, seal_sha256: one.seal_sha256, item_id: one.item_id,
    kind: one.kind, stated: one.stated, completeness: one.completeness, missing: one.missing, stated_at: one.stated_at,
    size_bytes: one.size_bytes, parts: parts.length === 0 ? [] : [...parts, record],
  };
}

function caseOf(path: string): Case {
  const scene = sceneOf(path);
  if (scene === "note" || scene === "bag") throw failure("not-a-bundle", "user", { path });
  const exhibits = bundle((chinese) => chinese, path, null).exhibits.map(caseExhibit);
  return {
    path, file_name: path.split("/").at(-1) ?? path, zipped: path.endsWith(".zip"), title: "K2 保价未兑现",
    facts: [
      { name: "claim", known: true, value: "预售页承诺到手价 299 元，付款时为 329 元；客服以活动已结束为由拒绝退还差价。" },
      { name: "demand", known: true, value: "退还差价 30 元，并按承诺保价。" },
      { name: "merchant", known: true, value: "云禾电器旗舰店" },
      { name: "order_number", known: true, value: "20261101-88213" },
      { name: "amount_claimed", known: true, value: "30.00 CNY" },
    ],
    edition: "full", made_on: "2026-11-13", exhibits, shown: 9, withheld: 1,
  };
}

export const verifyHandlers: Handlers = {
  bundle_verify: async ({ inputs, signer, trust }, world, tell, job) => {
    for (let step = 1; step <= 10; step += 1) {
      if (world.cancelled.has(job)) throw failure("cancelled");
      if (world.options.delay !== 0) await pause(60);
      tell({ kind: "progress", items_done: step, items_total: 10, bytes_done: step * 6_000_000, bytes_total: 60_000_000 });
    }
    return checked(inputs, signer ?? null, trust);
  },
  case_show: ({ path }) => caseOf(path),
};
