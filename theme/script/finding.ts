/// <reference lib="dom" />
// The script of the lists and of the search: one file for both, so that a page asks for no more than this.

import { focusOnSlash } from './parts/dom.ts';
import { narrowList } from './parts/filters.ts';
import { startSearch } from './parts/search.ts';

const form = document.querySelector<HTMLFormElement>('form[data-index]');
const filters = document.querySelector('.filter');
if (form) startSearch(form);
else if (filters) narrowList(filters);
focusOnSlash(document.querySelector<HTMLInputElement>('form.search input'));
