// Gives the site the signatures that it asks for: those that a person made, those that the old site has, and those
// that a key makes now. Each one is verified with the published keys before anything is written.

import { archivedSignatures } from './lib/pgp/archived.ts';
import { clearsigned, coveredText, parseClearsigned } from './lib/pgp/cleartext.ts';
import { offlineSignatures } from './lib/pgp/offline.ts';
import { hasSigned } from './lib/pgp/published-keys.ts';
import { signatureBlock } from './lib/pgp/signature-block.ts';
import { SigningError } from './lib/pgp/signing-error.ts';
import { verifyPublished } from './lib/pgp/verify-published.ts';
import { pooled } from './lib/pool.ts';
import type {
  Asset,
  Certificate,
  Instant,
  Message,
  Model,
  Output,
  Signer,
  SigningRequest,
  Verification,
} from './types.ts';

/** What is to be signed, and what signatures are made of. */
export type Signing = {
  readonly model: Model;
  readonly outputs: readonly Output[];
  readonly requests: readonly SigningRequest[];
  /** Signatures in the root, which persons made. */
  readonly signatures: readonly Asset[];
  /** A file of the old site, by site path. */
  readonly old: (path: string) => Uint8Array | undefined;
  /** Absent where no key is at hand: what is there is kept, the rest is missing. */
  readonly signer?: Signer;
  readonly progress?: (done: number, all: number) => void;
};

/** The outputs with their signatures, and where these came from. */
export type Signed = {
  readonly outputs: readonly Output[];
  readonly made: number;
  readonly kept: number;
  readonly byHand: number;
  readonly missing: readonly SigningRequest[];
  readonly messages: readonly Message[];
};

/** How many signatures are made at once: the cryptography runs in threads. */
const WIDTH = 16;

/** One file to sign: its request, and what the signature covers. */
type Task = {
  readonly request: SigningRequest;
  readonly output: Output;
  readonly bytes: Uint8Array;
  readonly kind: 'binary' | 'text';
};

type Source = 'made' | 'kept' | 'byHand';

/** Signs; throws `SigningError` when a signature cannot be made or does not verify. */
export async function sign(signing: Signing): Promise<Signed> {
  const { model, outputs, requests, progress } = signing;
  const keys = model.keys.filter(hasSigned);
  const offline = await offlineSignatures(signing.signatures, model, outputs, requests, keys);
  const archived = await archivedSignatures(model, requests, keys);
  const byHand = new Map([...offline.signatures, ...archived.signatures]);
  const byPath = new Map(outputs.map((output) => [output.path, output]));
  const messages = [...offline.messages, ...archived.messages];
  const tasks: Task[] = [];
  for (const request of requests) {
    const output = byPath.get(request.file);
    const task = output && taskOf(request, output);
    if (task && 'bytes' in task) tasks.push(task);
    else if (task) messages.push(task);
  }
  let done = 0;
  const find = async (task: Task): Promise<Found | undefined> => {
    const found = await signatureOf(task, byHand, signing, keys);
    progress?.(++done, tasks.length);
    return found;
  };
  // One alone first: where a passphrase is asked for, or a key cannot be used, once is enough.
  const [first, ...rest] = messages.some((message) => message.level === 'error') ? [] : tasks;
  const found = first ? [await find(first), ...(await pooled(rest, WIDTH, find))] : [];
  const count = (source: Source) => found.filter((each) => each?.source === source).length;
  const signed = new Map(found.flatMap((each) => (each ? [[each.output.path, each.output]] : [])));
  const all = new Map([...outputs.map((output): [string, Output] => [output.path, output]), ...signed]);
  return {
    outputs: [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    made: count('made'),
    kept: count('kept'),
    byHand: count('byHand'),
    missing: tasks.filter((_, index) => !found[index]).map((task) => task.request),
    messages,
  };
}

/** What a request signs, or why it cannot be signed. */
function taskOf(request: SigningRequest, output: Output): Task | Message {
  const { body } = output;
  if (request.form === 'detached')
    return { request, output, bytes: typeof body === 'string' ? Buffer.from(body) : body, kind: 'binary' };
  try {
    return { request, output, bytes: Buffer.from(coveredText(textOf(body))), kind: 'text' };
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    return {
      place: { file: output.from, line: 1, column: 1 },
      level: 'error',
      rule: 'unsignable-text',
      text: `\`/${request.file}\` cannot be clearsigned: ${error.message}`,
      hint: 'Wrap the line, or publish the text with a detached signature only',
    };
  }
}

/** A signature as an output, and where it came from. */
type Found = { readonly source: Source; readonly output: Output };

async function signatureOf(
  task: Task,
  offline: ReadonlyMap<string, Offline>,
  { model, old, signer }: Signing,
  keys: readonly Certificate[],
): Promise<Found | undefined> {
  const { request, bytes, kind } = task;
  const byHand = offline.get(request.signature);
  if (byHand) return { source: 'byHand', output: signatureOutput(task, byHand.signature, byHand.hash) };
  const before = old(request.signature);
  const kept = before && (await keptSignature(task, before, signer, keys, model.now));
  if (kept) return { source: 'kept', output: kept };
  if (!signer) return undefined;
  const signature = await signer.sign(bytes, kind, request.date);
  const verified = await verifyPublished(bytes, signature, keys, model.now);
  if (!verified.isValid)
    throw new SigningError(`the new signature of \`/${request.file}\` does not verify: ${verified.reason}`);
  return { source: 'made', output: signatureOutput(task, signature, verified.hash) };
}

type Offline = { readonly signature: string; readonly hash: string };

/** The signature of the old site, when it is the one that would be made now. */
async function keptSignature(
  task: Task,
  before: Uint8Array,
  signer: Signer | undefined,
  keys: readonly Certificate[],
  now: Instant,
): Promise<Output | undefined> {
  const text = textOf(before);
  const signature = task.kind === 'binary' ? signatureBlock(text) : parseClearsigned(text)?.signature;
  if (signature === undefined) return undefined;
  const verified = await verifyPublished(task.bytes, signature, keys, now);
  if (!verified.isValid || !isWanted(verified, task.request, signer)) return undefined;
  const output = signatureOutput(task, signature, verified.hash);
  return output.body === text ? output : undefined;
}

/** Where a key is at hand, a signature by another one, or of another time, gives way to what that key makes. */
function isWanted(verified: Verification & { isValid: true }, request: SigningRequest, signer?: Signer): boolean {
  if (!signer) return true;
  const date = request.date < signer.since ? signer.since : request.date;
  return verified.part === signer.part && verified.signedAt === date && verified.hash === 'sha512';
}

function signatureOutput({ request, output, bytes }: Task, signature: string, hash: string): Output {
  const { type, from } = output;
  switch (request.form) {
    case 'detached':
      return { path: request.signature, type: 'application/pgp-signature', body: signature, from };
    case 'clearsigned':
    case 'in-place':
      return { path: request.signature, type, body: clearsigned(textOf(bytes), signature, hash), from };
    default:
      return request.form satisfies never;
  }
}

const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
