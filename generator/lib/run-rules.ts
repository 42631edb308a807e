// Runs rules over decoded content and turns what they find into messages.

import type { CheckContext, Finding, Message, Place, Rule } from '../types.ts';
import { placeOf, printable } from './decode/decode.ts';
import { order } from './order.ts';

/**
 * Runs every rule; messages are sorted by place. A rule that is off still speaks about files that would be lost. It stops
 * after each rule, so that a preview can answer in between.
 */
export function* rulesInSteps(
  rules: readonly Rule[],
  context: CheckContext,
  lost: ReadonlySet<string>,
): Generator<void, Message[]> {
  const messages: Message[] = [];
  for (const rule of rules) {
    const level = context.site.rules[rule.id] ?? rule.level;
    if (level === 'off' && lost.size === 0) continue;
    for (const finding of rule.check(context)) {
      const isLost = lost.has(toPlace(finding.at).file);
      if (level === 'off' && !isLost) continue;
      messages.push(toMessage(finding, rule, isLost ? rule.level : (level as Message['level'])));
    }
    yield;
  }
  // Nothing that went wrong stays unsaid, even where no rule claims it.
  const ids = new Set(rules.map((rule) => rule.id));
  for (const { rule, place, ...rest } of context.problems) {
    if (!ids.has(rule)) messages.push({ place, level: 'error', rule, ...rest, text: printable(rest.text) });
  }
  return messages.sort(
    (a, b) =>
      order(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      order(a.rule, b.rule) ||
      order(a.text, b.text),
  );
}

/** The same without a stop. */
export function runRules(rules: readonly Rule[], context: CheckContext, lost: ReadonlySet<string>): Message[] {
  return inOneGo(rulesInSteps(rules, context, lost));
}

/** What steps come to. */
export function inOneGo<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function toMessage({ at, text, ...rest }: Finding, rule: Rule, level: Message['level']): Message {
  return { place: toPlace(at), level, rule: rule.id, text: printable(text), ...rest };
}

function toPlace(at: Finding['at']): Place {
  if ('file' in at) return at;
  if ('field' in at) return placeOf(at.document.fields, at.field, at.key);
  const start = at.node.position?.start;
  return { file: at.document.path, line: start?.line ?? 1, column: start?.column ?? 1 };
}
