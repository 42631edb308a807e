// The same contradiction in the sentences of the body, or between them and the front matter: "up to 1.0.2 are affected"
// beside "fixed in 1.0.2". The guess is a careful one, and a warning.

import type { Nodes, Paragraph, TableCell } from 'mdast';
import { placeOf } from '../lib/decode/decode.ts';
import { versionField } from '../lib/decode/version-field.ts';
import { plainText, walk } from '../lib/nodes.ts';
import { contradiction, type VersionClaim, versionClaims } from '../lib/versions/version-claims.ts';
import type { Advisory, Place, Rule } from '../types.ts';

export default {
  id: 'affected-and-fixed-in-text',
  level: 'warning',
  about:
    'Readers of "up to X is affected" and "fixed in X" cannot tell what X is. Say "before X", or name the last affected version.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: 'Version 1.0.1 on x86 is vulnerable.',
    fail: 'Versions up to 1.0.2 are vulnerable.',
    message: 'Version `1.0.2` is affected by the words "up to 1.0.2", and not affected by `fixed`',
  },
  *check({ advisories }) {
    for (const advisory of advisories) {
      const pair = contradiction([...fieldClaims(advisory), ...textClaims(advisory)]);
      const [first, second] = pair ?? [];
      // Two fields that contradict are the other rule's.
      if (!first || !second?.node) continue;
      const [affected, other] = second.isAffected ? [second, first] : [first, second];
      yield {
        at: { document: advisory.document, node: second.node },
        text: `Version \`${affected.version}\` is affected by ${source(affected)}, and not affected by ${source(other)}`,
        hint: 'Write "before" and the fixed version, or the last version that is affected',
        found: affected.version,
        ...(first.place && { cause: { place: first.place, text: 'The other statement is here' } }),
      };
    }
  },
} satisfies Rule;

type Claim = VersionClaim & { readonly node?: Nodes; readonly place?: Place };

function source({ node, words }: Claim): string {
  return node ? `the words "${words}"` : words;
}

function* fieldClaims({ document, statements }: Advisory): Generator<Claim> {
  for (const statement of statements) {
    const claim = (name: 'from' | 'to' | 'fixed', side: VersionClaim['side'], isAffected: boolean): Claim[] => {
      const version = statement[name];
      if (version === undefined) return [];
      const place = placeOf(document.fields, versionField(document, statement, name));
      return [{ version, side, isAffected, subject: statement.package.toLowerCase(), words: `\`${name}\``, place }];
    };
    const isAffected = statement.status !== 'not-affected';
    yield* claim('to', 'up-to', isAffected);
    yield* claim('from', 'from', isAffected);
    yield* claim('fixed', 'from', false);
  }
}

function* textClaims({ document }: Advisory): Generator<Claim> {
  for (const node of walk(document.body)) {
    if (!isTextBlock(node)) continue;
    const start = node.position?.start;
    const place = start && { file: document.path, line: start.line, column: start.column };
    for (const claim of versionClaims(plainText(node))) yield { ...claim, node, ...(place && { place }) };
  }
}

const isTextBlock = (node: Nodes): node is Paragraph | TableCell =>
  node.type === 'paragraph' || node.type === 'tableCell';
