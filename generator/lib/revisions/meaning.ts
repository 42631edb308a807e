// What an advisory tells its readers, fact by fact, in a form in which two of its states compare: line ends, emphasis
// and the order of fields make no difference.

import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Advisory, FieldPath, Statement } from '../../types.ts';
import { stableJson } from '../data/json.ts';
import { withoutTags } from '../markdown/without-tags.ts';

/** One fact with its name in a message and its place in the front matter. */
export type Meaning = {
  readonly name: string;
  readonly field: FieldPath;
  readonly value: string;
  /** True for words, which an editorial revision may change; a fact needs a new version. */
  readonly isWords: boolean;
  /** True for what may be added without a revision: nobody who acted on the advisory has to act again. */
  readonly mayCome?: boolean;
};

/** All that an advisory says, by name. */
export function meaningOf(advisory: Advisory): ReadonlyMap<string, Meaning> {
  const found = new Map<string, Meaning>();
  const add = (name: string, field: FieldPath, value: unknown, isWords = false, mayCome = false) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return;
    const written = typeof value === 'string' ? value : stableJson(value).trim().replace(/\n\s*/g, ' ');
    // Two sections may have one heading: what both say is compared.
    const before = found.get(name);
    found.set(
      name,
      before ? { ...before, value: `${before.value} ${written}` } : { name, field, value: written, isWords, mayCome },
    );
  };
  add('title', ['title'], advisory.title, true);
  add('date of publication', ['published'], advisory.published);
  add('severity', ['severity'], advisory.severity?.id);
  add('kind', ['kind'], advisory.kind);
  add('author', ['author'], advisory.author, true);
  add('CVE ids', ['cves'], advisory.cves.join(', ') || undefined);
  add('bugs', ['bugs'], advisory.bugs.join(', ') || undefined);
  add(
    'credits',
    ['credits'],
    advisory.credits.map(({ name, role }) => `${name} (${role})`).join(', ') || undefined,
    true,
  );
  add('addresses of references', ['references'], advisory.references.map(({ url }) => url).join(', ') || undefined);
  add(
    'titles of references',
    ['references'],
    advisory.references.map(({ title = '' }) => title).join(', ') || undefined,
    true,
  );
  add('related advisories', ['related'], advisory.related.join(', ') || undefined);
  add('features', ['features'], advisory.features.join(', ') || undefined);
  add('summary', ['summary'], advisory.summary && words(advisory.summary).join(' '), true);
  add('action', ['action'], advisory.action && words(advisory.action).join(' '), true);
  add('change of keys', ['key-change'], advisory.keyChange);
  add('packages', [], advisory.packages.join(', ') || undefined);
  for (const [name, statements] of statementsByName(advisory.statements))
    add(
      name,
      statements[0]?.field ?? [],
      statements.map(({ field: _field, ...said }) => said),
    );
  for (const { file, sha256, subject: _subject, bytes: _bytes, fixes, ...patch } of advisory.patches) {
    add(`patch \`${file}\``, ['patches'], sha256);
    add(`what is said of patch \`${file}\``, ['patches'], patch);
    for (const [branch, commit] of Object.entries(fixes))
      add(`commit of patch \`${file}\` in \`${branch}\``, ['patches'], commit, false, true);
  }
  for (const { release, name, version, note } of advisory.binaries ?? [])
    add(`version of \`${name}\` in \`${release}\``, [], `${version}${note === undefined ? '' : ` (${note})`}`);
  add('downloads', [], advisory.downloads);
  for (const section of advisory.sections)
    for (const [name, value] of wordsOfSection(section.nodes))
      add(
        `${name} ${section.title === undefined ? 'before the first heading' : `below "${section.title}"`}`,
        [],
        value,
        name === 'words',
      );
  add('headings', [], advisory.sections.flatMap(({ title }) => title ?? []).join(', ') || undefined, true);
  add('day of the report', ['embargo', 'reported'], advisory.embargo?.reported);
  add('day of the notice', ['embargo', 'notified'], advisory.embargo?.notified);
  for (const { version, date, change, editorial } of advisory.revisions)
    add(`history of version ${version}`, ['revisions'], `${date} ${change}${editorial ? ' (editorial)' : ''}`);
  return found;
}

/** Several statements about one package in one release are one fact. */
function statementsByName(statements: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    const { release } = statement;
    const name = `what is said of \`${statement.package}\`${release === undefined ? '' : ` in \`${release}\``}`;
    groups.set(name, [...(groups.get(name) ?? []), statement]);
  }
  return groups;
}

/** The words of a section, and the addresses that it links to. */
function wordsOfSection(nodes: readonly Nodes[]): readonly (readonly [name: string, value: string | undefined])[] {
  const found: string[] = [];
  const addresses: string[] = [];
  for (const node of nodes) {
    visit(node, (each) => {
      if (each.type === 'text' || each.type === 'inlineCode') found.push(each.value);
      else if (each.type === 'code') found.push(` ${each.value} `);
      else if (each.type === 'html') found.push(withoutTags(each.value));
      else if (each.type === 'image') found.push(` ${each.alt ?? ''} `);
      // Between blocks, cells and items there is a blank; inside of a line there is none.
      else if (!INLINE.has(each.type)) found.push(' ');
      if ('url' in each) addresses.push(each.url);
    });
    found.push(' ');
  }
  return [
    ['words', words(found.join('')).join(' ') || undefined],
    ['addresses', addresses.join(' ') || undefined],
  ];
}

const INLINE = new Set(['emphasis', 'strong', 'delete', 'link', 'linkReference', 'footnoteReference']);

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
