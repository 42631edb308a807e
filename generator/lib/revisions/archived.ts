// Texts of versions that were public once: `content/<series>/<ID>/v1.txt`, with the signature that they had beside them.

import type { ArchivedText, Asset } from '../../types.ts';

/** Names of such files; no leading zeros, so that each version has one name. */
const NAME = /^v([1-9]\d{0,8})\.txt(\.asc)?$/;

/** The version that a file of an advisory's folder is the text, or the signature, of. */
export function archivedName(file: string): { readonly version: number; readonly isSignature: boolean } | undefined {
  const [, version, signature] = NAME.exec(file) ?? [];
  return version === undefined ? undefined : { version: Number(version), isSignature: signature !== undefined };
}

/** The texts in an advisory's folder, by version. */
export function archivedTexts(folder: readonly Asset[]): readonly ArchivedText[] {
  const files = new Map(folder.map((asset) => [asset.path.split('/').slice(3).join('/'), asset]));
  return [...files]
    .flatMap(([name, asset]): ArchivedText[] => {
      const found = archivedName(name);
      if (!found || found.isSignature) return [];
      const signature = files.get(`${name}.asc`);
      return [{ version: found.version, file: asset, ...(signature && { signature }) }];
    })
    .sort((a, b) => a.version - b.version);
}
