// Edits of advisories that add commits to `patches[].fixes`. What is stated stays as it is.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../check.ts';
import { fieldAt } from '../lib/decode/decode.ts';
import { EditError, type FieldEdit, setFields } from '../lib/edit/front-matter-edit.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Proposal } from '../lib/patch-levels/proposals.ts';
import { namedPatches } from '../lib/patches/patch-names.ts';
import { unifiedDiff } from '../lib/revisions/text-difference.ts';
import type { Advisory, FieldPath, Instant } from '../types.ts';
import { readRoot } from './read-root.ts';
import type { Step } from './steps.ts';

/** A proposal for a branch for which another commit is stated. */
type Other = { readonly proposal: Proposal; readonly known: string };

/** The changes of files, and what cannot be changed. */
export type Recorded = {
  readonly steps: readonly Step[];
  readonly stated: readonly Proposal[];
  readonly others: readonly Other[];
  /** Files that cannot be edited, and why. */
  readonly unread: readonly string[];
};

/** What is new of the proposals, as changes of the files in a root. */
export function recordedIn(root: string, proposals: readonly Proposal[], now: Instant): Recorded {
  const advisories = check(readRoot(root), now).content?.advisories ?? [];
  const steps: Step[] = [];
  const stated: Proposal[] = [];
  const others: Other[] = [];
  const unread: string[] = [];
  const byId = groupBy(proposals, ({ id }) => id);
  for (const advisory of advisories) {
    const own = byId.get(advisory.id);
    if (!own) continue;
    const news = sorted(advisory, own);
    others.push(...news.others);
    if (news.fresh.length === 0) continue;
    const { path } = advisory.document;
    const before = DECODER.decode(readFileSync(join(root, path)));
    try {
      const bytes = Buffer.from(setFields(before, editsOf(advisory, news.fresh)));
      steps.push({ path, bytes, about: `${news.fresh.length} commits` });
      stated.push(...news.fresh);
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      unread.push(`${path} cannot be edited: ${error.message}`);
    }
  }
  return { steps, stated, others, unread };
}

/** What is not stated yet, and what is stated otherwise. Of several branches of one release the first one counts. */
function sorted(advisory: Advisory, proposals: readonly Proposal[]) {
  const fresh = new Map<string, Proposal>();
  const others: Other[] = [];
  for (const proposal of proposals) {
    const { file, branch, ref, commit } = proposal;
    const field = placesOf(advisory).get(file);
    if (!field) continue;
    const key = `${file}\0${branch}`;
    const known = statedAt(advisory, field, branch) ?? statedAt(advisory, field, ref) ?? fresh.get(key)?.commit;
    if (known === undefined) fresh.set(key, proposal);
    else if (known !== commit) others.push({ proposal, known });
  }
  return { fresh: [...fresh.values()], others };
}

/** File -> place of its entry in the front matter. */
const placesOf = (advisory: Advisory): ReadonlyMap<string, FieldPath> =>
  new Map([...namedPatches(advisory)].map(({ file, field }) => [file, field.slice(0, -1)]));

function statedAt({ document }: Advisory, entry: FieldPath, branch: string): string | undefined {
  const field = fieldAt(document.fields, [...entry, 'fixes', branch]);
  return field?.kind === 'text' ? field.value.trim().toLowerCase() : undefined;
}

/** The whole map where there is none, so that it has the style of what is around it; else one entry after the other. */
function editsOf(advisory: Advisory, fresh: readonly Proposal[]): readonly FieldEdit[] {
  const places = placesOf(advisory);
  return [...groupBy(fresh, ({ file }) => file)].flatMap(([file, own]): FieldEdit[] => {
    const path = [...(places.get(file) ?? []), 'fixes'];
    const old = fieldAt(advisory.document.fields, path);
    if (old?.kind === 'map' && old.entries.length > 0)
      return own.map(({ branch, commit }) => ({ path: [...path, branch], value: commit }));
    return [{ path, value: Object.fromEntries(own.map(({ branch, commit }) => [branch, commit])) }];
  });
}

/** A change as `git apply` takes it, byte for byte: run there, in the root. */
export function differenceOf(root: string, { path, bytes = new Uint8Array() }: Step): string {
  const [before, after] = [readFileSync(join(root, path)), bytes].map((each) => DECODER.decode(each));
  return unifiedDiff(before ?? '', after ?? '', { before: `a/${path}`, after: `b/${path}` });
}

/** The mark at the start of a file is a part of its first line. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
