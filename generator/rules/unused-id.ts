// The configuration lists numbers that will never be used, with the reason; an advisory must not have one of them.

import type { Rule } from '../types.ts';

export default {
  id: 'unused-id',
  level: 'error',
  about:
    'The site says that such an id will never be used, so an advisory that has it makes one of the two statements false.',
  example: {
    file: 'content/site.yaml',
    pass: 'xsa: {name: Sample Hypervisor Advisory,',
    fail: 'xsa: {unused: {XSA-1: The report was a mistake}, name: Sample Hypervisor Advisory,',
    message: 'Id `XSA-1` is listed as unused: The report was a mistake',
  },
  *check({ site, advisories }) {
    for (const { id, series, document } of advisories) {
      const unused = site.series.find((each) => each.id === series)?.unused ?? {};
      if (!Object.hasOwn(unused, id)) continue;
      yield {
        at: { document, field: ['id'] },
        text: `Id \`${id}\` is listed as unused: ${unused[id]}`,
        hint: `Take another id, or remove it from \`series.${series}.unused\` in \`content/site.yaml\``,
        found: id,
      };
    }
  },
} satisfies Rule;
