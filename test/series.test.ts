// Series: each announcement against a text that was read and agreed to, ids and statements, and files of `tocsin new`.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { model } from '../generator/model.ts';
import { parse } from '../generator/read.ts';
import { series } from '../generator/series/index.ts';
import type { InputFile, Message, PublicAdvisory } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const fixtures = join(project, 'test/fixtures/announcements');
const NOW = '2026-11-21T12:00:00Z';
const site = readFileSync(join(fixtures, 'site.yaml'), 'utf8');

/** One advisory through reading, checking and the model, with its announcement. */
function announce(
  advisory: string,
  config: string,
  attachments: readonly InputFile[] = [],
): { advisory: PublicAdvisory | undefined; text: string; errors: readonly Message[] } {
  const id = /^id: *(\S+)$/m.exec(advisory)?.[1] ?? '';
  const folder = id.split('-')[0]?.toLowerCase();
  const files = [
    { path: `content/${folder}/${id}.md`, bytes: Buffer.from(advisory) },
    ...attachments.map((file) => ({ ...file, path: `content/${folder}/${file.path}` })),
    { path: 'content/site.yaml', bytes: Buffer.from(config) },
  ];
  const { content, messages } = check(parse(files), NOW);
  // Links to advisories that are not in the case are dead here.
  const errors = messages.filter((message) => message.level === 'error' && message.rule !== 'dead-link');
  if (!content || errors.length > 0) return { advisory: undefined, text: '', errors };
  const seen = model(content, NOW);
  const found = seen.advisories[0];
  const own = seen.site.series.find((each) => each.id === found?.series);
  const text =
    found && own ? own.definition.announcement(found, { site: seen.site, series: own, settings: own.settings }) : '';
  return { advisory: found, text, errors };
}

const cases = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

describe('announcements', () => {
  test('there are cases of every series', () => {
    expect(cases.length).toBeGreaterThanOrEqual(8);
    for (const each of series) expect(cases.some((name) => name.startsWith(each.id))).toBe(true);
  });

  test.each(cases)('%s', (name) => {
    const attachments = readdirSync(join(fixtures, name), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.patch'))
      .map((path) => ({ path, bytes: readFileSync(join(fixtures, name, path)) }));
    const { text, errors } = announce(readFileSync(join(fixtures, name, 'advisory.md'), 'utf8'), site, attachments);
    expect(errors).toEqual([]);
    const path = join(fixtures, name, 'expected.txt');
    if (process.env['UPDATE'] === '1') writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

describe('statements', () => {
  const statementsOf = (text: string) => announce(text, site).advisory?.statements.map(({ field: _, ...rest }) => rest);
  const sections = [
    'Issue description',
    'Impact',
    'Vulnerable systems',
    'Mitigation',
    'Resolution',
    'Deployment during embargo',
  ];
  const xsa = (affected: string) =>
    `---\nid: XSA-1\ntitle: One\npublished: 2026-04-28\naffected:\n${affected}\n---\n\n${sections.map((title) => `## ${title}\n\nText.\n`).join('\n')}`;

  test('XSA: a range and its fixes; a release on its own', () => {
    const affected = `  - {product: barbican, from: "4.18", to: 4.19.4, fixed: {"4.18": 4.18.6}, when: Arm only}\n  - {product: barbican, release: "4.17", status: not-affected, reason: Too old.}`;
    expect(statementsOf(xsa(affected))).toEqual([
      { package: 'barbican', status: 'affected', from: '4.18', to: '4.19.4', when: 'Arm only' },
      { package: 'barbican', release: '4.18', status: 'fixed', fixed: '4.18.6', from: '4.18', when: 'Arm only' },
      { package: 'barbican', release: '4.17', status: 'not-affected', reason: 'Too old.' },
    ]);
  });

  test('DSA: a fix is about each package unless it names one; the title is made of packages and kind', () => {
    const dsa = `---\nid: DSA-1-1\npackages: [one, two]\nkind: regression update\npublished: 2026-04-28\nfixes:\n  - {release: mizzen, version: 1.0-1}\n  - {release: jib, package: two, status: unknown}\n---\n\nText.\n`;
    const { advisory } = announce(dsa, site);
    expect(advisory?.title).toBe('one, two regression update');
    expect(
      advisory?.statements.map((each) => [each.package, each.release, each.status, each.fixed, each.field.join('.')]),
    ).toEqual([
      ['one', 'mizzen', 'fixed', '1.0-1', 'fixes.0'],
      ['two', 'mizzen', 'fixed', '1.0-1', 'fixes.0'],
      ['two', 'jib', 'unknown', undefined, 'fixes.1'],
    ]);
  });

  test('DSA: a fix has a version or a status, not both and not none', () => {
    const dsa = (fix: string) =>
      `---\nid: DSA-1-1\npackage: one\npublished: 2026-04-28\nfixes:\n  - ${fix}\n---\n\nText.\n`;
    for (const fix of ['{release: mizzen}', '{release: mizzen, version: 1.0-1, status: affected}']) {
      expect(announce(dsa(fix), site).errors.map((error) => error.text)).toEqual([
        'Unexpected fields as `fixes[0]`, expected either `version` or `status`',
      ]);
    }
  });

  test('ALSW: the fixed version is the one behind `>=`', () => {
    const alsw = (safe: string) =>
      `---\nid: ALSW-2026-1\ntitle: One\npublished: 2026-04-28\npackages:\n  - {name: one, repository: extra, unsafe: "< 2", safe: "${safe}"}\n---\n\n## Product background\n\nText.\n\n## Problem background\n\nText.\n`;
    expect(statementsOf(alsw('>= 2'))).toMatchObject([
      { unsafe: '< 2', safe: '>= 2', fixed: '2', repository: 'extra' },
    ]);
  });
});

describe('settings', () => {
  test('an unknown blank of a sentence is refused', () => {
    const config = site
      .replace('name: Halyard LTS Advisory', 'name: Halyard LTS Advisory\n    # -')
      .replace('fixed: In {name},', 'fixed: In {nmae},');
    expect(
      announce('---\nid: DSA-1-1\npackage: one\npublished: 2026-04-28\n---\n\nText.\n', config).errors.map(
        (error) => error.text,
      ),
    ).toEqual([expect.stringContaining('expected a text whose blanks are among')]);
  });

  test('without facts the text has the bare layout', () => {
    const advisory = readFileSync(join(fixtures, 'alsw-with-one-package/advisory.md'), 'utf8');
    const bare = announce(
      advisory,
      site.replace(
        'name: Halyard Linux Security Warning',
        'name: Halyard Linux Security Warning\n    settings: {facts: false}',
      ),
    ).text;
    expect(bare).not.toMatch(/^(?:Title|CVE):/m);
    expect(bare).toContain('Warning #: 2026-3\n\n---');
  });
});

describe('tocsin new', () => {
  const VALUES: Readonly<Record<string, string>> = {
    severity: 'high',
    release: 'mizzen',
    product: 'barbican',
    from: '"4.18"',
  };

  test.each(series.map((each) => each.id))('%s: the file is accepted once its blanks are filled', (id) => {
    const definition = series.find((each) => each.id === id);
    const name = [
      id.toUpperCase(),
      ...(definition?.numbers ?? []).map((part) => (part === 'year' ? '2026' : '1')),
    ].join('-');
    const blank =
      definition?.template({
        id: name,
        title: '"Colon: and # in it"',
        day: '2026-11-20',
        severities: ['awful', 'bad'],
        releases: [],
      }) ?? '';
    expect(blank).toContain('FIXME');
    expect(blank).toContain('# awful | bad');
    const filled = blank
      .replace('status: draft', 'status: published')
      .replace('release: FIXME, status', `release: ${id === 'xsa' ? '"4.17"' : 'jib'}, status`)
      .replace('{file: xsa1.patch, applies: FIXME, releases: [FIXME]}', '')
      .replace(/(\w+): FIXME/g, (whole, key: string) => (VALUES[key] ? `${key}: ${VALUES[key]}` : whole))
      .replace(/FIXME/g, '1.0');
    const { advisory, errors, text } = announce(filled, site);
    expect(errors).toEqual([]);
    expect(advisory?.title).toBe('Colon: and # in it');
    expect(text).toContain(name.replace('ALSW-', 'ALSW '));
  });
});
