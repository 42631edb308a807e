// `tocsin release`: an advisory leaves the private root and becomes public, with its files, in one go that can be
// broken off at any point and run again.

import type { Journal } from '../lib/embargo/release-journal.ts';
import type { Advisory, Content, Instant } from '../types.ts';
import { type Command, NOW, type Options, PRIVATE, ROOT, type Terminal, UsageError } from './command.ts';

export default {
  name: 'release',
  about: 'Move an advisory from the private root to the public one, dated and with the version "Public release."',
  arguments: [{ name: 'id', about: 'id of an advisory under embargo, such as XSA-523' }],
  options: [
    ROOT,
    PRIVATE,
    { flags: '--at <time>', about: 'public since this time and not the planned one; "now" for this moment' },
    { flags: '--dry-run', about: 'print the plan that a release follows, at any time, and write nothing' },
    NOW,
  ],
  example: 'tocsin release XSA-523 --private ../embargoed --dry-run',
  async run(terminal, options, [id = '']) {
    const { printable } = await import('../lib/decode/decode.ts');
    const { Refusal } = await import('./refusal.ts');
    const folder = options['private'];
    if (folder === undefined) throw new UsageError('--private is missing: the root that the advisory lies in');
    try {
      return await release(terminal, options, { root: options['root'] ?? '.', folder }, id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      terminal.progress('');
      terminal.error(`error: ${printable(error.message)}\n    hint: ${printable(error.hint)}\n`);
      return 1;
    }
  },
} satisfies Command;

type Folders = { readonly root: string; readonly folder: string };

async function release(terminal: Terminal, options: Options, roots: Folders, id: string): Promise<number> {
  const { takeLock } = await import('./release-lock.ts');
  const { readRoots } = await import('./read-root.ts');
  const now = terminal.now(options['now']);
  const at = await timeOf(options['at'], now);
  const isDry = options['dryRun'] !== undefined;
  terminal.progress('reading');
  // Refuses folders that are none, and roots that lie in each other.
  const sources = await readRoots(roots.root, roots.folder);
  if (isDry) return releaseIn(terminal, { roots, sources, id, now, at, isDry });
  const unlock = takeLock(roots.folder, terminal);
  try {
    // What was read before may have been changed by the release that had the lock.
    const own = await readRoots(roots.root, roots.folder);
    return await releaseIn(terminal, { roots, sources: own, id, now, at, isDry });
  } finally {
    unlock();
  }
}

type Wanted = {
  readonly roots: Folders;
  readonly sources: import('../types.ts').Sources;
  readonly id: string;
  readonly now: Instant;
  readonly at: Instant | undefined;
  readonly isDry: boolean;
};

async function releaseIn(terminal: Terminal, wanted: Wanted): Promise<number> {
  const { check } = await import('../check.ts');
  const { hasErrors } = await import('../build.ts');
  const { report, summary } = await import('../lib/report.ts');
  const { releaseSteps } = await import('../lib/embargo/release-journal.ts');
  const { assertRoom, perform } = await import('./release-files.ts');
  const { planOf } = await import('./release-plan.ts');
  const { readBuiltTheme } = await import('./read-root.ts');
  const { isPublic } = await import('../lib/is-public.ts');
  const { roots, sources, id, now, isDry } = wanted;
  const journal = await begun(roots.folder, id);
  if (journal) return continued(terminal, wanted, journal);
  const { content, messages: found } = check(sources, now);
  if (!content) {
    terminal.error(report(found, 'text', terminal.hasColor));
    return 1;
  }
  const advisory = content.embargoed.find((each) => each.id === id);
  if (!advisory && content.advisories.some((each) => each.id === id && isPublic(each, now))) {
    terminal.progress('');
    terminal.out(`${id} is public; nothing to do\n`);
    return 0;
  }
  if (!advisory) {
    terminal.error(
      report(
        found.filter(({ level }) => level === 'error'),
        'text',
        terminal.hasColor,
      ),
    );
    throw new UsageError(`no advisory ${id} that can be read is in ${roots.folder}`);
  }
  const date = await dateOf(advisory, wanted);
  terminal.progress('building');
  const plan = await planOf(terminal, roots, readBuiltTheme(terminal.themeFolder), advisory, { date, now });
  assertRoom(roots, plan.journal);
  terminal.progress('');
  terminal.error(report(plan.messages, 'text', terminal.hasColor));
  if (hasErrors(plan.messages)) {
    terminal.error(`${summary(plan.messages)}; nothing was written\n`);
    return 1;
  }
  terminal.out(plan.text);
  if (!isDry) for (const step of releaseSteps(plan.journal)) perform(roots, step);
  terminal.out(isDry ? 'Nothing was written.\n' : `${id} lies in the public root.\n`);
  tellLeft(terminal, roots, advisory, plan.built.content ?? content);
  return 0;
}

/** Does what a release that was broken off had still to do. */
async function continued(terminal: Terminal, wanted: Wanted, journal: Journal): Promise<number> {
  const { roots, id, now, at, isDry } = wanted;
  const { hasErrors } = await import('../build.ts');
  const { report, summary } = await import('../lib/report.ts');
  const { releaseSteps } = await import('../lib/embargo/release-journal.ts');
  const { perform } = await import('./release-files.ts');
  const { readBuiltTheme, readRoots } = await import('./read-root.ts');
  const { signedBuild } = await import('./signed-build.ts');
  const { Refusal } = await import('./refusal.ts');
  if (at !== undefined && at !== journal.date)
    throw new Refusal(
      `the release of \`${id}\` has begun, public since ${journal.date}`,
      'Run it again without --at; afterwards the date can be edited',
    );
  terminal.progress('');
  terminal.out(`The release of ${id}, public since ${journal.date}, was broken off.\n`);
  if (isDry) {
    terminal.out(
      `It would go on with:\n${journal.files.map(({ path }) => `  ${path}\n`).join('')}Nothing was written.\n`,
    );
    return 0;
  }
  for (const step of releaseSteps(journal)) perform(roots, step);
  terminal.out(`${id} lies in the public root.\n`);
  const then = now > journal.date ? now : journal.date;
  const sources = await readRoots(roots.root, roots.folder);
  const { built, messages } = await signedBuild(terminal, sources, then, readBuiltTheme(terminal.themeFolder));
  terminal.error(report(messages, 'text', terminal.hasColor));
  const count = summary(messages);
  if (count) terminal.error(`${count}\n`);
  const advisory = built.content?.advisories.find((each) => each.id === id);
  if (advisory && built.content) tellLeft(terminal, roots, advisory, built.content);
  return hasErrors(messages) ? 1 : 0;
}

/** The journal of a release that was broken off. */
async function begun(folder: string, id: string): Promise<Journal | undefined> {
  const { readFileSync, statSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { journalName, readJournal } = await import('../lib/embargo/release-journal.ts');
  const { Refusal } = await import('./refusal.ts');
  const path = join(folder, journalName(id));
  // An id with a slash would lead elsewhere.
  if (!/^[\w-]+$/.test(id) || !statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const journal = readJournal(readFileSync(path, 'utf8'));
  if (journal?.id === id) return journal;
  throw new Refusal(`\`${path}\` cannot be read`, 'Restore both roots from git, remove the file, and begin again');
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

/** What a person does next. */
function tellLeft(terminal: Terminal, { root, folder }: Folders, advisory: Advisory, content: Content): void {
  const { site, certificates = [] } = content;
  const { id, embargo, series } = advisory;
  const own = site.series.find((each) => each.id === series);
  const { posting } = site.disclosure;
  const isSigned = certificates.length > 0;
  const inside = [
    ...(embargo?.reporter === undefined ? [] : ['reporter']),
    ...(embargo && embargo.notify.length > 0 ? ['notify'] : []),
  ];
  const lines = [
    ...(inside.length > 0
      ? [`see whether \`embargo.${inside.join('` and `embargo.')}\` may be read by everybody who reads the public root`]
      : []),
    `build the site, sign it and publish it: \`tocsin build --root ${root}${isSigned ? ' --sign' : ''}\``,
    `commit the public root, with \`urls.lock\`: ${root}`,
    `commit the private root, which has it no longer: ${folder}`,
    ...(own?.mail ? [`announce it: \`tocsin announce ${id} --send\``] : []),
    ...(posting ? [`post it to ${posting.to}: \`tocsin announce ${id} --to oss-security\``] : []),
    ...(embargo?.exploit?.isShared
      ? [
          `post the exploit${embargo.exploit.followUp === undefined ? '' : ` at ${embargo.exploit.followUp}`}: \`tocsin announce ${id} --to oss-security --follow-up\``,
        ]
      : []),
  ];
  terminal.out(`Left to do:\n${lines.map((line) => `- ${line}\n`).join('')}`);
}
