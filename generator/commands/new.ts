// `tocsin new`: the next free id, and a file whose blanks are to be filled.

import { type Command, ROOT, UsageError } from './command.ts';

export default {
  name: 'new',
  about: 'Begin an advisory: takes the next free id and writes a file with blanks',
  arguments: [{ name: 'series', about: 'key of the series in content/site.yaml' }],
  options: [
    ROOT,
    { flags: '--title <text>', about: 'its title' },
    { flags: '--now <time>', about: 'take the year and day from this time' },
  ],
  example: "tocsin new xsa --title 'Missing bounds check in the console ring'",
  async run(terminal, options, [key = '']) {
    const { mkdirSync, writeFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const { check } = await import('../check.ts');
    const { wasSupported } = await import('../lib/versions/coverage.ts');
    const { nextNumber } = await import('../lib/next-number.ts');
    const { withSupportDates } = await import('../lib/versions/release-dates.ts');
    const { report } = await import('../lib/report.ts');
    const { readRoot } = await import('./read-root.ts');
    const root = options['root'] ?? '.';
    const now = terminal.now(options['now']);
    const sources = readRoot(root);
    const { content, messages } = check(sources, now);
    if (!content) {
      terminal.error(report(messages, 'text', terminal.hasColor));
      return 1;
    }
    const series = content.site.series.find((each) => each.id === key);
    if (!series)
      throw new UsageError(
        `no series ${key} in content/site.yaml, which has ${content.site.series.map((each) => each.id).join(', ') || 'none'}`,
      );
    // File names count too: a file that cannot be read yet holds its number all the same.
    const taken = [
      ...sources.documents.map((document) => (document.path.split('/').at(-1) ?? '').replace(/\.md$/, '')),
      ...content.advisories.map((advisory) => advisory.id),
    ];
    const id = [series.prefix, ...nextNumber(series, taken, now)].join('-');
    const title = (options['title'] ?? 'FIXME').replace(/\s+/g, ' ').trim();
    const folder = join(root, 'content', series.id);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${id}.md`);
    const releases = content.site.releases
      .map((release) => withSupportDates(release, content.support))
      .filter((release) => release.series.includes(series.id) && wasSupported(release, now))
      .map((release) => release.id);
    const severities = series.severities.map((severity) => severity.id);
    const blank = { id, title: JSON.stringify(title), day: now.slice(0, 10), severities, releases };
    writeFileSync(path, series.definition.template(blank), { flag: 'wx' });
    terminal.out(`${path}\n`);
    return 0;
  },
} satisfies Command;
