/// <reference lib="dom" />
// The boxes by which a list is narrowed. Their values and counts come from what is listed.

import {
  counts,
  FACETS,
  type Facet,
  type Facets,
  type Filter,
  filterOf,
  STATES,
} from '../../../generator/lib/search/facets.ts';
import { element } from './dom.ts';

const TITLES: Readonly<Record<Facet, string>> = {
  severity: 'Severity',
  package: 'Package',
  release: 'Affects',
  state: 'State',
};

/** Draws the boxes for a filter, each value with the number of advisories that it would leave. */
export type FilterBox = { readonly show: (all: readonly Facets[], filter: Filter) => void };

/** Fills `place`; `changed` gets the filter when a reader chooses. */
export function filterBox(place: Element, changed: (filter: Filter) => void): FilterBox {
  const boxes = FACETS.map((facet) => ({ facet, box: element('select', { name: facet }) }));
  const labels = boxes.map(({ facet, box }) => element('label', {}, `${TITLES[facet]} `, box));
  place.append(...labels);
  place.addEventListener('change', () => {
    const parameters = new URLSearchParams(boxes.map(({ facet, box }): [string, string] => [facet, box.value]));
    changed(filterOf(parameters.toString()));
  });
  return {
    show(all, filter) {
      boxes.forEach(({ facet, box }, index) => {
        const found = counts(all, filter, facet);
        const chosen = filter[facet];
        const values = [...new Set([...found.keys(), ...(chosen === undefined ? [] : [chosen])])].sort(orderOf(facet));
        const options = values.map((value) => {
          const name = (facet === 'state' && STATES[value]) || (facet === 'severity' ? capital(value) : value);
          return element('option', { value }, `${name} (${found.get(value) ?? 0})`);
        });
        box.replaceChildren(element('option', { value: '' }, 'All'), ...options);
        box.value = chosen ?? '';
        // One value for all narrows nothing.
        labels[index]?.toggleAttribute('hidden', values.length < 2 && chosen === undefined);
      });
    },
  };
}

/** States in their own order, releases with the newest first, the rest by name. */
function orderOf(facet: Facet): (a: string, b: string) => number {
  if (facet === 'state') return (a, b) => Object.keys(STATES).indexOf(a) - Object.keys(STATES).indexOf(b);
  const sign = facet === 'release' ? -1 : 1;
  return (a, b) => sign * a.localeCompare(b, 'en', { numeric: true });
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What is chosen, in words: `severity critical, release 4.20`. */
export function filterWords(filter: Filter): string {
  return FACETS.flatMap((facet) => (filter[facet] === undefined ? [] : [`${facet} ${filter[facet]}`])).join(', ');
}
