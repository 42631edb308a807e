// What all advisories say about one installed package: which of them are about it, in which release, and by whose order
// its version is compared.

import { compareVersions } from '../versions/versions.ts';
import type { IndexedAdvisory, IndexedRelease, IndexedStatement } from './advisory-index.ts';
import type { Installed } from './installed.ts';
import { type Answer, judgeAll, unknown } from './judge.ts';
import type { Known, Lookup } from './lookup.ts';

/** An advisory that names the package, and its answer. */
export type Judged = {
  readonly advisory: IndexedAdvisory;
  readonly installed: Installed;
  readonly answer: Answer;
  /** The release that the answer is about. */
  readonly release?: IndexedRelease;
};

/** The answers of all advisories that name the package; `chosen` are releases of distributions. */
export function judgePackage(lookup: Lookup, installed: Installed, chosen: readonly IndexedRelease[]): Judged[] {
  const { name, version, source } = installed;
  const binary = (lookup.byBinary.get(name) ?? []).flatMap((known) =>
    about(known, installed, lookup, chosen, (release) => binaryStatements(known, name, release), version),
  );
  const answered = new Set(binary.map(({ advisory }) => advisory.id));
  // Where the source is known, a binary package of the name of another source is none of it.
  const names = source && installed.system !== 'rpm' ? [source.name] : [...new Set([name, source?.name ?? name])];
  const others = names.flatMap((each) =>
    (lookup.byPackage.get(each) ?? [])
      .filter(({ advisory }) => !answered.has(advisory.id))
      .flatMap((known) => {
        const own = known.advisory.statements.filter((statement) => statement.package === each);
        const compared = each === source?.name ? (source.version ?? version) : version;
        return about(known, installed, lookup, chosen, (release) => statementsOf(own, release), compared, each);
      }),
  );
  return [...binary, ...others];
}

const binaryStatements = ({ advisory }: Known, name: string, release: IndexedRelease | undefined) =>
  (advisory.binaries ?? []).flatMap(([id, each, fixed]): IndexedStatement[] =>
    each === name && id === release?.id ? [{ package: name, release: id, status: 'fixed', fixed }] : [],
  );

/** What is said about the release, else what is said about all. */
function statementsOf(own: readonly IndexedStatement[], release: IndexedRelease | undefined) {
  const special = own.filter((statement) => statement.release !== undefined && statement.release === release?.id);
  return special.length > 0 ? special : own.filter((statement) => statement.release === undefined);
}

/** The answer of one advisory; none where it is about packages of another kind or another distribution. */
function about(
  known: Known,
  installed: Installed,
  lookup: Lookup,
  chosen: readonly IndexedRelease[],
  statements: (release: IndexedRelease | undefined) => readonly IndexedStatement[],
  version: string,
  product = '',
): Judged[] {
  const { advisory, order, releases } = known;
  const judged = (answer: Answer, release?: IndexedRelease): Judged[] => [
    { advisory, installed, answer, ...(release && { release }) },
  ];
  const system = installed.system ?? order;
  const ofProduct = releases.filter((release) => release.product === product);
  const ofDistribution = releases.filter((release) => release.product === undefined);
  if (order === 'dotted' || order === 'semver') {
    if (system === 'other') return [];
    const isPackaged = system !== 'dotted' && system !== 'semver';
    const upstream = isPackaged ? withoutPackaging(version) : version;
    const release = ofProduct.length > 0 ? releaseOf(upstream, ofProduct) : undefined;
    const answer = judgeProduct(known, statements, upstream, ofProduct, release);
    if (!isPackaged) return judged(answer, release);
    return judged(answer.status === 'affected' ? unknown('distribution-package') : answer);
  }
  const own = ofDistribution.filter((release) => chosen.includes(release));
  if (chosen.length > 0 && own.length === 0 && (ofDistribution.length > 0 || installed.system !== order)) return [];
  if (system !== order) {
    // A list of another distribution whose advisories are here, too, or of libraries of a language.
    if (system === 'other' || system === 'semver' || lookup.orders.has(system)) return [];
    return judged(unknown('version-not-comparable'));
  }
  const [release] = own;
  if (release) return judged(judgeAll(statements(release), version, order), release);
  if (ofDistribution.length === 0) return judged(judgeAll(statements(undefined), version, order));
  // Without a release only what is the same in all of them is an answer.
  const said = ofDistribution.map(statements).filter((each) => each.length > 0);
  const answers = said.map((each) => judgeAll(each, version, order));
  const [first] = answers;
  if (!first) return product === '' ? [] : judged(unknown('release-not-known'));
  const isSame = answers.every((each) => JSON.stringify(each) === JSON.stringify(first));
  return judged(isSame ? first : unknown('release-not-known'));
}

function judgeProduct(
  { order }: Known,
  statements: (release: IndexedRelease | undefined) => readonly IndexedStatement[],
  version: string,
  releases: readonly IndexedRelease[],
  release: IndexedRelease | undefined,
): Answer {
  const answer = judgeAll(statements(release), version, order);
  // Newer than every release that anybody has spoken of: what affects the older ones may be fixed there.
  const isNewer =
    releases.length > 0 && !release && releases.every(({ id }) => compareVersions(order, version, id) > 0);
  return isNewer && answer.status === 'affected' ? unknown('release-not-known') : answer;
}

/** The release that a version belongs to: `4.20` of `4.20.3`. */
function releaseOf(version: string, releases: readonly IndexedRelease[]): IndexedRelease | undefined {
  const plain = version.replace(/^v(?=\d)/, '');
  const holds = ({ id }: IndexedRelease) =>
    plain === id || (plain.startsWith(id) && /^[.-]/.test(plain.slice(id.length)));
  // The longest name: `4.2.1` before `4.2`.
  return releases.filter(holds).sort((a, b) => b.id.length - a.id.length)[0];
}

/** `4.20.5` of `1:4.20.5-2+deb12u1`. */
function withoutPackaging(version: string): string {
  const rest = version.replace(/^\d+:/, '');
  const hyphen = rest.lastIndexOf('-');
  const upstream = hyphen > 0 ? rest.slice(0, hyphen) : rest;
  return upstream.replace(/[+~](?:dfsg|ds|repack)[\w.]*$/, '');
}
