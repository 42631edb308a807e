// Hashes what comes in pieces, and keeps it as long as it is small enough.

import { createHash } from 'node:crypto';
import { type Loaded, MAX_KEPT_BYTES } from './site-files.ts';

/** Takes the pieces of one file. */
export type Hashing = {
  readonly add: (chunk: Uint8Array) => void;
  readonly size: () => number;
  readonly end: () => Loaded;
};

/** Begins a file. */
export function hashing(): Hashing {
  const hash = createHash('sha256');
  let kept: Uint8Array[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      hash.update(chunk);
      size += chunk.length;
      if (size <= MAX_KEPT_BYTES) kept.push(chunk);
      else kept = [];
    },
    size: () => size,
    end: () => ({
      kind: 'file',
      sha256: hash.digest('hex'),
      size,
      ...(size <= MAX_KEPT_BYTES && { bytes: Buffer.concat(kept) }),
    }),
  };
}
