// Signatures that persons made and committed beside their advisory: `content/xsa/XSA-47.txt.asc`, detached or
// clearsigned. They count only over the text of today, to the byte.

import type { Asset, Certificate, Message, Model, Output, Place, SigningRequest } from '../../types.ts';
import { coveredText, looksClearsigned, parseClearsigned } from './cleartext.ts';
import { signatureBlock } from './signature-block.ts';
import { SigningError } from './signing-error.ts';
import { verifyPublished } from './verify-published.ts';

/** Id of the messages about such files. */
export const OFFLINE_RULE = 'offline-signature';

/** The signatures that hold, by the site path that they get, and what is wrong with the others. */
export type Offline = {
  readonly signatures: ReadonlyMap<string, { readonly signature: string; readonly hash: string }>;
  readonly messages: readonly Message[];
};

/** Verifies the files of the public advisories; the others are left to their day. */
export async function offlineSignatures(
  files: readonly Asset[],
  model: Model,
  outputs: readonly Output[],
  requests: readonly SigningRequest[],
  certificates: readonly Certificate[],
): Promise<Offline> {
  const signatures = new Map<string, { signature: string; hash: string }>();
  const messages: Message[] = [];
  const textPaths = new Map(
    model.advisories.map(({ document, folder, slug }) => [document.path, `${folder.slice(1)}${slug}.txt`]),
  );
  const texts = new Map(outputs.map((output) => [output.path, output.body]));
  for (const file of files) {
    const path = textPaths.get(advisoryFile(file.path));
    const text = path === undefined ? undefined : texts.get(path);
    if (path === undefined || text === undefined) continue;
    const found = await verifyOffline(file, asText(text), certificates, model.now);
    if ('place' in found) {
      messages.push(found);
      continue;
    }
    const request = requests.find((each) => each.file === path && each.form === found.form);
    if (request) signatures.set(request.signature, found);
    else messages.push(unwanted(file, found.form));
  }
  return { signatures, messages };
}

/** The advisory that a signature belongs to, by the names of the files. */
export const advisoryFile = (path: string): string => path.replace(/\.txt\.asc$/, '.md');

type Verified = { readonly form: 'detached' | 'clearsigned'; readonly signature: string; readonly hash: string };

/** Verifies one file over a text; the message says what is wrong. */
export async function verifyOffline(
  file: Asset,
  text: string,
  certificates: readonly Certificate[],
  now: string,
): Promise<Verified | Message> {
  const written = asText(file.bytes);
  const form = looksClearsigned(written) ? 'clearsigned' : 'detached';
  const parsed = form === 'clearsigned' ? parseClearsigned(written) : { signature: signatureBlock(written) };
  const start = { file: file.path, line: 1, column: 1 };
  if (parsed?.signature === undefined)
    return fault(start, `\`${file.path}\` is neither a detached signature nor a clearsigned text, alone and armored`);
  let bytes: Uint8Array = Buffer.from(text);
  if ('text' in parsed) {
    const difference = firstDifference(parsed.text, covered(text));
    if (difference) {
      const { line, column, found, expected } = difference;
      const place = { file: file.path, line: parsed.line + line, column: column + 1 };
      return { ...fault(place, 'The signed text is not that of the advisory any more'), found, expected };
    }
    bytes = Buffer.from(parsed.text);
  }
  const verified = await verifyPublished(bytes, parsed.signature, certificates, now);
  if (verified.isValid) return { form, signature: parsed.signature, hash: verified.hash };
  return fault(start, `\`${file.path}\` does not sign the announcement of its advisory: ${verified.reason}`);
}

/** What a clearsigned text has to say; one that cannot be clearsigned differs from all. */
function covered(text: string): string {
  try {
    return coveredText(text);
  } catch (error) {
    if (error instanceof SigningError) return '';
    throw error;
  }
}

/** The first place, from 0, where the texts differ, and the two lines there. */
function firstDifference(signed: string, today: string) {
  if (signed === today) return undefined;
  const [a, b] = [signed.split('\n'), today.split('\n')];
  let line = 0;
  while (a[line] === b[line]) line++;
  const [found = '', expected = ''] = [a[line], b[line]];
  let column = 0;
  while (column < found.length && found[column] === expected[column]) column++;
  // In the file a dash at the start of a line has another one before it.
  return { line, column: found.startsWith('-') ? column + 2 : column, found, expected };
}

function unwanted({ path }: Asset, form: 'detached' | 'clearsigned'): Message {
  const place = { file: path, line: 1, column: 1 };
  return form === 'clearsigned'
    ? {
        ...fault(place, `\`${path}\` is clearsigned, but its series publishes no clearsigned texts`),
        hint: 'Sign with `gpg --armor --detach-sign`, or set `clearsigned: true` for the series in `content/site.yaml`',
      }
    : {
        ...fault(place, `\`${path}\` would not be published, since no key of the site signs`),
        hint: 'Put the public key into `content/keys/`',
      };
}

function fault(place: Place, text: string): Message {
  const id = advisoryFile(place.file).split('/').at(-1)?.replace(/\.md$/, '') ?? '';
  const hint = `Print the text with \`tocsin sign --text ${id}\` and sign it again, or remove the file`;
  return { place, level: 'error', rule: OFFLINE_RULE, text, hint };
}

const asText = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
