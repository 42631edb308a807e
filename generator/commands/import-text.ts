// `tocsin import text`: an announcement that was sent, back as an advisory of this program.

import type { Message, ReadAnnouncement, ReadOptions, Series } from '../types.ts';
import { type Command, UsageError } from './command.ts';

export default {
  name: 'import text',
  about: 'Read an announcement back into a Markdown advisory: a text, clearsigned or not, or a mail',
  arguments: [{ name: 'file', about: 'the announcement' }],
  options: [
    { flags: '--root <dir>', about: 'compare with the configuration of this root' },
    { flags: '--series <key>', about: 'series of the root, or layout without one; found by the text itself otherwise' },
    { flags: '--date <day>', about: 'day of publication such as 2026-04-28, where the announcement names none' },
    { flags: '--keep-lines', about: 'end the lines of paragraphs where the announcement ends them' },
    { flags: '--settings', about: 'print the entries of the configuration that the announcement needs instead' },
    { flags: '--out <file>', about: 'write the advisory to a file that is not there yet' },
  ],
  example: 'tocsin import text DSA-5626-1.txt --settings',
  async run(terminal, options, [file = '']) {
    const { existsSync, readFileSync, statSync, writeFileSync } = await import('node:fs');
    const { basename } = await import('node:path');
    const { changeOf } = await import('./announce-again.ts');
    const { advisoryFile, isHash, settingsFile } = await import('../lib/import/advisory-file.ts');
    const { announcementFile } = await import('../lib/import/announcement-file.ts');
    const { isDay } = await import('../lib/decode/fields.ts');
    const { report } = await import('../lib/report.ts');
    const { readConfiguration } = await import('./read-configuration.ts');
    const { series: layouts } = await import('../series/index.ts');
    const { date, out, root, series: key } = options;
    if (date !== undefined && !isDay(date))
      throw new UsageError(`--date takes a day such as 2026-04-28; found ${date}`);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`there is no file ${file}`);
    if (out !== undefined && existsSync(out)) throw new UsageError(`${out} is there already; choose another name`);
    const configuration = root === undefined ? undefined : readConfiguration(root);
    const definitions = layoutsFor(key, layouts, configuration?.site.series);
    const found = await announcementFile(readFileSync(file));
    const place = { file, line: 1, column: 1 };
    const fail = (text: string, hint: string): number => {
      terminal.error(report([{ place, level: 'error', rule: 'import', text, hint }], 'text', terminal.hasColor));
      return 1;
    };
    if ('problem' in found) return fail(found.problem, 'Save the announcement as text, or as a mail');
    const day = date ?? found.day;
    const read = readWith(definitions, found.text, {
      keepLines: options['keepLines'] !== undefined,
      ...(day !== undefined && { day }),
      // Archives name files after advisories.
      subject: found.subject ?? basename(file),
    });
    if (!read)
      return fail(
        `Unexpected text, expected an announcement in the layout of ${definitions.map(({ id }) => `\`${id}\``).join(', ')}`,
        'Begin with the head of the announcement, and leave its lines as they were sent',
      );
    const dated = date === undefined ? read : { ...read, fields: { ...read.fields, published: date } };
    const { messages, announcement, series } = configuration?.compare(dated, key) ?? {
      messages: [],
      announcement: dated,
      series: undefined,
    };
    const changed = changeOf(dated, found.text);
    const checked = changed === undefined ? dated : { ...dated, lost: [...dated.lost, changed] };
    terminal.error(
      report([...lostMessages(checked, file, found.line, isHash), ...messages], 'text', terminal.hasColor),
    );
    const text = options['settings'] === undefined ? advisoryFile(announcement) : settingsFile(announcement, series);
    if (out === undefined) terminal.out(text);
    else {
      writeFileSync(out, text, { flag: 'wx' });
      terminal.out(`${out}\n`);
    }
    return 0;
  },
} satisfies Command;

/** The layouts to try: that of the series, or all. */
function layoutsFor(
  key: string | undefined,
  layouts: readonly Series[],
  series: readonly { readonly id: string; readonly definition: Series }[] | undefined,
): readonly Series[] {
  if (key === undefined) return layouts;
  const known =
    series?.map(({ id, definition }) => ({ id, definition })) ??
    layouts.map((definition) => ({ id: definition.id, definition }));
  const found = known.find(({ id }) => id === key);
  if (!found) throw new UsageError(`no series ${key}; there are ${known.map(({ id }) => id).join(', ') || 'none'}`);
  return [found.definition];
}

function readWith(layouts: readonly Series[], text: string, options: ReadOptions): ReadAnnouncement | undefined {
  for (const layout of layouts) {
    const read = layout.readAnnouncement(text, options);
    if (read) return read;
  }
  return undefined;
}

/** What is not in the advisory, line by line; of a long list the first ones say enough. */
function lostMessages(
  { lost }: ReadAnnouncement,
  file: string,
  from: number,
  isHash: (text: string) => boolean,
): Message[] {
  return lost.slice(0, MAX_REPORTED).map(({ line, text, reason }): Message => {
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    return {
      place: { file, line: from + line - 1, column: 1 },
      level: isHash(text) ? 'info' : 'warning',
      rule: 'import',
      text: `Not imported: \`${shown}\``,
      hint: reason,
    };
  });
}

const MAX_REPORTED = 200;
