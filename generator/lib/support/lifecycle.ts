// The life of every release: first day, full support, security support, end. Releases come from the configuration, and
// from statements whose product and version it does not name, so that a folder of support statements is enough. What
// an advisory is expected to answer (`coverage.ts`) depends on the configured releases alone.

import type { Day, Instant, Lifecycle, ReleaseView, SupportEnd, SupportStatement } from '../../types.ts';
import { supportPath } from '../links.ts';
import { statementOf } from '../versions/release-dates.ts';
import { compareReleases } from './matrix.ts';
import { hasSecuritySupport } from './matrix-view.ts';

/** So long before its end the end of support is announced. */
export const NOTICE_DAYS = 90;

/** The lives of the releases: products together, newest release first; a distribution's in the order configured. */
export function lifecycles(
  views: readonly ReleaseView[],
  statements: readonly SupportStatement[],
  now: Instant,
): readonly Lifecycle[] {
  const configured = views.map((view) => ofView(view, now));
  const named = new Set(views.flatMap(({ release }) => statementOf(release, statements) ?? []));
  const keys = new Set(configured.map((each) => each.key));
  const groups = new Map<string, Lifecycle[]>();
  for (const each of [
    ...configured,
    ...statements.filter((one) => !named.has(one)).map((one) => ofStatement(one, now)),
  ]) {
    if (each.view === undefined && keys.has(each.key)) continue;
    keys.add(each.key);
    const group = productKey(each.product);
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return [...groups].flatMap(([product, members]) =>
    product === '' ? members : members.sort((a, b) => compareReleases(b.version, a.version)),
  );
}

/** The ends of support of a release in their order; full support that ends with all support is no end of its own. */
export function endsOf({
  supportedUntil,
  securityUntil,
}: Pick<Lifecycle, 'supportedUntil' | 'securityUntil'>): SupportEnd[] {
  return [
    ...(supportedUntil !== undefined && supportedUntil !== securityUntil
      ? [{ kind: 'full' as const, day: supportedUntil }]
      : []),
    ...(securityUntil !== undefined ? [{ kind: 'security' as const, day: securityUntil }] : []),
  ];
}

/** The day so many days later, or earlier; the calendar of four-digit years has a first and a last one. */
export function addDays(day: Day, days: number): Day {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  const moved = Number.isNaN(time) ? day : new Date(time).toISOString().slice(0, 10);
  return /^\d/.test(moved) ? moved : day;
}

function ofView(view: ReleaseView, now: Instant): Lifecycle {
  const { id, name, product, released, supportedUntil, securityUntil } = view.release;
  const dates = datesOf({ released, supportedUntil, securityUntil });
  return {
    key: keyOf(product, id),
    name,
    ...(product !== undefined && { product }),
    version: id,
    ...dates,
    phase: phaseOf(dates, now, true),
    isSupported: view.isSupported,
    leaving: leavingOf(dates, now),
    path: view.path,
    view,
    ...(view.statement && { statement: view.statement }),
  };
}

function ofStatement(statement: SupportStatement, now: Instant): Lifecycle {
  const { product, version, initialRelease: released, supportedUntil, securityUntil } = statement;
  const dates = datesOf({ released, supportedUntil, securityUntil });
  return {
    key: keyOf(product, version),
    name: `${product} ${version}`,
    product,
    version,
    ...dates,
    phase: phaseOf(dates, now, false),
    isSupported: hasSecuritySupport(statement, now),
    leaving: leavingOf(dates, now),
    path: supportPath(version),
    statement,
  };
}

/** The same for a release whether the configuration or a statement names it: ids are made of it. */
const keyOf = (product: string | undefined, version: string): string =>
  product === undefined ? version : `${productKey(product)}/${version}`;

const productKey = (product: string | undefined): string => product?.toLowerCase() ?? '';

type Dates = Pick<Lifecycle, 'released' | 'supportedUntil' | 'securityUntil' | 'end'>;

function datesOf(days: { readonly [name in 'released' | 'supportedUntil' | 'securityUntil']: Day | undefined }): Dates {
  const { released, supportedUntil, securityUntil } = days;
  const end = [supportedUntil, securityUntil]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  return {
    ...(released !== undefined && { released }),
    ...(supportedUntil !== undefined && { supportedUntil }),
    ...(securityUntil !== undefined && { securityUntil }),
    ...(end !== undefined && { end }),
  };
}

/** A configured release without its first day is out; a statement may be written long before the release. */
function phaseOf(dates: Dates, now: Instant, isConfigured: boolean): Lifecycle['phase'] {
  const today = now.slice(0, 10);
  const { released, supportedUntil, securityUntil } = dates;
  if (released === undefined ? !isConfigured : today < released) return 'planned';
  if (securityUntil !== undefined && securityUntil < today) return 'ended';
  if (supportedUntil !== undefined && today <= supportedUntil) return 'full';
  return securityUntil === undefined ? 'unknown' : 'security';
}

function leavingOf(dates: Dates, now: Instant): SupportEnd[] {
  const today = now.slice(0, 10);
  const isOut = dates.released === undefined || dates.released <= today;
  return endsOf(dates).filter(({ day }) => isOut && addDays(day, -NOTICE_DAYS) <= today && today <= day);
}
