// Everything the window says: its own messages, the sentences shared with the command line, and how values are written.
export { m, message } from "./messages";
export { failureText, knows, text, visible } from "./catalogue";
export { language, locale, setLanguage, useLanguage, type Language, type Locale } from "./language";
export { day, dayTitle, existedBy, fileName, moment, nearDay, number, offset, shortDigest, size, zoneName } from "./format";
export { vaultName } from "./vaultName";
export { jobWords } from "./jobWords";
