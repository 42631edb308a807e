// The output of `git log -z`, commit by commit. Messages have the encoding that their authors had.

/** The parts between NUL characters. A message that is no UTF-8, and does not say what it is, is taken for Latin-1. */
export async function* recordsOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(0); end !== -1; end = piece.indexOf(0, start)) {
      const part = piece.subarray(start, end);
      yield textOf(rest.length === 0 ? part : Buffer.concat([...rest, part]));
      rest = [];
      start = end + 1;
    }
    if (start < piece.length) rest.push(piece.subarray(start));
  }
  if (rest.length > 0) yield textOf(Buffer.concat(rest));
}

function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\u{FFFD}') && !bytes.includes(REPLACEMENT) ? bytes.toString('latin1') : text;
}

const REPLACEMENT = Buffer.from('\u{FFFD}');
