// Reading a root for a verb: a root that is none is wrong use, not a crash.

import { statSync } from 'node:fs';
import { read } from '../read.ts';
import type { Sources } from '../types.ts';
import { UsageError } from './command.ts';

/** Reads the root, or says what is wrong with it. */
export function readRoot(root: string): Sources {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${root} is no folder`);
  return read(root);
}
