// Whether a patch can be taken back in a branch, which is so when its changes are there. Tried on an index of its own:
// nothing is checked out, so no filter or hook of the repository runs.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../git.ts';
import type { IndexedPatch } from '../patches/patch-index.ts';
import type { History } from './history.ts';

/** For each ref of the history the SHA-256 of those patches that can be taken back there. */
export async function reversiblePatches(
  folder: string,
  history: History,
  absent: readonly { readonly patch: IndexedPatch; readonly refs: readonly number[] }[],
  bytesOf: (patch: IndexedPatch) => Promise<Uint8Array | undefined>,
): Promise<readonly ReadonlySet<string>[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'tocsin-index-'));
  try {
    const found: Set<string>[] = [];
    for (const [at, { commit }] of history.refs.entries()) {
      const own = new Set<string>();
      found.push(own);
      const patches = absent.filter(({ refs, patch }) => refs.includes(at) && patch.sha256 !== undefined);
      if (patches.length === 0) continue;
      const environment = { GIT_INDEX_FILE: join(temporary, 'index') };
      run(folder, ['read-tree', commit], '', environment);
      for (const { patch } of patches) {
        const bytes = await bytesOf(patch);
        // What can be applied as well says nothing: its lines are there more than once.
        if (bytes && applies(folder, bytes, environment, ['--reverse']) && !applies(folder, bytes, environment, []))
          own.add(patch.sha256 ?? '');
      }
    }
    return found;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function applies(
  folder: string,
  bytes: Uint8Array,
  environment: Readonly<Record<string, string>>,
  options: readonly string[],
): boolean {
  try {
    run(folder, ['apply', '--cached', '--check', ...options, '--whitespace=nowarn', '-'], bytes, environment);
    return true;
  } catch (error) {
    if (typeof (error as { readonly status?: unknown }).status !== 'number') throw error;
    return false;
  }
}
