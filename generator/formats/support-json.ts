// The support matrix as data, `data/v1/support.json`. It says what the statements promise and until when, never whether
// that day has passed: the file changes only when a statement does.

import { z } from 'zod';
import { stableJson } from '../lib/json.ts';
import { absolute, supportPath } from '../lib/links.ts';
import type { Format, Model, Output, SupportCell, SupportStatement } from '../types.ts';

const day = z.iso.date();

const releaseSchema = z.strictObject({
  product: z.string().describe('Product, as the release block names it'),
  version: z.string().describe('Version of the release'),
  url: z.url().describe('Page of the statement'),
  initial_release: day.optional().describe('Day of the first release; absent when none is stated'),
  supported_until: day.optional().describe('Last day of full support; absent when none is stated'),
  security_support_until: day.optional().describe('Last day of security support; absent when none is stated'),
  release_notes: z
    .strictObject({ title: z.string(), url: z.url().optional() })
    .optional()
    .describe('Where the release notes are'),
  stated: z
    .array(z.strictObject({ key: z.string(), value: z.string() }))
    .describe('The release block as written, in its order'),
});

const cellSchema = z.strictObject({
  version: z.string().describe('Version of the release'),
  status: z.string().describe('The status as written'),
  class: z
    .enum(['supported', 'limited', 'preview', 'experimental', 'deprecated', 'obsolete', 'unsupported', 'unknown'])
    .describe('What kind of status it is; `unknown` for words outside the vocabulary'),
  security: z.boolean().describe('The words promise security support, as long as the release has it'),
  has_caveat: z.boolean().describe('Text below the status qualifies it; follow `url`'),
  url: z.url().describe('The status in its statement'),
});

/** Schema of `data/v1/support.json`. */
export const supportSchema = z.strictObject({
  license: z.string().describe('Licence of the data: an SPDX id or a URL'),
  releases: z.array(releaseSchema).describe('Releases by product, newest first'),
  features: z
    .array(
      z.strictObject({
        key: z.string().describe('Joins the statuses of one feature across releases'),
        path: z.array(z.string()).describe('Headings from the top, and the qualifier where the status has one'),
        statuses: z.array(cellSchema).describe('One for each release that has the feature, newest first'),
      }),
    )
    .describe('Features in the order of the newest statement'),
});

export default {
  id: 'support-json',
  about: 'The support matrix as JSON: releases with their dates, features with their status in each',
  *render({ model }): Iterable<Output> {
    if (model.support.statements.length === 0) return;
    yield {
      path: 'data/v1/support.json',
      type: 'application/json',
      body: stableJson(support(model)),
      from: 'support-json',
    };
  },
} satisfies Format;

function support({ site, support: { statements, rows } }: Model): z.input<typeof supportSchema> {
  const urlOf = (statement: SupportStatement) => absolute(site, supportPath(statement.version));
  const status = (statement: SupportStatement, cell: SupportCell) => ({
    version: statement.version,
    status: cell.status,
    class: cell.class,
    security: cell.security,
    has_caveat: cell.hasCaveat,
    url: absolute(site, `${supportPath(statement.version)}#${cell.anchor}`),
  });
  return {
    license: site.license,
    releases: statements.map((statement) => ({
      product: statement.product,
      version: statement.version,
      url: urlOf(statement),
      initial_release: statement.initialRelease,
      supported_until: statement.supportedUntil,
      security_support_until: statement.securityUntil,
      release_notes: statement.notes,
      stated: statement.block.map(({ key, value }) => ({ key, value })),
    })),
    features: rows
      .filter((row) => !row.isRelease)
      .map(({ key, path, cells }) => ({
        key,
        path: [...path],
        statuses: statements.flatMap((statement, column) => {
          const cell = cells[column];
          return cell ? [status(statement, cell)] : [];
        }),
      })),
  };
}
