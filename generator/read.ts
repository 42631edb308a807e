// Reads a root: which files there are, their front matter and their Markdown. The files come from contributors and are
// read on the machine that holds the signing key, so nothing in them runs, and nothing outside the root is opened.

import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import glob from 'fast-glob';
import { decode, fieldAt, placeOf, shown } from './lib/decode/decode.ts';
import { parseFrontMatter, parseYaml } from './lib/decode/front-matter.ts';
import { supportSchema } from './lib/decode/site.ts';
import { decodeText } from './lib/decode/text-bytes.ts';
import { folderName } from './lib/embargo/private-root.ts';
import { parseMarkdown } from './lib/markdown/markdown-tree.ts';
import { type GitFile, readGit } from './lib/support/git.ts';
import { THEME_FILES } from './lib/theme/own-theme.ts';
import type { Asset, Document, Field, InputFile, PrivateSources, Problem, Sources, TreeFile } from './types.ts';

/** Larger files are no advisories, patches or support statements. */
const MAX_BYTES = 5_000_000;

/** What was found for 500 advisories in 23 branches, with the evidence, is 10 MB. */
const MAX_LEVELS_BYTES = 40_000_000;

const TREES = 'content/trees/';

const PATTERNS = [
  'content/site.yaml',
  'content/*/*.md',
  'content/*/*.asc',
  'content/*/*/**',
  'content/trees/*',
  'support/*.md',
  'support/packages.yaml',
  'public/**',
  ...THEME_FILES,
  'urls.lock',
];

/** Files that have their place in every root: a folder there is a mistake. */
const FIXED = new Set(['content/site.yaml', 'urls.lock']);

/** Characters in names that a checksum file, a list of URLs or a terminal takes for something else. */
const UNSAFE_NAME = /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u;

/** Reads everything below `root` that Tocsin knows; throws only when the root itself cannot be read. */
export function read(root: string): Sources {
  return parseRoot(list(root), root);
}

/** Files as `list` gives them, with what the configuration takes from git. */
export function parseRoot(files: readonly InputFile[], root: string): Sources {
  return withGit(parse(files), root);
}

/** The sources of files that were parsed before, with what the configuration takes from git. */
export function joinedRoot(files: Iterable<Parsed>, root: string): Sources {
  return withGit(joined([...files]), root);
}

/** Reads a private root, `folder` as people named it. Its configuration, if there is one, is not that of the site. */
export function readPrivate(folder: string): PrivateSources {
  return asPrivate(parse(list(folder)), folder);
}

/** What was read as a private root: it needs no configuration. */
export function asPrivate(sources: Sources, folder: string): PrivateSources {
  const problems = sources.problems.filter((problem) => problem.place.file !== 'content/site.yaml');
  return { ...sources, problems, folder: folderName(folder) };
}

/** Adds the support statements of the git repository that the configuration names. */
function withGit(sources: Sources, root: string): Sources {
  const at = ['support', 'git'];
  const field = fieldAt(sources.config, ['support']);
  // What is wrong with the settings themselves is said by `check`.
  const settings = field && decode(supportSchema, field).value;
  if (settings?.git === undefined) return sources;
  const source = { git: settings.git, refs: settings.refs ?? [], path: settings.path ?? 'SUPPORT.md' };
  const { files, problems } = readGit(source, realpathSync(root));
  const found: Problem[] = problems.map((problem) => ({
    ...problem,
    rule: 'support-source',
    place: placeOf(sources.config, at),
  }));
  const support = files.flatMap((file) => {
    const text = decodeText(file, found);
    return text === undefined ? [] : [supportDocument(file, text, found)];
  });
  return {
    ...sources,
    support: [...sources.support, ...support].sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [...sources.problems, ...found],
  };
}

/** The files of a root. Symbolic links that leave the root, and what is no regular file, come as problems. */
export function list(root: string): InputFile[] {
  return listed(root, PATTERNS);
}

/** The paths of all files that `list` would read. */
export function listNames(root: string): string[] {
  return namesIn(realpathSync(root), PATTERNS);
}

/** One file that `list` would read. */
export function readFile(root: string, path: string): InputFile {
  return open(realpathSync(root), path);
}

/** The files in `recipients/` of a private root: keys of those who are told before the public. */
export function listRecipients(folder: string): InputFile[] {
  return listed(folder, ['recipients/**']);
}

function listed(root: string, patterns: readonly string[]): InputFile[] {
  const base = realpathSync(root);
  return namesIn(base, patterns).map((path) => open(base, path));
}

function namesIn(base: string, patterns: readonly string[]): string[] {
  const found = glob.sync([...patterns], {
    cwd: base,
    dot: true,
    onlyFiles: false,
    objectMode: true,
    followSymbolicLinks: false,
    unique: true,
  });
  const isFolder = (entry: (typeof found)[number]): boolean => entry.dirent.isDirectory() && !FIXED.has(entry.path);
  return found.filter((entry) => !isFolder(entry)).map((entry) => entry.path);
}

function open(base: string, path: string): InputFile {
  if (UNSAFE_NAME.test(path)) {
    return {
      path,
      problem: {
        rule: 'unsafe-path',
        text: `The name of ${shown(path)} has a backslash, or a character that cannot be seen`,
        hint: 'Rename the file; letters, digits and `. _ + ~ -` are safe everywhere',
      },
    };
  }
  let descriptor: number | undefined;
  try {
    const real = realpathSync(join(base, path));
    if (!real.startsWith(base + sep)) {
      return {
        path,
        problem: {
          rule: 'unsafe-path',
          text: `\`${path}\` is a symbolic link out of the root`,
          hint: 'Put the file itself here',
        },
      };
    }
    // Without waiting: a named pipe would hold the build for ever.
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(descriptor);
    if (!status.isFile()) {
      return {
        path,
        problem: {
          rule: 'unsafe-path',
          text: `\`${path}\` is not a regular file`,
          hint: 'Put a file here; links to folders are not followed',
        },
      };
    }
    const most = path.startsWith(TREES) ? MAX_LEVELS_BYTES : MAX_BYTES;
    if (status.size > most && !path.startsWith('public/')) {
      const size = `${(status.size / 1e6).toFixed(1)} MB`;
      const expected = `${most / 1e6} MB or less`;
      return {
        path,
        problem: {
          rule: 'file-too-large',
          text: `\`${path}\` has ${size}, expected ${expected}`,
          hint: 'Publish large files elsewhere and link to them',
          found: size,
          expected,
        },
      };
    }
    return { path, bytes: readFileSync(descriptor) };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return {
      path,
      problem: {
        rule: 'unsafe-path',
        text: `\`${path}\` cannot be read (${reason})`,
        hint: 'Check that the file is there and may be read',
      },
    };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Parses files as `list` gives them, in whatever order: the pure part of reading. */
export function parse(files: readonly InputFile[]): Sources {
  return joined(files.map(parseFile));
}

/** What one file adds to the sources, so that a file that stays the same need not be parsed again. */
export type Parsed = {
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly config?: Field;
  readonly packageSupport?: Field;
  readonly lock?: readonly string[];
  readonly document?: Document;
  readonly keyFile?: Asset;
  readonly signature?: Asset;
  readonly support?: Document;
  readonly treeFile?: TreeFile;
  readonly attachment?: Asset;
  readonly themeFile?: TreeFile;
  readonly themePart?: Document;
  readonly asset?: Asset;
};

/** Parses one file. */
export function parseFile(file: InputFile): Parsed {
  const { path } = file;
  if ('problem' in file) return { path, problems: [{ ...file.problem, place: { file: path, line: 1, column: 1 } }] };
  if (path.startsWith('public/')) return { path, problems: [], asset: asset(file) };
  if (path.startsWith(TREES)) return treeFile(file);
  if (path.startsWith('content/') && path.endsWith('.asc') && path.split('/').length === 3)
    return { path, problems: [], [path.startsWith('content/keys/') ? 'keyFile' : 'signature']: asset(file) };
  const isAttachment = path.startsWith('content/') && path.split('/').length > 3;
  if (isAttachment) return { path, problems: [], attachment: asset(file) };
  const problems: Problem[] = [];
  const text = decodeText(file, problems);
  if (text === undefined) return { path, problems };
  if (path === 'urls.lock') return { path, problems, lock: lockLines(text) };
  if (path === 'content/site.yaml') return { path, problems, config: parseYaml(text, path, problems) };
  if (path === 'support/packages.yaml') return { path, problems, packageSupport: parseYaml(text, path, problems) };
  if (path.startsWith('theme/')) {
    if (path.endsWith('.css')) return { path, problems, themeFile: { path, text } };
    return { path, problems, themePart: supportDocument({ path }, text, problems) };
  }
  if (path.startsWith('support/')) return { path, problems, support: supportDocument(file, text, problems) };
  return { path, problems, document: document(path, text, problems) };
}

/** Sources made of parsed files, in the order of their paths. */
export function joined(files: readonly Parsed[]): Sources {
  const parsed = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const problems = parsed.flatMap((file) => file.problems);
  const config = parsed.findLast((file) => file.config)?.config ?? parseYaml('', 'content/site.yaml', []);
  const packageSupport = parsed.findLast((file) => file.packageSupport)?.packageSupport;
  if (!parsed.some((file) => file.path === 'content/site.yaml')) {
    problems.push({
      rule: 'bad-config',
      place: config.place,
      text: 'Missing configuration `content/site.yaml`',
      hint: 'Write one; `docs/format.md` lists its fields',
    });
  }
  return {
    config,
    documents: parsed.flatMap((file) => file.document ?? []),
    keyFiles: parsed.flatMap((file) => file.keyFile ?? []),
    certificates: [],
    signatures: parsed.flatMap((file) => file.signature ?? []),
    attachments: parsed.flatMap((file) => file.attachment ?? []),
    support: parsed.flatMap((file) => file.support ?? []),
    treeFiles: parsed.flatMap((file) => file.treeFile ?? []),
    ...(packageSupport && { packageSupport }),
    themeFiles: parsed.flatMap((file) => file.themeFile ?? []),
    themeParts: parsed.flatMap((file) => file.themePart ?? []),
    assets: parsed.flatMap((file) => file.asset ?? []),
    lock: parsed.findLast((file) => file.lock)?.lock,
    problems,
  };
}

function lockLines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

function supportDocument(file: GitFile | { readonly path: string }, text: string, problems: Problem[]): Document {
  const { path } = file;
  return {
    path,
    fields: { kind: 'map', entries: [], place: { file: path, line: 1, column: 1 } },
    body: parseMarkdown(text, 1, path, problems),
    markdown: text,
    ...('commit' in file && { commit: file.commit }),
  };
}

/** Nothing else has its place in that folder. */
function treeFile(file: { readonly path: string; readonly bytes: Uint8Array }): Parsed {
  const { path } = file;
  if (!/^content\/trees\/[^/]+\.json$/.test(path)) {
    const problem: Problem = {
      rule: 'patch-levels',
      place: { file: path, line: 1, column: 1 },
      text: `Unexpected file \`${path}\`, expected \`${TREES}<tree>.json\``,
      hint: 'Move it elsewhere: the folder holds what `tocsin patches check --format json` prints',
    };
    return { path, problems: [problem] };
  }
  const problems: Problem[] = [];
  const text = decodeText(file, problems);
  return { path, problems, ...(text !== undefined && { treeFile: { path, text } }) };
}

function document(path: string, text: string, problems: Problem[]): Document {
  const { fields, body, line } = parseFrontMatter(text, path, problems);
  return { path, fields, body: parseMarkdown(body, line, path, problems), markdown: body };
}

function asset(file: { readonly path: string; readonly bytes: Uint8Array }): Asset {
  return { ...file, sha256: createHash('sha256').update(file.bytes).digest('hex') };
}
