// Media types of files by the ending of their name, for files that are published as they are.

const TYPES: Readonly<Record<string, string>> = {
  asc: 'text/plain; charset=utf-8',
  avif: 'image/avif',
  css: 'text/css',
  csv: 'text/csv; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html',
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  md: 'text/plain; charset=utf-8',
  patch: 'text/plain; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
  xml: 'application/xml',
};

/** The type that the ending of `path` stands for; bytes of no known kind where it stands for none. */
export function mediaType(path: string): string {
  const [, ending = ''] = /\.([a-z0-9]+)$/i.exec(path) ?? [];
  const known = ending.toLowerCase();
  return Object.hasOwn(TYPES, known) ? (TYPES[known] ?? BYTES) : BYTES;
}

const BYTES = 'application/octet-stream';
