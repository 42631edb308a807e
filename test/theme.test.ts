// What a root may change of the theme: tokens, rules, texts, logo and links, and nothing that runs or loads from
// elsewhere.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../generator/build.ts';
import { tokensOf } from '../generator/lib/theme/custom-properties.ts';
import { TOKENS } from '../generator/lib/theme/tokens.ts';
import { parse } from '../generator/read.ts';
import { readTheme } from '../generator/theme-assets.ts';

const project = resolve(import.meta.dirname, '..');
const theme = readTheme(join(project, 'build/theme'));
const config = `title: Sample
description: A site with its own look
url: https://sample.example/security
license: CC0-1.0
tag: sample.example,2026
team: {name: Sample team, email: security@sample.example}
series: {}
navigation: [{title: Contact us, url: /contact/}, {title: Project, url: "https://sample.example/"}]
logo: {file: logo.svg, alt: A bell, width: 40, height: 20}
`;

function made(files: Readonly<Record<string, string>>) {
  const all = { 'content/site.yaml': config, 'public/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>', ...files };
  const inputs = Object.entries(all).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
  const { outputs, messages } = build(parse(inputs), '2026-11-21T12:00:00Z', theme);
  const text = (path: string) => String(outputs.find((output) => output.path === path)?.body ?? '');
  return {
    text,
    sheet: outputs.find(({ path }) => path.startsWith('assets/site-')),
    errors: messages
      .filter(({ level }) => level === 'error')
      .map(({ place, text }) => `${place.file}:${place.line}: ${text}`),
  };
}

test('the tokens are those of the style sheet', () => {
  const css = readFileSync(join(project, 'theme/style/tokens.css'), 'utf8');
  expect([...new Set(css.match(/--[a-z-]+(?=:)/g))].sort()).toEqual([...TOKENS].sort());
});

test('logo and links stand in the head of each page, below the prefix of the site', () => {
  const { text, errors, sheet } = made({});
  expect(errors).toEqual([]);
  expect(sheet).toBeUndefined();
  for (const path of ['index.html', 'verify/index.html', '404.html']) {
    expect(text(path)).toContain('<img src="/security/logo.svg" alt="A bell" width="40" height="20">');
    expect(text(path)).toContain('<a href="/security/contact/">Contact us</a>');
    expect(text(path)).toContain('<a href="https://sample.example/">Project</a>');
  }
});

test('a logo that is not there is an error', () => {
  expect(made({ 'content/site.yaml': config.replace('logo.svg', 'none.svg') }).errors).toEqual([
    'content/site.yaml:9: There is no file `public/none.svg`',
  ]);
});

test('tokens and rules come last, in one sheet', () => {
  const { text, sheet, errors } = made({
    'theme/tokens.css':
      '/* ours */\n:root {\n  --link: #5b2a86;\n}\n@media (prefers-color-scheme: dark) {\n  :root { --link: #d9b8ff; }\n}\n',
    'theme/extra.css': '.brand { letter-spacing: 0.1em; }\n',
  });
  expect(errors).toEqual([]);
  expect(String(sheet?.body)).toBe(
    ':root {\n  --link: #5b2a86;\n}\n@media (prefers-color-scheme: dark) {\n  :root {\n    --link: #d9b8ff;\n  }\n}\n.brand { letter-spacing: 0.1em; }\n',
  );
  const links = text('index.html').match(/<link rel="stylesheet" href="[^"]*">/g);
  expect(links?.at(-1)).toContain(`/security/${sheet?.path}`);
});

test('texts stand on every page, and nothing of them runs', () => {
  const { text, errors } = made({
    'theme/head-notice.md': '**Soon**: <script>alert(1)</script><img src=x onerror=alert(1)> maintenance\n',
    'theme/footer.md': '## History\n\nSee [the policy](https://sample.example/policy).\n',
  });
  expect(errors).toEqual([]);
  for (const path of ['index.html', 'feeds/index.html']) {
    expect(text(path)).toContain('<strong>Soon</strong>');
    expect(text(path)).toContain('id="footer-history"');
    expect(text(path)).not.toMatch(/alert\(1\)<|onerror/);
  }
});

describe('what is refused', () => {
  test.for([
    ['theme/tokens.css', 'body { display: none; }', 'theme/tokens.css:1: Unexpected `body {` in the tokens'],
    [
      'theme/tokens.css',
      ':root {\n  --links: red;\n}',
      'theme/tokens.css:2: Unknown token `--links`, did you mean `--link`?',
    ],
    [
      'theme/tokens.css',
      ':root {\n  --link: url(//evil.example);\n}',
      'theme/tokens.css:2: Unexpected `url(//evil.example)` as value of `--link`',
    ],
    ['theme/tokens.css', ':root {\n  --link: red', 'theme/tokens.css:2: Unexpected `--link: red` in the tokens'],
    [
      'theme/extra.css',
      '/*\n*/ @import "https://evil.example/x.css";',
      'theme/extra.css:2: Unexpected `@import` in `theme/extra.css`',
    ],
    [
      'theme/extra.css',
      'a { background: u\\72l(//evil.example) }',
      'theme/extra.css:1: Unexpected `\\` in `theme/extra.css`',
    ],
    [
      'theme/extra.css',
      'a { background: url(https://evil.example/a) }',
      'theme/extra.css:1: Unexpected `url(https://evil.example/a` in `theme/extra.css`',
    ],
  ] as const)('%s: %s', ([path, text, message]) => {
    expect(made({ [path]: text }).errors).toContain(message);
  });

  test('whatever is written, the tokens published are declarations of known names', () => {
    const piece = fc.constantFrom(
      ':root {',
      '}',
      '--link: red;',
      '--ink: url(x);',
      '@media print {',
      '/*',
      '*/',
      '\n',
      ';',
      '<',
      '\\',
      'a{b:c}',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const { css } = tokensOf(pieces.join(' '), TOKENS);
        for (const line of css.split('\n'))
          expect(line.trim()).toMatch(/^(?:|:root \{|\}|@media [a-z() :-]+ \{|--[a-z-]+: [\w\s#%.,()"'+*/-]+;)$/);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
