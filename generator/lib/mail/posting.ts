// A posting to the public list for everybody, as its rules want it: a subject that names software, affected versions and
// kind of the vulnerability, a text that says everything by itself, patches as text, and one recipient.

import type { Embargo, Instant, Model, PublicAdvisory } from '../../types.ts';
import { duration, millisOf, momentText } from '../disclosure/time.ts';
import { absolute } from '../links.ts';
import { wordsOf, wrap } from '../text/layout.ts';
import { affectedWords } from '../versions/affected-words.ts';
import { type Posting, postingOf } from './message-id.ts';
import type { Attachment } from './parts.ts';
import { type PostingFault, postingSubject, subjectFault } from './posting-subject.ts';

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
  const subject = own ?? postingSubject(model, advisory);
  const fault = subjectFault(subject, model, advisory) ?? textFault(text) ?? secrecyFault(text) ?? patchFault(advisory);
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
  const note = isHeldBack ? heldBack(advisory.published, exploit.followUp ?? '', model.now) : '';
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
  const subject = own ?? `Exploit for ${postingSubject(model, advisory)}`;
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

function heldBack(published: Instant, until: Instant, now: Instant): string {
  const after = until > published ? `, ${duration(millisOf(until) - millisOf(published))} after the publication` : '';
  const when = `${momentText(until)}${after}`;
  const plan =
    now < until ? `It will be posted to this list on ${when}.` : `It was due on ${when}; it follows this mail.`;
  return `${wrap(wordsOf(`An exploit for this issue is held back. ${plan}`), WIDTH).join('\n')}\n\n`;
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

function textFault(text: string): PostingFault | undefined {
  const words = text.replace(/\b(?:https?|ftp):\/\/\S+/g, ' ').match(/\p{L}{2,}/gu) ?? [];
  if (words.length >= FEWEST_WORDS) return undefined;
  return {
    text: `the announcement has ${words.length} words without its links, too few for a text that stands by itself`,
    hint: 'Write in the advisory what the linked pages say: the list is an archive, and links die',
  };
}

/** What is under an embargo still, or meant for few, is nothing for an archive that everybody reads. */
function secrecyFault(text: string): PostingFault | undefined {
  const found = SECRECY.exec(text.replace(/\s+/g, ' '))?.[0];
  if (found === undefined) return undefined;
  return {
    text: `the announcement says "${found}", which the list does not take`,
    hint: 'Remove the line from the advisory; what is posted is public, TLP:CLEAR',
  };
}

const SECRECY =
  /\bTLP ?: ?(?:RED|AMBER|GREEN)\b|\bconfidentiality notice\b|\bintended (?:only|solely) for the (?:use of|addressee|recipient|named|person|individual)/i;

function patchFault({ patches }: PublicAdvisory): PostingFault | undefined {
  const binary = patches.find(({ bytes }) => bytes.includes(0));
  return (
    binary && {
      text: `the patch \`${binary.file}\` is no text`,
      hint: 'Make it with `git format-patch`, whose patches are text, binary files included',
    }
  );
}
