// Feeds, read back by the tools that people read feeds with: xmllint, feedparser, newsboat.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import atom from '../generator/formats/feeds-atom.ts';
import json from '../generator/formats/feeds-json.ts';
import rss from '../generator/formats/feeds-rss.ts';
import sitemap from '../generator/formats/sitemap.ts';
import { feedDocuments } from '../generator/lib/feeds/feed.ts';
import { element, xmlDocument } from '../generator/lib/feeds/xml.ts';
import { absoluteLinks } from '../generator/lib/markdown/absolute-links.ts';
import { renderMarkdown } from '../generator/lib/markdown/markdown.ts';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { read } from '../generator/read.ts';
import { feedEntry } from '../theme/feed-entry.tsx';
import { outputsOf, testAdvisory, testContext, testSite } from './model.ts';

const readRoot = (root: string) => readKeys(read(root));

const project = resolve(import.meta.dirname, '..');
/** Feeds and data have no style. */
const noTheme = { outputs: [], styles: [], reservedIds: [] };
const run = promisify(execFile);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feeds-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NASTY = [
  '<b>"AT&T"</b> ]]>',
  'a < b && c > d',
  '&lt;b&gt; &amp; &#65; is not an A',
  'The `<script>alert(1)</script>` of a title',
  'Émoji 🐙🏴‍☠️ and \u{10FFFD}, ‮bidi',
  'Quotes \' " and back\\slash',
  '<![CDATA[ x ]]> <!-- y --> <?z?>',
];

const revisions = [
  { version: 1, date: '2026-04-14T12:00:00Z', change: 'Predisclosure.', public: false, editorial: false },
  { version: 2, date: '2026-04-28T12:00:00Z', change: 'Public release.', public: true, editorial: false },
  {
    version: 3,
    date: '2026-05-02T08:30:00Z',
    change: 'Fixed version for <1.0> corrected & "checked".',
    public: true,
    editorial: false,
  },
  { version: 4, date: '2026-05-03T08:30:00Z', change: 'Spelling.', public: true, editorial: true },
];

const sample = testContext([
  testAdvisory(1, {
    revisions,
    action: 'Update, then restart the host.',
    markdown: '## Impact\n\nSee [it](/advisories/xsa-2/), [note](#n), ![x](/a.png), <https://x.example/>.\n',
  }),
  testAdvisory(2, {
    status: 'withdrawn',
    published: '2026-03-01T00:00:00Z',
    withdrawn: { date: '2026-05-01T10:00:00Z', reason: 'It is no fault of <ours>.' },
  }),
  ...NASTY.map((title, index) => testAdvisory(10 + index, { title, published: `2026-01-0${index + 1}T00:00:00Z` })),
]);

type Parsed = {
  readonly bozo: boolean;
  readonly error: string;
  readonly feed: { readonly [field in 'language' | 'rights' | 'author' | 'version' | 'links']: string };
  /** Titles of RSS items as an XML parser reads them. */
  readonly characters: readonly string[];
  readonly entries: readonly {
    readonly id: string;
    readonly title: string;
    readonly link: string;
    readonly html: string;
    readonly published: string;
    readonly updated: string;
  }[];
};

const READ = `
import feedparser, html, json, sys, time
import xml.etree.ElementTree as tree
iso = lambda t: time.strftime('%Y-%m-%dT%H:%M:%SZ', t) if t else ''
out = []
for name in sys.argv[1:]:
    d = feedparser.parse(open(name, 'rb').read())
    raw = feedparser.parse(open(name, 'rb').read(), sanitize_html=False, resolve_relative_uris=False)
    body = lambda e: e.content[0].value if 'content' in e else e.get('summary', '')
    # RSS does not say whether a title is HTML. By default feedparser guesses, and cleans what it takes for HTML.
    title = lambda e, r: r.title if d.version == 'rss20' else e.title
    out.append({'bozo': bool(d.bozo), 'error': str(d.get('bozo_exception', '')),
        'feed': {'id': d.feed.get('id', ''), 'title': d.feed.get('title', ''), 'language': d.feed.get('language', ''),
                 'rights': d.feed.get('rights', ''), 'author': str(d.feed.get('author', '')), 'version': d.version,
                 'links': ' '.join(sorted(l.rel + '=' + l.href for l in d.feed.links))},
        'characters': [t.text for t in tree.parse(name).getroot().iterfind('.//item/title')],
        'entries': [{'id': e.id, 'title': title(e, r), 'link': e.link, 'html': body(r),
                     'published': iso(e.get('published_parsed')), 'updated': iso(e.get('updated_parsed'))} for e, r in zip(d.entries, raw.entries)]})
print(json.dumps(out))
`;

/** What feedparser makes of documents. */
function parsed(bodies: readonly string[]): readonly Parsed[] {
  const names = bodies.map((body, index) => write(`parse-${index}.xml`, body));
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', READ, ...names], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

function write(name: string, body: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, body);
  return path;
}

/** Throws what xmllint complains about. */
function wellFormed(bodies: ReadonlyMap<string, string>) {
  const names = [...bodies].map(([path, body]) => write(path, body));
  execFileSync('xmllint', ['--noout', '--nonet', ...names], { stdio: 'pipe' });
}

const get = (outputs: ReadonlyMap<string, string>, path: string): string => {
  const body = outputs.get(path);
  if (body === undefined) throw new Error(`no ${path}, only ${[...outputs.keys()].join(' ')}`);
  return body;
};

describe('the three formats', () => {
  const [atoms, rsses, jsons] = [atom, rss, json].map((format) => outputsOf(format, sample)) as [
    ReadonlyMap<string, string>,
    ReadonlyMap<string, string>,
    ReadonlyMap<string, string>,
  ];

  test('there is a feed of everything, of firsts, of each series and of each package', () => {
    const stems = (outputs: ReadonlyMap<string, string>) =>
      [...outputs.keys()].map((path) => path.replace(/\.\w+$/, '')).sort();
    expect(stems(atoms)).toEqual([
      'feeds/all',
      'feeds/new',
      'feeds/package/sample',
      'feeds/series/xsa',
      'feeds/support',
    ]);
    expect(stems(rsses)).toEqual(stems(atoms));
    expect(stems(jsons)).toEqual(stems(atoms));
  });

  test('xmllint accepts them, and the sitemap', () => {
    wellFormed(new Map([...atoms, ...rsses, ...outputsOf(sitemap, sample)]));
  });

  test('feedparser reads Atom and RSS without complaint, every title and id as it is', () => {
    const documents = feedDocuments(sample, feedEntry);
    const results = parsed([...atoms.values(), ...rsses.values()]);
    expect(results).toHaveLength(2 * documents.length);
    results.forEach((result, index) => {
      const document = documents[index % documents.length];
      expect(result.bozo, result.error).toBe(false);
      expect(result.feed.version).toBe(index < documents.length ? 'atom10' : 'rss20');
      expect(result.feed.language).toBe('en');
      expect(result.feed.rights).toBe('CC-BY-4.0');
      expect(result.feed.author).toContain('security@sample.example');
      expect(result.entries.map(({ id, title, link }) => ({ id, title, url: link }))).toEqual(
        document?.entries.map(({ id, title, url }) => ({ id, title, url })),
      );
      if (result.feed.version === 'rss20')
        expect(result.characters).toEqual(document?.entries.map((each) => each.title));
      expect(result.entries.map((each) => each.published)).toEqual(document?.entries.map((each) => each.published));
      expect(result.entries.map((each) => each.html)).toEqual(document?.entries.map((each) => each.html.trim()));
    });
  });

  test('JSON Feed says the same', () => {
    const feed = JSON.parse(get(jsons, 'feeds/all.json'));
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://security.sample.example/feeds/all.json',
      home_page_url: 'https://security.sample.example/changes/',
      language: 'en',
    });
    const [all] = feedDocuments(sample, feedEntry);
    expect(feed.items.map((item: { id: string; title: string }) => [item.id, item.title])).toEqual(
      all?.entries.map((each) => [each.id, each.title]),
    );
  });

  test('every version is an entry with an id of its own; editorial and private versions are none', () => {
    const [all, firsts] = feedDocuments(sample, feedEntry);
    const seen = (document: typeof all) => document?.entries.slice(0, 4).map((each) => [each.id, each.title]);
    const tag = 'tag:security.sample.example,2026';
    expect(seen(all)).toEqual([
      [`${tag}:xsa-1:v3`, 'XSA-1 version 3: Fault number 1'],
      [`${tag}:xsa-2:withdrawn`, 'XSA-2 withdrawn: Fault number 2'],
      [`${tag}:xsa-1:v2`, 'XSA-1: Fault number 1'],
      [`${tag}:xsa-2:v1`, 'XSA-2: Fault number 2'],
    ]);
    expect(seen(firsts)?.slice(0, 2)).toEqual([
      [`${tag}:xsa-1`, 'XSA-1: Fault number 1'],
      [`${tag}:xsa-2`, 'XSA-2 withdrawn: Fault number 2'],
    ]);
    expect(all?.id).toBe(`${tag}:feed:all`);
    expect(all?.updated).toBe('2026-05-02T08:30:00Z');
  });

  test('the newest version has the full text with absolute links, an older one points to it', () => {
    const [all] = feedDocuments(sample, feedEntry);
    const html = (id: string) => all?.entries.find((each) => each.id.endsWith(id))?.html ?? '';
    expect(html('xsa-1:v3')).toContain('Fixed version for &lt;1.0> corrected &amp; &quot;checked&quot;.');
    expect(html('xsa-1:v3')).toContain('Update, then restart the host.');
    expect(html('xsa-1:v3')).toContain('<h2>Impact</h2>');
    expect(html('xsa-1:v3')).toContain('href="https://security.sample.example/advisories/xsa-2/"');
    expect(html('xsa-1:v3')).toContain('href="https://security.sample.example/advisories/xsa-1/#n"');
    expect(html('xsa-1:v3')).toContain('src="https://security.sample.example/a.png"');
    expect(html('xsa-1:v2')).toContain('replaced by version 3');
    expect(html('xsa-1:v2')).not.toContain('Impact');
    expect(html('xsa-2:withdrawn')).toContain('It is no fault of &lt;ours>.');
    expect(html('xsa-2:v1')).toContain('withdrawn since');
    for (const each of all?.entries ?? []) expect(each.html).not.toMatch(/(?:href|src)="(?!https:)/);
  });

  test('the ids do not depend on the address of the site, and no byte depends on the time of the build', () => {
    const advisories = [testAdvisory(1, { revisions })];
    const ids = (context: typeof sample) =>
      feedDocuments(context, feedEntry).flatMap((each) => [each.id, ...each.entries.map((entry) => entry.id)]);
    const moved = testContext(advisories, testSite({ url: 'https://elsewhere.example/security', prefix: '/security' }));
    expect(ids(moved)).toEqual(ids(testContext(advisories)));
    const later = testContext(advisories, testSite(), '2036-01-01T00:00:00Z');
    // Support ends in between: that is an entry of the feed about it, and no other feed changes.
    const others = (outputs: ReadonlyMap<string, string>) =>
      [...outputs].filter(([path]) => !path.startsWith('feeds/support.'));
    for (const format of [atom, rss, json])
      expect(others(outputsOf(format, later))).toEqual(others(outputsOf(format, testContext(advisories))));
  });

  test('a feed without entries is dated 1970', () => {
    const empty = outputsOf(atom, testContext([]));
    expect(get(empty, 'feeds/all.atom')).toContain('<updated>1970-01-01T00:00:00Z</updated>');
    wellFormed(empty);
  });
});

test('the demonstration: every XML file well-formed, every feed read with its titles and ids', async () => {
  const { outputs, model } = build(await readRoot(project), '2026-11-21T12:00:00Z', noTheme);
  const files = new Map(outputs.map((output) => [output.path, typeof output.body === 'string' ? output.body : '']));
  const of = (extension: string) => new Map([...files].filter(([path]) => path.endsWith(extension)));
  expect(of('.xml').size).toBeGreaterThan(0);
  wellFormed(new Map([...of('.xml'), ...of('.atom'), ...of('.rss')]));
  const feeds = [...of('.atom'), ...of('.rss')];
  const results = parsed(feeds.map(([, body]) => body));
  results.forEach((result, index) => {
    const [path = ''] = feeds[index] ?? [];
    const items = JSON.parse(get(files, path.replace(/\.\w+$/, '.json'))).items as readonly {
      id: string;
      title: string;
    }[];
    expect([result.bozo, result.error]).toEqual([false, '']);
    expect(result.entries.map(({ id, title }) => [id, title])).toEqual(items.map(({ id, title }) => [id, title]));
  });
  expect(JSON.parse(get(files, 'feeds/all.json')).items).toHaveLength(model?.changes.length ?? 0);
});

describe('the archive', () => {
  const day = (index: number) => new Date(Date.UTC(2024, 0, 1 + 3 * index)).toISOString().replace('.000', '');
  const site = (count: number) =>
    testContext(Array.from({ length: count }, (_, index) => testAdvisory(index + 1, { published: day(index) })));
  const all = (count: number) => feedDocuments(site(count), feedEntry).filter((each) => each.current === '/feeds/all');
  const ids = (document: { readonly entries: readonly { readonly id: string }[] } | undefined) =>
    document?.entries.map((each) => each.id) ?? [];

  test('complete pages never change their members, and nothing is lost on the way from the subscription to the oldest', () => {
    const before = all(230);
    const after = all(310);
    expect(before.map((each) => each.path)).toEqual(['/feeds/all', '/feeds/all/archive-1', '/feeds/all/archive-2']);
    expect(ids(after[1])).toEqual(ids(before[1]));
    expect(ids(after[2])).toEqual(ids(before[2]));
    for (const [documents, count] of [
      [before, 230],
      [after, 310],
    ] as const) {
      const found = new Set<string>();
      let document = documents[0];
      while (document) {
        for (const id of ids(document)) found.add(id);
        const { previous } = document;
        document = documents.find((each) => each.path === previous);
      }
      expect(found.size).toBe(count);
    }
  });

  test('the subscription holds 50 entries, all of 90 days, and all that no page has', () => {
    expect(all(30)[0]?.entries).toHaveLength(30);
    expect(all(199)[0]?.entries).toHaveLength(99);
    expect(all(200)[0]?.entries).toHaveLength(50);
    const busy = testContext(
      Array.from({ length: 200 }, (_, index) =>
        testAdvisory(index + 1, {
          published: new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString().replace('.000', ''),
        }),
      ),
    );
    expect(feedDocuments(busy, feedEntry)[0]?.entries).toHaveLength(91);
  });

  test('documents are linked as RFC 5005 wants, in every format', () => {
    const context = site(310);
    const atoms = outputsOf(atom, context);
    const rsses = outputsOf(rss, context);
    const at = 'https://security.sample.example/feeds/all';
    const [first, middle, inRss] = parsed([
      get(atoms, 'feeds/all.atom'),
      get(atoms, 'feeds/all/archive-2.atom'),
      get(rsses, 'feeds/all/archive-2.rss'),
    ]);
    expect(first?.feed.links).toBe(
      `alternate=https://security.sample.example/changes/ license=https://spdx.org/licenses/CC-BY-4.0.html prev-archive=${at}/archive-3.atom self=${at}.atom`,
    );
    expect(middle?.feed.links.split(' ')).toEqual(
      expect.arrayContaining([
        `current=${at}.atom`,
        `next-archive=${at}/archive-3.atom`,
        `prev-archive=${at}/archive-1.atom`,
        `self=${at}/archive-2.atom`,
      ]),
    );
    expect(inRss?.feed.links.split(' ')).toEqual(
      expect.arrayContaining([
        `current=${at}.rss`,
        `next-archive=${at}/archive-3.rss`,
        `prev-archive=${at}/archive-1.rss`,
        `self=${at}/archive-2.rss`,
      ]),
    );
    expect(get(atoms, 'feeds/all/archive-2.atom')).toContain('<fh:archive/>');
    expect(get(atoms, 'feeds/all.atom')).not.toContain('<fh:archive/>');
    const jsons = outputsOf(json, context);
    expect(JSON.parse(get(jsons, 'feeds/all.json')).next_url).toBe(`${at}/archive-3.json`);
    expect(JSON.parse(get(jsons, 'feeds/all/archive-1.json')).next_url).toBeUndefined();
  });
});

test('newsboat shows the entries of Atom and RSS', { timeout: 60_000 }, async () => {
  const bodies = new Map([...outputsOf(atom, sample), ...outputsOf(rss, sample)]);
  const server = createServer((request, response) => response.end(bodies.get((request.url ?? '').slice(1)) ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const [all] = feedDocuments(sample, feedEntry);
    for (const name of ['feeds/all.atom', 'feeds/all.rss']) {
      const urls = write(`${name}.urls`, `http://127.0.0.1:${port}/${name}\n`);
      const cache = join(folder, `${name}.db`);
      const home = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, LC_ALL: 'C.UTF-8' };
      const config = write('newsboat.config', '');
      await run('newsboat', ['-u', urls, '-c', cache, '-C', config, '-x', 'reload'], { env: home });
      const query =
        'import json,sqlite3,sys; print(json.dumps(sqlite3.connect(sys.argv[1]).execute("select guid, title from rss_item").fetchall()))';
      const { stdout } = await run('/usr/bin/python3', ['-c', query, cache]);
      const shown = new Map<string, string>(JSON.parse(stdout));
      expect([...shown.keys()].sort()).toEqual(all?.entries.map((each) => each.id).sort());
      expect(shown.get('tag:security.sample.example,2026:xsa-1:v3')).toBe('XSA-1 version 3: Fault number 1');
    }
  } finally {
    server.close();
  }
});

describe('writers', () => {
  test('XML: whatever the text, an XML parser gives it back, with U+FFFD for what XML cannot hold', () => {
    const any = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 200 });
    const cases = fc.sample(any, { numRuns: 1, seed: 20261120 }).flat();
    cases.push(
      '\u0000\u0008\u000b\u001f\ufffe\uffff\ud800x\udc00',
      ']]>',
      '\r\n\t a \r',
      '<a b="c">&amp;</a>',
      '\u0085\u2028',
    );
    const body = xmlDocument(element('r', {}, ...cases.map((text) => element('t', { a: text }, text))));
    const script =
      'import json,sys,xml.etree.ElementTree as e; print(json.dumps([[t.get("a"), t.text or ""] for t in e.parse(sys.argv[1]).getroot()]))';
    const read = JSON.parse(
      execFileSync('/usr/bin/python3', ['-c', script, write('any.xml', body)], { encoding: 'utf8' }),
    );
    const kept = cases.map((text) =>
      text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD'),
    );
    expect(read).toEqual(kept.map((text) => [text, text]));
  });

  test('absolute links change nothing but addresses, whatever a text contains', () => {
    const piece = fc.constantFrom(
      '[a](/b)',
      '`<a href="/x">`',
      '<a title=\'> href="/y"\' href=/z>',
      '![i](/p.png)',
      ' href="/q" ',
      '\n\n',
      '<b title="a > b">',
      '&lt;a href="/r">',
      'x',
      '[t](u.html "href=\\"/v\\"")',
      '"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = renderMarkdown(parseMarkdown(pieces.join(''), 1, 'x.md', []).children);
        const made = absoluteLinks(html, 'https://a.example/p/q/');
        expect(made.replaceAll('https://a.example/p/q/', '').replaceAll('https://a.example', '')).toBe(html);
        expect(absoluteLinks(made, 'https://other.example/')).toBe(made);
      }),
      { seed: 20261120, numRuns: 500 },
    );
  });
});

test('titles with control characters stay well-formed', () => {
  const context = testContext([testAdvisory(1, { title: 'a\u0000b\u001bc\uffff' })]);
  const results = parsed([
    get(outputsOf(atom, context), 'feeds/all.atom'),
    get(outputsOf(rss, context), 'feeds/all.rss'),
  ]);
  for (const result of results) {
    expect(result.bozo, result.error).toBe(false);
    expect(result.entries[0]?.title).toBe('XSA-1: a\uFFFDb\uFFFDc\uFFFD');
  }
});
