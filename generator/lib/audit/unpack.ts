// What is packed inside a file: gzip, zip, Brotli, the compressed texts of PNG, and Base64 in `data:` addresses. A file
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
  if (UNREAD.some((start) => startsWith(bytes, ...start))) return [{ name }];
  return [];
}

/** Bytes that a text holds as Base64. */
export function embedded(text: string): readonly Packed[] {
  if (!text.includes(';base64,')) return [];
  const found = text.matchAll(/;base64,([A-Za-z0-9+/=]{16,})/g);
  return [...found].slice(0, MAX_PARTS).map(([, data = '']) => ({ name: '', bytes: Buffer.from(data, 'base64') }));
}

/** xz, bzip2, Zstandard, 7z, RAR. */
const UNREAD: readonly (readonly number[])[] = [
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x42, 0x5a, 0x68],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
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
