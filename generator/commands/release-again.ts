// Releases that were broken off: which there are, and how they go on.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasErrors } from '../build.ts';
import { type Journal, journalOf, readJournal, releaseSteps } from '../lib/embargo/release-journal.ts';
import { report, summary } from '../lib/report.ts';
import type { Instant } from '../types.ts';
import type { Terminal } from './command.ts';
import { readBuiltTheme, readRoots } from './read-root.ts';
import { Refusal } from './refusal.ts';
import { performAll, type Roots } from './release-files.ts';
import { tellLeft } from './release-left.ts';
import { signedBuild } from './signed-build.ts';

/** The journals of releases of one of the ids that have begun and not ended. Throws `Refusal` for an unreadable one. */
export function begun(folder: string, ids: readonly string[]): readonly Journal[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const first = journalOf(name);
      if (first === undefined) return [];
      const path = join(folder, name);
      const journal = readJournal(readFileSync(path, 'utf8'));
      if (journal?.advisories[0]?.id === first)
        return journal.advisories.some(({ id }) => ids.includes(id)) ? [journal] : [];
      if (!ids.includes(first)) return [];
      throw new Refusal(`\`${path}\` cannot be read`, 'Restore both roots from git, remove the file, and begin again');
    });
}

/** Does what a release that was broken off had still to do. Resolves to the exit code. */
export async function goOn(
  terminal: Terminal,
  { roots, now, at, isDry }: { roots: Roots; now: Instant; at: Instant | undefined; isDry: boolean },
  journal: Journal,
): Promise<number> {
  const { advisories, files } = journal;
  const other = advisories.find(({ date }) => at !== undefined && at !== date);
  if (other)
    throw new Refusal(
      `the release of \`${other.id}\` has begun, public since ${other.date}`,
      'Run it again without --at; afterwards the date can be edited',
    );
  terminal.progress('');
  for (const { id, date } of advisories) terminal.out(`The release of ${id}, public since ${date}, was broken off.\n`);
  if (isDry) {
    terminal.out(`It would go on with:\n${files.map(({ path }) => `  ${path}\n`).join('')}Nothing was written.\n`);
    return 0;
  }
  performAll(roots, releaseSteps(journal));
  for (const { id } of advisories) terminal.out(`${id} lies in the public root.\n`);
  const then = advisories.reduce((latest, { date }) => (date > latest ? date : latest), now);
  const sources = await readRoots(roots.root, roots.folder);
  const { built, messages } = await signedBuild(terminal, sources, then, readBuiltTheme(terminal.themeFolder));
  terminal.error(report(messages, 'text', terminal.hasColor));
  const count = summary(messages);
  if (count) terminal.error(`${count}\n`);
  if (built.content) tellLeft(terminal, roots, journal, built.content);
  return hasErrors(messages) ? 1 : 0;
}
