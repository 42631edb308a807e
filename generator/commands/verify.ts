// `tocsin verify`: is what was published what the team has signed, all of it, and nothing else?

import { REPORTS, type Report } from '../lib/report.ts';
import type { Verified } from '../lib/verify/verify.ts';
import type { Certificate } from '../types.ts';
import { type Command, UsageError } from './command.ts';

/** A keyring has some kilobytes. */
const MOST_KEYRING_BYTES = 10_000_000;

export default {
  name: 'verify',
  about: 'Verify a published site: signatures, checksums, links between its files',
  arguments: [{ name: 'site', about: 'a folder, or an address that begins with https://' }],
  options: [
    { flags: '--keyring <file>', about: 'the public keys to believe (default: those that the site publishes)' },
    { flags: '--now <time>', about: 'verify as if it were this time, such as 2026-11-21T12:00:00Z' },
    { flags: '--report <format>', about: 'how to say it', choices: REPORTS, default: 'text' },
  ],
  example: 'tocsin verify https://security.example.org --keyring team.asc',
  async run(terminal, options, [site = '']) {
    const { hasErrors } = await import('../build.ts');
    const { report, summary } = await import('../lib/report.ts');
    const { verifySite } = await import('../lib/verify/verify.ts');
    const format = options['report'] as Report;
    const files = await filesAt(site);
    const certificates = options['keyring'] === undefined ? undefined : await keysIn(options['keyring']);
    terminal.progress('verifying');
    const found = await verifySite(files, {
      ...(certificates && { certificates }),
      now: terminal.now(options['now']),
      progress: (done, all) => terminal.progress(`verifying ${done} of ${all} files`),
    });
    terminal.progress('');
    const text = report(found.messages, format, terminal.hasColor);
    if (format === 'text') {
      terminal.error(text);
      terminal.out(`${site}: ${countsOf(found)}; ${summary(found.messages) || 'no problems'}\n`);
    } else terminal.out(text);
    return hasErrors(found.messages) ? 1 : 0;
  },
} satisfies Command;

/** `278 files as of 2026-11-18T20:15:00Z, 61 signatures by 8F3A…, 812 links`. */
function countsOf({ files, signatures, links, signedAt }: Verified): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const by = [...signatures].map(([fingerprint, number]) => `${count(number, 'signature')} by ${fingerprint}`);
  const age = signedAt === undefined ? '' : ` as of ${signedAt}`;
  return [`${count(files, 'file')}${age}`, ...(by.length > 0 ? by : ['no valid signature']), count(links, 'link')].join(
    ', ',
  );
}

async function filesAt(site: string) {
  const { statSync } = await import('node:fs');
  const { siteAddress, webFiles } = await import('../lib/verify/web.ts');
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(site)) {
    const url = siteAddress(site);
    if (!url) throw new UsageError(`${site} is no address that begins with https:// and names a host alone`);
    return webFiles(url);
  }
  if (!statSync(site, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${site} is no folder`);
  (await import('./read-root.ts')).assertNoPreview(site);
  return (await import('../lib/verify/folder.ts')).folderFiles(site);
}

async function keysIn(file: string): Promise<readonly Certificate[]> {
  const { readFileSync, statSync } = await import('node:fs');
  const { readCertificates } = await import('../lib/pgp/openpgp.ts');
  const { SigningError } = await import('../lib/pgp/signing-error.ts');
  const status = statSync(file, { throwIfNoEntry: false });
  if (!status) throw new UsageError(`there is no ${file}`);
  if (!status.isFile() || status.size > MOST_KEYRING_BYTES) throw new UsageError(`${file} is no keyring`);
  try {
    return await readCertificates(readFileSync(file), file);
  } catch (error) {
    if (error instanceof SigningError) throw new UsageError(`${file} is no keyring: ${error.message}`);
    throw error;
  }
}
