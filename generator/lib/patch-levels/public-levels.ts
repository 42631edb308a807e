// The gate for patch levels: what is left of them when only advisories are named that are public and stand.

import type { Evidence, Levels, PublicAdvisory } from '../../types.ts';

/** The levels of these advisories; evidence names no other one. What is said of an advisory itself is taken from it. */
export function publicLevels(levels: Levels, advisories: readonly PublicAdvisory[], prefix: string): Levels {
  const known = new Map(advisories.map((advisory) => [advisory.id, advisory]));
  const ids = new RegExp(`(?<![A-Za-z0-9])${prefix}-\\d+(?:-\\d+)*`, 'g');
  const withheld = (evidence: readonly Evidence[]): readonly Evidence[] =>
    evidence.map(({ text, ...rest }) => ({
      ...rest,
      text: text.replace(ids, (id) => (known.has(id) ? id : 'another advisory')),
    }));
  return {
    ...levels,
    levels: levels.levels.flatMap((level) => {
      const advisory = known.get(level.id);
      if (!advisory) return [];
      return [
        {
          ...level,
          number: advisory.number.join('-'),
          published: advisory.published,
          patches: level.patches.map((patch) => ({ ...patch, evidence: withheld(patch.evidence) })),
          evidence: withheld(level.evidence),
        },
      ];
    }),
  };
}
