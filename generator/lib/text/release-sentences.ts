// One paragraph per release: where the problem is fixed, which releases are not affected, and what is still open. The
// sentences are settings of the series; releases come oldest first.

import type { Coverage, PublicAdvisory, Release, Site, Statement } from '../../types.ts';
import { names } from '../versions/coverage.ts';
import { fill } from './announcement.ts';
import { enumerated } from './layout.ts';

/** Blanks that the sentences may have. */
export const RELEASE_BLANKS = ['suite', 'codename', 'name', 'release', 'packages', 'problems', 'version'] as const;

export type ReleaseSentences = {
  /** Sentence by status; `fixed` may have another one for a suite. */
  readonly byStatus: Readonly<Record<Coverage, string>>;
  readonly fixedBySuite: Readonly<Record<string, string>>;
  /** Words for `{problems}`: of one, and of several. */
  readonly problems: readonly [one: string, several: string];
  /** A version where those of the packages differ, with the blanks `{version}` and `{package}`. */
  readonly versionOf?: string;
};

/** The paragraphs with their blanks filled in; line breaks of the sentences are kept. */
export function releaseSentences(advisory: PublicAdvisory, site: Site, sentences: ReleaseSentences): string[] {
  const said = advisory.statements.filter((each) => each.release !== undefined);
  return grouped(said, site.releases).map(([release, statements]) => {
    const first = statements[0];
    const status = first?.status ?? 'unknown';
    const suite = release.suite ?? release.name;
    const template =
      status === 'fixed' ? (sentences.fixedBySuite[suite] ?? sentences.byStatus.fixed) : sentences.byStatus[status];
    const text = fill(template, {
      suite,
      codename: release.codename ?? release.id,
      name: release.name,
      release:
        release.suite !== undefined && release.codename !== undefined
          ? `${release.suite} (${release.codename})`
          : release.name,
      packages: enumerated([...new Set(statements.map((each) => each.package))]),
      problems: sentences.problems[advisory.cves.length > 1 ? 1 : 0],
      version: versionWords(statements, sentences.versionOf),
    });
    return first?.reason === undefined ? text : `${text} ${first.reason}`;
  });
}

/** `1.2`, or `1.2 of foo and version 1.3 of bar` where the packages differ. */
function versionWords(statements: readonly Statement[], form = '{version} of {package}'): string {
  const versions = new Set(statements.map((each) => each.fixed ?? ''));
  if (versions.size < 2) return [...versions].join('');
  return enumerated(
    statements.map((each, index) => {
      const words = fill(form, { version: each.fixed ?? '', package: each.package });
      return index === 0 ? words : `version ${words}`;
    }),
  );
}

/** Statements that make one paragraph: of one release, one status and one reason. */
function grouped(
  statements: readonly Statement[],
  releases: readonly Release[],
): (readonly [Release, readonly Statement[]])[] {
  const byAge = [...releases].sort(olderFirst);
  const groups = new Map<string, { readonly release: Release; readonly statements: Statement[] }>();
  for (const statement of statements) {
    const release = byAge.find((each) => names(statement, each)) ?? unconfigured(statement.release ?? '');
    const key = JSON.stringify([release.id, statement.status, statement.reason]);
    const group = groups.get(key);
    if (group) group.statements.push(statement);
    else groups.set(key, { release, statements: [statement] });
  }
  const position = (release: Release) => (byAge.includes(release) ? byAge.indexOf(release) : byAge.length);
  return [...groups.values()]
    .sort((a, b) => position(a.release) - position(b.release))
    .map((group) => [group.release, group.statements] as const);
}

/** A release without a date is not out yet, so it is the newest. */
function olderFirst(a: Release, b: Release): number {
  const [dateA, dateB] = [a.released ?? '9999', b.released ?? '9999'];
  return dateA < dateB ? -1 : dateA > dateB ? 1 : 0;
}

function unconfigured(id: string): Release {
  return { id, name: id, series: [], points: [] };
}
