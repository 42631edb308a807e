// Publishes the patches as they are, beside the page of their advisory: readers compare their SHA-256 with the
// announcement, so not a byte may change.

import { detached } from '../lib/pgp/requests.ts';
import type { Format, Output } from '../types.ts';

export default {
  id: 'patch-files',
  about: 'The patches of every public advisory, byte for byte',
  *render({ model }): Iterable<Output> {
    for (const { folder, patches, document, updated } of model.advisories) {
      for (const { file, bytes } of patches) {
        yield {
          path: `${folder}${file}`.replace(/^\//, ''),
          type: 'text/plain; charset=utf-8',
          body: bytes,
          sign: detached(updated),
          from: document.path,
        };
      }
    }
  },
} satisfies Format;
