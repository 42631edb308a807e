// An advisory answers once for each package and release. Where it answers twice, pages and data show the first answer
// and readers of the front matter may go by the other.

import { placeOf } from '../lib/decode/decode.ts';
import type { Finding, Release, Rule, Statement } from '../types.ts';

export default {
  id: 'contradicting-status',
  level: 'error',
  about: 'Two answers about one release leave its users with none, and tools with the wrong one.',
  example: {
    file: 'content/dsa/DSA-1-1.md',
    pass: '  - {release: north, version: 4.8.6-1}\n',
    fail: '  - {release: north, version: 4.8.6-1}\n  - {release: north, status: under-investigation}\n',
    message: 'Release `north` of `resolved` is under investigation here and fixed in `4.8.6-1` before',
  },
  *check({ site, advisories }) {
    for (const { document, statements } of advisories) {
      const before = new Map<string, Statement>();
      for (const statement of statements) {
        const key = scope(statement, site.releases);
        if (key === undefined) continue;
        const other = before.get(key);
        before.set(key, other ?? statement);
        if (!other || isSameEntry(other, statement) || words(other) === words(statement)) continue;
        yield {
          at: { document, field: statement.field },
          text: `Release \`${statement.release}\` of \`${statement.package}\` is ${words(statement)} here and ${words(other)} before`,
          hint: 'Keep the entry that is right; where packages or conditions differ, let each entry name its own',
          cause: { place: placeOf(document.fields, other.field), text: 'The other entry is here' },
        } satisfies Finding;
      }
    }
  },
} satisfies Rule;

/** What a statement answers for; undefined where it names no release, since a product may have several ranges. */
function scope(statement: Statement, releases: readonly Release[]): string | undefined {
  const { release, repository, when } = statement;
  if (release === undefined) return undefined;
  const id = releases.find((each) => each.id === release || each.codename === release)?.id ?? release;
  return JSON.stringify([statement.package, id, repository, when]);
}

/** One entry may say that a release is affected and in which version it is fixed. */
function isSameEntry(a: Statement, b: Statement): boolean {
  return a.field[0] === b.field[0] && a.field[1] === b.field[1];
}

function words({ status, from, to, fixed }: Statement): string {
  return [
    status.replaceAll('-', ' '),
    ...(status === 'affected' && from !== undefined ? [`from \`${from}\``] : []),
    ...(status === 'affected' && to !== undefined ? [`up to \`${to}\``] : []),
    ...(fixed === undefined ? [] : [`in \`${fixed}\``]),
  ].join(' ');
}
