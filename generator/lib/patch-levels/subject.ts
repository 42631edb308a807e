// Subjects of commits and patches in the form in which they are compared.

/** Without what differs between a mail, a commit and a hand: blanks, case, `[PATCH 1/3]`, a full stop. */
export function comparedSubject(subject: string): string {
  return subject
    .normalize('NFC')
    .replace(/^(?:\s*\[[^\]]{0,60}patch[^\]]{0,60}\])+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .toLowerCase();
}

/** A first line that was broken is as long as this, and is the start of the whole subject. */
const BROKEN_LINE = 40;

/** The forms under which a commit is found: its whole subject, and the first line of one that is broken. */
export function subjectsOf(message: string): readonly string[] {
  const start = message.search(/\S/);
  if (start === -1) return [];
  const paragraphEnd = message.slice(start).search(/\n[ \t]*\n/);
  const paragraph = paragraphEnd === -1 ? message.slice(start) : message.slice(start, start + paragraphEnd);
  const lineEnd = paragraph.indexOf('\n');
  if (lineEnd === -1) return [comparedSubject(paragraph)];
  const first = comparedSubject(paragraph.slice(0, lineEnd));
  const whole = comparedSubject(paragraph.slice(0, 1_000));
  return first.length >= BROKEN_LINE ? [whole, first] : [whole];
}
