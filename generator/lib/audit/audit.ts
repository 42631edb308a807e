// The audit: reads every byte that is to be published, and finds what the public may not know yet. It trusts no stage
// before it. A site of a root in which nothing is hidden is not read at all.

import { createHash } from 'node:crypto';
import type { Certificate, Content, Instant, Message, Output, Place, Planned, Sources } from '../../types.ts';
import { matcherOf } from './matcher.ts';
import { type Hit, leakMessages, sharedMessages, unreadMessages } from './messages.ts';
import { isExact, type Wanted, wantsOf } from './phrases.ts';
import { finderOf, withoutPublic } from './public.ts';
import { type HiddenAdvisory, hiddenOf } from './secrets.ts';
import { sieveOf } from './sieve.ts';
import { embedded, isEncrypted, unpacked } from './unpack.ts';
import { searchText, textsOf } from './views.ts';
import { PLAIN } from './words.ts';

/** A file that is to be published. */
export type Audited = Pick<Output, 'path' | 'body'>;

/** What an audit needs to know. */
export type AuditInput = {
  readonly content: Content;
  readonly sources: Sources;
  readonly now: Instant;
  readonly outputs: Iterable<Audited>;
  /** Numbers that the public may know. */
  readonly planned: readonly Planned[];
  /** Keys of those who were told. */
  readonly recipients?: readonly Certificate[];
  /** Texts of a site without any content: the words of the theme. Asked for only when something was found. */
  readonly blank?: () => readonly string[];
  /** Texts of the public advisories to which some files belong, made anew. Asked for only when something was found. */
  readonly generated?: (paths: readonly string[]) => readonly string[];
};

/** How deep something may be packed. */
const DEPTH = 4;

/** An error for each secret that a file gives away. */
export function audit(input: AuditInput): readonly Message[] {
  const { content, sources, now, outputs, planned } = input;
  const hidden = hiddenOf(content, sources, now, input.recipients);
  if (hidden.secrets.length === 0 && hidden.advisories.length === 0) return [];
  const { wants, shared } = withoutPublic(wantsOf(hidden.secrets), content, sources, now);
  // Public advisories have parts that are not, mostly dates: often there is nothing to look for.
  if (wants.size === 0 && hidden.advisories.length === 0) return sharedMessages(shared, sources.private?.folder);
  const matcher = matcherOf(wants.keys());
  const finder = { matcher, sieve: sieveOf(wants.keys()) };
  const copies = copiesOf(sources, hidden.advisories);
  const hits: Hit[] = [];
  const unread: string[] = [];

  for (const { path, body } of outputs) {
    hits.push(...numbersIn(path, hidden.advisories, planned, content));
    // Where an occurrence is said once, its later ones say no more.
    const said = new Set<Wanted>();
    const report = (phrase: string, text: string, start: number, end: number, line: number, shown = path) => {
      for (const wanted of wants.get(phrase) ?? []) {
        if (said.has(wanted) || !isExact(wanted, text, start, end)) continue;
        said.add(wanted);
        hits.push({ wanted, kind: wanted.secret.kind, secret: wanted.secret.place, path: shown, line });
      }
    };
    matcher(path, PLAIN, (phrase, start, end) =>
      report(phrase, path, start, end, 1, `${path.slice(0, start)}***${path.slice(end)}`),
    );
    const readText = (text: string, name: string, isWhole: boolean, depth: number) => {
      const runs = searchText(text, name, finder, (phrase, found, start, end, isFirst) =>
        report(phrase, found, start, end, isWhole && isFirst ? lineAt(found, start) : 1),
      );
      if (isEncrypted(text)) unread.push(path);
      if (depth >= DEPTH) return;
      for (const { bytes = new Uint8Array() } of embedded(text, runs)) {
        for (const inner of textsOf(bytes)) readText(inner, '', false, depth + 1);
        readParts('', bytes, depth + 1);
      }
    };
    const readParts = (name: string, bytes: Uint8Array, depth: number) => {
      for (const part of unpacked(name, bytes)) {
        if (part.bytes && depth < DEPTH) {
          matcher(part.name, PLAIN, (phrase, start, end) => report(phrase, part.name, start, end, 1));
          for (const text of textsOf(part.bytes)) readText(text, part.name, false, depth + 1);
          readParts(part.name, part.bytes, depth + 1);
        } else unread.push(path);
      }
    };
    if (typeof body !== 'string') {
      const copied = copies.get(body.length)?.get(sha256(body));
      if (copied !== undefined) hits.push({ kind: 'a file', secret: copied, path, line: 1 });
      readParts(path, body, 0);
    }
    for (const text of typeof body === 'string' ? [body] : textsOf(body)) readText(text, path, true, 0);
  }
  const known = hits.length > 0 && input.blank ? finderOf(wants)(input.blank()) : new Set<Wanted>();
  const left = hits.filter(({ wanted }) => !wanted || !known.has(wanted));
  const isSentence = ({ wanted }: Hit) => wanted?.secret.kind === 'six words of a sentence' && !wanted.secret.isPart;
  // Sentences of the layouts are in no source. A few files of each sentence show whether it is one.
  const examples = new Map<Wanted | undefined, string[]>();
  for (const { wanted, path } of left.filter(isSentence)) {
    const some = examples.get(wanted) ?? [];
    if (some.length < 3) examples.set(wanted, [...some, path]);
  }
  const paths = [...examples.values()].flat();
  const made = paths.length > 0 && input.generated ? finderOf(wants)(input.generated(paths)) : new Set<Wanted>();
  return [
    ...leakMessages(left.filter((hit) => !isSentence(hit) || !hit.wanted || !made.has(hit.wanted))),
    ...unreadMessages([...new Set(unread)]),
    ...sharedMessages(shared, sources.private?.folder),
  ];
}

/** Paths that have the number of a hidden advisory, unless it may be announced or its page is declared to be gone. */
function numbersIn(
  path: string,
  hidden: readonly HiddenAdvisory[],
  planned: readonly Planned[],
  { site }: Content,
): Hit[] {
  const segments = path.toLowerCase().split('/');
  return hidden.flatMap(({ id, slug, place }): Hit[] => {
    const index = segments.findIndex((each) => each === slug || each.startsWith(`${slug}.`));
    if (index < 0 || planned.some((each) => each.id === id)) return [];
    const declared = [...Object.keys(site.redirects), ...Object.keys(site.tombstones)];
    if (declared.some((each) => `/${path}`.startsWith(each.replace(/\/?$/, '/')) || each === `/${path}`)) return [];
    const masked = path.split('/').map((each, at) => (at === index ? each.replace(/.*?(?=\.|$)/, '***') : each));
    return [{ kind: 'the number', secret: place, path: masked.join('/'), line: 1 }];
  });
}

/** Files beside hidden advisories by size and hash, to know them under another name. */
function copiesOf({ attachments, private: inside }: Sources, hidden: readonly HiddenAdvisory[]) {
  const ids = new Set(hidden.map(({ id }) => id));
  const open = new Set(attachments.filter(({ path }) => !ids.has(idOf(path))).map((file) => file.sha256));
  const isHidden = (path: string) => ids.has(idOf(path));
  const files = [
    ...attachments.filter(({ path }) => isHidden(path)),
    ...(inside?.attachments ?? [])
      .filter(({ path }) => isHidden(path))
      .map((file) => ({ ...file, path: `${inside?.folder}/${file.path}` })),
  ];
  const copies = new Map<number, Map<string, Place>>();
  for (const { path, bytes, sha256: sum } of files) {
    if (open.has(sum) || bytes.length === 0) continue;
    const same: Map<string, Place> = copies.get(bytes.length) ?? new Map();
    copies.set(bytes.length, same.set(sum, { file: path, line: 1, column: 1 }));
  }
  return copies;
}

/** `content/<series>/<ID>/…` */
const idOf = (path: string): string => path.split('/')[2] ?? '';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
