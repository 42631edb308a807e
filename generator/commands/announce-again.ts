// An announcement that was read back, made again: the verb that reads it says where the two would differ.

import { check } from '../check.ts';
import { advisoryFile, keyOf } from '../lib/import/advisory-file.ts';
import { firstChange } from '../lib/import/changed-words.ts';
import { model } from '../model.ts';
import { parse } from '../read.ts';
import type { InputFile, ReadAnnouncement } from '../types.ts';

/** The first words that the announcement of what was read would have in the place of others. */
export function changeOf(read: ReadAnnouncement, text: string): ReadAnnouncement['lost'][number] | undefined {
  const again = announcedAgain(read);
  return again === undefined ? undefined : firstChange(text, again);
}

/** A day after all announcements that were sent. */
const NOW = '9999-01-01T00:00:00Z';

/** Undefined where the advisory is not complete yet; a title that is not in the text has a stand-in. */
function announcedAgain(read: ReadAnnouncement): string | undefined {
  const key = keyOf(read.id);
  const isUntitled = read.fields['title'] === 'FIXME';
  const whole = isUntitled ? { ...read, fields: { ...read.fields, title: read.id } } : read;
  const patches = (read.fields['patches'] ?? []) as readonly { readonly file: string }[];
  const folder = `content/${key}`;
  const site = {
    title: 'Import',
    description: 'One advisory',
    url: 'https://import.example',
    license: 'CC0-1.0',
    tag: 'import.example,2026',
    team: { name: 'Team', email: 'team@import.example' },
    series: { [key]: read.series },
    releases: read.releases.map((release) => ({ ...release, series: [key] })),
  };
  const files: readonly InputFile[] = [
    { path: `${folder}/${read.id}.md`, bytes: Buffer.from(advisoryFile(whole)) },
    ...patches.map(({ file }) => ({ path: `${folder}/${read.id}/${file}`, bytes: Buffer.from('Subject: patch\n') })),
    { path: 'content/site.yaml', bytes: Buffer.from(JSON.stringify(site)) },
  ];
  const { content } = check(parse(files), NOW);
  const seen = content && model(content, NOW);
  const [advisory, series] = [seen?.advisories[0], seen?.site.series[0]];
  if (!seen || !advisory || !series) return undefined;
  return series.definition.announcement(advisory, { site: seen.site, series, settings: series.settings });
}
