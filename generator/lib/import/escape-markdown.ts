// One line of plain text as a line of Markdown that means the same: whatever Markdown would take for markup is escaped,
// addresses stay links, and code between backticks stays code.

export type EscapeOptions = {
  /** Its paragraph has more than one `~`. */
  readonly hasSeveralTildes: boolean;
  /** A hard break ends it, which is a backslash here. */
  readonly isBroken: boolean;
};

/** A line inside a paragraph. */
export function escapeLine(line: string, { hasSeveralTildes, isBroken }: EscapeOptions): string {
  const verbatim = new RegExp(VERBATIM, 'gi');
  let result = '';
  let end = 0;
  for (let match = verbatim.exec(line); match; match = verbatim.exec(line)) {
    const before = line[match.index - 1];
    const after = line[verbatim.lastIndex] ?? (isBroken ? '\\' : undefined);
    const [piece, written] = match[0].startsWith('`')
      ? codeSpan(match[0], before, after)
      : address(match[0], before, after);
    result += escapeText(line.slice(end, match.index), hasSeveralTildes) + written;
    end = match.index + piece.length;
    verbatim.lastIndex = end;
  }
  return escapeStart(result + escapeText(line.slice(end), hasSeveralTildes)) + (isBroken ? '\\' : '');
}

/** What may be kept as it is: an address, or a span of code. */
const VERBATIM = /(?:https?:\/\/|www\.)[^\s<>]{1,1000}|`[^`]{1,1000}`|`/;

/** A part of the line, and how it is written. */
type Piece = readonly [piece: string, written: string];

/** Blanks at its ends would be dropped, and a further backtick would change what the span is. */
function codeSpan(span: string, before: string | undefined, after: string | undefined): Piece {
  const isPlain = span.length > 2 && before !== '`' && after !== '`' && before !== '\\' && !/^`\s|\s`$/.test(span);
  return isPlain ? [span, span] : ['`', '\\`'];
}

/** Stays bare where Markdown finds the same end, and stands between `<` and `>` elsewhere. */
function address(found: string, before: string | undefined, after: string | undefined): Piece {
  const url = withoutEnding(found);
  const ending = found.slice(url.length) + (after !== undefined && /[<>\\]/.test(after) ? after : '');
  const opening = /^www/i.test(found) ? /[\s(]/ : /[\s("'[{,;:=<]/;
  const isAlone = (before === undefined || opening.test(before)) && !/[^\s<>\\]/.test(after ?? '>');
  const isHost = isAlone && /^(?:https?:\/\/|www\.)[a-z\d-]+(?:\.[a-z\d-]+)+(?=[:/?#]|$)/i.test(url);
  if (isHost && /^[\w/:.~%?=&#+,@$!-]+$/.test(url) && /^[.,:;!?]*$/.test(ending)) return [url, url];
  if (isHost && /^http/i.test(url) && URL.canParse(url)) return [url, `<${url}>`];
  // Behind an escaped mark the parser reads on as in any text; what is an address for it all the same stays whole,
  // unless that would end in a bracket.
  const [scheme = ''] = /^(?:https?:|www\.)/i.exec(found) ?? [];
  const mark = after === '<' || after === '>' ? '<!-- -->' : '\\';
  return [scheme, `${scheme.slice(0, -1)}${mark}${scheme.slice(-1)}`];
}

/** The address without the punctuation of the sentence around it. */
function withoutEnding(found: string): string {
  let end = found.length;
  while (end > 0 && /[.,:;!?'"*_~`)\]}\\]/.test(found[end - 1] ?? '')) {
    // A bracket that the address itself opens belongs to it.
    if (found[end - 1] === ')' && found.slice(0, end).includes('(')) break;
    end--;
  }
  return found.slice(0, end);
}

function escapeText(text: string, hasSeveralTildes: boolean): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)|[*[|]|<(?=[a-z/!?])|&(?=[#a-z])/gi, '\\$&')
    .replace(/(^|[^\p{L}\p{N}])?_(?![\p{L}\p{N}])|(^|[^\p{L}\p{N}])_/gu, (found) => found.replaceAll('_', '\\_'))
    .replace(/~/g, hasSeveralTildes ? '\\~' : '~');
}

/** Marks that mean something at the start of a line only. */
function escapeStart(line: string): string {
  if (/^(?:#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+\s*$|[-:][-: ]*$)/.test(line)) return `\\${line}`;
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}
