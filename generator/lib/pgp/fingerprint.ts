// Fingerprints as people compare them.

/** In groups of four, as programs print them: `2387 73E4 B7B0 …`. */
export function grouped(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
}
