// z-base-32 (https://philzimmermann.com/docs/human-oriented-base-32-encoding.txt): bytes as letters and digits that are
// hard to mistake. Web Key Directories name their files so.

const DIGITS = 'ybndrfg8ejkmcpqxot1uwisza345h769';

/** Five bits a digit; the last digit is filled up with zeros. */
export function zBase32(bytes: Uint8Array): string {
  let text = '';
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += DIGITS[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}
