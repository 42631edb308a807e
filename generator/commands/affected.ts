// `tocsin affected`: compares a list of installed packages with the advisories, as the page of the site does.

import { LIST_FORMATS, type ListFormat } from '../lib/affected/installed.ts';
import { type Command, NOW, ROOT, UsageError } from './command.ts';

/** More than a page of the site takes: one character may be four bytes. */
const MOST_BYTES = 256 * 1024 * 1024;

export default {
  name: 'affected',
  about:
    'Say which advisories affect the packages of a list on standard input; exits with 1 when one does, with 3 when some may',
  options: [
    {
      flags: '--release <id>',
      about: 'release of the distribution, may be given several times (default: what the list says)',
      isList: true,
    },
    { flags: '--index <source>', about: 'a root, a built site or its address (default: the root)' },
    {
      flags: '--read-as <form>',
      about: 'form of the list (default: recognised by its content)',
      choices: LIST_FORMATS,
    },
    { flags: '--format <format>', about: 'form of the answer', choices: ['text', 'json'], default: 'text' },
    ROOT,
    NOW,
  ],
  example: 'dpkg -l | tocsin affected --index https://security.halyard.example/ --release mizzen',
  async run(terminal, options, _words, lists) {
    const { chooseReleases } = await import('../lib/affected/choose-releases.ts');
    const { matchList } = await import('../lib/affected/match.ts');
    const { readList } = await import('../lib/affected/read-list.ts');
    const { affectedRecord, affectedText } = await import('../lib/affected/report.ts');
    const { readAdvisoryIndex } = await import('./affected-index.ts');
    const { stableJson } = await import('../lib/data/json.ts');
    const bytes = await terminal.input(MOST_BYTES);
    if (!bytes) throw new UsageError('give a list of packages on standard input: dpkg -l | tocsin affected');
    const list = readList(new TextDecoder().decode(bytes), options['readAs'] as ListFormat | undefined);
    if ('fault' in list) throw new UsageError(list.fault);
    if (list.packages.length === 0 && list.absent === 0)
      throw new UsageError('no line of the list is a package with its version');
    const now = terminal.now(options['now']);
    const index = await readAdvisoryIndex(options['index'] ?? options['root'] ?? '.', now);
    const asked = lists['release'] ?? [];
    const ids = index.releases.filter(({ product }) => product === undefined).map(({ id }) => id);
    const strange = asked.find((id) => !ids.includes(id));
    if (strange !== undefined)
      throw new UsageError(
        `--release takes ${ids.length === 0 ? 'nothing: there is none' : ids.join(', ')}; found ${strange}`,
      );
    const today = now.slice(0, 10);
    const result = matchList(index, list, chooseReleases(index, list, asked), today);
    const report = { index, list, result, today };
    terminal.out(options['format'] === 'json' ? stableJson(affectedRecord(report)) : affectedText(report));
    return EXIT_CODES[result.state];
  },
} satisfies Command;

const EXIT_CODES = { none: 0, affected: 1, unknown: 3 } as const;
