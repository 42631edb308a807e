// The sentences of an answer, the same on the page and in the terminal.

import { formatNames, type PackageList } from './installed.ts';
import type { Doubt } from './judge.ts';
import type { AffectedResult, Finding } from './match.ts';
import type { SupportOfPackage, SupportOfRelease } from './support.ts';

/** The command that lists packages of dpkg with their sources. */
export const DPKG_COMMAND = `dpkg-query -W -f '${['Package', 'Version', 'source:Package', 'source:Version']
  .map((field) => `\${${field}}`)
  .join('\\t')}\\n'`;

/** The answer in a sentence. */
export function summaryOf({ state, affected, unknown }: AffectedResult): string {
  const hits = new Set(affected.map(({ advisory }) => advisory.id));
  const count = hits.size;
  const open = new Set(unknown.map(({ advisory }) => advisory.id).filter((id) => !hits.has(id))).size;
  const more = open > 0 ? ` Whether ${open} more ${open === 1 ? 'does' : 'do'} is not known.` : '';
  if (state === 'affected') return `Affected by ${advisories(count)}.${more}`;
  if (open > 0)
    return `No advisory is known to affect this list. Whether ${advisories(open)} ${open === 1 ? 'does' : 'do'} is not known.`;
  if (state === 'unknown') return 'No advisory is known to affect what could be read of this list.';
  return 'No advisory is known to affect this list.';
}

/** What was read, and what was not. */
export function readingOf({ format, packages, unread, absent }: PackageList): string {
  const parts = [`Read as ${formatNames[format]}: ${counted(packages.length, 'package')}`];
  if (absent > 0) parts.push(`${counted(absent, 'line')} about what is not installed`);
  if (unread.count > 0)
    parts.push(`${counted(unread.count, 'line or entry', 'lines or entries')} that could not be read`);
  return `${parts.join(', ')}.`;
}

/** Which release it is, and how that is known. */
export function choiceOf({ chosen: { releases, by } }: AffectedResult): string {
  if (releases.length === 0)
    return 'No release was chosen, and the list does not say which one it is: answers that depend on it are unknown.';
  const names = releases.map(({ name }) => name).join(', ');
  const how = {
    asked: 'as chosen',
    'os-release': 'by the lines of os-release in the list',
    purl: 'by what the list says of its distribution',
    versions: 'guessed from the versions; choose another one if that is wrong',
    nobody: '',
  }[by];
  return `Release: ${names}, ${how}.`;
}

/** What to do about a finding. */
export function todoOf({ advisory, answer, release }: Finding, today: string): string {
  if (answer.status === 'unknown') return doubtWords[answer.doubt];
  const condition = answer.when === undefined ? '' : ` Affected: ${answer.when}.`;
  if (answer.fixed !== undefined) return `Update to ${answer.fixed} or later.${condition}`;
  const isEnded = release?.securityUntil !== undefined && release.securityUntil < today;
  if (isEnded)
    return `No fix: security support ended ${release?.securityUntil}. Move to a supported release.${condition}`;
  return `No fixed version is stated. ${advisory.action?.replaceAll('`', '') ?? 'The advisory says what to do.'}${condition}`;
}

/** Why something is not known, and what helps. */
const doubtWords: Readonly<Record<Doubt, string>> = {
  'version-not-comparable': 'Unknown: the version is not of the packaging system that the advisory speaks of.',
  'release-not-known': 'Unknown: it depends on the release, and which one this is, is not known.',
  'nobody-said': 'Unknown: the advisory does not say it for this release and version.',
  'under-investigation': 'Unknown: under investigation.',
  'distribution-package':
    'Unknown: the version is affected as its authors publish it; your distribution may have put the fix into its package.',
  'source-not-known':
    'Unknown: the package may be made of the affected source package; a list with source packages tells.',
};

/** What support a release has. */
export function releaseSupportOf({ release, state, until }: SupportOfRelease): string {
  switch (state) {
    case 'full':
      return `${release.name}: full support until ${until}${release.securityUntil !== undefined && release.securityUntil !== until ? `, security support until ${release.securityUntil}` : ''}.`;
    case 'security':
      return `${release.name}: security support until ${until}.`;
    case 'ended':
      return `${release.name}: security support ended ${until}. Nothing new is fixed in it.`;
    case 'unknown':
      return `${release.name}: no end of security support is stated.`;
    default:
      return state satisfies never;
  }
}

/** What support a package has that has less than its release. */
export function packageSupportOf({ name, said: { kind, reason, date }, hasEnded }: SupportOfPackage): string {
  const words = {
    supported: 'supported',
    limited: 'security support with limits',
    community: 'supported by the community only',
    ended: hasEnded ? `security support ended ${date}` : `security support ends ${date}`,
  }[kind];
  return `${name}: ${words}.${reason === undefined ? '' : ` ${reason}`}`;
}

/** What a list without sources leaves open. */
export const WITHOUT_SOURCES = `The list names binary packages, and advisories name source packages. For a sure answer make it with: ${DPKG_COMMAND}`;

const advisories = (count: number): string => counted(count, 'advisory', 'advisories');

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
