// Rules about fields that could not be read: `check` finds these faults while it decodes and hands them on as
// problems; such a rule gives its problems a level, a reason and an example.

import type { CheckContext, Finding, Problem, Rule } from '../../types.ts';

/** A rule that reports every problem which carries its id. */
export function problemRule(rule: Omit<Rule, 'check'>): Rule {
  return {
    ...rule,
    *check(context: CheckContext): Iterable<Finding> {
      for (const problem of context.problems) {
        if (problem.rule === rule.id) yield toFinding(problem);
      }
    },
  };
}

function toFinding({ place, rule: _, ...rest }: Problem): Finding {
  return { at: place, ...rest };
}
