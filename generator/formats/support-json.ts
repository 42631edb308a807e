// The support matrix as data, `data/v1/support.json`. It says what the statements promise and until when, never whether
// that day has passed: the file changes only when a statement does.

import type { z } from 'zod';
import { schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import { absolute, supportPath } from '../lib/links.ts';
import { detached } from '../lib/pgp/requests.ts';
import { bytesOf } from '../lib/support/limits.ts';
import type { supportSchema } from '../lib/support/schema.ts';
import type {
  Format,
  Model,
  Output,
  SupportAmount,
  SupportCell,
  SupportDefinition,
  SupportLimit,
  SupportStatement,
} from '../types.ts';

export default {
  id: 'support-json',
  about: 'The support matrix as JSON: releases with their dates, features with their status in each',
  makes: /^data\/v1\/support\.json$/,
  *render({ model }): Iterable<Output> {
    if (model.support.statements.length === 0) return;
    yield {
      path: 'data/v1/support.json',
      type: 'application/json',
      body: stableJson(support(model)),
      sign: detached(model.modified),
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
    security_until: cell.security ? statement.securityUntil : undefined,
    limit: cell.limit && limit(cell.limit),
    has_caveat: cell.hasCaveat,
    url: absolute(site, `${supportPath(statement.version)}#${cell.anchor}`),
  });
  return {
    $schema: schemaUrl(site, 'support'),
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
      vocabulary: statement.vocabulary.map(definition),
      commit: statement.commit,
    })),
    features: rows
      .filter((row) => !row.isRelease)
      .map(({ key, aliases, path, cells }) => ({
        key,
        former_keys: aliases && [...aliases],
        path: [...path],
        statuses: statements.flatMap((statement, column) => {
          const cell = cells[column];
          return cell ? [status(statement, cell)] : [];
        }),
      })),
  };
}

function limit({ security, supported, isOpen, tested }: SupportLimit) {
  return {
    security: security && amount(security),
    supported: supported && amount(supported),
    more_is_supported: isOpen,
    tested: tested && amount(tested),
  };
}

function amount(of: SupportAmount) {
  return { value: of.value, unit: of.unit, bytes: bytesOf(of), included: of.isIncluded };
}

function definition({ status, class: kind, security, properties }: SupportDefinition) {
  return {
    status,
    class: kind,
    security,
    functional_completeness: properties.completeness,
    functional_stability: properties.stability,
    interface_stability: properties.interface,
    security_supported: properties.security,
  };
}
