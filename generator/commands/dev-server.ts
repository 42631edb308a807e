// The HTTP side of the live preview: answers from the outputs alone, tells open pages what changed. It never opens a
// file, so no request can name one.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import client from '../../theme/live/client.js?raw';
import { livePage, OWN } from '../lib/live/live-page.ts';
import { askedFor, isOwnHost } from '../lib/live/request.ts';
import type { Message, Output } from '../types.ts';

/** What is served, asked anew with every request. */
export type Served = {
  readonly host: string;
  /** Path of the site's URL. */
  readonly prefix: () => string;
  /** Renders one output. */
  readonly output: (path: string) => Output | undefined;
  readonly messages: () => readonly Message[];
  /** Stands for every page while there is no site. */
  readonly faultPage: () => string;
  readonly hasSite: () => boolean;
  /** Told of what went wrong while a page was drawn. */
  readonly onFault: (path: string, error: unknown) => void;
};

/** A server that listens. */
export type DevServer = {
  readonly port: number;
  /** Sends the messages, and reloads the pages that changed. */
  readonly update: () => void;
  /** Exchanges style sheets in place. */
  readonly styles: () => void;
  readonly close: () => Promise<void>;
};

type Client = { readonly response: ServerResponse; readonly page: string };

const COMMON = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** For what is no page: an SVG may have styles of its own, and nothing runs. */
const FILE_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; sandbox";

/** Listens on `port`, or on a free one for 0; rejects when the port is taken. */
export function listen(served: Served, port: number): Promise<DevServer> {
  const clients = new Set<Client>();
  /** Path of a page -> sum of what was sent last. */
  const sent = new Map<string, string>();

  const server = createServer((request, response) => {
    try {
      answer(request, response);
    } catch (error) {
      served.onFault(request.url ?? '', error);
      if (!response.headersSent) text(response, 500, 'This page cannot be shown: the terminal says why');
      else response.end();
    }
  });

  const answer = (request: IncomingMessage, response: ServerResponse): ServerResponse => {
    if (!isOwnHost(request.headers.host, served.host)) return text(response, 403, 'This host is not the preview');
    if (request.method !== 'GET' && request.method !== 'HEAD') return text(response, 405, 'Only GET and HEAD');
    const url = request.url ?? '/';
    const prefix = served.prefix();
    const own = prefix + OWN;
    if (url === `${own}client.js`) return send(response, 200, 'text/javascript', client);
    if (url.startsWith(`${own}events`)) return open(response, url);
    if (prefix !== '' && (url === '/' || url === prefix)) return redirect(response, `${prefix}/`);
    if (!served.hasSite()) return page(response, 503, served.faultPage(), `${own}client.js`);
    const asked = askedFor(url, prefix);
    if (!asked) return text(response, 400, 'This is no path of the site');
    const output = served.output(asked.path);
    if (output) {
      if (output.type !== 'text/html') return send(response, 200, output.type, output.body);
      sent.set(asked.path, sum(output.body));
      return page(response, 200, String(output.body), `${own}client.js`);
    }
    if (asked.slashed !== undefined && served.output(asked.slashed))
      return redirect(response, `${prefix}/${encodeURI(asked.slashed.replace(/index\.html$/, ''))}`);
    const missing = served.output('404.html');
    if (!missing) return text(response, 404, 'There is no such page');
    return page(response, 404, String(missing.body), `${own}client.js`);
  };

  const open = (response: ServerResponse, url: string): ServerResponse => {
    const asked = askedFor(new URL(url, 'http://localhost').searchParams.get('page') ?? '/', served.prefix());
    const one = { response, page: asked?.path ?? '' };
    response.writeHead(200, { ...COMMON, 'content-type': 'text/event-stream' });
    event(one, 'messages', served.messages());
    clients.add(one);
    return response.on('close', () => clients.delete(one));
  };

  const isChanged = (path: string): boolean => {
    const before = sent.get(path);
    try {
      const body = served.hasSite() ? served.output(path)?.body : undefined;
      return body === undefined || before !== sum(body);
    } catch {
      // Whoever loads the page is told what is wrong with it.
      return true;
    }
  };

  const live: Omit<DevServer, 'port'> = {
    update: () => {
      for (const one of clients) {
        event(one, 'messages', served.messages());
        if (isChanged(one.page)) event(one, 'reload', {});
      }
    },
    styles: () => {
      for (const one of clients) event(one, 'styles', {});
    },
    close: () =>
      new Promise((resolve) => {
        for (const { response } of clients) response.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, served.host, () => {
      const address = server.address();
      resolve({ ...live, port: typeof address === 'object' && address ? address.port : port });
    });
  });
}

function event({ response }: Client, name: string, data: unknown): void {
  response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

function page(response: ServerResponse, status: number, html: string, script: string): ServerResponse {
  const { body, policy } = livePage(html, script);
  response.writeHead(status, {
    ...COMMON,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  });
  return response.end(body);
}

function send(response: ServerResponse, status: number, type: string, body: Output['body']): ServerResponse {
  const full = /^(?:text\/|application\/(?:.*\+)?(?:json|xml)$)/.test(type) && !type.includes('charset');
  const own = full ? `${type}; charset=utf-8` : type;
  response.writeHead(status, { ...COMMON, 'content-type': own, 'content-security-policy': FILE_POLICY });
  return response.end(body);
}

function text(response: ServerResponse, status: number, sentence: string): ServerResponse {
  return send(response, status, 'text/plain', `${sentence}\n`);
}

function redirect(response: ServerResponse, to: string): ServerResponse {
  return response.writeHead(302, { ...COMMON, location: to }).end();
}

const sum = (body: Output['body']): string => createHash('sha256').update(body).digest('hex');
