// What is packed inside a file: gzip, zip, Brotli, the compressed texts of PNG, streams of PDF, OpenPGP, and Base64. A file
// that grows beyond all bounds, or that is packed in another way, is not read, and the audit says so.

import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** One packed part; `bytes` is absent where it cannot be read. */
export type Packed = { readonly name: string; readonly bytes?: Uint8Array };

/** More than this in one part is not read. */
const MAX_BYTES = 64_000_000;
const MAX_PARTS = 10_000;

const bounded = { maxOutputLength: MAX_BYTES, finishFlush: constants.Z_SYNC_FLUSH };

/** The parts of a file; none where nothing is packed in it. */
export function unpacked(name: string, bytes: Uint8Array): readonly Packed[] {
  if (startsWith(bytes, 0x1f, 0x8b))
    return [part(name.replace(/\.(?:gz|tgz)$/i, ''), () => gunzipSync(bytes, bounded))];
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6)) return zipParts(name, bytes);
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return pngParts(bytes);
  if (/\.br$/i.test(name))
    return [part(name.slice(0, -3), () => brotliDecompressSync(bytes, { maxOutputLength: MAX_BYTES }))];
  // A compressed OpenPGP packet whose length is not given, as GnuPG writes it (RFC 9580, 5.6).
  if (startsWith(bytes, 0xa3, 1)) return [part('', () => inflateRawSync(bytes.subarray(2), bounded))].filter(isRead);
  if (startsWith(bytes, 0xa3, 2)) return [part('', () => inflateSync(bytes.subarray(2), bounded))].filter(isRead);
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return pdfParts(bytes);
  if (UNREAD.some((start) => startsWith(bytes, ...start))) return [{ name }];
  return [];
}

/** Bytes that a text holds as Base64: in `data:` addresses, mails and OpenPGP armor, from these places on. */
export function embedded(text: string, runs: readonly number[]): readonly Packed[] {
  const parts: Packed[] = [];
  let done = -1;
  const marked = MARKS.flatMap(([sign, mark]) =>
    text.includes(sign) ? [...text.matchAll(mark)].map(({ index, 0: found }) => index + found.length) : [],
  );
  for (const run of [...runs, ...marked].sort((a, b) => a - b)) {
    if (run < done || parts.length >= MAX_PARTS) continue;
    let start = run;
    while (start > 0 && run - start < 1000 && BASE64_SIGN.test(text.charAt(start - 1))) start -= 1;
    BASE64.lastIndex = start;
    const found = BASE64.exec(text)?.[0] ?? '';
    done = start + found.length;
    const data = found.replace(/[^\w+/-]+/g, '');
    // What stands before the first sign may be a sign of Base64 as well: `/`.
    const shifts = start === run ? [0] : [0, 1, 2, 3];
    for (const shift of shifts) parts.push({ name: '', bytes: Buffer.from(data.slice(shift), 'base64') });
  }
  return parts;
}

/** What stands before Base64 that may be short: a sign of it, and all up to the first letter. */
const MARKS: readonly (readonly [string, RegExp])[] = [
  [';base64,', /;base64,/g],
  [
    '-----BEGIN ',
    /-----BEGIN [A-Z ]{1,40}-----(?:(?:\\r)?\\n|\r?\n)(?:[A-Za-z-]{1,30}: [^\n\\]{0,200}(?:(?:\\r)?\\n|\r?\n)){0,10}(?:(?:\\r)?\\n|\r?\n)/g,
  ],
  ['base64', /-Encoding: base64[\s\S]{0,1000}?\r?\n\r?\n/gi],
];
const BASE64_SIGN = /[\w+/-]/;
const BASE64 = /[\w+/-]{4,}(?:(?:\\r)?(?:\\n|\r?\n)[ \t>]{0,8}[\w+/-]{4,})*/y;

/** The start of a message that is encrypted: with keys, with a password, and its data. */
export function isEncrypted(text: string): boolean {
  const start = text.indexOf('-----BEGIN PGP MESSAGE-----');
  if (start < 0) return false;
  const [, line = ''] = /\n\r?\n([\w+/]{4,})/.exec(text.slice(start, start + 2000)) ?? [];
  const first = Buffer.from(line.slice(0, 4), 'base64')[0] ?? 0;
  const tag = (first & 0x40) === 0 ? (first & 0x3c) >> 2 : first & 0x3f;
  return [1, 3, 9, 18, 20].includes(tag);
}

const isRead = ({ bytes }: Packed): boolean => bytes !== undefined;

/** xz, bzip2, Zstandard, 7z, RAR, lzip, LZ4, compress. */
const UNREAD: readonly (readonly number[])[] = [
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x42, 0x5a, 0x68],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x4c, 0x5a, 0x49, 0x50],
  [0x04, 0x22, 0x4d, 0x18],
  [0x1f, 0x9d],
];

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

function part(name: string, unpack: () => Uint8Array): Packed {
  try {
    return { name, bytes: unpack() };
  } catch {
    return { name };
  }
}

/** The entries that the directory at the end of the file lists (APPNOTE.TXT, 4.3). */
function zipParts(name: string, bytes: Uint8Array): readonly Packed[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > view.length) return [{ name }];
  const count = view.readUInt16LE(end + 10);
  const parts: Packed[] = [];
  let size = 0;
  let at = view.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== 0x02014b50 || size > MAX_BYTES) return [...parts, { name }];
    const [flags, method] = [view.readUInt16LE(at + 8), view.readUInt16LE(at + 10)];
    const length = view.readUInt32LE(at + 20);
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const entry = view.toString('utf8', at + 46, at + 46 + nameLength);
    const local = view.readUInt32LE(at + 42);
    const read = part(entry, () => {
      const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
      const data = view.subarray(start, start + length);
      if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) throw new Error('unknown method');
      return method === 0 ? data : inflateRawSync(data, { maxOutputLength: MAX_BYTES });
    });
    size += read.bytes?.length ?? 0;
    parts.push(read);
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

/** The compressed texts of an image (PNG specification, 11.3.3). */
function pngParts(bytes: Uint8Array): readonly Packed[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Packed[] = [];
  for (let at = 8; at + 12 <= view.length && parts.length < MAX_PARTS; at += 12 + view.readUInt32BE(at)) {
    const kind = view.toString('latin1', at + 4, at + 8);
    if (kind !== 'zTXt' && kind !== 'iTXt') continue;
    const data = view.subarray(at + 8, at + 8 + view.readUInt32BE(at));
    // The compressed part begins with the two bytes of a zlib stream, behind keywords of variable length.
    const start = data.indexOf(0x78);
    const text = start < 0 ? undefined : part(kind, () => inflateSync(data.subarray(start), bounded));
    if (text?.bytes) parts.push(text);
  }
  return parts;
}

/** The streams of a document that are packed in the usual way; its letters may be numbers of a font all the same. */
function pdfParts(bytes: Uint8Array): readonly Packed[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Packed[] = [];
  for (let at = view.indexOf('stream'); at >= 0 && parts.length < MAX_PARTS; at = view.indexOf('stream', at + 6)) {
    const start = view[at + 6] === 13 ? at + 8 : at + 7;
    if ((view[start] ?? 0) !== 0x78) continue;
    const read = part('', () => inflateSync(view.subarray(start), bounded));
    if (read.bytes) parts.push(read);
  }
  return parts;
}
