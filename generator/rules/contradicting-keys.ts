// One key, one file, one entry; and a key that is retired does not sign.

import { placeOf, shown } from '../lib/decode/decode.ts';
import { keyName, keyPlace } from '../lib/pgp/key-use.ts';
import type { CheckContext, Finding, Rule } from '../types.ts';

export default {
  id: 'contradicting-keys',
  level: 'error',
  about: 'Where two places speak of one key, readers see what only one of them says.',
  example: {
    file: 'content/site.yaml',
    pass: '  - {file: modern.asc, roles: contact}\n',
    fail: '  - {file: modern.asc, roles: contact}\n  - {file: modern.asc, roles: contact}\n',
    message: 'Two entries for the key file `modern.asc`',
  },
  *check(context) {
    yield* entries(context);
    yield* fingerprints(context);
  },
} satisfies Rule;

function* entries({ site, sources }: CheckContext): Generator<Finding> {
  for (const [index, { file, roles }] of site.keys.entries()) {
    const first = site.keys.findIndex((each) => each.file === file);
    if (roles.includes('signing') && roles.includes('retired')) {
      yield {
        at: placeOf(sources.config, ['keys', index, 'roles']),
        text: `The key in ${shown(file)} is \`signing\` and \`retired\``,
        hint: 'Keep one of the two: a retired key signs nothing new, and its old signatures stay valid',
      };
    }
    if (first === index) continue;
    yield {
      at: placeOf(sources.config, ['keys', index, 'file']),
      text: `Two entries for the key file ${shown(file)}`,
      hint: 'Join them: `roles` can be a list',
      cause: { place: placeOf(sources.config, ['keys', first, 'file']), text: 'The other entry is here' },
    };
  }
}

function* fingerprints(context: CheckContext): Generator<Finding> {
  const { certificates } = context.sources;
  for (const [index, key] of certificates.entries()) {
    const first = certificates.findIndex((each) => each.fingerprint === key.fingerprint);
    const other = certificates[first];
    if (first === index || !other) continue;
    yield {
      at: { file: key.file, line: 1, column: 1 },
      text: `The key \`${key.fingerprint}\` is in ${keyName(key)} and in ${keyName(other)}`,
      hint: 'Keep the newer file, and export each key once',
      found: key.fingerprint,
      cause: { place: keyPlace(context, other), text: 'The other one is here' },
    };
  }
}
