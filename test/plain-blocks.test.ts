// The short way through plain blocks gives the same tree as the full parser, position for position.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { parseWithPlainBlocks } from '../generator/lib/markdown/plain-blocks.ts';

const full = unified().use(remarkParse).use(remarkGfm).freeze();
const parse = (text: string): Root => full.parse(text);
const corpus = join(import.meta.dirname, '../../shared/corpora/xen/support');
const plain = (tree: Root): unknown => JSON.parse(JSON.stringify(tree));

test.skipIf(!existsSync(corpus))('the real statements (needs ../shared/corpora/xen)', () => {
  for (const file of readdirSync(corpus)) {
    const text = readFileSync(join(corpus, file), 'utf8');
    let rest = '';
    const tree = parseWithPlainBlocks(text, (part) => {
      rest += part;
      return parse(part);
    });
    expect(plain(tree)).toEqual(plain(parse(text)));
    expect(rest.length, `${file}: what the full parser saw`).toBeLessThan(text.length / 2);
  }
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      '# A',
      '## B c',
      '### D #',
      '#',
      '####### e',
      'Words of text',
      'more, words.',
      "'quoted' words",
      '(in brackets)',
    ],
    ...[
      '    code',
      '      deeper',
      '     ',
      '    Status: x_y',
      '  two',
      '\tcode',
      '* item',
      '  * inner',
      '1. one',
      '- x',
    ],
    ...[
      '```',
      '~~~',
      '<!--',
      '-->',
      '<div>',
      '</div>',
      '<pre>',
      '> quote',
      '---',
      '===',
      ':-',
      '| a |',
      '|---|',
      'a | b',
    ],
    ...[
      'x86_64 is',
      '_x_ y',
      '*e*',
      'a\\',
      'two  ',
      '&amp;',
      '[x]',
      '[x]: /y',
      '[^1]',
      '[^1]: note',
      'http://a.b',
      'www.a.b',
    ],
    ...['a@b.c', 'müßig', '\u00a0', '\u2003x', '😀', '!', '+', '=', '    ', 'Text:', 'Term\n: definition'],
  );
  const source = fc
    .array(fc.tuple(piece, fc.constantFrom('\n', '\n', '\n\n', '\n\n', '\n\n\n', '\r\n', ' ')), { maxLength: 24 })
    .map((parts) => parts.map(([text, end]) => text + end).join(''));

  test('gives the same tree', () => {
    fc.assert(
      fc.property(source, (text) => {
        // Enough plain blocks that the short way is taken.
        const whole = `# A\n\nText\n\n# B\n\nText\n\n${text}`;
        let right: unknown;
        try {
          right = plain(parse(whole));
        } catch {
          // Task lists below an empty item fail an assertion of the parser itself.
          return;
        }
        expect(plain(parseWithPlainBlocks(whole, parse))).toEqual(right);
      }),
      { numRuns: 1500, seed: 3 },
    );
  });
});
