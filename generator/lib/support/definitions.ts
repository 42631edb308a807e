// The vocabulary of a support statement: below the heading of a status, a fragment explains it by four properties. Only
// the last of them is a promise about security.

import type { SupportDefinition } from '../../types.ts';
import { type FragmentLine, oneLine } from './fragment.ts';
import { assess } from './vocabulary.ts';

/** The definition that a fragment gives of the status that its heading names; undefined when it is none. */
export function definitionOf(
  status: string,
  anchor: string,
  lines: readonly FragmentLine[],
): SupportDefinition | undefined {
  const values = new Map<Property, string>();
  let current: Property | undefined;
  // The names of properties have blanks, which keys have not: a line of its own is what starts one.
  for (const { text } of lines.flatMap((line) => line.pieces)) {
    const property = propertyOf(text);
    if (property && !values.has(property)) values.set(property, oneLine(text.slice(text.indexOf(':') + 1)));
    else if (!property && current) values.set(current, `${values.get(current)} ${oneLine(text)}`);
    current = property ?? current;
  }
  const promise = /^(yes|no)\b/i.exec(values.get('security') ?? '')?.[1]?.toLowerCase();
  if (promise === undefined) return undefined;
  return {
    status,
    class: assess(status).class,
    security: promise === 'yes',
    properties: Object.fromEntries(values),
    anchor,
  };
}

type Property = keyof SupportDefinition['properties'];

/** How the statements name the properties; one of them has two spellings. */
const PROPERTIES: readonly (readonly [start: string, property: Property])[] = [
  ['functional completeness:', 'completeness'],
  ['functionally complete:', 'completeness'],
  ['functional stability:', 'stability'],
  ['interface stability:', 'interface'],
  ['security supported:', 'security'],
];

function propertyOf(text: string): Property | undefined {
  const lower = text.slice(0, 40).toLowerCase();
  return PROPERTIES.find(([start]) => lower.startsWith(start))?.[1];
}
