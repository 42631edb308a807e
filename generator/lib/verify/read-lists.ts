// Reads the lists that a site is verified by, and says what is wrong with the lists themselves.

import type { Message, SigningRequest } from '../../types.ts';
import { SIGNATURES, SUMS } from '../pgp/requests.ts';
import { fault } from './fault.ts';
import { parseSignatures, parseSums } from './lists.ts';
import type { SiteFiles } from './site-files.ts';

/** What a site is verified by. */
export type Lists = {
  readonly hasSums: boolean;
  /** Whether there is a list of signatures. */
  readonly hasSignatures: boolean;
  readonly sums: ReadonlyMap<string, string>;
  /** The signatures to verify. */
  readonly requests: readonly SigningRequest[];
  /** False for a site without any signature. */
  readonly isSigned: boolean;
  readonly messages: readonly Message[];
};

/** Reads both lists. `isExpected`: somebody gave the keys that have signed. */
export async function readLists(files: SiteFiles, isExpected: boolean): Promise<Lists> {
  const [sums, signatures] = [await textAt(files, SUMS), await textAt(files, SIGNATURES)];
  const parsedSums = parseSums(sums ?? '');
  const parsed = parseSignatures(signatures ?? '');
  const messages = [...parsedSums.messages, ...parsed.messages];
  if (sums === undefined)
    messages.push(
      fault(
        'missing-file',
        SUMS,
        `There is no \`${SUMS}\` to verify files by`,
        'Give the folder or address of a built site',
      ),
    );
  const read = { hasSums: sums !== undefined, hasSignatures: signatures !== undefined, sums: parsedSums.rows };
  if (signatures === undefined && !(await isThere(files, `${SUMS}.asc`)))
    return { ...read, requests: [], isSigned: false, messages: [...messages, unsigned(isExpected)] };
  const requests = withListsThemselves(parsed.rows, read.hasSignatures, read.hasSums);
  const isSigned = await isAnyThere(files, requests);
  if (!isSigned) messages.push(noneThere(requests.length));
  return { ...read, requests, isSigned, messages };
}

/** Whoever removes a line must not get rid of the signature that would tell. */
function withListsThemselves(rows: readonly SigningRequest[], hasList: boolean, hasSums: boolean): SigningRequest[] {
  const own = [...(hasSums ? [SUMS] : []), ...(hasList ? [SIGNATURES] : [])];
  const missing = own.filter((file) => !rows.some((row) => row.file === file && row.form === 'detached'));
  return [
    ...rows,
    ...missing.map((file): SigningRequest => ({ file, signature: `${file}.asc`, form: 'detached', date: '' })),
  ];
}

function unsigned(isExpected: boolean): Message {
  return fault(
    'not-signed',
    SIGNATURES,
    'Nothing of this site is signed: its files are as complete as whoever published them wanted',
    isExpected
      ? 'Do not trust it; the keys of the keyring have signed nothing'
      : 'Add a signing key, see `keys` in docs/format.md',
    { level: isExpected ? 'error' : 'warning' },
  );
}

/** One message in place of hundreds where a site was published before it was signed. */
function noneThere(count: number): Message {
  return fault(
    'not-signed',
    SIGNATURES,
    `None of the ${count} signatures is there`,
    'Run `tocsin sign` and publish the site again',
  );
}

async function isAnyThere(files: SiteFiles, requests: readonly SigningRequest[]): Promise<boolean> {
  const paths = requests.filter(({ form }) => form !== 'in-place').map(({ signature }) => signature);
  if (files.paths) {
    const there = new Set(files.paths);
    return paths.some((path) => there.has(path));
  }
  // A server is asked for few: the first ones, and those of the lists.
  for (const path of [`${SUMS}.asc`, `${SIGNATURES}.asc`, ...paths.slice(0, 3)])
    if (await isThere(files, path)) return true;
  return false;
}

async function isThere(files: SiteFiles, path: string): Promise<boolean> {
  return (await files.load(path)).kind !== 'missing';
}

async function textAt(files: SiteFiles, path: string): Promise<string | undefined> {
  const loaded = await files.load(path);
  return loaded.kind === 'file' && loaded.bytes ? new TextDecoder().decode(loaded.bytes) : undefined;
}
