// The parts of `[epoch:]version[-release]`, as RPM and pacman write versions.

import { endOfRun, isDigit } from './digits.ts';

/** The epoch is empty and the release undefined where none is written. */
export type Parts = { readonly epoch: string; readonly version: string; readonly release: string | undefined };

/** Takes a version apart; what is no version has parts all the same. */
export function partsOf(text: string): Parts {
  const digits = endOfRun(text, 0, isDigit);
  const hasEpoch = text.charAt(digits) === ':';
  const epoch = hasEpoch ? text.slice(0, digits) : '';
  const rest = hasEpoch ? text.slice(digits + 1) : text;
  const hyphen = rest.lastIndexOf('-');
  return hyphen < 0
    ? { epoch, version: rest, release: undefined }
    : { epoch, version: rest.slice(0, hyphen), release: rest.slice(hyphen + 1) };
}
