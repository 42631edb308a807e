// DSA: advisories of a distribution with releases, after the layout of the Debian Security Advisories: a head of 73
// columns, labelled fields, text of 75 columns, one paragraph per release.

import { bulletinText } from '../lib/bulletin/announcement.ts';
import {
  type BulletinFields,
  type BulletinSettings,
  bulletinFields,
  bulletinSettings,
} from '../lib/bulletin/fields.ts';
import { readDsa } from '../lib/import/dsa.ts';
import type { Blank, Series, SeriesParts, Statement } from '../types.ts';

export default {
  id: 'dsa',
  about: 'Advisories of a distribution: packages with a fixed version per release (Debian Security Advisory)',
  numbers: ['number', 'revision'],
  severities: [
    {
      id: 'critical',
      name: 'Critical',
      level: 4,
      meaning: 'Attackers take over systems from afar, without help by a user.',
    },
    { id: 'high', name: 'High', level: 3, meaning: 'Attackers gain rights or data that they must not have.' },
    { id: 'medium', name: 'Medium', level: 2, meaning: 'Harm is limited, or needs special conditions.' },
    { id: 'low', name: 'Low', level: 1, meaning: 'Little harm, under rare conditions.' },
  ],
  settings: bulletinSettings,
  fields: bulletinFields,
  sections: [],
  versions: 'dpkg',
  columns: ['packages', 'cves'],
  parts,
  announcement: bulletinText,
  template,
  readAnnouncement: readDsa,
} satisfies Series<BulletinSettings>;

function parts(values: Readonly<Record<string, unknown>>): SeriesParts {
  const { package: single, packages: several, kind, author, bugs, fixes } = values as BulletinFields;
  const named = fixes.flatMap((fix) => fix.package ?? []);
  const packages = [...new Set([...(single === undefined ? [] : [single]), ...several, ...named])];
  const statements = fixes.flatMap((fix, index): Statement[] =>
    (fix.package === undefined ? packages : [fix.package]).map((name) => ({
      package: name,
      release: fix.release,
      status: fix.status ?? 'fixed',
      ...(fix.version !== undefined && { fixed: fix.version }),
      ...(fix.reason !== undefined && { reason: fix.reason }),
      field: ['fixes', index],
    })),
  );
  return {
    packages,
    statements,
    kind,
    bugs,
    ...(packages.length > 0 && { title: `${packages.join(', ')} ${kind}` }),
    ...(author !== undefined && { author }),
  };
}

function template({ id, title, day, severities, releases }: Blank): string {
  const fixes = releases.map((release) => `  - {release: ${JSON.stringify(release)}, version: FIXME}\n`);
  return `---
id: ${id}
title: ${title}
status: draft                   # change it to published, or leave it out, when the text is ready
package: FIXME                  # or packages: [one, two]
kind: security update           # security update | regression update | announcement
author: FIXME
published: ${day}
severity: FIXME                 # ${severities.join(' | ')}; may be left out
cves: []                        # [CVE-2026-12345, …]
bugs: []
fixes:                          # one entry for each supported release; instead of a version: status and reason
${fixes.length > 0 ? fixes.join('') : BLANK_FIXES}revisions:
  - {version: 1, date: ${day}, change: First publication.}
---

FIXME: what is wrong in which package, and what an attacker can do.
`;
}

const BLANK_FIXES = `  - {release: FIXME, version: FIXME}
  - {release: FIXME, status: not-affected, reason: FIXME}
`;
