// The source tree of Barbican, the hypervisor of the demonstration: its branches and point releases, with the fixes of
// its advisories as a project would commit them. Invented like the rest of the demonstration, and the same on each run. The
// patch files name other commits: those of their authors' own repositories.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { patchPaths } from '../generator/lib/patches/patch-paths.ts';
import { patchSubject } from '../generator/lib/patches/patch-subject.ts';
import { makeTree, type Tree } from './tree.ts';

const content = resolve(import.meta.dirname, '../content/xsa');

/** Branches that are checked, as `trees.barbican.refs` names them. */
export const REFS = ['master', 'stable-4.21', 'stable-4.20', 'stable-4.19', 'stable-4.18', 'stable-4.17'];

/** The tree, and the commit of each fix by patch and branch: `XSA-41/xsa41.patch master`. */
export function makeBarbican(folder: string): { readonly tree: Tree; readonly fixes: ReadonlyMap<string, string> } {
  const tree = makeTree(folder);
  const fixes = new Map<string, string>();

  /** Commits the patch of an advisory. With `from`, the message names the commit of that branch. */
  const fix = (branch: string, date: string, file: string, claim: string, from?: { patch: string; branch: string }) => {
    const bytes = readFileSync(join(content, file));
    const origin = from && fixes.get(`${from.patch} ${from.branch}`);
    const body = [
      patchSubject(bytes) ?? '',
      ...(claim === '' ? [] : [claim]),
      ...(origin === undefined ? [] : [`master commit: ${origin}`]),
    ];
    const changed = Object.fromEntries(patchPaths(bytes).map((path) => [path, `${file} in ${branch}\n`]));
    fixes.set(`${file} ${branch}`, tree.commit(branch, `${body.join('\n\n')}\n`, changed, date));
  };
  const release = (branch: string, version: string, date: string) =>
    tree.tag(`RELEASE-${version}`, tree.commit(branch, `Release ${version}\n`, { VERSION: `${version}\n` }, date));
  const branch = (version: string, date: string) => {
    tree.commit('master', `Open the line after ${version}\n`, { VERSION: `${version}-next\n` }, date);
    tree.branch(`stable-${version}`, 'master');
  };

  const first = { 'arch/x86/mm/lease.c': '', 'arch/arm/gic-v4.c': '', 'tools/migrate/stream.c': '' };
  const more = { 'tools/migrate/restore.c': '', 'arch/x86/cpu/idle.c': '', 'arch/arm/console.c': '' };
  tree.commit('master', 'Barbican 4.16\n', { ...first, ...more, VERSION: '4.16\n' }, '2022-04-01T09:00:00Z');
  branch('4.17', '2022-10-20T09:00:00Z');
  release('stable-4.17', '4.17.0', '2022-11-15T10:00:00Z');
  branch('4.18', '2023-08-15T09:00:00Z');
  release('stable-4.18', '4.18.0', '2023-09-12T10:00:00Z');
  branch('4.19', '2024-05-20T09:00:00Z');
  release('stable-4.19', '4.19.0', '2024-06-18T10:00:00Z');
  release('stable-4.19', '4.19.1', '2024-11-05T10:00:00Z');

  // XSA-41: before 4.20 was branched, so that 4.20 never lacked it.
  const lease = 'XSA-41/xsa41.patch';
  const leaseClaim = 'This is CVE-2025-190041 / XSA-41.';
  fix('master', '2025-01-21T12:05:44Z', lease, leaseClaim);
  for (const line of ['4.19', '4.18'])
    fix(`stable-${line}`, '2025-01-21T12:30:00Z', lease, leaseClaim, { patch: lease, branch: 'master' });
  fix('stable-4.17', '2025-01-21T12:40:00Z', 'XSA-41/xsa41-4.17.patch', leaseClaim, { patch: lease, branch: 'master' });
  release('stable-4.19', '4.19.2', '2025-02-11T10:00:00Z');
  release('stable-4.18', '4.18.4', '2025-02-11T11:00:00Z');
  release('stable-4.17', '4.17.5', '2025-02-11T12:00:00Z');
  branch('4.20', '2025-03-18T09:00:00Z');
  release('stable-4.20', '4.20.0', '2025-04-15T10:00:00Z');

  // XSA-42: the backports carry no reference, their subject alone says what they are.
  const groups = 'XSA-42/xsa42.patch';
  fix('master', '2025-04-29T12:10:00Z', groups, 'This is CVE-2025-190102 / XSA-42.');
  for (const line of ['4.20', '4.19', '4.18']) fix(`stable-${line}`, '2025-04-29T12:40:00Z', groups, '');
  release('stable-4.20', '4.20.1', '2025-05-20T10:00:00Z');
  release('stable-4.19', '4.19.3', '2025-05-20T11:00:00Z');
  release('stable-4.18', '4.18.5', '2025-05-20T12:00:00Z');

  // XSA-44: a series. 4.17 got the first half only, as there was to be no further point release.
  const series = [
    ['0001-stream-refuse-records-that-are-longer-than-the-stream.patch', 'CVE-2025-190311'],
    ['0002-stream-count-page-frames-in-64-bits.patch', 'CVE-2025-190312'],
    ['0003-stream-free-the-context-once-when-a-guest-is-abandoned.patch', 'CVE-2025-190313'],
  ] as const;
  for (const [name, cve] of series) {
    const patch = `XSA-44/xsa44/${name}`;
    const claim = `This is ${cve} / part of XSA-44.`;
    fix('master', '2025-09-16T12:05:00Z', patch, claim);
    for (const line of ['4.20', '4.19'])
      fix(`stable-${line}`, '2025-09-16T12:30:00Z', patch, claim, { patch, branch: 'master' });
  }
  for (const [name, cve] of series.slice(0, 2)) {
    const [patch, claim] = [`XSA-44/xsa44-4.18/${name}`, `This is ${cve} / part of XSA-44.`];
    fix('stable-4.18', '2025-09-16T12:40:00Z', patch, claim);
    if (name.startsWith('0001')) fix('stable-4.17', '2025-09-16T12:50:00Z', patch, claim);
  }
  release('stable-4.20', '4.20.2', '2025-10-07T10:00:00Z');
  release('stable-4.19', '4.19.4', '2025-10-07T11:00:00Z');
  release('stable-4.18', '4.18.6', '2025-10-07T12:00:00Z');

  // XSA-46: one patch for every line that has the report.
  const report = 'XSA-46/xsa46.patch';
  const reportClaim = 'This is CVE-2025-190466 / XSA-46.';
  fix('master', '2025-12-09T12:05:00Z', report, reportClaim);
  for (const line of ['4.20', '4.19', '4.18'])
    fix(`stable-${line}`, '2025-12-09T12:30:00Z', report, reportClaim, { patch: report, branch: 'master' });
  release('stable-4.20', '4.20.3', '2026-01-13T10:00:00Z');
  release('stable-4.19', '4.19.5', '2026-01-13T11:00:00Z');
  release('stable-4.18', '4.18.7', '2026-01-13T12:00:00Z');
  branch('4.21', '2026-01-20T09:00:00Z');
  release('stable-4.21', '4.21.0', '2026-02-17T10:00:00Z');

  // XSA-47: two patches in the newer lines, one patch that does the same in the older ones.
  const halves = [
    ['XSA-47/xsa47-1.patch', 'This is CVE-2026-190047 / part of XSA-47.'],
    ['XSA-47/xsa47-2.patch', 'This is part of XSA-47.'],
  ] as const;
  for (const [patch, claim] of halves) {
    fix('master', '2026-03-24T12:05:00Z', patch, claim);
    for (const line of ['4.21', '4.20'])
      fix(`stable-${line}`, '2026-03-24T12:30:00Z', patch, claim, { patch, branch: 'master' });
  }
  for (const line of ['4.19', '4.18'])
    fix(`stable-${line}`, '2026-03-24T12:40:00Z', 'XSA-47/xsa47-4.19.patch', 'This is CVE-2026-190047 / XSA-47.');
  release('stable-4.21', '4.21.1', '2026-04-14T10:00:00Z');
  release('stable-4.20', '4.20.4', '2026-04-14T11:00:00Z');
  release('stable-4.19', '4.19.6', '2026-04-14T12:00:00Z');
  release('stable-4.18', '4.18.8', '2026-04-14T13:00:00Z');
  release('stable-4.21', '4.21.2', '2026-08-11T10:00:00Z');
  release('stable-4.20', '4.20.5', '2026-08-11T11:00:00Z');

  // XSA-49: new. 4.21 has it and no point release yet; nobody has committed it to 4.20.
  const ring = 'XSA-49/xsa49.patch';
  const ringClaim = 'This is CVE-2026-190377 / XSA-49.';
  fix('master', '2026-11-10T12:05:00Z', ring, ringClaim);
  fix('stable-4.21', '2026-11-10T12:30:00Z', ring, ringClaim, { patch: ring, branch: 'master' });
  return { tree, fixes };
}
