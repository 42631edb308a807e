// A root made of what a real team published: 204 patch headers, an advisory for each number they name, and six support
// statements. The words around them are ours. Needs ../shared/corpora beside the project.

import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where the published data is; tests skip, naming it, where it is not. */
export const corpus = join(import.meta.dirname, '../../shared/corpora/xen');

/** True when the corpus is there. */
export const hasCorpus = existsSync(corpus);

/** What the root is made of. */
export type RealRoot = {
  readonly advisories: readonly string[];
  /** Path in the root -> the file of the corpus. */
  readonly patches: ReadonlyMap<string, string>;
  /** Files of the corpus that share number and name with another one, which is in the root in their place. */
  readonly merged: readonly string[];
};

/** Writes the root into a folder. */
export async function makeRealRoot(directory: string): Promise<RealRoot> {
  const { patches, merged } = choose((await readdir(join(corpus, 'patch-headers'))).sort());
  const numbers = new Map<number, string[]>();
  for (const name of patches.keys()) numbers.set(patchNumber(name), [...(numbers.get(patchNumber(name)) ?? []), name]);
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  };
  await write('content/site.yaml', CONFIGURATION);
  const copied = new Map<string, string>();
  for (const [number, names] of numbers) {
    await write(`content/xsa/XSA-${number}.md`, advisory(number, names));
    for (const name of names) {
      const source = join(corpus, 'patch-headers', patches.get(name) ?? '');
      await write(`content/xsa/XSA-${number}/${name}`, await readFile(source));
      copied.set(`content/xsa/XSA-${number}/${name}`, source);
    }
  }
  await cp(join(corpus, 'support'), join(directory, 'support'), { recursive: true });
  return { advisories: [...numbers.keys()].map((number) => `XSA-${number}`), patches: copied, merged };
}

/** The name that the patch had: the corpus puts ten digits of the blob's hash in front. */
export function patchName(file: string): string {
  return file.replace(/^[0-9a-f]{10}-/, '');
}

/** The number of the advisory that a patch name speaks of: `0502-xsa433-4.17.patch`, `xsa-185.patch`. */
export function patchNumber(name: string): number {
  return Number(/xsa-?(\d+)/.exec(name)?.[1]);
}

/** One file for each name: the first that has a text, or the first of all. */
function choose(files: readonly string[]): {
  readonly patches: ReadonlyMap<string, string>;
  readonly merged: readonly string[];
} {
  const isEmpty = (file: string) => readFileSync(join(corpus, 'patch-headers', file), 'latin1').trim() === '';
  const patches = new Map<string, string>();
  for (const file of files) {
    const earlier = patches.get(patchName(file));
    if (earlier === undefined || (isEmpty(earlier) && !isEmpty(file))) patches.set(patchName(file), file);
  }
  const chosen = new Set(patches.values());
  return { patches, merged: files.filter((file) => !chosen.has(file)) };
}

const CONFIGURATION = `title: Real patches
description: A root made of published patch headers and support statements
url: https://security.example
license: CC-BY-4.0
tag: security.example,2026
team: {name: Security team, email: security@security.example}
series:
  xsa: {name: Hypervisor advisory, plural: Hypervisor advisories}
`;

function advisory(number: number, names: readonly string[]): string {
  const patches = names.map((name) => `  - {file: ${JSON.stringify(name)}, applies: As its name says, tree: xen}\n`);
  return `---
id: XSA-${number}
title: Number ${number}
published: 2026-01-02T12:00:00Z
affected:
  - {product: xen, status: affected}
patches:
${patches.join('')}---

## Issue description

Text.

## Impact

Text.

## Vulnerable systems

Text.

## Mitigation

Text.

## Resolution

Apply the patches.

## Note regarding lack of embargo

Text.
`;
}
