// What a list of installed packages says, whatever wrote it.

import type { VersionOrder } from '../../types.ts';

/** The forms of lists that are recognised. */
export const LIST_FORMATS = ['dpkg', 'pacman', 'rpm', 'apk', 'cyclonedx', 'spdx', 'spdx-text', 'lines'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** What people call them. */
export const formatNames: Readonly<Record<ListFormat, string>> = {
  dpkg: 'the output of dpkg',
  pacman: 'the output of pacman -Q',
  rpm: 'the output of rpm -qa',
  apk: 'the output of apk list -I',
  cyclonedx: 'CycloneDX JSON',
  spdx: 'SPDX JSON',
  'spdx-text': 'SPDX tag-value',
  lines: 'lines of name and version',
};

/** One installed package. */
export type Installed = {
  readonly name: string;
  readonly version: string;
  /** Whose order its version follows; `other` is none that is known here; absent where the list does not say. */
  readonly system?: VersionOrder | 'other';
  /** The source package that it was made of. */
  readonly source?: { readonly name: string; readonly version?: string };
};

/** A word by which a release may be known. */
export type ReleaseHint = {
  readonly word: string;
  readonly from: 'os-release' | 'purl';
};

/** A list as read. */
export type PackageList = {
  readonly format: ListFormat;
  readonly packages: readonly Installed[];
  /** Lines or entries that are no package with a version. */
  readonly unread: { readonly count: number; readonly examples: readonly string[] };
  /** Packages that the list names and that are not installed: their configuration is left, or a key. */
  readonly absent: number;
  readonly hints: readonly ReleaseHint[];
};

/** A list that is refused; `fault` is a clause. */
export type UnreadableList = { readonly fault: string };

/** What one line or entry says. */
export type Reading = Installed | 'absent' | 'heading' | undefined;

/** Examples of what could not be read: a few, and not all of each. */
export const MOST_EXAMPLES = 5;
export const MOST_EXAMPLE_LENGTH = 80;

/** Longer names and versions are none. */
export const isName = (text: string): boolean => text.length > 0 && text.length <= 300;

/** The package, where name and version are there. */
export function installed(
  name: string,
  version: string,
  system?: Installed['system'],
  source?: Installed['source'],
): Installed | undefined {
  if (!isName(name) || !isName(version)) return undefined;
  return { name, version, ...(system !== undefined && { system }), ...(source !== undefined && { source }) };
}
