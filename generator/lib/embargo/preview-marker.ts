// What tells a private preview from a site, for whatever is given a folder.

/** Marks the folder of a preview. */
export const PREVIEW_MARKER = '.tocsin-private';

/** The file that says to people what the folder is. */
export const WARNING_FILE = 'PRIVATE-DO-NOT-PUBLISH.txt';

/** True for a folder with such files. */
export const isPreview = (names: Iterable<string>): boolean => {
  for (const name of names) if (name === PREVIEW_MARKER || name === WARNING_FILE) return true;
  return false;
};
