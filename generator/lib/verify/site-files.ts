// A published site as whoever verifies it sees it: files by path, wherever they are.

/** What came of reading a file. `bytes` are absent where there are more than one should hold in memory. */
export type Loaded =
  | { readonly kind: 'file'; readonly sha256: string; readonly size: number; readonly bytes?: Uint8Array }
  | { readonly kind: 'missing' }
  /** It could not be read; the reason is a clause. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Nobody asked any more, since too much went wrong before; `stopped` says what. */
  | { readonly kind: 'skipped' };

/** Reads a site; never anything outside of it. */
export type SiteFiles = {
  /** The folder or address, as people call it. */
  readonly name: string;
  /** All files there are, where that can be known: a web server does not say. */
  readonly paths?: readonly string[];
  /** What is there and neither a file nor a folder, such as symbolic links. */
  readonly strange: readonly string[];
  /** Base URL of the site, where it is read from there. */
  readonly url?: string;
  /** How many files to read at once. */
  readonly parallel: number;
  readonly load: (path: string) => Promise<Loaded>;
  /** Why reading ended early; undefined when it did not. */
  readonly stopped: () => string | undefined;
};

/** Larger files are hashed and not kept. */
export const MAX_KEPT_BYTES = 32 * 1024 * 1024;

/** True for a path that stays inside the site: relative, without `.` and `..`, without characters that hide. */
export function isSafePath(path: string): boolean {
  if (path.length > 1000 || /[\p{Cc}\p{Cf}\\\uD800-\uDFFF]/u.test(path)) return false;
  return path.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
}
