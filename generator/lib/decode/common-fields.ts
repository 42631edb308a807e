// The front matter that every series shares. docs/format.md explains each field.

import { z } from 'zod';
import type { Day } from '../../types.ts';
import * as field from './fields.ts';

export const revisionSchema = z.strictObject({
  version: field.integer,
  date: field.instant,
  change: field.text.optional(),
  public: field.boolean.default(true),
  editorial: field.boolean.default(false),
});

/** A day, or the address of what is public. */
const dayOrUrl = field.scalar(
  'a day such as `2026-04-28` or an absolute URL',
  'Write since when the fix is public, or where it is',
  (value): { readonly day: Day } | { readonly url: string } | undefined =>
    field.isDay(value) ? { day: value } : field.isAddress(value) ? { url: value } : undefined,
);

/** The time before an issue is public. */
export const embargoSchema = z.strictObject({
  reported: field.instant.optional(),
  notified: field.instant.optional(),
  lists: field.oneOrList(field.text).default([]),
  reporter: field.text.optional(),
  exploit: z.strictObject({ shared: field.boolean, 'follow-up': field.instant.optional() }).optional(),
  notify: field.list(
    z.preprocess(
      (value) => (typeof value === 'string' ? { name: value } : value),
      z.strictObject({ name: field.text, told: field.instant.optional() }),
    ),
  ),
  'cve-requested': field.day.optional(),
  'fix-public': dayOrUrl.optional(),
});

/** Shape of the common fields; a series adds its own beside them. */
export const commonFields = {
  id: field.text,
  title: field.text.optional(),
  status: field.word(['draft', 'embargoed', 'published', 'withdrawn']).default('published'),
  published: field.instant.optional(),
  severity: field.text.optional(),
  cves: field.list(field.cve),
  credits: field.list(z.strictObject({ name: field.text, role: field.text.default('finder') })),
  references: field.list(
    z.preprocess(
      (value) => (typeof value === 'string' ? { url: value } : value),
      z.strictObject({ url: field.url, title: field.text.optional() }),
    ),
  ),
  related: field.list(field.text),
  features: field.list(field.text),
  action: field.prose.optional(),
  'key-change': z
    .strictObject({
      old: field.fingerprint,
      new: field.fingerprint,
      reason: field.text,
      date: field.instant.optional(),
    })
    .optional(),
  revisions: field.list(revisionSchema),
  withdrawn: z.strictObject({ date: field.instant, reason: field.text }).optional(),
  embargo: embargoSchema.optional(),
};

/** A patch in the front matter; check joins it with its file. */
export const patchSchema = z.strictObject({
  file: field.relativePath,
  applies: field.text.optional(),
  row: field.text.optional(),
  tree: field.text.optional(),
  releases: field.list(field.version),
  fixes: field.mapOf(field.text, field.commit).default({}),
});
