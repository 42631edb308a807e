// `tocsin announce`: the mail that announces an advisory, written to a file or sent.

import type { ReadyMail } from './announce-message.ts';
import { type Command, GPG, KEY, NOW, ROOT, type Terminal, UsageError } from './command.ts';

export default {
  name: 'announce',
  about: 'Write the mail that announces an advisory, or send it',
  arguments: [{ name: 'id', about: 'id of a public advisory, such as XSA-47' }],
  options: [
    ROOT,
    { flags: '--out <path>', about: 'file or folder for the message (default: standard output)' },
    { flags: '--site <dir>', about: 'built site whose signatures are taken (default: "dist" in the root)' },
    NOW,
    KEY,
    GPG,
    { flags: '--to <list>', about: 'write the posting to the public list in its place', choices: ['oss-security'] },
    { flags: '--follow-up', about: 'the posting that brings the exploit, when it is due' },
    { flags: '--exploit <path>', about: 'file with the exploit, or a folder of such files' },
    { flags: '--subject <text>', about: 'subject of the posting: software, affected versions, kind of vulnerability' },
    { flags: '--send', about: 'send the message, once somebody has agreed' },
    { flags: '--smtp <url>', about: 'server that takes it, such as smtps://user@mail.example:465' },
    { flags: '--yes', about: 'send it without asking' },
  ],
  example: 'tocsin announce XSA-47 --send --smtp smtps://security@mail.example:465',
  async run(terminal, options, [id = '']) {
    const { prepare } = await import('./announce-message.ts');
    const { send, serverOf } = await import('./announce-send.ts');
    const { Refusal } = await import('./refusal.ts');
    const { printable } = await import('../lib/decode/decode.ts');
    const { assertPostingOptions } = await import('./announce-posting.ts');
    assertPostingOptions(options);
    const server = serverOf(terminal, options);
    try {
      terminal.progress('building');
      const ready = await prepare(terminal, options, id);
      terminal.progress('');
      if (!ready) return 1;
      if (options['out'] !== undefined) await write(terminal, options['out'], ready);
      else if (!server) terminal.out(ready.message);
      return server ? await send(terminal, options, server, ready) : 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      terminal.progress('');
      terminal.error(`error: ${printable(error.message)}\n    hint: ${printable(error.hint)}\n`);
      return 1;
    }
  },
} satisfies Command;

/** Into a file, or into a folder under the name of the advisory and its version. */
async function write(terminal: Terminal, out: string, { message, slug, announced }: ReadyMail): Promise<void> {
  const { statSync, writeFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { announcedWord } = await import('../lib/mail/message-id.ts');
  const isFolder = statSync(out, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder && /[\\/]$/.test(out)) throw new UsageError(`${out} is no folder`);
  const path = isFolder ? join(out, `${slug}-${announcedWord(announced)}.eml`) : out;
  writeFileSync(path, message, 'latin1');
  terminal.error(`${path}: ${message.length} bytes\n`);
}
