// The texts that an advisory had in earlier versions, byte for byte, and what each version changed: readers keep links to
// what they acted on.

import { detached } from '../lib/pgp/requests.ts';
import { diffOf, versionTexts } from '../lib/revisions/version-texts.ts';
import type { Format, Output } from '../types.ts';

export default {
  id: 'version-texts',
  about: 'Texts of earlier versions, byte for byte, and the unified diff from one to the next',
  makes: /\/v\d+\.(?:txt|diff)$/,
  *render(context): Iterable<Output> {
    for (const advisory of context.model.advisories) {
      if (!advisory.archived?.length) continue;
      for (const each of versionTexts(context, advisory)) {
        const archived = advisory.archived.find(({ version }) => each.isArchived && version === each.version);
        const type = 'text/plain; charset=utf-8';
        if (archived) {
          const { bytes, path } = archived.file;
          yield { path: each.path.slice(1), type, body: bytes, sign: detached(each.date), from: path };
        }
        const diff = diffOf(each);
        if (each.difference && diff !== undefined)
          yield { path: each.difference.path.slice(1), type, body: diff, from: advisory.document.path };
      }
    }
  },
} satisfies Format;
