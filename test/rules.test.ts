// Every rule against its own example, on a sample root that no rule has anything to say about; and docs/rules.md,
// which is made of the same data (UPDATE=1 writes it).

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../generator/check.ts';
import { readKeys } from '../generator/lib/pgp/read-keys.ts';
import { read } from '../generator/read.ts';
import { rules } from '../generator/rules/index.ts';
import type { Message, Rule } from '../generator/types.ts';

const project = join(import.meta.dirname, '..');
const sample = join(import.meta.dirname, 'fixtures/sample');
const docs = join(project, 'docs/rules.md');
const now = '2026-06-01T00:00:00Z';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rules-'));
  cpSync(sample, root, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

const messagesOf = async (): Promise<readonly Message[]> => check(await readKeys(read(root)), now).messages;

test('the sample is valid: no rule says anything', async () => {
  expect(await messagesOf()).toEqual([]);
});

test('every rule file is in the list under its own name, sorted, and there are as many as expected', () => {
  const files = readdirSync(join(project, 'generator/rules')).filter((file) => file !== 'index.ts');
  expect(rules.map((rule) => rule.id)).toEqual(files.map((file) => file.replace('.ts', '')).sort());
  expect(rules.length).toBeGreaterThanOrEqual(51);
});

describe('each rule finds its failing example and nothing else', () => {
  test.for(rules.map((rule) => [rule.id, rule] as const))('%s', async ([id, rule]) => {
    const { file, pass, fail, message } = rule.example;
    const path = join(root, file);
    const text = readFileSync(path, 'utf8');
    expect(text.split(pass).length - 1, `\`${pass}\` occurs once in ${file}`).toBe(1);
    try {
      writeFileSync(
        path,
        text.replace(pass, () => fail),
      );
      const messages = await messagesOf();
      expect(messages.map((each) => `${each.rule}: ${each.text}`)).toEqual([`${id}: ${message}`]);
      const [only] = messages;
      expect(only?.level).toBe(rule.level);
      expect(only?.hint, 'a hint is an action').toMatch(/^[A-Z`].*[^.]$/);
      expect(only?.text, 'a sentence has no full stop').not.toMatch(/\.$/);
    } finally {
      writeFileSync(path, text);
    }
  });
});

test('docs/rules.md says what the rules say', () => {
  const page = rulesPage();
  if (process.env['UPDATE']) writeFileSync(docs, page);
  expect(readFileSync(docs, 'utf8')).toBe(page);
});

/** The page about all rules. */
function rulesPage(): string {
  const intro = [
    '# Rules',
    '',
    'Every rule that `tocsin check` runs, with an example that gives its message: the line with `-` does, the line with `+` does not.',
    'An error stops the build; a warning and an info do not. The configuration sets another level, or turns a rule off:',
    '',
    '```yaml',
    'rules: {unsaid-release: error, future-publication: off}',
    '```',
    '',
    'This page is made of the rules themselves: `UPDATE=1 npx vitest run test/rules.test.ts` writes it.',
  ];
  return `${[...intro, ...rules.flatMap(ruleLines)].join('\n')}\n`;
}

function ruleLines({ id, level, about, example }: Rule): string[] {
  const { file, pass, fail, message } = example;
  return [
    '',
    `## ${id}`,
    '',
    `${level[0]?.toUpperCase()}${level.slice(1)}. ${about}`,
    '',
    `\`${file}\``,
    '',
    '```diff',
    ...marked('-', fail),
    ...marked('+', pass),
    '```',
    '',
    `> ${message}`,
  ];
}

/** Lines of an example with their mark; what a reader cannot see is written as an escape, a very long line is cut. */
function marked(mark: string, text: string): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  if (text === '') return [];
  return lines.map((line) => {
    const visible = line.replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu,
      (each) => `\\u${each.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
    return `${mark} ${visible.length > 160 ? `${visible.slice(0, 160)}…` : visible}`;
  });
}
