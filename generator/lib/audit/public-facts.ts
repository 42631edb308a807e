// Facts of public advisories that count by their field or file: that one mentions a commit or a file in its prose does
// not make it public.

import type { Advisory, Content, Sources } from '../../types.ts';
import { commit } from './facts.ts';
import { commitsOf, sumsOf } from './file-facts.ts';
import type { SecretKind } from './secret.ts';
import { wordsOf } from './words.ts';

/** What public advisories and the configuration say in fields of their own. */
export type PublicFacts = {
  /** Folded words of titles. */
  readonly titles: ReadonlySet<string>;
  readonly cves: ReadonlySet<string>;
  readonly fingerprints: readonly string[];
  /** Names, sums and commits in lower case, by kind. */
  readonly files: ReadonlyMap<SecretKind, ReadonlySet<string>>;
};

/** The facts of the advisories that are `open`. */
export function publicFacts(
  { certificates = [] }: Content,
  { attachments }: Sources,
  open: readonly Advisory[],
  wanted: ReadonlySet<string>,
): PublicFacts {
  const folders = new Set(open.map(({ series, id }) => `content/${series}/${id}`));
  const files = attachments.filter(({ path }) => folders.has(path.split('/').slice(0, 3).join('/')));
  const names = [
    ...open.flatMap(({ patches }) => patches.map(({ file }) => file)),
    ...files.flatMap(({ path }) => [path.split('/').slice(3).join('/'), path.split('/').at(-1) ?? '']),
  ];
  const commits = [
    ...open.flatMap(({ patches }) => patches.flatMap(({ fixes }) => Object.values(fixes))),
    ...files.flatMap(commitsOf),
  ];
  // All sums of a file are public when it is: the others are made only where one is looked for.
  const sums = files.filter(({ sha256 }) => wanted.has(sha256)).flatMap(sumsOf);
  const shortened = commits.flatMap((id) => commit(id, { file: '', line: 1, column: 1 }).map(({ text }) => text));
  const lower = (texts: readonly string[]) => new Set(texts.map((text) => text.toLowerCase()));
  return {
    titles: new Set(open.map(({ title }) => wordsOf(title).join(' '))),
    cves: new Set(open.flatMap(({ cves }) => cves.map((cve) => cve.toUpperCase()))),
    fingerprints: certificates.flatMap((each) => [each.fingerprint, ...each.subkeys.map((key) => key.fingerprint)]),
    files: new Map([
      ['the name of a patch', lower(names)],
      ['the hash of a patch', lower(sums)],
      ['a commit', lower(shortened)],
    ]),
  };
}
