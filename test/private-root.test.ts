// Two roots: what is under embargo is checked where it lies, shown in previews that nobody can publish, and told to
// the public by number and planned date at most.

import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { instant } from '../generator/lib/decode/fields.ts';
import { plannedOf } from '../generator/lib/embargo/planned.ts';
import { isPublic } from '../generator/lib/is-public.ts';
import { read, readPrivate } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import { tocsin as tocsinHere, tocsinProcess } from './command.ts';
import { testAdvisory, testSeries, testSite } from './model.ts';
import { project, sampleAdvisory, sampleSite, temporaryFolder, write } from './roots.ts';

const temporary = temporaryFolder('private');

const theme = readTheme(join(project, 'build/theme'));
const NOW = '2026-11-21T12:00:00Z';

/** A run of the command, in a process of its own where its time zone matters. */
async function tocsin(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { code, out, error } =
    'TZ' in environment ? tocsinProcess(words, environment) : await tocsinHere(words, environment);
  return { status: code, stdout: out, stderr: error };
}

const advisory = (fields: string, body?: string) =>
  sampleAdvisory(`${fields}\naffected: [{product: barbican, from: "1.0"}]`, body);

const SECRET = advisory(
  'id: XSA-523\ntitle: Zanzibar quokka\nstatus: embargoed\npublished: 2026-12-01T12:00:00Z\ncves: [CVE-2031-77777]',
  'Wallaby CVE-2031-77777.',
);

/** A public root, and a private one with what is said. */
function roots(
  name: string,
  { series = '', inside = { 'content/xsa/XSA-523.md': SECRET } as Record<string, string> } = {},
) {
  const root = write(join(temporary, name, 'public-root'), {
    'content/site.yaml': sampleSite(series),
    'content/xsa/XSA-1.md': advisory('id: XSA-1\ntitle: First\npublished: 2026-04-28T12:00:00Z'),
    'public/robots.txt': 'User-agent: *\nAllow: /\n',
  });
  return { root, folder: write(join(temporary, name, 'secret-root'), inside), out: join(temporary, name, 'out') };
}

const treeOf = (path: string): Map<string, string> =>
  new Map(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file): [string, string] => [file.slice(path.length + 1), readFileSync(file, 'latin1')])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

test('with the private root the public site has the same bytes, and the log names nothing of it', async () => {
  const { root, folder, out } = roots('same', {
    inside: {
      'content/xsa/XSA-523.md': SECRET,
      'content/xsa/XSA-524.md': advisory('id: XSA-524\ntitle: Numbat\nstatus: published\npublished: 2020-01-01'),
      'content/site.yaml': 'title: Numbat\n',
    },
  });
  expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW])).status).toBe(0);
  const before = treeOf(out);
  const { status, stdout, stderr } = await tocsin([
    'build',
    '--root',
    root,
    '--private',
    folder,
    '--out',
    out,
    '--now',
    NOW,
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('private-root') });
  expect(stdout + stderr).not.toMatch(/52[34]|Numbat|Zanzibar|77777/);
  expect(treeOf(out)).toEqual(before);
  for (const body of before.values()) expect(body).not.toMatch(/XSA-52|quokka|77777/);
});

test('a fault in the private root stops the build, and only `check` says which', async () => {
  const { root, folder, out } = roots('fault', {
    inside: { 'content/xsa/XSA-523.md': SECRET.replace('embargoed', 'embargo') },
  });
  const built = await tocsin(['build', '--root', root, '--private', folder, '--out', out, '--now', NOW]);
  expect(built.status).toBe(1);
  expect(built.stderr).toContain('what there is to say about the private root: 1 error');
  expect(built.stderr).not.toContain('XSA-523');
  expect(existsSync(out)).toBe(false);
  const checked = await tocsin(['check', '--root', root, '--private', folder, '--now', NOW]);
  expect(checked.status).toBe(1);
  expect(checked.stderr).toContain(`${folder}/content/xsa/XSA-523.md:4:9: error bad-value`);
});

test('the private root is checked as if it lay in the public one', async () => {
  const { root, folder } = roots('joined', {
    inside: {
      'content/xsa/XSA-523.md': SECRET.replace('Wallaby', '[first](XSA-1.md) and [none](XSA-2.md)'),
      'content/xsa/XSA-1.md': advisory('id: XSA-1\ntitle: First\nstatus: embargoed\npublished: 2026-04-28T12:00:00Z'),
      'content/pages/policy.md': '---\ntitle: Policy\n---\n\nText.\n',
    },
  });
  const { messages, content } = check({ ...read(root), private: readPrivate(folder) }, NOW);
  expect(content?.advisories.map(({ id }) => id)).toEqual(['XSA-1']);
  expect(content?.embargoed.map(({ id }) => id)).toEqual(['XSA-1', 'XSA-523']);
  const found = messages.map(({ place, rule }) => `${place.file.replace(folder, 'secret')} ${rule}`);
  expect(new Set(found)).toEqual(
    new Set([
      'secret/content/pages/policy.md unused-private-file',
      'secret/content/xsa/XSA-1.md released-twice',
      'secret/content/xsa/XSA-523.md dead-link',
    ]),
  );
});

test('roots that are one, or lie in what is published, are refused', async () => {
  const { root, folder } = roots('apart');
  const inPublic = write(join(root, 'public/secret'), { 'content/xsa/XSA-523.md': SECRET });
  for (const wrong of [root, inPublic, join(folder, 'nothing'), join(root, 'content')]) {
    const { status, stderr } = await tocsin(['check', '--root', root, '--private', wrong]);
    expect({ wrong, status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('error:') });
  }
});

test('a series that announces numbers tells the number and the planned date, and nothing else', async () => {
  const second = SECRET.replaceAll('523', '524').replace('quokka', 'numbat');
  const inside = {
    'content/xsa/XSA-523.md': SECRET,
    'content/xsa/XSA-524.md': second,
    'content/xsa/XSA-525.md': second.replaceAll('524', '525').replace('embargoed', 'draft'),
    'content/xsa/XSA-526.md': second.replaceAll('524', '526').replace('T12:00:00Z', ''),
    'content/xsa/XSA-527.md': second.replaceAll('524', '527').replace('published: 2026-12-01T12:00:00Z\n', ''),
  };
  {
    const { root, folder, out } = roots('announced', { series: ', announce_number: true', inside });
    const { status, stderr } = await tocsin(['build', '--root', root, '--private', folder, '--out', out, '--now', NOW]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const files = treeOf(out);
    const about =
      /<li>2 advisories will be published on <time datetime="2026-12-01T12:00:00Z">2026-12-01 12:00 UTC<\/time>: <a href="\/advisories\/xsa-523\/">XSA-523<\/a>, <a href="\/advisories\/xsa-524\/">XSA-524<\/a><\/li>/;
    expect(files.get('index.html')).toMatch(about);
    expect(files.get('advisories/xsa/index.html')).toMatch(about);
    expect(files.get('advisories/xsa-523/index.html')).toContain(
      'This advisory is under embargo. Its publication is planned for',
    );
    expect(JSON.parse(files.get('data/v1/planned.json') ?? '').planned).toEqual(
      ['523', '524'].map((number) => ({
        id: `XSA-${number}`,
        series: 'xsa',
        date: '2026-12-01T12:00:00Z',
        url: `https://security.sample.example/advisories/xsa-${number}/`,
      })),
    );
    for (const [path, body] of files) {
      expect({ path, hit: /zanzibar|quokka|numbat|wallaby|77777|xsa-52[567]/i.exec(body)?.[0] }).toEqual({
        path,
        hit: undefined,
      });
      if (path.startsWith('feeds/') || path.startsWith('data/v1/advisories')) expect(body).not.toContain('XSA-52');
    }
    // Whoever builds without the private root has no such page, and no error.
    expect(readFileSync(join(root, 'urls.lock'), 'utf8')).not.toContain('xsa-52');
    expect((await tocsin(['build', '--root', root, '--out', out, '--now', NOW, '--locked'])).status).toBe(0);
    expect(existsSync(join(out, 'advisories/xsa-523'))).toBe(false);
  }
});

test('a planned time that has passed publishes nothing and is said to be past', async () => {
  const { root, folder } = roots('late', { series: ', announce-number: true' });
  const sources = { ...read(root), private: readPrivate(folder) };
  for (const [now, words] of [
    ['2026-12-01T11:59:59Z', '1 advisory will be published on'],
    ['2026-12-01T12:00:00Z', '1 advisory was planned for'],
    ['2026-12-01T12:00:01Z', '1 advisory was planned for'],
  ] as const) {
    const { outputs } = build(sources, now, theme);
    expect(outputs.find(({ path }) => path === 'index.html')?.body).toContain(words);
    expect(outputs.filter(({ path }) => path.includes('523')).map(({ path }) => path)).toEqual([
      'advisories/xsa-523/index.html',
    ]);
  }
});

test('a preview shows what is under embargo, says so on each page, and refuses to be published', async () => {
  const { root, folder } = roots('preview');
  // Nobody signs a preview, so addresses of signatures are not missed.
  write(root, { 'urls.lock': '/verify/signatures.tsv\n' });
  const { status, stdout, stderr } = await tocsin([
    'build',
    '--root',
    root,
    '--private',
    folder,
    '--preview',
    '--now',
    NOW,
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const out = join(folder, 'preview');
  expect(stdout).toContain(out);
  expect(readFileSync(join(root, 'urls.lock'), 'utf8')).toBe('/verify/signatures.tsv\n');
  rmSync(join(root, 'urls.lock'));
  const files = treeOf(out);
  expect(files.get('advisories/xsa-523/index.html')).toContain('Zanzibar quokka');
  expect(files.get('advisories/xsa-523/xsa-523.txt')).toContain('Wallaby');
  expect(files.get('robots.txt')).toBe('User-agent: *\nDisallow: /\n');
  expect(files.has('.tocsin-private')).toBe(true);
  expect(files.has('.tocsin-site')).toBe(false);
  expect(files.get('PRIVATE-DO-NOT-PUBLISH.txt')).toContain('TLP:AMBER');
  expect(files.get('.gitignore')).toBe('*\n');
  expect(statSync(out).mode & 0o777).toBe(0o700);
  const pages = [...files].filter(([path]) => path.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(10);
  for (const [path, html] of pages) {
    expect({
      path,
      isMarked: html.includes('TLP:AMBER') && html.includes('2026-12-01 12:00 UTC</time>: XSA-523'),
    }).toEqual({
      path,
      isMarked: true,
    });
    expect({ path, isHidden: html.includes('<meta name="robots" content="noindex">') }).toEqual({
      path,
      isHidden: true,
    });
  }
  const key = join(project, 'test/keys/modern.asc');
  const refused: readonly (readonly string[])[] = [
    ['build', '--root', root, '--out', out, '--now', NOW],
    ['build', '--root', root, '--private', folder, '--preview', '--sign', '--key', key],
    ['sign', '--root', root, '--out', out, '--key', key, '--now', NOW],
    ['verify', out],
  ];
  for (const words of refused) {
    const run = await tocsin(words);
    expect({ words, status: run.status, said: /preview/.test(run.stderr) }).toEqual({ words, status: 2, said: true });
  }
  expect(treeOf(out)).toEqual(files);
  // And no preview stands where a site was.
  const built = join(temporary, 'preview/site');
  expect((await tocsin(['build', '--root', root, '--out', built, '--now', NOW])).status).toBe(0);
  for (const inside of [built, join(built, 'preview'), join(built, 'a/b')])
    expect((await tocsin(['build', '--root', root, '--private', folder, '--preview', '--out', inside])).status).toBe(2);
  expect(readdirSync(built)).not.toContain('preview');
});

test('a file of the site cannot have the name of what marks a preview', async () => {
  const { root, out } = roots('names');
  for (const name of ['.tocsin-private', 'PRIVATE-DO-NOT-PUBLISH.txt']) {
    const file = join(write(root, { [`public/${name}`]: 'TLP:AMBER' }), 'public', name);
    const { status, stderr } = await tocsin(['build', '--root', root, '--out', out, '--now', NOW]);
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('output-collision') });
    rmSync(file);
  }
});

test('what is under embargo is an error in the public root, also as a draft', async () => {
  const inPublic = (fields: string) => {
    const { root } = roots('misplaced', { inside: {} });
    write(root, { 'content/xsa/XSA-9.md': advisory(`id: XSA-9\ntitle: Nine\n${fields}`) });
    return check(read(root), NOW).messages.map(({ level, rule }) => `${level} ${rule}`);
  };
  const error = 'error embargoed-in-public-root';
  expect(inPublic('status: embargoed\npublished: 2026-12-01T12:00:00Z')).toContain(error);
  expect(inPublic('status: draft\nembargo: {reported: 2026-11-01}')).toContain(error);
  expect(inPublic('status: draft')).toEqual([]);
  for (const unknown of ['Embargoed', 'embargo', 'EMBARGOED', '"embargoed!"'])
    expect(inPublic(`status: ${unknown}`).filter((each) => each.startsWith('error'))).not.toEqual([]);
});

test('zones, leap days and seconds: the gate opens at the moment that is written, in any time zone', async () => {
  const moments: readonly (readonly [string, string])[] = [
    ['2028-02-29T00:30:00+13:00', '2028-02-28T11:30:00Z'],
    ['2028-02-28T23:59:59-08:00', '2028-02-29T07:59:59Z'],
    ['2026-03-29T02:30:00+05:45', '2026-03-28T20:45:00Z'],
    ['2027-01-01T00:00:00+00:00', '2027-01-01T00:00:00Z'],
    ['2026-10-25', '2026-10-25T00:00:00Z'],
  ];
  const seconds = (time: string, more: number) => instant.parse(new Date(Date.parse(time) + more * 1000).toISOString());
  for (const [written, expected] of moments) {
    const published = instant.parse(written);
    expect(published).toBe(expected);
    const opened = (more: number) => isPublic(testAdvisory(1, { published }), seconds(expected, more));
    expect([opened(-1), opened(0), opened(1)]).toEqual([false, true, true]);
  }
  for (const none of [
    '2026-02-29',
    '2027-02-29T12:00:00Z',
    '2026-12-01T12:00:00',
    '2026-12-01T25:00:00Z',
    '9999-12-31T23:00:00-05:00',
  ])
    expect(instant.safeParse(none).success, none).toBe(false);
  const { root, folder, out } = roots('zones', { series: ', announce-number: true' });
  const built: ReadonlyMap<string, string>[] = [];
  for (const TZ of ['Pacific/Auckland', 'Asia/Kathmandu', 'America/Los_Angeles']) {
    const words = ['build', '--root', root, '--private', folder, '--out', out, '--now', NOW];
    expect(await tocsin(words, { TZ })).toMatchObject({ status: 0 });
    built.push(treeOf(out));
  }
  expect(built[1]).toEqual(built[0]);
  expect(built[2]).toEqual(built[0]);
});

test('what was withdrawn before its publication never shows', async () => {
  const published = '2026-12-01T12:00:00Z';
  const withdrawnOn = (date: string) =>
    testAdvisory(1, { status: 'withdrawn', published, withdrawn: { date, reason: 'No fault' } });
  const later = '2027-06-01T00:00:00Z';
  expect(isPublic(withdrawnOn('2026-11-25T00:00:00Z'), later)).toBe(false);
  expect(isPublic(withdrawnOn('2026-12-01T11:59:59Z'), later)).toBe(false);
  expect(isPublic(withdrawnOn('2026-12-01T00:00:00Z'), later)).toBe(true);
  expect(isPublic(withdrawnOn('2026-12-02T08:00:00Z'), later)).toBe(true);
  expect(isPublic(withdrawnOn('2026-12-02T08:00:00Z'), '2026-12-01T11:59:59Z')).toBe(false);
});

test('a number is planned only where the series says so, with a time and its zone', async () => {
  const fields = (published: string) => {
    const place = { file: 'content/xsa/XSA-9.md', line: 1, column: 1 };
    const value = { kind: 'text' as const, value: published, place };
    return { kind: 'map' as const, place, entries: [{ key: 'published', keyPlace: place, value }] };
  };
  const embargoed = (number: number, written: string, published: string) => {
    const one = testAdvisory(number, { status: 'embargoed', published });
    return { ...one, document: { ...one.document, fields: fields(written) } };
  };
  const all = [
    embargoed(10, '2026-12-01T13:00:00+01:00', '2026-12-01T12:00:00Z'),
    embargoed(9, '2026-12-01T12:00:00Z', '2026-12-01T12:00:00Z'),
    embargoed(8, '2026-12-02', '2026-12-02T00:00:00Z'),
  ];
  const planned = (announcesNumber: boolean, advisories = [testAdvisory(7)]) =>
    plannedOf(
      {
        site: testSite({ series: [testSeries({ announcesNumber })] }),
        advisories,
        embargoed: all,
        pages: [],
        support: [],
        assets: [],
      },
      NOW,
    );
  expect(planned(false)).toEqual([]);
  expect(planned(true).map(({ id }) => id)).toEqual(['XSA-9', 'XSA-10']);
  expect(Object.keys(planned(true)[0] ?? {}).sort()).toEqual(['date', 'id', 'series', 'slug']);
  expect(planned(true, [testAdvisory(9)]).map(({ id }) => id)).toEqual(['XSA-10']);
});
