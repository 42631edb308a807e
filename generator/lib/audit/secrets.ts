// What must not be in a site: the facts and sentences of everything that the public may not know yet.

import { createHash } from 'node:crypto';
import type { Advisory, Asset, Certificate, Content, Field, Instant, Place, Sources } from '../../types.ts';
import { fieldAt, placeOf } from '../decode/decode.ts';
import { isPublic } from '../is-public.ts';
import { fieldPieces, type Piece, patchPieces, piecesOf } from './texts.ts';

/** What something is, in words for messages. */
export type SecretKind =
  | 'a title'
  | 'a CVE id'
  | 'the name of a patch'
  | 'the hash of a patch'
  | 'a commit'
  | 'a version'
  | 'the name of a person'
  | 'an address'
  | 'the fingerprint of a recipient'
  | 'six words of a sentence';

/** One thing to look for. A sentence stands for each six words of it. */
export type Secret = {
  readonly kind: SecretKind;
  readonly text: string;
  readonly place: Place;
  /** Said in passing: public when anything public says it too. */
  readonly isMention?: boolean;
  /** Of an advisory that is public otherwise. */
  readonly isPart?: boolean;
  /** From a file beside an advisory, such as a patch. */
  readonly isAttached?: boolean;
};

/** A hidden advisory: what its paths would begin with, and whether the public may know its number. */
export type HiddenAdvisory = { readonly id: string; readonly slug: string; readonly place: Place };

/** Everything that is to stay inside. */
export type Hidden = { readonly secrets: readonly Secret[]; readonly advisories: readonly HiddenAdvisory[] };

/** Collects what the public may not know at `now`. */
export function hiddenOf(
  content: Content,
  sources: Sources,
  now: Instant,
  recipients: readonly Certificate[] = [],
): Hidden {
  const open = content.advisories.filter((advisory) => isPublic(advisory, now));
  const openIds = new Set(open.map(({ id }) => id));
  const folder = sources.private?.folder;
  const inside = content.embargoed.filter(({ id }) => !openIds.has(id));
  const drafts = content.advisories.filter(({ id }) => !openIds.has(id));
  const collected = [
    ...inside.flatMap((each) => secretsOf(each, sources.private?.attachments ?? []).map((one) => moved(one, folder))),
    ...drafts.flatMap((each) => secretsOf(each, sources.attachments)),
    ...open.flatMap((each) => unpublishedParts(each, now).map((one) => ({ ...one, isPart: true }))),
    ...recipients.flatMap((each) => fingerprintsOf(each).map((one) => moved(one, folder))),
  ];
  const hidden = (each: Advisory, place: Place) => ({ id: each.id, slug: each.slug, place });
  return {
    secrets: collected.filter(({ text }) => text.trim() !== ''),
    advisories: [
      ...inside.map((each) => hidden(each, movedPlace(each.document.fields.place, folder))),
      ...drafts.map((each) => hidden(each, each.document.fields.place)),
    ],
  };
}

const movedPlace = (place: Place, folder = '.'): Place => ({ ...place, file: `${folder}/${place.file}` });
const moved = (secret: Secret, folder: string | undefined): Secret => ({
  ...secret,
  place: movedPlace(secret.place, folder),
});

function secretsOf(advisory: Advisory, files: readonly Asset[]): Secret[] {
  const { document, series, id } = advisory;
  const folder = `content/${series}/${id}/`;
  const attached = files.filter(({ path }) => path.startsWith(folder));
  const sentence = ({ text, place }: Piece): Secret => ({ kind: 'six words of a sentence', text, place });
  const pieces = piecesOf(document);
  return [
    ...facts(advisory),
    ...pieces.map(sentence),
    ...pieces.flatMap(mentions),
    ...attached.flatMap(({ path, sha256 }): Secret[] => {
      const place = { file: path, line: 1, column: 1 };
      return [
        { kind: 'the name of a patch', text: path.slice(folder.length), place },
        { kind: 'the name of a patch', text: path.split('/').at(-1) ?? '', place },
        { kind: 'the hash of a patch', text: Buffer.from(sha256, 'hex').toString('base64'), place },
      ];
    }),
    ...attached.flatMap(patchFacts),
    ...attached.flatMap((file) => patchPieces(file).map((piece) => ({ ...sentence(piece), isAttached: true }))),
  ];
}

/** Sums of a patch, the commits and blobs that it names, and the persons of its message. */
function patchFacts({ path, bytes, sha256 }: Asset): Secret[] {
  const place = { file: path, line: 1, column: 1 };
  const text = new TextDecoder().decode(bytes);
  const sum = (name: string, before = '') => createHash(name).update(before).update(bytes).digest('hex');
  const sums = [sha256, sum('sha512'), sum('sha1'), sum('md5'), sum('sha1', `blob ${bytes.length}\0`)];
  const ids = [...text.matchAll(/^(?:From |index [0-9a-f]{7,64}\.\.)([0-9a-f]{7,64})\b/gm)].map(([, id = '']) => id);
  const names = [...text.matchAll(/^(?:From|Author|[A-Z][\w-]{1,30}-by): ([^\r\n]{1,300})/gm)].map(
    ([, name = '']) => name,
  );
  return [
    ...sums.map((one): Secret => ({ kind: 'the hash of a patch', text: one, place })),
    ...ids.filter((id) => !/^0+$/.test(id)).flatMap((id) => commit(id, place)),
    ...names.flatMap((name) => persons(name, place)),
  ];
}

/** A commit and the ways to shorten it that people use. */
function commit(id: string, place: Place): Secret[] {
  const lengths = [...new Set([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, id.length])].filter(
    (each) => each <= id.length,
  );
  return lengths
    .map((length) => id.slice(0, length))
    .filter((text) => /\d/.test(text) && /[a-f]/i.test(text))
    .map((text) => ({ kind: 'a commit', text, place }));
}

/** The facts of the front matter. */
function facts(advisory: Advisory): Secret[] {
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
    ...embargoFacts(advisory, () => true),
  ];
}

/** What the embargo block says beside its dates. */
function embargoFacts({ embargo, document }: Advisory, isWanted: (text: string) => boolean): Secret[] {
  if (!embargo) return [];
  const place = placeOf(document.fields, ['embargo']);
  const { reporter, notify, fixPublic } = embargo;
  const found = [
    ...persons(reporter, placeOf(document.fields, ['embargo', 'reporter'])),
    ...notify.flatMap(({ name }) => persons(name, place)),
    ...(fixPublic && 'url' in fixPublic ? [{ kind: 'an address', text: fixPublic.url, place } as const] : []),
  ];
  return found.filter(({ text }) => isWanted(text));
}

/** Parts of a public advisory that are not: private and future revisions, and the team's own notes on the embargo. */
function unpublishedParts(advisory: Advisory, now: Instant): Secret[] {
  const { document, revisions, withdrawn } = advisory;
  const sentences = (field: Field | undefined): Secret[] =>
    (field ? fieldPieces(field) : []).map((piece) => ({ kind: 'six words of a sentence', ...piece }));
  const future = withdrawn && withdrawn.date > now ? sentences(fieldAt(document.fields, ['withdrawn'])) : [];
  const written = fieldAt(document.fields, ['revisions']);
  const hidden = new Set(revisions.filter((each) => !each.public || each.date > now).map(({ change }) => change));
  const changes = (written ? fieldPieces(written) : []).filter(({ text }) => hidden.has(text));
  return [
    ...changes.map((piece): Secret => ({ kind: 'six words of a sentence', ...piece })),
    ...future,
    ...sentences(fieldAt(document.fields, ['embargo'])),
    ...embargoFacts(advisory, () => true),
  ];
}

/** A name and, where one is written beside it, a mail address. */
function persons(written: string | undefined, place: Place): Secret[] {
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

/** Versions that are telling: with three parts or more. `2` or `4.20` stand in every text. */
function versions(written: string | undefined, place: Place): Secret[] {
  return (written ?? '')
    .split(/[\s,<>=|]+/)
    .filter((each) => /\d/.test(each) && each.split(/[.+~:_-]/).filter(Boolean).length >= 3)
    .flatMap((text) => [text, `v${text}`, text.replace(/^\d+:/, '')])
    .map((text) => ({ kind: 'a version', text, place }));
}

/** CVE ids and addresses in prose. */
function mentions({ text, place }: Piece): Secret[] {
  const cves = text.match(/\bCVE-\d{4}-\d{4,19}\b/gi) ?? [];
  const addresses = text.match(/\bhttps?:\/\/[^\s<>"'`]{1,2000}/gi) ?? [];
  return [
    ...cves.map((each): Secret => ({ kind: 'a CVE id', text: each, place, isMention: true })),
    ...addresses.map((each): Secret => ({ kind: 'an address', text: each, place, isMention: true })),
  ];
}

/** The fingerprint as tools and as people write it, and the key id. */
function fingerprintsOf({ fingerprint, subkeys, file }: Certificate): Secret[] {
  const place = { file, line: 1, column: 1 };
  return [fingerprint, ...subkeys.map((each) => each.fingerprint)].flatMap((each) =>
    [each, each.replace(/(.{4})(?=.)/g, '$1 '), each.slice(-16), `0x${each.slice(-16)}`, `0x${each}`].map(
      (text): Secret => ({ kind: 'the fingerprint of a recipient', text, place }),
    ),
  );
}
