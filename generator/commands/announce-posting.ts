// What `tocsin announce --to` sends in place of the announcement of the series: the posting to the public list, or the
// exploit that follows it.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isPosting } from '../lib/mail/message-id.ts';
import type { Attachment } from '../lib/mail/parts.ts';
import { followUp, isFault, type Letter, posting } from '../lib/mail/posting.ts';
import type { SentEntry } from '../lib/mail/sent-log.ts';
import type { Advisory, MailSettings } from '../types.ts';
import type { Announcement } from './announcement.ts';
import { type Options, type Terminal, UsageError } from './command.ts';
import { Refusal } from './refusal.ts';
import { entriesIn } from './sent-log-file.ts';

const MOST_BYTES = 1_000_000;

/** Refuses options that mean something for postings only. Throws `UsageError`. */
export function assertPostingOptions({ to, followUp: isFollowUp, exploit, subject }: Options): void {
  if (to === undefined && (isFollowUp || exploit !== undefined || subject !== undefined))
    throw new UsageError('--follow-up, --exploit and --subject are for postings; give --to oss-security, too');
  if (isFollowUp && exploit === undefined) throw new UsageError('--follow-up brings the exploit: --exploit FILE');
  if (!isFollowUp && exploit !== undefined) throw new UsageError('--exploit belongs to --follow-up');
}

/** The posting of what is public; its recipient is the list alone. Throws `Refusal`. */
export function letterFor(
  terminal: Terminal,
  options: Options,
  { model, advisory, text }: Announcement,
  source: Advisory | undefined,
): Letter {
  const { subject, exploit } = options;
  const log = entriesIn(options['root'] ?? '.').filter(({ id, state }) => id === advisory.id && state === 'sent');
  const posted = log.filter(({ version }) => isPosting(version));
  const isFollowed = posted.some(({ version }) => version === 'oss-security-follow-up');
  const follows = [...new Set(posted.map(({ messageId }) => messageId))];
  const { exploit: held, ...rest } = source?.embargo ?? { lists: [], notify: [] };
  const embargo = { ...rest, ...(held && (options['followUp'] || !isFollowed) && { exploit: held }) };
  const own = subject === undefined ? {} : { subject: subject.replace(/\s+/g, ' ').trim() };
  if (options['followUp']) assertPosted(terminal, options, posted);
  const letter = options['followUp']
    ? followUp(model, advisory, { embargo, follows, files: filesAt(exploit ?? ''), ...own })
    : posting(model, advisory, text, { embargo, follows, ...own });
  if (isFault(letter)) throw new Refusal(letter.text, letter.hint);
  return letter;
}

/** How the posting is mailed: to the list alone, patches attached. Throws `Refusal`. */
export function postingSettings({ model, series, text }: Announcement, letter: Letter): MailSettings {
  const { disclosure, team } = model.site;
  if (!disclosure.posting)
    throw new Refusal(
      'the configuration does not say where postings go',
      'Write `disclosure.posting` with `to` in content/site.yaml',
    );
  return {
    from: series.mail?.from ?? `${team.name} <${team.email}>`,
    to: [disclosure.posting.to],
    cc: [],
    subject: '',
    // A text that is not the site's own has no signature yet: the mail is signed as a whole.
    form: letter.text === text ? (series.mail?.form ?? 'inline') : 'mime',
    attachPatches: letter.hasPatches,
  };
}

function assertPosted(terminal: Terminal, { send }: Options, posted: readonly SentEntry[]): void {
  if (posted.length > 0) return;
  const text = '`announced.tsv` has no posting that this one follows';
  if (send) throw new Refusal(text, 'Post the advisory first: `tocsin announce <ID> --to oss-security --send`');
  terminal.error(`warning: ${text}\n`);
}

/** A file, or those of a folder by name, as attachments that mail programs show. */
function filesAt(path: string): Attachment[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) throw new UsageError(`--exploit: there is no ${path}`);
  const paths = status.isDirectory()
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(path, name))
        .sort()
    : [path];
  if (paths.length === 0) throw new UsageError(`--exploit: ${path} has no file`);
  return paths.map((each): Attachment => {
    if (statSync(each).size > MOST_BYTES) throw new UsageError(`--exploit: ${each} has more than 1 MB`);
    const bytes = readFileSync(each);
    if (bytes.includes(0)) throw new UsageError(`--exploit: ${each} is no text; post its source`);
    return { name: basename(each), bytes, type: 'text/plain; charset=utf-8' };
  });
}
