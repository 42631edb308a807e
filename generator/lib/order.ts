// The order of every list that reaches an output.

/** Compares by code unit, never by locale: the same on every machine. */
export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
