// What must not be in a site: the facts and sentences of everything that the public may not know yet.

import type { Advisory, Asset, Certificate, Content, Instant, Place, Sources } from '../../types.ts';
import { fieldAt } from '../decode/decode.ts';
import { isPublic } from '../is-public.ts';
import { embargoFacts, frontMatterFacts } from './facts.ts';
import { fileFacts } from './file-facts.ts';
import type { Secret } from './secret.ts';
import { fieldPieces, type Piece, piecesOf } from './texts.ts';

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
  const pieces = piecesOf(document);
  return [
    ...frontMatterFacts(advisory),
    ...pieces.map((piece): Secret => ({ kind: 'six words of a sentence', ...piece })),
    ...pieces.flatMap(mentions),
    ...files.filter(({ path }) => path.startsWith(folder)).flatMap((file) => fileFacts(file, folder)),
  ];
}

/** Parts of a public advisory that are not: private and future revisions, and the team's own notes on the embargo. */
function unpublishedParts(advisory: Advisory, now: Instant): Secret[] {
  const { document, revisions, withdrawn } = advisory;
  const sentences = (field: ReturnType<typeof fieldAt>): Secret[] =>
    (field ? fieldPieces(field) : []).map((piece) => ({ kind: 'six words of a sentence', ...piece }));
  const future = withdrawn && withdrawn.date > now ? sentences(fieldAt(document.fields, ['withdrawn'])) : [];
  const written = fieldAt(document.fields, ['revisions']);
  const hidden = new Set(revisions.filter((each) => !each.public || each.date > now).map(({ change }) => change));
  const changes = (written ? fieldPieces(written) : []).filter(({ text }) => hidden.has(text));
  return [
    ...changes.map((piece): Secret => ({ kind: 'six words of a sentence', ...piece })),
    ...future,
    ...sentences(fieldAt(document.fields, ['embargo'])),
    ...embargoFacts(advisory),
  ];
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
