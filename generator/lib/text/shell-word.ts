// Words of a command line that a person copies.

/** The word as a shell takes it for one, and for no option. */
export function shellWord(word: string): string {
  return /^[\w.,+@%/:=-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
