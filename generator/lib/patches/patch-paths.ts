// Which files a patch changes, as its diff names them.

/** The paths in the tree, sorted, without the `a/` and `b/` of git; the old and the new one of a renamed file. */
export function patchPaths(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const paths = new Set<string>();
  const add = (written: string, isPrefixed: boolean) => {
    const name = nameOf(written);
    if (name !== undefined) paths.add(isPrefixed ? withoutPrefix(name) : name);
  };
  for (const [, old = '', current = ''] of text.matchAll(/^--- (.+)\n\+\+\+ (.+)$/gm)) {
    add(old, true);
    add(current, true);
  }
  for (const [, name = ''] of text.matchAll(/^rename (?:from|to) (.+)$/gm)) add(name, false);
  // A file without a hunk (empty, another mode, binary) is named here alone.
  for (const [, names = ''] of text.matchAll(/^diff --git (.+)$/gm))
    for (const name of sameName(names)) add(name, true);
  return [...paths].sort((a, b) => (a < b ? -1 : 1));
}

/** `a/x b/x`: two names, without a mark between them, that are the same but for their first folder. */
function sameName(names: string): readonly string[] {
  const half = (names.trimEnd().length - 1) / 2;
  const [old, current] = [names.slice(0, half), names.slice(half + 1).trimEnd()];
  return withoutPrefix(nameOf(old) ?? '') === withoutPrefix(nameOf(current) ?? '?') ? [old] : [];
}

/** Without the time that diff writes behind a tab; undefined where there is no file, and for what is no path. */
function nameOf(written: string): string | undefined {
  const name = unquoted(written.replace(/\t.*$/, '').trimEnd());
  if (name === '' || name === '/dev/null' || name.startsWith('-') || name.split('/').includes('..')) return undefined;
  return name;
}

/** `diff -p1` has one more folder in front: git's `a/`, or the name of the tree. */
function withoutPrefix(name: string): string {
  const slash = name.indexOf('/');
  return slash === -1 ? name : name.slice(slash + 1);
}

/** Git quotes names with odd characters as C does. */
function unquoted(name: string): string {
  if (!name.startsWith('"') || !name.endsWith('"')) return name;
  const bytes = name
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_whole, code: string) =>
      /^[0-7]{3}$/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };
