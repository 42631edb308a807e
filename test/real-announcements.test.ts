// The layouts against texts that real teams sent: given a configuration and an advisory that say the same, our text
// is theirs to the byte. The texts are read from a folder beside the project and stay there.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { hashBlock, patchTable } from '../generator/lib/text/patch-table.ts';
import { model } from '../generator/model.ts';
import { parse } from '../generator/read.ts';
import type { Patch } from '../generator/types.ts';

const corpora = resolve(import.meta.dirname, '../../shared/corpora');
const isThere = existsSync(corpora);
const filesIn = (folder: string): string[] =>
  isThere
    ? readdirSync(join(corpora, folder))
        .filter((name) => name.endsWith('.txt'))
        .sort()
    : [];
const skipReason = isThere ? '' : ' (skipped: no ../shared/corpora)';

/** The announcement of one advisory; both arguments are values that YAML reads as they are. */
function announce(folder: string, config: object, fields: { readonly id: string }, body: string): string {
  const { content, messages } = check(
    parse([
      {
        path: `content/${folder}/${fields.id}.md`,
        bytes: Buffer.from(`---\n${JSON.stringify(fields)}\n---\n\n${body}\n`),
      },
      { path: 'content/site.yaml', bytes: Buffer.from(JSON.stringify(config)) },
    ]),
    '2026-11-21T12:00:00Z',
  );
  const errors = messages.filter((message) => message.level === 'error' && !message.rule.startsWith('cve-'));
  expect(errors.map((error) => error.text)).toEqual([]);
  const seen = content && model(content, '2026-11-21T12:00:00Z');
  const [advisory, series] = [seen?.advisories[0], seen?.site.series[0]];
  if (!seen || !advisory || !series) throw new Error('no advisory');
  return series.definition.announcement(advisory, { site: seen.site, series, settings: series.settings });
}

const base = {
  title: 'T',
  description: 'D',
  url: 'https://x.example',
  license: 'CC0-1.0',
  tag: 'x.example,2026',
  team: { name: 'N', email: 'e@x.example' },
};

describe(`Debian${skipReason}`, () => {
  /** Texts that say something in a way that ours does not, with the reason. */
  const DIFFERENT: Readonly<Record<string, string>> = {
    'DSA-5619-1.txt': 'CVE ids out of order, and "this problem" for two of them',
    'DSA-5664-1.txt': 'lines of the body are wider than 75 columns',
    'DSA-5917-1.txt': 'a line of the closing is wider than 75 columns',
  };
  const names = filesIn('debian/announcements');

  test.skipIf(!isThere)('there are 18 texts', () => expect(names.length).toBe(18));

  test.skipIf(!isThere).each(names)('%s', (name) => {
    const original = readFileSync(join(corpora, 'debian/announcements', name), 'utf8');
    const ours = rebuilt(original);
    if (name in DIFFERENT) expect(ours).not.toBe(original);
    else expect(ours).toBe(original);
  });

  const SUITES: Readonly<Record<string, string>> = { bullseye: 'oldstable', bookworm: 'stable' };

  /** Takes a text apart into configuration and advisory, and has it announced. */
  function rebuilt(original: string): string {
    const paragraphs = original.trimEnd().split('\n\n');
    const [, first = '', second = '', third = ''] = (paragraphs[0] ?? '').split('\n');
    const [heading = '', id = '', contact = ''] = /^(.*) (D[SL]A-\S+) +(\S+)$/.exec(first)?.slice(1) ?? [];
    const [home = '', author = ''] = second.split(/ {2,}/);
    const [date = '', faq = ''] = third.split(/ {2,}/);
    const labels = new Map(
      (paragraphs[1] ?? '')
        .replace(/\n {17}/g, ' ')
        .split('\n')
        .map((line) => [line.slice(0, 15).trim(), line.slice(17)]),
    );
    const name = labels.get('Package') ?? '';
    const rest = paragraphs.slice(2);
    const isRelease = (text: string) => /^For (?:the .* distribution|Debian \d+)/.test(text);
    const releases = rest.filter(isRelease);
    const [body, after] = [rest.slice(0, rest.findIndex(isRelease)), rest.slice(rest.findLastIndex(isRelease) + 1)];
    const [upgrade = '', tracker = '', ...closing] = after;
    const footer = closing.at(-1)?.startsWith('Mailing list: ') ? closing.pop() : undefined;
    const sentences: Record<string, string> = {};
    const fixes = releases.map((text) => {
      const codename = Object.keys(SUITES).find((each) => text.includes(each)) ?? '';
      const [, before = '', version = '', reason] = /^(.*version\s)(\S+)\.(?:\s(.*))?$/s.exec(text) ?? [];
      sentences[SUITES[codename] ?? ''] = `${before}{version}.`;
      return { release: codename, version, ...(reason !== undefined && { reason }) };
    });
    const series = id.split('-')[0] ?? '';
    const config = {
      ...base,
      series: {
        [series.toLowerCase()]: {
          name: heading,
          layout: 'dsa',
          settings: {
            contact,
            home,
            faq,
            facts: 'false',
            'bug-label': 'Debian Bug',
            'version-line': String(labels.has('Version')),
            'fixed-by-suite': sentences,
            upgrade: upgrade.replace(name, '{packages}'),
            tracker: (tracker.split('\n').at(-1) ?? '').replace(name, '{package}'),
            'tracker-text': [...tracker.split('\n').slice(0, -1), '{tracker}'].join('\n').replace(name, '{package}'),
            closing: closing.map((text) => text.replace(home, '{home}')),
            ...(footer !== undefined && { list: footer.slice('Mailing list: '.length) }),
          },
        },
      },
      releases: Object.entries(SUITES).map(([codename, suite], index) => {
        return { id: codename, codename, suite, series: [series.toLowerCase()], released: `202${index}-01-01` };
      }),
    };
    const fields = {
      id,
      package: name,
      author,
      published: new Date(`${date} 00:00 UTC`).toISOString().slice(0, 10),
      cves: (labels.get('CVE ID') ?? '').split(' ').filter(Boolean),
      bugs: (labels.get('Debian Bug') ?? '').split(' ').filter(Boolean),
      fixes,
    };
    // The authors broke lines where they liked, so each of their breaks is written as one.
    return announce(
      series.toLowerCase(),
      config,
      fields,
      body.map((text) => text.replaceAll('\n', '\\\n')).join('\n\n'),
    );
  }
});

describe(`Xen${skipReason}`, () => {
  /** Retyped with one blank less in the title block, or a table with another column. */
  const DIFFERENT: Readonly<Record<string, readonly string[]>> = {
    'xsa-141-v3.txt': ['title', 'table', 'hashes'],
    'xsa-181-v2.txt': ['title'],
    'xsa-366-v2.txt': ['title'],
    'xsa-405-v3.txt': ['title'],
    'xsa-432-v2.txt': ['table'],
  };
  const names = filesIn('xen/texts');

  test.skipIf(!isThere)('there are ten texts', () => expect(names.length).toBe(10));

  test.skipIf(!isThere).each(names)('%s', (name) => {
    const original = readFileSync(join(corpora, 'xen/texts', name), 'utf8');
    const lines = original
      .replace(/-----BEGIN PGP SIGNATURE.*/s, '')
      .replace(/^-----BEGIN PGP.*?\n\n/s, '')
      .split('\n');
    const differences = [
      ...(isSameTitle(lines) ? [] : ['title']),
      ...(isSameTable(lines) ? [] : ['table']),
      ...(isSameHashes(lines) ? [] : ['hashes']),
    ];
    expect(differences).toEqual(DIFFERENT[name] ?? []);
  });

  /** Title block, the headings and what stands around them. */
  function isSameTitle(lines: readonly string[]): boolean {
    const end = lines.findIndex((line) => line.startsWith('===')) - 1;
    const block = lines
      .slice(0, end)
      .filter((line) => line !== '')
      .map((line) => line.trim());
    const [, heading = '', cves = '', id = ''] = /^(.*?) (\S+) \/ (\S+)$/.exec(block[0] ?? '') ?? [];
    const version = Number(/^version (\d+)$/.exec(block[1] ?? '')?.[1] ?? 1);
    const headings = lines.flatMap((line, index) =>
      /^=+$/.test(lines[index + 1] ?? '') && !line.startsWith('UPDATES') ? [line] : [],
    );
    const fields = {
      id,
      title: block.at(-1) ?? '',
      published: '2020-01-01',
      cves: cves.split(','),
      revisions: Array.from({ length: version }, (_none, index) => ({
        version: String(index + 1),
        date: '2020-01-01',
        change: 'First and next.',
      })),
    };
    const body = headings.map((each) => `## ${each.slice(0, 1)}${each.slice(1).toLowerCase()}\n\nText`).join('\n\n');
    const ours = announce(
      'xsa',
      { ...base, series: { xsa: { name: heading, settings: { facts: 'false' } } } },
      fields,
      body,
    ).split('\n');
    const updates = version < 2 ? [] : [`UPDATES IN VERSION ${version}`];
    const expected = [...updates, ...headings].flatMap((each) => [
      each,
      '='.repeat(each.length),
      '',
      each.startsWith('UPDATES') ? 'First and next.' : 'Text',
      '',
    ]);
    expect(ours.slice(ours.findIndex((line) => line.startsWith('===')) - 1)).toEqual(expected);
    return ours.slice(0, end).join('\n') === lines.slice(0, end).join('\n');
  }

  function isSameTable(lines: readonly string[]): boolean {
    const table = lines.filter((line) => /^xsa\S+\.patch(?: |$)/.test(line));
    const patches = table.map((line): Patch => {
      const [file = '', applies] = line.split(/ {2,}/);
      return { ...noPatch, file, ...(applies !== undefined && { applies }) };
    });
    return patchTable(patches, 72).join('\n') === table.join('\n');
  }

  function isSameHashes(lines: readonly string[]): boolean {
    const begin = lines.findIndex((line) => line.startsWith('$ sha256sum'));
    if (begin < 0) return true;
    const block = lines.slice(begin, lines.indexOf('$', begin) + 1);
    const patches = block
      .slice(1, -1)
      .map((line): Patch => ({ ...noPatch, sha256: line.slice(0, 64), file: line.slice(66) }));
    const name = /xsa\d+/.exec(block[1] ?? '')?.[0] ?? '';
    return hashBlock([...patches].reverse(), name).join('\n') === block.join('\n');
  }

  const noPatch: Patch = { file: '', bytes: new Uint8Array(), sha256: '', releases: [], fixes: {} };
});
