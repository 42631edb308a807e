// USN: notices of a distribution with releases, after the layout of the Ubuntu Security Notices: a head between rules
// of `=`, a summary, what the packages are, the binary packages with their versions per release, links at the end. The
// style `classic` is the older order: versions first, details last.

import type { z } from 'zod';
import { readNotice } from '../lib/import/usn.ts';
import { noticeText } from '../lib/notice/announcement.ts';
import {
  entriesOf,
  headText,
  type NoticeEntry,
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
  demands: [
    { field: 'summary', unless: { style: 'classic' }, why: ', which says in a sentence what an attacker can do' },
  ],
  sections: [{ title: 'Details', isRequired: true, isLead: true }],
  versions: 'dpkg',
  columns: ['packages', 'cves'],
  parts,
  announcement: noticeText,
  template,
  readAnnouncement: readNotice,
} satisfies Series<NoticeSettings>;

function parts(values: Readonly<Record<string, unknown>>): SeriesParts {
  const {
    summary,
    packages: described,
    kind: given,
    bugs,
    releases,
    cves,
  } = values as z.infer<z.ZodObject<typeof noticeFields>> & { readonly cves?: string[] };
  const entries = entriesOf(releases);
  const packages = [...new Set([...Object.keys(described), ...entries.flatMap((entry) => entry.package ?? [])])];
  const kind = given ?? ((cves ?? []).length > 1 ? 'vulnerabilities' : 'vulnerability');
  return {
    packages,
    statements: entries.flatMap((entry) => statementsOf(entry, packages, entries)),
    binaries: entries.flatMap(binariesOf),
    kind,
    bugs,
    ...(summary !== undefined && { summary: summary.replace(/\s+/g, ' ') }),
    ...(packages.length > 0 && { title: headText(packages, kind) }),
  };
}

function binariesOf({ release, binaries }: NoticeEntry): BinaryPackage[] {
  return Object.entries(binaries).map(([name, { version, note }]) => {
    return { release, name, version, ...(note !== undefined && { note }) };
  });
}

/** An entry speaks of its source; of all packages where its release names none. */
function statementsOf(entry: NoticeEntry, packages: readonly string[], all: readonly NoticeEntry[]): Statement[] {
  const { release, version, binaries, status, reason, field } = entry;
  const isAnswered = all.some((each) => each.release === release && each.package !== undefined);
  const names = entry.package !== undefined ? [entry.package] : isAnswered ? [] : packages;
  const versions = [...new Set(Object.values(binaries).map((each) => each.version))];
  return names.map((name): Statement => {
    const fixed = version ?? own(binaries, name)?.version ?? (versions.length === 1 ? versions[0] : undefined);
    return {
      package: name,
      release,
      status: status ?? 'fixed',
      ...(status === undefined && fixed !== undefined && { fixed }),
      ...(reason !== undefined && { reason }),
      field,
    };
  });
}

/** The value of a key, never what every object has. */
const own = <T>(map: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

function template({ id, title, day, severities, releases }: Blank): string {
  const entries = releases.map(
    (release) => `  ${JSON.stringify(release)}: {FIXME: {version: FIXME, binaries: {FIXME: FIXME}}}\n`,
  );
  return `---
id: ${id}
title: ${title}
status: draft                   # change it to published, or leave it out, when the text is ready
summary: "FIXME: what an attacker can do, in a sentence"
published: ${day}
severity: FIXME                 # ${severities.join(' | ')}; may be left out
cves: []                        # [CVE-2026-12345, …]
packages: {FIXME: FIXME}        # source package: what it is
kind: vulnerability             # vulnerability | vulnerabilities | regression | regressions | update
bugs: []
releases:                       # each supported release; instead of versions: status and reason
${entries.length > 0 ? entries.join('') : BLANK_RELEASES}revisions:
  - {version: 1, date: ${day}, change: First publication.}
---

FIXME: what is wrong in which package. (CVE-…)
`;
}

const BLANK_RELEASES = `  FIXME-1: {FIXME: {version: FIXME, binaries: {FIXME: FIXME}}}
  FIXME-2: {status: not-affected, reason: FIXME}
`;
