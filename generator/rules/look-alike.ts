// Characters that look like ASCII and are not: an en dash in a CVE id, a no-break space in a version, a Cyrillic letter
// in a name. Readers see no difference, tools find nothing.

import { fieldTexts } from '../lib/decode/field-texts.ts';
import { lookAlike } from '../lib/look-alikes.ts';
import { textsOf } from '../lib/nodes.ts';
import type { FieldPath, Rule } from '../types.ts';

/** Fields whose values tools compare; everything below them counts too. */
const IDENTIFIERS =
  /^(?:id|cves|bugs|related|packages?|releases?|products?|versions?|from|to|fixed|fixes|unsafe|safe|status|severity|file|patches|tree|repository|group|affected|binaries)$/;

/** Fields in the reader's words, also below the ones above. */
const PROSE = /^(?:title|summary|description|reason|when|applies|change|role|meaning|purpose)$/;

/** CVE ids as copied from a text processor: with another dash, or a blank that does not break. */
const DISGUISED_CVE = /\bCVE[\p{Pd}\p{Zs}\u2212]\d{4}[\p{Pd}\p{Zs}\u2212]\d{4,19}/gu;

export default {
  id: 'look-alike',
  level: 'error',
  about: 'No tool finds a version with a no-break space or a CVE id with an en dash, and no reader can see why.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'fixed: {"1.0": 1.0.2}',
    fail: 'fixed: {"1.0": 1.0.2‑1}',
    message: 'Unexpected `U+2011` in `1.0.2‑1`, it looks like `-`',
  },
  *check({ sources }) {
    for (const document of sources.documents) {
      for (const { path, value, place } of fieldTexts(document.fields)) {
        if (isIdentifier(path)) for (const word of wordsOf(value)) yield* finding(word, place);
      }
      for (const { node, value } of textsOf(document.body)) {
        for (const [id] of value.matchAll(DISGUISED_CVE)) yield* finding(id, { document, node });
      }
    }
  },
} satisfies Rule;

/** `https://bugs.…` and sentences are no identifiers. */
function wordsOf(value: string): readonly string[] {
  const words = value.split(/[ \t\n,]+/);
  return words.length > 3 ? [] : words.filter((word) => !word.includes('://'));
}

function isIdentifier(path: FieldPath): boolean {
  const names = path.map(String);
  return names.some((name) => IDENTIFIERS.test(name)) && !names.some((name) => PROSE.test(name));
}

function* finding<At>(word: string, at: At) {
  const found = lookAlike(word);
  if (!found) return;
  yield {
    at,
    text: `Unexpected \`${found.name}\` in \`${word}\`, it looks like ${found.like}`,
    hint: `Type it anew with ${found.like}`,
    found: found.name,
  };
}
