/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// The page of the search: loads the index, answers while somebody types, and keeps the question in the address.
// Arrows go through the list, Enter opens, Escape leads back to the box and then empties it.

import { type Filter, filterOf, queryOf } from '../../../generator/lib/search/facets.ts';
import { neededPieces, type Pieces, search, searcher } from '../../../generator/lib/search/query.ts';
import type { Posting, SearchHead } from '../../../generator/lib/search/search-index.ts';
import { advisories, element } from './dom.ts';
import { filterBox, filterWords } from './filter-box.ts';
import { hitItem } from './hit.ts';
import { moveByArrows } from './keyboard.ts';

/** So many are shown at once. */
const MOST = 50;

/** Starts the search of a page that has its form, its filters, and room for what is found. */
export function startSearch(form: HTMLFormElement): void {
  const box = form.querySelector('input');
  const found = document.querySelector<HTMLElement>('#found');
  const lists = document.querySelector<HTMLElement>('#lists');
  const filters = document.querySelector('.filter');
  if (!box || !found || !lists || !filters) return;
  const begin = () => void start(form, box, found, lists, filters);
  // Who does not search loads no index.
  if (location.search !== '') begin();
  else form.addEventListener('focusin', begin, { once: true });
}

async function start(
  form: HTMLFormElement,
  box: HTMLInputElement,
  found: HTMLElement,
  lists: HTMLElement,
  filters: Element,
): Promise<void> {
  const address = new URL(form.dataset['index'] ?? '', location.href);
  const status = element('p', { role: 'status' });
  const list = element('ol', { class: 'found', 'aria-label': 'Advisories found' });
  found.append(status, list);
  let filter: Filter = filterOf(location.search);
  let asked = 0;
  // One advisory has the id that was typed: Enter opens it.
  let isCertain = false;
  const typed = () => box.value.trim();
  if (box.value === '') box.value = new URLSearchParams(location.search).get('q') ?? '';
  moveByArrows(box, list);
  const loaded = await load<SearchHead>(address);
  if (!loaded) {
    status.textContent = 'The index of the search could not be loaded. The lists below have every advisory.';
    return;
  }
  const head = loaded;
  const index = searcher(head);
  const all = index.entries.map(({ facets }) => facets);
  const pieces = new Map<string, readonly Posting[]>();
  const chooser = filterBox(filters, (chosen) => {
    filter = chosen;
    remember('pushState');
    void answer();
  });
  box.addEventListener('input', () => {
    remember('replaceState');
    void answer();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    remember('pushState');
    void answer().then(() => (isCertain ? list.querySelector('a')?.click() : undefined));
  });
  addEventListener('popstate', () => {
    filter = filterOf(location.search);
    box.value = new URLSearchParams(location.search).get('q') ?? '';
    void answer();
  });
  await answer();

  function remember(how: 'pushState' | 'replaceState'): void {
    const address = location.pathname + queryOf(filter, typed());
    if (address !== location.pathname + location.search) history[how](null, '', address);
  }

  /** Answers at once with what is loaded; the words of texts follow. */
  async function answer(): Promise<void> {
    asked += 1;
    const own = asked;
    const query = typed();
    const missing = neededPieces(query, head).filter((start) => !pieces.has(start));
    if (missing.length > 0) {
      const texts = await Promise.all(
        missing.map((start) => load<readonly Posting[]>(new URL(head.pieces[start] ?? '', address))),
      );
      texts.forEach((text, at) => {
        if (text) pieces.set(missing[at] ?? '', text);
      });
    }
    if (own === asked) show(query, pieces);
  }

  function show(query: string, known: Pieces): void {
    const isAsked = query !== '' || filterWords(filter) !== '';
    const hits = isAsked ? search(index, known, query, filter) : [];
    lists.hidden = isAsked;
    chooser.show(query === '' ? all : search(index, known, query).map(({ entry }) => entry.facets), filter);
    isCertain = hits[0]?.isId === true && hits[1]?.isId !== true;
    list.replaceChildren(...hits.slice(0, MOST).map((hit) => hitItem(hit, form.dataset['base'] ?? '')));
    status.replaceChildren(...(isAsked ? statusOf(hits.length, query) : []));
  }

  function statusOf(count: number, query: string): (Node | string)[] {
    const words = [query === '' ? '' : `“${query}”`, filterWords(filter)].filter((part) => part !== '').join(', ');
    const back = element('a', { href: location.pathname }, 'Show the lists');
    if (count === 0) return [`No advisory matches ${words}. `, back];
    return [`${advisories(count)} for ${words}${count > MOST ? `; the first ${MOST} are shown` : ''}. `];
  }
}

/** A file of the index; undefined when it cannot be had. */
async function load<T>(address: URL): Promise<T | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}
