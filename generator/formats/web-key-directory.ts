// The Web Key Directory, for both methods by which programs look for it: the advanced one has a folder for each domain,
// the direct one has the addresses of the domain that serves it (draft-koch-openpgp-webkey-service, 3.1).

import { directoryEntries, isServedBy } from '../lib/pgp/web-key-directory.ts';
import type { Format, Output } from '../types.ts';

const FOLDER = '.well-known/openpgpkey';

export default {
  id: 'web-key-directory',
  about: 'The keys by mail address, as gpg and mail programs look for them (Web Key Directory)',
  makes: /^\.well-known\/openpgpkey\//,
  *render({ model: { site, keys } }) {
    const entries = directoryEntries(keys);
    const domains = [...new Set(entries.map(({ domain }) => domain))];
    const ofTeam = site.team.email.split('@').at(-1)?.toLowerCase();
    const direct = domains.find((domain) => isServedBy(site, domain)) ?? domains.find((domain) => domain === ofTeam);
    for (const domain of domains) {
      const folders = [`${FOLDER}/${domain}`, ...(domain === direct ? [FOLDER] : [])];
      for (const folder of folders) {
        // The policy has no flags to set; the file has to be there all the same.
        yield output(`${folder}/policy`, 'text/plain', '');
        for (const { hash, body } of entries.filter((entry) => entry.domain === domain))
          yield output(`${folder}/hu/${hash}`, 'application/octet-stream', body);
      }
    }
  },
} satisfies Format;

function output(path: string, type: string, body: Output['body']): Output {
  return { path, type, body, from: 'web-key-directory' };
}
