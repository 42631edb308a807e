// `tocsin predisclose`: one message for those who are told before the public, which nobody else can read.

import { type Command, GPG, KEY, NOW, type Options, PRIVATE, ROOT, type Terminal, UsageError } from './command.ts';

export default {
  name: 'predisclose',
  about: 'Write an advisory under embargo as a message, signed and encrypted to the keys in recipients/',
  arguments: [{ name: 'id', about: 'id of an advisory under embargo, such as XSA-523' }],
  options: [
    ROOT,
    PRIVATE,
    {
      flags: '--out <file>',
      about: 'file for the message; as a mail when it ends with .eml (default: standard output)',
    },
    KEY,
    GPG,
    NOW,
  ],
  example:
    'tocsin predisclose XSA-523 --private ../embargoed --gpg C041852564A3632E292E6273DA5E01815288CA76 --out xsa-523.eml',
  async run(terminal, options, [id = '']) {
    const { printable } = await import('../lib/decode/decode.ts');
    const { assertKeyNamed } = await import('./open-signer.ts');
    const { Refusal } = await import('./refusal.ts');
    const folder = options['private'];
    if (folder === undefined) throw new UsageError('--private is missing: the root that the advisory lies in');
    assertKeyNamed(terminal, options);
    try {
      return await predisclose(terminal, options, folder, id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      terminal.progress('');
      terminal.error(`error: ${printable(error.message)}\n    hint: ${printable(error.hint)}\n`);
      return 1;
    }
  },
} satisfies Command;

async function predisclose(terminal: Terminal, options: Options, folder: string, id: string): Promise<number> {
  const { createHash } = await import('node:crypto');
  const { hasSigned, publishedKeys } = await import('../lib/pgp/published-keys.ts');
  const { encrypted, verify } = await import('../lib/pgp/openpgp.ts');
  const { encryptedMail, predisclosure } = await import('../lib/mail/predisclosure.ts');
  const { openSigner } = await import('./open-signer.ts');
  const { assertUnpublished, readRoots } = await import('./read-root.ts');
  const { Refusal } = await import('./refusal.ts');
  const root = options['root'] ?? '.';
  const { out } = options;
  if (out !== undefined) assertUnpublished(out, '--out', root);
  const now = terminal.now(options['now']);
  terminal.progress('reading');
  const sources = await readRoots(root, folder);
  const { site, advisory, text, planned, certificates } = await embargoed(terminal, sources, id, now);
  const recipients = await recipientsIn(terminal, folder, now);
  const keys = publishedKeys(site, certificates, now);
  const bytes = predisclosure({ advisory, text, tlp: site.disclosure.tlp, planned });
  const signer = await openSigner(terminal, options, keys, now);
  const signature = await signer.sign(bytes, 'binary', now);
  const verified = await verify(bytes, signature, keys.filter(hasSigned), now);
  if (!verified.isValid)
    throw new Refusal(`the signature does not verify: ${verified.reason}`, 'Sign with another key of the team');
  const armored = await encrypted(bytes, signature, recipients, now);
  terminal.progress('');
  const own = createHash('sha256').update(armored).digest('hex').slice(0, 32);
  const host = site.team.email.split('@')[1] ?? 'localhost';
  const from = { name: site.team.name, address: site.team.email };
  const isMail = out?.toLowerCase().endsWith('.eml') === true;
  const message = isMail ? encryptedMail(armored, { from, date: now, messageId: `<${own}@${host}>` }) : armored;
  if (out === undefined) terminal.out(message);
  else await write(out, message);
  terminal.error(summaryOf(id, planned, recipients, verified.fingerprint));
  return 0;
}

/** The advisory and its text as they will be. Throws `Refusal` for what cannot be told, or not any more. */
async function embargoed(terminal: Terminal, sources: import('../types.ts').Sources, id: string, now: string) {
  const { check } = await import('../check.ts');
  const { announcementOf } = await import('../build.ts');
  const { hasTime } = await import('../lib/embargo/planned.ts');
  const { report } = await import('../lib/report.ts');
  const { Refusal } = await import('./refusal.ts');
  const { content, messages } = check(sources, now);
  const errors = messages.filter(({ level }) => level === 'error');
  const advisory = content?.embargoed.find((each) => each.id === id);
  const path = `${sources.private?.folder ?? ''}/${advisory?.document.path ?? ''}`;
  const own = advisory ? errors.filter(({ place }) => place.file === path) : errors;
  terminal.progress('');
  terminal.error(report(own, 'text', terminal.hasColor));
  if (!content || !advisory)
    throw new UsageError(`no advisory ${id} that can be read is in ${sources.private?.folder ?? ''}`);
  if (own.length > 0)
    throw new Refusal(`\`${id}\` has errors`, 'Correct them first: what was sent cannot be taken back');
  const planned = advisory.published;
  if (advisory.status !== 'embargoed')
    throw new Refusal(
      `\`${id}\` has the status \`${advisory.status}\``,
      'Write `status: embargoed` once it is complete',
    );
  if (planned === undefined || !hasTime(advisory))
    throw new Refusal(
      `\`${id}\` has no planned time`,
      'Write `published` with time and zone, such as 2026-12-01T12:00:00Z: readers have to know it',
    );
  if (planned <= now)
    throw new Refusal(
      `\`${id}\` was planned for ${planned}, and it is ${now}`,
      'Release it, or correct `published`: a date that has passed tells nobody how long to wait',
    );
  const text = announcementOf(content, id, now);
  if (text === undefined) throw new Refusal(`\`${id}\` has no text`, 'Run `tocsin check` with both roots');
  return { site: content.site, certificates: content.certificates ?? [], advisory, planned, text };
}

/** The keys of all recipients. Throws `Refusal` when one of them could not read the message. */
async function recipientsIn(terminal: Terminal, folder: string, now: string) {
  const { printable } = await import('../lib/decode/decode.ts');
  const { recipientsOf } = await import('../lib/pgp/recipients.ts');
  const { listRecipients } = await import('../read.ts');
  const { Refusal } = await import('./refusal.ts');
  const { keys, faults } = await recipientsOf(listRecipients(folder), now);
  for (const fault of faults) terminal.error(`error: ${printable(fault)}\n`);
  if (faults.length > 0)
    throw new Refusal(
      `${faults.length === 1 ? '1 recipient' : `${faults.length} recipients`} cannot be written to; nothing was written`,
      'Ask each for a key that is valid and put it into `recipients/`, or remove the file',
    );
  if (keys.length === 0)
    throw new Refusal(
      `there is no key in \`${folder}/recipients/\``,
      'Put the public key of each recipient there: `gpg --armor --export <fingerprint>`',
    );
  return keys;
}

/** Beside and renamed; nobody else may read who is told. */
async function write(out: string, message: string): Promise<void> {
  const { rmSync, renameSync, statSync, writeFileSync } = await import('node:fs');
  const { basename, dirname, join } = await import('node:path');
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`--out ${out} is a folder`);
  const beside = join(dirname(out), `.${basename(out)}.new`);
  rmSync(beside, { force: true });
  writeFileSync(beside, message, { encoding: 'latin1', flag: 'wx', mode: 0o600 });
  renameSync(beside, out);
}

function summaryOf(
  id: string,
  planned: string,
  recipients: readonly import('../types.ts').Certificate[],
  fingerprint: string,
): string {
  const names = recipients.map(({ userIds, fingerprint: own }) => `  ${userIds[0]?.text ?? ''} ${own}\n`);
  return `${id}, planned for ${planned}, signed by ${fingerprint}, for ${recipients.length} ${recipients.length === 1 ? 'recipient' : 'recipients'}:\n${names.join('')}`;
}
