// The disclosure desk: dates against the policy, what is missing, what is late; the statistics of what is public.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Terminal } from '../generator/commands/command.ts';
import disclosure from '../generator/commands/disclosure.ts';
import statisticsFormat from '../generator/formats/disclosure-statistics.ts';
import pages from '../generator/formats/pages.ts';
import schemaFiles from '../generator/formats/schemas.ts';
import { breaks, isLegal, nearestLegal } from '../generator/lib/disclosure/dates.ts';
import { type DeskInput, desk, hasWork } from '../generator/lib/disclosure/desk.ts';
import { deskCalendar } from '../generator/lib/disclosure/desk-calendar.ts';
import { deskJson, deskText } from '../generator/lib/disclosure/desk-text.ts';
import { DEFAULT_POLICY, disclosurePolicy, disclosureSchema, WEEKDAYS } from '../generator/lib/disclosure/policy.ts';
import { median } from '../generator/lib/disclosure/statistics.ts';
import { addDays, distance, duration, instantOf, momentText, weekdayOf } from '../generator/lib/disclosure/time.ts';
import type { SentEntry } from '../generator/lib/mail/sent-log.ts';
import type { Advisory, DisclosurePolicy, Embargo } from '../generator/types.ts';
import { outputsOf, testAdvisory, testContext, testSite } from './model.ts';

const policy = DEFAULT_POLICY;
/** A Tuesday. */
const NOTIFIED = '2026-11-17T12:00:00Z';
const NOW = '2026-11-18T09:30:00Z';
const seed = 5;
const millis = (from: string, to: string) => fc.integer({ min: Date.parse(from), max: Date.parse(to) });
const anyInstant = millis('2023-12-01T00:00:00Z', '2028-04-01T00:00:00Z').map(instantOf);
const anyPolicy: fc.Arbitrary<DisclosurePolicy> = fc
  .record({
    maxDays: fc.integer({ min: 1, max: 30 }),
    preferredDays: fc.integer({ min: 0, max: 30 }),
    minDays: fc.integer({ min: 0, max: 5 }),
    avoid: fc.subarray([...WEEKDAYS], { maxLength: 6 }),
  })
  .map((parts) => ({ ...policy, ...parts }));

describe('dates', () => {
  test.for([
    ['2026-11-19T12:00:00Z', []],
    ['2026-11-18T12:00:00Z', []],
    ['2026-11-18T11:59:59Z', ['min-days']],
    ['2026-11-18T09:29:59Z', ['past', 'min-days']],
    ['2026-11-24T12:00:00Z', []],
    ['2026-11-24T12:00:01Z', ['preferred-days']],
    ['2026-11-20T00:00:00Z', ['avoid']],
    ['2026-11-19T23:59:59Z', []],
    ['2026-11-22T23:59:59Z', ['avoid']],
    ['2026-11-23T00:00:00Z', []],
    ['2026-12-01T12:00:00Z', ['preferred-days']],
    ['2026-12-01T12:00:01Z', ['max-days']],
    ['2026-12-04T12:00:00Z', ['max-days', 'avoid']],
  ] as const)('%s breaks %j', ([date, expected]) => {
    expect(breaks(date, policy, { now: NOW, notified: NOTIFIED })).toEqual(expected);
  });

  test('a leap day is a day as any other', () => {
    const notified = '2028-02-15T12:00:00Z';
    const known = { now: notified, notified };
    expect(breaks('2028-02-29T12:00:00Z', policy, known)).toEqual(['preferred-days']);
    expect(breaks('2028-02-29T12:00:01Z', policy, known)).toEqual(['max-days']);
    expect(addDays('2028-02-28T12:00:00Z', 1)).toBe('2028-02-29T12:00:00Z');
    expect(weekdayOf('2028-02-29T00:00:00Z')).toBe('tuesday');
  });

  test.for([
    ['2026-12-04T12:00:00Z', '2026-12-01T12:00:00Z'],
    ['2026-11-20T15:00:00Z', '2026-11-19T15:00:00Z'],
    ['2026-11-22T15:00:00Z', '2026-11-23T15:00:00Z'],
    ['2026-11-24T15:00:00Z', '2026-11-24T15:00:00Z'],
    ['2026-01-01T15:00:00Z', '2026-11-18T15:00:00Z'],
    [undefined, '2026-11-24T12:00:00Z'],
  ] as const)('the legal date nearest to %s is %s', ([planned, expected]) => {
    expect(nearestLegal(planned, policy, { now: NOW, notified: NOTIFIED })).toBe(expected);
  });

  test('there is none once the longest embargo is over, or when it falls on days to avoid', () => {
    expect(nearestLegal(undefined, policy, { now: '2026-12-01T12:00:01Z', notified: NOTIFIED })).toBeUndefined();
    const short = { ...policy, maxDays: 2 };
    expect(nearestLegal(undefined, short, { now: '2026-11-20T12:00:00Z', notified: '2026-11-20T12:00:00Z' })).toBe(
      undefined,
    );
  });

  test('a proposal breaks no rule, is not in the past, and is there whenever some hour is legal', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        anyInstant,
        fc.integer({ min: -20, max: 20 }),
        fc.option(anyInstant, { nil: undefined }),
        (rules, notified, away, planned) => {
          const known = { now: instantOf(Date.parse(notified) + away * 43_200_000), notified };
          const date = nearestLegal(planned, rules, known);
          if (date !== undefined) {
            expect(isLegal(date, rules, known)).toBe(true);
            expect(date >= known.now).toBe(true);
            expect(rules.avoid).not.toContain(weekdayOf(date));
          } else {
            for (let hour = 0; hour <= rules.maxDays * 24; hour++)
              expect(isLegal(instantOf(Date.parse(notified) + hour * 3_600_000), rules, known)).toBe(false);
          }
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  test('a date that is legal already is its own proposal', () => {
    fc.assert(
      fc.property(anyPolicy, anyInstant, anyInstant, (rules, notified, planned) => {
        const known = { now: notified, notified };
        if (isLegal(planned, rules, known)) expect(nearestLegal(planned, rules, known)).toBe(planned);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('spans in words', () => {
    expect(duration(59_000)).toBe('less than a minute');
    expect(duration(3_600_000)).toBe('1 hour');
    expect(duration(90_061_000)).toBe('1 day 1 hour');
    expect(distance(NOW, NOTIFIED)).toBe('21 hours 30 minutes ago');
    expect(momentText('2026-12-01T12:00:00Z')).toBe('Tuesday 2026-12-01 12:00 UTC');
  });
});

const complete: Embargo = {
  reported: '2026-11-09T10:00:00Z',
  notified: NOTIFIED,
  lists: ['linux-distros'],
  reporter: 'Robin Example',
  notify: [{ name: 'Kestrel Labs', told: '2026-11-17T13:00:00Z' }],
};
const secret = (number: number, embargo: Partial<Embargo> | undefined, parts: Partial<Advisory> = {}) => {
  const advisory = testAdvisory(number, {
    status: 'embargoed',
    published: '2026-11-24T12:00:00Z',
    ...(embargo && { embargo: { ...complete, ...embargo } }),
    ...parts,
  });
  return advisory;
};
const deskOf = (embargoed: readonly Advisory[], parts: Partial<DeskInput> = {}) =>
  desk({ advisories: [], embargoed, inside: (path) => `private/${path}`, policy, log: [], now: NOW, ...parts });
const kinds = (embargoed: readonly Advisory[], parts: Partial<DeskInput> = {}) =>
  deskOf(embargoed, parts).rows.flatMap(({ findings }) => findings.map(({ level, kind }) => `${level} ${kind}`));

test('a posting is owed unless the configuration says that nothing is posted', () => {
  const read = (posting?: unknown) =>
    disclosurePolicy(disclosureSchema.parse(posting === undefined ? {} : { posting }));
  expect(read()).toEqual(DEFAULT_POLICY);
  expect(read({ owed: 'false' })).toEqual({ ...DEFAULT_POLICY, owesPosting: false });
  expect(read({ to: 'a@b.example' })).toEqual({ ...DEFAULT_POLICY, posting: { to: 'a@b.example' } });
});

describe('before the publication', () => {
  test('an issue that is in order has nothing to do', () => {
    const found = deskOf([secret(1, {})]);
    expect(found.rows.map(({ findings, due, proposal, file }) => ({ findings, due, proposal, file }))).toEqual([
      {
        findings: [],
        due: [{ what: 'publication', date: '2026-11-24T12:00:00Z' }],
        proposal: undefined,
        file: 'private/content/xsa/XSA-1.md',
      },
    ]);
    expect(hasWork(found)).toBe(false);
  });

  const { reported: _r, reporter: _p, notified: _n, ...rest } = complete;
  test.for<[string, Advisory, readonly string[]]>([
    ['nothing but a text', secret(1, undefined), ['info no-report', 'warning no-reporter', 'warning not-notified']],
    [
      'no list was told',
      { ...secret(1, {}), embargo: { ...rest, reporter: 'R', reported: NOW } },
      ['warning not-notified'],
    ],
    ['a list without a name', secret(1, { lists: [] }), ['info no-lists']],
    ['somebody is to be told', secret(1, { notify: [{ name: 'Q' }] }), ['warning not-told']],
    ['the fix is public', secret(1, { fixPublic: { url: 'https://x.example/1' } }), ['error fix-public']],
    ['the fix is public since a day', secret(1, { fixPublic: { day: '2026-11-18' } }), ['error fix-public']],
    ['the fix will be public first', secret(1, { fixPublic: { day: '2026-11-23' } }), ['warning fix-public']],
    ['the fix comes on the day', secret(1, { fixPublic: { day: '2026-11-24' } }), []],
    ['no CVE id', secret(1, {}, { cves: [] }), ['warning no-cve']],
    ['a CVE id was requested', secret(1, { cveRequested: '2026-11-17' }, { cves: [] }), ['info no-cve']],
    ['an exploit without a time', secret(1, { exploit: { isShared: true } }), ['error no-follow-up']],
    [
      'an exploit too late',
      secret(1, { exploit: { isShared: true, followUp: '2026-12-01T12:00:01Z' } }),
      ['error late-follow-up'],
    ],
    ['an exploit in time', secret(1, { exploit: { isShared: true, followUp: '2026-12-01T12:00:00Z' } }), []],
  ])('%s', ([, advisory, expected]) => {
    expect(kinds([advisory])).toEqual(expected);
  });

  test('no date is an error with a proposal', () => {
    const { published: _, ...undated } = secret(1, {});
    const found = deskOf([undated]);
    expect(found.rows[0]?.findings[0]).toEqual({
      kind: 'no-date',
      level: 'error',
      text: 'There is no planned date',
      hint: 'Plan Tuesday 2026-11-24 12:00 UTC: `published: 2026-11-24T12:00:00Z`',
    });
    expect(deskText(found)).toMatch(/^no date +XSA-1 +publication +Tuesday 2026-11-24 12:00 UTC$/m);
  });

  test('the table goes by time, what has no date first, and says in words what a date breaks', () => {
    const { published: _, ...undated } = secret(1, {});
    const found = deskOf([
      secret(2, {}, { published: '2026-12-04T12:00:00Z' }),
      secret(3, {}, { published: '2026-11-18T09:00:00Z' }),
      secret(4, {}, { published: '2026-12-01T12:00:00Z' }),
      undated,
    ]);
    const lines = deskText(found).split('\n').slice(2, 6);
    expect(lines.map((line) => line.replace(/ {2,}/g, '|'))).toEqual([
      'no date|XSA-1|publication|Tuesday 2026-11-24 12:00 UTC',
      'Wednesday 2026-11-18 09:00 UTC|30 minutes ago|XSA-3|publication|past, under 1 day|Thursday 2026-11-19 09:00 UTC',
      'Tuesday 2026-12-01 12:00 UTC|in 13 days 2 hours|XSA-4|publication|over 7 days',
      'Friday 2026-12-04 12:00 UTC|in 16 days 2 hours|XSA-2|publication|over 14 days, Friday|Tuesday 2026-12-01 12:00 UTC',
    ]);
    const late = deskOf([undated], { now: '2026-12-01T12:00:01Z' });
    expect(deskText(late)).toMatch(/^no date +XSA-1 +publication +none$/m);
  });

  test('a list that is to be told has not been told', () => {
    const only = secret(1, { notify: [] });
    expect(kinds([only], { now: '2026-11-17T12:00:00Z' })).toEqual([]);
    const before = deskOf([only], { now: '2026-11-17T11:59:59Z' });
    expect(before.rows[0]?.findings.map(({ text }) => text)).toEqual([
      'No list was told yet, that is planned for Tuesday 2026-11-17 12:00 UTC; it was reported 8 days 1 hour ago',
    ]);
  });

  test('a file that nobody can read is no sign of peace', () => {
    const found = deskOf([], { unread: ['private/content/xsa/XSA-9.md'] });
    expect(hasWork(found)).toBe(true);
    expect(deskText(found)).toBe(
      'private/content/xsa/XSA-9.md cannot be read: nothing is known about what is due there\n',
    );
    expect(JSON.parse(deskJson(found))).toMatchObject({ has_work: true, unread: ['private/content/xsa/XSA-9.md'] });
  });

  test('a CVE id is late three days before, and not a second earlier', () => {
    const advisory = secret(1, { cveRequested: '2026-11-17' }, { cves: [] });
    expect(kinds([advisory], { now: '2026-11-21T11:59:59Z' })).toEqual(['info no-cve']);
    expect(kinds([advisory], { now: '2026-11-21T12:00:00Z' })).toEqual(['error no-cve']);
  });

  test('a planned date that has passed is overdue by a second', () => {
    expect(kinds([secret(1, {})], { now: '2026-11-24T12:00:00Z' })).toEqual([]);
    expect(kinds([secret(1, {})], { now: '2026-11-24T12:00:01Z' })).toEqual(['error past']);
  });

  test('a bundle with different dates, over a third one', () => {
    const all = [
      secret(1, {}, { related: ['XSA-2'] }),
      secret(2, {}, { cves: ['CVE-2026-9'] }),
      secret(3, {}, { cves: ['CVE-2026-9'], published: '2026-11-23T12:00:00Z' }),
      secret(4, {}),
    ];
    const split = deskOf(all).rows.filter(({ findings }) => findings.some(({ kind }) => kind === 'split-bundle'));
    expect(split.map(({ id }) => id)).toEqual(['XSA-3', 'XSA-1', 'XSA-2']);
    expect(kinds(all.map((each) => ({ ...each, published: '2026-11-24T12:00:00Z' })))).toEqual([]);
  });

  test('nobody is asked about drafts of the public root without an embargo', () => {
    const draft = testAdvisory(9, { status: 'draft' });
    expect(deskOf([], { advisories: [draft] }).rows).toEqual([]);
    expect(deskOf([], { advisories: [{ ...draft, embargo: complete }] }).rows).toHaveLength(1);
  });
});

describe('after the publication', () => {
  const posting: DisclosurePolicy = { ...policy, posting: { to: 'oss-security@lists.sample.example' } };
  const open = (embargo: Partial<Embargo>) =>
    testAdvisory(1, { published: '2026-11-17T12:00:00Z', embargo: { ...complete, ...embargo } });
  const entry = (version: SentEntry['version'], state: SentEntry['state']): SentEntry => {
    return { time: NOW, state, id: 'XSA-1', version, messageId: '<x@x>', recipients: [], sha256: '' };
  };
  const owed = (embargo: Partial<Embargo>, log: readonly SentEntry[], now = NOW, rules = posting) =>
    kinds([], { advisories: [open(embargo)], policy: rules, log, now });

  test('a posting is owed until the log has it', () => {
    expect(owed({}, [])).toEqual(['error overdue-posting']);
    expect(owed({}, [entry(1, 'sent')])).toEqual(['error overdue-posting']);
    expect(owed({}, [entry('oss-security-v1', 'failed')])).toEqual(['error overdue-posting']);
    expect(owed({}, [entry('oss-security-v1', 'sending')])).toEqual(['error unknown-posting']);
    expect(owed({}, [entry('oss-security-v1', 'sending'), entry('oss-security-v1', 'sent')])).toEqual([]);
  });

  test('nothing is owed without a list, or where nothing is posted', () => {
    expect(owed({ lists: [] }, [])).toEqual([]);
    expect(owed({}, [], NOW, { ...posting, owesPosting: false })).toEqual([]);
  });

  test('a configuration that names no list is no excuse', () => {
    expect(owed({}, [], NOW, policy)).toEqual(['error overdue-posting']);
    const exploit = { isShared: true, followUp: '2026-11-18T09:00:00Z' };
    expect(owed({ lists: [], exploit }, [], NOW, policy)).toEqual(['error overdue-follow-up']);
    const { rows } = deskOf([], { advisories: [open({})], policy });
    expect(rows[0]?.findings[0]?.hint).toContain('`disclosure.posting.to`');
  });

  test('the exploit is owed from its time on', () => {
    const exploit = { isShared: true, followUp: '2026-11-20T12:00:00Z' };
    const sent = [entry('oss-security-v1', 'sent')];
    expect(owed({ exploit }, sent, '2026-11-20T11:59:59Z')).toEqual([]);
    expect(owed({ exploit }, sent, '2026-11-20T12:00:00Z')).toEqual(['error overdue-follow-up']);
    expect(owed({ exploit }, [...sent, entry('oss-security-follow-up', 'sent')], '2026-12-20T12:00:00Z')).toEqual([]);
    expect(owed({ exploit: { isShared: true } }, sent)).toEqual(['error no-follow-up']);
    expect(owed({ exploit: { isShared: false } }, sent)).toEqual([]);
  });
});

test('the calendar has ids and times only, and an event keeps its id', () => {
  const found = deskOf([secret(1, {}, { title: 'The hidden thing' })]);
  const text = deskCalendar(testSite(), found);
  expect(text).toContain('DTSTART:20261124T120000Z\r\n');
  expect(text).not.toMatch(/hidden|CVE-/i);
  const later = deskCalendar(testSite(), deskOf([secret(1, {}, { published: '2026-11-23T12:00:00Z' })]));
  const uid = (calendar: string) => /UID:.*\r\n/.exec(calendar)?.[0];
  expect(uid(later)).toBe(uid(text));
  expect(text).toContain('DTSTAMP:20261118T093000Z\r\n');
  expect(text).toContain('CLASS:CONFIDENTIAL\r\n');
});

const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const hasParser = spawnSync(python, ['-c', 'import icalendar']).status === 0;

test.skipIf(!hasParser && process.env['CI'] !== 'true')(
  'another program reads the calendar, whatever the title of the site (skipped without the Python module icalendar)',
  () => {
    const title = `Böse; a, b \\ c \nBEGIN:VALARM ${'é漢🦜'.repeat(60)}`;
    const found = deskOf([secret(1, {}, { cves: [] }), secret(2, {}, { published: '2028-02-29T23:59:59Z' })]);
    const text = deskCalendar(testSite({ title }), found);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const script = `
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps({"name": calendar["NAME"], "parts": [part.name for part in calendar.subcomponents],
  "events": [[str(each["SUMMARY"]), each["DTSTART"].dt.isoformat()] for each in calendar.walk("VEVENT")]}))`;
    const { stdout, stderr } = spawnSync(python, ['-c', script], { input: text, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      name: `${title}: disclosure`,
      parts: ['VEVENT', 'VEVENT', 'VEVENT'],
      events: [
        ['XSA-1: the CVE id is needed', '2026-11-21T12:00:00+00:00'],
        ['XSA-1: planned publication', '2026-11-24T12:00:00+00:00'],
        ['XSA-2: planned publication', '2028-02-29T23:59:59+00:00'],
      ],
    });
  },
);

describe('statistics', () => {
  const dated = (number: number, published: string, embargo: Partial<Embargo>, parts: Partial<Advisory> = {}) =>
    testAdvisory(number, { published, embargo: { lists: ['secret-list'], notify: [], ...embargo }, ...parts });
  const context = testContext([
    dated(1, '2026-03-10T12:00:00Z', { reported: '2026-02-20T12:00:00Z', notified: '2026-02-24T12:00:00Z' }),
    dated(2, '2026-03-12T12:00:00Z', { notified: '2026-03-10T00:00:00Z', reporter: 'A secret name' }),
    dated(3, '2025-03-12T12:00:00Z', { reported: '2025-03-10T12:00:00Z' }),
    dated(4, '2026-03-12T12:00:00Z', complete, { status: 'embargoed' }),
    dated(5, '2027-03-12T12:00:00Z', complete),
    dated(6, '2026-03-12T12:00:00Z', complete, {
      status: 'withdrawn',
      withdrawn: { date: '2026-04-01T00:00:00Z', reason: 'x' },
    }),
    testAdvisory(7),
  ]);
  const files = outputsOf(statisticsFormat, context);

  test('JSON is valid by its schema and has the medians', () => {
    const ajv = new Ajv2020({ validateFormats: false });
    const schema = outputsOf(schemaFiles, context).get('data/v1/schema/disclosure.json') ?? '';
    const value = JSON.parse(files.get('data/v1/disclosure.json') ?? '');
    expect(ajv.validate(JSON.parse(schema), value), JSON.stringify(ajv.errors)).toBe(true);
    expect(value.years).toEqual([
      { year: '2026', count: 2, median_report_to_notice: 4, median_notice_to_public: 8.3, median_report_to_public: 18 },
      { year: '2025', count: 1, median_report_to_public: 2 },
    ]);
    expect(value.advisories.map(({ id }: { id: string }) => id)).toEqual(['XSA-2', 'XSA-1', 'XSA-3']);
  });

  test('CSV is that of RFC 4180, as python reads it', () => {
    const text = files.get('data/v1/disclosure.csv') ?? '';
    expect(text.split('\r\n')).toEqual([
      'id,reported,notified,published,days_report_to_notice,days_notice_to_public,days_report_to_public,url',
      'XSA-2,,2026-03-10T00:00:00Z,2026-03-12T12:00:00Z,,2.5,,https://security.sample.example/advisories/xsa-2/',
      'XSA-1,2026-02-20T12:00:00Z,2026-02-24T12:00:00Z,2026-03-10T12:00:00Z,4,14,18,https://security.sample.example/advisories/xsa-1/',
      'XSA-3,2025-03-10T12:00:00Z,,2025-03-12T12:00:00Z,,,2,https://security.sample.example/advisories/xsa-3/',
      '',
    ]);
  });

  test('the page has the same, and nothing else of the block leaves', () => {
    const page = outputsOf(pages, context).get('statistics/disclosure/index.html') ?? '';
    expect(page).toContain('How long disclosure takes');
    expect(page).toContain('8.3');
    for (const text of [page, ...files.values()]) expect(text).not.toMatch(/secret|XSA-[4567]\b/i);
    expect(JSON.stringify(context.model)).not.toMatch(/secret-list|secret name/);
  });

  test('a bare day may seem to be before what happened on it, and takes no negative time', () => {
    const day = testContext([
      dated(1, '2026-03-10T00:00:00Z', { reported: '2026-03-10T09:00:00Z', notified: '2026-03-10T15:00:00Z' }),
    ]);
    expect(day.model.disclosure.issues[0]?.days).toEqual({ reportToNotice: 0.3, noticeToPublic: 0, reportToPublic: 0 });
  });

  test('without dates there is neither page nor file', () => {
    const empty = testContext([testAdvisory(1)]);
    expect([...outputsOf(statisticsFormat, empty).keys()]).toEqual([]);
    expect([...outputsOf(pages, empty).keys()]).not.toContain('statistics/disclosure/index.html');
  });

  test('the median is in the middle', () => {
    expect(median([])).toBeUndefined();
    expect(median([3, 1])).toBe(2);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1 }), (values) => {
        const middle = median(values) ?? -1;
        const below = values.filter((each) => each < middle).length;
        const above = values.filter((each) => each > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
      { seed },
    );
  });
});

describe('the command', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'tocsin-desk-'));
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));
  const root = join(temporary, 'root');
  const inside = join(temporary, 'private');
  cpSync(join(import.meta.dirname, 'fixtures/sample'), root, { recursive: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const sample = readFileSync(join(root, 'content/xsa/XSA-1.md'), 'utf8');
  const file = (date: string) =>
    sample
      .replaceAll('XSA-1', 'XSA-7')
      .replace(/^published: .*$/m, `status: embargoed\npublished: ${date}`)
      .replace(/^patches:[\s\S]*?^revisions:[\s\S]*?(?=^\w|^---)/m, '')
      .replace(
        /\n---\n/,
        '\nembargo: {reported: 2026-05-20, notified: 2026-05-26T12:00:00Z, lists: [distros], reporter: A person}\n---\n',
      );

  async function run(options: Readonly<Record<string, string>>) {
    let [out, error] = ['', ''];
    const terminal: Terminal = {
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
      progress: () => {},
      hasColor: false,
      now: (written) => written ?? '2026-05-27T12:00:00Z',
      themeFolder: '',
      env: () => undefined,
      programEnvironment: {},
      input: async () => undefined,
      isInteractive: false,
      ask: async () => undefined,
      askSecret: async () => undefined,
      process: { id: 1, isRunning: () => false },
    };
    const code = await disclosure.run(terminal, { root, ...options });
    return { code, out, error };
  }

  test('0 when there is nothing to do, 1 when there is, the same as JSON', async () => {
    expect(await run({})).toEqual({ code: 0, out: 'Nothing is under embargo, and nothing is owed.\n', error: '' });
    write(join(inside, 'content/xsa/XSA-7.md'), file('2026-06-02T12:00:00Z'));
    const fine = await run({ private: inside });
    expect([fine.code, fine.error]).toEqual([0, '']);
    expect(fine.out).toMatch(/^Tuesday 2026-06-02 12:00 UTC +in 6 days +XSA-7 +publication$/m);
    write(join(inside, 'content/xsa/XSA-7.md'), file('2026-06-05T12:00:00Z'));
    const broken = await run({ private: inside, format: 'json' });
    expect(broken.code).toBe(1);
    const { issues, has_work } = JSON.parse(broken.out);
    expect(has_work).toBe(true);
    expect(issues[0]).toMatchObject({
      id: 'XSA-7',
      breaks: ['avoid', 'preferred-days'],
      proposal: '2026-06-04T12:00:00Z',
    });
  });

  test('a file that cannot be read is said, and is work', async () => {
    write(join(inside, 'content/xsa/XSA-7.md'), file('2026-06-02'.replace('-02', '-31')));
    const { code, error } = await run({ private: inside });
    expect(code).toBe(1);
    expect(error).toContain('error bad-date');
    expect(JSON.parse((await run({ private: inside, json: 'true' })).out)).toMatchObject({
      has_work: true,
      unread: [`${inside}/content/xsa/XSA-7.md`],
    });
  });

  test('the calendar goes into no folder that is published', async () => {
    write(join(inside, 'content/xsa/XSA-7.md'), file('2026-06-02T12:00:00Z'));
    await expect(run({ private: inside, ics: join(root, 'public/embargo.ics') })).rejects.toThrow('is published');
    const site = join(temporary, 'site');
    for (const name of ['SHA256SUMS', 'sitemap.xml']) write(join(site, name), '');
    await expect(run({ private: inside, ics: join(site, 'a.ics') })).rejects.toThrow('built site');
    const ics = join(temporary, 'a.ics');
    expect((await run({ private: inside, ics })).code).toBe(0);
    expect(readFileSync(ics, 'utf8')).toContain('SUMMARY:XSA-7: planned publication');
  });

  test.each(['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu'])('the same in %s', (zone) => {
    const was = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      expect(breaks('2026-11-19T23:59:59Z', policy, { now: NOW, notified: NOTIFIED })).toEqual([]);
      expect(weekdayOf('2026-11-20T00:00:00Z')).toBe('friday');
      expect(nearestLegal('2026-11-20T00:30:00Z', policy, { now: NOW, notified: NOTIFIED })).toBe(
        '2026-11-19T00:30:00Z',
      );
      expect(momentText('2026-03-29T01:30:00Z')).toBe('Sunday 2026-03-29 01:30 UTC');
      expect(addDays('2026-03-28T12:00:00Z', 1)).toBe('2026-03-29T12:00:00Z');
    } finally {
      if (was === undefined) delete process.env['TZ'];
      else process.env['TZ'] = was;
    }
  });

  test.skipIf(spawnSync(python, ['--version']).status !== 0)('python reads the CSV with quotes', async () => {
    const { csv } = await import('../generator/lib/data/csv.ts');
    const rows = [
      ['a,b', 'c"d', 'e\r\nf'],
      ['é', '', ' g '],
    ];
    const text = csv(
      [0, 1, 2].map((index) => ({ name: `n${index}`, about: '', value: (row: string[]) => row[index] })),
      rows,
    );
    const script =
      'import csv,json,sys,io; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline="")))))';
    expect(JSON.parse(String(spawnSync(python, ['-c', script], { input: text }).stdout))).toEqual([
      ['n0', 'n1', 'n2'],
      ...rows,
    ]);
  });
});
