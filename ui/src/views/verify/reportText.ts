// The report as text, to paste into a letter or a file: the same sentences in the same order as on the screen, and
// always what is not proven, the machine word and the versions.
import type { VerifyBundle, VerifyChecker, VerifyExhibit, VerifyFinding, VerifyReport } from "../../bridge";
import { m, moment, text, visible } from "../../text";
import { inOrder } from "./report";
import { levelWord } from "./words";

/** All reports, one after the other, then what contradicts between them. Ends with a line feed. */
export function reportText(report: VerifyReport): string {
  const each = report.bundles.map((bundle) => bundleText(bundle, report.checker).join("\n"));
  const set = report.together === null ? [] : [[report.together, ...findings(report.findings)].join("\n")];
  return `${[...each, ...set].join("\n\n")}\n`;
}

function bundleText(bundle: VerifyBundle, checker: VerifyChecker): string[] {
  const { head } = bundle;
  return [
    visible(bundle.file_name),
    "",
    [head.before, head.date, head.after].join(""),
    ...[head.matching, head.not_matching].filter((line) => line !== null),
    head.second,
    "",
    ...parts(bundle),
    "",
    ...(bundle.exhibits.length === 0 ? [] : [text("verdict.exhibits"), ...bundle.exhibits.flatMap(exhibit), ""]),
    text("verdict.findings"),
    ...findings(bundle.findings),
    "",
    text("verdict.does-not-prove"),
    ...["integrity", "time", "origin", "disclosure"].map((part) => `- ${text(`verdict.does-not-prove.${part}`)}`),
    "",
    labelled("verdict.meta.verifier", checker.program),
    labelled("verdict.meta.pins", checker.pins),
    labelled("verdict.meta.now", moment(checker.checked_at, "full")),
    checker.revocation,
    m.verify_machine_word({ word: bundle.verdict, exit: bundle.exit }),
  ];
}

function labelled(key: string, sentence: string): string {
  return text("verdict.label", { label: text(key), sentence });
}

function parts(bundle: VerifyBundle): string[] {
  const { signer, sentence } = bundle.statement;
  return [
    labelled("verdict.part.integrity", bundle.integrity.sentence),
    labelled("verdict.part.time", bundle.time.sentence),
    ...(bundle.origin === null ? [] : [labelled("verdict.part.origin", bundle.origin.sentence)]),
    ...(bundle.disclosure === null ? [] : [labelled("verdict.part.disclosure", bundle.disclosure.sentence)]),
    ...(sentence === null ? [] : [sentence]),
    ...(signer === null ? [] : ["", signer.sentence, signer.whose]),
  ];
}

function exhibit(one: VerifyExhibit): string[] {
  const by = one.not_later_than === null ? null : `${moment(one.not_later_than, "full")} (${one.by ?? ""})`;
  const stated = one.stated === null ? null : text(`origin.${one.stated}`);
  const said = [one.integrity_words, by, one.through_words, stated].filter((part) => part !== null);
  return [`  ${visible(one.exhibit)} ${said.join(" · ")}`, `      ${one.seal_sha256}`];
}

function findings(all: VerifyFinding[]): string[] {
  if (all.length === 0) return [`  ${text("verdict.no-findings")}`];
  return inOrder(all).flatMap((finding) => {
    const where = [finding.exhibit, finding.path].filter((part) => part !== null).map(visible);
    const detail = finding.detail === "" ? "" : ` (${visible(finding.detail)})`;
    return [`- ${[levelWord(finding.level), finding.code, ...where].join(" · ")}`, `  ${finding.sentence}${detail}`];
  });
}
