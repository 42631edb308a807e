// The armor of a detached signature (RFC 9580, 6.2), taken strictly: what stands around it is not signed, and nobody
// should take it for what is.

const BEGIN = '-----BEGIN PGP SIGNATURE-----';
const END = '-----END PGP SIGNATURE-----';

/** The one signature block that a file consists of, with LF line ends and without headers; undefined for anything else. */
export function signatureBlock(file: string): string | undefined {
  const lines = file
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  if (lines[0] !== BEGIN || lines.at(-1) !== END) return undefined;
  const start = lines.indexOf('');
  const [headers, body] = [lines.slice(1, start), lines.slice(start + 1, -1)];
  const isArmor = headers.every((line) => HEADER.test(line)) && body.every((line) => BASE64.test(line));
  return start > 0 && body.length > 0 && isArmor ? `${BEGIN}\n\n${body.join('\n')}\n${END}\n` : undefined;
}

/** `Version: …`, `Comment: …` and the like. */
const HEADER = /^[A-Za-z]{1,20}: /;

const BASE64 = /^[A-Za-z0-9+/=]{1,200}$/;
