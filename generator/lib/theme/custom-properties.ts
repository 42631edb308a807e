// `theme/tokens.css`: custom properties and nothing else. What is written is parsed and written anew, so that no other
// rule, address or import gets through, however it is spelt.

import { nearest } from '../decode/decode.ts';

/** What was read: the sheet as it is published, and what is wrong by line. */
export type Tokens = {
  readonly css: string;
  readonly faults: readonly { readonly line: number; readonly text: string; readonly hint: string }[];
};

/** Conditions under which tokens differ: the colour scheme, contrast, print. */
const MEDIA = /^@media (?:print|\((?:prefers-color-scheme: ?(?:dark|light)|prefers-contrast: ?(?:more|less))\))$/;

/** A value without anything that ends it, escapes it or loads a file. */
const VALUE = /^[\w\s#%.,()"'+*/-]{1,300}$/;

const LOADS = /(?:url|image|image-set|src|attr)\s*\(/i;

/** Reads the sheet; `known` are the properties that the theme has. */
export function tokensOf(text: string, known: readonly string[]): Tokens {
  const faults: { line: number; text: string; hint: string }[] = [];
  const blocks: string[] = [];
  let [media, inRoot] = ['', false];
  for (const [index, line] of withoutComments(text).split('\n').entries()) {
    const fault = (sentence: string, hint: string) => faults.push({ line: index + 1, text: sentence, hint });
    // Declarations may share a line with braces: each piece is looked at by itself.
    for (const piece of line.split(/(?<=[{};])/).map((each) => each.trim())) {
      if (piece === '') continue;
      const [, name = '', value = ''] = /^(--[a-z0-9-]+)\s*:\s*([^;]*?);$/.exec(piece) ?? [];
      if (inRoot && name !== '') {
        if (!known.includes(name)) {
          const near = nearest(name, known);
          fault(
            `Unknown token \`${name}\`${near ? `, did you mean \`${near}\`?` : ''}`,
            `Use one of ${known.map((each) => `\`${each}\``).join(', ')}`,
          );
        } else if (!VALUE.test(value) || LOADS.test(value))
          fault(
            `Unexpected \`${value.slice(0, 60)}\` as value of \`${name}\``,
            'Write a colour, a size or a font list',
          );
        else blocks.push(`${media ? '  ' : ''}  ${name}: ${value};`);
      } else if (!inRoot && piece === ':root {') {
        inRoot = true;
        blocks.push(`${media ? '  ' : ''}:root {`);
      } else if (!inRoot && media === '' && piece.endsWith(' {') && MEDIA.test(piece.slice(0, -2))) {
        media = piece.slice(0, -2);
        blocks.push(`${media} {`);
      } else if (piece === '}' && (inRoot || media !== '')) {
        blocks.push(inRoot && media ? '  }' : '}');
        if (inRoot) inRoot = false;
        else media = '';
      } else
        fault(
          `Unexpected \`${piece.slice(0, 60)}\` in the tokens`,
          'Write `:root {`, lines such as `--link: #0a469c;`, and `}`; other rules go into `theme/extra.css`',
        );
    }
  }
  if (inRoot || media !== '')
    faults.push({ line: 1, text: 'A `{` of the tokens has no `}`', hint: 'Close each block with `}`' });
  return { css: faults.length > 0 ? '' : `${blocks.join('\n')}\n`, faults };
}

/** Comments become blanks; their line ends stay, so that lines keep their numbers. */
export function withoutComments(text: string): string {
  let [result, at] = ['', 0];
  for (;;) {
    const start = text.indexOf('/*', at);
    if (start < 0) return result + text.slice(at);
    const end = text.indexOf('*/', start + 2);
    const comment = text.slice(start, end < 0 ? undefined : end + 2);
    result += text.slice(at, start) + comment.replace(/[^\n]/g, ' ');
    if (end < 0) return result;
    at = end + 2;
  }
}
