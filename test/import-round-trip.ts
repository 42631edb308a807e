// An announcement read back and announced again: what `tocsin import text` is tested with.

import { check } from '../generator/check.ts';
import { advisoryFile, keyOf } from '../generator/lib/import/advisory-file.ts';
import { model } from '../generator/model.ts';
import { parse } from '../generator/read.ts';
import { series as layouts } from '../generator/series/index.ts';
import type { InputFile, ReadAnnouncement, ReadOptions } from '../generator/types.ts';

const NOW = '2026-11-21T12:00:00Z';

/** A configuration without a series. */
export const BASE = {
  title: 'Round trip',
  description: 'A site for one advisory',
  url: 'https://round.example',
  license: 'CC0-1.0',
  tag: 'round.example,2026',
  team: { name: 'Round team', email: 'team@round.example' },
};

/** The first layout that knows the text. */
export function readText(text: string, options: ReadOptions = { day: '2026-01-02' }): ReadAnnouncement | undefined {
  for (const layout of layouts) {
    const read = layout.readAnnouncement(text, options);
    if (read) return read;
  }
  return undefined;
}

/** The announcement of what was read, and the messages that are no information. */
export function announceAgain(read: ReadAnnouncement): Announced {
  const key = keyOf(read.id);
  const releases = read.releases.map((release) => ({ ...release, series: [key] }));
  return announce(advisoryFile(read), { id: read.id, ...read.fields }, { series: { [key]: read.series }, releases });
}

export type Announced = { readonly text: string; readonly messages: readonly string[] };

/** The announcement of an advisory file with these fields; its patches are stand-ins. */
export function announce(
  file: string,
  fields: Readonly<Record<string, unknown>> & { readonly id: string },
  config: object,
): Announced {
  const folder = `content/${keyOf(fields.id)}`;
  const patches = (fields['patches'] ?? []) as readonly { readonly file: string }[];
  const files: readonly InputFile[] = [
    { path: `${folder}/${fields.id}.md`, bytes: Buffer.from(file) },
    ...patches.map((patch) => ({ path: `${folder}/${fields.id}/${patch.file}`, bytes: Buffer.from('Subject: x\n') })),
    { path: 'content/site.yaml', bytes: Buffer.from(JSON.stringify({ ...BASE, ...config })) },
  ];
  const { content, messages } = check(parse(files), NOW);
  const said = messages
    .filter(({ level }) => level !== 'info')
    .map(({ level, rule, text }) => `${level} ${rule}: ${text}`);
  const seen = content && model(content, NOW);
  const [advisory, series] = [seen?.advisories[0], seen?.site.series[0]];
  if (!seen || !advisory || !series) return { text: '', messages: said };
  const text = series.definition.announcement(advisory, { site: seen.site, series, settings: series.settings });
  return { text, messages: said };
}

/** Hashes of files that are not in a text cannot be the same. */
export const withoutHashes = (text: string): string => text.replace(/^[0-9a-f]{64} {2}/gm, '<hash>  ');

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** The first words that differ, of both texts. */
export function firstDifference(before: string, after: string): string {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const at = a.findIndex((word, index) => word !== b[index]);
  const from = at < 0 ? a.length : at;
  return `${a.slice(from, from + 6).join(' ')} -> ${b.slice(from, from + 6).join(' ')}`;
}
