// How moments, sizes and numbers are written: 2026-11-06 20:14:31 +08:00 whole, 11-06 20:14 under a header that names
// the zone, 12.4 MB, 10,000. Half-width digits in both languages. The zone is this computer's.
import { locale } from "./language";

/** Making a formatter costs more than drawing the row it is for: each is made once for a language. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function numbers(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(`number ${locale()} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale(), options));
}
function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`date ${locale()} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale(), options));
}
function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const found = (made.get(key) as F | undefined) ?? make();
  made.set(key, found);
  return found;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `+08:00` for the moment's own offset on this computer. */
export function offset(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** `UTC+8`, `UTC+5:30`, `UTC`: for headers. */
export function zoneName(at: Date = new Date()): string {
  const minutes = -at.getTimezoneOffset();
  if (minutes === 0) return "UTC";
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? "-" : "+"}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? "" : `:${two(rest)}`}`;
}

export function day(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** `full` 2026-11-06 20:14:31 +08:00 · `short` 11-06 20:14 (with the year when it is not this one) · `time` 20:14. */
export function moment(rfc3339: string, form: "full" | "short" | "time", now: Date = new Date()): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return rfc3339;
  const minutes = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (form === "time") return minutes;
  if (form === "full") return `${day(at)} ${minutes}:${two(at.getSeconds())} ${offset(at)}`;
  const year = at.getFullYear() === now.getFullYear() ? "" : `${at.getFullYear()}-`;
  return `${year}${two(at.getMonth() + 1)}-${two(at.getDate())} ${minutes}`;
}

/** The minute by which something existed: rounded up, never down, so that it never says more than the clock did. */
function minuteUp(at: Date, rfc3339: string): Date {
  // What is finer than a millisecond is cut off by Date; it counts all the same.
  const finer = /\.\d{3}\d*[1-9]/.test(rfc3339) ? 1 : 0;
  return new Date(Math.ceil((at.getTime() + finer) / 60_000) * 60_000);
}

/** `full` 2026-11-02 14:03 +08:00 · `short` 11-02 14:03: a moment "not later than", rounded up to the minute. */
export function existedBy(rfc3339: string, form: "full" | "short", now: Date = new Date()): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return rfc3339;
  const minute = minuteUp(at, rfc3339);
  if (form === "short") return moment(minute.toISOString(), "short", now);
  return `${day(minute)} ${two(minute.getHours())}:${two(minute.getMinutes())} ${offset(minute)}`;
}

/** The head of a day in a list: `11月13日 星期五`, `Friday, November 13`; with the year when it is not this one. */
export function dayTitle(isoDay: string, now: Date = new Date()): string {
  const at = new Date(`${isoDay}T12:00:00`);
  if (Number.isNaN(at.getTime())) return isoDay;
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return dates({ ...year, month: "long", day: "numeric", weekday: "long" }).format(at);
}

/** `today`, `yesterday`, or nothing: the words themselves are messages. */
export function nearDay(isoDay: string, now: Date = new Date()): "today" | "yesterday" | null {
  if (isoDay === day(now)) return "today";
  return isoDay === day(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)) ? "yesterday" : null;
}

/** Decimal units, as file managers of phones and Macs show: 812 B, 12.4 MB. */
export function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${numbers({ maximumFractionDigits: digits }).format(value)} ${units[unit] ?? ""}`;
}

export function number(value: number): string {
  return numbers().format(value);
}

/** `9f2c41d7 08be44a1…5a71e3c0`: the first 16 and the last 8 digits of a SHA-256; anything else as it is. */
export function shortDigest(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) return digest;
  return `${digest.slice(0, 8)} ${digest.slice(8, 16)}…${digest.slice(-8)}`;
}

/** The last two steps of a path, for places too narrow for all of it. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}
