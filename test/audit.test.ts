// Nothing that is not public leaves: a secret of each kind is planted by hand in each format and found, and sites
// without a leak are not suspected.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { check } from '../generator/check.ts';
import { audited } from '../generator/commands/audited.ts';
import { audit } from '../generator/lib/audit/audit.ts';
import { knownLines } from '../generator/lib/audit/known.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { asPrivate, parse, read } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Message, Sources } from '../generator/types.ts';
import { tocsin } from './command.ts';
import { sampleAdvisory as advisory, project, sampleSite, temporaryFolder, write } from './roots.ts';

const theme = readTheme(join(project, 'build/theme'));
const NOW = '2026-11-21T12:00:00Z';
const temporary = temporaryFolder('audit');

const text = (path: string, body: string): InputFile => ({ path, bytes: new TextEncoder().encode(body) });

const PUBLIC: readonly InputFile[] = [
  text('content/site.yaml', sampleSite()),
  ...[1, 2].map((number) =>
    text(
      `content/xsa/XSA-${number}.md`,
      advisory(
        `id: XSA-${number}\ntitle: Public fault ${number}\npublished: 2026-04-2${number}T12:00:00Z\ncves: [CVE-2026-100${number}]\ncredits: [{name: Robin Public, role: finder}]\naffected: [{product: barbican, from: "1.0", fixed: {"1.0": 1.0.7}}]\nembargo: {reported: 2026-01-01, reporter: Hidden Helper}\nrevisions:\n  - {version: 1, date: 2026-04-10, change: Sent to three friendly vendors of embedded routers., public: false}\n  - {version: 2, date: 2026-04-2${number}T12:00:00Z, change: Public release.}`,
        'A guest can read all of the memory of its neighbours. Ask the vendor of your system for help.',
      ),
    ),
  ),
];

const COMMIT = 'c0ffee1234567890abcdef1234567890abcdef12';
const BLOB = 'b10b5a1234567890abcdef1234567890abcdef12';
const PATCH = `From ${COMMIT} Mon Sep 17 00:00:00 2001
From: Jane Quokka <jane@quokka.example>
Subject: [PATCH] barbican: count borrowed pages before the lease ends

Zanzibar wallabies lend no pages to numbats.

Reported-by: Rita Bandicoot <rita@bandicoot.example>
---
index 0000000..${BLOB} 100644
--- a/lease.c
+++ b/lease.c
@@ -1 +1 @@
-    lease_drop(lease);
+    lease_settle_borrowers(lease, pages, owner, flags, now);
`;

const SECRET = advisory(
  `id: XSA-523
title: Leases outlive numbat owners
status: embargoed
published: 2026-12-01T12:00:00Z
cves: [CVE-2031-77777]
credits: [{name: Jane Quokka of Sample Systems, role: finder}, {name: Robin Public, role: helper}]
references: [{url: "https://tracker.sample.example/private/4711", title: The report}]
affected: [{product: barbican, from: "1.0", fixed: {"1.0": 1.0.9-rc3}}, {product: barbican, from: 1.0.7}]
patches: [{file: xsa523.patch, applies: barbican 1.0}]
embargo: {reported: 2026-11-01, reporter: Zoë Müller, notify: [{name: Ferdinand Wombat}]}`,
  'A *malicious* guest drops its lease while the [borrower](https://docs.sample.example/borrow/x) “still” writes to it. Ask the vendor of your system for help.',
);

const sourcesOf = (secret = SECRET, open = PUBLIC): Sources => ({
  ...parse(open),
  private: asPrivate(
    parse([text('content/xsa/XSA-523.md', secret), text('content/xsa/XSA-523/xsa523.patch', PATCH)]),
    '../inside',
  ),
});

const demonstration = await readKeys(read(project));
const sources = sourcesOf();
const built = build(sources, NOW, theme);
const content = built.content;
if (!content) throw new Error('no content');
const sum = sources.private?.attachments[0]?.sha256 ?? '';

const look = (path: string, body: string | Uint8Array): readonly Message[] =>
  audit({ content, sources, now: NOW, outputs: [{ path, body }], planned: [] });
const kinds = (messages: readonly Message[]): string[] =>
  messages
    .filter(({ level }) => level === 'error')
    .map(({ text: words }) => /gives away (.*) of something/.exec(words)?.[1] ?? words);

/** Kind -> ways in which it may stand in a text. */
const LEAKS: Readonly<Record<string, readonly string[]>> = {
  'a title': ['Leases outlive numbat owners', 'LEASES OUTLIVE\n  NUMBAT OWNERS', 'leases-outlive-numbat-owners'],
  'a CVE id': ['CVE-2031-77777', 'cve-2031-77777', 'CVE-2031-\n77777', 'CVE\u20112031\u201177777'],
  'the name of a patch': ['xsa523.patch', 'XSA523.PATCH'],
  'the hash of a patch': [sum, sum.toUpperCase()],
  'a version': ['1.0.9-rc3', 'v1.0.9-rc3', '(1.0.9-rc3)'],
  'the name of a person': [
    'Jane Quokka',
    'jane quokka',
    'Zoë Müller',
    'Zoe\u0308 Mu\u0308ller',
    'Ferdinand\nWombat',
    'Hidden Helper',
  ],
  'an address': ['https://tracker.sample.example/private/4711', 'HTTPS://tracker.sample.example/private/4711'],
  'six words of a sentence': [
    'malicious guest drops its lease while',
    'the borrower **still** writes\nto it',
    'drops its lea\u00adse while the bor\u00adrower still',
    'three friendly vendors of embedded routers',
    'wallabies lend no pages to numbats',
    'lease_settle_borrowers(lease, pages, owner, flags',
  ],
};

const escaped = (leak: string) => leak.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const entities = (leak: string) => leak.replace(/[^a-z\s]/gi, (each) => `&#x${each.codePointAt(0)?.toString(16)};`);
const unicode = (leak: string) =>
  leak.replace(/[^a-z]/gi, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);

function zipOf(name: string, data: string, isStored = false): Buffer {
  const packed = isStored ? Buffer.from(data) : deflateRawSync(data);
  const method = isStored ? 0 : 8;
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(method, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, Buffer.from(name), packed]);
  const list = Buffer.concat([entry, Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, list, end]);
}

function pngOf(kind: 'tEXt' | 'zTXt', data: string): Buffer {
  const payload = Buffer.concat([Buffer.from('Comment\0\0'), kind === 'tEXt' ? Buffer.from(data) : deflateSync(data)]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(payload.length, 0);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), head, payload, Buffer.alloc(4)]);
}

/** Format -> a file of it with the leak inside. */
const FORMATS: Readonly<Record<string, (leak: string) => readonly [path: string, body: string | Uint8Array]>> = {
  html: (leak) => ['a/index.html', `<html><body><p>Some words. ${escaped(leak)} and more.</p>`],
  'html in an attribute': (leak) => ['a.html', `<meta name="description" content="Words. ${escaped(leak)}."><p>x</p>`],
  'html between tags': (leak) => ['a.html', `<p>${escaped(leak).replace(/ /g, '</em> <em class="x y">')}</p>`],
  'html as entities': (leak) => ['a.html', `<p>${entities(leak)}</p>`],
  'html in a comment': (leak) => ['a.html', `<p>x</p><!-- ${leak} --><p>y</p>`],
  'atom with html': (leak) => [
    'f.atom',
    `<content type="html">&lt;p&gt;${escaped(escaped(entities(leak)))}&lt;/p&gt;</content>`,
  ],
  rss: (leak) => ['f.rss', `<title>${escaped(leak)}</title>`],
  'json feed with html': (leak) => ['f.json', JSON.stringify({ content_html: `<p>${escaped(leak)}</p>` })],
  json: (leak) => ['d.json', JSON.stringify({ text: leak })],
  'json as escapes': (leak) => ['d.json', `{"text":"${unicode(leak)}"}`],
  tsv: (leak) => ['d.tsv', `a\t${leak.replace(/\n\s*/g, ' ')}\tb\n`],
  csv: (leak) => ['d.csv', `a,"${leak}",b\n`],
  text: (leak) => ['t.txt', `= IMPACT =\n\n  ${leak}\n`],
  'text wrapped': (leak) => ['t.txt', `x\n${leak.replace(/ /g, '\n    ')}\ny\n`],
  diff: (leak) => ['v2.diff', `@@ -1 +1 @@\n+${leak.replace(/[ \n]+/g, '\n+')}\n`],
  patch: (leak) => ['p.patch', `+/* ${leak} */\n`],
  sitemap: (leak) => ['sitemap.xml', `<loc>https://x.example/${encodeURI(leak)}/</loc>`],
  'address with percent signs': (leak) => ['a.html', `<a href="mailto:x@y?subject=${encodeURIComponent(leak)}">x</a>`],
  calendar: (leak) => ['s.ics', `DESCRIPTION:${leak.replace(/\n\s*/g, ' ').replace(/(?<=^.{5})/s, '\r\n ')}\r\n`],
  markdown: (leak) => ['a.md', `**${leak.replace(/ (?!_)/g, '** **')}**\n`],
  gzip: (leak) => ['t.txt.gz', gzipSync(leak)],
  zip: (leak) => ['t.zip', zipOf('t.txt', leak)],
  'zip stored': (leak) => ['t.zip', zipOf('t.txt', leak, true)],
  brotli: (leak) => ['t.txt.br', brotliCompressSync(leak)],
  'png text': (leak) => ['i.png', pngOf('tEXt', leak)],
  'png packed text': (leak) => ['i.png', pngOf('zTXt', leak)],
  'data address': (leak) => [
    'a.html',
    `<img src="data:text/plain;base64,${Buffer.from(`xx ${leak} xx xx`).toString('base64')}">`,
  ],
  'utf-16': (leak) => ['a.txt', Buffer.from(`\uFEFF ${leak}`, 'utf16le')],
  'bytes among others': (leak) => [
    'a.bin',
    Buffer.concat([Buffer.from([1, 2, 0xff, 0]), Buffer.from(leak), Buffer.from([0, 1])]),
  ],
  script: (leak) => ['a.js', `const x = ${JSON.stringify(leak)};`],
  svg: (leak) => ['a.svg', `<svg><title>${escaped(leak)}</title></svg>`],
};

describe('a secret of each kind is found in each format', () => {
  test.for(Object.keys(FORMATS))('%s', (format) => {
    const missed: string[] = [];
    for (const [kind, leaks] of Object.entries(LEAKS))
      for (const leak of leaks) {
        const [path, body] = FORMATS[format]?.(leak) ?? ['', ''];
        const messages = look(path, body);
        if (!kinds(messages).includes(kind)) missed.push(`${kind}: ${JSON.stringify(leak)}`);
        for (const message of messages) expect(JSON.stringify(message)).not.toContain(leak);
      }
    expect(missed).toEqual([]);
  });

  test('names of files, and words divided at line ends', () => {
    for (const leak of ['xsa523.patch', 'CVE-2031-77777', 'leases-outlive-numbat-owners']) {
      const [message] = look(`files/${leak}.html`, '');
      expect(message?.place.file).toContain('***');
      expect(message?.text).not.toContain(leak);
    }
    expect(kinds(look('t.txt', 'a malicious guest drops its lea-\n  se while'))).toEqual(['six words of a sentence']);
  });

  test('the number in a path, unless it may be announced', () => {
    expect(kinds(look('advisories/xsa-523/index.html', ''))).toEqual(['the number']);
    const planned = [{ id: 'XSA-523', slug: 'xsa-523', series: 'xsa', date: NOW }];
    const outputs = [{ path: 'advisories/xsa-523/index.html', body: 'XSA-523 on 2026-12-01' }];
    expect(audit({ content, sources, now: NOW, outputs, planned })).toEqual([]);
  });

  test('the patch under another name', () => {
    expect(kinds(look('a.bin', Buffer.from(PATCH)))).toContain('a file');
  });

  test('the fingerprint of a recipient', async () => {
    const { readCertificates } = await import('../generator/lib/pgp/openpgp.ts');
    const recipients = await readCertificates(
      readFileSync(join(project, 'content/keys/halyard-2025.asc')),
      'recipients/a.asc',
    );
    const own = recipients[0]?.fingerprint ?? '';
    for (const body of [own, own.toLowerCase(), own.replace(/(.{4})/g, '$1 '), own.slice(-16), `0x${own.slice(-16)}`]) {
      const found = audit({ content, sources, now: NOW, outputs: [{ path: 'a.txt', body }], planned: [], recipients });
      expect(kinds(found), body).toEqual(['the fingerprint of a recipient']);
    }
  });

  test('a packed file that cannot be read is said', () => {
    const [message] = look('a.xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 1]));
    expect(message).toMatchObject({ level: 'error', rule: 'unread-file' });
    expect(look('bomb.gz', gzipSync(Buffer.alloc(70_000_000)))[0]?.rule).toBe('unread-file');
  });
});

test('words divided by tags, mails, armor and shortened commits', () => {
  const sentence = 'a malicious guest drops its lease while';
  const six = 'six words of a sentence';
  const escapedTags = 'a mali&lt;b&gt;cious&lt;/b&gt; guest drops its lease while';
  expect(kinds(look('a.html', '<p>a mali<b>cious</b> guest drops its lea<!-- x -->se while</p>'))).toEqual([six]);
  expect(kinds(look('f.atom', `<content>${escapedTags}</content>`))).toEqual([six]);
  expect(kinds(look('a.eml', 'a malicious guest dr=\nops its lease while'))).toEqual([six]);
  const base64 = Buffer.from(`Hello. ${sentence} it runs.`).toString('base64');
  expect(kinds(look('a.eml', base64.replace(/(.{44})/g, '$1\n')))).toEqual([six]);
  expect(kinds(look('a.json', JSON.stringify({ mail: base64 })))).toEqual([six]);
  // Far from each other in the markup, in a text of many parts.
  const padded = `<p>${'word '.repeat(5000)}${sentence.replaceAll(' ', `<i title="${'x y '.repeat(100)}"></i> `)}</p>`;
  expect(kinds(look('a.html', padded))).toEqual([six]);
  const encrypted = '-----BEGIN PGP MESSAGE-----\n\nhF4DAAAAAAAAAAASAQdA\n-----END PGP MESSAGE-----\n';
  expect(look('m.asc', encrypted)[0]?.rule).toBe('unread-file');
});

describe('no false alarm', () => {
  test('for what the public knows', async () => {
    const said = [
      'Robin Public found it. CVE-2026-1001, fixed in 1.0.7 of barbican 1.0.',
      'Ask the vendor of your system for help.',
      '11.0.9-rc3, 1.0.9-rc30, 2.1.0.9-rc3, 1 0 9 rc3',
      'https://tracker.sample.example/private/47110 https://tracker.sample.example/private/4711/2',
    ];
    expect(said.flatMap((body) => look('a.txt', body))).toEqual([]);
    expect(
      (await audited({ sources, content, now: NOW, theme, planned: [], outputs: built.outputs })).map(
        ({ text: words }) => words,
      ),
    ).toEqual([]);
  });

  test('for the demonstration, which has a draft', async () => {
    const own = demonstration;
    const { content: checked, outputs } = build(own, NOW, theme);
    if (!checked) throw new Error('no content');
    const input = { sources: own, content: checked, now: NOW, theme, planned: [] };
    expect(await audited({ ...input, outputs })).toEqual([]);
    // And it is not blind: each public advisory would be found if it were hidden.
    const hidden = {
      ...checked,
      advisories: checked.advisories.map((each) => ({ ...each, status: 'draft' as const })),
    };
    const found = await audited({ ...input, content: hidden, outputs });
    expect(new Set(found.map(({ cause }) => cause?.place.file)).size).toBeGreaterThan(checked.advisories.length - 1);
  });

  test('for a sentence that the layout writes itself', async () => {
    const secret = `---\nid: DSA-909-1\npackage: binnacle\nkind: security update\nstatus: embargoed\npublished: 2026-12-01T12:00:00Z\nfixes:\n  - {release: mizzen, version: 4.5.0-3+hal12u4}\n---\n\nFor mizzen, this problem has been fixed in version 4.5.0-3+hal12u4.\n`;
    const inside = asPrivate(parse([text('content/dsa/DSA-909-1.md', secret)]), '../inside');
    const own: Sources = { ...demonstration, private: inside };
    const { content: checked, outputs } = build(own, NOW, theme);
    if (!checked) throw new Error('no content');
    expect(checked.embargoed).toHaveLength(1);
    const input = { sources: own, content: checked, now: NOW, theme, planned: [] };
    expect(await audited({ ...input, outputs })).toEqual([]);
    // The version in it stays a secret.
    const [leak] = await audited({ ...input, outputs: [{ path: 'a.txt', body: 'binnacle 4.5.0-3+hal12u4' }] });
    expect(leak?.rule).toBe('embargo-leak');
  });

  test('for random advisories that do not leak', () => {
    const words = fc.array(
      fc.constantFrom(
        'guest',
        'memory',
        'the',
        'a',
        'read',
        'can',
        'page',
        'quokka',
        'is',
        'not',
        'of',
        'in',
        '4.20',
        '1',
      ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(words, words, fc.integer({ min: 3, max: 99 }), (title, body, number) => {
        const secret = advisory(
          `id: XSA-523\ntitle: "Q ${title.slice(0, 9).join(' ')}"\nstatus: embargoed\npublished: 2026-12-01T12:00:00Z\naffected: [{product: barbican, from: 1.${number}.3}]`,
          `${body.join(' ')}.`,
        );
        const inside = sourcesOf(secret);
        const { content: own } = check(inside, NOW, theme.reservedIds);
        expect(own?.embargoed).toHaveLength(1);
        const found = own && audit({ content: own, sources: inside, now: NOW, outputs: built.outputs, planned: [] });
        expect(found).toEqual([]);
      }),
      { seed: 20261121, numRuns: 25 },
    );
  });

  test('nothing is read where nothing is hidden', () => {
    const open = parse(
      PUBLIC.map((file) => ({
        ...file,
        bytes:
          'bytes' in file
            ? new TextEncoder().encode(
                new TextDecoder().decode(file.bytes).replace(/^embargo.*\n|^.*public: false.*\n/gm, ''),
              )
            : new Uint8Array(),
      })),
    );
    const { content: all } = build(open, NOW, theme);
    const outputs = {
      [Symbol.iterator]: () => {
        throw new Error('read');
      },
    };
    expect(all && audit({ content: all, sources: open, now: NOW, outputs, planned: [] })).toEqual([]);
  });
});

describe('ways of packing and writing that only some files have', () => {
  const six = 'six words of a sentence';
  const sentence = 'a malicious guest drops its lease while it runs';

  test('compressed OpenPGP packets, as they are and in armor', () => {
    for (const packet of [
      Buffer.concat([Buffer.from([0xa3, 1]), deflateRawSync(sentence)]),
      Buffer.concat([Buffer.from([0xa3, 2]), deflateSync(sentence)]),
    ]) {
      expect(kinds(look('m.pgp', packet))).toEqual([six]);
      const armor = `-----BEGIN PGP MESSAGE-----\n\n${packet.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END PGP MESSAGE-----\n`;
      expect(kinds(look('m.asc', armor))).toEqual([six]);
    }
  });

  test('streams of PDF', () => {
    const head = '%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream';
    for (const end of ['\n', '\r\n']) {
      const body = Buffer.concat([Buffer.from(head + end), deflateSync(`(${sentence})`), Buffer.from('\nendstream\n')]);
      expect(kinds(look('a.pdf', body))).toEqual([six]);
    }
  });

  test('words divided at the ends of lines, in capitals, quotations and differences', () => {
    for (const body of [
      'A MALICIOUS GUEST DROPS ITS LEA-\nSE WHILE IT RUNS',
      '> a malicious guest drops its lea-\r\n> se while',
      '+a malicious guest drops its lea-\n+    se while',
    ])
      expect(kinds(look('t.txt', body)), body).toEqual([six]);
  });

  test('words divided by tags over lines, in capitals, with addresses, twice escaped', () => {
    for (const [path, body] of [
      ['a.html', '<p>a mali<B>cious</B> guest drops its lease while'],
      ['a.html', '<p>a mali<b\nclass="x">cious</b> guest drops its lease while'],
      ['a.html', '<p>a mali<a href="/?a=1&amp;b=2">cious</a> guest drops its lease while'],
      ['a.html', '<p>a malicious <i title="a &gt; b">guest</i> drops its lease while'],
      ['f.atom', 'a malicious&amp;lt;/em&amp;gt; &amp;lt;em class=x&amp;gt;guest drops its lease while'],
    ] as const)
      expect(kinds(look(path, body)), body).toEqual([six]);
  });

  test('each sum of a patch, its git blob, its commits and persons', () => {
    const bytes = Buffer.from(PATCH);
    const sums = ['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(bytes).digest('hex'));
    const blob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    for (const body of [...sums, blob]) expect(kinds(look('t.txt', body)), body).toEqual(['the hash of a patch']);
    for (const length of [40, 16, 12, 8, 7])
      for (const id of [COMMIT, BLOB])
        expect(kinds(look('t.txt', `see ${id.slice(0, length)}.`)), id).toEqual(['a commit']);
    expect(kinds(look('t.txt', COMMIT.slice(0, 6)))).toEqual([]);
    for (const person of ['Rita Bandicoot', 'rita@bandicoot.example'])
      expect(kinds(look('t.txt', `Thanks to ${person}`)), person).toEqual(['the name of a person']);
  });
});

/** Messages about a root with further or other public files. */
function lookWith(
  files: readonly InputFile[],
  body: string,
  known: readonly string[] = [],
  secret = SECRET,
): readonly Message[] {
  const own = sourcesOf(secret, [...PUBLIC, ...files]);
  const checked = check(own, NOW, theme.reservedIds);
  if (!checked.content) throw new Error(JSON.stringify(checked.messages));
  return audit({
    content: checked.content,
    sources: own,
    now: NOW,
    outputs: [{ path: 'a.txt', body }],
    planned: [],
    known: knownLines(new TextEncoder().encode(known.join('\n')), 'known.txt'),
  });
}

const third = (body: string) =>
  text(
    'content/xsa/XSA-3.md',
    advisory('id: XSA-3\ntitle: Public fault 3\npublished: 2026-04-23T12:00:00Z\ncves: [CVE-2026-1003]', body),
  );

describe('what makes something public', () => {
  const page = (body: string) => text('content/pages/thanks.md', `---\ntitle: Thanks\n---\n\n${body}\n`);

  test('no page and no support statement', () => {
    const said = 'Jane Quokka, Ferdinand Wombat and https://tracker.sample.example/private/4711';
    for (const file of [page(said), text('support/1.0.md', `# Support\n\n${said}\n`)])
      expect(kinds(lookWith([file], said))).toEqual(['the name of a person', 'an address']);
  });

  test('a public advisory makes persons and versions public, and in its prose no file or commit', () => {
    const said = `Jane Quokka, 1.0.9-rc3, xsa523.patch, ${sum}, ${COMMIT}`;
    expect(new Set(kinds(lookWith([third(said)], said)))).toEqual(
      new Set(['the name of a patch', 'the hash of a patch', 'a commit']),
    );
    const open = text('content/xsa/XSA-3/xsa523.patch', PATCH);
    const fields =
      'id: XSA-3\ntitle: Public fault 3\npublished: 2026-04-23T12:00:00Z\npatches: [{file: xsa523.patch, applies: barbican 1.0}]';
    const own = text('content/xsa/XSA-3.md', advisory(fields, 'Apply the patch.'));
    expect(kinds(lookWith([own, open], `xsa523.patch ${sum} ${COMMIT} ${COMMIT.slice(0, 8)}`))).toEqual([]);
  });

  test('the user ids of keys of the team', async () => {
    const [key] = (await readKeys(read(project))).certificates;
    const [user] = key?.userIds ?? [];
    if (!key || !user) throw new Error('the demonstration has no key');
    const certificates = [{ ...key, userIds: [{ ...user, text: 'Jane Quokka <jane@quokka.example>' }] }];
    const input = {
      sources,
      now: NOW,
      outputs: [{ path: 'a.txt', body: 'Jane Quokka <jane@quokka.example>' }],
      planned: [],
    };
    expect(new Set(kinds(audit({ ...input, content })))).toEqual(new Set(['the name of a person']));
    expect(audit({ ...input, content: { ...content, certificates } })).toEqual([]);
  });
});

describe('sentences that one public advisory has, too', () => {
  const whole = 'A malicious guest drops its lease while the borrower “still” writes to it.';

  test('a whole one is an error, a part a warning, one in two advisories is known', () => {
    const [first, ...others] = lookWith([third(`Before. ${whole} After.`)], '');
    expect(others).toEqual([]);
    expect(first).toMatchObject({ level: 'error', rule: 'embargo-leak' });
    expect(first?.text).toContain('XSA-3');
    expect(first?.hint).toContain('known.txt');
    const part = lookWith([third('The guest drops its lease while the borrower sleeps on.')], '');
    expect(part.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['warning embargo-overlap']);
    expect(lookWith([], 'Ask the vendor of your system for help.')).toEqual([]);
  });

  test('`known.txt` says that it is known, and which of its lines say nothing', () => {
    const known = ['# From the list', whole, '', 'Nobody ever wrote this one here.'];
    const found = lookWith([third(whole)], whole, known);
    expect(found).toMatchObject([{ level: 'info', rule: 'unused-known', place: { file: 'known.txt', line: 4 } }]);
  });
});

test('what was read before is skipped, and nothing is missed by it', () => {
  const words = ['a', 'malicious', 'guest', 'drops', 'its', 'lease', 'while', 'the', 'borrower', '1.0.9-rc3', 'numbat'];
  const joints = [
    ' ',
    '\n',
    '\n    ',
    '</p><p>',
    '<b>',
    '</li><li class="x y">',
    '&amp;lt;',
    '-\n',
    '&#32;',
    '%20',
    ' &lt;i ',
    '\\n',
  ];
  const part = fc.tuple(fc.constantFrom(...words), fc.constantFrom(...joints)).map(([word, joint]) => word + joint);
  const sentence = fc.constantFrom(...joints).map((joint) => words.slice(0, 9).join(joint));
  const body = fc
    .array(fc.oneof({ weight: 9, arbitrary: part }, sentence), { maxLength: 60 })
    .map((all) => all.join(''));
  const files = fc.array(fc.tuple(fc.constantFrom('a.html', 'a.txt', 'a.json', 'a.atom'), body, fc.boolean()), {
    maxLength: 6,
  });
  let hits = 0;
  fc.assert(
    fc.property(files, (all) => {
      // Long lines are cut in another way.
      const outputs = all.map(([path, one, isLong], index) => ({
        path: `${index}/${path}`,
        body: isLong ? one.replaceAll('\n', ' ').repeat(3) : one,
      }));
      const input = { content, sources, now: NOW, outputs, planned: [] };
      const found = audit(input);
      hits += found.length;
      expect(found).toEqual(audit({ ...input, remembers: false }));
      const alone = outputs.flatMap((output) => audit({ ...input, outputs: [output], remembers: false }));
      expect(found.map(({ place }) => place)).toEqual(
        expect.arrayContaining(alone.slice(0, 1).map(({ place }) => place)),
      );
    }),
    { seed: 20261121, numRuns: 100 },
  );
  expect(hits).toBeGreaterThan(50);
});

test('a sentence in a public file stops the build, and `tocsin audit` finds it in a folder', async () => {
  const [root, inside, out] = ['root', 'inside', 'out'].map((name) => join(temporary, name)) as [
    string,
    string,
    string,
  ];
  for (const file of PUBLIC) if ('bytes' in file) write(root, { [file.path]: file.bytes });
  write(inside, { 'content/xsa/XSA-523.md': SECRET, 'content/xsa/XSA-523/xsa523.patch': PATCH });
  const words = ['--root', root, '--private', inside, '--now', NOW];
  const clean = await tocsin(['build', ...words, '--out', out]);
  expect(clean).toMatchObject({ code: 0 });
  const fine = await tocsin(['audit', out, ...words]);
  expect(fine).toMatchObject({ code: 0 });
  write(out, { 'note.txt.gz': gzipSync('The guest drops its lease while the borrower writes') });
  const found = await tocsin(['audit', out, ...words]);
  expect(found).toMatchObject({ code: 1, error: expect.stringContaining('note.txt.gz:1:1: error embargo-leak') });
  write(root, {
    'content/pages/policy.md': '---\ntitle: Policy\n---\n\nThe malicious guest drops its lease while it runs.\n',
  });
  const stopped = await tocsin(['build', ...words, '--out', join(temporary, 'second')]);
  expect(stopped).toMatchObject({ code: 1, error: expect.stringContaining('policy/index.html') });
  expect(stopped.error).toContain('nothing was written');
  expect(stopped.error).not.toContain('drops its lease');
});
