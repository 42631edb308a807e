// The versions that repair a problem, as a notice lists them: below the name of each release one package a line.

import { wordsOf } from '../text/layout.ts';
import { type Block, type Lost, lose, paragraphsOf } from './usn-parts.ts';

export type VersionList = {
  /** Name of the release as written, without a colon. */
  readonly release: string;
  readonly packages: readonly ListedPackage[];
};

export type ListedPackage = { readonly name: string; readonly version: string; readonly note?: string };

export type Versions = {
  readonly before: readonly Block[];
  readonly lists: readonly VersionList[];
  readonly after: readonly Block[];
  /** Whether the names of releases, and those of packages, end with a colon. */
  readonly hasReleaseColon: boolean;
  readonly hasPackageColon: boolean;
  readonly lost: readonly Lost[];
};

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._+~-]*:?$/u;
const VERSION = /^[^\s/\\<>=#?%(){},]*\d[^\s/\\<>=#?%(){},]*$/;

/** Finds the lists among paragraphs; `known` are the names of the releases that the notice is about. */
export function versionsOf(block: Block, known: readonly string[]): Versions {
  const paragraphs = paragraphsOf(block);
  const lists: VersionList[] = [];
  const before: Block[] = [];
  let after: Block[] = [];
  const lost: Lost[] = [];
  const colons = { release: 0, package: 0, packages: 0 };
  for (let at = 0; at < paragraphs.length; at++) {
    const paragraph = paragraphs[at] ?? block;
    const [first = '', ...rest] = paragraph.lines;
    const name = first.trim().replace(/:$/, '');
    const isKnown = known.includes(name);
    const isNamed = isKnown || (/^\S.*:$/.test(first.trimEnd()) && first.length < 100 && rest.length > 0);
    const next = isKnown && rest.length === 0 ? paragraphs[at + 1] : undefined;
    const packages = isNamed ? packagesIn(next?.lines ?? rest) : undefined;
    if (!packages || packages.length === 0) {
      (lists.length === 0 ? before : after).push(paragraph);
      continue;
    }
    if (next) at++;
    const twins = packages.filter((each, index) => packages.findIndex((other) => other.name === each.name) < index);
    lost.push(...twins.map(({ name: text }) => ({ line: paragraph.line, text, reason: 'Its release names it twice' })));
    lost.push(...after.flatMap((each) => lose(each, 'It stands between the versions of two releases')));
    after = [];
    lists.push({
      release: name,
      packages: packages.map(({ name: each, ...other }) => ({ name: each.replace(/:$/, ''), ...other })),
    });
    colons.release += first.trimEnd().endsWith(':') ? 1 : 0;
    colons.package += packages.filter((each) => each.name.endsWith(':')).length;
    colons.packages += packages.length;
  }
  return {
    before,
    lists,
    after,
    hasReleaseColon: lists.length === 0 || colons.release * 2 > lists.length,
    hasPackageColon: colons.package * 2 > colons.packages,
    lost,
  };
}

/** Packages with their versions; undefined for lines that are something else. A version may stand on a line of its own. */
function packagesIn(lines: readonly string[]): readonly ListedPackage[] | undefined {
  const packages: ListedPackage[] = [];
  let pending: string | undefined;
  for (const line of lines) {
    const [first = '', second, ...rest] = wordsOf(line);
    const isName = NAME.test(first);
    if (pending !== undefined && second === undefined && VERSION.test(first)) {
      packages.push({ name: pending, version: first });
      pending = undefined;
    } else if (pending !== undefined) return undefined;
    else if (isName && second !== undefined && VERSION.test(second)) {
      packages.push({ name: first, version: second, ...(rest.length > 0 && { note: rest.join(' ') }) });
    } else if (isName && second === undefined) pending = first;
    else {
      const last = packages.pop();
      if (!last) return undefined;
      packages.push({ ...last, note: `${last.note ?? ''} ${wordsOf(line).join(' ')}`.trim() });
    }
  }
  return pending === undefined ? packages : undefined;
}
