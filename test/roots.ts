// Roots on the disk for tests: a folder that goes away afterwards, files by their path, and the smallest site that has
// advisories.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';

/** The root of the project, which is that of the demonstration. */
export const project = resolve(import.meta.dirname, '..');

/** A new folder for the tests of one file, removed after them. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `tocsin-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by their path in a root, and gives the root. */
export function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), body);
  }
  return root;
}

/** A configuration with the series `xsa` and one release; `setting` is one more of the series, `, clearsigned: true`. */
export const sampleSite = (setting = ''): string => `title: Sample security
description: For tests
url: https://security.sample.example
tag: security.sample.example,2026
license: CC-BY-4.0
team: {name: Sample team, email: security@sample.example}
series:
  xsa: {name: Sample Advisory${setting}}
releases:
  - {id: "1.0", product: barbican, series: xsa, released: 2020-01-01, security-until: 2028-01-01}
`;

const SECTIONS = ['Issue description', 'Impact', 'Vulnerable systems', 'Mitigation', 'Resolution'];

/** An advisory of that series with these lines of front matter, and the same words in each section. */
export function sampleAdvisory(
  fields: string,
  body = 'A guest can read memory.',
  last = 'Deployment during embargo',
): string {
  const sections = [...SECTIONS, last].map((title) => `## ${title}\n\n${body}\n`);
  return `---\n${fields}\n---\n\n${sections.join('\n')}`;
}
