// First bytes for the eye: rows of sixteen, as numbers and as the characters that can be shown.

export interface ByteRow {
  /** Place of the row's first byte. */
  offset: number;
  /** Two hexadecimal digits each. */
  numbers: string[];
  /** One character a byte; a dot for what has no ASCII picture. */
  text: string;
}

const IN_ROW = 16;

/** Rows of a string of hexadecimal digits; half a byte at its end is left out. */
export function byteRows(hex: string): ByteRow[] {
  const numbers = hex.match(/[0-9a-f]{2}/gi) ?? [];
  const rows: ByteRow[] = [];
  for (let offset = 0; offset < numbers.length; offset += IN_ROW) {
    const row = numbers.slice(offset, offset + IN_ROW);
    rows.push({ offset, numbers: row, text: row.map(shown).join("") });
  }
  return rows;
}

function shown(number: string): string {
  const code = Number.parseInt(number, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : ".";
}
