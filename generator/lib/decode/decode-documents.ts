// The documents below `content/`: advisories by the folder of their series, and pages.

import { z } from 'zod';
import type { Advisory, Asset, Document, Page, Problem, Site, Sources } from '../../types.ts';
import { isDraft } from '../placeholders.ts';
import { decode, nearest } from './decode.ts';
import { advisoryDecoder } from './decode-advisory.ts';
import { text } from './fields.ts';

/** What the documents of a root say. */
export type DecodedDocuments = {
  readonly advisories: readonly Advisory[];
  readonly pages: readonly Page[];
  readonly problems: readonly Problem[];
  /** Files that would be missing from the site. */
  readonly lost: ReadonlySet<string>;
};

/** Decodes all documents of a root. Section ids never take one of `reservedIds`, which pages use themselves. */
export function decodeDocuments(
  sources: Pick<Sources, 'documents' | 'attachments' | 'problems'>,
  site: Site,
  reservedIds: readonly string[],
): DecodedDocuments {
  const advisories: Advisory[] = [];
  const pages: Page[] = [];
  const problems: Problem[] = [];
  const lost = new Set<string>();
  const attachments = attachmentsByFolder(sources.attachments);
  const decoders = new Map(site.series.map((series) => [series.id, advisoryDecoder(series, attachments, reservedIds)]));
  const unreadable = new Set(sources.problems.map((problem) => problem.place.file));
  for (const document of sources.documents) {
    const folder = document.path.split('/')[1] ?? '';
    const decodeAdvisory = decoders.get(folder);
    // Front matter that could not be parsed is reported once, not again field by field.
    if (unreadable.has(document.path) && document.fields.kind === 'map' && document.fields.entries.length === 0) {
      lost.add(document.path);
      continue;
    }
    if (folder === 'pages') {
      const page = decodePage(document, problems);
      if (page) pages.push(page);
      else lost.add(document.path);
    } else if (decodeAdvisory) {
      const found: Problem[] = [];
      const advisory = decodeAdvisory(document, found);
      if (advisory) advisories.push(advisory);
      else if (!isDraft(document)) lost.add(document.path);
      // The blanks of a draft are counted by a rule of their own; they are no faults yet.
      problems.push(...(isDraft(document) ? found.filter((problem) => !problem.found?.includes(BLANK)) : found));
    } else {
      problems.push(unknownFolder(document.path, folder, [...decoders.keys(), 'pages']));
    }
  }
  return { advisories, pages, problems, lost };
}

/** What `tocsin new` writes where an author has to. */
const BLANK = 'FIXME';

function decodePage(document: Document, problems: Problem[]): Page | undefined {
  const { value, problems: faults } = decode(z.strictObject({ title: text }), document.fields);
  problems.push(...faults);
  const slug = (document.path.split('/').at(-1) ?? '').replace(/\.md$/, '');
  if (!/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
    const place = { file: document.path, line: 1, column: 1 };
    problems.push({
      rule: 'bad-id',
      place,
      text: `Unexpected \`${slug}\` as the name of a page`,
      hint: 'Use lower-case letters, digits and `-`: the name becomes the URL',
    });
    return undefined;
  }
  return value && { slug, title: value.title, document };
}

function unknownFolder(path: string, folder: string, known: readonly string[]): Problem {
  const near = nearest(folder, known);
  return {
    rule: 'bad-config',
    place: { file: path, line: 1, column: 1 },
    text: `Folder \`content/${folder}\` belongs to no series${near ? `, did you mean \`content/${near}\`?` : ''}`,
    hint: 'Add the series to `content/site.yaml`, or move the file',
  };
}

/** `content/xsa/XSA-1` -> the files below it. */
function attachmentsByFolder(attachments: readonly Asset[]): ReadonlyMap<string, readonly Asset[]> {
  const folders = new Map<string, Asset[]>();
  for (const asset of attachments) {
    const folder = asset.path.split('/').slice(0, 3).join('/');
    const files = folders.get(folder);
    if (files) files.push(asset);
    else folders.set(folder, [asset]);
  }
  return folders;
}
