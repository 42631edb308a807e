// The index of a site as read from its file. Whoever wrote that is not trusted.

import { z } from 'zod';
import type { AdvisoryIndex } from './advisory-index.ts';
import { INDEX_START } from './advisory-index.ts';

/** Control characters would reach the terminal. */
const text = z
  .string()
  .max(10_000)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const orders = z.enum(['dpkg', 'pacman', 'rpm', 'apk', 'semver', 'dotted']);

const indexSchema = z.object({
  title: text,
  url: text,
  modified: text,
  series: z.array(z.object({ id: text, name: text, versions: orders })),
  releases: z.array(
    z.object({
      id: text,
      name: text,
      product: text.exactOptional(),
      codename: text.exactOptional(),
      number: text.exactOptional(),
      series: z.array(text),
      released: day.exactOptional(),
      supportedUntil: day.exactOptional(),
      securityUntil: day.exactOptional(),
    }),
  ),
  support: z.array(
    z.object({
      release: text,
      name: text,
      kind: z.enum(['supported', 'limited', 'ended', 'community']),
      reason: text.exactOptional(),
      date: day.exactOptional(),
    }),
  ),
  advisories: z.array(
    z.object({
      id: text,
      series: text,
      title: text,
      url: text,
      severity: text.exactOptional(),
      action: text.exactOptional(),
      cves: z.array(text),
      statements: z.array(
        z.object({
          package: text,
          status: z.enum(['affected', 'fixed', 'not-affected', 'under-investigation', 'unknown']),
          release: text.exactOptional(),
          from: text.exactOptional(),
          to: text.exactOptional(),
          fixed: text.exactOptional(),
          unsafe: text.exactOptional(),
          safe: text.exactOptional(),
          when: text.exactOptional(),
        }),
      ),
      binaries: z.array(z.tuple([text, text, text])).exactOptional(),
    }),
  ),
});

/** Reads the module of the page; undefined for what is none. */
export function decodeIndex(written: string): AdvisoryIndex | undefined {
  const end = written.trimEnd();
  if (!end.startsWith(INDEX_START) || !end.endsWith(';')) return undefined;
  try {
    const parsed = indexSchema.safeParse(JSON.parse(end.slice(INDEX_START.length, -1)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
