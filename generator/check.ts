// Decodes everything that was read and runs the rules over it. Content is never thrown at: whatever is wrong becomes
// a message, and all messages of a run come together.

import { decodeDocuments } from './lib/decode/decode-documents.ts';
import { decodeSite } from './lib/decode/site.ts';
import { DEFAULT_POLICY } from './lib/disclosure/policy.ts';
import { advisoryFiles, joinedContext, lostFiles, privateMessages, rootMessages } from './lib/embargo/private-root.ts';
import { decodeLevels } from './lib/patch-levels/decode-levels.ts';
import { inOneGo, rulesInSteps, runRules } from './lib/run-rules.ts';
import { decodePackageSupport } from './lib/support/package-support.ts';
import { parseSupport } from './lib/support/statement.ts';
import { ownTheme } from './lib/theme/own-theme.ts';
import { withSupportDates } from './lib/versions/release-dates.ts';
import { rules } from './rules/index.ts';
import { series as layouts } from './series/index.ts';
import type {
  Advisory,
  CheckContext,
  Content,
  Instant,
  Message,
  Problem,
  Release,
  Site,
  Sources,
  SupportStatement,
} from './types.ts';

/** What a check found; `content` is there when the configuration could be read, and is publishable when no message is an error. */
export type Checked = { readonly content: Content | undefined; readonly messages: readonly Message[] };

/** Checks a root as read, at the time `now`. Section ids never take one of `reservedIds`, which pages use themselves. */
export function check(sources: Sources, now: Instant, reservedIds: readonly string[] = []): Checked {
  return inOneGo(checkInSteps(sources, now, reservedIds));
}

/** The same in steps: somebody who waits for something else can be served between two of them. */
export function* checkInSteps(
  sources: Sources,
  now: Instant,
  reservedIds: readonly string[] = [],
): Generator<void, Checked> {
  const { site, problems: siteProblems } = decodeSite(
    sources.config,
    layouts,
    rules.map((rule) => rule.id),
  );
  // A configuration that could not even be parsed has its own message; missing fields in nothing say no more.
  const hasConfig = !sources.problems.some(
    (problem) => problem.place.file === 'content/site.yaml' && problem.rule !== 'support-source',
  );
  const problems: Problem[] = [...sources.problems, ...(hasConfig ? siteProblems : [])];
  // Files that would be missing from the site: what is wrong with them stays an error, whatever the configuration says.
  const parsed = new Set([...sources.documents, ...sources.support].map((document) => document.path));
  const lost = new Set(sources.problems.map((problem) => problem.place.file).filter((file) => !parsed.has(file)));
  const support: SupportStatement[] = [];
  const decoded = site && decodeDocuments(sources, site, reservedIds);
  yield;
  const { advisories, pages } = decoded ?? { advisories: [], pages: [] };
  problems.push(...(decoded?.problems ?? []));
  for (const file of decoded?.lost ?? []) lost.add(file);
  for (const document of sources.support) {
    const { statement, findings } = parseSupport(document);
    problems.push(...findings);
    if (statement) support.push(statement);
    else lost.add(document.path);
  }
  const packages =
    sources.packageSupport && site && decodePackageSupport(sources.packageSupport, datedReleases(site, support));
  problems.push(...(packages?.problems ?? []));
  const packageSupport = packages?.lists ?? [];
  const trees = decodeLevels(sources.treeFiles ?? [], site ?? NO_SITE);
  if (site) problems.push(...trees.problems);
  for (const file of trees.lost) lost.add(file);
  const { treeLevels } = trees;
  const own = site && ownTheme(sources, site);
  problems.push(...(own?.problems ?? []));
  const context: CheckContext = {
    site: site ?? NO_SITE,
    now,
    sources,
    advisories,
    pages,
    support,
    packageSupport,
    treeLevels,
    problems,
  };
  const messages = yield* rulesInSteps(rules, context, lost);
  const inside = checkPrivate(context, reservedIds);
  const { embargoed } = inside;
  const { assets, certificates } = sources;
  const content = site && {
    site,
    advisories,
    embargoed,
    pages,
    support,
    packageSupport,
    treeLevels,
    assets,
    certificates,
    ...(own && { theme: own.theme }),
  };
  return { content, messages: [...messages, ...inside.messages] };
}

/** The private root: its advisories are judged as if they lay in the public one, where they are going to be. */
function checkPrivate(
  context: CheckContext,
  reservedIds: readonly string[],
): { readonly embargoed: readonly Advisory[]; readonly messages: readonly Message[] } {
  const inside = context.sources.private;
  if (!inside || context.site === NO_SITE) return { embargoed: [], messages: [] };
  const sources = advisoryFiles(inside);
  const decoded = decodeDocuments(sources, context.site, reservedIds);
  const found = runRules(rules, joinedContext(context, sources, decoded), lostFiles(sources, decoded));
  return {
    embargoed: decoded.advisories,
    messages: [...privateMessages(found, sources), ...rootMessages(context, inside, decoded.advisories)],
  };
}

function datedReleases(site: Site, support: readonly SupportStatement[]): readonly Release[] {
  return site.releases.map((release) => withSupportDates(release, support));
}

/** Stands in where the configuration could not be read, so that the rules about reading still speak. */
const NO_SITE: Site = {
  title: '',
  description: '',
  url: '',
  prefix: '',
  language: 'en',
  team: { name: '', email: '' },
  license: '',
  tag: '',
  lists: [],
  footer: [],
  series: [],
  releases: [],
  rules: {},
  redirects: {},
  tombstones: {},
  keys: [],
  disclosure: DEFAULT_POLICY,
  trees: [],
};
