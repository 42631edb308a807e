// How an announcement is signed: in the inline form as the site's own files are, so that what a person or an earlier
// build has signed is taken; in the MIME form as a whole, which takes a key.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Protection } from '../lib/mail/announcement-mail.ts';
import { looksClearsigned } from '../lib/pgp/cleartext.ts';
import { SigningError } from '../lib/pgp/signing-error.ts';
import { sign } from '../sign.ts';
import type { Output, Signer, SigningRequest } from '../types.ts';
import type { Subject } from './announcement.ts';
import type { Options, Terminal } from './command.ts';
import { openSigner } from './open-signer.ts';
import { assertNoPreview } from './read-root.ts';
import { Refusal } from './refusal.ts';

/** The protection of the mail in the form that the series wants. Throws `Refusal`. */
export async function protectionFor(terminal: Terminal, options: Options, subject: Subject): Promise<Protection> {
  const { mail, text, model, advisory } = subject;
  try {
    const { key, gpg } = options;
    const hasKey = key !== undefined || gpg !== undefined || terminal.env('TOCSIN_SIGNING_KEY') !== undefined;
    const signer = hasKey ? await openSigner(terminal, options, model.keys, model.now) : undefined;
    if (!signer && !model.isSigned) return { form: 'none', text };
    if (mail.form === 'mime' && !signer)
      throw new Refusal('a mail in the form `mime` is signed as a whole, and there is no key', KEY_HINT);
    if (mail.form === 'mime' && signer)
      return { form: 'mime', text, sign: (bytes) => signer.sign(bytes, 'text', advisory.updated) };
    return await inline(options, subject, signer);
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
    throw new Refusal(error.message, KEY_HINT);
  }
}

const KEY_HINT = 'Give a key whose public part is in content/keys/, with `--key` or `--gpg`';

/** The clearsigned text, and a signature for each patch. */
async function inline(options: Options, subject: Subject, signer: Signer | undefined): Promise<Protection> {
  const { advisory, model, outputs, mail, sources, textPath } = subject;
  const site = options['site'] ?? join(options['root'] ?? '.', 'dist');
  assertNoPreview(site);
  const request = (file: string, signature: string, form: SigningRequest['form']): SigningRequest => {
    return { file, signature, form, date: advisory.updated };
  };
  const patches = mail.attachPatches ? advisory.patches.map(({ file }) => `${advisory.folder.slice(1)}${file}`) : [];
  const signedPath = textPath.replace(/txt$/, 'signed.txt');
  const own = advisory.document.path.replace(/\.md$/, '.txt.asc');
  const signed = await sign({
    model,
    outputs,
    requests: [
      request(textPath, signedPath, 'clearsigned'),
      ...patches.map((path) => request(path, `${path}.asc`, 'detached')),
    ],
    // A detached signature is one of the site's files; the text of a mail needs one that is clearsigned.
    signatures: sources.signatures.filter(({ path, bytes }) => path === own && looksClearsigned(decoded(bytes))),
    old: (path) => bytesAt(join(site, path)),
    ...(signer && { signer }),
  });
  const [problem] = signed.messages.filter(({ level }) => level === 'error');
  if (problem) throw new Refusal(problem.text, problem.hint);
  if (signed.missing.length > 0)
    throw new Refusal(`there is no signature of \`/${signed.missing[0]?.file ?? ''}\`, and no key`, KEY_HINT);
  const made = new Map(signed.outputs.map((output) => [output.path, textOf(output)]));
  return {
    form: 'inline',
    text: made.get(signedPath) ?? '',
    signatureOf: ({ file }) => made.get(`${advisory.folder.slice(1)}${file}.asc`),
  };
}

function bytesAt(path: string): Uint8Array | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined;
}

const decoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

const textOf = ({ body }: Output): string => (typeof body === 'string' ? body : decoded(body));
