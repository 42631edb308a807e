// An advisory about a change of keys names two keys that the site has, so that readers can compare both.

import { shown } from '../lib/decode/decode.ts';
import { keysOf } from '../lib/pgp/key-use.ts';
import type { Advisory, Finding, PublishedKey, Rule } from '../types.ts';

export default {
  id: 'key-change',
  level: 'error',
  about: 'Who is told of a new key by its fingerprint has to find that key, and the old one that vouches for it.',
  example: {
    file: 'content/dsa/DSA-2-1.md',
    pass: 'new: C041852564A3632E292E6273DA5E01815288CA76',
    fail: 'new: 0000000000000000000000000000000000000001',
    message: 'No file in `content/keys/` has the new key `0000000000000000000000000000000000000001`',
  },
  *check(context) {
    const keys = keysOf(context);
    // Keys that could not be read have messages of their own.
    if (context.sources.keyFiles.length > 0 && keys.length === 0) return;
    const replaced = new Set(context.advisories.flatMap((each) => each.keyChange?.old ?? []));
    for (const advisory of context.advisories) yield* checkChange(advisory, keys, replaced);
  },
} satisfies Rule;

function* checkChange(
  { document, keyChange }: Advisory,
  keys: readonly PublishedKey[],
  replaced: ReadonlySet<string>,
): Generator<Finding> {
  if (!keyChange) return;
  if (keyChange.old === keyChange.new) {
    yield {
      at: { document, field: ['key-change', 'new'] },
      text: 'The old and the new key are the same',
      hint: 'Write the fingerprint of each, as `gpg --show-keys` prints it',
      found: keyChange.new,
    };
    return;
  }
  for (const name of ['old', 'new'] as const) {
    const fingerprint = keyChange[name];
    const key = keys.find((each) => each.fingerprint === fingerprint);
    const at = { document, field: ['key-change', name] };
    if (!key) {
      yield {
        at,
        text: `No file in \`content/keys/\` has the ${name} key ${shown(fingerprint)}`,
        hint: 'Put the public key there; old keys stay, with the role `retired`',
        found: fingerprint,
      };
    } else if (name === 'new' && key.roles.includes('retired') && !replaced.has(fingerprint)) {
      yield {
        at,
        text: `The new key ${shown(fingerprint)} is \`retired\`, and no other advisory replaces it`,
        hint: 'Give it the role `signing`, or publish the change to the key after it',
        found: fingerprint,
      };
    }
  }
}
