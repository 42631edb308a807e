// A site in a folder. Symbolic links are never followed: what they show is not the site.

import { constants, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { MARKER } from '../links.ts';
import { hashing } from './hashing.ts';
import type { Loaded, SiteFiles } from './site-files.ts';

/** The files below a folder. */
export function folderFiles(folder: string): SiteFiles {
  const paths: string[] = [];
  const strange: string[] = [];
  const folders = [''];
  for (let parent = folders.pop(); parent !== undefined; parent = folders.pop()) {
    for (const entry of readdirSync(join(folder, parent), { withFileTypes: true })) {
      const path = parent === '' ? entry.name : `${parent}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (!entry.isFile()) strange.push(path);
      else if (path !== MARKER) paths.push(path);
    }
  }
  const known = new Set(paths);
  return {
    name: folder,
    paths: paths.sort(),
    strange: strange.sort(),
    parallel: 16,
    load: async (path) => (known.has(path) ? read(join(folder, path)) : { kind: 'missing' }),
    stopped: () => undefined,
  };
}

async function read(file: string): Promise<Loaded> {
  try {
    // Somebody may have put a link in its place since the folder was listed.
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    const content = hashing();
    for await (const chunk of handle.createReadStream()) content.add(chunk as Uint8Array);
    return content.end();
  } catch (error) {
    return {
      kind: 'failed',
      reason: `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    };
  }
}
