// Notices in the layout of the Ubuntu Security Notices: the text of random content, the checks that its defects need,
// and real notices of all years read back into files that give the same text again.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { model } from '../generator/model.ts';
import { parse } from '../generator/read.ts';
import usn from '../generator/series/usn.ts';
import type { Message, ReadAnnouncement } from '../generator/types.ts';

const NOW = '2026-11-21T12:00:00Z';
const corpus = resolve(import.meta.dirname, '../../shared/corpora/ubuntu/announcements');
const isThere = existsSync(corpus);
const skipReason = isThere ? '' : ' (skipped: no ../shared/corpora/ubuntu)';
const texts = isThere ? readdirSync(corpus).filter((name) => name.endsWith('.txt')) : [];

const base = {
  title: 'T',
  description: 'D',
  url: 'https://x.example',
  license: 'CC0-1.0',
  tag: 'x.example,2026',
  team: { name: 'N', email: 'e@x.example' },
};

type Written = Pick<ReadAnnouncement, 'fields' | 'body' | 'series' | 'releases'>;

/** The text of a notice, and what the rules say about it. All values are such that YAML reads them as they are. */
function announce({ fields, body, series, releases }: Written): {
  readonly text: string;
  readonly messages: readonly Message[];
} {
  const key = String(series['prefix']).toLowerCase();
  const config = { ...base, series: { [key]: series }, releases };
  const { content, messages } = check(
    parse([
      {
        path: `content/${key}/${fields['id']}.md`,
        bytes: Buffer.from(`---\n${JSON.stringify(fields)}\n---\n\n${body}`),
      },
      { path: 'content/site.yaml', bytes: Buffer.from(JSON.stringify(config)) },
    ]),
    NOW,
  );
  const seen = content && model(content, NOW);
  const [advisory, own] = [seen?.advisories[0], seen?.site.series[0]];
  if (!seen || !advisory || !own) return { text: '', messages };
  return {
    text: own.definition.announcement(advisory, { site: seen.site, series: own, settings: own.settings }),
    messages,
  };
}

// ------------------------------------------------------------------------------------------------- real notices

describe(`real notices${skipReason}`, () => {
  /** Texts that the format gives in another way, with the cause: their words, and ours. */
  const DIFFERENT: Readonly<
    Record<string, { readonly cause: string; readonly theirs: string; readonly ours: string }>
  > = {
    'USN-2052-1.txt': {
      cause: 'no blank between the last CVE id and the address of a bug',
      theirs: 'CVE-2013-6673,https:',
      ours: 'CVE-2013-6673 https:',
    },
    'USN-3621-1.txt': {
      cause: 'a CVE id is broken at its last hyphen',
      theirs: 'CVE-2018- 1000076',
      ours: 'CVE-2018-1000076',
    },
  };

  test.skipIf(!isThere)('there are twelve of them', () => expect(texts.length).toBe(12));

  test.skipIf(!isThere).each(texts)('%s: reading and writing give the same text', (name) => {
    const original = readFileSync(join(corpus, name), 'utf8');
    const read = usn.readAnnouncement(original);
    expect(read).toBeDefined();
    if (!read) return;
    const { text, messages } = announce(read);
    expect(messages.filter(({ level }) => level === 'error').map((each) => each.text)).toEqual([]);
    expect(read.lost).toEqual([]);
    const { theirs = '', ours = '' } = DIFFERENT[name] ?? {};
    expect(plain(text)).toBe(plain(noticeIn(original)).replace(theirs, ours));
  });

  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

  /** The notice without the mail around it. */
  function noticeIn(text: string): string {
    const lines = text.split('\n');
    const head = lines.findIndex((line) => line.startsWith('====='));
    const tail = lines.findIndex((line) => line.startsWith('-------------- next part'));
    return lines.slice(head, tail < 0 ? undefined : tail).join('\n');
  }
});

// ------------------------------------------------------------------------------------------------- other forms

/** A notice of our own in the layout, with parts to exchange. */
const notice = (update: string, more = ''): string => `From: somebody
Subject: [HSN-9-2] Signalflag regression

==========================================================================
Halyard Security Notice HSN-9-2
November 3, 2026

signalflag regression
==========================================================================

These are concerned:

- Halyard 26.04 LTS
- Halyard 14.04 ESM

Summary:

Forms were refused.

Software Description:
- signalflag: Framework for web sites
  in Python

Details:

HSN-9-1 repaired *forms* & <tags>. See _this_ for example:

  signalflag --check

Old text:

 A form could stop the server. (CVE-2026-190601)

Update instructions:

Install these:

${update}

Restart it.

Twice.

References:
  https://halyard.example/notices/HSN-9-2
  https://halyard.example/notices/HSN-9-1
  CVE-2026-190601, CVE-2026-
190602, https://bugs.halyard.example/bugs/12
  https://signalflag.example/news
${more}`;

const LISTS = `Halyard 26.04 LTS
  python3-signalflag              1:5.0-1

Halyard 14.04 ESM
  python-signalflag               2.0-1~esm1
                                  Only with a subscription
  signalflag-with-a-very-long-name
  2.0-1~esm1`;

describe('other forms of the layout', () => {
  test('notes, releases without a colon, versions on lines of their own, broken ids, quotations', () => {
    const sources = `
Package Information:
  https://source.halyard.example/signalflag/1:5.0-1
  https://source.halyard.example/signalflag/2.0-
1~esm1

-- \nThe list of notices`.replace('\\n', '\n');
    const read = usn.readAnnouncement(notice(LISTS, sources));
    expect(read).toMatchObject({
      id: 'HSN-9-2',
      fields: {
        title: 'Signalflag regression',
        published: '2026-11-03',
        cves: ['CVE-2026-190601', 'CVE-2026-190602'],
        bugs: ['https://bugs.halyard.example/bugs/12'],
        summary: 'Forms were refused.',
        packages: { signalflag: 'Framework for web sites in Python' },
        kind: 'regression',
        action: 'Restart it.\n\nTwice.',
        releases: {
          '26.04': { signalflag: { version: '1:5.0-1', binaries: { 'python3-signalflag': '1:5.0-1' } } },
          '14.04-esm': {
            signalflag: {
              version: '2.0-1~esm1',
              binaries: {
                'python-signalflag': { version: '2.0-1~esm1', note: 'Only with a subscription' },
                'signalflag-with-a-very-long-name': '2.0-1~esm1',
              },
            },
          },
        },
        references: ['https://halyard.example/notices/HSN-9-1', 'https://signalflag.example/news'],
      },
      series: {
        name: 'Halyard Security Notice',
        prefix: 'HSN',
        settings: {
          'release-line': '{release}',
          original: 'Old text',
          notice: 'https://halyard.example/notices/{id}',
          source: 'https://source.halyard.example/{package}/{version}',
        },
      },
      lost: [],
    });
    const { text, messages } = announce(read as Written);
    expect(messages.filter(({ level }) => level === 'error').map((each) => each.text)).toEqual([]);
    expect(text).toContain('HSN-9-1 repaired *forms* & <tags>. See _this_ for example:');
    expect(text).toContain('Old text:\n\n A form could stop the server. (CVE-2026-190601)\n');
    expect(text).toContain(`${' '.repeat(34)}Only with a subscription\n`);
    // Written by us, it is read as the same again.
    const { title: _, ...others } = read?.fields ?? {};
    expect(usn.readAnnouncement(text)).toEqual({ ...read, fields: others });
  });

  test('blanks that do not break are read as blanks; what has no place is listed', () => {
    const nbsp = String.fromCodePoint(0xa0);
    const text = notice(LISTS.replace('python3-signalflag     ', `python3-signalflag${nbsp}${nbsp}${nbsp}`), '  N/A\n');
    const read = usn.readAnnouncement(text);
    expect(read?.fields['releases']).toMatchObject({
      '26.04': { signalflag: { binaries: { 'python3-signalflag': '1:5.0-1' } } },
    });
    expect(read?.lost).toEqual([
      { line: text.split('\n').indexOf('  N/A') + 1, text: 'N/A', reason: 'It is neither an address nor a CVE id' },
    ]);
  });

  test('other texts are none, and no text is too odd', () => {
    for (const text of ['', '=\n', `${'='.repeat(74)}\nA 1-1\n`, '-'.repeat(73)])
      expect(usn.readAnnouncement(text)).toBeUndefined();
    const lines = notice(LISTS).split('\n');
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(lines.length),
            fc.nat(3),
            fc.oneof(
              fc.constantFrom('', ':', '- constructor: x', '__proto__ 1', '='.repeat(74), ' x'),
              fc.string({ unit: 'binary' }),
            ),
          ),
          { maxLength: 8 },
        ),
        (edits) => {
          const changed = [...lines];
          for (const [at, count, text] of edits) changed.splice(at, count, text);
          const read = usn.readAnnouncement(changed.join('\n'));
          if (read) announce(read);
        },
      ),
      { numRuns: 30, seed: 11 },
    );
  });

  test('long lines are read in linear time', () => {
    const start = performance.now();
    for (const part of ['= ', 'a ', ' ', '(', '1-', 'a_', 'CVE-2026-', '{'])
      usn.readAnnouncement(notice(part.repeat(100_000), part.repeat(100_000)));
    expect(performance.now() - start).toBeLessThan(4000);
  });
});

// ------------------------------------------------------------------------------------------------- writing

describe('text of random content', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9+.-]{0,30}$/);
  const version = fc.stringMatching(/^[0-9][A-Za-z0-9.+~:-]{0,90}$/);
  const url = fc.stringMatching(/^[a-z0-9-]{1,120}$/).map((path) => `https://y.example/${path}`);
  const written = fc.record({
    names: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
    binaries: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9+.-]{0,70}$/), version, { minKeys: 1, maxKeys: 6 }),
    cves: fc.uniqueArray(fc.integer({ min: 100_000, max: 999_999 }), { maxLength: 40 }),
    urls: fc.array(url, { maxLength: 5 }),
    version,
    style: fc.constantFrom('sections', 'classic'),
  });

  test('no version and no address is broken, and names never touch versions', () => {
    fc.assert(
      fc.property(written, ({ names, binaries, cves, urls, version: fixed, style }) => {
        const { text, messages } = announce({
          fields: {
            id: 'USN-1-1',
            published: '2026-01-01',
            summary: 'A fault. '.repeat(20),
            packages: Object.fromEntries(names.map((name) => [name, 'what it is '.repeat(9)])),
            cves: cves.map((number) => `CVE-2026-${number}`),
            references: urls,
            releases: { one: { [names[0] ?? '']: { version: fixed, binaries } } },
          },
          body: `${urls.map((each) => `See <${each}> ${'now '.repeat(9)}`).join('\n')} end.\n`,
          series: {
            name: 'Notice',
            layout: 'usn',
            prefix: 'USN',
            settings: { style, source: 'https://x.example/{package}/{version}' },
          },
          releases: [{ id: 'one', name: 'One', series: ['usn'] }],
        });
        expect(messages.filter(({ level }) => level === 'error').map((each) => each.text)).toEqual([]);
        const lines = text.split('\n');
        for (const [name, each] of Object.entries(binaries)) {
          const line = lines.find((other) => other.startsWith(`  ${name} `)) ?? '';
          expect(line.trim().split(/ {2,}/)).toEqual([name, each]);
          if (name.length <= 30) expect(line.indexOf(each, 34)).toBe(34);
        }
        for (const each of urls) expect(lines.some((line) => line.includes(each))).toBe(true);
        for (const line of lines) {
          if (line.trim().includes(' ') && !/^ {2}\S+ {2,}\S+$/.test(line)) expect(line.length).toBeLessThanOrEqual(75);
        }
        expect(text).not.toMatch(/[ \t]$/m);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('what the front matter says is in the text', () => {
  const written = (fields: object, body = 'Names were not checked.\n') =>
    announce({
      fields: { id: 'USN-9-1', published: '2026-05-04', title: 'Signalflag vulnerability', summary: 'Bad.', ...fields },
      body,
      series: { name: 'Notice', layout: 'usn', prefix: 'USN', settings: { original: 'Earlier' } },
      releases: ['12', '11'].map((id) => ({ id, name: `Halyard ${id}`, series: ['usn'] })),
    });

  test('title, summary, packages, releases, action, sections of its own', () => {
    const { text, messages } = written(
      {
        packages: { 'python-signalflag': 'Framework' },
        releases: {
          12: { 'python-signalflag': { version: '2-1', binaries: { 'python3-signalflag': '2-1' } } },
          11: { 'python-signalflag': { version: '1-1' } },
        },
        action: 'Restart it.',
      },
      'Names were not checked.\n\n## Earlier\n\nOld words.\n\n## Notes\n\nNew words.\n',
    );
    expect(messages).toEqual([]);
    expect(text).toContain('\npython-signalflag vulnerability\n');
    expect(text).toContain(
      '\nSummary:\n\nBad.\n\nSoftware Description:\n- python-signalflag: Framework\n\nDetails:\n\nNames',
    );
    expect(text).toContain('\nEarlier:\n\n Old words.\n\nNotes:\n\nNew words.\n\nUpdate instructions:\n');
    expect(text).toMatch(
      /11:\n {2}python-signalflag {15}1-1\n\n.*12:\n {2}python3-signalflag {14}2-1\n\nRestart it\.\n/s,
    );
    expect(text).not.toContain('Title:');
  });

  test('binaries of the whole release stand for its sources; a package may have an answer of its own', () => {
    const { text, messages } = written({
      releases: {
        12: { two: { version: '2-1' }, one: { version: '1-1' }, binaries: { libone: '1-1', libtwo: '2-1' } },
        11: { two: { version: '2-0' }, one: { status: 'not-affected', reason: 'It is older.' } },
      },
    });
    expect(messages).toEqual([]);
    expect(text).toContain('12:\n  libone                          1-1\n  libtwo                          2-1\n');
    expect(text).toContain('11:\n  two                             2-0\n');
    expect(text).toContain('one in Halyard 11 is not affected. It is older.');
    expect(text).toContain('one, two vulnerability');
  });
});

describe('defects of hand-made notices are found', () => {
  const fields = {
    id: 'USN-1-1',
    published: '2026-01-01',
    cves: ['CVE-2026-100001', 'CVE-2026-100002'],
    summary: 'A fault.',
    packages: { pilotd: '' },
    releases: { one: { pilotd: { version: '1.0-1', binaries: { pilotd: '1.0-1' } } } },
  };
  const body = 'One. (CVE-2026-100001)\n\nTwo. (CVE-2026-100002)\n';
  const found = (changes: object, text = body) =>
    announce({
      fields: { ...fields, ...changes },
      body: text,
      series: { name: 'Notice', layout: 'usn', prefix: 'USN' },
      releases: [{ id: 'one', name: 'One', series: ['usn'] }],
    }).messages.map(({ rule, text: each }) => `${rule}: ${each}`);
  const release = (pilotd: object) => ({ releases: { one: { pilotd } } });

  test('the notice is valid', () => expect(found({})).toEqual([]));

  test.each([
    ['a no-break space in a version', release({ version: '1.0\u00a01' }), body, 'look-alike: Unexpected `U+00A0`'],
    ['a look-alike in a version', release({ version: '1.0\u20111' }), body, 'look-alike: Unexpected `U+2011`'],
    [
      'a look-alike in the version of a binary',
      release({ binaries: { pilotd: { version: '1.0\u20111' } } }),
      body,
      'look-alike:',
    ],
    [
      'a look-alike in the name of a binary',
      release({ binaries: { 'pil\u043Etd': '1.0' } }),
      body,
      'look-alike: Unexpected `U+043E`',
    ],
    [
      'a look-alike in the name of a package',
      { packages: { 'pil\u043Etd': '' } },
      body,
      'look-alike: Unexpected `U+043E`',
    ],
    [
      'a CVE that only the text has',
      { cves: ['CVE-2026-100001'] },
      body,
      'cve-not-listed: The text names `CVE-2026-100002`',
    ],
    ['a CVE that the text leaves out', {}, body.replace('Two. (CVE-2026-100002)', 'Two.'), 'cve-not-in-text:'],
    ['no summary', { summary: undefined }, body, 'missing-field: Missing field `summary`'],
    ['no details', {}, '## Notes\n\nA fault.\n', 'missing-section: Missing section `Details`'],
    [
      'details twice',
      {},
      `${body}\n## Details\n\nMore.\n`,
      'missing-section: Unexpected section `Details` below a text',
    ],
    ['a blank in the text', {}, body.replace('Two.', 'XXX.'), 'placeholder: Unexpected `XXX`'],
    ['a blank in a version', release({ version: 'XXX' }), body, 'placeholder: Unexpected `XXX`'],
    ['a version in two parts', release({ version: '1.0 -1' }), body, 'bad-value: Unexpected `1.0 -1`'],
    ['neither versions nor a status', release({}), body, 'bad-value: Unexpected fields as `releases.one.pilotd`'],
    ['a release without an answer', { releases: { one: {} } }, body, 'bad-value: Unexpected fields as `releases.one`'],
    [
      'an answer for the release beside its packages',
      { releases: { one: { pilotd: { version: '1' }, status: 'affected' } } },
      body,
      'bad-value: Unexpected fields as `releases.one`, expected either packages with their versions or `status`',
    ],
    [
      'a misspelt status',
      { releases: { one: { statsu: 'affected' } } },
      body,
      'bad-value: Unexpected `affected` as `releases.one.statsu`',
    ],
    [
      'a misspelt field of a package',
      release({ versoin: '1' }),
      body,
      'unknown-field: Unknown field `versoin`, did you mean `version`?',
    ],
    [
      'a name that no package has',
      { releases: { one: { 'pilot d': { version: '1' } } } },
      body,
      'bad-value: Unexpected name `pilot d` in `releases.one`',
    ],
    ['packages as a list', { packages: ['pilotd'] }, body, 'bad-value: Unexpected a list as `packages`'],
  ])('%s', (_name, changes, text, message) => {
    expect(found(changes, text).filter((each) => each.startsWith(message))).toHaveLength(1);
  });

  test('the classic style has no summary', () => {
    const { messages } = announce({
      fields: { ...fields, summary: undefined },
      body: `## Details\n\n${body}`,
      series: { name: 'Notice', layout: 'usn', prefix: 'USN', settings: { style: 'classic' } },
      releases: [{ id: 'one', name: 'One', series: ['usn'] }],
    });
    expect(messages).toEqual([]);
  });
});
