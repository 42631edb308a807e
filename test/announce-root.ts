// A small root whose advisories are mailed in every form, and a terminal that remembers what it was told.

import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import announce from '../generator/commands/announce.ts';
import type { Terminal } from '../generator/commands/command.ts';

export const project = resolve(import.meta.dirname, '..');

export const KEY = join(project, 'test/keys/halyard-signing.asc');

/** When the tests take place. */
export const NOW = '2026-11-21T12:00:00Z';

/** Bytes that a careless mail program would change: CRLF, trailing blanks, `From `, no line end at the end. */
export const PATCH = Buffer.from(
  'From 0123456789abcdef Mon Sep 17 00:00:00 2001\r\nSubject: é\n\n--- a/x \n+++ b/x\n-\t\n+.\n.\n+é',
);

/** The configuration. */
export const SITE = `title: Sample security
description: For tests
url: https://security.sample.example
license: CC-BY-4.0
tag: security.sample.example,2026
team: {name: Sample security team, email: security@sample.example}
keys: [{file: sample.asc, roles: signing}]
series:
  xsa:
    name: Sample Advisory
    mail:
      from: "Équipe sécurité <security@sample.example>"
      to: [Announcements <announce@lists.sample.example>, users@lists.sample.example]
      cc: archive@sample.example
      reply-to: users@lists.sample.example
      subject: "{series} {number}{update}{cves} - {title}"
      form: mime
  inl:
    layout: xsa
    prefix: INL
    name: Inline Advisory
    mail: {to: announce@lists.sample.example}
  dsa:
    name: Sample Distribution Advisory
    mail: {to: announce@lists.sample.example, subject: "[SECURITY] [{prefix} {number}] {packages} {kind}"}
    severities: []
  quiet:
    layout: xsa
    prefix: QUIET
    name: Advisory without mail
releases:
  - {id: "1", name: Sample 1, product: sample, series: [xsa, inl, quiet]}
  - {id: first, name: Sample OS 1, codename: first, suite: stable, series: [dsa]}
rules: {embargoed-in-public-root: off, web-key-directory: off}
`;

const BODY = `## Issue description

From the first byte on, it goes wrong – é, 漢字, and a dash:

    From here on
    - an item
    .
    x

## Impact

Bad.

## Vulnerable systems

All.

## Mitigation

None.

## Resolution

Update.

## Note regarding lack of embargo

It was public.
`;

const advisory = (id: string, more = '', title = 'Title – “quoted”') => `---
id: ${id}
title: ${JSON.stringify(title)}
published: 2026-05-01T12:00:00Z
cves: [CVE-2026-190001, CVE-2026-190002]
affected:
  - {product: sample, from: "0.1", fixed: {"1": "1.2"}}
${more}---

${BODY}`;

const PATCHED = `patches:
  - {file: one/fix.patch, applies: Sample 1, releases: ["1"]}
  - {file: two/fix.patch, applies: Sample 1, releases: ["1"]}
revisions:
  - {version: 1, date: 2026-05-01T12:00:00Z, change: First publication.}
  - {version: 2, date: 2026-06-01T12:00:00Z, change: Corrected.}
  - {version: 3, date: 2026-07-01T12:00:00Z, change: Corrected again.}
`;

const distribution = (id: string) => `---
id: ${id}
package: thing
kind: security update
author: Somebody
published: 2026-05-0${id.at(-1)}
fixes: [{release: first, version: 1.2-1}]
---

Something is wrong in thing.
`;

/** Writes the root, with changes: path to text; the ids in `only` are all that it has, when given. */
export function announceRoot(changes: Readonly<Record<string, string>> = {}, only?: RegExp): string {
  const root = mkdtempSync(join(tmpdir(), 'tocsin-announce-'));
  const files: Record<string, string | Uint8Array> = {
    'content/site.yaml': SITE,
    'content/xsa/XSA-1.md': advisory('XSA-1', PATCHED),
    'content/inl/INL-1.md': advisory('INL-1', PATCHED),
    'content/inl/INL-2.md': advisory(
      'INL-2',
      'status: withdrawn\nwithdrawn: {date: 2026-06-01, reason: It is none.}\n',
    ),
    'content/inl/INL-3.md': advisory('INL-3', 'status: embargoed\n', 'The secret of the third'),
    'content/quiet/QUIET-1.md': advisory('QUIET-1'),
    'content/dsa/DSA-7-1.md': distribution('DSA-7-1'),
    'content/dsa/DSA-7-2.md': distribution('DSA-7-2'),
    ...Object.fromEntries(
      ['xsa/XSA-1', 'inl/INL-1'].flatMap((path) =>
        ['one', 'two'].map((folder) => [`content/${path}/${folder}/fix.patch`, PATCH]),
      ),
    ),
    ...changes,
  };
  for (const [path, text] of Object.entries(files)) {
    if (only && path !== 'content/site.yaml' && !only.test(path)) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'content/keys'), { recursive: true });
  cpSync(join(project, 'content/keys/halyard-2025.asc'), join(root, 'content/keys/sample.asc'));
  return root;
}

/** What a run printed, and its exit code. */
export type Run = { readonly code: number; readonly out: string; readonly error: string };

/** Runs `tocsin announce` in this process; `answers` are those of a person. */
export async function runAnnounce(
  id: string,
  options: Readonly<Record<string, string | undefined>>,
  { env = {}, answer, now = NOW }: { env?: Record<string, string>; answer?: string; now?: string } = {},
): Promise<Run> {
  let [out, error] = ['', ''];
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    progress: () => {},
    hasColor: false,
    now: (written) => written ?? now,
    themeFolder: join(project, 'build/theme'),
    env: (name) => env[name],
    programEnvironment: {},
    input: async () => undefined,
    isInteractive: answer !== undefined,
    ask: async () => answer,
    askSecret: async () => undefined,
    process: { id: 1, isRunning: () => false },
  };
  const code = await announce.run(terminal, options, [id]);
  return { code, out, error };
}
