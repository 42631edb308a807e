// `/check/` and the data behind it: a module, so that the page needs no request that its policy would have to allow.

import { renderDocument } from '../../theme/document.ts';
import { CheckPage } from '../../theme/pages/check.tsx';
import { advisoryIndex, INDEX_PATH, INDEX_START } from '../lib/affected/advisory-index.ts';
import { sha256 } from '../lib/data/advisory-record.ts';
import { CHECK, outputPath } from '../lib/links.ts';
import type { Format } from '../types.ts';

export default {
  id: 'affected',
  about: 'The page that compares a list of installed packages with the advisories, in the browser, and its data',
  *render({ model, styles, extras }) {
    // JSON is JavaScript, and no key of it is a name that somebody chose.
    const body = `${INDEX_START}${JSON.stringify(advisoryIndex(model))};\n`;
    yield { path: outputPath(INDEX_PATH), type: 'text/javascript', body, from: 'affected' };
    const page = CheckPage({ model, styles, extras, version: sha256(body).slice(0, 12) });
    yield { path: outputPath(CHECK), type: 'text/html', body: renderDocument(page), from: 'affected' };
  },
} satisfies Format;
