// What a demanding reader checks: that page, text and data say the same, that nothing is left to guess, and that what
// the site says about itself is true. The demonstration is the subject; SITE check 4 and its neighbours.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { emit } from '../generator/emit.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, PublicAdvisory } from '../generator/types.ts';

const project = resolve(import.meta.dirname, '..');
const theme = readTheme(join(project, 'build/theme'));
const NOW = '2026-11-21T12:00:00Z';
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-reader-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const { outputs, model } = build(parse(list(project)), NOW, theme);
if (!model) throw new Error('the demonstration does not build');
const { site } = model;
const files = new Map(outputs.map((output) => [`/${output.path}`, Buffer.from(output.body).toString('utf8')]));
const file = (path: string): string => files.get(path) ?? `no ${path}`;
const page = (path: string): string => file(`${path}index.html`);
const pages = outputs.filter((output) => output.type === 'text/html');

describe.each(model.advisories.map((advisory) => [advisory.id, advisory] as const))('%s', (_id, advisory) => {
  const path = `${advisory.folder}${advisory.slug}`;
  const html = /<article>([\s\S]*)<\/article>/.exec(page(advisory.path))?.[1] ?? '';
  const shown = {
    page: wordsOf(textOf(html)),
    text: wordsOf(file(`${path}.txt`)),
    json: wordsOf(file(`${path}.json`)),
  };

  test.each(factsOf(advisory))('page, text and data all say: %s', (_name, fact) => {
    for (const [where, words] of Object.entries(shown)) {
      const forms = where === 'text' ? [fact, ...layoutForms(advisory, fact)] : [fact];
      expect(
        forms.map(wordsOf).some((form) => words.includes(form)),
        `${where}: ${fact}`,
      ).toBe(true);
    }
  });

  test('none names a CVE id, a hash or a commit that another does not', () => {
    const sets = Object.values(shown).map((words) => [
      ...new Set(words.match(/\bCVE-\d{4}-\d{4,}\b|\b[0-9a-f]{64}\b/g) ?? []),
    ]);
    const { revisions } = JSON.parse(file(`${path}.json`)) as { revisions: { text?: { sha256: string } }[] };
    // The hash of a text is in the data alone: no text has its own.
    const ofTexts = new Set(revisions.map(({ text }) => text?.sha256));
    const [first, ...others] = sets.map((found) => found.filter((each) => !ofTexts.has(each)).sort());
    for (const found of others) expect(found).toEqual(first);
  });

  test('each release has the same state in the table and in the data', () => {
    const { coverage } = JSON.parse(file(`${path}.json`));
    const table = /<h2 id="releases">[\s\S]*?<\/table>/.exec(html)?.[0] ?? '';
    const rows = [...table.matchAll(/<tr><th scope="row"[\s\S]*?<\/tr>/g)].map(([row]) => textOf(row));
    expect(rows).toHaveLength(coverage.length);
    for (const [index, row] of coverage.entries()) {
      const text = rows[index] ?? '';
      expect(text).toContain(row.release.name);
      const word = { fixed: 'Fixed', affected: 'Affected', 'not-affected': 'Not affected', unknown: 'Not stated' };
      expect(text).toContain(word[row.status as keyof typeof word] ?? 'Under investigation');
      if (row.fixed !== undefined) expect(text).toContain(row.fixed);
      // A release that has a patch has a fix.
      if (row.patches.length > 0) expect(text).not.toMatch(/no fix/);
      for (const patch of row.patches) expect(text).toContain(patch.split('/').at(-1));
    }
  });
});

test('the data answers for each point release what the page of the release answers', () => {
  const views = model.releases.filter((view) => view.points.length > 0);
  expect(views.length).toBeGreaterThan(2);
  for (const view of views) {
    const rows = model.advisories
      .map((advisory) => JSON.parse(file(`${advisory.folder}${advisory.slug}.json`)))
      .filter((record) => record.status === 'published')
      .flatMap((record) => record.coverage.map((row: Row) => ({ id: record.id as string, row })))
      .filter(({ row }: { row: Row }) => row.release.id === view.release.id);
    for (const { version } of view.points) {
      const affected = rows.filter(({ row }) => hits(row, version)).map(({ id }) => id);
      const [section = ''] = page(view.path).split(`<h3 id="${version}">`)[1]?.split('</section>') ?? [];
      const listed = [...section.matchAll(/<li>.*?<span class="id">([^<]*)/g)].map((match) => match[1]);
      expect(listed, version).toEqual(affected);
      if (affected.length > 0) expect(section).toContain(`Affected by ${affected.length} advisor`);
      else expect(textOf(section)).toMatch(/None known(?:\.|; under investigation: |; not stated by )/);
    }
  }
});

test('the changes page, the feed of everything and the data of changes agree', () => {
  const rows = [...page('/changes/').matchAll(/<tr><th scope="row"[^>]*><time datetime="([^"]*)"[\s\S]*?<\/tr>/g)].map(
    ([row, date]) => ({
      date,
      id: /<span class="id">([^<]*)/.exec(row)?.[1],
      version: /data-label="Version"[^>]*>(\d+)/.exec(row)?.[1],
      change: textOf(/data-label="What changed"[^>]*>([\s\S]*?)<\/td>/.exec(row)?.[1] ?? ''),
    }),
  );
  const { items } = JSON.parse(file('/feeds/all.json'));
  expect(rows.length).toBe(items.length);
  for (const [index, { date, id, version, change }] of rows.entries()) {
    const item = items[index];
    expect(item.date_published).toBe(date);
    expect(item.title).toMatch(new RegExp(`^${id}(?: version ${version}| withdrawn)?: `));
    if (!item.title.startsWith(`${id}: `)) expect(wordsOf(textOf(item.content_html))).toContain(wordsOf(change));
  }
  for (const line of file('/data/v1/changes.tsv').trimEnd().split('\n').slice(1)) {
    const [, id, , , version] = line.split('\t');
    expect(Math.max(...rows.filter((row) => row.id === id).map((row) => Number(row.version)))).toBe(Number(version));
  }
});

test('every page has a title and a description that no other page has', () => {
  const of = (pattern: RegExp) => pages.map((each) => pattern.exec(String(each.body))?.[1] ?? `none: ${each.path}`);
  const titles = of(/<title>([^<]*)<\/title>/);
  expect(titles.filter((title, index) => title === '' || titles.indexOf(title) !== index)).toEqual([]);
  // The matrix of all releases is the other half of the page about support.
  const listed = pages.filter(
    (each) => !String(each.body).includes('content="noindex"') && each.path !== 'support/all/index.html',
  );
  const descriptions = listed.map(
    (each) => /<meta name="description" content="([^"]*)">/.exec(String(each.body))?.[1] ?? `none: ${each.path}`,
  );
  expect(
    descriptions.filter((text, index) => /^(?:none: |$)/.test(text) || descriptions.indexOf(text) !== index),
  ).toEqual([]);
});

test('no backtick is shown outside of code', () => {
  for (const each of [...pages.map((one) => [one.path, String(one.body)] as const), ...entries()]) {
    const [path, html] = each;
    expect(textOf(html.replace(/<pre[\s>][\s\S]*?<\/pre>|<code[\s>][\s\S]*?<\/code>/g, '')), path).not.toContain('`');
  }
});

test('the icon of the root is linked, and is there', () => {
  for (const each of pages) {
    expect(String(each.body)).toContain(`<link rel="icon" type="image/svg+xml" href="${site.prefix}/favicon.svg">`);
  }
  expect(files.has('/favicon.svg')).toBe(true);
});

test('below a prefix the page for a missing page leads home from any depth', () => {
  const moved = (input: InputFile): InputFile =>
    'bytes' in input && input.path === 'content/site.yaml'
      ? {
          ...input,
          bytes: Buffer.from(
            Buffer.from(input.bytes)
              .toString('utf8')
              .replace(/^url: .*$/m, 'url: https://www.halyard.example/security'),
          ),
        }
      : input;
  const below = build(parse(list(project).map(moved)), NOW, theme).outputs;
  const html = String(below.find((output) => output.path === '404.html')?.body);
  const targets = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? '');
  expect(targets.length).toBeGreaterThan(10);
  for (const target of targets) expect(target).toMatch(/^(?:\/security\/|#main$|mailto:|https:\/\/)/);
  expect(html).toContain('href="/security/advisories/"');
});

test('sha256sum finds every file of the built folder as SHA256SUMS says', () => {
  const out = join(temporary, 'site');
  emit(outputs, out);
  const { status, stderr } = spawnSync('sha256sum', ['--check', '--quiet', '--strict', 'SHA256SUMS'], {
    cwd: out,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(file('/SHA256SUMS').trimEnd().split('\n').length).toBe(outputs.length - 1);
});

describe('/data/', () => {
  const html = page('/data/');
  const fields = page('/data/fields/');

  test('explains every file for tools that there is, and only those', () => {
    const names = [...html.matchAll(/<th scope="row" class="code">(?:<a href="([^"]*)"|([^<]*)<span)/g)].map(
      (match) => match[1] ?? (match[2] ?? '').replaceAll('&lt;', '<'),
    );
    const patterns = names.map((name) => new RegExp(`^${name.replaceAll('.', '\\.').replace(/<[^>]*>/g, '[^/]+')}$`));
    const forTools = [...files.keys()].filter(
      (path) =>
        (path.startsWith('/data/v1/') && !path.startsWith('/data/v1/schema/')) ||
        /^\/advisories\/.*\.(?:json|txt)$/.test(path),
    );
    expect(forTools.filter((path) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(names.filter((_, index) => ![...files.keys()].some((path) => patterns[index]?.test(path)))).toEqual([]);
    for (const path of files.keys()) {
      if (path.startsWith('/data/v1/schema/')) expect(html).toContain(`href="${path}"`);
    }
  });

  test('names every field that a file has', () => {
    const sections = [...fields.matchAll(/<h2 id="(file-[^"]*)">([\s\S]*?)<\/section>/g)];
    expect(sections.length).toBeGreaterThan(8);
    for (const [, id, section = ''] of sections) {
      const path = new RegExp(
        `<th scope="row" class="code">(?:(?!</tr>)[\\s\\S])*?href="([^"]*)"(?:(?!</tr>)[\\s\\S])*?#${id}"`,
      ).exec(html)?.[1];
      const body = file(path ?? '');
      if (path?.endsWith('.tsv')) {
        const columns = section.match(/<tr><th scope="row"/g)?.length;
        expect(columns, path).toBe(body.split('\n')[0]?.split('\t').length);
      }
      if (!path?.endsWith('.json')) continue;
      const value = JSON.parse(body);
      for (const key of Object.keys(Array.isArray(value) ? value[0] : value)) {
        expect(section.includes(`>${key}<`) || section.includes(`].${key}<`), `${path}: ${key}`).toBe(true);
      }
    }
  });

  test('shows one file as a whole', () => {
    const [, path = '', body = ''] =
      /<h2 id="example">[\s\S]*?<code>([^<]*)<\/code>[\s\S]*?<code>([\s\S]*?)<\/code>/.exec(fields) ?? [];
    expect(unescaped(body)).toBe(file(path));
  });

  const programs = [...html.matchAll(/<h3 id="sample-(\w+)">[\s\S]*?<pre[^>]*><code>([\s\S]*?)<\/code>/g)].map(
    ([, id = '', text = '']) => [id, unescaped(text)] as const,
  );
  let server: Server;
  let base = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const body = files.get(decodeURIComponent(request.url ?? ''));
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  /** What the program prints when the site is at the address of the local server. */
  const run = (id: string, text: string): Promise<string> => {
    const folder = join(temporary, id);
    mkdirSync(folder, { recursive: true });
    const name = { sh: 'sample.sh', py: 'sample.py', js: 'sample.mjs' }[id] ?? 'sample';
    writeFileSync(join(folder, name), text.replaceAll(site.url, base));
    const command = { sh: 'bash', py: 'python3', js: process.execPath }[id] ?? 'false';
    return new Promise((done, failed) => {
      const child: ChildProcess = spawn(command, [name], { cwd: folder });
      let output = '';
      let errors = '';
      child.stdout?.on('data', (chunk) => {
        output += chunk;
      });
      child.stderr?.on('data', (chunk) => {
        errors += chunk;
      });
      child.on('close', (code) => (code === 0 ? done(output) : failed(new Error(`${id}: ${errors}`))));
      child.on('error', failed);
    });
  };

  test('its programs are in three languages', () => {
    expect(programs.map(([id]) => id)).toEqual(['sh', 'py', 'js']);
  });

  const has = (command: string) => spawnSync(command, ['--version']).status === 0;
  const canRun = has('curl') && has('jq') && has('python3');

  test.skipIf(!canRun && process.env['CI'] !== 'true')(
    'the shell program prints what changed, and nothing the second time (skipped without curl, jq or python3)',
    async () => {
      const text = programs[0]?.[1] ?? '';
      const first = await run('sh', text);
      expect(first.trimEnd().split('\n').sort()).toEqual(
        model.advisories.map(({ id, version, title }) => `${id} version ${version}: ${title}`).sort(),
      );
      expect(await run('sh', text)).toBe('');
      writeFileSync(join(temporary, 'sh', 'seen'), '2026-11-13T18:40:00Z\n');
      const later = model.changes
        .filter((change) => change.date > '2026-11-13T18:40:00Z')
        .map((each) => each.advisory.id);
      const printed = (await run('sh', text)).split('\n').map((line) => line.split(' ')[0] ?? '');
      for (const id of later) expect(printed).toContain(id);
      expect(printed.length).toBeLessThan(model.advisories.length);
    },
  );

  test.skipIf(!canRun && process.env['CI'] !== 'true')(
    'the program in Python prints where a package is fixed (skipped without curl, jq or python3)',
    async () => {
      const [newest] = model.advisories.filter((advisory) => advisory.coverage.length > 0 && !advisory.isWithdrawn);
      const [row] = newest?.coverage ?? [];
      expect(await run('py', programs[1]?.[1] ?? '')).toContain(`${newest?.id} ${row?.status} ${row?.fixed ?? '-'}\n`);
    },
  );

  test('the program in JavaScript leads from a CVE id to its advisories', async () => {
    const cve = model.cves.at(-1);
    const lines = (await run('js', programs[2]?.[1] ?? '')).trimEnd().split('\n');
    expect(lines).toEqual(
      cve?.advisories.map(({ id, severity, path }) => `${id} ${severity?.id ?? 'not rated'} ${site.url}${path}`),
    );
  });
});

type Row = {
  readonly release: { readonly id: string };
  readonly status: string;
  readonly from?: string;
  readonly to?: string;
  readonly fixed?: string;
};

/** Judged anew from the data alone, for versions of numbers and dots. */
function hits({ status, from, to, fixed }: Row, version: string): boolean {
  if (status !== 'affected' && status !== 'fixed') return false;
  if (status === 'fixed' && fixed === undefined) return false;
  const order = (a: string, b: string) => {
    const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
    const index = x.findIndex((part, position) => part !== y[position]);
    return index < 0 ? x.length - y.length : (x[index] ?? 0) - (y[index] ?? 0);
  };
  if (from !== undefined && order(version, from) < 0) return false;
  if (to !== undefined && order(version, to) > 0) return false;
  return fixed === undefined || order(version, fixed) < 0;
}

/** What page, text and data must all say: name and value. */
function factsOf(advisory: PublicAdvisory): [string, string][] {
  const { severity, withdrawn } = advisory;
  const rows: [string, string | undefined][] = [
    ['id', advisory.id],
    ['title', advisory.title],
    ['severity', severity?.name],
    ['day of publication', advisory.published.slice(0, 10)],
    ['version', advisory.version > 1 ? String(advisory.version) : undefined],
    ['newest change', advisory.version > 1 ? advisory.latest.change : undefined],
    ['summary', advisory.summary],
    ['action', advisory.isWithdrawn ? undefined : advisory.action],
    ['withdrawal', advisory.isWithdrawn ? withdrawn?.reason : undefined],
    ...advisory.cves.map((id) => ['CVE', id] as [string, string]),
    ...advisory.bugs.map((id) => ['bug', id] as [string, string]),
    ...advisory.packages.map((name) => ['package', name] as [string, string]),
    ...advisory.credits.map(({ name }) => ['credit', name] as [string, string]),
    ...advisory.references.map(({ url, title }) => ['reference', title ?? url] as [string, string]),
    ...advisory.statements.flatMap(({ from, to, fixed, unsafe, safe, when, reason }) =>
      Object.entries({ from, to, fixed, unsafe, safe, when, reason }).map(
        ([name, value]) => [name, value] as [string, string | undefined],
      ),
    ),
    ...advisory.statements.map((each) => ['release', nameOf(each.release)] as [string, string | undefined]),
    ...advisory.patches.flatMap(({ file: name, sha256 }) => [
      ['patch', name.split('/').at(-1)] as [string, string | undefined],
      ['SHA-256', sha256] as [string, string],
    ]),
    ...advisory.downloads.map(({ url }) => ['download', url] as [string, string]),
  ];
  const known = new Map(rows.flatMap(([name, value]) => (value === undefined ? [] : [[`${name} ${value}`, value]])));
  return [...known] as [string, string][];
}

/** The same fact as the layout of a text writes it. */
function layoutForms({ id, title, packages, kind, published }: PublicAdvisory, fact: string): string[] {
  if (fact === id) return [id.replace('-', ' ')];
  // Two layouts have packages and kind in the place of a title.
  if (fact === title)
    return [
      `Package : ${packages.join(', ')}`,
      `Package : ${packages.join(' ')}`,
      `${packages.toSorted().join(', ')} ${kind}`,
    ];
  if (fact !== published.slice(0, 10)) {
    const release = model?.site.releases.find((each) => each.name === fact);
    return release?.codename === undefined ? [] : [release.codename];
  }
  const [year, month, day] = fact.split('-');
  const name = new Date(`${fact}T00:00:00Z`).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return [`${name} ${day}, ${year}`, `${name} ${Number(day)}, ${year}`, `${year}-${month}-${day}`];
}

function nameOf(release: string | undefined): string | undefined {
  if (release === undefined) return undefined;
  return model?.site.releases.find((each) => each.id === release || each.codename === release)?.name;
}

/** The HTML of every entry of the feed of everything. */
function entries(): (readonly [string, string])[] {
  const { items } = JSON.parse(file('/feeds/all.json'));
  return items.map((item: { id: string; content_html: string }) => [item.id, item.content_html] as const);
}

/** What a reader sees of HTML. */
function textOf(html: string): string {
  return unescaped(
    html
      .replace(/<wbr>/g, '')
      .replace(/<\/?(?:code|em|strong|a|span|b|i)(?:\s[^>]*)?>/g, '')
      .replace(/<[^>]*>/g, ' '),
  );
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Words alone: line breaks, backticks and the quotes of JSON are no difference. */
function wordsOf(text: string): string {
  return text.replaceAll('\\"', '"').replaceAll('`', '').replace(/\s+/g, ' ').trim();
}
