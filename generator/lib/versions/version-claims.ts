// What sentences say about versions: "up to 4.11 are affected", "4.12 and later are not affected", "fixed in 4.12". Only
// plain sentences are understood; where a sentence is doubtful it says nothing here, since a false alarm costs trust.

/** That all versions up to one, or from one on, are affected or are not. The version itself is always among them. */
export type VersionClaim = {
  readonly version: string;
  readonly side: 'up-to' | 'from';
  readonly isAffected: boolean;
  /** The name before the version, in lower case: `xen`. */
  readonly subject?: string;
  /** The words that say it. */
  readonly words: string;
};

/** The claims of a paragraph's text. */
export function versionClaims(text: string): VersionClaim[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?;]) /)
    .filter((sentence) => sentence.length <= MAX_SENTENCE)
    .flatMap((sentence) => clauses(sentence))
    .flatMap(claimsOf);
}

/** The first two claims that include the same version, one saying affected and the other not. */
export function contradiction<T extends VersionClaim>(claims: readonly T[]): readonly [T, T] | undefined {
  const seen = new Map<string, T[]>();
  for (const claim of claims) {
    const earlier = seen.get(claim.version) ?? [];
    const other = earlier.find(
      (each) =>
        each.side !== claim.side &&
        each.isAffected !== claim.isAffected &&
        (each.subject === undefined || claim.subject === undefined || each.subject === claim.subject),
    );
    if (other) return [other, claim];
    // A few are enough: the same claim again adds nothing.
    if (earlier.length < 20) seen.set(claim.version, [...earlier, claim]);
  }
  return undefined;
}

/** Longer ones are lists or data, not sentences. */
const MAX_SENTENCE = 1000;

/** Of bounded length, so that no text costs more than its length. */
const VERSION = 'v?(\\d[0-9A-Za-z]{0,40}(?:[.:~+_-][0-9A-Za-z]{1,40}){0,12})';
const NAMED = '(?:(?:all|any) )?(?:versions? |releases? )?';

const PATTERNS: readonly { readonly side: VersionClaim['side']; readonly pattern: RegExp; readonly isFix?: true }[] = [
  {
    side: 'up-to',
    pattern: new RegExp(String.raw`\b(?:up to|through)(?:,? \(?(?:and )?including\)?,?)? ${NAMED}${VERSION}`, 'gi'),
  },
  {
    side: 'up-to',
    pattern: new RegExp(
      String.raw`\b${VERSION},? (?:and|or) (?:all )?(?:earlier|older|below|before|previous|prior|lower)\b`,
      'gi',
    ),
  },
  {
    side: 'from',
    pattern: new RegExp(
      String.raw`\b${VERSION},? (?:and|or) (?:all )?(?:later|newer|above|after|onwards?|higher)\b`,
      'gi',
    ),
  },
  {
    side: 'from',
    pattern: new RegExp(String.raw`\b(?:from|since|starting with)(?: at least)? ${NAMED}${VERSION}`, 'gi'),
  },
  {
    side: 'from',
    pattern: new RegExp(String.raw`\bfixed (?:in|since|as of|with) ${NAMED}(?:[A-Z][a-z]+ )?${VERSION}`, 'gi'),
    isFix: true,
  },
];

/** Parts of a sentence that say "affected" of one thing and "not affected" of another are read one by one. */
function clauses(sentence: string): readonly string[] {
  const isMixed = AFFECTED.test(sentence.replace(NEGATION, '')) && NOT_AFFECTED.test(sentence);
  return isMixed
    ? sentence.split(
        /[,;] | (?:but|while|whereas|and) (?=\S+ (?:and|or) (?:later|newer|earlier|older)|not\b|versions?\b)/i,
      )
    : [sentence];
}

const AFFECTED = /\b(?:affected|vulnerable|impacted)\b/i;
const NEGATION =
  /\b(?:(?:not|n't|never|no longer) (?:[a-z]+ )?(?:affected|vulnerable|impacted)|unaffected|invulnerable)\b/gi;
const NOT_AFFECTED =
  /\b(?:(?:not|never|no longer) (?:[a-z]+ )?(?:affected|vulnerable|impacted)|unaffected|(?:is|are) not\b)/i;
/** Words that turn a sentence, or make it say less than it seems to. */
const DOUBTFUL =
  /\b(?:neither|nor|unless|except|excluding|exclusive|unclear|unknown|might|may|believed|only)\b|\bif\b|\?$/i;
const PARTLY_FIXED =
  /\b(?:not|never|partly|partially|incompletely|incorrectly|insufficiently|incomplete) (?:yet |been |fully |correctly )*fixed\b/i;

function claimsOf(clause: string): VersionClaim[] {
  if (DOUBTFUL.test(clause)) return [];
  const isNegated = NOT_AFFECTED.test(clause);
  const says = isNegated || AFFECTED.test(clause);
  return PATTERNS.flatMap(({ side, pattern, isFix }) =>
    [...clause.matchAll(pattern)].flatMap((match): VersionClaim[] => {
      const [words, version] = match;
      if (version === undefined || (isFix ? PARTLY_FIXED.test(clause) : !says)) return [];
      // "up to, but not including, 4.12" says the opposite of what the pattern takes from it.
      if (/^,? \(?(?:but )?not including/i.test(clause.slice(match.index + words.length))) return [];
      const subject = isFix ? undefined : nameBefore(clause.slice(0, match.index));
      return [{ version, side, isAffected: !isFix && !isNegated, words, ...(subject !== undefined && { subject }) }];
    }),
  );
}

/** The last capitalised word before a version names what it is a version of. */
function nameBefore(text: string): string | undefined {
  const names = text.split(' ').filter((word) => /^[A-Z][A-Za-z0-9-]+$/.test(word) && !NO_NAMES.test(word));
  return names.at(-1)?.toLowerCase();
}

const NO_NAMES =
  /^(?:All|Any|The|These|This|Those|It|In|Only|Versions?|Releases?|Older|Newer|Earlier|Later|From|Since|Both|Every|Systems|Version)$/;
