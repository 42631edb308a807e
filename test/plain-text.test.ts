// Plain text: what each kind of content looks like, and what holds for all content.

import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { withoutTags } from '../generator/lib/markdown/without-tags.ts';
import { columnsOf, longDate, wrap } from '../generator/lib/text/layout.ts';
import { longLines } from '../generator/lib/text/long-lines.ts';
import { renderText, type TextOptions } from '../generator/lib/text/plain-text.ts';
import { testAdvisory, testContext } from './model.ts';

const nodesOf = (markdown: string): readonly RootContent[] => parseMarkdown(markdown, 1, 'x.md', []).children;
const text = (markdown: string, options: Partial<TextOptions> = {}): string =>
  renderText(nodesOf(markdown), { width: 40, ...options });
const lines = (...each: readonly string[]): string => each.join('\n');

describe('content', () => {
  test.each([
    ['paragraphs are filled', 'one two\nthree\n\nfour', {}, lines('one two three', '', 'four')],
    ['a hard break stays', 'one\\\ntwo<br>three', {}, lines('one', 'two', 'three')],
    ['emphasis keeps its marks', 'a *b c* **d** ~~e~~ `f g`', {}, 'a *b c* *d* ~~e~~ `f g`'],
    [
      'lists and lists in lists',
      '- a\n- b\n  - c\n\n3. d\n4. e',
      {},
      lines(' * a', ' * b', '    * c', '', ' 3) d', ' 4) e'),
    ],
    ['items of several paragraphs', '- a\n\n  b\n- c', {}, lines(' * a', '', '   b', '', ' * c')],
    ['numbers of a list are aligned', `${'9. a\n'.repeat(2)}`, {}, lines('  9) a', ' 10) a')],
    ['tasks', '- [x] a\n- [ ] b', {}, lines(' * [x] a', ' * [ ] b')],
    ['quotes', '> a\n>\n> > b', {}, lines('> a', '>', '> > b')],
    ['code is never wrapped', '```\nx  y\n\n  z\n```', { width: 20 }, lines('    x  y', '', '      z')],
    ['headings', '### A b\n\nc', {}, lines('A b', '---', '', 'c')],
    ['headings as the caller wants them', '### A b', { heading: (title: string) => [`= ${title}`] }, '= A b'],
    ['thematic breaks', 'a\n\n***\n\nb', {}, lines('a', '', '* * *', '', 'b')],
    ['a table that fits', '|A|Bc|\n|-|-:|\n|dd|e|\n||f|', {}, lines('A   Bc', '--  --', 'dd   e', '     f')],
    [
      'a table that does not',
      '|A|B|\n|-|-|\n|one two|three four|',
      { width: 12 },
      lines('A: one two', 'B: three', '  four'),
    ],
    [
      'a table with its cells in the middle',
      '|a|b|\n|:-:|-:|\n|wide|1|\n|c|22|',
      {},
      lines(' a     b', '----  --', 'wide   1', ' c    22'),
    ],
    ['code in code and in lists', '- a\n\n  ```\n  b   c\n  ```', {}, lines(' * a', '', '       b   c')],
    ['lists in quotes in lists', '> - a\n>   - > b', {}, lines('>  * a', '>     * > b')],
    [
      'comments are dropped, tags give way to their text',
      '<!-- x -->\n\n<div>a <b>b</b>\n<script>c()</script></div>\n\nd <i>e</i><!-- f -->',
      {},
      lines('a b', '', 'd e'),
    ],
    ['footnotes', 'a[^x] b[^y]\n\n[^y]: two[^x]\n[^x]: one', {}, lines('a[1] b[2]', '', '[1] one', '[2] two[1]')],
    ['a footnote that nobody calls is not shown', 'a\n\n[^y]: two', {}, 'a'],
  ] as const)('%s', (_name, markdown, options, expected) => {
    expect(text(markdown, options)).toBe(expected);
  });

  test.each([
    ['with words', '[a b](https://x.example/).', {}, 'a b <https://x.example/>.'],
    [
      'bare',
      'https://x.example/ and <https://y.example/> and <mail@x.example>',
      { width: 80 },
      'https://x.example/ and https://y.example/ and mail@x.example',
    ],
    [
      'by reference',
      '[a][r] ![i][r]\n\n[r]: https://x.example/',
      { width: 80 },
      'a <https://x.example/> i <https://x.example/>',
    ],
    [
      'as notes, each address once',
      '[a](https://x.example/), [b](https://y.example/) [c](https://x.example/)',
      { links: 'footnotes' },
      lines('a [1], b [2] c [1]', '', '[1] https://x.example/', '[2] https://y.example/'),
    ],
    [
      'resolved',
      '[a](p.md) [b](#c)',
      { resolve: (url: string) => (url === 'p.md' ? 'https://x.example/p/' : undefined) },
      'a <https://x.example/p/> b',
    ],
    ['that no reader should follow', '[a](javascript:alert) [b](data:x)', {}, 'a b'],
    ['with blanks in the address', '[a](<https://x.example/a b>)', {}, 'a <https://x.example/a%20b>'],
  ] as const)('links %s', (_name, markdown, options, expected) => {
    expect(text(markdown, options)).toBe(expected);
  });

  test('wide and combining characters take the columns of a terminal', () => {
    expect(text('日本語 日本語 日本語', { width: 13 })).toBe(lines('日本語 日本語', '日本語'));
    expect(text('e\u0301e\u0301 e\u0301e\u0301', { width: 5 })).toBe('e\u0301e\u0301 e\u0301e\u0301');
    expect(text('|語|b|\n|-|-|\n|c|d|', {})).toBe(lines('語  b', '--  -', 'c   d'));
  });

  test('Chinese and Japanese break between characters, but not before stops and behind brackets', () => {
    expect(text('漢字の文章には空白がない。（括弧）と、続く。', { width: 12 })).toBe(
      lines('漢字の文章に', 'は空白がな', 'い。（括弧）', 'と、続く。'),
    );
    expect(text('日本 日本語日本語日本語', { width: 10 })).toBe(lines('日本 日本', '語日本語日', '本語'));
    expect(text('見て：https://x.example/日本語日本語日本語', { width: 10 })).toBe(
      '見て：https://x.example/日本語日本語日本語',
    );
    expect(text(`\`日本語日本語\` ${'👩‍👩‍👧'.repeat(12)}`, { width: 14 })).toBe(
      lines('`日本語日本語`', '👩‍👩‍👧'.repeat(12)),
    );
  });

  test('a tab in a line of text is a blank, and no control character comes through', () => {
    expect(text('a&#9;b `c\td` &#8232;e&#x2029;f\u0085g', {})).toBe('a b `c d` e f g');
  });

  test('a no-break blank stays inside of its word', () => {
    expect(text('aaa bbb\u00a0ccc', { width: 8 })).toBe(lines('aaa', 'bbb\u00a0ccc'));
  });

  test('dates are English and know no locale', () => {
    expect(longDate('2024-02-08T23:59:59Z')).toBe('February 08, 2024');
  });
});

describe('all content', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const sentence = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));
  const width = fc.integer({ min: 20, max: 80 });
  /** Containers around sentences: the words of the result are known. */
  const document = fc.array(
    fc.oneof(
      sentence,
      sentence.map((each) => `> ${each}`),
      fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => items.map((each) => `- ${each}`).join('\n')),
      fc
        .array(sentence, { minLength: 1, maxLength: 4 })
        .map((items) => items.map((each, index) => `${'  '.repeat(index)}- ${each}`).join('\n')),
      fc
        .array(sentence, { minLength: 1, maxLength: 12 })
        .map((items) => items.map((each) => `98765. ${each}`).join('\n\n')),
      sentence.map((each) => `## ${each}`),
      sentence.map((each) => `*${each}* and [${each}](https://x.example/${'long/'.repeat(20)})`),
    ),
    { maxLength: 8 },
  );
  const run = <T>(property: fc.IPropertyWithHooks<T>) => fc.assert(property, { seed: 20261121, numRuns: 300 });

  test('lines are no wider than asked, save for one word that is', () => {
    run(
      fc.property(document, width, (blocks, columns) => {
        for (const line of text(blocks.join('\n\n'), {
          width: columns,
          heading: (title) => wrap(title.split(' '), columns),
        }).split('\n')) {
          if (columnsOf(line) > columns) expect(line.trim()).toMatch(/^(?:[>*] |\d+\) )*\S+$/);
        }
      }),
    );
  });

  test('every word is there, in order', () => {
    run(
      fc.property(document, width, (blocks, columns) => {
        const words = (value: string) => value.match(/[a-z]+/g) ?? [];
        const markdown = blocks.join('\n\n');
        expect(words(text(markdown, { width: columns }))).toEqual(words(markdown));
      }),
    );
  });

  test('text that was filled stays as it is', () => {
    run(
      fc.property(sentence, width, (written, columns) => {
        const once = text(written, { width: columns });
        expect(text(once, { width: columns })).toBe(once);
      }),
    );
  });

  test('no line ends in a blank, and nothing throws', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '> ',
        '- ',
        '10. ',
        '\n',
        '\n\n',
        '    ',
        '```\n',
        '|a|b|\n|-|-|\n',
        '[a](b)',
        '[a][b]',
        '[b]: c',
        '[^1]',
        '[^1]: [^1]',
        '![x](y)',
        '<br>',
        '<a b="',
        '<!--',
        '*',
        '**',
        '`',
        '~~',
        '# ',
        '\\\n',
        '&#10;',
        'https://x.example',
      ),
    );
    run(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom('inline', 'footnotes'),
        (pieces, columns, links) => {
          expect(text(pieces.join(''), { width: columns, links })).not.toMatch(/[ \t]$/m);
        },
      ),
    );
  });

  test('depth that no parser lets through is cut, not followed', () => {
    let deep: RootContent = { type: 'paragraph', children: [{ type: 'text', value: 'end' }] };
    for (let level = 0; level < 20_000; level++) deep = { type: 'blockquote', children: [deep] };
    expect(renderText([deep], { width: 72 })).toMatch(/end$/);
  });

  test('time grows with the length and no faster', () => {
    const start = performance.now();
    for (const piece of ['<', '<!--', '<a "', '<script>', '<script></script>', '&']) withoutTags(piece.repeat(100_000));
    for (const piece of ['\u00e9', '\u8a9e', 'e\u0301', '\ud83d\ude00', '\u001b[', 'ab '])
      renderText([{ type: 'text', value: piece.repeat(100_000) }], { width: 72 });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('lines that no signature covers', () => {
  const said = (markdown: string) => {
    const built = testContext([testAdvisory(1, { markdown })]).model;
    const [advisory] = built.advisories;
    const body = renderText(advisory?.document.body.children ?? [], { width: 72 });
    return longLines(built, [{ path: 'advisories/xsa-1/xsa-1.txt', type: 'text/plain', body, from: 'x' }]);
  };

  test('the last length that is good, and the first that is not', () => {
    expect(said(`    ${'x'.repeat(19_986)}\n`)).toEqual([]);
    expect(said(`    ${'é'.repeat(9_993)}\n`)).toEqual([]);
    expect(said(`a\n\n    ${'x'.repeat(19_987)}\n`)).toMatchObject([
      { rule: 'long-line', level: 'error', found: '19991', place: { file: 'content/xsa/XSA-1.md', line: 3 } },
    ]);
  });

  test('addresses, words and code spans; many short lines are none', () => {
    expect(said(`[a](https://x.example/${'y'.repeat(20_000)})`).length).toBe(1);
    expect(said('z'.repeat(20_000)).length).toBe(1);
    expect(said('語'.repeat(7_000))).toEqual([]);
    const body = 'a\n'.repeat(200_000);
    const output = { path: 'advisories/xsa-1/xsa-1.txt', type: 'text/plain', body, from: 'x' };
    expect(longLines(testContext([testAdvisory(1)]).model, [output])).toEqual([]);
  });
});
