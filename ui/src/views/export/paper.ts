// The words that the bundle's pages print, read from holdfast-text as they lie there, in the language in which the
// pages open: the preview must not say it in other words than the page.
import enPapers from "../../../../crates/holdfast-text/src/catalogue/en/papers.json";
import zhPapers from "../../../../crates/holdfast-text/src/catalogue/zh/papers.json";
import { language, text, visible } from "../../text";

type PaperKey = keyof typeof enPapers;

const papers: Record<"zh" | "en", Record<PaperKey, string>> = { en: enPapers, zh: zhPapers };

/** A sentence of the page, with its places filled. */
export function paper(key: PaperKey, values: Record<string, string> = {}): string {
  return papers[language()][key].replace(/\{([a-z_]+)\}/g, (_place, name: string) => visible(values[name] ?? ""));
}

/** A word of the page that begins a line, with a capital letter where the language has them. */
export function capital(key: string): string {
  const word = text(key);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
