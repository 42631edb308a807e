// The text of an earlier version is published byte for byte and for ever, so it has to be a text, and one of that
// advisory.

import { decodeText } from '../lib/decode/text-bytes.ts';
import { groupBy } from '../lib/group-by.ts';
import { archivedName, archivedTexts } from '../lib/revisions/archived.ts';
import type { Advisory, ArchivedText, Asset, Finding, Problem, Rule } from '../types.ts';

/** Announcements are mails: larger ones reach nobody. */
const MAX_BYTES = 1_000_000;

export default {
  id: 'archived-text',
  level: 'error',
  about:
    'A file such as `v1.txt` beside an advisory is the text of that version. It is published as it is, so it has to be a text of that advisory, and of a version that was public before the one of today.',
  example: {
    file: 'content/dsa/DSA-2-1/v1.txt',
    pass: 'DSA-2-1',
    fail: 'DSA-1-1',
    message: '`content/dsa/DSA-2-1/v1.txt` does not name `DSA-2-1`',
  },
  *check({ sources, advisories }) {
    const folders = groupBy(sources.attachments, ({ path }) => path.split('/').slice(0, 3).join('/'));
    for (const advisory of advisories) {
      const start = `content/${advisory.series}/${advisory.id}/`;
      const folder = folders.get(start.slice(0, -1)) ?? [];
      for (const text of archivedTexts(folder)) yield* checkText(advisory, text);
      yield* alone(folder, start);
    }
  },
} satisfies Rule;

function* checkText(advisory: Advisory, { version, file }: ArchivedText): Generator<Finding> {
  const at = { file: file.path, line: 1, column: 1 };
  const { id, revisions, status } = advisory;
  const isOpen = status === 'published' || status === 'withdrawn';
  const latest = revisions.findLast((revision) => revision.public && !revision.editorial)?.version ?? 0;
  const own = revisions.find((revision) => revision.version === version);
  if (!isOpen || !own?.public || own.editorial || version >= latest) {
    yield {
      at,
      text: `\`${file.path}\` would be the text of version \`${version}\`, which is no earlier public version of \`${id}\``,
      hint: 'Name it after the version that it is the text of, or remove it; `tocsin revise` writes it',
      found: String(version),
    };
    return;
  }
  if (file.bytes.length > MAX_BYTES) {
    const size = `${(file.bytes.length / 1e6).toFixed(1)} MB`;
    yield {
      at,
      text: `\`${file.path}\` has ${size}, expected 1 MB or less`,
      hint: 'Put the text that was sent here',
      found: size,
    };
    return;
  }
  const problems: Problem[] = [];
  const text = decodeText(file, problems);
  for (const { place, text: sentence, hint } of problems) yield { at: place, text: sentence, hint };
  if (text === undefined || problems.length > 0) return;
  if (text.includes('\r') || !text.endsWith('\n'))
    yield {
      at,
      text: `Lines of \`${file.path}\` do not all end with LF`,
      hint: 'Put the text there as it was published',
    };
  if (!names(text, id))
    yield {
      at,
      text: `\`${file.path}\` does not name \`${id}\``,
      hint: 'Put the text of that advisory here, as it was published',
      expected: id,
    };
}

/** The id, also with a blank for the first hyphen, and not as the start of a longer one. */
function names(text: string, id: string): boolean {
  return [id, id.replace('-', ' ')].some((name) => {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
      if (
        !/^[\w-]*\d/.test(text.slice(at + name.length, at + name.length + 3)) &&
        !/[\w-]$/.test(text.slice(Math.max(0, at - 1), at))
      )
        return true;
    return false;
  });
}

/** Signatures without their text. */
function* alone(folder: readonly Asset[], start: string): Generator<Finding> {
  const files = new Set(folder.map((asset) => asset.path.slice(start.length)));
  for (const file of files) {
    const found = archivedName(file);
    if (!found?.isSignature || files.has(file.replace(/\.asc$/, ''))) continue;
    yield {
      at: { file: start + file, line: 1, column: 1 },
      text: `\`${start + file}\` is the signature of a text that is not there`,
      hint: `Put \`${file.replace(/\.asc$/, '')}\` beside it, or remove it`,
    };
  }
}
