// Links inside the site: to advisories, patches, pages and headings. A link to what readers may not see yet is dead to
// them, and tells them more than it should.

import { nearest } from '../lib/decode/decode.ts';
import { isPublic } from '../lib/is-public.ts';
import { linkTarget, resolved } from '../lib/markdown/link-target.ts';
import { reservedSlugger } from '../lib/markdown/sections.ts';
import { headingsOf, linksOf, plainText, walk } from '../lib/nodes.ts';
import { advisoryPath, type SitePaths, sitePaths } from '../lib/site-paths.ts';
import type { Advisory, CheckContext, Document, Finding, Rule } from '../types.ts';

export default {
  id: 'dead-link',
  level: 'error',
  about:
    'A link that leads nowhere costs the reader the answer; one to an unpublished advisory gives away that there is one.',
  example: {
    file: 'content/pages/policy.md',
    pass: '../xsa/XSA-1.md',
    fail: '../xsa/XSA-9.md',
    message: 'Link to `../xsa/XSA-9.md`, which does not exist, did you mean `../xsa/XSA-1.md`?',
  },
  *check(context) {
    const seen = context.advisories.filter((advisory) => isPublic(advisory, context.now));
    const forReaders = targets(context, seen);
    const forAuthors = targets(context, context.advisories);
    for (const advisory of context.advisories) {
      // What is not public yet may point to what will be public by then.
      const known = seen.includes(advisory) ? forReaders : forAuthors;
      yield* checkRelated(advisory, known, forAuthors);
      yield* checkLinks(advisory.document, advisoryPath(context.site, advisory), known, forAuthors, context);
    }
    for (const { slug, document } of context.pages)
      yield* checkLinks(document, `/${slug}/`, forReaders, forAuthors, context);
  },
} satisfies Rule;

/** What links may lead to, for a given set of advisories. */
type Targets = {
  readonly ids: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  readonly paths: SitePaths;
  /** True for an id or path of what could not be read: that has a message already, and links to it may be right. */
  readonly isUnread: (target: string) => boolean;
};

function targets(context: CheckContext, advisories: readonly Advisory[]): Targets {
  const documents = [...advisories, ...context.pages].map((each) => each.document.path);
  const folders = new Set(advisories.map((advisory) => advisory.document.path.replace(/\.md$/, '/')));
  const attachments = context.sources.attachments.map((asset) => asset.path);
  const own = attachments.filter((path) => folders.has(`${path.split('/').slice(0, 3).join('/')}/`));
  const assets = [...context.sources.assets, ...context.support.map((statement) => ({ path: statement.file }))].map(
    (each) => each.path,
  );
  const read = new Set([...context.advisories, ...context.pages].map((each) => each.document.path));
  const faulty = [
    ...context.sources.documents.map((each) => each.path),
    ...context.problems.map((each) => each.place.file),
  ];
  const unread = [...new Set(faulty)].filter((path) => !read.has(path)).map((path) => baseName(path).toLowerCase());
  return {
    ids: new Set(advisories.map((advisory) => advisory.id)),
    files: new Set([...documents, ...own, ...assets]),
    paths: sitePaths(context, advisories),
    isUnread: (target) => {
      // The packages and CVEs of an advisory that could not be read are unknown, and so are their pages.
      if (unread.length > 0 && /^\/(?:cve|packages|advisories\/\d{4})\//.test(target)) return true;
      return unread.some((name) => target.toLowerCase().includes(name));
    },
  };
}

/** `xsa1.patch`, or the id that a document is named after. */
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');

function* checkRelated({ id, related, document }: Advisory, known: Targets, all: Targets): Generator<Finding> {
  for (const [index, other] of related.entries()) {
    const at = { document, field: ['related', index] };
    if (other === id) {
      yield { at, text: `\`${id}\` is related to itself`, hint: 'Remove it', found: other };
    } else if (!known.ids.has(other) && !known.isUnread(other)) {
      const isHidden = all.ids.has(other);
      const near = isHidden ? undefined : nearest(other, [...known.ids].filter((each) => each !== id).sort());
      yield {
        at,
        text: sentence(`Related advisory \`${other}\``, isHidden, near),
        hint: hintFor(isHidden, near),
        found: other,
      };
    }
  }
}

function* checkLinks(
  document: Document,
  page: string,
  known: Targets,
  all: Targets,
  context: CheckContext,
): Generator<Finding> {
  for (const { node, url } of linksOf(document.body)) {
    const target = linkTarget(url, document.path, context.site);
    if (target.kind === 'elsewhere') continue;
    const at = { document, node };
    if (target.kind === 'same-document') {
      if (target.anchor !== '') yield* checkAnchor(document, target.anchor, url, at, context);
      continue;
    }
    if (known.isUnread(target.path)) continue;
    const exists = target.kind === 'file' ? hasFile(target.path, page, url, known) : known.paths.has(target.path);
    if (exists) {
      const other = context.pages.find(
        (each) => each.document.path === target.path || `/${each.slug}/` === target.path,
      );
      if (other && target.anchor !== '') yield* checkAnchor(other.document, target.anchor, url, at, context);
      continue;
    }
    const isHidden = target.kind === 'file' ? hasFile(target.path, page, url, all) : all.paths.has(target.path);
    const near = isHidden ? undefined : suggestion(url, target, known);
    yield { at, text: sentence(`Link to \`${url}\``, isHidden, near), hint: hintFor(isHidden, near), found: url };
  }
}

/** A relative link is one of the repository; one that works between the pages of the site is as good. */
const hasFile = (path: string, page: string, url: string, known: Targets): boolean =>
  known.files.has(path) || known.paths.has(resolved(url.replace(/[?#].*$/s, ''), page));

/** The headings of a page are known; an advisory's page has anchors of its own beside them. */
function* checkAnchor(
  document: Document,
  anchor: string,
  url: string,
  at: Finding['at'],
  context: CheckContext,
): Generator<Finding> {
  if (!context.pages.some((page) => page.document === document)) return;
  const anchors = anchorsOf(document);
  if (anchors.includes(anchor) || /^(?:top$|fn)/.test(anchor)) return;
  const near = nearest(anchor, anchors);
  yield {
    at,
    text: `Link to \`${url}\`: \`${document.path}\` has no heading with that anchor${near ? `, did you mean \`#${near}\`?` : ''}`,
    hint: near ? `Write \`#${near}\`` : 'Correct the anchor, or leave it out',
    found: url,
  };
}

function anchorsOf(document: Document): readonly string[] {
  const slugger = reservedSlugger([]);
  const anchors = Array.from(headingsOf(document.body), (heading) => slugger.slug(plainText(heading).trim()));
  for (const node of walk(document.body)) {
    if (node.type === 'html')
      for (const [, id = ''] of node.value.matchAll(/\s(?:id|name)="([^"]*)"/g)) anchors.push(id);
  }
  return anchors.sort();
}

/** The nearest file of the same folder, or the nearest path of the site, in the form in which the link was written. */
function suggestion(
  url: string,
  target: { readonly kind: 'file' | 'site'; readonly path: string },
  known: Targets,
): string | undefined {
  if (target.kind === 'site') return nearest(target.path, known.paths.known);
  const folder = target.path.slice(0, target.path.lastIndexOf('/') + 1);
  const names = [...known.files].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  const near = nearest(target.path.slice(folder.length), names.sort());
  return near && url.slice(0, url.lastIndexOf('/') + 1) + near;
}

const sentence = (what: string, isHidden: boolean, near: string | undefined): string =>
  isHidden
    ? `${what}, which is not published`
    : `${what}, which does not exist${near ? `, did you mean \`${near}\`?` : ''}`;

const hintFor = (isHidden: boolean, near: string | undefined): string =>
  isHidden ? 'Remove it until the other one is published' : near ? `Write \`${near}\`` : 'Correct it, or remove it';
