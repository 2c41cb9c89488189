// What is told a recipient beside the file: a few lines with the whole digest, to be pasted into a message or a form.
import { fileName, m, size, text } from "../../text";
import type { Making } from "./making";

export function summary(title: string, making: Extract<Making, { phase: "made" }>): string {
  const { bundle, fingerprint } = making.made;
  return [
    title,
    `${fileName(bundle.path)} · ${text(`edition.${making.order.question.edition}`)} · ${size(bundle.size_bytes)}`,
    m.export_counts_value({ shown: bundle.exhibits, hidden: bundle.withheld }),
    `SHA-256: ${bundle.sha256}`,
    `${m.export_fingerprint()}: ${fingerprint}`,
    m.export_summary_check(),
  ].join("\n");
}
