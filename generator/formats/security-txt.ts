// `/.well-known/security.txt`: where to report what (RFC 9116). It is signed in its own place.

import { absolute, SECURITY_TXT } from '../lib/links.ts';
import type { Format, Model, Site } from '../types.ts';

export default {
  id: 'security-txt',
  about: 'Where to report vulnerabilities, for programs (security.txt, RFC 9116)',
  makes: /^\.well-known\/security\.txt$/,
  *render({ model }) {
    const { securityTxt } = model.site;
    if (!securityTxt) return;
    yield {
      path: SECURITY_TXT.slice(1),
      type: 'text/plain; charset=utf-8',
      body: `${fields(model, securityTxt)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n')}\n`,
      sign: { forms: ['in-place'], date: model.modified },
      from: 'content/site.yaml',
    };
  },
} satisfies Format;

type Field = readonly [name: string, value: string];

/** The first contact is the one that the team likes best. */
function fields({ site, keys }: Model, settings: NonNullable<Model['site']['securityTxt']>): Field[] {
  const { contact, expires, acknowledgments, policy, hiring, languages } = settings;
  const encryption = keys.filter((key) => key.state === 'valid' && key.roles.includes('contact'));
  const each = (name: string, values: readonly string[]): Field[] => values.map((value) => [name, value]);
  const links = (name: string, values: readonly string[]): Field[] =>
    each(
      name,
      values.map((value) => (value.startsWith('/') ? absolute(site, value) : value)),
    );
  return [
    ...each('Contact', contact),
    ['Expires', expires],
    ...links(
      'Encryption',
      encryption.map((key) => key.path),
    ),
    ...links('Acknowledgments', acknowledgments),
    ...each('Preferred-Languages', languages.length > 0 ? [languages.join(', ')] : []),
    ...canonical(site).map((address): Field => ['Canonical', address]),
    ...links('Policy', policy),
    ...links('Hiring', hiring),
  ];
}

/** Programs look at the top of the host alone (RFC 9116, 3), so that a site below a path has its file there, too. */
function canonical(site: Site): string[] {
  const own = absolute(site, SECURITY_TXT);
  return site.prefix === '' ? [own] : [new URL(SECURITY_TXT, site.url).href, own];
}
