// Texts of an index in which nothing can break a line, move a cursor or turn the direction of reading.

const UNSEEN = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** The text on one line: control characters and separators become one blank, marks of direction are left out. */
export function oneLine(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
