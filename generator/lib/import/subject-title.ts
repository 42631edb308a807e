// The title of an advisory from the subject of the mail that announced it, for layouts whose text has none.

/** Subjects are one line; what is longer says nothing more. */
const MAX_LENGTH = 500;

/** `[SECURITY]`, `Re:`: what lists and mail programs put before a subject. */
const BEFORE = /^(?:\[[^[\]]{0,80}\]|(?:re|aw|fwd?|withdrawn):)/i;

/** The subject without the name of its series, its id and its version; undefined where nothing else is left. */
export function titleIn(subject: string | undefined, id: string, name: string): string | undefined {
  let rest = (subject ?? '').slice(0, MAX_LENGTH).replace(/\s/g, ' ').trim();
  for (let tag = BEFORE.exec(rest)?.[0]; tag !== undefined; tag = BEFORE.exec(rest)?.[0])
    rest = rest.slice(tag.length).trim();
  if (rest.startsWith(name)) rest = rest.slice(name.length).trim();
  for (const part of [id, id.replace('-', ' ')]) rest = rest.replaceAll(part, '\n');
  // The version stands behind the id, a colon or a dash before the title.
  const title = rest
    .replace(/\n ?v\d{1,4}\b/g, '\n')
    .replace(/ ?[([]?\n[)\]]?/g, ' ')
    .replace(/[\n ]{2,}/g, ' ')
    .replace(/^[\n :–—-]{1,20}/, '')
    .trim();
  return title === '' ? undefined : title;
}
