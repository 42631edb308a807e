// Reads a support statement (SUPPORT.md): sections of Markdown with indented fragments. In a section, text before the
// status lines describes the feature; text after them is a caveat to each of them. Faults are findings, never thrown.

import type { Definition, Heading, RootContent } from 'mdast';
import type {
  Document,
  Place,
  Problem,
  SupportDefinition,
  SupportEntry,
  SupportSection,
  SupportStatement,
} from '../../types.ts';
import { blocksOf, type Source, saysSomething, statusLinesIn, withDefinitions } from './blocks.ts';
import { definitionOf } from './definitions.ts';
import { type FragmentLine, placeIn } from './fragment.ts';
import { identifiers, rowKey, titleOf } from './keys.ts';
import { isReleaseBlock, parseNotes, parseReleaseBlock, type ReleaseBlock } from './release.ts';
import { isLimitLine, isStatusFragment, type LimitLine, parseLimit, parseStatus } from './status.ts';
import type { Definitions } from './vocabulary.ts';

/** A fault in a statement; the rule of that id reports it. */
export type SupportFinding = Problem;

/** What all sections of one statement share while it is read. */
type Reading = {
  readonly source: Source;
  readonly findings: Problem[];
  readonly statuses: Definitions;
  readonly links: ReadonlyMap<string, Definition>;
  /** Row key -> the status that has it. */
  readonly rows: Map<string, SupportEntry>;
  release: ReleaseBlock | undefined;
  notes: SupportStatement['notes'];
};

type Part = { readonly heading: Heading | undefined; readonly nodes: RootContent[] };

/** Parses one statement; `statement` is undefined when it does not say which release it is about. */
export function parseSupport(document: Document): {
  readonly statement: SupportStatement | undefined;
  readonly findings: readonly SupportFinding[];
} {
  const source: Source = { file: document.path, lines: document.markdown.split(/\r\n|\r|\n/) };
  const parts = partsOf(document.body.children);
  const definitions = definedStatuses(parts, source);
  const reading: Reading = {
    source,
    findings: [],
    statuses: new Map(definitions.map(({ status, security }) => [status.toLowerCase(), security])),
    links: linkDefinitions(document.body.children),
    rows: new Map(),
    release: undefined,
    notes: undefined,
  };
  const { findings } = reading;
  const place = (heading: Heading): Place => ({
    file: document.path,
    line: heading.position?.start.line ?? 1,
    column: heading.position?.start.column ?? 1,
  });
  const anchorOf = identifiers();
  const sections: SupportSection[] = [];
  const above: { readonly level: number; readonly title: string }[] = [];
  let preface: readonly RootContent[] = [];
  let level = 0;
  for (const { heading, nodes } of parts) {
    if (!heading) {
      preface = sectionContent(
        nodes.filter((node) => !isTitleBlock(node, source)),
        '',
        '',
        reading,
      ).description;
      continue;
    }
    if (level > 0 && heading.depth > level + 1) findings.push(headingJump(heading.depth, level, place(heading)));
    level = heading.depth;
    while ((above.at(-1)?.level ?? 0) >= level) above.pop();
    const title = titleOf(heading) || 'Untitled';
    above.push({ level, title });
    const anchor = anchorOf(title);
    sections.push({
      title,
      level,
      path: above.map((each) => each.title),
      anchor,
      place: place(heading),
      ...sectionContent(nodes, anchor, title, reading),
    });
  }
  const { release, notes } = reading;
  if (!release) findings.push(noRelease(sections[0]?.place ?? { file: document.path, line: 1, column: 1 }));
  if (release?.version === undefined) return { statement: undefined, findings };
  const statement: SupportStatement = {
    ...release,
    version: release.version,
    file: document.path,
    ...(notes && { notes }),
    ...(preface.length > 0 && { preface }),
    sections,
    vocabulary: definitions,
    ...(document.commit && { commit: document.commit }),
  };
  return { statement, findings };
}

/** Takes the nodes below one heading apart. */
function sectionContent(
  nodes: readonly RootContent[],
  anchor: string,
  title: string,
  reading: Reading,
): Pick<SupportSection, 'description' | 'entries' | 'caveats'> {
  const { source, findings, links } = reading;
  const before: RootContent[] = [];
  const after: RootContent[] = [];
  const entries: SupportEntry[] = [];
  const limits: LimitLine[] = [];
  let hasStatus = false;
  for (const block of blocksOf(nodes, source)) {
    if (block.kind === 'fragment' && !reading.release && isReleaseBlock(block.lines)) {
      reading.release = parseReleaseBlock(block.lines, firstPlace(block.lines, source), findings);
    } else if (block.kind === 'fragment' && isStatusFragment(block.lines)) {
      if (saysSomething(after)) findings.push(statusAfterCaveat(firstPlace(block.lines, source), title));
      hasStatus = true;
      for (const line of block.lines) {
        if (isLimitLine(line)) {
          const limit = parseLimit(line, findings);
          if (limit) limits.push(limit);
          continue;
        }
        const status = parseStatus(line, reading.statuses, findings);
        if (!status) continue;
        if (anchor === '') findings.push(outside(status.place, 'Put it below the heading of its feature'));
        else entries.push(addRow({ ...status, key: rowKey(anchor, status.qualifier) }, title, reading));
      }
    } else {
      const { node } = block;
      const notes = node.type === 'paragraph' && reading.release && !reading.notes ? parseNotes(node) : undefined;
      if (notes) {
        reading.notes = notes;
        continue;
      }
      if (node.type === 'paragraph') {
        for (const line of statusLinesIn(node, source)) {
          findings.push(outside(placeIn(line, 0), 'Indent it by four blanks, below an empty line'));
        }
      }
      (hasStatus ? after : before).push(node);
    }
  }
  const hasCaveat = saysSomething(after);
  const unexplained = hasCaveat ? undefined : entries.find((entry) => /\bwith caveats?\b/i.test(entry.status));
  if (unexplained) findings.push(missingCaveat(unexplained));
  return {
    description: withDefinitions(before, links),
    entries: limits.length === 0 ? entries : entries.map((entry) => withLimits(entry, limits)),
    caveats: hasCaveat ? withDefinitions(after, links) : [],
  };
}

/** A limit without a qualifier holds for each status of its section. */
function withLimits(entry: SupportEntry, limits: readonly LimitLine[]): SupportEntry {
  const find = (kind: LimitLine['kind']) =>
    (
      limits.find((limit) => limit.kind === kind && limit.qualifier === entry.qualifier) ??
      limits.find((limit) => limit.kind === kind && limit.qualifier === '')
    )?.amount;
  const [security, tested] = [entry.security ? find('security') : undefined, find('tested')];
  if (!security && !tested) return entry;
  return {
    ...entry,
    limit: { isOpen: false, ...entry.limit, ...(security && { security }), ...(tested && { tested }) },
  };
}

function firstPlace([line]: readonly FragmentLine[], { file }: Source): Place {
  return line ? placeIn(line, 0) : { file, line: 1, column: 1 };
}

/** The first status of a row counts. */
function addRow(entry: SupportEntry, title: string, { rows, findings }: Reading): SupportEntry {
  const first = rows.get(entry.key);
  if (!first) {
    rows.set(entry.key, entry);
    return entry;
  }
  const isSame = first.qualifier === entry.qualifier;
  const name = entry.qualifier === '' ? 'Status' : `Status, ${entry.qualifier}`;
  findings.push({
    rule: 'support-duplicate-key',
    place: entry.place,
    text: isSame
      ? `Unexpected second \`${name}\` in \`${title}\`, the first is in line ${first.place.line}`
      : `Qualifiers \`${first.qualifier}\` and \`${entry.qualifier}\` become one key, \`${entry.key}\``,
    hint: isSame
      ? 'Remove one of the two lines; only the first one counts'
      : 'Rename one of them by a letter or digit; only the first one counts',
    found: name,
  });
  return entry;
}

/** Splits the body at its headings; headings in quotes and lists are content. */
function partsOf(nodes: readonly RootContent[]): Part[] {
  const parts: Part[] = [{ heading: undefined, nodes: [] }];
  for (const node of nodes) {
    if (node.type === 'heading') parts.push({ heading: node, nodes: [] });
    else parts.at(-1)?.nodes.push(node);
  }
  return parts;
}

/** No vocabulary has more words; the bound keeps the reading of a hostile file linear. */
const MOST_DEFINITIONS = 100;

/** The document's own vocabulary: headings whose fragment says whether the status is security supported. */
function definedStatuses(parts: readonly Part[], source: Source): SupportDefinition[] {
  const definitions = new Map<string, SupportDefinition>();
  const anchorOf = identifiers();
  for (const { heading, nodes } of parts) {
    if (!heading) continue;
    const title = titleOf(heading) || 'Untitled';
    const anchor = anchorOf(title);
    if (definitions.size >= MOST_DEFINITIONS || title === 'Untitled') continue;
    for (const block of blocksOf(nodes, source)) {
      const definition = block.kind === 'fragment' ? definitionOf(title, anchor, block.lines) : undefined;
      if (definition) definitions.set(title.toLowerCase(), definition);
    }
  }
  return [...definitions.values()];
}

function linkDefinitions(nodes: readonly RootContent[]): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const node of nodes)
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  return definitions;
}

/** Pandoc's title block, lines that start with `%`: the page has a title of its own. */
function isTitleBlock(node: RootContent, source: Source): boolean {
  const { start, end } = node.position ?? {};
  return (
    start?.line === 1 && end !== undefined && source.lines.slice(0, end.line).every((line) => line.startsWith('%'))
  );
}

function headingJump(depth: number, level: number, place: Place): Problem {
  return {
    rule: 'support-heading-jump',
    place,
    text: `Unexpected heading of level ${depth} after level ${level}, expected level ${level + 1} or less`,
    hint: `Write \`${'#'.repeat(level + 1)}\``,
  };
}

function missingCaveat({ status, place }: SupportEntry): Problem {
  return {
    rule: 'support-missing-caveat',
    place,
    text: `\`${status.slice(0, 60)}\` has no caveat below it`,
    hint: 'Say below the status lines what the caveats are; text above them describes the feature',
  };
}

function statusAfterCaveat(place: Place, title: string): Problem {
  return {
    rule: 'support-status-after-caveat',
    place,
    text: `Unexpected status in \`${title}\` after a caveat, which qualifies it too`,
    hint: 'Move all status lines of the section above the caveat, or give this one a heading',
  };
}

function outside(place: Place, hint: string): Problem {
  return {
    rule: 'support-status-outside',
    place,
    text: 'Unexpected status line outside of a fragment, which nothing reads',
    hint,
  };
}

function noRelease(place: Place): Problem {
  return {
    rule: 'support-release-block',
    place,
    text: 'Missing release block with `<Name>-Version`',
    hint: 'Start with a heading and, indented by four blanks, lines such as `Xen-Version: 4.22`',
  };
}
