/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// Narrows a list of advisories that is on the page at once, and keeps the choice in the address. Rows say in `data-`
// attributes what they can be narrowed by.

import { type Facet, type Facets, type Filter, filterOf, fits, queryOf } from '../../../generator/lib/search/facets.ts';
import { advisories, element } from './dom.ts';
import { filterBox, filterWords } from './filter-box.ts';

/** Fills `place` with the boxes, and shows what the address asks for. */
export function narrowList(place: Element): void {
  const rows = [...document.querySelectorAll<HTMLElement>('tr[data-state]')].map((row) => ({
    row,
    facets: facetsOf(row),
  }));
  const all = rows.map(({ facets }) => facets);
  const status = element('p', { role: 'status' });
  const box = filterBox(place, (filter) => {
    history.pushState(null, '', location.pathname + queryOf(filter));
    show(filter);
  });
  place.append(status);
  addEventListener('popstate', () => show(filterOf(location.search)));
  show(filterOf(location.search));

  function show(filter: Filter): void {
    let shown = 0;
    for (const { row, facets } of rows) {
      row.hidden = !fits(facets, filter);
      if (!row.hidden) shown += 1;
    }
    for (const section of sections()) section.hidden = !section.querySelector('tr[data-state]:not([hidden])');
    box.show(all, filter);
    status.replaceChildren(...answer(shown, filter));
  }

  function answer(shown: number, filter: Filter): (Node | string)[] {
    const words = filterWords(filter);
    if (words === '') return [];
    const back = element('a', { href: location.pathname }, 'Show all');
    back.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, '', location.pathname);
      show({});
      place.querySelector('select')?.focus();
    });
    const text = shown === 0 ? `No advisory matches ${words}. ` : `${shown} of ${advisories(rows.length)}: ${words}. `;
    return [text, back];
  }
}

/** What has rows and nothing else: the sections of years, or the table. */
function sections(): Iterable<HTMLElement> {
  const years = document.querySelectorAll<HTMLElement>('section:has(tr[data-state])');
  return years.length > 0 ? years : document.querySelectorAll<HTMLElement>('table:has(tr[data-state])');
}

/** A name may have blanks: values are divided by line ends. */
function facetsOf({ dataset }: HTMLElement): Facets {
  const of = (facet: Facet) => (dataset[facet] ?? '').split('\n').filter((value) => value !== '');
  return { severity: of('severity'), package: of('package'), release: of('release'), state: of('state') };
}
