// What lists of advisories can be narrowed by, and how an address says it: `?severity=critical&release=4.20`.

import type { PublicAdvisory } from '../../types.ts';
import { hasFix } from '../public/has-fix.ts';

/** What lists can be narrowed by, in the order of the boxes. */
export const FACETS = ['severity', 'package', 'release', 'state'] as const;
export type Facet = (typeof FACETS)[number];

/** The values that an advisory has. */
export type Facets = Readonly<Record<Facet, readonly string[]>>;

/** The value asked for; nothing where all are wanted. */
export type Filter = Readonly<Partial<Record<Facet, string>>>;

/** States in the order of the box, with their words. */
export const STATES: Readonly<Record<string, string>> = {
  fixed: 'Fix available',
  unfixed: 'No fix yet',
  updated: 'Updated',
  withdrawn: 'Withdrawn',
};

/** By what the advisory is found. A release is one that it affects, or did before its fix. */
export function facetsOf(advisory: PublicAdvisory): Facets {
  const { severity, packages, coverage, isWithdrawn } = advisory;
  const hit = coverage.filter(({ status }) => status === 'affected' || status === 'fixed');
  return {
    severity: severity && !isWithdrawn ? [severity.name.toLowerCase()] : [],
    package: packages,
    release: isWithdrawn ? [] : [...new Set(hit.map(({ release }) => release.id))],
    state: isWithdrawn ? ['withdrawn'] : statesOf(advisory),
  };
}

function statesOf(advisory: PublicAdvisory): readonly string[] {
  const { coverage, latest, revisions } = advisory;
  const isOpen = coverage.some(
    ({ status, fixed, isEnded }) => status === 'affected' && fixed === undefined && !isEnded,
  );
  return [
    ...(hasFix(advisory) ? ['fixed'] : []),
    ...(isOpen ? ['unfixed'] : []),
    ...(latest.version !== revisions[0]?.version ? ['updated'] : []),
  ];
}

/** True when the advisory has every value asked for. */
export function fits(facets: Facets, filter: Filter): boolean {
  return FACETS.every((facet) => {
    const value = filter[facet];
    return value === undefined || facets[facet].includes(value);
  });
}

/** The filter that an address names. */
export function filterOf(query: string): Filter {
  const parameters = new URLSearchParams(query);
  const filter: Partial<Record<Facet, string>> = {};
  for (const facet of FACETS) {
    const value = parameters.get(facet)?.trim();
    if (value) filter[facet] = facet === 'severity' || facet === 'state' ? value.toLowerCase() : value;
  }
  return filter;
}

/** The part of an address behind `?`, in one order; empty when nothing is asked. */
export function queryOf(filter: Filter, words = ''): string {
  const parameters = new URLSearchParams();
  if (words !== '') parameters.set('q', words);
  for (const facet of FACETS) {
    const value = filter[facet];
    if (value !== undefined) parameters.set(facet, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** How many of the advisories have each value of a facet, of those that the other facets leave. */
export function counts(all: readonly Facets[], filter: Filter, facet: Facet): ReadonlyMap<string, number> {
  const { [facet]: _, ...others } = filter;
  const found = new Map<string, number>();
  for (const facets of all) {
    for (const value of facets[facet]) found.set(value, (found.get(value) ?? 0) + (fits(facets, others) ? 1 : 0));
  }
  return found;
}
