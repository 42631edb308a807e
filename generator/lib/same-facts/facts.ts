// The facts of an advisory that page, text and data must all have: from the model, and read back from the JSON file.

import type { FieldPath, Instant, PublicAdvisory } from '../../types.ts';
import { grouped } from '../pgp/fingerprint.ts';

/** One fact. Kind, subject and value together say it; `field` is where the author wrote it. */
export type Fact = {
  /** With its subject a phrase of a message: `fixed version of barbican 4.18`. */
  readonly kind: string;
  readonly of: string;
  readonly value: string;
  /** How page and text look for it. */
  readonly form: 'word' | 'day';
  readonly field: FieldPath;
};

/** Front matter field of a version -> what it is called. */
const VERSIONS = Object.entries({
  from: 'first affected version',
  to: 'last affected version',
  fixed: 'fixed version',
  unsafe: 'unsafe versions',
  safe: 'safe versions',
});

/** The facts as the model has them. */
export function factsOf(advisory: PublicAdvisory): Fact[] {
  const { published, updated, severity, withdrawn, isWithdrawn } = advisory;
  return [
    ...advisory.cves.map((id, index) => word('CVE id', '', id, ['cves', index])),
    ...advisory.statements.flatMap((each) => versionFacts(each, each.field)),
    ...(severity ? [word('severity', '', severity.name, ['severity'])] : []),
    day('date of publication', '', published, ['published']),
    day('date of the last change', '', updated, ['revisions']),
    ...advisory.revisions.map(({ version, date }, index) =>
      day('date', `version ${version}`, date, ['revisions', index]),
    ),
    ...(isWithdrawn && withdrawn ? [day('date of withdrawal', '', withdrawn.date, ['withdrawn'])] : []),
    ...advisory.patches.map(({ file, sha256 }, index) => word('SHA-256', file, sha256, ['patches', index])),
    ...advisory.related.map((id, index) => word('related advisory', '', id, ['related', index])),
    ...keyFacts(advisory.keyChange),
  ];
}

/** The same facts as the JSON file of the advisory has them. */
export function factsOfRecord(record: unknown): Fact[] {
  const { cves, statements, severity, published, updated, revisions, withdrawn, patches, related } = entries(record);
  return [
    ...list(cves).map((id) => word('CVE id', '', String(id))),
    ...list(statements).flatMap((each) => versionFacts(entries(each))),
    ...(severity === undefined ? [] : [word('severity', '', String(entries(severity)['name']))]),
    day('date of publication', '', String(published)),
    day('date of the last change', '', String(updated)),
    ...list(revisions).map((each) => day('date', `version ${entries(each)['version']}`, String(entries(each)['date']))),
    ...(withdrawn === undefined ? [] : [day('date of withdrawal', '', String(entries(withdrawn)['date']))]),
    ...list(patches).map((each) => word('SHA-256', String(entries(each)['file']), String(entries(each)['sha256']))),
    ...list(related).map((each) => word('related advisory', '', String(entries(each)['id']))),
    ...keyFacts(entries(record)['key_change']),
  ];
}

/** Fingerprints as page and text write them. */
function keyFacts(change: unknown): Fact[] {
  return (['old', 'new'] as const).flatMap((name) => {
    const value = entries(change)[name];
    return value === undefined
      ? []
      : [word('fingerprint', `the ${name} key`, grouped(String(value)), ['key-change', name])];
  });
}

/** `fixed version of barbican 4.18`. */
export function factName({ kind, of }: Fact): string {
  return of === '' ? kind : `${kind} of ${of}`;
}

function versionFacts(statement: Readonly<Record<string, unknown>>, field: FieldPath = []): Fact[] {
  const of = [statement['package'], statement['release']].filter((each) => each !== undefined).join(' ');
  return VERSIONS.flatMap(([name, kind]) => {
    const value = statement[name];
    return value === undefined ? [] : [word(kind, of, String(value), field)];
  });
}

function word(kind: string, of: string, value: string, field: FieldPath = []): Fact {
  return { kind, of, value, form: 'word', field };
}

function day(kind: string, of: string, value: Instant, field: FieldPath = []): Fact {
  return { kind, of, value, form: 'day', field };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const entries = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
