// One release at a time: the lock names the process that holds it, and one whose process is gone holds nothing.

import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Terminal } from './command.ts';
import { Refusal } from './refusal.ts';

const LOCK = '.tocsin-release.lock';

/** Takes the lock of a private root and gives what releases it. Throws `Refusal` while another process has it. */
export function takeLock(folder: string, { process }: Pick<Terminal, 'process'>): () => void {
  const lock = join(folder, LOCK);
  const own = join(folder, `${LOCK}.${process.id}`);
  const text = `${process.id}\n`;
  writeFileSync(own, text);
  try {
    if (!isLinked(own, lock)) {
      removeStale(lock, process);
      if (!isLinked(own, lock)) throw inUse(lock);
    }
  } finally {
    rmSync(own, { force: true });
  }
  removeLeftovers(folder, process);
  return () => rmSync(lock, { force: true });
}

/** A link is made by one process only, and never half written. */
function isLinked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** Files of processes that were killed while they took the lock. */
function removeLeftovers(folder: string, process: Terminal['process']): void {
  for (const name of readdirSync(folder)) {
    const [, id] = /^\.tocsin-release\.lock\.(?:stale-)?(\d{1,10})$/.exec(name) ?? [];
    if (id !== undefined && !process.isRunning(Number(id))) rmSync(join(folder, name), { force: true });
  }
}

function removeStale(lock: string, process: Terminal['process']): void {
  const holder = holderOf(lock);
  if (holder === undefined) return;
  if (process.isRunning(holder)) throw inUse(lock);
  const aside = `${lock}.stale-${process.id}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  // Between reading and renaming another process may have taken the lock: it gets it back.
  const isOther = holderOf(aside) !== holder;
  if (isOther) isLinked(aside, lock);
  rmSync(aside, { force: true });
  if (isOther) throw inUse(lock);
}

/** The id of the process that the lock names; 0, which no process has, for one that cannot be read. */
function holderOf(lock: string): number | undefined {
  try {
    return Number(/^(\d{1,10})\n$/.exec(readFileSync(lock, 'utf8'))?.[1] ?? 0);
  } catch {
    return undefined;
  }
}

const inUse = (lock: string): Refusal =>
  new Refusal(
    `another release is running: \`${lock}\` is there`,
    'Wait for it; remove the lock when no other process runs',
  );
