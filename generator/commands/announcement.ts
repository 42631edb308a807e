// What is announced, as the parts of `tocsin announce` give it to each other.

import type { MailSettings, Model, Output, PublicAdvisory, SeriesInUse, Sources } from '../types.ts';

/** What is announced, and how it is mailed. */
export type Subject = Announcement & { readonly mail: MailSettings };

/** What is announced, and what the build says about it. */
export type Announcement = {
  readonly sources: Sources;
  readonly model: Model;
  readonly advisory: PublicAdvisory;
  readonly series: SeriesInUse;
  readonly outputs: readonly Output[];
  /** The announcement as the site has it, and its site path without a leading slash. */
  readonly text: string;
  readonly textPath: string;
};
