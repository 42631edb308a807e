// Installed packages against the advisories of a site: which of them hit, which may, and what support is left. Pure,
// and the same on the command line and in browsers.

import type { Day } from '../../types.ts';
import type { AdvisoryIndex, IndexedAdvisory, IndexedRelease } from './advisory-index.ts';
import type { ChosenReleases } from './choose-releases.ts';
import type { Installed, PackageList } from './installed.ts';
import { type Answer, unknown } from './judge.ts';
import { type Judged, judgePackage } from './judge-package.ts';
import { candidatesOf, lookupOf } from './lookup.ts';
import { type SupportOfPackage, type SupportOfRelease, supportOfList, supportOfReleases } from './support.ts';

/** An advisory and what it means for installed packages of one version. */
export type Finding = {
  readonly advisory: IndexedAdvisory;
  /** Names of the packages as installed. */
  readonly names: readonly string[];
  readonly version: string;
  readonly answer: Exclude<Answer, { readonly status: 'not-affected' }>;
  readonly release?: IndexedRelease;
};

/** What a list means. */
export type AffectedResult = {
  /** `affected`: something hits; `unknown`: nothing is known to hit, and something may; `none` otherwise. */
  readonly state: 'none' | 'affected' | 'unknown';
  readonly chosen: ChosenReleases;
  readonly affected: readonly Finding[];
  readonly unknown: readonly Finding[];
  /** How many times an advisory names an installed package whose version it does not affect. */
  readonly notAffected: number;
  readonly releases: readonly SupportOfRelease[];
  readonly support: readonly SupportOfPackage[];
  /** Packages of dpkg whose source package the list does not say, although advisories name sources. */
  readonly isWithoutSources: boolean;
};

/** Matches a list at the day `today`. */
export function matchList(index: AdvisoryIndex, list: PackageList, chosen: ChosenReleases, today: Day): AffectedResult {
  const lookup = lookupOf(index);
  const judged: Judged[] = [];
  for (const each of list.packages) judged.push(...judgePackage(lookup, each, chosen.releases));
  judged.push(...ofUnknownSource(list, judged, chosen, lookup));
  const places = new Map(index.advisories.map((advisory, place) => [advisory, place]));
  const place = ({ advisory }: Finding) => places.get(advisory) ?? 0;
  const findings = merged(withoutAnswered(judged, index)).sort((a, b) => place(a) - place(b));
  const [affected, open] = [findings.filter(isAffected), findings.filter((each) => !isAffected(each))];
  const isIncomplete = list.unread.count > 0;
  return {
    state: affected.length > 0 ? 'affected' : open.length > 0 || isIncomplete ? 'unknown' : 'none',
    chosen,
    affected,
    unknown: open,
    notAffected: judged.filter(({ answer }) => answer.status === 'not-affected').length,
    releases: supportOfReleases([...chosen.releases, ...judged.flatMap(({ release }) => release ?? [])], today),
    support: supportOfList(index, list.packages, chosen.releases, today),
    isWithoutSources: lookup.hasSources && list.packages.some(lacksSource),
  };
}

const isAffected = ({ answer }: Finding): boolean => answer.status === 'affected';

const lacksSource = ({ system, source }: Installed): boolean => system === 'dpkg' && source === undefined;

/** Packages that by their name may be made of a source that an advisory names, where the list does not say it. */
function ofUnknownSource(
  list: PackageList,
  judged: readonly Judged[],
  chosen: ChosenReleases,
  lookup: ReturnType<typeof lookupOf>,
): Judged[] {
  const decided = new Set(judged.map(({ installed }) => installed.source?.name ?? installed.name));
  return list.packages.filter(lacksSource).flatMap((each) =>
    candidatesOf(each.name)
      .filter((source) => !decided.has(source))
      .flatMap((source) => judgePackage(lookup, { ...each, source: { name: source } }, chosen.releases))
      .filter(({ answer }) => answer.status === 'affected')
      .map((found) => ({ ...found, answer: unknown('source-not-known') })),
  );
}

/** Leaves out doubts about a distribution's package where the distribution itself has answered for the same CVE ids. */
function withoutAnswered(judged: readonly Judged[], index: AdvisoryIndex): readonly Judged[] {
  const dotted = new Set(index.series.filter(({ versions }) => versions === 'dotted').map(({ id }) => id));
  const answered = new Set(
    judged
      .filter(({ advisory, answer }) => !dotted.has(advisory.series) && answer.status !== 'unknown')
      .flatMap(({ advisory, installed }) => advisory.cves.map((cve) => `${installed.name}\n${cve}`)),
  );
  const isAnswered = ({ advisory: { cves }, installed, answer }: Judged) =>
    answer.status === 'unknown' &&
    answer.doubt === 'distribution-package' &&
    cves.length > 0 &&
    cves.every((cve) => answered.has(`${installed.name}\n${cve}`));
  return judged.filter((each) => !isAnswered(each));
}

/** One finding for all packages of one version that an advisory answers alike. */
function merged(judged: readonly Judged[]): Finding[] {
  const groups = new Map<string, Finding & { names: string[] }>();
  for (const { advisory, installed, answer, release } of judged) {
    if (answer.status === 'not-affected') continue;
    const key = [advisory.id, installed.version, JSON.stringify(answer), release?.id].join('\n');
    const group = groups.get(key);
    if (!group)
      groups.set(key, {
        advisory,
        names: [installed.name],
        version: installed.version,
        answer,
        ...(release && { release }),
      });
    else if (!group.names.includes(installed.name)) group.names.push(installed.name);
  }
  return [...groups.values()];
}
