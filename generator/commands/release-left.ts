// What a person does after a release, as commands to copy.

import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printable } from '../lib/decode/decode.ts';
import type { Journal } from '../lib/embargo/release-journal.ts';
import { enumerated } from '../lib/text/layout.ts';
import { shellWord } from '../lib/text/shell-word.ts';
import type { Advisory, Content } from '../types.ts';
import type { Terminal } from './command.ts';
import type { Roots } from './release-files.ts';

/** Prints it: the site first, since a repository that is pushed makes public what the site does not show yet. */
export function tellLeft(terminal: Terminal, { root, folder }: Roots, journal: Journal, content: Content): void {
  const { certificates = [] } = content;
  const ids = journal.advisories.map(({ id }) => id);
  const advisories = content.advisories.filter(({ id }) => ids.includes(id));
  const at = `--root ${shellWord(root)}`;
  const sign = certificates.length > 0 ? ' --sign' : '';
  const files = journal.files.map(({ path }) => shellWord(path)).join(' ');
  const lines = [
    `build the site${sign && ', sign it'} and publish it: \`tocsin build ${at} --private ${shellWord(folder)}${sign}\``,
    ...(isInGit(root)
      ? [
          `commit the public root: \`${git(root)} add -- ${files} urls.lock\`, then \`${git(root)} commit -m '${enumerated(ids)}' -- ${files} urls.lock\``,
          `push it: \`${git(root)} push\``,
        ]
      : [`keep the public root, with \`urls.lock\`: ${root}`]),
    ...(isInGit(folder)
      ? [
          `commit the private root, which has ${ids.length === 1 ? 'it' : 'them'} no longer: \`${git(folder)} commit -m '${enumerated(ids)}: public' -- ${files}\`, then \`${git(folder)} push\``,
        ]
      : []),
    ...advisories.flatMap((advisory) => announcements(advisory, content, at)),
  ];
  terminal.out(`Left to do:\n${lines.map((line) => `- ${printable(line)}\n`).join('')}`);
}

function announcements({ id, series, embargo }: Advisory, { site }: Content, at: string): readonly string[] {
  const { posting } = site.disclosure;
  const { exploit } = embargo ?? {};
  const when = exploit?.followUp === undefined ? '' : ` at ${exploit.followUp}`;
  return [
    ...(site.series.find((each) => each.id === series)?.mail
      ? [`announce it: \`tocsin announce ${id} ${at} --send\``]
      : []),
    ...(posting ? [`post it to ${posting.to}: \`tocsin announce ${id} ${at} --to oss-security --send\``] : []),
    ...(posting && exploit?.isShared
      ? [`post the exploit${when}: \`tocsin announce ${id} ${at} --to oss-security --follow-up --exploit FILE --send\``]
      : []),
  ];
}

const git = (root: string): string => `git -C ${shellWord(root)}`;

/** True for a folder of a work tree. */
function isInGit(root: string): boolean {
  for (let folder = realpathSync(root); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return true;
    if (folder === dirname(folder)) return false;
  }
}
