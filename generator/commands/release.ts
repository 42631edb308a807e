// `tocsin release`: advisories leave the private root and become public, with their files, in one go that can be broken
// off at any point and run again.

import type { Advisory, Content, Instant, Message } from '../types.ts';
import { type Command, NOW, type Options, PRIVATE, ROOT, type Terminal, UsageError } from './command.ts';

export default {
  name: 'release',
  about: 'Move an advisory from the private root to the public one, dated and with the version "Public release."',
  arguments: [
    {
      name: 'id',
      about: 'id of an advisory under embargo, such as XSA-523; several become public together',
      isList: true,
    },
  ],
  options: [
    ROOT,
    PRIVATE,
    { flags: '--at <time>', about: 'public since this time and not the planned one; "now" for this moment' },
    { flags: '--dry-run', about: 'print the plan that a release follows, at any time, and write nothing' },
    NOW,
  ],
  example: 'tocsin release XSA-523 --private ../embargoed --dry-run',
  async run(terminal, options, ids) {
    const { printable } = await import('../lib/decode/decode.ts');
    const { Refusal } = await import('./refusal.ts');
    const folder = options['private'];
    if (folder === undefined) throw new UsageError('--private is missing: the root that the advisory lies in');
    try {
      return await release(terminal, options, { root: options['root'] ?? '.', folder }, [...new Set(ids)]);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      terminal.progress('');
      terminal.error(`error: ${printable(error.message)}\n    hint: ${printable(error.hint)}\n`);
      return 1;
    }
  },
} satisfies Command;

type Folders = { readonly root: string; readonly folder: string };

type Wanted = {
  readonly roots: Folders;
  readonly ids: readonly string[];
  readonly now: Instant;
  readonly at: Instant | undefined;
  readonly isDry: boolean;
};

async function release(terminal: Terminal, options: Options, roots: Folders, ids: readonly string[]): Promise<number> {
  const { takeLock } = await import('./release-lock.ts');
  const { readRoots } = await import('./read-root.ts');
  const now = terminal.now(options['now']);
  const isDry = options['dryRun'] !== undefined;
  const wanted = { roots, ids, now, at: await timeOf(options['at'], now), isDry };
  terminal.progress('reading');
  // Refuses folders that are none, and roots that lie in each other.
  await readRoots(roots.root, roots.folder);
  if (isDry) return releaseAll(terminal, wanted);
  const unlock = takeLock(roots.folder, terminal);
  try {
    return await releaseAll(terminal, wanted);
  } finally {
    unlock();
  }
}

/** First what was broken off, then the rest together. */
async function releaseAll(terminal: Terminal, wanted: Wanted): Promise<number> {
  const { begun, goOn } = await import('./release-again.ts');
  const journals = begun(wanted.roots.folder, wanted.ids);
  for (const journal of journals) {
    const code = await goOn(terminal, wanted, journal);
    if (code !== 0) return code;
  }
  const done = new Set(journals.flatMap(({ advisories }) => advisories.map(({ id }) => id)));
  const ids = wanted.ids.filter((id) => !done.has(id));
  return ids.length > 0 ? releaseTogether(terminal, { ...wanted, ids }) : 0;
}

async function releaseTogether(terminal: Terminal, wanted: Wanted): Promise<number> {
  const { check } = await import('../check.ts');
  const { hasErrors } = await import('../build.ts');
  const { report, summary } = await import('../lib/report.ts');
  const { enumerated } = await import('../lib/text/layout.ts');
  const { releaseSteps } = await import('../lib/embargo/release-journal.ts');
  const { assertRoom, performAll } = await import('./release-files.ts');
  const { tellLeft } = await import('./release-left.ts');
  const { planOf } = await import('./release-plan.ts');
  const { readBuiltTheme, readRoots } = await import('./read-root.ts');
  const { roots, now, isDry } = wanted;
  const { content, messages: found } = check(await readRoots(roots.root, roots.folder), now);
  terminal.progress('');
  if (!content) {
    terminal.error(report(found, 'text', terminal.hasColor));
    return 1;
  }
  const advisories = await advisoriesIn(terminal, content, found, wanted);
  if (advisories.length === 0) return 0;
  const released = await Promise.all(
    advisories.map(async (advisory) => ({ advisory, date: await dateOf(advisory, wanted) })),
  );
  terminal.progress('building');
  const isPosted = content.site.disclosure.posting !== undefined;
  const plan = await planOf(terminal, roots, readBuiltTheme(terminal.themeFolder), released, { isPosted, now });
  assertRoom(roots, plan.journal);
  terminal.progress('');
  terminal.error(report(plan.messages, 'text', terminal.hasColor));
  const ids = advisories.map(({ id }) => id);
  if (hasErrors(plan.messages)) {
    terminal.error(`${summary(plan.messages)}; nothing was written\n`);
    const linked = linkedFrom(plan.messages, content, ids);
    if (linked.length > 0)
      terminal.error(
        `    hint: Release together what names each other: \`tocsin release ${[...ids, ...linked].join(' ')}\`\n`,
      );
    return 1;
  }
  terminal.out(plan.text);
  if (!isDry) performAll(roots, releaseSteps(plan.journal));
  terminal.out(
    isDry ? 'Nothing was written.\n' : `${enumerated(ids)} ${ids.length === 1 ? 'lies' : 'lie'} in the public root.\n`,
  );
  tellLeft(terminal, roots, plan.journal, plan.built.content ?? content);
  return 0;
}

/** Those of the private root that were asked for. Throws `UsageError` for an id that neither root has. */
async function advisoriesIn(
  terminal: Terminal,
  content: Content,
  found: readonly Message[],
  { ids, now, roots }: Wanted,
): Promise<readonly Advisory[]> {
  const { isPublic } = await import('../lib/is-public.ts');
  const { report } = await import('../lib/report.ts');
  return ids.flatMap((id) => {
    const advisory = content.embargoed.find((each) => each.id === id);
    if (advisory) return [advisory];
    if (content.advisories.some((each) => each.id === id && isPublic(each, now))) {
      terminal.out(`${id} is public; nothing to do\n`);
      return [];
    }
    const errors = found.filter(({ level }) => level === 'error');
    terminal.error(report(errors, 'text', terminal.hasColor));
    throw new UsageError(`no advisory ${id} that can be read is in ${roots.folder}`);
  });
}

/** Others under embargo that errors are about: a public file cannot name what is not public. */
function linkedFrom(messages: readonly Message[], { embargoed }: Content, ids: readonly string[]): readonly string[] {
  const dead = messages.filter(({ level, rule }) => level === 'error' && rule === 'dead-link');
  return embargoed
    .filter(({ id, status }) => !ids.includes(id) && status !== 'draft' && status !== 'withdrawn')
    .map(({ id }) => id)
    .filter((id) => dead.some(({ text }) => text.split(/[^\w-]+/).includes(id)));
}

/** `--at` as an instant. */
async function timeOf(written: string | undefined, now: Instant): Promise<Instant | undefined> {
  const { instant, isDay } = await import('../lib/decode/fields.ts');
  if (written === undefined) return undefined;
  if (written === 'now') return now;
  const decoded = instant.safeParse(written);
  if (decoded.success && !isDay(written.trim())) return decoded.data;
  throw new UsageError(`--at takes a time with its offset such as 2026-12-01T12:00:00Z, or "now"; found ${written}`);
}

/** Since when the advisory will be public. Throws `Refusal` for one that may not be, or not yet. */
async function dateOf({ id, status, published }: Advisory, { at, now, isDry }: Wanted): Promise<Instant> {
  const { Refusal } = await import('./refusal.ts');
  if (status === 'draft' || status === 'withdrawn')
    throw new Refusal(`\`${id}\` has the status \`${status}\``, 'Write `status: embargoed` once it is complete');
  const date = at ?? published;
  if (date === undefined) throw new Refusal(`\`${id}\` has no planned date`, 'Write `published`, or give `--at now`');
  if (date > now && !isDry)
    throw new Refusal(
      at === undefined ? `\`${id}\` is planned for ${date}, and it is ${now}` : `--at is ${date}, and it is ${now}`,
      'Wait, or give `--at now`: what is in the public root is public',
    );
  return date;
}
