// Lists of software as documents: CycloneDX (https://cyclonedx.org/specification/overview/) and SPDX 2
// (https://spdx.github.io/spdx-spec/v2.3/). Only what names a package is looked at; whatever else they hold may be
// anything. Names are never keys of objects, so that no name can change what an object is.

import { type Installed, installed, type ReleaseHint } from './installed.ts';
import { hintOf, installedOf } from './purl.ts';

/** What an entry says, with the words by which it can be found where that is not enough. */
export type Entry = { readonly package: Installed | undefined; readonly words: string };

/** The entries of a document, and what it says of the release. */
export type Entries = { readonly entries: readonly Entry[]; readonly hints: readonly ReleaseHint[] };

/** True for a value that has the form of CycloneDX. */
export const isCycloneDx = (value: unknown): boolean =>
  own(value, 'bomFormat') === 'CycloneDX' || Array.isArray(own(value, 'components'));

/** True for a value that has the form of SPDX. */
export const isSpdx = (value: unknown): boolean => typeof own(value, 'spdxVersion') === 'string';

/** The components, and those inside of them. */
export function cycloneDxEntries(document: unknown): Entries {
  const [entries, hints]: [Entry[], ReleaseHint[]] = [[], []];
  // A queue of its own: a document may be nested deeper than functions can call themselves.
  const queue = [...listAt(document, 'components')];
  for (let at = 0; at < queue.length && entries.length < MOST_ENTRIES; at++) {
    const component = queue[at];
    for (const inner of listAt(component, 'components')) queue.push(inner);
    const [name, version, purl] = [textAt(component, 'name'), textAt(component, 'version'), textAt(component, 'purl')];
    if (own(component, 'type') === 'operating-system') {
      hints.push({ word: version, from: 'purl' });
      continue;
    }
    // Files are parts of packages and have no version.
    if (own(component, 'type') === 'file') continue;
    add({ name, version, purl }, entries, hints);
  }
  return { entries, hints };
}

/** The packages; that which the document is about is among them, without doing harm. */
export function spdxEntries(document: unknown): Entries {
  const [entries, hints]: [Entry[], ReleaseHint[]] = [[], []];
  for (const each of listAt(document, 'packages').slice(0, MOST_ENTRIES)) {
    const references = listAt(each, 'externalRefs').filter((reference) => own(reference, 'referenceType') === 'purl');
    const purl = textAt(references[0], 'referenceLocator');
    add({ name: textAt(each, 'name'), version: textAt(each, 'versionInfo'), purl }, entries, hints);
  }
  return { entries, hints };
}

/** The same as `Tag: value` lines. */
export function spdxTextEntries(text: string): Entries {
  const [entries, hints]: [Entry[], ReleaseHint[]] = [[], []];
  let current: Described | undefined;
  const close = () => {
    if (current && entries.length < MOST_ENTRIES) add(current, entries, hints);
    current = undefined;
  };
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const [tag, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (tag === 'PackageName') {
      close();
      current = { name: value, version: '', purl: '' };
    } else if (tag === 'FileName' || tag === 'SnippetSPDXID') close();
    else if (current && tag === 'PackageVersion') current = { ...current, version: value };
    else if (current && tag === 'ExternalRef') {
      const [, , locator = ''] = /^(PACKAGE[-_]MANAGER) +purl +(\S+)/.exec(value) ?? [];
      if (locator !== '') current = { ...current, purl: locator };
    }
  }
  close();
  return { entries, hints };
}

/** More packages than any machine has. */
const MOST_ENTRIES = 200_000;

type Described = { readonly name: string; readonly version: string; readonly purl: string };

function add({ name, version, purl }: Described, entries: Entry[], hints: ReleaseHint[]): void {
  const hint = purl === '' ? undefined : hintOf(purl);
  if (hint) hints.push(hint);
  const plain = version === 'NOASSERTION' ? '' : version;
  const found = (purl === '' ? undefined : installedOf(purl, plain)) ?? installed(name, plain);
  entries.push({ package: found, words: `${name} ${version}`.trim() || purl });
}

/** A field of an object's own; a prototype has none. */
function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function textAt(value: unknown, key: string): string {
  const found = own(value, key);
  return typeof found === 'string' ? found : '';
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key);
  return Array.isArray(found) ? found : [];
}
