// GnuPG with a home of its own, for tests of signatures.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True when a command is there; tests that need it skip otherwise. */
export const hasTool = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** A private key of `test/keys/`. */
export const testKey = (name: string): string => readFileSync(join(import.meta.dirname, 'keys', `${name}.asc`), 'utf8');

/** What a run of gpg gave. */
export type Ran = { readonly status: number | null; readonly out: string; readonly errors: string };

/** A home of gpg. */
export type Home = {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs gpg with an input; it may fail. */
  readonly gpg: (words: readonly string[], input?: string | Uint8Array) => Ran;
  /** The same, where a failure is one of the test. */
  readonly must: (words: readonly string[], input?: string | Uint8Array) => string;
  /** Makes a key without a passphrase and gives its fingerprint. */
  readonly makeKey: (name: string, algorithm?: string, usage?: string, expires?: string, at?: string) => string;
  readonly remove: () => void;
};

/** Makes an empty home; its path is short, since sockets lie in it. */
export function gpgHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'gpg-'));
  writeFileSync(join(folder, 'gpg.conf'), 'batch\nno-tty\npinentry-mode loopback\npassphrase ""\n');
  const environment = { PATH: process.env['PATH'] ?? '', HOME: folder, GNUPGHOME: folder, LC_ALL: 'C' };
  const gpg: Home['gpg'] = (words, input = '') => {
    const { status, stdout, stderr } = spawnSync('gpg', words, { input, env: environment, maxBuffer: 1e8 });
    return { status, out: stdout.toString('utf8'), errors: stderr.toString('utf8') };
  };
  const must: Home['must'] = (words, input) => {
    const { status, out, errors } = gpg(words, input);
    if (status !== 0) throw new Error(`gpg ${words.join(' ')}: ${errors}`);
    return out;
  };
  return {
    folder,
    environment,
    gpg,
    must,
    makeKey: (name, algorithm = 'ed25519', usage = 'sign', expires = 'never', at = '20240101T000000!') => {
      must([
        '--faked-system-time',
        at,
        '--quick-generate-key',
        `${name} <${name}@sample.example>`,
        algorithm,
        usage,
        expires,
      ]);
      const lines = must(['--list-keys', '--with-colons', `${name}@sample.example`]).split('\n');
      return lines.find((line) => line.startsWith('fpr:'))?.split(':')[9] ?? '';
    },
    remove: () => {
      spawnSync('gpgconf', ['--kill', 'all'], { env: environment });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
