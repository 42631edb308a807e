// Messages as text for people, as JSON, and as GitHub workflow commands.

import type { Level, Message, Place } from '../types.ts';
import { printable } from './decode/decode.ts';

export const REPORTS = ['text', 'json', 'github'] as const;
export type Report = (typeof REPORTS)[number];

/** The messages in a format; empty text when there are none, but JSON is always a list. */
export function report(messages: readonly Message[], format: Report, hasColor = false): string {
  switch (format) {
    case 'text':
      return messages.map((message) => textOf(safe(message), hasColor)).join('');
    case 'json':
      return `${JSON.stringify(messages, null, 2).replace(HIDDEN, escaped)}\n`;
    case 'github':
      return messages.map((message) => workflowCommand(safe(message))).join('');
  }
}

/** File names and quotations come from contributors, and a terminal or a CI log obeys what it is shown. */
function safe({ place, text, hint, cause, ...rest }: Message): Message {
  return {
    ...rest,
    place: safePlace(place),
    text: printable(text),
    hint: printable(hint),
    ...(cause && { cause: { place: safePlace(cause.place), text: printable(cause.text) } }),
  };
}

const safePlace = (place: Place): Place => ({ ...place, file: printable(place.file) });

/** What JSON leaves as it is and a terminal obeys or hides. */
const HIDDEN = /[\u007F-\u009F\p{Cf}\u2028\u2029]/gu;

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/** `3 errors, 1 warning`, or nothing. */
export function summary(messages: readonly Message[]): string {
  const count = (level: Level, word: string) => {
    const number = messages.filter((message) => message.level === level).length;
    return number === 0 ? [] : [`${number} ${word}${number === 1 || level === 'info' ? '' : 's'}`];
  };
  return [...count('error', 'error'), ...count('warning', 'warning'), ...count('info', 'info')].join(', ');
}

/** `content/xsa/XSA-9.md:8:12: error range-order: …`, one line. */
export function headline({ place, level, rule, text }: Message): string {
  return `${place.file}:${place.line}:${place.column}: ${level} ${rule}: ${text}`;
}

const COLORS: Readonly<Record<Level, string>> = { error: '31', warning: '33', info: '36' };

function textOf(message: Message, hasColor: boolean): string {
  const { place, level, rule, text, hint, cause } = message;
  const lines = [
    hasColor
      ? `\u001b[1m${place.file}:${place.line}:${place.column}:\u001b[0m \u001b[${COLORS[level]}m${level}\u001b[0m ${rule}: ${text}`
      : headline(message),
  ];
  if (cause) lines.push(`    see: ${cause.place.file}:${cause.place.line}:${cause.place.column}: ${cause.text}`);
  lines.push(`    hint: ${hint}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function workflowCommand({ place, level, rule, text, hint }: Message): string {
  const command = level === 'info' ? 'notice' : level;
  const property = (value: string) => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const data = (value: string) => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return `::${command} file=${property(place.file)},line=${place.line},col=${place.column},title=${property(rule)}::${data(`${text}. ${hint}`)}\n`;
}
