// `tocsin disclosure`: what is due for the issues that are under embargo, and what the public ones still owe.

import { type Command, NOW, PRIVATE, ROOT, UsageError } from './command.ts';

export default {
  name: 'disclosure',
  about: 'Say what is due for issues under embargo; exits with 1 when something is late, broken or to be done',
  options: [
    ROOT,
    PRIVATE,
    NOW,
    { flags: '--format <format>', about: 'how to say it', choices: ['text', 'json'], default: 'text' },
    { flags: '--json', about: 'the same as --format json' },
    { flags: '--ics <file>', about: 'also write what is due as a calendar, ids and times only' },
  ],
  example: 'tocsin disclosure --private ../embargoed --ics ~/embargo.ics',
  async run(terminal, options) {
    const { check } = await import('../check.ts');
    const { desk, hasWork } = await import('../lib/disclosure/desk.ts');
    const { deskCalendar } = await import('../lib/disclosure/desk-calendar.ts');
    const { deskJson, deskText } = await import('../lib/disclosure/desk-text.ts');
    const { report } = await import('../lib/report.ts');
    const { assertUnpublished, readRoots } = await import('./read-root.ts');
    const { entriesIn } = await import('./sent-log-file.ts');
    const { Refusal } = await import('./refusal.ts');
    const root = options['root'] ?? '.';
    const { ics } = options;
    if (ics !== undefined) assertUnpublished(ics, '--ics', root);
    const now = terminal.now(options['now']);
    const sources = await readRoots(root, options['private']);
    const { content, messages } = check(sources, now);
    const inside = (path: string): string => `${sources.private?.folder ?? ''}/${path}`;
    // A file that cannot be read may be the one that is due; what is wrong with the others is a matter of `check`.
    const read = new Set([
      ...(content?.advisories ?? []).map(({ document }) => document.path),
      ...(content?.embargoed ?? []).map(({ document }) => inside(document.path)),
    ]);
    const errors = messages.filter(({ level, place }) => level === 'error' && !read.has(place.file));
    const relevant = content ? errors.filter(({ place }) => isAdvisoryFile(place.file)) : errors;
    terminal.error(report(relevant, 'text', terminal.hasColor));
    if (!content) throw new UsageError(`the configuration of ${root} has a fault; run \`tocsin check\``);
    try {
      const { site, advisories, embargoed } = content;
      const unread = [...new Set(relevant.map(({ place }) => place.file))].sort();
      const found = desk({ advisories, embargoed, inside, policy: site.disclosure, log: entriesIn(root), now, unread });
      const isJson = options['format'] === 'json' || options['json'] !== undefined;
      terminal.out(isJson ? deskJson(found) : deskText(found));
      if (ics !== undefined) {
        const { writeFileSync } = await import('node:fs');
        writeFileSync(ics, deskCalendar(site, found), { mode: 0o600 });
      }
      return hasWork(found) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      terminal.error(`error: ${error.message}\n    hint: ${error.hint}\n`);
      return 1;
    }
  },
} satisfies Command;

const isAdvisoryFile = (path: string): boolean => path.endsWith('.md') && !/(?:^|\/)content\/pages\//.test(path);
