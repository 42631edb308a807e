// `trees` in the configuration: source trees in which the fixes of a series are looked for, and where their commits are
// shown. What was found in a tree is content of its own, `content/trees/<key>.json`.

import { z } from 'zod';
import type { Field, Problem, Release, SeriesInUse, Tree } from '../../types.ts';
import { nearest, placeOf } from './decode.ts';
import * as field from './fields.ts';

/** A folder with a git repository, in or beside the root. */
export const repository = field.scalar(
  'a folder beside the root such as `../xen.git`',
  'Name a repository on this disk, relative to the root; Tocsin never fetches one',
  // Not an option of git, no address that git would fetch from, and nothing absolute.
  (value) => (/^(?:\.{1,2}|[\w][\w .+@~-]*)(?:\/[\w.][\w .+@~-]*)*\/?$/.test(value) ? value : undefined),
);

/** The name of a branch or tag, without patterns. */
const ref = field.scalar(
  'a branch or tag such as `master` or `stable-4.20`',
  'Use letters, digits and `. _ + / -`; begin with a letter or digit',
  (value) => (/^[A-Za-z0-9][\w.+/-]{0,199}$/.test(value) && !/\.\.|\/\/|[./]$|\/\./.test(value) ? value : undefined),
);

/** Branch or tag -> release; a list, or one name, states no releases. */
const refs = z.preprocess(
  (value) => {
    const names = typeof value === 'string' ? [value] : value;
    return Array.isArray(names) ? Object.fromEntries(names.map((name) => [String(name), undefined])) : names;
  },
  field.mapOf(ref, field.version.optional()),
);

export const treeSchema = z.strictObject({
  name: field.text,
  series: field.text,
  refs: refs.optional(),
  mainline: ref.optional(),
  'commit-url': field
    .scalar(
      'an address with `{commit}` in it',
      'Write the address of a commit, with `{commit}` in place of its id',
      (value) =>
        /^https?:/i.test(value) && value.includes('{commit}') && field.isAddress(value.replaceAll('{commit}', '0'))
          ? value
          : undefined,
    )
    .optional(),
  git: repository.optional(),
});

/** The trees that are configured, and what in them names nothing. */
export function treesOf(
  given: Readonly<Record<string, z.infer<typeof treeSchema>>>,
  series: readonly Pick<SeriesInUse, 'id'>[],
  releases: readonly Pick<Release, 'id' | 'series'>[],
  config: Field,
): { readonly trees: readonly Tree[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const known = (kind: string, word: string, words: readonly string[], path: readonly string[]) => {
    if (words.includes(word)) return;
    const near = nearest(word, words);
    problems.push({
      rule: 'bad-value',
      place: placeOf(config, ['trees', ...path]),
      text: `Unknown ${kind} \`${word}\`${near ? `, did you mean \`${near}\`?` : ''}`,
      hint: `Use one that \`${kind === 'series' ? 'series' : 'releases'}\` names`,
      found: word,
    });
  };
  const trees = Object.entries(given).map(([id, tree]): Tree => {
    const ids = series.map((each) => each.id);
    known('series', tree.series, ids, [id, 'series']);
    const own = releases.filter((release) => release.series.includes(tree.series)).map((release) => release.id);
    const named = Object.entries(tree.refs ?? {});
    for (const [name, release] of named) if (release !== undefined) known('release', release, own, [id, 'refs', name]);
    return {
      id,
      name: tree.name,
      series: tree.series,
      refs: named.map(([name, release]) => ({ name, ...(release !== undefined && { release }) })),
      ...(tree.mainline !== undefined && { mainline: tree.mainline }),
      ...(tree['commit-url'] !== undefined && { commitUrl: tree['commit-url'] }),
      ...(tree.git !== undefined && { git: tree.git }),
    };
  });
  return { trees, problems };
}
