// The branches of rules beyond their one example: each row breaks the sample in one way and lists what is said, in
// short. Rows without messages are the false alarms that a simpler rule would give.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { list, parse } from '../generator/read.ts';

const files = list(join(import.meta.dirname, 'fixtures/sample'));
const now = '2026-06-01T00:00:00Z';

/** The sample with one text of one file replaced. */
function messagesWith(file: string, pass: string, fail: string): string[] {
  const changed = files.map((each) => {
    if (each.path !== file || !('bytes' in each)) return each;
    const text = new TextDecoder().decode(each.bytes);
    expect(text).toContain(pass);
    return { ...each, bytes: new TextEncoder().encode(text.replace(pass, () => fail)) };
  });
  return check(parse(changed), now).messages.map((message) => `${message.rule}: ${message.text}`);
}

const xsa = 'content/xsa/XSA-1.md';
const dsa = 'content/dsa/DSA-1-1.md';
const alsw = 'content/alsw/ALSW-2026-1.md';
const site = 'content/site.yaml';
const mitigation = 'There is no mitigation.';
const second = '{version: 2, date: 2026-04-28T12:00:00Z';
const bugs = 'bugs: [1063852]';

const rows: readonly (readonly [file: string, pass: string, fail: string, messages: readonly string[]])[] = [
  // Links that lead somewhere, written in each way that is allowed.
  [
    xsa,
    mitigation,
    'See [a](/advisories/xsa-1/xsa1.patch), [b](/cve/CVE-2026-100001/), [c](/feeds/all.atom), [d](../pages/policy.md#how-to-report), [e](/advisories/2026/), [f](/releases/1.0/), [g](mailto:a@b.example), [h](#mitigation), [i](https://security.sample.example/policy/), [j](/advisories/xsa-1/xsa-1.json), [k](../alsw/ALSW-2026-1.md).',
    [],
  ],
  [xsa, mitigation, '[x](XSA-2.md)', ['dead-link: Link to `XSA-2.md`, which is not published']],
  [xsa, mitigation, '[x](/advisories/xsa-2/)', ['dead-link: Link to `/advisories/xsa-2/`, which is not published']],
  [
    xsa,
    mitigation,
    '[x][y]\n\n[y]: /polcy/',
    ['dead-link: Link to `/polcy/`, which does not exist, did you mean `/policy/`?'],
  ],
  [
    xsa,
    mitigation,
    '[x](XSA-1/xsa2.patch)',
    ['dead-link: Link to `XSA-1/xsa2.patch`, which does not exist, did you mean `XSA-1/xsa1.patch`?'],
  ],
  [xsa, mitigation, '[x](%zz)', ['dead-link: Link to `%zz`, which does not exist']],
  [
    xsa,
    mitigation,
    '[x](../pages/policy.md#how-to-rport)',
    [
      'dead-link: Link to `../pages/policy.md#how-to-rport`: `content/pages/policy.md` has no heading with that anchor, did you mean `#how-to-report`?',
    ],
  ],
  [dsa, 'related: [XSA-1]', 'related: [XSA-2]', ['dead-link: Related advisory `XSA-2`, which is not published']],
  [dsa, 'related: [XSA-1]', 'related: [DSA-1-1]', ['dead-link: `DSA-1-1` is related to itself']],
  // Dates and versions.
  [
    xsa,
    second,
    '{version: 3, date: 2026-04-28T12:00:00Z',
    ['date-order: Unexpected version `3` after version `1`, expected `2`'],
  ],
  [xsa, second, '{version: 2, date: 2026-04-28', []],
  [
    xsa,
    second,
    '{version: 2, date: 2026-04-27',
    ['date-order: Public version `2` is dated `2026-04-27T00:00:00Z`, before `published` (`2026-04-28T12:00:00Z`)'],
  ],
  [
    alsw,
    'severity: high',
    'severity: high\nstatus: withdrawn\nwithdrawn: {date: 2026-04-01, reason: A mistake.}',
    ['date-order: Withdrawn on `2026-04-01T00:00:00Z`, before `published` (`2026-04-12T00:00:00Z`)'],
  ],
  [
    dsa,
    bugs,
    `${bugs}\nrevisions: [{version: 1, date: 2027-05-18, change: Public.}]`,
    ['date-order: Version `1` of a published advisory is dated `2027-05-18T00:00:00Z`, which is still to come'],
  ],
  [
    dsa,
    bugs,
    `${bugs}\nrevisions: [{version: 1, date: 2026-05-18}]`,
    ['revision-without-reason: Version `1` does not say what changed'],
  ],
  [
    site,
    'released: 2025-06-10,',
    'released: 2029-06-10,',
    [
      'unsupported-feature: No release that is affected or fixed had security support on 2026-05-18: that of Sample Linux 2 begins on 2029-06-10',
      'date-order: Unexpected `security-until` `2028-06-10` of release `north`, expected `2029-06-10` (`released`) or later',
    ],
  ],
  // CVE ids.
  [xsa, mitigation, 'A regression of DSA-1-1, CVE-2026-100003.', []],
  [dsa, 'related: [XSA-1]', 'related: [XSA-1]\nreferences: [https://cve.example/CVE-2026-100009]', []],
  [
    xsa,
    mitigation,
    'CVE\u20112026\u2011100001',
    ['look-alike: Unexpected `U+2011` in `CVE\u20112026\u2011100001`, it looks like `-`'],
  ],
  [dsa, '- CVE-2026-100003: an answer', '- CVE-2026-\n100003: an answer', []],
  // Names and versions that only look right.
  [
    dsa,
    'version: 4.8.6-1',
    'version: 4.8.6\u20131',
    ['look-alike: Unexpected `U+2013` in `4.8.6\u20131`, it looks like `-`'],
  ],
  [
    dsa,
    'package: resolved',
    'package: r\u0435solved',
    ['look-alike: Unexpected `U+0435` in `r\u0435solved`, it looks like `e`'],
  ],
  [dsa, 'author: Kim Example', 'author: Kim\u00A0\u0395xampl\u00E9', []],
  // Blanks.
  [xsa, mitigation, 'Set `TODO` in the table of todo items.', []],
  [xsa, mitigation, 'See CVE-2026-NNNN.', ['placeholder: Unexpected `CVE-2026-NNNN`, a blank to be filled']],
  [xsa, 'when: x86 only', 'when: TBD', ['placeholder: Unexpected `TBD`, a blank to be filled']],
  // Sections.
  [
    xsa,
    '## Deployment during embargo',
    '## Note regarding lack of embargo\n\nNone.\n\n## Deployment during embargo',
    [
      'missing-section: Unexpected sections `Note regarding lack of embargo` and `Deployment during embargo`, expected one of them',
    ],
  ],
  [xsa, '## Impact', '## IMPACT', []],
  // Features: headings of a statement, with or without a qualifier.
  [alsw, 'severity: high', 'severity: high\nfeatures: [light  GUESTS, "Full guests: x86"]', []],
  [
    alsw,
    'severity: high',
    'severity: high\nfeatures: ["Full guests: x68", Teleport, Light guests]',
    [
      'unknown-feature: Unknown feature `Full guests: x68`, did you mean `Full guests: x86`?',
      'unknown-feature: Unknown feature `Teleport`',
    ],
  ],
  // One answer for each release: the same one twice is none too many, two conditions are two questions.
  [dsa, '  - {release: north, version: 4.8.6-1}', '  - {release: north, version: 4.8.6-1}\n'.repeat(2).trimEnd(), []],
  [
    dsa,
    '  - {release: north, version: 4.8.6-1}',
    '  - {release: north, version: 4.8.6-1}\n  - {release: north, version: 4.8.6-2}',
    ['contradicting-status: Release `north` of `resolved` is fixed in `4.8.6-2` here and fixed in `4.8.6-1` before'],
  ],
  [
    xsa,
    'when: x86 only}',
    'when: x86 only}\n  - {product: sample, release: "1.0", status: not-affected, when: Arm only}',
    [],
  ],
  [
    xsa,
    'when: x86 only}',
    'when: x86 only}\n  - {product: sample, release: "1.0", status: not-affected, when: x86 only}',
    ['contradicting-status: Release `1.0` of `sample` is not affected here and fixed in `1.0.2` before'],
  ],
  [
    dsa,
    'package: resolved\n',
    '',
    ['missing-field: Missing field `package`, of which the title is made; without one, write a `title`'],
  ],
];

test.for(rows)('%s: %s -> %s', ([file, pass, fail, messages]) => {
  expect(messagesWith(file, pass, fail)).toEqual(messages);
});

test('an advisory that cannot be read makes no link to it dead', () => {
  const rules = messagesWith(xsa, 'published: 2026-04-28T12:00:00Z', 'published: soon').map(
    (message) => message.split(':')[0],
  );
  expect(rules).toEqual(['bad-date']);
});
