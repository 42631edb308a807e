// Support statements for a comparison, from whatever has them: a root, a folder of statements, one statement, a built
// site. Only files are read, never an address.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { check } from '../check.ts';
import { type Renames, renamesOf } from '../lib/support/aliases.ts';
import { sideOf } from '../lib/support/diff.ts';
import { sidesOfData } from '../lib/support/report.ts';
import { parseSupport } from '../lib/support/statement.ts';
import { parse, read } from '../read.ts';
import type { Document, InputFile, SupportSide } from '../types.ts';
import { UsageError } from './command.ts';

/** Larger files are no support statements and no data about them. */
const MAX_BYTES = 50_000_000;

/** The statements at a path; a path that has none is wrong use. */
export function readSides(path: string): readonly SupportSide[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) throw new UsageError(`there is no ${path}`);
  if (!status.isDirectory()) return path.endsWith('.json') ? dataAt(path) : statementsAt([path]);
  const data = join(path, 'data/v1/support.json');
  if (statSync(data, { throwIfNoEntry: false })?.isFile()) return dataAt(data);
  // A root with a configuration may read its statements from a repository.
  if (configOf(path) !== undefined) return sidesOf(read(path).support);
  for (const folder of [join(path, 'support'), path]) {
    const files = markdownIn(folder);
    if (files.length > 0) return statementsAt(files);
  }
  throw new UsageError(`${path} is no root, no built site and no folder of support statements`);
}

/** The renames that a root's configuration declares for these sides; none for what is no root. */
export function renamesAt(path: string, sides: readonly SupportSide[]): Renames {
  const config = configOf(path);
  if (config === undefined) return new Map();
  const sources = parse([{ path: 'content/site.yaml', bytes: readBytes(config) }]);
  const { content } = check(sources, '1970-01-01T00:00:00Z');
  const keyed = sides.map(({ rows }) => ({
    sections: rows.map(({ key }) => ({ anchor: key.split('--')[0] ?? key, entries: [{ key }] })),
  }));
  return renamesOf(content?.site.support, keyed);
}

function markdownIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(folder, entry.name))
    .sort();
}

function statementsAt(paths: readonly string[]): SupportSide[] {
  const files = paths.map((path, index): InputFile => {
    // Numbered, since two paths may end in the same name.
    return { path: `support/${index}-${basename(path)}`, bytes: readBytes(path) };
  });
  const sides = sidesOf(parse(files).support);
  if (sides.length < paths.length && paths.length === 1)
    throw new UsageError(`${paths[0]} is no support statement: it has no \`<Name>-Version\` in its release block`);
  return sides;
}

function sidesOf(documents: readonly Document[]): SupportSide[] {
  return documents.flatMap((document) => {
    const { statement } = parseSupport(document);
    return statement ? [sideOf(statement)] : [];
  });
}

/** The configuration of a root; undefined where the path is none. */
function configOf(path: string): string | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const config = join(path, 'content/site.yaml');
  return statSync(config, { throwIfNoEntry: false })?.isFile() ? config : undefined;
}

function dataAt(path: string): readonly SupportSide[] {
  const sides = sidesOfData(new TextDecoder().decode(readBytes(path)));
  if (!sides) throw new UsageError(`${path} is not the support.json of a built site`);
  return sides;
}

function readBytes(path: string): Uint8Array {
  if (statSync(path).size > MAX_BYTES) throw new UsageError(`${path} is too large`);
  return readFileSync(path);
}
