// Subjects of mails as titles of advisories.

import { describe, expect, test } from 'vitest';
import { titleIn } from '../generator/lib/import/subject-title.ts';

describe('the subject of a mail', () => {
  test.each([
    ['ALSW-2026-7: foo follows links', 'foo follows links'],
    ['ALSW-2026-7 v2: foo follows links', 'foo follows links'],
    ['[arch] Re: [ALSW 2026-7] foo: v2 of the cache follows links', 'foo: v2 of the cache follows links'],
    ['Round Security Warning ALSW-2026-7 - foo follows links', 'foo follows links'],
    ['WITHDRAWN: ALSW-2026-7: foo\n follows links', 'foo follows links'],
    ['foo follows links (ALSW-2026-7)', 'foo follows links'],
    ['Round Security Warning ALSW-2026-7', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (subject, title) => {
    expect(titleIn(subject, 'ALSW-2026-7', 'Round Security Warning')).toBe(title);
  });

  test('of any length is read in no time', () => {
    const start = performance.now();
    for (const each of ['[', 're:', ' ', ':', 'ALSW-2026-7 v1']) titleIn(each.repeat(200_000), 'ALSW-2026-7', 'x');
    expect(performance.now() - start).toBeLessThan(500);
  });
});
