// The window's own sentences: `m.evidence_drop_to_keep()`, `m.common_items({ count: 3 })`.
//
// A small catalogue of our own instead of Paraglide, tried first: its compiler brings half a gigabyte of packages and
// waits half a minute for the network before each offline build. Types of keys and places are written by
// scripts/compile-text.mjs, so a wrong key or a forgotten value does not compile. Numbers are written as the locale
// writes them (10,000); texts stand as they are.
import { catalogues, type Messages } from "./generated/messages";
import { locale, type Locale } from "./language";

export type Values = Record<string, string | number>;

const rules: Record<Locale, Intl.PluralRules> = { en: new Intl.PluralRules("en"), "zh-CN": new Intl.PluralRules("zh-CN") };
const numbers: Record<Locale, Intl.NumberFormat> = { en: new Intl.NumberFormat("en"), "zh-CN": new Intl.NumberFormat("zh-CN") };

/** A sentence with its places filled. A place without a value stays empty; values are not looked through for places. */
export function fill(sentence: string, values: Values, write: (value: number) => string = String): string {
  return sentence.replace(/\{([a-z_]+)\}/g, (_place, name: string) => {
    const value = values[name];
    if (value === undefined) return "";
    return typeof value === "number" ? write(value) : value;
  });
}

function say(key: string, values: Values = {}): string {
  const now = locale();
  const message = catalogues[now][key] ?? catalogues.en[key];
  if (message === undefined) return key;
  const form = typeof message === "string" ? message : pluralForm(message, values.count, now);
  return fill(form, values, (value) => numbers[now].format(value));
}

function pluralForm(forms: Record<string, string>, count: string | number | undefined, now: Locale): string {
  const name = typeof count === "number" ? rules[now].select(count) : "other";
  return forms[name] ?? forms.other ?? "";
}

/** Every message as a function. A test finds the keys that nothing calls. */
export const m: Messages = Object.fromEntries(
  Object.keys(catalogues.en).map((key) => [key, (values?: Values) => say(key, values)]),
) as unknown as Messages;

/** A message chosen at run time, `fallback` when there is none. Only for closed sets, such as `common_kind_<kind>`. */
export function message(key: string, fallback: string): string {
  return key in catalogues.en ? say(key) : fallback;
}
