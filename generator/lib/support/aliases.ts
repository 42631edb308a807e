// Rows of the support matrix that were renamed or split: the configuration says which key continues which older ones.
// An alias of a section stands for all its rows, `x86pv` for `x86pv--x8664` too.

import type { SupportSettings, SupportStatement } from '../../types.ts';

/** Whatever has keys: a statement, or what data says of one. */
type Keyed = {
  readonly sections: readonly { readonly anchor: string; readonly entries: readonly { readonly key: string }[] }[];
};

/** Key that older releases have -> the keys that continue it today; several where a feature was split. */
export type Renames = ReadonlyMap<string, readonly string[]>;

/** Every row and section of these statements whose name changed. */
export function renamesOf(settings: SupportSettings | undefined, statements: readonly Keyed[]): Renames {
  const declared = new Map<string, string[]>();
  for (const [current, older] of Object.entries(settings?.aliases ?? {})) {
    for (const old of older) declared.set(old, [...(declared.get(old) ?? []), current]);
  }
  const renames = new Map<string, readonly string[]>();
  if (declared.size === 0) return renames;
  for (const { sections } of statements) {
    for (const { anchor, entries } of sections) {
      for (const key of [anchor, ...entries.map((entry) => entry.key)]) {
        const targets = continued(key, declared);
        if (targets.length > 0) renames.set(key, targets);
      }
    }
  }
  return renames;
}

/** Every key of these statements: what an alias can speak of. */
export function keysOf(statements: readonly SupportStatement[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { sections } of statements) {
    for (const { anchor, entries } of sections) {
      keys.add(anchor);
      for (const entry of entries) keys.add(entry.key);
    }
  }
  return keys;
}

/** The last names of a key, also when it was renamed several times; a circle of names ends where it began. */
function continued(key: string, declared: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set([key]);
  const last = new Set<string>();
  const pending = [key];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const next = nextNames(name, declared).filter((each) => !seen.has(each));
    if (next.length === 0 && name !== key) last.add(name);
    for (const each of next) seen.add(each);
    pending.push(...next);
  }
  return [...last].sort();
}

/** What is said of the row itself counts before what is said of its section. */
function nextNames(key: string, declared: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const own = declared.get(key);
  if (own) return own;
  const [section = '', ...qualifier] = key.split('--');
  if (qualifier.length === 0) return [];
  return (declared.get(section) ?? []).map((each) => (each.includes('--') ? each : [each, ...qualifier].join('--')));
}
