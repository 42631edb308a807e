// The subject of a posting to the public list: it names software, affected versions and kind of the vulnerability.

import type { Model, PublicAdvisory } from '../../types.ts';
import { affectedWords } from '../versions/affected-words.ts';

/** Why something cannot be posted, and what to do. */
export type PostingFault = { readonly text: string; readonly hint: string };

/** More ids than this are counted; the text names them. */
const MOST_CVES = 4;

/** `Barbican 4.16 and later: a guest can read memory (XSA-47, CVE-2026-190047)`. */
export function postingSubject({ site }: Model, advisory: PublicAdvisory): string {
  const { id, cves, title, revisions, version, isWithdrawn } = advisory;
  const name = site.disclosure.posting?.software;
  const software = affectedWords(advisory, site, name) ?? name ?? advisory.packages.join(', ');
  const isCorrection = revisions.filter(({ editorial }) => !editorial).length > 1;
  const ids = cves.length > MOST_CVES ? [`${cves.length} CVE ids`] : cves;
  const names = [isCorrection ? `${id} version ${version}` : id, ...ids].join(', ');
  return `${isWithdrawn ? 'WITHDRAWN: ' : ''}${software === '' ? '' : `${software}: `}${title} (${names})`;
}

/** What the subject does not say. */
export function subjectFault(subject: string, { site }: Model, advisory: PublicAdvisory): PostingFault | undefined {
  const names = [...advisory.packages, site.disclosure.posting?.software ?? ''].filter((name) => name !== '');
  const plain = subject
    .replace(/\b(?:CVE-\d{4}-\d+|[A-Z][A-Z0-9]*(?:-\d+)+)\b/g, ' ')
    .replace(/\bversion \d+\b|\b\d+ CVE ids\b/g, ' ');
  const lower = plain.toLowerCase();
  const missing = (what: string): PostingFault => ({
    text: `the subject "${subject}" ${what}`,
    hint: 'The list wants software, affected versions and kind of the vulnerability; write them with `--subject`',
  });
  if (!names.some((name) => lower.includes(name.toLowerCase()))) return missing('does not name the software');
  if (!/\d|\b(?:all|several) versions\b/.test(lower)) return missing('does not say which versions are affected');
  return hasKind(lower, names) ? undefined : missing('does not say what kind of vulnerability it is');
}

/** True when a word is left that is neither a version, such as `2.9.8-4+team10u5`, nor the software, nor hollow. */
function hasKind(subject: string, names: readonly string[]): boolean {
  const rest = names.reduce((text, name) => text.replaceAll(name.toLowerCase(), ' '), withoutVersions(subject));
  return (rest.match(/\p{L}{3,}/gu) ?? []).some((word) => !HOLLOW.has(word));
}

const withoutVersions = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => !/\d/.test(word))
    .join(' ');

/** Words that say nothing about a vulnerability. */
const HOLLOW = new Set(
  `advisory affected affects all and announcement before bug bugs cve disclosure exploit fix fixed fixes flaw flaws for from
  important issue issues later multiple new notice packages patch patches problem problems regression release releases
  several security the update updates version versions vulnerabilities vulnerability vulnerable warning with withdrawn
  critical high medium moderate low severe other into`.split(/\s+/),
);
