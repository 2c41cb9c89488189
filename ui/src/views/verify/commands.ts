// The commands with which anyone checks a bundle without Holdfast: the same, letter by letter, as its READ-ME-FIRST
// prints (a test compares them), each with what it does not find.
import { text } from "../../text";

export interface StockCheck {
  /** What it looks at, with its number. */
  says: string;
  commands: string[];
  /** The first command where a Mac lacks it. */
  onMac?: string;
  doesNotFind: string;
}

export const LISTS = "sha256sum --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt";
export const LISTS_MAC = "shasum -a 256 --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt";
export const NOTHING_ADDED = [
  "diff <(cut -c67- manifest-sha256.txt) <(find data -type f | LC_ALL=C sort)",
  "diff <((cut -c67- tagmanifest-sha256.txt; echo tagmanifest-sha256.txt) | LC_ALL=C sort) " +
    "<(find . -type f ! -path './data/*' ! -path './timestamps/*' | cut -c3- | LC_ALL=C sort)",
];
export const EACH_EXHIBIT =
  'for item in data/items/*/; do (cd "$item" && ' +
  'sha256sum --strict --quiet --ignore-missing -c item.sha256) || echo "different: $item"; done';
export const BAGIT = "bagit.py --validate .";

export function signatureCommand(fingerprint: string): string {
  return (
    `ssh-keygen -Y verify -f metadata/allowed_signers -I ${fingerprint} -n bundle@holdfast ` +
    "-s timestamps/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt"
  );
}

/** All checks, in the order in which they are to be run. A bundle without a signature has no fourth. */
export function stockChecks(fingerprint: string | null): StockCheck[] {
  const check = (name: string, commands: string[], values: Record<string, string> = {}): StockCheck => ({
    says: text(`paper.read-me.${name}`, values),
    commands,
    doesNotFind: text(`paper.read-me.${name}.not`),
  });
  return [
    { ...check("lists", [LISTS]), onMac: LISTS_MAC },
    check("added", NOTHING_ADDED),
    check("items", [EACH_EXHIBIT]),
    ...(fingerprint === null ? [] : [check("signature", [signatureCommand(fingerprint)], { fingerprint })]),
    check("bagit", [BAGIT]),
  ];
}
