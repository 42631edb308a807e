// The answer about a list for the terminal and for programs.

import type { Day } from '../../types.ts';
import { wordsOf, wrap } from '../text/layout.ts';
import type { AdvisoryIndex } from './advisory-index.ts';
import type { PackageList } from './installed.ts';
import type { AffectedResult, Finding } from './match.ts';
import {
  choiceOf,
  packageSupportOf,
  readingOf,
  releaseSupportOf,
  summaryOf,
  todoOf,
  WITHOUT_SOURCES,
} from './words.ts';

/** What was asked and what came of it. */
export type AffectedReport = {
  readonly index: AdvisoryIndex;
  readonly list: PackageList;
  readonly result: AffectedResult;
  readonly today: Day;
};

/** As text: the answer first, then each finding with what to do. */
export function affectedText(report: AffectedReport): string {
  const { index, list, result, today } = report;
  const lines = [
    summaryOf(result),
    readingOf(list),
    choiceOf(result),
    `Advisories of ${index.title}, last change ${index.modified}.`,
    ...(result.isWithoutSources ? [WITHOUT_SOURCES] : []),
    ...list.unread.examples.map((example) => `  not read: ${example}`),
    ...section('Affected', result.affected, today),
    ...section('Not known', result.unknown, today),
    ...titled('Support', [...result.releases.map(releaseSupportOf), ...result.support.map(packageSupportOf)]),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, findings: readonly Finding[], today: Day): readonly string[] {
  return titled(
    title,
    findings.map((finding) => {
      const { advisory, names, version } = finding;
      const severity = advisory.severity === undefined ? '' : ` (${advisory.severity})`;
      return [
        `${advisory.id}${severity}: ${advisory.title}`,
        `  ${names.join(', ')} ${version}`,
        ...wrap(wordsOf(todoOf(finding, today)), 78, '  '),
        `  ${advisory.url}`,
      ].join('\n');
    }),
  );
}

const titled = (title: string, blocks: readonly string[]): readonly string[] =>
  blocks.length === 0 ? [] : ['', title, ...blocks];

/** As data. */
export function affectedRecord({ index, list, result, today }: AffectedReport) {
  return {
    state: result.state,
    site: index.url,
    modified: index.modified,
    day: today,
    format: list.format,
    packages: list.packages.length,
    absent: list.absent,
    unread: list.unread.count,
    releases: result.chosen.releases.map(({ id }) => id),
    releases_by: result.chosen.by,
    is_without_sources: result.isWithoutSources,
    not_affected: result.notAffected,
    affected: result.affected.map((finding) => findingRecord(finding, today)),
    unknown: result.unknown.map((finding) => findingRecord(finding, today)),
    support: result.releases.map(({ release, state, until }) => ({
      release: release.id,
      name: release.name,
      state,
      until,
    })),
    package_support: result.support.map(({ name, said, hasEnded }) => ({
      package: name,
      release: said.release,
      kind: said.kind,
      reason: said.reason,
      date: said.date,
      has_ended: hasEnded,
    })),
  };
}

function findingRecord(finding: Finding, today: Day) {
  const { advisory, names, version, answer, release } = finding;
  return {
    advisory: advisory.id,
    title: advisory.title,
    url: advisory.url,
    severity: advisory.severity,
    cves: [...advisory.cves],
    packages: [...names],
    installed: version,
    release: release?.id,
    fixed: answer.status === 'affected' ? answer.fixed : undefined,
    when: answer.status === 'affected' ? answer.when : undefined,
    reason: answer.status === 'unknown' ? answer.doubt : undefined,
    action: advisory.action,
    todo: todoOf(finding, today),
  };
}
