// Binary keys as text (RFC 9580, 6.2), with the checksum that older programs want.

const LINE = 64;

/** One armored block with all keys, LF line ends. */
export function armoredKeys(keys: readonly Uint8Array[]): string {
  const bytes = Buffer.concat(keys);
  const lines = bytes.toString('base64').match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} PGP PUBLIC KEY BLOCK-----`);
  return `${[begin, '', ...lines, `=${checksum(bytes)}`, end].join('\n')}\n`;
}

/** CRC-24 (RFC 9580, 6.1.1). */
function checksum(bytes: Uint8Array): string {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return Buffer.from([crc >> 16, crc >> 8, crc]).toString('base64');
}
