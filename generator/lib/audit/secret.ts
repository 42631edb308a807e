// One thing that the public may not know.

import type { Place } from '../../types.ts';

/** What something is, in words for messages. */
export type SecretKind =
  | 'a title'
  | 'a CVE id'
  | 'the name of a patch'
  | 'the hash of a patch'
  | 'a commit'
  | 'a version'
  | 'the name of a person'
  | 'an address'
  | 'the fingerprint of a recipient'
  | 'six words of a sentence';

/** One thing to look for. A sentence stands for each six words of it. */
export type Secret = {
  readonly kind: SecretKind;
  readonly text: string;
  readonly place: Place;
  /** Said in passing: public when anything public says it too. */
  readonly isMention?: boolean;
  /** Of an advisory that is public otherwise. */
  readonly isPart?: boolean;
  /** From a file beside an advisory, such as a patch. */
  readonly isAttached?: boolean;
};
