// The status lines of a support statement: `Status, qualifier: words`, and what can go wrong in them. What is meant is
// read in spite of a fault, and the fault is reported.

import type { Problem, SupportAmount, SupportEntry } from '../../types.ts';
import { type FragmentField, type FragmentLine, fragmentField, oneLine, placeIn } from './fragment.ts';
import { limitOf, parseAmount } from './limits.ts';
import { assess, type Definitions, statusKey } from './vocabulary.ts';

/** True when a fragment speaks of a status. */
export function isStatusFragment(lines: readonly FragmentLine[]): boolean {
  return lines.some((line) => {
    const field = fragmentField(line);
    return field !== undefined && (isLimit(field) || statusKey(field.key, field.value) !== undefined);
  });
}

/** The limit that one line states: `Limit, security: 8 TiB`, for one qualifier `Limit, security, x86: 8 TiB`. */
export type LimitLine = {
  readonly kind: 'security' | 'tested';
  readonly qualifier: string;
  readonly amount: SupportAmount;
};

/** True for a line that states a limit. */
export function isLimitLine(line: FragmentLine): boolean {
  const field = fragmentField(line);
  return field !== undefined && isLimit(field);
}

/** The limit of such a line. */
export function parseLimit(line: FragmentLine, findings: Problem[]): LimitLine | undefined {
  const field = fragmentField(line);
  if (!field) return undefined;
  const [word = '', ...rest] = field.qualifier.split(',');
  const kind = LIMITS.find((each) => each === word.trim());
  const amount = parseAmount(field.value);
  if (kind && amount) return { kind, qualifier: rest.join(',').trim(), amount };
  const isKind = kind !== undefined;
  findings.push({
    rule: 'support-bad-limit',
    place: isKind ? field.valuePlace : field.place,
    text: isKind
      ? `Unexpected \`${short(field.value)}\` as limit, expected an amount such as \`8 TiB\``
      : `Unexpected \`${short(field.qualifier)}\` as kind of limit, expected \`security\` or \`tested\``,
    hint: isKind ? 'Write a number, a blank and a unit' : 'Write `Limit, security: 8 TiB` or `Limit, tested: 8 TiB`',
    found: short(isKind ? field.value : field.qualifier),
  });
  return undefined;
}

const LIMITS = ['security', 'tested'] as const;

const isLimit = (field: FragmentField): boolean => field.key === 'Limit';

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
  const limit = assessment.isKnown ? limitOf(status, assessment.security) : undefined;
  return { qualifier, status, class: assessment.class, security: assessment.security, ...(limit && { limit }), place };
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
