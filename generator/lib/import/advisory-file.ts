// What was read from an announcement as files: the advisory, and the entries of the configuration that it needs.

import type { ReadAnnouncement } from '../../types.ts';
import { toYaml } from '../decode/front-matter.ts';

/** The Markdown file. What nobody can know from the text is a blank, and the advisory a draft until it is filled. */
export function advisoryFile({ id, fields, body, lost }: ReadAnnouncement): string {
  const { title, published, ...others } = fields;
  const isDraft = published === undefined || title === 'FIXME';
  const values = {
    id,
    ...(title !== undefined && { title }),
    ...(isDraft && { status: 'draft' }),
    published: published ?? 'FIXME',
    ...others,
  };
  const hashes = lost.flatMap(({ text }) => (isHash(text) ? [`# ${text}\n`] : []));
  const notes = hashes.length === 0 ? '' : `# SHA-256 of the files in the announcement:\n${hashes.join('')}`;
  return `---\n${toYaml(values)}${notes}---\n${body === '' ? '' : `\n${body}\n`}`;
}

/** True for a line of `sha256sum`: kept as a comment, so that the files can be compared with it. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64} [ *]\S[^\n]*$/.test(text);
}

/** The entries `series` and `releases` of the configuration. */
export function settingsFile({ series, releases, id }: ReadAnnouncement, key = keyOf(id)): string {
  return toYaml({
    series: { [key]: series },
    ...(releases.length > 0 && { releases: releases.map((release) => ({ ...release, series: [key] })) }),
  });
}

/** The key that a series has where nobody chose another one. */
export function keyOf(id: string): string {
  return (id.split('-')[0] ?? id).toLowerCase();
}
