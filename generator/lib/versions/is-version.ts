// Every order compares any two texts. Before somebody relies on the answer, it has to be sure that both are versions.

import type { VersionOrder } from '../../types.ts';
import { isApkVersion } from './apk.ts';

/** True for what the packaging system accepts as a version. */
export function isVersion(order: VersionOrder, text: string): boolean {
  return text.length <= 300 && FORMS[order](text);
}

const FORMS: Readonly<Record<VersionOrder, (text: string) => boolean>> = {
  dpkg: (text) => /^(?:\d+:)?\d[A-Za-z0-9.+:~-]*$/.test(text),
  pacman: (text) => /^(?:\d+:)?[^\s:/-]+(?:-\d+(?:\.\d+)?)?$/.test(text),
  rpm: (text) => /^(?:\d+:)?[A-Za-z0-9._+~^]+(?:-[A-Za-z0-9._+~^]+)?$/.test(text),
  apk: isApkVersion,
  semver: (text) => /^v?\d+(?:\.\d+){0,3}(?:[-+][0-9A-Za-z.+-]+)?$/.test(text),
  dotted: (text) => /^v?\d[^\s:/]*$/.test(text),
};
