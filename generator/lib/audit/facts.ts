// The facts of the front matter, and how they are written.

import type { Advisory, Place } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';
import type { Secret, SecretKind } from './secret.ts';

/** The facts of the front matter. */
export function frontMatterFacts(advisory: Advisory): Secret[] {
  const { document, title, cves, author, credits, references, downloads, statements, binaries, patches } = advisory;
  const at = (...path: (string | number)[]) => placeOf(document.fields, path);
  const known = (kind: SecretKind, text: string | undefined, place: Place): Secret[] =>
    text === undefined ? [] : [{ kind, text, place }];
  return [
    ...known('a title', title, at('title')),
    ...cves.flatMap((cve, index) => known('a CVE id', cve, at('cves', index))),
    ...persons(author, at('author')),
    ...credits.flatMap(({ name }, index) => persons(name, at('credits', index))),
    ...references.flatMap(({ url }, index) => known('an address', url, at('references', index))),
    ...downloads.flatMap(({ url }) => known('an address', url, at('downloads'))),
    ...statements.flatMap(({ from, to, fixed, unsafe, safe, field }) =>
      [from, to, fixed, unsafe, safe].flatMap((text) => versions(text, at(...field))),
    ),
    ...(binaries ?? []).flatMap(({ version }) => versions(version, at('releases'))),
    ...patches.flatMap(({ file, fixes }, index) => [
      ...known('the name of a patch', file, at('patches', index)),
      ...Object.values(fixes).flatMap((id) => commit(id, at('patches', index))),
    ]),
    ...embargoFacts(advisory),
  ];
}

/** What the embargo block says beside its dates. */
export function embargoFacts({ embargo, document }: Advisory): Secret[] {
  if (!embargo) return [];
  const place = placeOf(document.fields, ['embargo']);
  const { reporter, notify, fixPublic } = embargo;
  return [
    ...persons(reporter, placeOf(document.fields, ['embargo', 'reporter'])),
    ...notify.flatMap(({ name }) => persons(name, place)),
    ...(fixPublic && 'url' in fixPublic ? [{ kind: 'an address', text: fixPublic.url, place } as const] : []),
  ];
}

/** A name and, where one is written beside it, a mail address. */
export function persons(written: string | undefined, place: Place): Secret[] {
  if (written === undefined) return [];
  const address = /[^\s<>@(),;]+@[^\s<>@(),;]+/.exec(written)?.[0];
  const name = (address === undefined ? written : written.replace(address, ' '))
    .replace(/[<>()]/g, ' ')
    // The company is no secret, and stands behind many names.
    .replace(/\s(?:of|from|at|with)\s.*$/s, '')
    .trim();
  return [
    { kind: 'the name of a person', text: name, place },
    ...(address === undefined ? [] : [{ kind: 'the name of a person', text: address, place } as const]),
  ];
}

/** A commit and the ways to shorten it that people use. */
export function commit(id: string, place: Place): Secret[] {
  const lengths = [...new Set([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, id.length])].filter(
    (each) => each <= id.length,
  );
  return lengths
    .map((length) => id.slice(0, length))
    .filter((text) => /\d/.test(text) && /[a-f]/i.test(text))
    .map((text) => ({ kind: 'a commit', text, place }));
}

/** Versions that are telling: with three parts or more. `2` or `4.20` stand in every text. */
function versions(written: string | undefined, place: Place): Secret[] {
  return (written ?? '')
    .split(/[\s,<>=|]+/)
    .filter((each) => /\d/.test(each) && each.split(/[.+~:_-]/).filter(Boolean).length >= 3)
    .flatMap((text) => [text, `v${text}`, text.replace(/^\d+:/, '')])
    .map((text) => ({ kind: 'a version', text, place }));
}
