// The subject of a patch file: the first line of its commit message, wherever the tool that wrote the patch put it.
// Git mails, `git show`, hg and SUSE comments, quilt and DEP-3 headers, bare text and no text at all are all real.

import { decodeWords } from '../decode/mime.ts';

/** A message starts within this many bytes; what follows is the diff. */
const HEAD_BYTES = 65_536;

/** The commit subject on one line, or undefined where the patch has none. Never throws, whatever the bytes are. */
export function patchSubject(bytes: Uint8Array): string | undefined {
  // One character for each byte: a patch may mix encodings, so only the subject itself is decoded.
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('latin1');
  for (const candidate of candidates(head.replace(BYTE_ORDER_MARK, '').split(/\r\n?|\n/))) {
    // Text has no NUL; UTF-16 and binary files have.
    if (candidate.includes('\0')) return undefined;
    const subject = clean(candidate);
    if (subject !== '') return subject;
  }
  return undefined;
}

const BYTE_ORDER_MARK = /^\u00EF\u00BB\u00BF/;

/** What may be the subject, the best first. Reads each line once. */
function* candidates(lines: readonly string[]): Generator<string> {
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (isDiffStart(line)) return;
    if (isSkipped(line)) {
      index++;
    } else if (COMMIT_LINE.test(line)) {
      // `git show` and `git log`: the message follows the first empty line, indented.
      while (index < lines.length && lines[index]?.trim() !== '') index++;
    } else if (isHeader(line)) {
      const block = headerBlock(lines, index);
      yield* block.subjects;
      index = block.end;
    } else {
      yield decode(line);
      return;
    }
  }
}

/** Where the message is over: git's separator, or a diff in one of the notations that `patch` accepts. */
function isDiffStart(line: string): boolean {
  return /^(?:---[ \t]*$|(?:---|\+\+\+|\*\*\*) \S|@@ -|diff (?:--|-[a-zA-Z]|\S+\/)|Index: \S+$|index [0-9a-f]{6}|Only in \S+: )/.test(
    line,
  );
}

/** Blank lines, comments as git knows them (hg and SUSE keep their headers in such), mbox separators, trailers. */
function isSkipped(line: string): boolean {
  return (
    line.trim() === '' || /^#|^>?From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) |^[A-Z][a-z]+(?:-[a-z]+)*-by: /.test(line)
  );
}

const COMMIT_LINE = /^commit [0-9a-f]{7,64}(?![0-9A-Za-z])/;

/** Headers of mails, DEP-3 and SUSE kernels. Bare texts such as `x86: fix it` look alike, hence the list. */
const KNOWN_HEADER =
  /^(?:[Ff]rom|[Ss]ubject|SUBJECT|FROM|Date|To|Cc|CC|Bcc|Sender|Received|References|Message-I[dD]|Description|Author|Origin|Bug|Forwarded|Applied-Upstream|Last-Update|Patch-mainline|Git-commit|Git-repo|Upstream-Status|Backport|CVE):/;

/** Other names of several capitalised words, as only headers have them: `X-Mailer:`, `Content-Type:`, `Bug-Debian:`. */
const COMPOUND_HEADER = /^[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+:/;

function isHeader(line: string): boolean {
  return KNOWN_HEADER.test(line) || COMPOUND_HEADER.test(line);
}

/** The possible subjects of a header block, and the line behind it. */
function headerBlock(
  lines: readonly string[],
  start: number,
): { readonly subjects: readonly string[]; readonly end: number } {
  let subject: string | undefined;
  let description: string | undefined;
  // `From: …` straight before `IOMMU: fix it`: a subject without its header.
  let bare: string | undefined;
  let index = start;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    if (!/^[A-Za-z][A-Za-z0-9-]*:/.test(line) || isDiffStart(line)) break;
    let end = index + 1;
    while (end < lines.length && /^[ \t]+\S/.test(lines[end] ?? '')) end++;
    const value = [line.slice(line.indexOf(':') + 1), ...lines.slice(index + 1, end)];
    if (/^subject:/i.test(line)) subject ??= decodeWords(decode(value.join('\n')));
    // Only the first line of a DEP-3 description is the subject, the others explain it.
    else if (line.startsWith('Description:')) description ??= decode(value.find((each) => each.trim() !== '') ?? '');
    else if (!isHeader(line) && !isSkipped(line)) bare ??= decode(line);
    index = end;
  }
  return { subjects: [subject, description, bare].filter((each) => each !== undefined), end: index };
}

/** Bytes, one a character, as UTF-8, or as the Latin-1 that they are already where they are not. */
function decode(raw: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(raw, 'latin1'));
  } catch {
    return raw;
  }
}

/** One line without the prefixes of patch mails, and without characters that break or reorder a line. */
function clean(subject: string): string {
  let rest = subject
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    // Blanks between words stay as the author wrote them unless a tab or a line break is among them.
    .replace(/[ \p{Cc}\p{Zl}\p{Zp}]+/gu, (run) => (/[^ ]/.test(run) ? ' ' : run))
    .trim();
  let kept = '';
  for (let prefix = PREFIX.exec(rest); prefix; prefix = PREFIX.exec(rest)) {
    if (prefix[1] !== undefined && !/patch/i.test(prefix[1])) kept += `${prefix[0].trim()} `;
    rest = rest.slice(prefix[0].length);
  }
  return (kept + rest).trim();
}

/** `Re:` or one bracketed group. Groups that do not say PATCH, such as `[stable]`, belong to the subject. */
const PREFIX = /^(?:[Rr][Ee]:|\[([^[\]]*)\]) */;
