// The texts of an advisory's public versions, as far as there are any: those that were kept, and the one of today.

import { createHash } from 'node:crypto';
import type { Context, Instant, PublicAdvisory } from '../../types.ts';
import { unifiedDiff } from './text-difference.ts';

/** The text of one version. */
export type VersionText = {
  readonly version: number;
  readonly date: Instant;
  /** Site path. */
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
  readonly size: number;
  /** False for the text of today. */
  readonly isArchived: boolean;
  /** What it differs in from the version before whose text there is. */
  readonly difference?: {
    readonly from: number;
    readonly before: string;
    /** Site path of the unified diff. */
    readonly path: string;
    /** Site path of the page that shows it word by word. */
    readonly page: string;
  };
};

/** The texts by version; the last one is that of today. */
export function versionTexts({ text }: Pick<Context, 'text'>, advisory: PublicAdvisory): readonly VersionText[] {
  const { folder, slug, version, latest } = advisory;
  const archived = (advisory.archived ?? []).map((each) => ({
    version: each.version,
    date: advisory.revisions.find((revision) => revision.version === each.version)?.date ?? advisory.published,
    path: `${folder}v${each.version}.txt`,
    text: new TextDecoder().decode(each.file.bytes),
    isArchived: true,
  }));
  const current = { version, date: latest.date, path: `${folder}${slug}.txt`, text: text(advisory), isArchived: false };
  const all = [...archived, current];
  return all.map((each, index): VersionText => {
    const before = all[index - 1];
    const bytes = Buffer.from(each.text);
    return {
      ...each,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      ...(before && {
        difference: {
          from: before.version,
          before: before.text,
          path: `${folder}v${each.version}.diff`,
          page: `${folder}v${each.version}/`,
        },
      }),
    };
  });
}

/** The difference from the version before as a unified diff; undefined for the first text. */
export function diffOf({ difference, text, version }: VersionText): string | undefined {
  const names = { before: `v${difference?.from}.txt`, after: `v${version}.txt` };
  return difference && unifiedDiff(difference.before, text, names);
}
