// The audit: reads every byte that is to be published, and finds what the public may not know yet. It trusts no stage
// before it. A site of a root in which nothing is hidden is not read at all.

import type { Certificate, Content, Instant, Message, Place, Planned, Sources } from '../../types.ts';
import { isPublic } from '../is-public.ts';
import type { KnownLine } from './known.ts';
import { type Hit, leakMessages, sharedMessages, unreadMessages, unusedKnownMessages } from './messages.ts';
import { type Wanted, wantsOf } from './phrases.ts';
import { finderOf, type Shared, withoutPublic } from './public.ts';
import { type Audited, type Copies, readerOf } from './reader.ts';
import { type HiddenAdvisory, hiddenOf } from './secrets.ts';
import { sentencesIn } from './sentences.ts';

/** What an audit needs to know. */
export type AuditInput = {
  readonly content: Content;
  readonly sources: Sources;
  readonly now: Instant;
  readonly outputs: Iterable<Audited>;
  /** Numbers that the public may know. */
  readonly planned: readonly Planned[];
  /** What the team says that everybody knows: `known.txt` of the private root. */
  readonly known?: readonly KnownLine[];
  /** Keys of those who were told. */
  readonly recipients?: readonly Certificate[];
  /** Texts of a site without any content: the words of the theme. Asked for only when something was found. */
  readonly blank?: () => readonly string[];
  /** Texts of the public advisories to which some files belong, made anew. Asked for only when something was found. */
  readonly generated?: (paths: readonly string[]) => readonly string[];
  /** False: what was read before is read again, with the same result. */
  readonly remembers?: boolean;
};

/** An error for each secret that a file gives away. */
export function audit(input: AuditInput): readonly Message[] {
  const { content, sources, now, outputs, planned } = input;
  const hidden = hiddenOf(content, sources, now, input.recipients);
  if (hidden.secrets.length === 0 && hidden.advisories.length === 0) return [];
  const known = input.known ?? [];
  const find = known.length > 0 ? finderOf(wantsOf(hidden.secrets)) : () => new Set();
  const unused = unusedKnownMessages(known.filter(({ text }) => find([text]).size === 0));
  const remaining = withoutPublic(hidden.secrets, { content, sources, now, known: known.map(({ text }) => text) });
  const { wants } = remaining;
  const shared = sharedMessages(withoutLayout(remaining.shared, input), sources.private?.folder);
  // Public advisories have parts that are not, mostly dates: often there is nothing to look for.
  if (wants.size === 0 && hidden.advisories.length === 0) return [...shared, ...unused];
  const readFile = readerOf(wants, copiesOf(sources, hidden.advisories), input.remembers);
  const hits: Hit[] = [];
  const unread: string[] = [];
  for (const file of outputs) {
    const found = readFile(file);
    hits.push(...numbersIn(file.path, hidden.advisories, planned, content), ...found.hits);
    if (found.isUnread) unread.push(file.path);
  }
  const blank = hits.length > 0 && input.blank ? finderOf(wants)(input.blank()) : new Set<Wanted>();
  const left = hits.filter(({ wanted }) => !wanted || !blank.has(wanted));
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
    ...shared,
    ...unused,
  ];
}

/** Sentences that the layout writes, too, are in what it makes of other public advisories of the series. */
function withoutLayout(shared: readonly Shared[], { content, now, generated, blank }: AuditInput): readonly Shared[] {
  const users = new Set(shared.filter(({ sentence }) => sentence).map(({ advisory }) => advisory));
  if (users.size === 0 || !generated) return shared;
  const others = [...users].flatMap(({ series }) =>
    content.advisories
      .filter((each) => each.series === series && !users.has(each) && isPublic(each, now))
      .slice(-EXAMPLES),
  );
  const texts = [...generated([...new Set(others)].map(({ slug }) => `advisories/${slug}/`)), ...(blank?.() ?? [])];
  const sentences = shared.flatMap(({ sentence }) => sentence ?? []);
  const written = new Set(sentencesIn(sentences, texts));
  return shared.filter(({ sentence }) => !sentence || !written.has(sentence));
}

/** So many advisories show what a layout writes. */
const EXAMPLES = 20;

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
function copiesOf({ attachments, private: inside }: Sources, hidden: readonly HiddenAdvisory[]): Copies {
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
