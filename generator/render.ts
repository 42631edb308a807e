// Hands the model to each format and collects the outputs. What several formats share (an advisory's HTML, its
// announcement) is made once.

import { createHash } from 'node:crypto';
import { formats } from './formats/index.ts';
import { tsv } from './lib/data/tsv.ts';
import { PREVIEW_MARKER, WARNING_FILE } from './lib/embargo/preview-marker.ts';
import { href, MARKER, supportPath } from './lib/links.ts';
import { linkTarget } from './lib/markdown/link-target.ts';
import { definitionsOf, renderMarkdown } from './lib/markdown/markdown.ts';
import { reservedSlugger } from './lib/markdown/sections.ts';
import { mediaType } from './lib/media-type.ts';
import { detached, SIGNATURES, SUMS, signatureColumns, signingRequests } from './lib/pgp/requests.ts';
import type {
  Context,
  Document,
  Format,
  Message,
  Model,
  Output,
  PublicAdvisory,
  SectionHtml,
  SigningRequest,
} from './types.ts';

/** The theme as built: its files, and which of them pages link to. */
export type ThemeAssets = {
  readonly outputs: readonly Output[];
  /** Site paths of the style sheets of every page. */
  readonly styles: readonly string[];
  /** Site paths of the scripts and style sheets that only some pages load, by name: `search.js`, `support.css`. */
  readonly extras?: Readonly<Record<string, string>>;
  /** Ids that pages use themselves; no heading of a text takes one. */
  readonly reservedIds: readonly string[];
};

/** What a build is to write, without the signatures, which are asked for. */
export type Rendered = {
  readonly outputs: readonly Output[];
  /** In the order of the outputs; empty where no key signs. */
  readonly requests: readonly SigningRequest[];
  readonly messages: readonly Message[];
};

/** All outputs by path, and a message for each path that two sources want. */
export function render(model: Model, built: ThemeAssets): Rendered {
  const theme = withOwnStyles(model, built);
  const context = contextOf(model, theme);
  const made: Output[] = [...theme.outputs, ...model.assets.map(copied)];
  for (const format of formats) for (const output of format.render(context)) made.push(output);
  const outputs = new Map<string, Output>();
  const messages: Message[] = [];
  const add = (output: Output) => {
    const other = outputs.get(output.path);
    if (other) messages.push(collision(output, other));
    else outputs.set(output.path, output);
  };
  for (const output of made) add(output);
  const sign = detached(model.modified);
  if (model.isSigned) add(signatureList([...outputs.values()], sign));
  add({ ...sha256Sums([...outputs.values()], model.isSigned), sign });
  const sorted = [...outputs.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const requests = model.isSigned ? signingRequests(sorted) : [];
  const signatures = requests.filter((request) => request.form !== 'in-place').map(signatureOutput);
  const placed = [...sorted, ...signatures, ...markersOf(model)];
  for (const output of placed.slice(sorted.length)) {
    const other = outputs.get(output.path);
    if (other) messages.push(collision(other, output));
  }
  return { outputs: sorted, requests, messages: [...messages, ...fileAndFolder(placed), ...onlyCase(placed)] };
}

/** The outputs of a model one by one, each rendered when it is asked for: what a live preview shows. */
export function onDemand(model: Model, built: ThemeAssets): (path: string) => Output | undefined {
  const theme = withOwnStyles(model, built);
  const context = contextOf(model, theme);
  const files = new Map([...theme.outputs, ...model.assets.map(copied)].map((output) => [output.path, output]));
  const known = new Map<Format, ReadonlyMap<string, Output>>();
  const madeBy = (format: Format): ReadonlyMap<string, Output> => {
    const made = known.get(format) ?? new Map([...format.render(context)].map((output) => [output.path, output]));
    known.set(format, made);
    return made;
  };
  return (path) => {
    const file = files.get(path);
    if (file) return file;
    for (const format of formats) {
      const output = (format.makes?.test(path) ?? true) ? madeBy(format).get(path) : undefined;
      if (output) return output;
    }
    // What is about all outputs needs all of them.
    return path === SUMS || path === SIGNATURES
      ? render(model, built).outputs.find((output) => output.path === path)
      : undefined;
  };
}

function contextOf(model: Model, theme: ThemeAssets): Context {
  const targets = linkTargets(model);
  const resolve = (documentPath: string) => (url: string) => {
    const target = linkTarget(url, documentPath, model.site);
    if (target.kind === 'elsewhere' || target.kind === 'same-document') return undefined;
    const path = target.kind === 'site' ? target.path : targets.get(target.path);
    return path === undefined ? undefined : href(model.site, path + (target.anchor && `#${target.anchor}`));
  };
  const html = once((advisory: PublicAdvisory): SectionHtml[] => {
    const definitions = definitionsOf(advisory.document.body);
    const slugger = reservedSlugger([...theme.reservedIds, ...advisory.sections.map((section) => section.id)]);
    return advisory.sections.map(({ id, title, nodes }) => ({
      id,
      ...(title !== undefined && { title }),
      html: renderMarkdown(nodes, {
        resolve: resolve(advisory.document.path),
        slug: (heading) => slugger.slug(heading),
        topLevel: title === undefined ? 2 : 3,
        idPrefix: id === '' ? '' : `${id}-`,
        definitions,
      }),
    }));
  });
  const seriesById = new Map(model.site.series.map((series) => [series.id, series]));
  const text = once((advisory: PublicAdvisory): string => {
    const series = seriesById.get(advisory.series);
    if (!series) throw new Error(`no series ${advisory.series}`);
    return series.definition.announcement(advisory, { site: model.site, series, settings: series.settings });
  });
  const markdown: Context['markdown'] = (nodes, documentPath = '') => {
    const slugger = reservedSlugger(theme.reservedIds);
    return renderMarkdown(nodes, {
      resolve: resolve(documentPath),
      slug: (heading) => slugger.slug(heading),
      topLevel: 2,
    });
  };
  // They are on every page: the ids of their headings are never those of a page.
  const slot = ({ body, path }: Document, idPrefix: string) => {
    const slugger = reservedSlugger([]);
    const slug = (heading: string) => idPrefix + slugger.slug(heading);
    return renderMarkdown(body.children, { resolve: resolve(path), slug, topLevel: 2, idPrefix });
  };
  const { notice, footer } = model.theme ?? {};
  const slots = {
    ...(notice && { notice: slot(notice, 'notice-') }),
    ...(footer && { footer: slot(footer, 'footer-') }),
  };
  return { model: { ...model, slots }, html, text, markdown, styles: theme.styles, extras: theme.extras ?? {} };
}

/** The theme with the style sheet of the root, which comes last and so wins. */
function withOwnStyles(model: Model, theme: ThemeAssets): ThemeAssets {
  const css = model.theme?.css ?? '';
  if (css === '') return theme;
  const sum = createHash('sha256').update(css).digest('hex').slice(0, 8);
  const path = `assets/site-${sum}.css`;
  return {
    ...theme,
    outputs: [...theme.outputs, { path, type: 'text/css', body: css, from: 'theme/tokens.css' }],
    styles: [...theme.styles, `/${path}`],
  };
}

/** Files of the root that a link may name -> the site path of what was made of them. */
function linkTargets(model: Model): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const advisory of model.advisories) {
    targets.set(advisory.document.path, advisory.path);
    for (const patch of advisory.patches) {
      targets.set(advisory.document.path.replace(/\.md$/, `/${patch.file}`), advisory.folder + patch.file);
    }
  }
  for (const page of model.pages) targets.set(page.document.path, `/${page.slug}/`);
  for (const asset of model.assets) targets.set(asset.path, asset.path.replace(/^public/, ''));
  for (const statement of model.support.statements) targets.set(statement.file, supportPath(statement.version));
  return targets;
}

/** The function, computing each advisory's value once. */
function once<T>(compute: (advisory: PublicAdvisory) => T): (advisory: PublicAdvisory) => T {
  const known = new Map<PublicAdvisory, T>();
  return (advisory) => {
    const value = known.get(advisory) ?? compute(advisory);
    known.set(advisory, value);
    return value;
  };
}

/** What marks the folder of a site, or of a preview, is no part of it, and yet has its path. */
function markersOf({ preview }: Model): Output[] {
  const names = [MARKER, PREVIEW_MARKER, ...(preview ? [] : [WARNING_FILE])];
  return names.map((path) => ({ path, type: 'text/plain', body: '', from: 'tocsin build' }));
}

/** What stands for a signature until it is made, for messages about its path. */
function signatureOutput({ file, signature }: SigningRequest): Output {
  return { path: signature, type: 'application/pgp-signature', body: '', from: `the signature of /${file}` };
}

/** Which signatures there are: what `tocsin sign` makes, and what verifiers expect. */
function signatureList(outputs: readonly Output[], sign: NonNullable<Output['sign']>): Output {
  const own: Output = { path: SIGNATURES, type: 'text/tab-separated-values', body: '', sign, from: 'render' };
  const sums: Output = { ...own, path: SUMS };
  const all = [...outputs, own, sums].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...own, body: tsv(signatureColumns, signingRequests(all)) };
}

/** The sums of all other outputs but those that prove themselves, as `sha256sum --check` reads them. */
function sha256Sums(outputs: readonly Output[], isSigned: boolean): Output {
  const summed = outputs.filter((output) => !isSigned || !output.sign?.forms.includes('in-place'));
  const lines = summed.map(({ path, body }) => `${createHash('sha256').update(body).digest('hex')}  ${path}\n`);
  // In the order of the paths, which start behind the 64 digits and two blanks.
  lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  return { path: SUMS, type: 'text/plain', body: lines.join(''), from: 'render' };
}

function copied(asset: { readonly path: string; readonly bytes: Uint8Array }): Output {
  return {
    path: asset.path.replace(/^public\//, ''),
    type: mediaType(asset.path),
    body: asset.bytes,
    from: asset.path,
  };
}

function collision(output: Output, other: Output): Message {
  // Where one of the two is a file that somebody put there, that is the one to look at.
  const { from } = other.from.startsWith('public/') ? other : output;
  return {
    place: { file: from, line: 1, column: 1 },
    level: 'error',
    rule: 'output-collision',
    text: `\`/${output.path}\` is made by \`${output.from}\` and by \`${other.from}\``,
    hint: 'Rename one of the two',
  };
}

/** A path cannot be a file and a folder at once. */
function* fileAndFolder(outputs: readonly Output[]): Iterable<Message> {
  const files = new Map(outputs.map((output) => [output.path, output]));
  const reported = new Set<string>();
  for (const output of outputs) {
    const names = output.path.split('/');
    for (let length = 1; length < names.length; length++) {
      const folder = names.slice(0, length).join('/');
      const file = files.get(folder);
      if (!file || reported.has(folder)) continue;
      reported.add(folder);
      yield collision({ ...output, path: folder }, file);
    }
  }
}

/** Where letters have no case, on many desktops, one of two such files replaces the other. */
function* onlyCase(outputs: readonly Output[]): Iterable<Message> {
  const seen = new Map<string, Output>();
  for (const output of outputs) {
    const folded = output.path.normalize('NFC').toLowerCase();
    const other = seen.get(folded);
    if (other && other.path !== output.path)
      yield {
        ...collision(output, other),
        level: 'warning',
        text: `\`/${output.path}\` and \`/${other.path}\` differ only in case`,
      };
    else if (!other) seen.set(folded, output);
  }
}
