// A site behind an address. The server is not trusted: it gets GET requests for paths of the site and nothing else, and
// its answers have limits in size and time.

import { setTimeout as wait } from 'node:timers/promises';
import { hashing } from './hashing.ts';
import type { Loaded, SiteFiles } from './site-files.ts';

/** What a server may cost. */
export type WebLimits = {
  readonly fileBytes: number;
  readonly allBytes: number;
  /** For one file, and for the pause between two of its pieces. */
  readonly fileMs: number;
  readonly idleMs: number;
  /** After so many answers that failed nothing more is asked. */
  readonly failures: number;
  /** Before a server that is busy is asked again. */
  readonly pauseMs: number;
};

/** Enough for any site, too little to harm whoever verifies it. */
export const WEB_LIMITS: WebLimits = {
  fileBytes: 256 * 1024 * 1024,
  allBytes: 4 * 1024 * 1024 * 1024,
  fileMs: 120_000,
  idleMs: 20_000,
  failures: 10,
  pauseMs: 1_000,
};

const MOST_REDIRECTS = 5;
const MOST_ATTEMPTS = 3;

/** The base of a site's address; undefined for what is none, and for one that is not encrypted on its way. */
export function siteAddress(written: string): URL | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  const isLoopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const folder = url.pathname.replace(/\/index\.html$/, '/');
  return new URL(`${url.origin}${folder.endsWith('/') ? folder : `${folder}/`}`);
}

/** The files below an address of `siteAddress`. */
export function webFiles(base: URL, limits: WebLimits = WEB_LIMITS): SiteFiles {
  let [bytes, failures] = [0, 0];
  let stopped: string | undefined;
  const load = async (path: string): Promise<Loaded> => {
    if (stopped !== undefined) return { kind: 'skipped' };
    const loaded = await fetched(new URL(path.split('/').map(encodeURIComponent).join('/'), base), path, limits);
    if (loaded.kind === 'file') bytes += loaded.size;
    if (loaded.kind === 'failed') failures += 1;
    if (bytes > limits.allBytes) stopped ??= `the site has more than ${limits.allBytes} bytes`;
    if (failures >= limits.failures) stopped ??= `${failures} requests failed`;
    return loaded;
  };
  return { name: base.href, url: base.href.replace(/\/$/, ''), strange: [], parallel: 8, load, stopped: () => stopped };
}

async function fetched(start: URL, path: string, limits: WebLimits): Promise<Loaded> {
  let [url, redirects, attempts] = [start, 0, 1];
  while (true) {
    const answer = await request(url, path, limits);
    if (!('again' in answer)) return answer;
    if (answer.again === 'later') {
      if (attempts === MOST_ATTEMPTS) return { kind: 'failed', reason: answer.reason };
      await wait(limits.pauseMs * attempts++);
      continue;
    }
    if (answer.again.origin !== start.origin)
      return { kind: 'failed', reason: `the server sends on to another one, ${answer.again.origin}` };
    if (++redirects > MOST_REDIRECTS) return { kind: 'failed', reason: 'the server sends on again and again' };
    url = answer.again;
  }
}

/** An answer that is none yet: where to ask, or that it may work later. */
type Again = { readonly again: URL } | { readonly again: 'later'; readonly reason: string };

async function request(url: URL, path: string, limits: WebLimits): Promise<Loaded | Again> {
  const abort = new AbortController();
  const stop = (reason: string) => () => abort.abort(new Error(reason));
  const whole = setTimeout(stop(`it took more than ${limits.fileMs / 1000} s`), limits.fileMs);
  const idle = setTimeout(stop(`nothing came for ${limits.idleMs / 1000} s`), limits.idleMs);
  try {
    const response = await fetch(url, { redirect: 'manual', signal: abort.signal });
    const content = hashing();
    const other = otherAnswer(response, url, path);
    if (other) {
      await response.body?.cancel();
      return other;
    }
    for await (const chunk of response.body ?? []) {
      idle.refresh();
      content.add(chunk as Uint8Array);
      if (content.size() > limits.fileBytes)
        return { kind: 'failed', reason: `it has more than ${limits.fileBytes} bytes` };
    }
    return content.end();
  } catch (error) {
    const reason = abort.signal.reason instanceof Error ? abort.signal.reason.message : failureOf(error as Error);
    return { kind: 'failed', reason };
  } finally {
    clearTimeout(whole);
    clearTimeout(idle);
    abort.abort();
  }
}

/** What an answer means that does not bring the file; undefined for one that does. */
function otherAnswer({ status, headers }: Response, url: URL, path: string): Loaded | Again | undefined {
  if (status === 200) return undefined;
  const location = headers.get('location');
  if ([301, 302, 303, 307, 308].includes(status) && location !== null && URL.canParse(location, url))
    return { again: new URL(location, url) };
  // Hosts serve the page for lost readers with the status that it is there for.
  if (status === 404 && path === '404.html') return undefined;
  if (status === 404 || status === 410) return { kind: 'missing' };
  const reason = `the server answers with status ${status}`;
  return [429, 502, 503, 504].includes(status) ? { again: 'later', reason } : { kind: 'failed', reason };
}

function failureOf(error: Error): string {
  const { code = error.message } = (error.cause ?? error) as NodeJS.ErrnoException;
  return `the connection failed (${code})`;
}
