// What two sources say differently about the patches of a series. What one of them cannot know (lines have neither dates
// nor checksums, and leave patches without a subject out) is no difference.

import { order } from '../order.ts';
import { byNumber } from './advisory-number.ts';
import type { IndexedAdvisory, IndexedPatch, PatchIndex } from './patch-index.ts';

/** One of two sources. */
export type Side = {
  readonly kind: 'root' | 'folder' | 'site' | 'data' | 'lines';
  readonly name: string;
  readonly index: PatchIndex;
  readonly unnamed: readonly { readonly id: string; readonly file: string }[];
};

/**
 * `missing` is in the first source alone, `extra` in the second one alone; `forgotten` is public in a root and in no
 * site; `bytes` and `subject` are other ones.
 */
export type PatchDifference = {
  readonly kind: 'missing' | 'extra' | 'bytes' | 'subject' | 'forgotten';
  readonly advisory: string;
  /** Absent where it is about the advisory as a whole. */
  readonly file?: string;
  /** As a clause. */
  readonly text: string;
  readonly before?: string;
  readonly after?: string;
};

/** All differences, by number and then by path. */
export function patchDifferences(before: Side, after: Side): readonly PatchDifference[] {
  const [old, current] = [advisoriesOf(before), advisoriesOf(after)];
  const numbers = [...new Set([...old.keys(), ...current.keys()])].sort(byNumber);
  return numbers.flatMap((number) => {
    const [left, right] = [old.get(number), current.get(number)];
    const found = [
      ...(left && right ? ofPatches(left, right, before, after) : []),
      ...(left && !right ? lacking(left, before, after, 'missing') : []),
      ...(right && !left ? lacking(right, after, before, 'extra') : []),
      ...unnamedIn(before, after, left),
      ...unnamedIn(after, before, right),
    ];
    return found.sort((a, b) => order(a.file ?? '', b.file ?? ''));
  });
}

const advisoriesOf = ({ index }: Side): ReadonlyMap<string, IndexedAdvisory> =>
  new Map(index.advisories.map((advisory) => [advisory.number, advisory]));

/** True for sources that name advisories without patches, too: no list that was made of a folder. */
const isWhole = ({ kind, index }: Side): boolean =>
  kind === 'root' ||
  kind === 'site' ||
  (kind === 'data' && index.advisories.some(({ published }) => published !== undefined));
const isSite = ({ kind }: Side): boolean => kind === 'site' || kind === 'data' || kind === 'lines';

/** An advisory that only one side has. */
function lacking(advisory: IndexedAdvisory, there: Side, lacks: Side, kind: 'missing' | 'extra'): PatchDifference[] {
  const { id, published, patches } = advisory;
  const comparable = patches.filter((patch) => isComparable(patch, lacks));
  if (comparable.length === 0 && (patches.length > 0 || !isWhole(lacks))) return [];
  if (there.kind === 'root' && isSite(lacks)) {
    const since = published === undefined ? 'public' : `public since ${published}`;
    return [{ kind: 'forgotten', advisory: id, text: `${since}, and not in ${lacks.name}` }];
  }
  if (comparable.length === 0) return [{ kind, advisory: id, text: `not in ${lacks.name}` }];
  return comparable.map(({ file }) => ({ kind, advisory: id, file, text: `not in ${lacks.name}` }));
}

function ofPatches(left: IndexedAdvisory, right: IndexedAdvisory, before: Side, after: Side): PatchDifference[] {
  const [old, current] = [byFile(left), byFile(right)];
  const kindOf = (there: Side, lacks: Side, kind: 'missing' | 'extra') =>
    there.kind === 'root' && isSite(lacks) ? 'forgotten' : kind;
  const advisory = left.id;
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((file): PatchDifference[] => {
    const [was, is] = [old.get(file), current.get(file)];
    if (was && is) return changes(advisory, was, is);
    if (was && isComparable(was, after))
      return [{ kind: kindOf(before, after, 'missing'), advisory, file, text: `not in ${after.name}` }];
    if (is && isComparable(is, before))
      return [{ kind: kindOf(after, before, 'extra'), advisory, file, text: `not in ${before.name}` }];
    return [];
  });
}

const byFile = ({ patches }: IndexedAdvisory): ReadonlyMap<string, IndexedPatch> =>
  new Map(patches.map((patch) => [patch.file, patch]));

/** Lines have no patches without a subject. */
const isComparable = ({ subject }: IndexedPatch, other: Side): boolean => other.kind !== 'lines' || Boolean(subject);

function changes(advisory: string, was: IndexedPatch, is: IndexedPatch): PatchDifference[] {
  const { file } = was;
  const found: PatchDifference[] = [];
  if (was.sha256 !== undefined && is.sha256 !== undefined && was.sha256 !== is.sha256)
    found.push({
      kind: 'bytes',
      advisory,
      file,
      text: `SHA-256 ${was.sha256} and ${is.sha256}`,
      before: was.sha256,
      after: is.sha256,
    });
  const [old = '', current = ''] = [was.subject, is.subject];
  if (old !== current)
    found.push({
      kind: 'subject',
      advisory,
      file,
      text: `${quoted(old)} and ${quoted(current)}`,
      before: old,
      after: current,
    });
  return found;
}

const quoted = (subject: string): string => (subject === '' ? 'none' : `"${subject}"`);

/** Files beside the advisories of a root that were meant for its site; what two roots have is no difference. */
function unnamedIn(root: Side, other: Side, advisory: IndexedAdvisory | undefined): PatchDifference[] {
  if (root.kind !== 'root' || other.kind === 'root' || !advisory) return [];
  return root.unnamed
    .filter(({ id }) => id === advisory.id)
    .map(({ id, file }) => ({
      kind: 'forgotten',
      advisory: id,
      file,
      text: `no entry of \`patches\` in ${root.name} names it`,
    }));
}
