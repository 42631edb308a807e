// The files in `content/trees/`: what a job of the source tree found, and committed. It is content like any other, so
// nothing in it is trusted: every field is checked, and what is wrong becomes a problem with its place.

import type { z } from 'zod';
import type { FieldPath, Problem, Site, TreeFile, TreeLevels } from '../../types.ts';
import { nearest, printable, shown } from '../decode/decode.ts';
import { placeAt, placeInJson } from './json-place.ts';
import { type LevelsRecord, levelsOfRecord, levelsSchema } from './levels-record.ts';

/** What the files say, and which of them are lost. */
export type DecodedLevels = {
  readonly treeLevels: readonly TreeLevels[];
  readonly problems: readonly Problem[];
  readonly lost: ReadonlySet<string>;
};

/** Decodes the files of the configured trees, in the order of the configuration. */
export function decodeLevels(files: readonly TreeFile[], site: Pick<Site, 'trees'>): DecodedLevels {
  const decoded = files.map((file) => ({ file, ...decodeFile(file, site) }));
  const found = decoded.flatMap(({ treeLevels }) => treeLevels ?? []);
  return {
    treeLevels: site.trees.flatMap((tree) => found.filter((each) => each.tree.id === tree.id)),
    problems: decoded.flatMap(({ problems }) => problems),
    lost: new Set(decoded.flatMap(({ file, treeLevels }) => (treeLevels ? [] : [file.path]))),
  };
}

type DecodedFile = { readonly treeLevels?: TreeLevels; readonly problems: readonly Problem[] };

/** More problems of one file say no more. */
const MOST_PROBLEMS = 20;

function decodeFile({ path, text }: TreeFile, site: Pick<Site, 'trees'>): DecodedFile {
  const problem = (place: Problem['place'], said: string, hint: string): Problem => ({
    rule: 'patch-levels',
    place,
    text: printable(said),
    hint,
  });
  const top = { file: path, line: 1, column: 1 };
  const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '');
  const tree = site.trees.find((each) => each.id === id);
  if (!tree) {
    const ids = site.trees.map((each) => each.id);
    const near = nearest(id, ids);
    const said = `${shown(path)} is about no tree of the configuration${near ? `, did you mean \`${near}.json\`?` : ''}`;
    return { problems: [problem(top, said, 'Name the tree under `trees` in `content/site.yaml`, or remove the file')] };
  }
  const parsed = parseJson(text, path);
  if ('place' in parsed) return { problems: [problem(parsed.place, `No JSON: ${parsed.reason}`, AGAIN)] };
  const result = levelsSchema.safeParse(parsed.value);
  if (!result.success) {
    const issues = result.error.issues.slice(0, MOST_PROBLEMS);
    return {
      problems: issues.map((issue) => {
        const at = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
        return problem(placeInJson(text, at, path), issueText(issue, at), AGAIN);
      }),
    };
  }
  if (result.data.series !== tree.series) {
    const said = `${shown(path)} is about series ${shown(result.data.series)}, expected \`${tree.series}\``;
    return { problems: [problem(placeInJson(text, ['series'], path), said, AGAIN)] };
  }
  const faults = [...contradictions(result.data)].slice(0, MOST_PROBLEMS);
  if (faults.length > 0)
    return { problems: faults.map((fault) => problem(placeInJson(text, fault.at, path), fault.text, AGAIN)) };
  const ids = result.data.advisories.map((each) => each.id);
  return { treeLevels: { tree, file: path, ids, levels: levelsOfRecord(result.data) }, problems: [] };
}

const AGAIN = 'Write the file anew with `tocsin patches check --format json`';

function parseJson(text: string, file: string) {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const said = (error as SyntaxError).message;
    const offset = /at position (\d+)/.exec(said)?.[1];
    // Without a position the message quotes the text, whatever is in it.
    const reason = offset === undefined ? 'it cannot be read' : said.replace(/ in JSON at position[\s\S]*$/, '');
    return { place: placeAt(text, Number(offset ?? 0), file), reason };
  }
}

function issueText(issue: z.core.$ZodIssue, at: FieldPath): string {
  const name = at.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`));
  const said = issue.message.slice(0, 200);
  return `Unexpected value as ${at.length === 0 ? 'the file' : shown(name.join(''))}: ${said.slice(0, 1).toLowerCase()}${said.slice(1)}`;
}

type Fault = { readonly at: FieldPath; readonly text: string };

/** Names that become addresses, times, and what is there twice or speaks of a branch that is not there. */
function* contradictions({ refs, advisories }: LevelsRecord): Generator<Fault> {
  const names = new Set<string>();
  for (const [index, { name, date }] of refs.entries()) {
    const at = ['refs', index];
    if (!/^[A-Za-z0-9][\w.+/-]{0,199}$/.test(name) || /\.\.|\/\/|[./]$|\/\./.test(name))
      yield { at: [...at, 'name'], text: `Unexpected ${shown(name)} as the name of a branch or tag` };
    if (names.has(name)) yield { at, text: `Branch or tag ${shown(name)} is there twice` };
    if (!isInstant(date)) yield { at: [...at, 'date'], text: `Unexpected ${shown(date)} as a time` };
    names.add(name);
  }
  const ids = new Set<string>();
  for (const [index, { id, levels }] of advisories.entries()) {
    if (ids.has(id)) yield { at: ['advisories', index], text: `Advisory ${shown(id)} is there twice` };
    ids.add(id);
    const own = new Set<string>();
    for (const [position, { ref }] of levels.entries()) {
      const at = ['advisories', index, 'levels', position, 'ref'];
      if (!names.has(ref)) yield { at, text: `Unknown branch or tag ${shown(ref)}, which \`refs\` does not name` };
      if (own.has(ref)) yield { at, text: `${shown(id)} has two levels for ${shown(ref)}` };
      own.add(ref);
    }
  }
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));
