// Limits as data. `Supported up to 8 TiB. Guests with more memory, but less than 16 TiB, are supported, but not security
// supported.` makes two promises: 8 TiB with security support, 16 TiB without. A `Limit, security: 8 TiB` line says the
// same in a way that needs no understanding.

import type { SupportAmount, SupportLimit } from '../../types.ts';

/** The limits in the words of a status; `security` tells whether the status promises security support. */
export function limitOf(status: string, security: boolean): SupportLimit | undefined {
  // The first sentence makes the promise, the others speak of what lies beyond.
  const [first = '', ...others] = status.slice(0, LONGEST).split(/[.;](?:\s+|$)/);
  const amount =
    amountAfter(/\bup to (?:and including )?/i, first) ?? amountAfter(/\bless than |\bbelow /i, first, false);
  if (!amount) return undefined;
  let beyond: SupportAmount | undefined;
  let tested = amountAfter(/\btested (?:only )?(?:up to|with) /i, first);
  let isOpen = false;
  for (const sentence of others) {
    tested ??= amountAfter(/\btested (?:only )?(?:up to|with) /i, sentence);
    if (!/\bnot security[ -]supported\b|\b(?:no|without) security[ -]support\b/i.test(sentence)) continue;
    if (!/\b(?:more|larger|higher|greater|above|beyond)\b/i.test(sentence) || /\bnot supported\b/i.test(sentence))
      continue;
    beyond ??=
      amountAfter(/\bup to /i, sentence) ?? amountAfter(/\bless than |\bfewer than |\bbelow /i, sentence, false);
    isOpen ||= beyond === undefined;
  }
  // A status without security support has the one limit of what works.
  const supported = beyond ?? (security ? undefined : amount);
  return {
    ...(security && { security: amount }),
    ...(supported && { supported }),
    isOpen,
    ...(tested && { tested }),
  };
}

/** `8 TiB`, `4096`, `4,096 CPUs`: an amount and nothing else. */
export function parseAmount(text: string): SupportAmount | undefined {
  const [, digits = '', unit = ''] =
    /^(\d[\d,]{0,19}(?:\.\d{1,9})?)\s?([A-Za-zµ%][\w/-]{0,19})?$/.exec(text.trim()) ?? [];
  return digits === '' ? undefined : amountOf(digits, unit, true);
}

/** As people read it: `8 TiB`. */
export function amountText({ value, unit }: SupportAmount): string {
  const digits = String(value).replace(/\B(?=(?:\d{3})+$)/g, value < 10_000 ? '' : ',');
  return unit === '' ? digits : `${digits} ${unit}`;
}

/** The promises in words: `security support up to 8 TiB; supported below 16 TiB, without security support`. */
export function limitText({ security, supported, isOpen, tested }: SupportLimit): string {
  const upTo = (amount: SupportAmount) => `${amount.isIncluded ? 'up to' : 'below'} ${amountText(amount)}`;
  const isWithout = security !== undefined && ', without security support';
  return [
    security && `security support ${upTo(security)}`,
    supported && `supported ${upTo(supported)}${isWithout || ''}`,
    isOpen && 'more is supported without security support',
    tested && `tested ${upTo(tested)}`,
  ]
    .filter((part) => typeof part === 'string')
    .join('; ');
}

/** The bytes of an amount of memory; undefined for any other amount. */
export function bytesOf({ value, unit }: SupportAmount): number | undefined {
  const scale = BYTES[unit];
  return scale === undefined ? undefined : value * scale;
}

/** Longer statuses are no limits but essays. */
const LONGEST = 500;

const BYTES: Readonly<Record<string, number>> = Object.fromEntries([
  ['B', 1],
  ...['k', 'M', 'G', 'T', 'P', 'E'].map((letter, index): [string, number] => [`${letter}B`, 1000 ** (index + 1)]),
  ...['K', 'M', 'G', 'T', 'P', 'E'].map((letter, index): [string, number] => [`${letter}iB`, 1024 ** (index + 1)]),
]);

function amountAfter(opening: RegExp, sentence: string, isIncluded = true): SupportAmount | undefined {
  const at = opening.exec(sentence);
  if (!at) return undefined;
  const rest = sentence.slice(at.index + at[0].length);
  const [, digits = '', unit = ''] = /^(\d[\d,]{0,19}(?:\.\d{1,9})?)(?:\s?([A-Za-z]{1,20}))?/.exec(rest) ?? [];
  if (digits === '') return undefined;
  // Any other word goes on with the sentence: "up to 4096 with caveats".
  const isUnit =
    unit in BYTES || /^(?:v?cpus?|cores?|threads?|guests?|domains?|nodes?|devices?|disks?|pages?)$/i.test(unit);
  return amountOf(digits.replace(/,$/, ''), isUnit ? unit : '', isIncluded);
}

function amountOf(digits: string, unit: string, isIncluded: boolean): SupportAmount {
  return { value: Number(digits.replaceAll(',', '')), unit, isIncluded };
}
