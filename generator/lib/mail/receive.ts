// Reads a message of ours back as a receiver does: takes it apart, decodes text and files, verifies the signature. What
// is sent has passed here; it shares no code with what composed it.

import type { Certificate, Instant, Verification } from '../../types.ts';
import { parseClearsigned } from '../pgp/cleartext.ts';
import { verify } from '../pgp/openpgp.ts';

/** What arrives. */
export type Received = {
  /** Of the announcement, without what signs it; LF line ends. */
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Absent for a message without a signature. */
  readonly verification?: Verification;
};

type Entity = { readonly headers: ReadonlyMap<string, string>; readonly raw: string; readonly body: string };

/** Takes a message apart and verifies it. */
export async function receive(message: string, certificates: readonly Certificate[], now: Instant): Promise<Received> {
  const whole = entity(message);
  const isSigned = typeOf(whole) === 'multipart/signed';
  const [content = whole, signature] = isSigned ? partsOf(whole) : [whole];
  const [first = content, ...others] = typeOf(content) === 'multipart/mixed' ? partsOf(content) : [content];
  const text = decoded(first).toString().replace(/\r\n/g, '\n');
  const files = others.map((part) => ({
    name: parameter(part, 'content-disposition', 'filename'),
    bytes: decoded(part),
  }));
  const check = (bytes: Uint8Array, armored: string) => verify(bytes, armored, certificates, now);
  if (signature) return { text, files, verification: await check(Buffer.from(content.raw, 'latin1'), signature.body) };
  const clear = parseClearsigned(text);
  if (!clear) return { text, files };
  const verification = await check(Buffer.from(clear.text), clear.signature);
  return { text: `${clear.text}\n`, files, verification };
}

function entity(raw: string): Entity {
  const end = raw.indexOf('\r\n\r\n');
  const head = (end < 0 ? raw : raw.slice(0, end)).replace(/\r\n(?=[ \t])/g, '');
  const headers = head.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), raw, body: end < 0 ? '' : raw.slice(end + 4) };
}

const typeOf = ({ headers }: Entity): string => (headers.get('content-type') ?? '').split(';')[0] ?? '';

function partsOf(whole: Entity): Entity[] {
  const boundary = `--${parameter(whole, 'content-type', 'boundary')}`;
  return `\r\n${whole.body}`
    .split(`\r\n${boundary}`)
    .slice(1, -1)
    .map((part) => entity(part.replace(/^\r\n/, '')));
}

function parameter({ headers }: Entity, header: string, name: string): string {
  for (const word of (headers.get(header) ?? '').split(';').slice(1)) {
    const [key = '', ...value] = word.trim().split('=');
    if (key === name) return value.join('=').replaceAll('"', '');
  }
  return '';
}

function decoded({ headers, body }: Entity): Buffer {
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const joined = body.replaceAll('=\r\n', '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_escape, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
}
