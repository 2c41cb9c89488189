// Small help with what the core says.

/** The addresses of items' small pictures, by item id. */
export type Pictures = ReadonlyMap<string, string>;

/** A word that begins a line, with a capital letter where the language has them. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
