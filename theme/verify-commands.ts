// Commands that verify what the site has. They are whole and run as they stand: a test takes them from the built pages
// and runs them, and runs them again on files that somebody changed.

import { absolute, HEADERS, KEYRING, KEYS } from '../generator/lib/links.ts';
import { SUMS } from '../generator/lib/pgp/requests.ts';
import type { Model, PublicAdvisory, Site } from '../generator/types.ts';

/** Commands with the id of their place on the page. */
export type Commands = { readonly id: string; readonly about: string; readonly text: string };

/** The announcement of an advisory with its signature: fetch both, verify. */
export function announcementCommands(site: Site, advisory: PublicAdvisory): string {
  return detachedCommands(site, textPath(advisory), 'gpg --verify');
}

/** Site path of the announcement. */
export const textPath = (advisory: PublicAdvisory): string => `${advisory.folder}${advisory.slug}.txt`;

/** Site path of the announcement as a clearsigned text; undefined where the series has none. */
export function signedTextPath({ site }: Model, advisory: PublicAdvisory): string | undefined {
  const series = site.series.find(({ id }) => id === advisory.series);
  return series?.isClearsigned ? `${advisory.folder}${advisory.slug}.signed.txt` : undefined;
}

/** How to fetch the keys and to look at them before they are believed. */
export function keyCommands(site: Site): string {
  return lines(fetch(site, `${KEYS}${KEYRING}.asc`), `gpg --show-keys --with-fingerprint ${KEYRING}.asc`);
}

/** Makes the keys known to GnuPG. */
export const IMPORT = `gpg --import ${KEYRING}.asc\n`;

/** One of each kind of what is signed, with GnuPG. */
export function gpgCommands(model: Model): readonly Commands[] {
  const { site, advisories } = model;
  const shown = advisories.filter((advisory) => !advisory.isWithdrawn);
  const [newest] = shown;
  const clearsigned = shown.map((advisory) => signedTextPath(model, advisory)).find((path) => path !== undefined);
  const patched = shown.find((advisory) => advisory.patches.length > 0);
  const patch = patched?.patches[0];
  return [
    ...(clearsigned === undefined
      ? []
      : [
          {
            id: 'clearsigned',
            about:
              'An announcement with its signature in one file. The second command writes what is signed, and nothing else',
            text: lines(fetch(site, clearsigned), `gpg --decrypt ${fileName(site, clearsigned)}`),
          },
        ]),
    ...(newest
      ? [
          {
            id: 'announcement',
            about: 'An announcement with a signature of its own',
            text: announcementCommands(site, newest),
          },
        ]
      : []),
    ...(patched && patch
      ? [{ id: 'patch', about: 'A patch', text: detachedCommands(site, patched.folder + patch.file, 'gpg --verify') }]
      : []),
    {
      id: 'index',
      about: 'A file for tools',
      text: detachedCommands(site, '/data/v1/advisories.json', 'gpg --verify'),
    },
  ];
}

/** The same without a keyring of one's own: these programs believe the file of keys and nothing else. */
export function otherCommands({ site, advisories }: Model): readonly Commands[] {
  const newest = advisories.find((advisory) => !advisory.isWithdrawn);
  const path = newest ? textPath(newest) : '/data/v1/advisories.json';
  return [
    {
      id: 'gpgv',
      about: 'gpgv, a part of GnuPG',
      text: lines(
        fetch(site, `${KEYS}${KEYRING}.gpg`),
        detachedCommands(site, path, `gpgv --keyring ./${KEYRING}.gpg`),
      ),
    },
    { id: 'sqv', about: 'sqv of Sequoia', text: detachedCommands(site, path, `sqv --keyring ${KEYRING}.asc`) },
    {
      id: 'sq-0',
      about: 'sq of Sequoia before version 1, as in Debian 12',
      text: detachedCommands(site, path, `sq verify --signer-cert ${KEYRING}.asc --detached`),
    },
    {
      id: 'sq-1',
      about: 'sq of Sequoia since version 1',
      text: detachedCommands(site, path, `sq verify --signer-file ${KEYRING}.asc --signature-file`),
    },
  ];
}

/** The list of all checksums, verified. */
export function sumsCommands(site: Site, isSigned: boolean): string {
  return isSigned ? detachedCommands(site, `/${SUMS}`, 'gpg --verify') : lines(fetch(site, `/${SUMS}`));
}

/** Everything that the list names, fetched into the folder and checked; but what a host may act on and not show. */
export function everythingCommands(site: Site): string {
  return `grep -v '  ${HEADERS}$' ${SUMS} > listed
awk -v base=${quoted(site.url)} '{
  path = substr($0, 67)
  printf "url = \\"%s/%s\\"\\noutput = \\"%s\\"\\n", base, path, path
}' listed > files
curl -sSf --globoff --create-dirs --config files
sha256sum --check --quiet listed
`;
}

/** All of it at once. */
export function tocsinCommand(site: Site, isSigned: boolean): string {
  return `tocsin verify ${quoted(site.url)}${isSigned ? ` --keyring ${KEYRING}.asc` : ''}\n`;
}

function detachedCommands(site: Site, path: string, verify: string): string {
  const name = fileName(site, path);
  return lines(fetch(site, path), fetch(site, `${path}.asc`), `${verify} ${quoted(`${name}.asc`)} ${quoted(name)}`);
}

const fetch = (site: Site, path: string): string => `curl -sSfO ${quoted(absolute(site, path))}`;

/** As `curl -O` names it. */
const fileName = (site: Site, path: string): string => absolute(site, path).split('/').at(-1) ?? '';

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

const lines = (...commands: readonly string[]): string => commands.map((command) => `${command.trimEnd()}\n`).join('');
