// The team's keys as files: one each for import, all together for programs that verify.

import { KEYRING, KEYS } from '../lib/links.ts';
import { armoredKeys } from '../lib/pgp/armor.ts';
import type { Format, Output } from '../types.ts';

const TYPE = 'application/pgp-keys';

export default {
  id: 'keys',
  about: 'The public keys of the team: one file each, and keyrings for gpgv and sqv',
  makes: /^keys\//,
  *render({ model: { keys } }) {
    if (keys.length === 0) return;
    const folder = KEYS.slice(1);
    for (const { path, armored, file } of keys)
      yield { path: path.slice(1), type: TYPE, body: armored, from: file } satisfies Output;
    const all = keys.map((key) => key.binary);
    yield { path: `${folder}${KEYRING}.asc`, type: TYPE, body: armoredKeys(all), from: 'keys' };
    yield { path: `${folder}${KEYRING}.gpg`, type: TYPE, body: Buffer.concat(all), from: 'keys' };
  },
} satisfies Format;
