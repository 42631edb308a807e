// Names in the aliases of the support matrix that no statement has.

import { nearest, placeOf } from '../lib/decode/decode.ts';
import { keysOf } from '../lib/support/aliases.ts';
import type { CheckContext, Finding, Rule } from '../types.ts';

export default {
  id: 'support-unknown-alias',
  level: 'warning',
  about: 'An alias joins a row with its older names; one that no statement has joins nothing, and is probably a slip.',
  example: {
    file: 'content/site.yaml',
    pass: 'license: CC-BY-4.0',
    fail: 'license: CC-BY-4.0\nsupport: {aliases: {display: [light-guest]}}',
    message: 'No support statement has the key `light-guest`, did you mean `light-guests`?',
  },
  *check({ site, sources, support }: CheckContext): Iterable<Finding> {
    const aliases = Object.entries(site.support?.aliases ?? {});
    if (aliases.length === 0) return;
    const keys = keysOf(support);
    for (const [current, older] of aliases) {
      const path = ['support', 'aliases', current];
      for (const key of [current, ...older]) {
        if (keys.has(key)) continue;
        const near = nearest(key, [...keys]);
        yield {
          at: placeOf(sources.config, path, true),
          text: `No support statement has the key \`${key}\`${near === undefined ? '' : `, did you mean \`${near}\`?`}`,
          hint: 'Take the keys from `support.tsv`',
          found: key,
          ...(near !== undefined && { expected: near }),
        };
      }
    }
  },
} satisfies Rule;
