// Signatures by GnuPG: for keys in its keyring, behind an agent, on a smartcard or in a hardware module. Tocsin never
// sees such a key; it hands over bytes and takes a signature.

import { spawn } from 'node:child_process';
import type { Certificate, Instant, Signer } from '../../types.ts';
import { partsThatSign } from './openpgp.ts';
import { signatureBlock } from './signature-block.ts';
import { SigningError, UNPUBLISHED } from './signing-error.ts';

/** How gpg is run. */
export type GpgSettings = {
  /** All that gpg gets of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** A person may have to find a card and type a PIN. */
  readonly timeoutMs?: number;
};

/** An agent that signs more at once with RSA runs out of secure memory, forgets the passphrase and asks for it again. */
const WIDTH = 4;

/**
 * A signer with the key of that fingerprint, which has to be one of `certificates`; that of a subkey, or one with the
 * mark `!` of gpg, names the part that signs. Throws `SigningError` when gpg is missing, has no such private key, or the
 * key cannot sign at `now`.
 */
export async function gpgSigner(
  fingerprint: string,
  certificates: readonly Certificate[],
  settings: GpgSettings,
  now: Instant,
): Promise<Signer> {
  const wanted = fingerprint.replace(/\s|^0x|!$/gi, '').toUpperCase();
  const certificate = certificates.find(
    (each) => each.fingerprint === wanted || each.subkeys.some((subkey) => subkey.fingerprint === wanted),
  );
  if (!certificate)
    throw new SigningError(`the signing key ${wanted} is not among those in \`content/keys/\` that sign`, UNPUBLISHED);
  const isPart = wanted !== certificate.fingerprint || fingerprint.endsWith('!');
  const parts = (await partsThatSign(certificate, now)).filter((each) => !isPart || each.fingerprint === wanted);
  const secret = await secretParts(wanted, settings);
  const part = parts.find((each) => secret.has(each.fingerprint));
  if (!part)
    throw new SigningError(
      `gpg has no private part of the key ${wanted} that may sign`,
      `\`gpg --list-secret-keys ${wanted}\` lists the parts; \`#\` marks those that are elsewhere, \`[S]\` those that sign`,
    );
  const sign = afterFirst(
    atMost(WIDTH, (bytes: Uint8Array, kind: 'binary' | 'text', date: Instant) =>
      signature(bytes, part.fingerprint, kind, date < part.since ? part.since : date, settings),
    ),
  );
  return { fingerprint: certificate.fingerprint, part: part.fingerprint, since: part.since, sign };
}

/** Lets the first call end before any other begins, and none begin after a failure: a person is asked once. */
function afterFirst<Words extends readonly unknown[]>(
  call: (...words: Words) => Promise<string>,
): (...words: Words) => Promise<string> {
  let first: Promise<string> | undefined;
  return async (...words) => {
    if (!first) {
      first = call(...words);
      return first;
    }
    await first;
    return call(...words);
  };
}

/** Lets the calls beyond `width` wait until an earlier one ends. */
function atMost<Words extends readonly unknown[]>(
  width: number,
  call: (...words: Words) => Promise<string>,
): (...words: Words) => Promise<string> {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (...words) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await call(...words);
    } finally {
      // The place goes to the next one directly, so that no newcomer takes it in between.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** Fingerprints of the private parts that gpg can use: in its keyring or on a card. */
async function secretParts(fingerprint: string, settings: GpgSettings): Promise<ReadonlySet<string>> {
  const { code, out } = await run(['--list-secret-keys', '--with-colons', fingerprint], settings);
  const found = new Set<string>();
  if (code !== 0) return found;
  let isThere = false;
  for (const fields of out.split('\n').map((line) => line.split(':'))) {
    // Field 15 is `#` for a part whose private half is elsewhere.
    if (fields[0] === 'sec' || fields[0] === 'ssb') isThere = fields[14] !== '#';
    else if (fields[0] === 'fpr' && isThere) found.add(fields[9] ?? '');
  }
  return found;
}

async function signature(
  bytes: Uint8Array,
  part: string,
  kind: 'binary' | 'text',
  date: Instant,
  settings: GpgSettings,
): Promise<string> {
  const words = [
    // The mark keeps gpg from choosing another part of the key; the time is that of the signature.
    ...['--local-user', `${part}!`, '--faked-system-time', `${date.replace(/[-:Z]/g, '')}!`],
    ...['--digest-algo', 'SHA512', '--no-emit-version', '--no-comments', '--armor'],
    ...(kind === 'text' ? ['--textmode'] : []),
    '--detach-sign',
  ];
  const { code, out, errors } = await run(words, settings, bytes);
  const block = signatureBlock(out);
  if (code === 0 && block !== undefined) return block;
  const reason = reasonIn(errors);
  const hint = 'Try `gpg --armor --detach-sign` with this key';
  throw new SigningError(
    `gpg could not sign: ${reason}`,
    /ioctl|pinentry/i.test(reason) ? `${hint}; the question for a passphrase needs \`export GPG_TTY=$(tty)\`` : hint,
  );
}

/** The last thing that gpg said, which is what stopped it. */
function reasonIn(errors: string): string {
  const lines = errors.split('\n').flatMap((line) => /^gpg: (?<reason>.{1,200})/.exec(line)?.groups?.['reason'] ?? []);
  return lines.at(-1) ?? 'it gave no reason';
}

type Result = { readonly code: number | null; readonly out: string; readonly errors: string };

const TIMEOUT_MS = 180_000;

function run(words: readonly string[], settings: GpgSettings, input: Uint8Array = new Uint8Array()): Promise<Result> {
  const { environment, timeoutMs = TIMEOUT_MS } = settings;
  return new Promise((resolve, reject) => {
    const child = spawn('gpg', ['--batch', '--no-tty', ...words], {
      env: { ...environment, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const [out, errors]: [Buffer[], Buffer[]] = [[], []];
    let isLate = false;
    const clock = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    // A gpg that ends early reads no further; what it says tells why.
    child.stdin.on('error', () => {});
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(clock);
      reject(new SigningError(`gpg cannot be run (${error.code ?? 'unknown error'})`, 'Install GnuPG'));
    });
    child.on('close', (code, signal) => {
      clearTimeout(clock);
      if (isLate) reject(new SigningError(`gpg gave no answer for ${timeoutMs / 1000} seconds`, UNLOCK));
      else if (signal) reject(new SigningError(`gpg was killed (${signal})`));
      else resolve({ code, out: Buffer.concat(out).toString('latin1'), errors: Buffer.concat(errors).toString() });
    });
    child.stdin.end(input);
  });
}

const UNLOCK = 'Unlock the key first: sign any file with `gpg --detach-sign`';
