// One signature of the list against the file that it signs.

import type { Certificate, Instant, Message, SigningRequest } from '../../types.ts';
import { coveredText, parseClearsigned } from '../pgp/cleartext.ts';
import { verify } from '../pgp/openpgp.ts';
import { signatureBlock } from '../pgp/signature-block.ts';
import { SigningError } from '../pgp/signing-error.ts';
import { fault } from './fault.ts';

/** What came of it: who signed, or what is wrong. */
export type Checked = { readonly fingerprint: string; readonly signedAt: Instant } | { readonly message: Message };

const ALTERED = 'Use neither file; get both again, and tell the team when that does not help';

/**
 * Verifies `signature`, the bytes of `request.signature`, over `file`, those of `request.file`; for the form `in-place`
 * they are the same.
 */
export async function checkSignature(
  request: SigningRequest,
  file: Uint8Array,
  signature: Uint8Array,
  certificates: readonly Certificate[],
  now: Instant,
): Promise<Checked> {
  if (request.form === 'detached') {
    const block = signatureBlock(latin1(signature));
    if (block === undefined) return { message: notAlone(request) };
    return judged(request, await verify(file, block, certificates, now));
  }
  const text = utf8(signature);
  const parts = text === undefined ? undefined : parseClearsigned(text);
  if (!parts) return { message: notClearsigned(request, latin1(signature)) };
  const result = await verify(Buffer.from(parts.text), parts.signature, certificates, now);
  const checked = judged(request, result);
  if ('message' in checked || request.form === 'in-place' || isSameText(parts.text, utf8(file))) return checked;
  return {
    message: fault(
      'contradicting-text',
      request.signature,
      `The signed text says something else than \`${request.file}\``,
      'Believe the signed text; one of the two was changed',
    ),
  };
}

function judged(request: SigningRequest, result: Awaited<ReturnType<typeof verify>>): Checked {
  if (result.isValid) return { fingerprint: result.fingerprint, signedAt: result.signedAt };
  const what = request.form === 'in-place' ? '' : ` of \`${request.file}\``;
  if (/unknown key/.test(result.reason))
    return {
      message: fault(
        'unknown-key',
        request.signature,
        `The signature${what} proves nothing: ${result.reason}`,
        'Give a keyring that has this key with `--keyring`, if it is one of the team (teams announce a new key, signed with the old one); otherwise do not use the file',
      ),
    };
  return {
    message: fault('bad-signature', request.signature, `The signature${what} is not valid: ${result.reason}`, ALTERED),
  };
}

/** Programs skip what stands around the armor, and readers do not. */
function notAlone({ signature }: SigningRequest): Message {
  const text = `\`${signature}\` is no armored signature, or has text around it that nobody signed`;
  return fault('bad-signature', signature, text, ALTERED);
}

function notClearsigned({ signature }: SigningRequest, text: string): Message {
  const begin = text.indexOf('-----BEGIN PGP SIGNED MESSAGE-----');
  const what =
    begin >= 0 && text.includes('-----END PGP SIGNATURE-----')
      ? 'has text outside of what is signed, or a signed part that is malformed'
      : 'is no clearsigned text';
  return fault('bad-signature', signature, `\`${signature}\` ${what}`, 'Do not believe the text; get the file again');
}

function isSameText(signed: string, unsigned: string | undefined): boolean {
  if (unsigned === undefined) return false;
  try {
    return coveredText(unsigned) === signed;
  } catch (error) {
    if (error instanceof SigningError) return false;
    throw error;
  }
}

/** Armor is ASCII; whatever else comes stays as many characters as it has bytes. */
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
