// The life of releases: where the days come from, what the timeline draws, the calendar read by another program, the
// data by its schema, and a feed whose entries never change.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type Built, build } from '../generator/build.ts';
import { calendar } from '../generator/lib/support/calendar.ts';
import { addDays } from '../generator/lib/support/lifecycle.ts';
import { list, parse } from '../generator/read.ts';
import type { InputFile, Lifecycle } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const corpus = join(project, '../shared/corpora/xen/support');
const noTheme = { outputs: [], styles: [], reservedIds: [] };
const NOW = '2026-11-21T12:00:00Z';

const file = (path: string, text: string): InputFile => ({ path, bytes: new TextEncoder().encode(text) });

const CONFIG =
  'title: Sample\ndescription: Sample\nurl: https://s.example\nlicense: CC0-1.0\ntag: s.example,2026\nteam: {name: S, email: s@s.example}\nseries: {xsa: {name: Sample advisory}}\n';

const statement = (version: string, days: readonly [string, string, string], extra = ''): InputFile =>
  file(
    `support/${version}.md`,
    `# Release Support\n\n    Sample-Version: ${version}\n    Initial-Release: ${days[0]}\n    Supported-Until: ${days[1]}\n    Security-Support-Until: ${days[2]}\n${extra}\n# Feature Support\n\n## A\n\n    Status: Supported\n`,
  );

const one = statement('1.0', ['2024-01-01', '2025-01-01', '2026-06-30']);
const two = statement('2.0', ['2025-06-01', '2026-12-01', '2028-06-01']);
const three = statement('3.0', ['TBD', 'TBD', 'TBD']);

function site(config: string, files: readonly InputFile[], now = NOW): Built {
  const built = build(parse([file('content/site.yaml', config), ...files]), now, noTheme);
  expect(built.messages.filter((message) => message.level === 'error').map((message) => message.text)).toEqual([]);
  return built;
}

const body = (built: Built, path: string): string =>
  String(built.outputs.find((output) => output.path === path)?.body ?? `no ${path}`);

const facts = ({ key, phase, isSupported, path }: Lifecycle) => [key, phase, isSupported, path];

describe('releases', () => {
  test('statements are enough: each one is a release, newest first', () => {
    const { model } = site(CONFIG, [one, two, three]);
    expect(model?.releases).toEqual([]);
    expect(model?.lifecycle.map(facts)).toEqual([
      ['sample/3.0', 'planned', false, '/support/3.0/'],
      ['sample/2.0', 'full', true, '/support/2.0/'],
      ['sample/1.0', 'ended', false, '/support/1.0/'],
    ]);
  });

  test('a configured release takes its days from its statement, and keeps the ids that the statement had', () => {
    const config = `${CONFIG}releases: [{id: "2.0", product: sample, series: [xsa]}, {id: dist, name: Dist 12, series: [xsa], released: 2026-01-01}]\n`;
    const { model, lock } = site(config, [one, two]);
    expect(model?.lifecycle.map(facts)).toEqual([
      ['sample/2.0', 'full', true, '/releases/2.0/'],
      ['sample/1.0', 'ended', false, '/support/1.0/'],
      ['dist', 'unknown', true, '/releases/dist/'],
    ]);
    const ids = (lines: string) =>
      lines.split('\n').filter((line) => line.startsWith('tag:s.example,2026:support:sample'));
    expect(ids(lock.text)).toEqual(ids(site(CONFIG, [one, two]).lock.text));
    expect(ids(lock.text)).not.toEqual([]);
  });

  test('only configured releases are asked about in advisories', () => {
    const advisory = file(
      'content/xsa/XSA-1.md',
      '---\nid: XSA-1\ntitle: T\npublished: 2026-01-02T12:00:00Z\naffected: [{product: sample, from: "1.0"}]\n---\n\n## Issue description\n\nText.\n\n## Impact\n\nText.\n\n## Vulnerable systems\n\nText.\n\n## Mitigation\n\nText.\n\n## Resolution\n\nText.\n\n## Note regarding lack of embargo\n\nText.\n',
    );
    const { messages, model } = site(CONFIG, [one, two, advisory]);
    expect(messages.filter((message) => message.rule === 'unsaid-release')).toEqual([]);
    expect(model?.advisories[0]?.coverage).toEqual([]);
  });

  test('days far away are days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addDays('0000-01-01', -90)).toBe('0000-01-01');
    const built = site(CONFIG, [statement('1.0', ['0001-01-01', '0050-01-01', '9999-12-31'])]);
    expect(body(built, 'releases/index.html')).not.toMatch(/NaN|Infinity/);
  });
});

describe('the end within 90 days', () => {
  const leaving = (now: string) => site(CONFIG, [one, two], now).model?.lifecycle.flatMap((each) => each.leaving);

  test('is announced from 90 days before to the last day', () => {
    expect(leaving('2026-03-31T23:59:59Z')).toEqual([]);
    expect(leaving('2026-04-01T00:00:00Z')).toEqual([{ kind: 'security', day: '2026-06-30' }]);
    expect(leaving('2026-06-30T23:59:59Z')).toEqual([{ kind: 'security', day: '2026-06-30' }]);
    expect(leaving('2026-07-01T00:00:00Z')).toEqual([]);
  });

  test('stands on the front page', () => {
    const front = (now: string) => body(site(CONFIG, [one, two], now), 'index.html').replace(/<[^>]*>/g, '');
    expect(front('2026-04-02T00:00:00Z')).toContain('Security support of Sample 1.0 ends on 2026-06-30.');
    expect(front(NOW)).toContain('Full support of Sample 2.0 ends on 2026-12-01.');
    expect(front('2027-01-01T00:00:00Z')).not.toContain('ends on');
  });
});

describe('the feed', () => {
  const feed = (now: string, files: readonly InputFile[] = [one, two]) =>
    JSON.parse(body(site(CONFIG, files, now), 'feeds/support.json')).items as readonly {
      readonly id: string;
      readonly title: string;
      readonly date_published: string;
    }[];
  const tag = 'tag:s.example,2026:support:sample';

  test('has an entry for each event whose time has come, with its permanent id', () => {
    expect(feed(NOW).map(({ id, title, date_published }) => [date_published.slice(0, 10), id, title])).toEqual([
      ['2026-09-02', `${tag}/2.0:full-support-ends:2026-12-01`, 'Full support of Sample 2.0 ends on 2026-12-01'],
      [
        '2026-07-01',
        `${tag}/1.0:security-support-ended:2026-06-30`,
        'Security support of Sample 1.0 ended on 2026-06-30',
      ],
      [
        '2026-04-01',
        `${tag}/1.0:security-support-ends:2026-06-30`,
        'Security support of Sample 1.0 ends on 2026-06-30',
      ],
      ['2025-06-01', `${tag}/2.0:released`, 'Sample 2.0 is released'],
      ['2025-01-02', `${tag}/1.0:full-support-ended:2025-01-01`, 'Full support of Sample 1.0 ended on 2025-01-01'],
      ['2024-10-03', `${tag}/1.0:full-support-ends:2025-01-01`, 'Full support of Sample 1.0 ends on 2025-01-01'],
      ['2024-01-01', `${tag}/1.0:released`, 'Sample 1.0 is released'],
    ]);
  });

  test('an entry never changes: a later feed is the earlier one with more before it', () => {
    const times = ['2024-01-01', '2025-06-01', '2026-04-01', '2026-09-02', '2028-03-04', '2030-01-01'];
    const all = feed('2040-01-01T00:00:00Z');
    for (const day of times) {
      const items = feed(`${day}T00:00:00Z`);
      expect(items).toEqual(all.slice(all.length - items.length));
      expect(items.length).toBeGreaterThan(0);
    }
    for (const path of ['feeds/support.atom', 'feeds/support.rss', 'releases/support.ics', 'data/v1/releases.json'])
      expect(body(site(CONFIG, [one, two], '2026-09-03T00:00:00Z'), path)).toBe(
        body(site(CONFIG, [one, two], '2026-11-30T00:00:00Z'), path),
      );
  });

  test('a statement that names the day of its change has an entry for it', () => {
    const changed = statement('2.0', ['2025-06-01', '2026-12-01', '2028-06-01'], '    Statement-Changed: 2026-10-05\n');
    expect(feed(NOW, [changed])[0]).toMatchObject({
      id: `${tag}/2.0:statement-changed:2026-10-05`,
      title: 'The support statement of Sample 2.0 changed on 2026-10-05',
    });
    const wrong = statement('2.0', ['2025-06-01', '2026-12-01', '2028-06-01'], '    Statement-Changed: 2026-02-31\n');
    expect(feed(NOW, [wrong]).map((item) => item.id)).not.toContain(expect.stringContaining('statement-changed'));
  });

  test('its ids are locked: a release may not vanish, a day may move', () => {
    const locked = (files: readonly InputFile[], lock: string) =>
      build(parse([file('content/site.yaml', CONFIG), ...files, file('urls.lock', lock)]), NOW, noTheme)
        .messages.filter((message) => message.rule === 'vanished-url' && message.found?.startsWith('tag:'))
        .map((message) => message.found);
    const { lock } = site(CONFIG, [one, two]);
    expect(lock.text).toContain(`${tag}/2.0:full-support-ends:2026-12-01\n`);
    expect(lock.text).toContain('tag:s.example,2026:feed:support\n');
    const extended = statement('2.0', ['2025-06-01', '2027-12-01', '2028-06-01']);
    expect(locked([one, extended], lock.text)).toEqual([]);
    expect(locked([two], lock.text)).toContain(`${tag}/1.0:released`);
  });
});

describe('the timeline', () => {
  const page = (now: string) => body(site(CONFIG, [one, two, three], now), 'releases/index.html');

  test('draws the phases where they are, and leaves out what has no days', () => {
    const html = page(NOW);
    const bars = [...html.matchAll(/<rect class="(\w+)" x="([\d.]+)%" width="([\d.]+)%"/g)].map(
      ([, kind, x, width]) => [kind, Number(x), Number(width)],
    );
    // 2024 to 2028: 1827 days.
    const share = (days: number) => Number(((100 * days) / 1827).toFixed(2));
    expect(bars.slice(1)).toEqual([
      ['security', share(517), share(1097)],
      ['full', share(517), share(549)],
      ['security', 0, share(912)],
      ['full', 0, share(367)],
    ]);
    const [svg = ''] = /<svg[\s\S]*<\/svg>/.exec(html) ?? [];
    expect(svg).toContain('<title id="timeline-title">');
    expect(svg).not.toContain('3.0');
    expect(svg).not.toMatch(/\sstyle=|<style|<script/);
  });

  test('the page changes with the month, not with the day', () => {
    expect(page('2026-11-01T00:00:00Z')).toBe(page('2026-11-30T23:59:59Z'));
    expect(page('2026-11-01T00:00:00Z')).not.toBe(page('2026-12-02T00:00:00Z'));
  });

  test('every day of the picture is in a table too', () => {
    const tables = page(NOW).replace(/<svg[\s\S]*<\/svg>/, '');
    for (const day of ['2024-01-01', '2025-01-01', '2026-06-30', '2025-06-01', '2026-12-01', '2028-06-01'])
      expect(tables).toContain(`>${day}</time>`);
    expect(tables).toContain('/support/3.0/');
  });
});

describe('the calendar', () => {
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  const hasParser = spawnSync(python, ['-c', 'import icalendar']).status === 0;
  const READ = `
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps([{'uid': str(e['uid']), 'day': e.decoded('dtstart').isoformat(), 'stamp': e.decoded('dtstamp').isoformat(),
    'summary': str(e['summary']), 'description': str(e['description']), 'url': str(e['url']), 'errors': e.errors} for e in calendar.walk('VEVENT')]))
`;
  const read = (text: string) => JSON.parse(execFileSync(python, ['-c', READ], { input: text, encoding: 'utf8' }));
  const ics = (built: Built) => body(built, 'releases/support.ics');

  test('lines end with CRLF and have at most 75 octets, characters stay whole', () => {
    const name = '🐙'.repeat(60);
    const text = calendar(name, 'p', [
      { uid: 'u', day: '2026-01-01', stamp: '2026-01-01T00:00:00Z', summary: `é${name}`, description: '', url: 'u' },
    ]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:é${name}\r\n`);
  });

  test.skipIf(!hasParser && process.env['CI'] !== 'true')(
    'another program reads every end of support (skipped without the Python module icalendar)',
    () => {
      expect(read(ics(site(CONFIG, [one, two, three])))).toMatchObject([
        { uid: 'tag:s.example,2026:support:sample/2.0:full-support', day: '2026-12-01', errors: [] },
        { day: '2028-06-01', url: 'https://s.example/support/2.0/', summary: 'Sample 2.0: security support ends' },
        { day: '2025-01-01', stamp: '2024-01-01T00:00:00+00:00' },
        { day: '2026-06-30' },
      ]);
      const strange = 'A\\B; C, D\nE: "F" 🐙'.repeat(9);
      const event = { uid: strange, day: '2026-01-01', stamp: '2026-01-01T00:00:00Z', url: 'https://x.example/' };
      const [back] = read(calendar('n', 'p', [{ ...event, summary: strange, description: strange }]));
      expect(back).toMatchObject({ uid: strange, summary: strange, description: strange });
    },
  );

  test('a moved day keeps its event', () => {
    const moved = statement('2.0', ['2025-06-01', '2027-12-01', '2028-06-01']);
    const uids = (text: string) => text.replaceAll('\r\n ', '').match(/^UID:.*$/gm);
    expect(uids(ics(site(CONFIG, [one, moved])))).toEqual(uids(ics(site(CONFIG, [one, two]))));
  });
});

test('the data is valid by its schema and says what the pages say', () => {
  const built = site(CONFIG, [one, two, three]);
  const data = JSON.parse(body(built, 'data/v1/releases.json'));
  const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
    JSON.parse(body(built, 'data/v1/schema/releases.json')),
  );
  expect(validate(data) ? [] : validate.errors).toEqual([]);
  expect(data.releases).toMatchObject([
    { product_version: '3.0' },
    {
      name: 'Sample 2.0',
      product_name: 'Sample',
      general_availability: '2025-06-01',
      end_of_full_support: '2026-12-01',
      end_of_security_support: '2028-06-01',
      end_of_life: '2028-06-01',
      statement_url: 'https://s.example/support/2.0/',
    },
    { end_of_life: '2026-06-30' },
  ]);
  expect(data.releases[0]).not.toHaveProperty('end_of_life');
});

test('the demonstration has releases of the configuration alone, each once', () => {
  const { model } = build(parse(list(project)), NOW, noTheme);
  const keys = model?.lifecycle.map((release) => release.key) ?? [];
  expect(new Set(keys).size).toBe(keys.length);
  expect(model?.lifecycle.every((release) => release.view !== undefined)).toBe(true);
  expect(keys).toHaveLength(model?.releases.length ?? 0);
});

test.skipIf(!existsSync(corpus))('six real statements (skipped without ../shared/corpora/xen/support)', () => {
  const files = readdirSync(corpus).map((name): InputFile => {
    return { path: `support/${name}`, bytes: readFileSync(join(corpus, name)) };
  });
  const { model } = build(parse([file('content/site.yaml', CONFIG), ...files]), NOW, noTheme);
  expect(model?.lifecycle.map(({ version, phase, end }) => [version, phase, end])).toEqual([
    ['4.23-unstable', 'planned', undefined],
    ['4.22', 'full', '2031-07-30'],
    ['4.21', 'full', '2030-11-19'],
    ['4.17', 'security', '2027-12-12'],
    ['4.14', 'ended', '2023-07-24'],
    ['4.10', 'ended', '2020-12-13'],
  ]);
});
