// What a hostile contributor commits, and what a hurried user types: nothing runs, nothing leaks, nothing takes for ever,
// and whatever is refused is refused with a message.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { emit, UnusableFolder } from '../generator/emit.ts';
import { renderMarkdown } from '../generator/lib/markdown/markdown.ts';
import { parseMarkdown } from '../generator/lib/markdown/markdown-tree.ts';
import { headline, report } from '../generator/lib/report.ts';
import { list, parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';
import type { InputFile, Message, Problem } from '../generator/types.ts';
import { COMMAND, tocsin } from './command.ts';
import { project, temporaryFolder, write } from './roots.ts';

const NOW = '2026-11-21T12:00:00Z';
const theme = readTheme(join(project, 'build/theme'));
const sample = list(join(project, 'test/fixtures/sample'));
const textOf = (path: string): string => readFileSync(join(project, 'test/fixtures/sample', path), 'utf8');
const XSA = 'content/xsa/XSA-1.md';
const SITE = 'content/site.yaml';

const temporary = temporaryFolder('hostile');

/** The sample with some files replaced or added. */
const built = (files: Readonly<Record<string, string>>) => {
  const changed = Object.entries(files).map(([path, text]): InputFile => ({ path, bytes: Buffer.from(text) }));
  return build(parse([...sample.filter(({ path }) => !(path in files)), ...changed]), NOW, theme);
};

const errors = (messages: readonly Message[]): string[] =>
  messages.filter((message) => message.level === 'error').map(headline);

const rootOnDisk = (name: string, files: Readonly<Record<string, string>> = {}): string => {
  const root = join(temporary, name);
  cpSync(join(project, 'test/fixtures/sample'), root, { recursive: true });
  return write(root, files);
};

test('front matter never runs, whatever language it names and however it names it', async () => {
  const canary = join(temporary, 'canary');
  const code = `require('fs').writeFileSync(${JSON.stringify(canary)}, ''); module.exports = {title: 'x'}`;
  const languages = ['js', 'javascript', ' js', '\tjs', 'JS', 'json', 'toml', 'coffee', 'cson', 'yml', 'constructor'];
  const odd = ['\u00a0js', '\rjs', 'js\r', '\u2028js', 'yaml js', 'yaml\rjs', '__proto__', '\0js'];
  const starts = [...languages, ...odd].map((language) => `---${language}\n`);
  const texts = [...starts, '\ufeff---js\n', '\ufeff\ufeff---js\n', ' ---js\n'].map(
    (start) => `${start}${code}\n---\n`,
  );
  // Without a line end gray-matter reads the language as one character shorter.
  const files = [...texts, '---yaml', '---js', '---yamlx', '---', '---\r', '---yaml\r', '----js\n'].map(
    (text, index) => [`content/pages/p${index}.md`, text],
  );
  const root = rootOnDisk('languages', Object.fromEntries(files));
  const { code: status, text: said } = await tocsin(['check', '--root', root, '--now', NOW]);
  expect(status).toBe(1);
  for (const [path] of files)
    expect(said).toMatch(new RegExp(`${path}:\\d+:\\d+: error front-matter-(language|syntax)`));
  expect(said).not.toMatch(/^ +at /m);
  expect(existsSync(canary)).toBe(false);
});

test('names of the language itself are names like any other', () => {
  const words = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
  for (const word of words) {
    const config = textOf(SITE).replace('series: [xsa]', `series: [xsa, ${word}]`);
    expect(errors(built({ [SITE]: config }).messages).join()).toContain(`Unknown series \`${word}\``);
    expect(errors(built({ [SITE]: `${textOf(SITE)}rules: {${word}: off}\n` }).messages)).toHaveLength(1);
    expect(errors(built({ [XSA]: textOf(XSA).replace('title:', `${word}: x\ntitle:`) }).messages)).not.toEqual([]);
    expect(errors(built({ 'urls.lock': `/${word}\n${word}\n` }).messages)).toHaveLength(2);
  }
  const package_ = built({ [XSA]: textOf(XSA).replace('product: sample', 'product: constructor') });
  expect(package_.outputs.some((output) => output.path === 'packages/constructor/index.html')).toBe(true);
});

test('one slip in the YAML does not bury the others, and blank lines take no time', () => {
  const aliases = textOf(XSA).replace('title:', `x: [${'*a, '.repeat(5000)}]\ntitle:`);
  expect(built({ [XSA]: aliases }).messages.length).toBeLessThan(12);
  const unclosed = textOf(XSA).replace('title: ', `title: "${'a\n'.repeat(5000)}`);
  expect(built({ [XSA]: unclosed }).messages.length).toBeLessThan(12);
  const blank = textOf(XSA).replace('title:', `${'\n'.repeat(200_000)}title:`);
  expect(errors(built({ [XSA]: blank }).messages)).toEqual([
    'content/xsa/XSA-1.md:3:1: error front-matter-syntax: Front matter has 500 blanks in a row',
  ]);
});

describe('Markdown', () => {
  const problemsOf = (markdown: string) => {
    const problems: Problem[] = [];
    const tree = parseMarkdown(markdown, 1, 'x.md', problems);
    renderMarkdown(tree.children, { idPrefix: 'x-', topLevel: 2, slug: (title) => title });
    return problems.map((problem) => problem.rule);
  };

  // Each of these took between 5 seconds and for ever, or more memory than there is.
  const costly: Readonly<Record<string, string>> = {
    emphasis: '*a_'.repeat(30_000),
    'strong emphasis': 'a**b'.repeat(20_000),
    'struck text': '~a~'.repeat(30_000),
    brackets: ']('.repeat(40_000),
    links: 'a](b'.repeat(25_000),
    'note marks': '[^a'.repeat(20_000),
    'notes in notes': '[^a]:'.repeat(20_000),
    underlines: 'a\n=\n'.repeat(25_000),
    quotes: '> a\n\n'.repeat(20_000),
    'lines that continue a quote': `> a\n${'b\n'.repeat(40_000)}`,
    'lines that continue an item': `* a\n${' b\n'.repeat(30_000)}`,
    'missing cells': `${'|a'.repeat(2000)}\n${'|-'.repeat(2000)}\n${'|\n'.repeat(2000)}`,
    'a long address, often': `[a]: ${'x'.repeat(20_000)}\n\n${'[a] '.repeat(5).concat('\n\n').repeat(500)}`,
    'a long note, often': `[^a]: ${'x '.repeat(20_000)}\n\n${'# b\n\n[^a]\n\n'.repeat(500)}`,
    'open elements': '<b><i>'.repeat(500),
    'open blocks': '<div>\n\n'.repeat(5000),
    'elements closed elsewhere': '<div>\n\n|a|\n|-|\n|</div>|\n\n'.repeat(500),
    'end tags in comments': '<div><!--</div>-->\n\n'.repeat(500),
    'end tags in attributes': '<div title="</div>">\n\n'.repeat(500),
  };
  for (const [name, markdown] of Object.entries(costly)) {
    test(`that costs more than its length is refused: ${name}`, () => {
      expect(problemsOf(markdown)[0]).toMatch(/^(?:costly-markdown|unsafe-nesting)$/);
    }, 10_000);
  }

  test('that people write is not, however much of it', () => {
    const code = 'static int a_b(struct x_y *p, int **q) { return p->c_d[0] * (*q)[1]; }\n'.repeat(2000);
    const row = '| [CVE-2026-1](https://a.example/a_b_c) | **fixed** | `1.0_2` | *no* |\n';
    const item = '- [CVE-2026-1](https://a.example/a_b_c): **high**, _see_ `x_y`\n';
    const usual = [
      `\`\`\`c\n${code}\`\`\`\n`,
      `| a | b | c | d |\n|---|---|---|---|\n${row.repeat(1000)}`,
      item.repeat(1000),
      `${'word *emphasis* and `code`, '.repeat(300)}\n`,
      '> quoted\n> text\n\nanswer\n\n'.repeat(500),
      '<details><summary>x</summary>\n\ntext <kbd>a</kbd><br>\n\n</details>\n\n'.repeat(200),
      `<table>\n${'<tr><td>a</td><td>b</td></tr>\n'.repeat(300)}</table>\n`,
      'Title\n=====\n\nText.\n\n'.repeat(300),
      `${'text[^1] '.repeat(50)}\n\n[^1]: A note of usual length.\n`,
    ];
    for (const text of usual) expect(problemsOf(text), text.slice(0, 40)).toEqual([]);
  });

  test('makes no page ask another host for anything, whatever HTML it holds', () => {
    const other = 'evil.example';
    const html = [
      `<img src="//${other}/a">`,
      `<img src="\\\\${other}/a">`,
      `<img src="/\\${other}/a">`,
      `<img src="/\t/${other}/a">`,
      `<img src="https://${other}/a" srcset="https://${other}/b 2x">`,
      `<picture><source srcset="https://${other}/a"><img src="a.png"></picture>`,
      `<meta http-equiv=refresh content="0; url=https://${other}/">`,
      `<base href="https://${other}/">`,
      `<link rel=stylesheet href="https://${other}/">`,
      `<iframe src="https://${other}/"></iframe>`,
      `<svg><image href="https://${other}/a"/></svg>`,
      `<style>@import "https://${other}/";</style>`,
      '<p onclick="alert(1)" style="position:fixed" class="site-header" id="main" tabindex="9" accesskey="s">x</p>',
      '<a href="java&#9;script:alert(1)">x</a>',
      '![x](javascript:alert(1))',
    ].join('\n\n');
    const page = renderMarkdown(parseMarkdown(html, 1, 'x.md', []).children);
    const tags = page.match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => tag.includes(other) && !tag.startsWith('<a '))).toEqual([]);
    expect(page).not.toMatch(
      /<(?:meta|base|link|iframe|svg|style|source)\b|javascript|onclick|style=|accesskey|tabindex="9"/,
    );
  });
});

test('links of the configuration lead to pages, not to scripts', () => {
  const bad = [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example/',
    '\\\\evil.example',
    '/\\evil.example',
    'x',
  ];
  for (const url of bad) {
    const footer = textOf(SITE).replace('url: /policy/', `url: ${JSON.stringify(url)}`);
    expect(errors(built({ [SITE]: footer }).messages), url).toHaveLength(1);
    const redirect = `${textOf(SITE)}redirects: {/old/: ${JSON.stringify(url)}}\n`;
    expect(errors(built({ [SITE]: redirect }).messages), url).toHaveLength(1);
  }
  for (const url of ['/policy/#top', '/.well-known/security.txt', 'https://a.example/?b=c', 'mailto:a@b.example']) {
    const footer = textOf(SITE).replace('url: /policy/', `url: ${JSON.stringify(url)}`);
    expect(errors(built({ [SITE]: footer }).messages), url).toEqual([]);
  }
});

test('file names reach neither a terminal nor a CI log as commands', () => {
  const names = ['content/pages/a\nb.md', 'content/pages/\u001b[31m.md', 'public/x\u009b.txt', 'public/a\\b.txt'];
  const root = rootOnDisk('names', Object.fromEntries(names.map((name) => [name, 'x'])));
  const { messages } = build(parse(list(root)), NOW, theme);
  expect(messages.filter((message) => message.rule === 'unsafe-path')).toHaveLength(names.length);
  for (const format of ['text', 'github', 'json'] as const) {
    const shown = report(messages, format);
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(shown).not.toMatch(/^b\.md/m);
  }
});

test('nothing of what is still to come is published, even where the rules about it are off', () => {
  const off = 'rules: {embargoed-in-public-root: off, dead-link: off, date-order: off}\n';
  const secret = textOf(XSA)
    .replace('id: XSA-1', 'id: XSA-77\nstatus: embargoed')
    .replace(/^patches:\n.*\n/m, '');
  const open = textOf(XSA)
    .replace(
      'id: XSA-1',
      'id: XSA-1\nrelated: [XSA-77]\nstatus: withdrawn\nwithdrawn: {date: 2027-01-01, reason: Quokka}',
    )
    .replace('change: Public release.}', 'change: Public release.}\n  - {version: 3, date: 2027-01-01, change: Quokka}')
    .replace('Sent to the predisclosure list.', 'Quokka');
  const { outputs, messages } = built({
    [SITE]: textOf(SITE) + off,
    'content/xsa/XSA-77.md': secret.replace('(XSA-1/xsa1.patch)', '(/)'),
    [XSA]: open,
  });
  expect(errors(messages)).toEqual([]);
  const telling = outputs.filter((output) =>
    /quokka|xsa-77/i.test(Buffer.from(output.body as string).toString('utf8')),
  );
  expect(telling.map((output) => output.path)).toEqual([]);
});

describe('the output folder', () => {
  test('is never among the input, and never holds the root', async () => {
    const root = rootOnDisk('outside');
    mkdirSync(join(root, 'public'));
    symlinkSync('public', join(root, 'link'));
    for (const out of ['.', '..', 'content', 'content/pages/x', 'public/site', 'link/site', 'support']) {
      const { code, error } = await tocsin(['build', '--root', root, '--out', join(root, out), '--now', NOW]);
      expect({ out, code }).toEqual({ out, code: 2 });
      expect(error).toMatch(/^error: --out .* (?:lies in a folder that is read|holds the root itself)/);
    }
    expect(existsSync(join(root, 'urls.lock'))).toBe(false);
  });

  test('is left alone where something else stands in its place or beside it', () => {
    const outputs = [{ path: 'index.html', type: 'text/html', body: 'x', from: 'test' }];
    mkdirSync(join(temporary, '.site.old'));
    writeFileSync(join(temporary, '.site.old/thesis.tex'), 'years of work');
    expect(() => emit(outputs, join(temporary, 'site'))).toThrow(UnusableFolder);
    expect(readdirSync(join(temporary, '.site.old'))).toEqual(['thesis.tex']);
    symlinkSync('nowhere', join(temporary, 'dangling'));
    expect(() => emit(outputs, join(temporary, 'dangling'))).toThrow(UnusableFolder);
  });

  test('keeps its old site when a name is too long for the disk, or the disk refuses', () => {
    const out = join(temporary, 'kept');
    emit([{ path: 'index.html', type: 'text/html', body: 'old', from: 'test' }], out);
    const long = { path: `${'x'.repeat(300)}/index.html`, type: 'text/html', body: 'new', from: 'test' };
    expect(() => emit([long], out)).toThrow(/ENAMETOOLONG/);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('old');
    expect(readdirSync(temporary).filter((name) => name.startsWith('.kept'))).toEqual([]);
    for (const name of ['é'.repeat(150), 'x'.repeat(201)]) {
      const messages = errors(built({ [XSA]: textOf(XSA).replace('product: sample', `product: ${name}`) }).messages);
      expect(messages.join()).toContain('bad-value');
    }
  });

  test('never holds half a site when another build ends while this one writes', () => {
    const out = join(temporary, 'overtaken');
    const page = (path: string, body: string) => ({ path, type: 'text/html', body, from: 'test' });
    const first = [page('a/x', 'new'), page('b/y', 'new'), page('c/z', 'new')];
    const overtaken = first.map((each) => ({
      ...each,
      get body() {
        if (each.path === 'b/y') emit(first, out);
        return 'late';
      },
    }));
    expect(() => emit(overtaken, out)).toThrow(/is being built by another process, too/);
    expect(first.map(({ path }) => readFileSync(join(out, path), 'utf8'))).toEqual(['new', 'new', 'new']);
    expect(readdirSync(temporary).filter((name) => name.startsWith('.overtaken'))).toEqual([]);
  });

  test('refuses a file in public/ where the site puts its own lists and its mark', () => {
    for (const name of ['SHA256SUMS', '.tocsin-site', '.tocsin-site/x']) {
      const { messages, outputs } = built({ [`public/${name}`]: 'x' });
      expect(errors(messages).join(), `${name} of ${outputs.length}`).toContain('output-collision');
    }
  });

  test('holds one whole site after several builds at once', async () => {
    const root = rootOnDisk('race');
    const out = join(temporary, 'race-out');
    const run = () =>
      new Promise<string>((done) => {
        const child = spawn('node', [COMMAND, 'build', '--root', root, '--out', out, '--now', NOW]);
        let said = '';
        child.stderr.on('data', (data) => {
          said += data;
        });
        child.once('exit', (status) => done(`${status} ${said}`));
      });
    const ends = await Promise.all([run(), run(), run(), run()]);
    for (const end of ends) expect(end).toMatch(/^(?:0 |2 error: .* is being built by another process, too)/);
    expect(spawnSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' }).stdout).toBe(
      '',
    );
    expect(ends.some((end) => end.startsWith('0'))).toBe(true);
  });
});
