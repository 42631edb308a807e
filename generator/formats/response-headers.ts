// `/_headers`: what the host is to send with each file, in the form that Netlify and Cloudflare Pages read
// (https://docs.netlify.com/routing/headers/). Policies of several lines hold together, so that a line for some pages
// can only take away; what a page may not do is in the page itself, too.

import { hostPolicy } from '../lib/content-policy.ts';
import { HEADERS } from '../lib/links.ts';
import type { Format, Model } from '../types.ts';

export default {
  id: 'response-headers',
  about: 'Header fields that a static host is to send: the policy of the pages, types that are not to be guessed',
  makes: /^_headers$/,
  *render({ model }) {
    yield { path: HEADERS, type: 'text/plain', body: headers(model), from: 'response-headers' };
  },
} satisfies Format;

function headers({ site: { prefix } }: Model): string {
  const rules: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [
      '/*',
      {
        'Content-Security-Policy': hostPolicy(),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      },
    ],
    ['/check/*', { 'Content-Security-Policy': "connect-src 'none'; form-action 'none'" }],
    // Their names change with their contents.
    ['/assets/*', { 'Cache-Control': 'public, max-age=31536000, immutable' }],
  ];
  const block = ([path, fields]: (typeof rules)[number]) =>
    `${prefix}${path}\n${Object.entries(fields)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join('')}`;
  return rules.map(block).join('');
}
