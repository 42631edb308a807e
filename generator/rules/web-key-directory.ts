// Programs look for the key of an address on two hosts of the address's domain; this site may be neither.

import { placeOf } from '../lib/decode/decode.ts';
import { keysOf } from '../lib/pgp/key-use.ts';
import { directoryEntries, isServedBy } from '../lib/pgp/web-key-directory.ts';
import type { Rule } from '../types.ts';

export default {
  id: 'web-key-directory',
  level: 'info',
  about: 'A Web Key Directory that lies on another host than the one asked finds nobody.',
  example: {
    file: 'content/site.yaml',
    pass: 'url: https://security.sample.example',
    fail: 'url: https://www.sample.example',
    message:
      'Programs look for keys of `security.sample.example` on `openpgpkey.security.sample.example` and `security.sample.example`, not on `www.sample.example`',
  },
  *check(context) {
    const { site, sources } = context;
    if (site.url === '') return;
    const domains = new Set(directoryEntries(keysOf(context)).map(({ domain }) => domain));
    for (const domain of [...domains].sort()) {
      if (isServedBy(site, domain)) continue;
      yield {
        at: placeOf(sources.config, ['url']),
        text: `Programs look for keys of \`${domain}\` on \`openpgpkey.${domain}\` and \`${domain}\`, not ${site.prefix === '' ? 'on' : 'below'} \`${site.url.replace(/^https?:\/\//, '')}\``,
        hint: `Let \`openpgpkey.${domain}\` serve the folder \`.well-known/openpgpkey\` of this site, then turn this rule off`,
      };
    }
  },
} satisfies Rule;
