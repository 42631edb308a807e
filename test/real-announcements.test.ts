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
import { announceAgain, readText } from './import-round-trip.ts';

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
    'DSA-5664-1.txt': 'lines of the body are wider than 75 columns',
    'DSA-5917-1.txt': 'a line of the closing is wider than 75 columns',
  };
  const names = filesIn('debian/announcements');

  test.skipIf(!isThere)('there are 18 texts', () => expect(names.length).toBe(18));

  test.skipIf(!isThere).each(names)('%s', (name) => {
    const original = readFileSync(join(corpora, 'debian/announcements', name), 'utf8');
    // The authors broke lines where they liked, so each of their breaks is written as one.
    const read = readText(original, { keepLines: true });
    const ours = read && announceAgain(read).text;
    if (name in DIFFERENT) expect(ours).not.toBe(original);
    else expect(ours).toBe(original);
  });
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
