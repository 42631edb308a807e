// The affected versions of an advisory in few words, for a subject: `barbican 4.16 and later`, `quillpack < 2.0.6-1`.

import type { PublicAdvisory, Site, Statement, VersionOrder } from '../../types.ts';
import { enumerated } from '../text/layout.ts';
import { compareVersions } from './versions.ts';

/** More packages, releases or versions than this are counted. */
const MOST = 3;

/** Software with its affected versions; `software` replaces the names of packages. Undefined where no version is stated. */
export function affectedWords(
  advisory: Pick<PublicAdvisory, 'packages' | 'statements' | 'series'>,
  site: Pick<Site, 'series' | 'releases'>,
  software?: string,
): string | undefined {
  const order = site.series.find((each) => each.id === advisory.series)?.definition.versions ?? 'dotted';
  const { packages, statements } = advisory;
  const texts = packages.flatMap((name) => {
    const own = statements.filter((each) => each.package === name && isHit(each));
    const versions = versionsOf(own, order, site);
    return versions === undefined ? [] : [{ name, versions }];
  });
  const [first] = texts;
  if (!first) return undefined;
  const isOne = texts.every(({ versions }) => versions === first.versions);
  if (isOne) return `${software ?? namesOf(texts.map(({ name }) => name))} ${first.versions}`;
  if (texts.length > MOST) return `${software ?? namesOf(texts.map(({ name }) => name))}, several versions`;
  return texts.map(({ name, versions }) => `${name} ${versions}`).join(', ');
}

const isHit = ({ status }: Statement): boolean => status === 'affected' || status === 'fixed';

function namesOf(names: readonly string[]): string {
  return names.length > MOST ? `${names[0]} and ${names.length - 1} other packages` : enumerated(names);
}

function versionsOf(own: readonly Statement[], order: VersionOrder, site: Pick<Site, 'releases'>): string | undefined {
  if (own.length === 0) return undefined;
  const unsafe = unique(own.flatMap((each) => each.unsafe ?? []));
  if (unsafe.length > 0) return unsafe.length > MOST ? 'several versions' : unsafe.join(' or ');
  const sorted = (versions: readonly string[]) => unique(versions).sort((a, b) => compareVersions(order, a, b));
  const [from] = sorted(own.flatMap((each) => each.from ?? []));
  // An upper end counts only where no statement is open.
  const general = own.filter(({ status }) => status === 'affected');
  const isClosed = general.length > 0 && general.every(({ to }) => to !== undefined);
  const to = isClosed ? sorted(general.flatMap((each) => each.to ?? [])).at(-1) : undefined;
  if (from !== undefined) return to === undefined ? `${from} and later` : from === to ? from : `${from} to ${to}`;
  if (to !== undefined) return `up to ${to}`;
  const fixed = sorted(own.flatMap((each) => each.fixed ?? []));
  if (fixed.length > 0 && fixed.length <= MOST) return `before ${fixed.join(', ')}`;
  const releases = unique(own.flatMap((each) => each.release ?? []));
  if (releases.length === 0) return 'all versions';
  if (releases.length > MOST) return `in ${releases.length} releases`;
  return `in ${enumerated(releases.map((id) => site.releases.find((each) => each.id === id)?.name ?? id))}`;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
