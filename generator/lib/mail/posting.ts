// A posting to the public list for everybody, as its rules want it: a subject that names software, affected versions and
// kind of the vulnerability, a text that says everything by itself, patches as text, and one recipient.

import type { Embargo, Instant, Model, PublicAdvisory } from '../../types.ts';
import { duration, millisOf, momentText } from '../disclosure/time.ts';
import { absolute } from '../links.ts';
import { wordsOf, wrap } from '../text/layout.ts';
import { affectedWords } from '../versions/affected-words.ts';
import { type Posting, postingOf } from './message-id.ts';
import type { Attachment } from './parts.ts';

/** What a mail says beside, or in place of, what the announcement of a series says. */
export type Letter = {
  readonly announced: Posting;
  readonly subject: string;
  readonly text: string;
  /** Message-IDs that it answers, the oldest first. */
  readonly follows: readonly string[];
  /** Files beside the patches. */
  readonly files: readonly Attachment[];
  readonly hasPatches: boolean;
};

/** Why something cannot be posted, and what to do. */
export type PostingFault = { readonly text: string; readonly hint: string };

const WIDTH = 72;

/** Fewer words without addresses say nothing once the addresses are dead. */
const FEWEST_WORDS = 25;

/** The posting of an advisory; `text` is the announcement as the site has it. */
export function posting(
  model: Model,
  advisory: PublicAdvisory,
  text: string,
  { embargo, subject: own, follows }: { embargo?: Embargo; subject?: string; follows: readonly string[] },
): Letter | PostingFault {
  const subject = own ?? subjectOf(model, advisory);
  const fault = subjectFault(subject, model, advisory) ?? textFault(text) ?? patchFault(advisory);
  if (fault) return fault;
  const { exploit } = embargo ?? {};
  const isHeldBack = exploit?.isShared === true && !advisory.isWithdrawn;
  if (isHeldBack && exploit.followUp === undefined)
    return {
      text: 'an exploit was shared under embargo, and nothing says when it is posted',
      hint: `Write the time as \`embargo.exploit.follow-up\`, at most ${model.site.disclosure.exploitDays} days after the publication`,
    };
  if (isHeldBack && isTooLate(advisory.published, exploit.followUp, model))
    return {
      text: `the exploit is held back until ${exploit.followUp ?? ''}, more than ${model.site.disclosure.exploitDays} days after the publication`,
      hint: 'Correct `embargo.exploit.follow-up`, after you have agreed on an earlier time',
    };
  const note = isHeldBack ? heldBack(advisory.published, exploit.followUp ?? '') : '';
  return {
    announced: postingOf(advisory),
    subject,
    text: `${note}${text}`,
    follows,
    files: [],
    hasPatches: true,
  };
}

/** The posting that brings the exploit. */
export function followUp(
  model: Model,
  advisory: PublicAdvisory,
  {
    embargo,
    subject: own,
    follows,
    files,
  }: { embargo?: Embargo; subject?: string; follows: readonly string[]; files: readonly Attachment[] },
): Letter | PostingFault {
  const { exploit } = embargo ?? {};
  if (!exploit?.isShared)
    return {
      text: `no exploit of ${advisory.id} was held back`,
      hint: 'Write `embargo.exploit: {shared: true, follow-up: TIME}` when one was',
    };
  if (exploit.followUp !== undefined && model.now < exploit.followUp)
    return {
      text: `the exploit of ${advisory.id} is due on ${momentText(exploit.followUp)}, and not before`,
      hint: 'Wait for that time; `--now` shows the mail as it will be',
    };
  const subject = own ?? `Exploit for ${subjectOf(model, advisory)}`;
  const fault = subjectFault(subject, model, advisory);
  if (fault) return fault;
  return {
    announced: 'oss-security-follow-up',
    subject,
    text: followUpText(model, advisory, files),
    follows,
    files,
    hasPatches: false,
  };
}

/** True for a fault. */
export const isFault = (value: Letter | PostingFault): value is PostingFault => 'hint' in value;

const isTooLate = (published: Instant, until: Instant | undefined, { site }: Model): boolean =>
  until !== undefined && millisOf(until) - millisOf(published) > site.disclosure.exploitDays * 86_400_000;

function heldBack(published: Instant, until: Instant): string {
  const after = until > published ? `, ${duration(millisOf(until) - millisOf(published))} after the publication` : '';
  const words = `An exploit for this issue is held back. It will be posted to this list on ${momentText(until)}${after}.`;
  return `${wrap(wordsOf(words), WIDTH).join('\n')}\n\n`;
}

function followUpText(model: Model, advisory: PublicAdvisory, files: readonly Attachment[]): string {
  const { id, title, cves, published } = advisory;
  const { site } = model;
  const name = [id, ...cves].join(', ');
  const facts = [
    `This brings the exploit for ${name}, "${title}", which was held back when the advisory was published on ${momentText(published)}.`,
    `Affected: ${affectedWords(advisory, site, site.disclosure.posting?.software) ?? advisory.packages.join(', ')}.`,
    ...(advisory.action === undefined ? [] : [`What to do: ${advisory.action}`]),
    `Attached: ${files.map((file) => file.name).join(', ')}. Nobody is asked to run it on systems of others.`,
    `The advisory, which was posted to this list, is also at ${absolute(site, advisory.path)}`,
  ];
  return `${facts.map((fact) => wrap(wordsOf(fact), WIDTH).join('\n')).join('\n\n')}\n`;
}

/** `Barbican 4.16 and later: a guest can read memory (XSA-47, CVE-2026-190047)`. */
function subjectOf({ site }: Model, advisory: PublicAdvisory): string {
  const { id, cves, title, revisions, version, isWithdrawn } = advisory;
  const name = site.disclosure.posting?.software;
  const software = affectedWords(advisory, site, name) ?? name ?? advisory.packages.join(', ');
  const isCorrection = revisions.filter(({ editorial }) => !editorial).length > 1;
  const names = [isCorrection ? `${id} version ${version}` : id, ...cves].join(', ');
  return `${isWithdrawn ? 'WITHDRAWN: ' : ''}${software === '' ? '' : `${software}: `}${title} (${names})`;
}

function subjectFault(subject: string, { site }: Model, advisory: PublicAdvisory): PostingFault | undefined {
  const names = [...advisory.packages, site.disclosure.posting?.software ?? ''].filter((name) => name !== '');
  const plain = subject.replace(/\b(?:CVE-\d{4}-\d+|[A-Z][A-Z0-9]*(?:-\d+)+)\b/g, ' ').replace(/\bversion \d+\b/g, ' ');
  const lower = plain.toLowerCase();
  const missing = (what: string): PostingFault => ({
    text: `the subject "${subject}" ${what}`,
    hint: 'The list wants software, affected versions and kind of the vulnerability; write them with `--subject`',
  });
  if (!names.some((name) => lower.includes(name.toLowerCase()))) return missing('does not name the software');
  if (!/\d|\b(?:all|several) versions\b/.test(lower)) return missing('does not say which versions are affected');
  const rest = names.reduce((text, name) => text.replaceAll(name.toLowerCase(), ' '), lower);
  const words = rest.match(/\p{L}{3,}/gu) ?? [];
  return words.some((word) => !HOLLOW.has(word)) ? undefined : missing('does not say what kind of vulnerability it is');
}

/** Words that say nothing about a vulnerability. */
const HOLLOW = new Set(
  `advisory affected affects all and announcement before bug bugs cve disclosure exploit fix fixed fixes flaw flaws for from
  important issue issues later multiple new notice packages patch patches problem problems regression release releases
  several security the update updates version versions vulnerabilities vulnerability vulnerable warning with withdrawn
  critical high medium moderate low severe other into`.split(/\s+/),
);

function textFault(text: string): PostingFault | undefined {
  const words = text.replace(/\b(?:https?|ftp):\/\/\S+/g, ' ').match(/\p{L}{2,}/gu) ?? [];
  if (words.length >= FEWEST_WORDS) return undefined;
  return {
    text: `the announcement has ${words.length} words without its links, too few for a text that stands by itself`,
    hint: 'Write in the advisory what the linked pages say: the list is an archive, and links die',
  };
}

function patchFault({ patches }: PublicAdvisory): PostingFault | undefined {
  const binary = patches.find(({ bytes }) => bytes.includes(0));
  return (
    binary && {
      text: `the patch \`${binary.file}\` is no text`,
      hint: 'Make it with `git format-patch`, whose patches are text, binary files included',
    }
  );
}
