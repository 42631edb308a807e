// One id, one advisory: ids are the key of every index, feed and URL.

import { placeOf } from '../lib/decode/decode.ts';
import type { Advisory, Rule } from '../types.ts';

export default {
  id: 'duplicate-id',
  level: 'error',
  about: 'Two advisories with one id would overwrite each other, and readers could not tell which one is meant.',
  example: {
    file: 'content/xsa/XSA-2.md',
    pass: 'id: XSA-2',
    fail: 'id: XSA-1\npatches: [{file: xsa1.patch}]',
    message: 'Id `XSA-1` belongs to `content/xsa/XSA-1.md` too',
  },
  *check({ advisories }) {
    const owners = new Map<string, Advisory>();
    // The file that has the id as its name is the owner, whichever comes first.
    for (const advisory of [...advisories].sort((a, b) => Number(isNamedAfterId(b)) - Number(isNamedAfterId(a)))) {
      // `XSA-01` would be a second name of number 1.
      const key = [advisory.series, ...advisory.number].join('-');
      const owner = owners.get(key);
      if (owner) {
        yield {
          at: { document: advisory.document, field: ['id'] },
          text: `Id \`${advisory.id}\` belongs to \`${owner.document.path}\` too`,
          hint: 'Give each advisory an id of its own, and its file the same name',
          found: advisory.id,
          cause: { place: placeOf(owner.document.fields, ['id']), text: 'The other one is here' },
        };
      }
      owners.set(key, owner ?? advisory);
    }
  },
} satisfies Rule;

const isNamedAfterId = (advisory: Advisory): boolean => advisory.document.path.endsWith(`/${advisory.id}.md`);
