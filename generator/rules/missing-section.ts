// The headings that a series promises, so that readers find the same answers at the same place in each advisory.

import { nearest } from '../lib/decode/decode.ts';
import { headingNamed, wasRead } from '../lib/nodes.ts';
import type { Advisory, Finding, Rule, SectionRule } from '../types.ts';

export default {
  id: 'missing-section',
  level: 'error',
  about:
    'Readers and tools look for the sections that a series promises, such as what is vulnerable and how to repair it.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: '## Mitigation',
    fail: '## Mitigations',
    message: 'Missing section `Mitigation`, did you mean `Mitigations`?',
  },
  *check({ site, advisories }) {
    for (const advisory of advisories) {
      if (advisory.status === 'draft' || advisory.status === 'withdrawn' || !wasRead(advisory.document)) continue;
      // A change of keys is no vulnerability: there is nothing to mitigate.
      if (advisory.keyChange) continue;
      const series = site.series.find((each) => each.id === advisory.series);
      const rules = series?.definition.sections ?? [];
      for (const group of groupsOf(rules)) yield* checkGroup(advisory, group, rules);
    }
  },
} satisfies Rule;

/** Sections of one group together; any other is a group of its own. */
function groupsOf(rules: readonly SectionRule[]): readonly SectionRule[][] {
  const groups = new Map<string, SectionRule[]>();
  for (const rule of rules) {
    const name = rule.group === undefined ? `section ${rule.title}` : `group ${rule.group}`;
    groups.set(name, [...(groups.get(name) ?? []), rule]);
  }
  return [...groups.values()];
}

function* checkGroup(
  advisory: Advisory,
  group: readonly SectionRule[],
  all: readonly SectionRule[],
): Generator<Finding> {
  const { document, sections } = advisory;
  const written = sections.flatMap((section) => section.title ?? []);
  const present = written.filter((title) => group.some((rule) => isSame(title, rule.title)));
  const names = group.map((rule) => `\`${rule.title}\``).join(' or ');
  const at = (title: string | undefined) => ({
    document,
    node: (title !== undefined && headingNamed(document.body, title)) || (document.body.children[0] ?? document.body),
  });
  if (present.length > 1) {
    yield {
      at: at(present[1]),
      text: `Unexpected sections ${present.map((title) => `\`${title}\``).join(' and ')}, expected one of them`,
      hint: 'Keep the one that applies',
    };
  } else if (group.some((rule) => rule.isLead) && sections[0]?.title === undefined && sections.length > 0) {
    if (present.length === 0) return;
    yield {
      at: at(present[0]),
      text: `Unexpected section ${names} below a text without a heading, which is that section already`,
      hint: 'Remove the heading, or move it to the beginning',
    };
  } else if (present.length === 0 && group.some((rule) => rule.isRequired)) {
    const others = written.filter((title) => !all.some((rule) => isSame(title, rule.title)));
    const near = group.map((rule) => nearest(rule.title, others)).find((title) => title !== undefined);
    yield {
      at: at(near),
      text: `Missing section ${names}${near ? `, did you mean \`${near}\`?` : ''}`,
      hint: near ? `Write the heading as ${names}` : `Add a heading \`## ${group[0]?.title}\` with its text`,
    };
  }
}

const isSame = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (title: string): string => title.trim().replace(/\s+/g, ' ').toLowerCase();
