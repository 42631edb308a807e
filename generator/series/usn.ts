// USN: notices of a distribution with releases, after the layout of the Ubuntu Security Notices: a head between rules
// of `=`, a summary, what the packages are, the binary packages with their versions per release, links at the end. The
// style `classic` is the older order: versions first, details last.

import { readNotice } from '../lib/import/usn.ts';
import { noticeText } from '../lib/notice/announcement.ts';
import {
  headText,
  type NoticeEntry,
  type NoticeFields,
  type NoticeSettings,
  noticeFields,
  noticeSettings,
} from '../lib/notice/fields.ts';
import type { BinaryPackage, Blank, Series, SeriesParts, Statement } from '../types.ts';

export default {
  id: 'usn',
  about: 'Notices of a distribution: binary packages with a version per release (Ubuntu Security Notice)',
  numbers: ['number', 'revision'],
  severities: [
    { id: 'critical', name: 'Critical', level: 4, meaning: 'Nearly every system can be taken over from afar.' },
    { id: 'high', name: 'High', level: 3, meaning: 'Many systems are open to serious harm.' },
    { id: 'medium', name: 'Medium', level: 2, meaning: 'Harm needs an unusual configuration or the help of a user.' },
    { id: 'low', name: 'Low', level: 1, meaning: 'Little harm, or harm that hardly anybody can do.' },
  ],
  settings: noticeSettings,
  fields: noticeFields,
  sections: [
    { title: 'Summary', isRequired: true, unless: { style: 'classic' } },
    { title: 'Details', isRequired: true },
  ],
  versions: 'dpkg',
  columns: ['packages', 'cves'],
  parts,
  announcement: noticeText,
  template,
  readAnnouncement: readNotice,
} satisfies Series<NoticeSettings>;

function parts(values: Readonly<Record<string, unknown>>): SeriesParts {
  const {
    packages: described,
    kind: given,
    bugs,
    releases,
    cves,
  } = values as NoticeFields & { readonly cves?: string[] };
  const named = releases.flatMap((entry) => [
    ...Object.keys(entry.sources),
    ...(entry.package === undefined ? [] : [entry.package]),
  ]);
  const packages = [...new Set([...described.map((each) => each.name), ...named])];
  const kind = given ?? ((cves ?? []).length > 1 ? 'vulnerabilities' : 'vulnerability');
  return {
    packages,
    statements: releases.flatMap((entry, index) => statementsOf(entry, packages, index)),
    binaries: releases.flatMap(binariesOf),
    kind,
    bugs,
    ...(packages.length > 0 && { title: headText(packages, kind) }),
  };
}

function binariesOf({ release, binaries }: NoticeEntry): BinaryPackage[] {
  return Object.entries(binaries).map(([name, { version, note }]) => {
    return { release, name, version, ...(note !== undefined && { note }) };
  });
}

/** An entry speaks of its sources; of all packages where it names none. */
function statementsOf(entry: NoticeEntry, packages: readonly string[], index: number): Statement[] {
  const { release, sources, binaries, status, reason } = entry;
  const names = entry.package === undefined ? Object.keys(sources) : [entry.package];
  const versions = [...new Set(Object.values(binaries).map((each) => each.version))];
  return (names.length === 0 ? packages : names).map((name): Statement => {
    const fixed =
      own(sources, name) ?? own(binaries, name)?.version ?? (versions.length === 1 ? versions[0] : undefined);
    return {
      package: name,
      release,
      status: status ?? 'fixed',
      ...(status === undefined && fixed !== undefined && { fixed }),
      ...(reason !== undefined && { reason }),
      field: ['releases', index],
    };
  });
}

/** The value of a key, never what every object has. */
const own = <T>(map: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

function template({ id, title, day, severities, releases }: Blank): string {
  const entries = releases.map(
    (release) => `  - {release: ${JSON.stringify(release)}, sources: {FIXME: FIXME}, binaries: {FIXME: FIXME}}\n`,
  );
  return `---
id: ${id}
title: ${title}
status: draft                   # change it to published, or leave it out, when the text is ready
published: ${day}
severity: FIXME                 # ${severities.join(' | ')}; may be left out
cves: []                        # [CVE-2026-12345, …]
packages:
  - {name: FIXME, description: FIXME}
kind: vulnerability             # vulnerability | vulnerabilities | regression | regressions | update
bugs: []
releases:                       # one entry for each supported release; instead of versions: status and reason
${entries.length > 0 ? entries.join('') : BLANK_RELEASES}revisions:
  - {version: 1, date: ${day}, change: First publication.}
---

## Summary

FIXME: what an attacker can do, in a sentence.

## Details

FIXME: what is wrong in which package. (CVE-…)
`;
}

const BLANK_RELEASES = `  - {release: FIXME, sources: {FIXME: FIXME}, binaries: {FIXME: FIXME}}
  - {release: FIXME, status: not-affected, reason: FIXME}
`;
