// What a request to the live preview asks for. Requests come from whatever page a browser has open, so the host is
// checked (a name that an attacker leads to this machine is refused), and a path only ever names an output.

import { isIP } from 'node:net';
import { outputPath } from '../links.ts';

/** The path of an output, or the address that the browser should go to; `undefined` where the path is none. */
export type Asked = { readonly path: string; readonly slashed?: string } | undefined;

/** True for a `Host` header that names this machine by itself, or the address that the preview was told to serve at. */
export function isOwnHost(header: string | undefined, bound: string): boolean {
  if (header === undefined || !/^[\w.:[\]-]{1,255}$/.test(header)) return false;
  const name = header.replace(/:\d{1,5}$/, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost') || name === bound.toLowerCase()) return true;
  // An address is no name that somebody else could lead here.
  return isIP(name) === 4 || (name.startsWith('[') && isIP(name.slice(1, -1)) === 6);
}

/** The output below `prefix` that a URL asks for; nothing for a path with `..`, a backslash or bytes that are no text. */
export function askedFor(url: string, prefix: string): Asked {
  const [written = ''] = url.split(/[?#]/, 1);
  let path: string;
  try {
    path = decodeURIComponent(written);
  } catch {
    return undefined;
  }
  if (!path.startsWith(`${prefix}/`) || /[\\\p{Cc}]/u.test(path)) return undefined;
  const own = path.slice(prefix.length);
  if (own.split('/').some((part) => part === '..' || part === '.') || own.includes('//')) return undefined;
  return { path: outputPath(own), ...(!own.endsWith('/') && { slashed: `${own.slice(1)}/index.html` }) };
}
