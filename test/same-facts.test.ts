// The same facts everywhere: the rule finds whatever is removed from or added to page, text and data, and says nothing
// about any site that the program makes itself.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { outputPath } from '../generator/lib/links.ts';
import { headline } from '../generator/lib/report.ts';
import { type Fact, factName, factsOf } from '../generator/lib/same-facts/facts.ts';
import { htmlText } from '../generator/lib/same-facts/html-text.ts';
import { sameFacts } from '../generator/lib/same-facts/same-facts.ts';
import { longDate } from '../generator/lib/text/layout.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Message, Model, Output, PublicAdvisory } from '../generator/types.ts';
import { hasCorpus, makeRealRoot } from './real-root.ts';

const project = resolve(import.meta.dirname, '..');
const theme = readTheme(join(project, 'build/theme'));
const NOW = '2026-11-21T12:00:00Z';
const temporary = mkdtempSync(join(tmpdir(), 'tocsin-facts-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

type Site = { readonly model: Model; readonly outputs: readonly Output[] };

/** The site, whatever the rule itself says about it. */
function made(files: readonly InputFile[]): Site {
  const { model, outputs, messages } = build(parse([...files]), NOW, theme);
  if (!model) throw new Error(messages.map(headline).join('\n'));
  return { model, outputs };
}

const saidOf = ({ model, outputs }: Site): readonly Message[] => sameFacts(model, outputs);
const file = (path: string, text: string): InputFile => ({ path, bytes: new TextEncoder().encode(text) });

describe('nothing is said about', () => {
  test.each(['.', 'test/fixtures/sample', 'test/fixtures/team'])('%s', (folder) => {
    expect(saidOf(made(list(join(project, folder)))).map(headline)).toEqual([]);
  });

  test.skipIf(!hasCorpus)('a root of real patches (skipped without ../shared/corpora)', async () => {
    await makeRealRoot(temporary);
    expect(saidOf(made(list(temporary))).map(headline)).toEqual([]);
  });

  test('advisories of any content', () => {
    fc.assert(
      fc.property(fc.array(advisory(), { minLength: 1, maxLength: 12 }), fc.boolean(), (advisories, isBare) => {
        const files = new Map(advisories.map(({ path, text }) => [path, file(path, text)]));
        const config = isBare ? site.replaceAll(/^ {4}name: .*$/gm, '$&\n    settings: {facts: false}') : site;
        const { model, outputs } = build(parse([...files.values(), file('content/site.yaml', config)]), NOW, theme);
        fc.pre(model !== undefined);
        expect(sameFacts(model, outputs).map(headline)).toEqual([]);
        return true;
      }),
      { seed: Number(process.env['SEED'] ?? 20261121), numRuns: Number(process.env['RUNS'] ?? 30) },
    );
  }, 600_000);
});

describe('whatever is changed is found', () => {
  const site = made([...list(project), file('content/xsa/XSA-40.md', RANGE)]);
  const names = ['page', 'text', 'JSON'] as const;
  const pathOf = (advisory: PublicAdvisory, name: (typeof names)[number]): string =>
    name === 'page'
      ? outputPath(advisory.path)
      : `${advisory.folder.slice(1)}${advisory.slug}.${name === 'text' ? 'txt' : 'json'}`;
  const modelOf = (advisory: PublicAdvisory): Model => {
    const ids = new Set([...advisory.links.related, ...advisory.links.mentionedBy].map(({ id }) => id));
    return { ...site.model, advisories: site.model.advisories.filter((each) => each === advisory || ids.has(each.id)) };
  };
  /** What is said of the advisory, and of those that it is linked to, once its file has another body. */
  const saidAfter = (
    advisory: PublicAdvisory,
    name: (typeof names)[number],
    change: (body: string) => string,
  ): readonly Message[] => {
    const path = pathOf(advisory, name);
    const outputs = site.outputs.map((output) => {
      if (output.path !== path) return output;
      const body = change(String(output.body));
      expect(body, path).not.toBe(output.body);
      return { ...output, body };
    });
    return saidOf({ model: modelOf(advisory), outputs });
  };
  /** Patterns of a fact in the finished files, whatever is between its words. */
  const patternOf = ({ form, value }: Fact): RegExp => {
    const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (form === 'day') return new RegExp(`${value.slice(0, 10)}|${longDate(value).replace(' 0', ' 0?')}`, 'g');
    const words = value.split(' ').map((word) => quoted(word).replace('<', '(?:<|&lt;)').replace('>', '(?:>|&gt;)'));
    return new RegExp(words.join('\\s+'), 'g');
  };
  const samples = site.model.series.flatMap(({ advisories }) => [
    ...advisories.filter((each) => each.isWithdrawn).slice(0, 1),
    ...advisories.filter((each) => each.statements.some(({ to }) => to !== undefined)).slice(0, 1),
    ...[...advisories].sort((a, b) => factsOf(b).length - factsOf(a).length).slice(0, 1),
  ]);

  test('the samples have facts of every kind, and withdrawn ones are among them', () => {
    const kinds = new Set(samples.flatMap(factsOf).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'CVE id',
      'SHA-256',
      'date',
      'date of publication',
      'date of the last change',
      'date of withdrawal',
      'first affected version',
      'fixed version',
      'last affected version',
      'related advisory',
      'safe versions',
      'severity',
      'unsafe versions',
    ]);
  });

  test.each(samples.flatMap((advisory) => names.map((name) => [advisory.id, name, advisory] as const)))(
    '%s: each fact taken from the %s',
    (_id, name, advisory) => {
      const path = pathOf(advisory, name);
      for (const fact of factsOf(advisory)) {
        const said = saidAfter(advisory, name, (body) => body.replace(patternOf(fact), ''));
        const found = said.find(
          ({ text }) => text === `The ${name} \`/${path}\` does not say \`${fact.value}\`, the ${factName(fact)}`,
        );
        expect(found, `${name}: ${factName(fact)} ${fact.value}`).toMatchObject({
          level: 'error',
          rule: 'same-facts',
          place: { file: advisory.document.path },
        });
      }
    },
  );

  const additions = [
    ['CVE id', 'CVE-2031-98765', 'CVE-2031-98765'],
    ['version', '97.98.99-1', '97.98.99-1'],
    ['hash', 'f'.repeat(64), 'f'.repeat(64)],
    ['date', '2031-02-03', '2031-02-03'],
    ['date', 'February 3, 2031', '2031-02-03'],
    ['date', '3 Feb 2031', '2031-02-03'],
    ['time', '2031-02-03 04:05 UTC', '2031-02-03 04:05'],
    ['advisory', 'XSA-98765', 'XSA-98765'],
  ] as const;
  const into = {
    page: (words: string) => (body: string) => body.replace('</article>', `<p>${words}</p></article>`),
    text: (words: string) => (body: string) => `${body}\n${words.replaceAll(' ', '\n')}\n`,
    JSON: (words: string) => (body: string) => body.replace('"title": "', `"title": "${words} `),
  };

  test.each(additions.flatMap((addition) => names.map((name) => [addition[1], name, addition] as const)))(
    '%s added to the %s',
    (_words, name, [kind, words, token]) => {
      for (const advisory of samples) {
        const path = pathOf(advisory, name);
        const others = names.filter((each) => each !== name).join(' and ');
        expect(
          saidAfter(advisory, name, into[name](words)).map(({ place, text }) => [place.file, text]),
        ).toContainEqual([
          advisory.document.path,
          `The ${kind} \`${token}\` is in the ${name} \`/${path}\`, and not in the ${others}`,
        ]);
      }
    },
  );

  test('one digit of a hash, a version or a date', () => {
    const advisory = samples.find((each) => each.patches.length > 0);
    const [patch] = advisory?.patches ?? [];
    if (!advisory || !patch) throw new Error('no sample has a patch');
    const other = patch.sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    for (const name of names) {
      const texts = saidAfter(advisory, name, (body) => body.replaceAll(patch.sha256, other))
        .map(({ text }) => text)
        .join('\n');
      expect(texts).toContain(`does not say \`${patch.sha256}\`, the SHA-256 of ${patch.file}`);
      expect(texts).toContain(other);
      const minutes = saidAfter(advisory, name, (body) => body.replace(/(\d{4}-\d\d-\d\d[T ])\d\d:/, '$109:')).map(
        ({ text }) => text,
      );
      expect(minutes.join('\n')).toMatch(/ 09:\d\d|T09:/);
    }
  });

  test('another severity', () => {
    for (const advisory of samples) {
      const own = advisory.severity?.name ?? '';
      const other = site.model.site.series
        .find((each) => each.id === advisory.series)
        ?.severities.find((each) => each.name !== own)?.name;
      if (own === '' || other === undefined) continue;
      const shown = (name: (typeof names)[number], change: (body: string) => string) =>
        saidAfter(advisory, name, change)
          .map(({ text }) => text)
          .join('\n');
      expect(shown('text', (body) => body.replace(/(Severity\s*:\s*)\S+/, `$1${other}`))).toContain(
        `says \`${other}\` as severity`,
      );
      expect(shown('page', (body) => body.replace(`<dd>${own} (`, `<dd>${other} (`))).toContain(
        `says \`${other}\` as severity`,
      );
      expect(
        shown('page', (body) => body.replace(new RegExp(`(class="tag level-.*?</span>)${own}`), `$1${other}`)),
      ).toContain(`says \`${other}\` as severity`);
      expect(shown('JSON', (body) => body.replace(`"name": "${own}"`, `"name": "${other}"`))).toContain(
        `says \`${other}\` as severity`,
      );
    }
  });

  test('versions exchanged in the data', () => {
    const advisory = site.model.advisories.find((each) => each.statements.filter((one) => one.fixed).length > 1);
    const [one, two] = advisory?.statements.filter((each) => each.fixed !== undefined) ?? [];
    if (!advisory || !one || !two) throw new Error('no advisory has two fixed versions');
    const said = saidAfter(advisory, 'JSON', (body) => {
      const record = JSON.parse(body);
      for (const each of record.statements) {
        if (each.fixed === one.fixed) each.fixed = two.fixed;
        else if (each.fixed === two.fixed) each.fixed = one.fixed;
      }
      return JSON.stringify(record);
    });
    expect(said.length).toBeGreaterThanOrEqual(4);
  });

  test('a file that is missing or broken', () => {
    const [advisory] = samples;
    if (!advisory) throw new Error('no sample');
    for (const name of names) {
      const path = pathOf(advisory, name);
      const outputs = site.outputs.filter((output) => output.path !== path);
      expect(saidOf({ ...site, outputs }).map(({ text }) => text)).toEqual([
        `\`${advisory.id}\` has no ${name} that can be read at \`/${path}\``,
      ]);
    }
    expect(saidAfter(advisory, 'JSON', () => '{').length).toBe(1);
  });

  test('a sentence of the configuration that leaves the version out', () => {
    const files = list(project).map((input) =>
      input.path === 'content/site.yaml' && 'bytes' in input
        ? file(
            input.path,
            Buffer.from(input.bytes)
              .toString('utf8')
              .replace(/^ {6}fixed: .*$/m, '      fixed: "{release} has an update."'),
          )
        : input,
    );
    expect(
      saidOf(made(files))
        .map(({ text }) => text)
        .join('\n'),
    ).toMatch(/The text `\/advisories\/dsa-.* does not say `.*`, the fixed version of /);
  });
});

describe('the text of HTML', () => {
  test.each([
    ['a<b>b</b>c<p>d<br>e', 'ab' + 'c d e'],
    ['1.<wbr>2 &lt;&#x3C;&#60;&amp;lt; &quot;&apos;&nope;', '1.2 <<<&lt; "\'&nope;'],
    ['<a title="x > y" href=\'>\'>z</a><!-- > --><script>1 < 2</script>', 'z '],
    ['<time datetime="2026-01-02T03:04:05Z">2 January</time>', ' 2026-01-02T03:04:05Z 2 January  '],
    ['a < b <', 'a < b <'],
    ['<p title="open', ' '],
  ])('%s', (html, text) => {
    expect(htmlText(html)).toBe(text);
  });
});

/** The demonstration has no last affected version. */
const RANGE = `---
id: XSA-40
title: A range
published: 2026-03-04T12:00:00Z
severity: low
affected:
  - {product: barbican, from: 4.17.2, to: 4.18.9}
---

${['Issue description', 'Impact', 'Vulnerable systems', 'Mitigation', 'Resolution', 'Note regarding lack of embargo']
  .map((title) => `## ${title}\n\nText.\n`)
  .join('\n')}`;

const site = `title: Halyard security
description: Everything at once
url: https://security.halyard.example/base
license: CC-BY-4.0
tag: security.halyard.example,2026
team: {name: Halyard security team, email: security@halyard.example}
rules: {cve-not-listed: info, cve-not-in-text: info, dead-link: info, unknown-severity: info, unsaid-release: info, range-cover: info, range-order: info, look-alike: info, affected-and-fixed: info, contradicting-status: info, placeholder: info, affected-and-fixed-in-text: info, empty-body: info, id-file-name: info, bad-value: info}
series:
  alsw:
    name: Halyard Linux Security Warning
    path: /warnings/{number}.html
  dsa:
    name: Halyard Security Advisory
  xsa:
    name: Barbican Security Advisory
releases:
  - {id: "4.17", name: Barbican 4.17, product: barbican, series: [xsa], released: 2022-12-12, security-until: 2025-12-12}
  - {id: "4.18", name: Barbican 4.18, product: barbican, series: [xsa], released: 2023-11-16, security-until: 2026-11-16}
  - {id: sid, name: Halyard unstable, codename: tide, suite: unstable, series: [dsa]}
  - {id: mizzen, name: Halyard 12, codename: mizzen, suite: stable, series: [dsa], released: 2025-06-10, security-until: 2028-06-10}
  - {id: jib, name: Halyard 11, codename: jib, suite: oldstable, series: [dsa], released: 2023-06-10, security-until: 2026-12-31}
`;

/** A file of any of the series: front matter that is accepted, and a body full of what looks like facts. */
function advisory(): fc.Arbitrary<{ readonly path: string; readonly text: string }> {
  const day = fc
    .date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2026-11-20T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const time = fc.oneof(
    day.map((each) => each.slice(0, 10)),
    day.map((each) => each.replace(/\.\d+Z$/, 'Z')),
  );
  const version = fc.oneof(
    fc.constantFrom(
      '1',
      '4.18',
      '4.18.6',
      '2:1.0~rc1-1+deb12u1',
      '20240218-1',
      '1.0.',
      'v2',
      '1.0-1',
      'r512.a1b2',
      '0',
      '1.0',
      '1.0.1',
    ),
    fc.stringMatching(/^[1-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:-[1-9])?$/),
  );
  const cve = fc.integer({ min: 1000, max: 20_000 }).map((number) => `CVE-2026-${number}`);
  const id = fc.constantFrom('XSA-1', 'XSA-2', 'DSA-1-1', 'DSA-2-1', 'ALSW-2026-1', 'ALSW-2026-2', 'XSA-99');
  const hex = fc.constantFrom('a1'.repeat(32), '3f'.repeat(20), '0'.repeat(64));
  const fact = fc.oneof(
    cve,
    version,
    day.map((each) => each.slice(0, 10)),
    day,
    id,
    hex,
    fc.constantFrom('February 18, 2024', '18 Feb 2024', 'Severity: Low', 'severity high'),
  );
  const prose = fc
    .array(
      fc.oneof(
        fact,
        fc
          .tuple(fact, fc.constantFrom('*', '**', '`', '~~', '"', '(', '<b>', '</b>', '_'))
          .map(([each, mark]) => `${mark}${each}${mark}`),
        fc.tuple(fact, fact).map(([a, b]) => `[${a}](https://x.example/${b})`),
        fc.tuple(fact, fact).map(([a, b]) => `<div title="${a}">${b}</div>`),
        fact.map((each) => `![${each}](${each})`),
        fact.map((each) => `<!-- ${each} -->`),
        fact.map((each) => `\n\n    ${each}\n\n`),
        fact.map((each) => `\n\n| a | b |\n|---|---|\n| ${each} | ${each} |\n\n`),
        fact.map((each) => `&#${each.charCodeAt(0)};${each.slice(1)}`),
        fact.map((each) => `${each.slice(0, -2)}*${each.slice(-2)}*`),
        fc.constantFrom('a', 'word', '\n', '\n\n', '- ', '> ', '.', ',', '&amp;', '\\', '日本', '#', 'http://'),
      ),
      { minLength: 1, maxLength: 20 },
    )
    .map((parts) => `x ${parts.join(' ').replace(/^#/gm, '')} y`);
  const words = fc
    .array(fc.oneof(fact, fc.constantFrom('word', 'Fix', '& more', '<b>', '`code`', "it's")), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => JSON.stringify(`T ${parts.join(' ')}`));
  const listOf = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { maxLength: 3 });
  const revisions = fc.array(fc.record({ date: time, change: words, editorial: fc.boolean(), public: fc.boolean() }), {
    minLength: 0,
    maxLength: 5,
  });
  const common = fc.record({
    published: time,
    cves: listOf(cve),
    severity: fc.constantFrom('high', 'low', undefined),
    related: listOf(id),
    title: words,
    revisions,
    references: listOf(words.map((title) => `{url: "https://r.example/1.2.3/CVE-2026-1234", title: ${title}}`)),
    action: fc.option(words, { nil: undefined }),
    withdrawn: fc.option(fc.record({ reason: words }), { nil: undefined, freq: 4 }),
  });
  const head = (
    name: string,
    {
      published,
      cves,
      severity,
      related,
      title,
      revisions: several,
      references,
      action,
      withdrawn,
    }: typeof common extends fc.Arbitrary<infer T> ? T : never,
  ): string => {
    const dates = several
      .map((each) => each.date.slice(0, 10))
      .filter((each) => each >= published.slice(0, 10))
      .sort();
    const lines = dates.map(
      (date, index) =>
        `  - {version: ${index + 1}, date: ${date}, change: ${several[index]?.change}, editorial: ${index > 0 && several[index]?.editorial === true}}\n`,
    );
    return [
      `id: ${name}\n`,
      name.startsWith('DSA') ? '' : `title: ${title}\n`,
      `published: ${published}\n`,
      `cves: [${cves.join(', ')}]\n`,
      severity === undefined && !name.startsWith('ALSW') ? '' : `severity: ${severity ?? 'low'}\n`,
      `related: [${related.filter((each) => each !== name && each !== 'XSA-99').join(', ')}]\n`,
      `references: [${references.join(', ')}]\n`,
      action === undefined ? '' : `action: ${action}\n`,
      withdrawn === undefined ? '' : `status: withdrawn\nwithdrawn: {date: 2026-11-20, reason: ${withdrawn.reason}}\n`,
      lines.length === 0 ? '' : `revisions:\n${lines.join('')}`,
    ].join('');
  };
  const constraint = version.map((each) => each.replace(/,/g, ''));
  const alsw = fc
    .tuple(
      fc.constantFrom('ALSW-2026-1', 'ALSW-2026-2', 'ALSW-2026-11'),
      common,
      fc.array(fc.tuple(constraint, fc.option(constraint, { nil: undefined })), { minLength: 1, maxLength: 3 }),
      prose,
      prose,
    )
    .map(([name, fields, packages, one, two]) => ({
      path: `content/alsw/${name}.md`,
      text: `---\n${head(name, fields)}packages:\n${packages.map(([unsafe, safe], index) => `  - {name: pack${index}, repository: extra, unsafe: "< ${unsafe}"${safe === undefined ? '' : `, safe: ">= ${safe}"`}}\n`).join('')}---\n\n## Product background\n\n${one}\n\n## Problem background\n\n${two}\n`,
    }));
  const dsa = fc
    .tuple(
      fc.constantFrom('DSA-1-1', 'DSA-2-1', 'DSA-33-1'),
      common,
      fc.uniqueArray(fc.tuple(fc.constantFrom('mizzen', 'jib', 'sid'), version), {
        maxLength: 3,
        selector: ([release]) => release,
      }),
      prose,
    )
    .map(([name, fields, fixes, body]) => ({
      path: `content/dsa/${name}.md`,
      text: `---\n${head(name, fields)}packages: [one, two]\nfixes:\n${fixes.map(([release, each]) => `  - {release: ${release}, version: "${each}"}\n`).join('')}  - {release: sid, package: three, status: affected}\n---\n\n${body}\n`,
    }));
  const xsa = fc
    .tuple(
      fc.constantFrom('XSA-1', 'XSA-2', 'XSA-3'),
      common,
      fc.record({
        from: fc.option(version, { nil: undefined }),
        to: fc.option(version, { nil: undefined }),
        fixed: fc.option(version, { nil: undefined }),
        own: fc.option(version, { nil: undefined }),
      }),
      prose,
    )
    .map(([name, fields, { from, to, fixed, own }, body]) => ({
      path: `content/xsa/${name}.md`,
      text: `---\n${head(name, fields)}affected:\n  - {product: barbican${from === undefined ? '' : `, from: "${from}"`}${to === undefined ? '' : `, to: "${to}"`}${fixed === undefined ? '' : `, fixed: {"4.18": "${fixed}", "5.99": "${fixed}9"}`}}\n${own === undefined ? '' : `  - {product: barbican, release: "4.17", from: "${own}"}\n  - {product: barbican, release: "4.17", status: affected, to: "${own}8", when: "Arm ${own}"}\n  - {product: barbican, from: "${own}7"}\n  - {product: other, to: "${own}6"}\n`}---\n\n${['Issue description', 'Impact', 'Vulnerable systems', 'Mitigation', 'Resolution', 'Note regarding lack of embargo'].map((title) => `## ${title}\n\n${title === 'Impact' ? body : 'Text.'}\n`).join('\n')}`,
    }));
  return fc.oneof(alsw, dsa, xsa);
}
