// The status lines of a support statement: `Status, qualifier: words`, and what can go wrong in them. What is meant is
// read in spite of a fault, and the fault is reported.

import type { Problem, SupportEntry } from '../types.ts';
import { type FragmentField, type FragmentLine, fragmentField, oneLine, placeIn } from './support-fragment.ts';
import { assess, type Definitions, statusKey } from './support-vocabulary.ts';

/** True when a fragment speaks of a status. */
export function isStatusFragment(lines: readonly FragmentLine[]): boolean {
  return lines.some((line) => {
    const field = fragmentField(line);
    return field !== undefined && statusKey(field.key, field.value) !== undefined;
  });
}

/** The status of one line; its row key is given by the section. */
export function parseStatus(
  line: FragmentLine,
  definitions: Definitions,
  findings: Problem[],
): Omit<SupportEntry, 'key'> | undefined {
  const written = fragmentField(line);
  const key = written && statusKey(written.key, written.value);
  if (!written || !key) {
    findings.push(noStatus(line));
    return undefined;
  }
  if (!key.isExact) findings.push(misspeltKey(written, key.key));
  if (written.value === '') {
    findings.push({
      ...noStatus(line),
      text: `\`${short(line.text)}\` has no status after the colon`,
      hint: 'Add the status, or remove the line',
    });
    return undefined;
  }
  const {
    qualifier,
    value: status,
    valuePlace,
    place,
  } = key.key === 'Status' ? withoutColon(line, written, definitions, findings) : written;
  // `Supported, x86: bzImage` names what is supported, in words of its own.
  if (key.key === 'Supported') return { qualifier, status, class: 'supported', security: true, place };
  const assessment = assess(status, definitions);
  if (!assessment.isKnown) {
    const { near } = assessment;
    findings.push({
      rule: 'support-unknown-status',
      place: valuePlace,
      text: `Unexpected \`${short(status)}\` as status, ${near === undefined ? 'expected a word of the vocabulary' : `did you mean \`${near}\`?`}`,
      hint:
        near === undefined
          ? 'Start with a word such as `Supported`, `Tech Preview` or `Experimental`, or define it in the statement'
          : `Write \`${near}\``,
      found: short(status),
      ...(near !== undefined && { expected: near }),
    });
  }
  return { qualifier, status, class: assessment.class, security: assessment.security, place };
}

/** A qualifier with a colon ends too early; its true end is the colon before a known status. */
function withoutColon(
  line: FragmentLine,
  written: FragmentField,
  definitions: Definitions,
  findings: Problem[],
): FragmentField {
  const colon = line.text.lastIndexOf(': ');
  const value = oneLine(line.text.slice(colon + 2));
  if (colon < written.valueAt || assess(written.value, definitions).isKnown || !assess(value, definitions).isKnown)
    return written;
  const head = line.text.slice(written.key.length, colon);
  const qualifier = oneLine(head.replace(/^\s*[,:]/, ''));
  findings.push({
    rule: 'support-qualifier-colon',
    place: written.place,
    text: `Unexpected colon in the qualifier \`${short(qualifier)}\``,
    hint: 'Write a comma or a dash; the colon starts the status',
    found: short(qualifier),
  });
  const valueAt = colon + 2;
  return { ...written, qualifier, value, valueAt, valuePlace: placeIn(line, valueAt) };
}

function misspeltKey(field: FragmentField, expected: string): Problem {
  return {
    rule: 'support-status-key',
    place: field.place,
    text: `Unexpected \`${field.key}\` as key, expected \`${expected}\``,
    hint: `Write \`${expected}\`; other readers of the file skip the line`,
    found: field.key,
    expected,
  };
}

function noStatus(line: FragmentLine): Problem {
  return {
    rule: 'support-status-line',
    place: placeIn(line, 0),
    text: `Unexpected \`${short(line.text)}\` among status lines`,
    hint: 'Write `Status: …` or `Status, qualifier: …`, or move the text out of the fragment',
    found: short(line.text),
  };
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
