// Page, text and data of an advisory say the same. The finished files are read back and compared with the facts of the
// model and with each other, so a fault of a format, a layout or a configured sentence stops the build.

import { createHash } from 'node:crypto';
import type { Message, Model, Output, PublicAdvisory, SeriesInUse } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';
import { outputPath } from '../links.ts';
import { type Fact, factName, factsOf, factsOfRecord } from './facts.ts';
import { htmlText } from './html-text.ts';
import { knownTokens, sourceTexts } from './known-tokens.ts';
import { type SeverityFinder, severityFinder } from './severities.ts';
import { dayTokens, type Tokens, tokenizer, withSingleBlanks } from './tokens.ts';

/** One of the three, as text with single blanks. */
type Reading = {
  readonly name: 'page' | 'text' | 'JSON';
  readonly path: string;
  readonly text: string;
  readonly tokens: Tokens;
};

/** What the site explains, whatever advisory it is about. */
type Known = {
  readonly tokensOf: (text: string) => Tokens;
  readonly ofSite: ReadonlySet<string>;
  /** Each advisory's id and the day and minute of its last change. */
  readonly ofAdvisory: ReadonlyMap<string, readonly string[]>;
  readonly severities: SeverityFinder;
};

/** SHA-256 of the texts of its versions, which JSON alone can say. */
function textHashes({ archived = [] }: PublicAdvisory, text: string): readonly string[] {
  return [createHash('sha256').update(text).digest('hex'), ...archived.map(({ file }) => file.sha256)];
}

/** An error for each fact that page, text or JSON of an advisory lacks or has alone. */
export function sameFacts(model: Model, outputs: readonly Output[]): Message[] {
  const files = new Map(outputs.map((output) => [output.path, output.body]));
  const read = (path: string): string | undefined => {
    const body = files.get(path);
    return body === undefined || typeof body === 'string' ? body : new TextDecoder().decode(body);
  };
  const seriesById = new Map(
    model.site.series.map((series) => [series.id, { series, severities: severityFinder(series) }]),
  );
  const tokensOf = tokenizer(model.site.series.map((series) => series.prefix));
  const settings = model.site.series.map((series) => series.settings);
  const ofSite = knownTokens(
    [{ ...model.site, series: [] }, settings, model.support.statements, model.lifecycle],
    tokensOf,
  );
  const ofAdvisory = new Map(model.advisories.map(({ id, updated }) => [id, [id, ...dayTokens(updated)]]));
  return model.advisories.flatMap((advisory) => {
    const own = seriesById.get(advisory.series);
    if (!own) return [];
    return compare(advisory, own.series, read, { tokensOf, ofSite, ofAdvisory, severities: own.severities });
  });
}

function compare(
  advisory: PublicAdvisory,
  series: SeriesInUse,
  read: (path: string) => string | undefined,
  known: Known,
): Message[] {
  const paths = pathsOf(advisory);
  const [html, text, json] = [read(paths.page), read(paths.text), read(paths.JSON)];
  const record = parsed(json);
  if (html === undefined || text === undefined || json === undefined || record === undefined) {
    const name = html === undefined ? 'page' : text === undefined ? 'text' : 'JSON';
    return [fault(advisory, undefined, `\`${advisory.id}\` has no ${name} that can be read at \`/${paths[name]}\``)];
  }
  const reading = (name: Reading['name'], raw: string): Reading => {
    const content = withSingleBlanks(raw);
    return { name, path: paths[name], text: content, tokens: known.tokensOf(content) };
  };
  const article = articleOf(html);
  const page = reading('page', htmlText(article));
  const plain = reading('text', text);
  // Tags and escapes in it hide a token now and then, and make none.
  const data: Reading = { name: 'JSON', path: paths.JSON, text: json, tokens: known.tokensOf(json) };
  const facts = factsOf(advisory);
  return [
    ...differences(advisory, facts, factsOfRecord(record), paths.JSON),
    ...missing(advisory, facts, page),
    ...(isBare(series) ? [] : missing(advisory, facts, plain)),
    ...otherSeverities(advisory, [page, plain], article, known),
    ...alone(advisory, facts, [page, plain, data], { ...known, hashes: textHashes(advisory, text) }),
  ];
}

function pathsOf({ path, folder, slug }: PublicAdvisory): Readonly<Record<Reading['name'], string>> {
  const file = `${folder.slice(1)}${slug}`;
  return { page: outputPath(path), text: `${file}.txt`, JSON: `${file}.json` };
}

/** A layout without facts has no place for some of them, so none is missed in its text. */
function isBare({ settings }: SeriesInUse): boolean {
  return typeof settings === 'object' && settings !== null && 'facts' in settings && settings.facts === false;
}

/** JSON has names for its facts: each must be there under its own, and no other. */
function differences(
  advisory: PublicAdvisory,
  facts: readonly Fact[],
  found: readonly Fact[],
  path: string,
): Message[] {
  if (facts.length === found.length && facts.every((fact, index) => isSame(fact, found[index]))) return [];
  const key = (fact: Fact) => `${factName(fact)}\n${fact.value}`;
  const [wanted, there] = [new Set(facts.map(key)), new Set(found.map(key))];
  return [
    ...facts.filter((fact) => !there.has(key(fact))).map((fact) => lacks(advisory, fact, 'JSON', path)),
    ...found
      .filter((fact) => !wanted.has(key(fact)))
      .map((fact) =>
        fault(
          advisory,
          fact,
          `The JSON \`/${path}\` says \`${fact.value}\` as ${factName(fact)}, which is none of \`${advisory.id}\``,
        ),
      ),
  ];
}

const isSame = (fact: Fact, other: Fact | undefined): boolean =>
  fact.value === other?.value && fact.kind === other.kind && fact.of === other.of;

function missing(advisory: PublicAdvisory, facts: readonly Fact[], { name, path, text, tokens }: Reading): Message[] {
  const isSaid = ({ form, value }: Fact): boolean =>
    form === 'day' ? tokens.has(value.slice(0, 10)) : says(text, withSingleBlanks(value));
  return facts.filter((fact) => !isSaid(fact)).map((fact) => lacks(advisory, fact, name, path));
}

/** True when the value stands in the text as a word of its own: `1.0` is not in `1.0.1`, `1:1.0` or `11.0`. */
function says(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at + value.length, at + value.length + 3)];
    if (!/[\w+~-]$|\w[.:]$/.test(before) && !/^[\w+~-]|^[.:]+\w/.test(after)) return true;
  }
  return false;
}

/** The severity of a label or a tag is the advisory's own. */
function otherSeverities(
  advisory: PublicAdvisory,
  readings: readonly Reading[],
  article: string,
  { severities }: Known,
): Message[] {
  const found = readings.flatMap(({ name: output, path, text }) => {
    const names = new Set([...severities.inText(text), ...(output === 'page' ? severities.inTags(article) : [])]);
    names.delete(advisory.severity?.name ?? '');
    return [...names].map((name) => ({ output, path, name }));
  });
  if (found.length === 0) return [];
  const source = new Set([...sourceTexts(advisory)].flatMap(severities.inText));
  return found
    .filter(({ name }) => !source.has(name))
    .map(({ output, path, name }) => {
      const text = `The ${output} \`/${path}\` says \`${name}\` as severity, which is none of \`${advisory.id}\``;
      return fault(advisory, undefined, text);
    });
}

/** What one or two of the three say, and neither the model nor the source explains. */
function alone(
  advisory: PublicAdvisory,
  facts: readonly Fact[],
  readings: readonly Reading[],
  { tokensOf, ofSite, ofAdvisory, hashes }: Known & { readonly hashes: readonly string[] },
): Message[] {
  const suspects = new Map<string, string>();
  const [first, ...others] = readings.map((each) => each.tokens);
  for (const [token, kind] of first ?? []) {
    if (!others.every((each) => each.has(token)) && !ofSite.has(token)) suspects.set(token, kind);
  }
  for (const other of others) {
    for (const [token, kind] of other) if (!first?.has(token) && !ofSite.has(token)) suspects.set(token, kind);
  }
  for (const hash of hashes) suspects.delete(hash);
  if (suspects.size === 0) return [];
  for (const token of explained(advisory, facts, ofAdvisory, tokensOf)) {
    suspects.delete(token);
    if (suspects.size === 0) return [];
  }
  return [...suspects].map(([token, kind]) => {
    const names = (isThere: boolean) =>
      readings
        .filter((each) => each.tokens.has(token) === isThere)
        .map(({ name, path }) => (isThere ? `${name} \`/${path}\`` : name))
        .join(' and ');
    const text = `The ${kind} \`${token}\` is in the ${names(true)}, and not in the ${names(false)}`;
    return fault(advisory, undefined, text);
  });
}

/** What one output may say alone, the most frequent first: times of day, linked advisories, commits, the source. */
function* explained(
  advisory: PublicAdvisory,
  facts: readonly Fact[],
  ofAdvisory: Known['ofAdvisory'],
  tokensOf: Known['tokensOf'],
): Iterable<string> {
  const { id, number, links, patches } = advisory;
  yield id;
  yield number.join('-');
  for (const { form, value } of facts) yield* form === 'day' ? dayTokens(value) : [value];
  // The data of an advisory changes when one that it links to does, and says when.
  for (const list of [links.related, links.mentionedBy])
    for (const link of list) yield* ofAdvisory.get(link.id) ?? [link.id];
  for (const { fixes } of patches) yield* Object.values(fixes);
  for (const text of sourceTexts(advisory)) yield* tokensOf(text).keys();
}

function lacks(advisory: PublicAdvisory, fact: Fact, name: Reading['name'], path: string): Message {
  return fault(advisory, fact, `The ${name} \`/${path}\` does not say \`${fact.value}\`, the ${factName(fact)}`);
}

function fault({ document, series }: PublicAdvisory, fact: Fact | undefined, text: string): Message {
  return {
    place: placeOf(document.fields, fact?.field ?? []),
    level: 'error',
    rule: 'same-facts',
    text,
    hint: `Check the fields of the advisory and the sentences in \`series.${series}.settings\`: each fact has to reach page, text and data`,
    ...(fact && { found: fact.value }),
  };
}

/** The part of a page that is about the advisory; all of it where no part says so. */
function articleOf(html: string): string {
  const [start, end] = [html.indexOf('<article'), html.lastIndexOf('</article>')];
  return start < 0 || end < start ? html : html.slice(start, end);
}

function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
