// What the name of a patch file says: of which advisory it is, for which release, and where in a series of patches.
// Distributions rename what they take (`patch-xsa373-4.11-2.patch`, `0502-xsa433-4.17.patch`, `xsa337xsa337-4.13-1.patch`),
// so nothing here is sure; whoever has front matter does not need it.

export type PatchFileName = {
  /** Number of the advisory. */
  readonly number: string;
  /** Newest release that it is made for: `4.17`; absent for the newest there is. */
  readonly release?: string;
  /** Place in a series of patches, from 1; absent for a patch that stands alone. */
  readonly position?: number;
  /** Other words: a part of the program, another tree: `libxl`, `qemut`. */
  readonly words: readonly string[];
  /** Names the patches that belong together: the file's name without its position. */
  readonly series: string;
};

/** What a path says of a patch of the series `prefix` (`xsa`); undefined for another file. */
export function patchFileName(path: string, prefix: string): PatchFileName | undefined {
  if (!/\.(?:patch|diff)$/i.test(path)) return undefined;
  const parts = path.replace(/\.(?:patch|diff)$/i, '').split('/');
  const base = parts.pop() ?? '';
  // The folder tells where the file does not: `xsa321/0001-x.patch`.
  const own = rest(base, prefix) ?? rest(parts.at(-1) ?? '', prefix);
  if (!own) return undefined;
  const isInFolder = rest(base, prefix) === undefined;
  const { release, position, words } = readTail(isInFolder ? `${own.tail}-${base}` : own.tail);
  const stem = [`${prefix.toLowerCase()}${own.number}`, release, ...words].filter((each) => each !== undefined);
  return {
    number: own.number,
    ...(release !== undefined && { release }),
    ...(position !== undefined && { position }),
    words,
    series: stem.join('-'),
  };
}

/** The number behind the prefix, and what follows; a doubled prefix (`xsa337xsa337`) counts once. */
function rest(name: string, prefix: string): { readonly number: string; readonly tail: string } | undefined {
  const escaped = prefix.replace(/[^a-z0-9]/gi, '\\$&');
  const found = new RegExp(
    `(?:^|[^a-z0-9]|[0-9](?=${escaped}))${escaped}[-_]?(\\d{1,7})(?!.*${escaped}[-_]?\\d)(.*)$`,
    'i',
  ).exec(name);
  return found ? { number: String(Number(found[1])), tail: found[2] ?? '' } : undefined;
}

/** `-4.11-0001-x86-mm-Refactor` -> release 4.11, position 1; words behind a position are the patch's own subject. */
function readTail(tail: string): Pick<PatchFileName, 'release' | 'position' | 'words'> {
  // `4.130001`: a release and a position that grew together.
  const parts = tail
    .replace(/(\d\.\d+?)(0\d{3})(?=-|$)/, '$1-$2')
    .split(/[-_]+/)
    .filter((each) => each !== '');
  let release: string | undefined;
  const words: string[] = [];
  for (const part of parts) {
    if (/^\d{1,4}$/.test(part)) return { ...(release !== undefined && { release }), position: Number(part), words };
    if (/^\d+(?:\.\d+)+(?:\.x)?$/.test(part)) release ??= part.replace(/\.x$/, '');
    else if (!DEVELOPMENT.has(part.toLowerCase())) words.push(part);
  }
  return { ...(release !== undefined && { release }), words };
}

/** Names of the branch that the next release is made of. */
const DEVELOPMENT = new Set(['unstable', 'staging', 'master', 'main', 'trunk', 'devel']);
