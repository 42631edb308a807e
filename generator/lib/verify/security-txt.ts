// Whether security.txt is still to be believed (RFC 9116, 2.5.5: a file that has expired is not).

import type { Instant, Message } from '../../types.ts';
import { fault } from './fault.ts';

const PATH = '.well-known/security.txt';

/** What is wrong with the file's `Expires`; nothing for other files. */
export function securityTxtFaults(path: string, bytes: Uint8Array, now: Instant): Message[] {
  if (path !== PATH) return [];
  const [, written] = /^Expires: *([^\s]{1,40}) *\r?$/im.exec(new TextDecoder().decode(bytes)) ?? [];
  const expires = Date.parse(written ?? '');
  const hint = 'Give `security-txt` in the configuration a later `expires`, and publish the site again';
  if (Number.isNaN(expires))
    return [fault('expired-security-txt', PATH, '`security.txt` does not say when it expires', hint)];
  if (expires > Date.parse(now)) return [];
  return [fault('expired-security-txt', PATH, `\`security.txt\` expired at ${written}`, hint)];
}
