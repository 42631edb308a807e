// The patches that front matter names, and the files that are there: both as written, since `Advisory.patches` has only
// what is on both sides.

import type { Advisory, FieldPath, Sources } from '../../types.ts';
import { fieldAt } from '../decode/decode.ts';

/** The names in `patches`, each with its place. */
export function* namedPatches({ document }: Advisory): Generator<{ readonly file: string; readonly field: FieldPath }> {
  const patches = fieldAt(document.fields, ['patches']);
  if (patches?.kind !== 'list') return;
  for (const index of patches.items.keys()) {
    const field = ['patches', index, 'file'];
    const name = fieldAt(document.fields, field);
    if (name?.kind === 'text') yield { file: name.value.trim(), field };
  }
}

/** `content/xsa/XSA-1` -> the paths of the files below it, without the folder. */
export function filesOf(sources: Sources): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const { path } of sources.attachments) {
    const names = path.split('/');
    const folder = names.slice(0, 3).join('/');
    const files = folders.get(folder) ?? new Set();
    files.add(names.slice(3).join('/'));
    folders.set(folder, files);
  }
  return folders;
}
