// The id that git gives a patch: a hash of what it changes, whatever the lines are numbered and however it is indented.
// Computed as `git patch-id --stable` does (builtin/patch-id.c of git 2.39 and later), so that both can be compared.

import { createHash } from 'node:crypto';

const BLANKS = /[\t-\r ]+/g;

/**
 * The id of the first commit in a patch; undefined when it has no diff in git's notation. Bytes are read one by one,
 * whatever encoding they are in.
 */
export function patchId(bytes: Uint8Array): string | undefined {
  const sum = new Uint8Array(20);
  // What is hashed of one file: one call for all of its lines is much quicker than a call for each.
  let lines = '';
  const flush = () => {
    addTo(sum, createHash('sha1').update(lines, 'latin1').digest());
    lines = '';
  };
  // Lines that are left of the hunk before and after it; -1 in the header of a file.
  let [before, after] = [-1, -1];
  let [hasStarted, isBinary] = [false, false];
  let blobs: readonly [string, string] = ['', ''];
  for (const line of linesOf(bytes)) {
    if (!hasStarted && !line.startsWith('diff ')) continue;
    if (isCommitLine(line) && hasStarted) break;
    if (line.startsWith('\\ ') && line.length > 12) continue;
    if (before === -1) {
      if (line.startsWith('GIT binary patch') || line.startsWith('Binary files')) {
        isBinary = true;
        before = 0;
        lines += blobs[0] + blobs[1];
        flush();
        continue;
      }
      if (line.startsWith('index ')) {
        blobs = blobsOf(line) ?? blobs;
        continue;
      }
      if (line.startsWith('--- ')) [before, after] = [1, 1];
      else if (!/^[A-Za-z]/.test(line)) break;
    }
    if (isBinary) {
      if (line.startsWith('diff ')) {
        isBinary = false;
        before = -1;
      }
      continue;
    }
    if (before === 0 && after === 0) {
      const hunk = HUNK.exec(line);
      if (hunk) {
        [before, after] = [Number(hunk[1] ?? 1), Number(hunk[2] ?? 1)];
        continue;
      }
      if (!line.startsWith('diff ')) break;
      flush();
      [before, after] = [-1, -1];
    }
    if (line[0] === '-' || line[0] === ' ') before--;
    if (line[0] === '+' || line[0] === ' ') after--;
    lines += line.replace(BLANKS, '');
    hasStarted = true;
  }
  if (!hasStarted) return undefined;
  flush();
  return Buffer.from(sum).toString('hex');
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))?/;

/** Where the next commit of a mailbox or a log begins. */
function isCommitLine(line: string): boolean {
  return /^(?:commit |From )?[0-9a-f]{40}/.test(line);
}

function blobsOf(line: string): readonly [string, string] | undefined {
  const found = /^index ([^ ]*?)\.\.([^ \n]*)/.exec(line);
  return found ? [found[1] ?? '', found[2] ?? ''] : undefined;
}

/** One character for each byte, with its line break. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const next = end === -1 ? text.length : end + 1;
    yield text.slice(at, next);
    at = next;
  }
}

/** The order of the files in a patch does not matter, so their hashes are added, as numbers of 20 bytes. */
function addTo(sum: Uint8Array, hash: Uint8Array): void {
  let carry = 0;
  for (const [index, value] of hash.entries()) {
    carry += (sum[index] ?? 0) + value;
    sum[index] = carry & 0xff;
    carry >>= 8;
  }
}
