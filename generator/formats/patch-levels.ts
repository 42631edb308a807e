// Which branches of a source tree have which fix: pages, badges, and the levels of public advisories as data.

import type { VNode } from 'preact';
import { renderDocument } from '../../theme/document.ts';
import { PatchBranchPage, PatchYearPage } from '../../theme/pages/patch-branch.tsx';
import { PatchLevelsPage } from '../../theme/pages/patch-levels.tsx';
import { patchBadge } from '../../theme/patch-badge.tsx';
import { schemaUrl } from '../lib/data/data-schemas.ts';
import { stableJson } from '../lib/data/json.ts';
import { lazyOutput } from '../lib/lazy-output.ts';
import { outputPath } from '../lib/links.ts';
import { levelsRecord } from '../lib/patch-levels/levels-record.ts';
import { rowsStanding } from '../lib/patch-levels/row-standing.ts';
import { detached } from '../lib/pgp/requests.ts';
import type { Format, Model, Output, TreeBranch, TreeView } from '../types.ts';

export default {
  id: 'patch-levels',
  about: 'Which branches of a source tree have which fix: pages, badges and data',
  *render({ model, styles, extras }): Iterable<Output> {
    const frame = { model, styles, extras };
    for (const view of model.patchLevels) {
      yield page(view.path, () => PatchLevelsPage({ ...frame, view }));
      yield badge(
        view.badge,
        `${view.series.prefix} in ${view.tree.name}`,
        view.branches.flatMap(({ rows }) => rows),
      );
      for (const branch of view.branches) {
        yield page(branch.path, () => PatchBranchPage({ ...frame, view, branch }));
        for (const year of branch.years) yield page(year.path, () => PatchYearPage({ ...frame, view, branch, year }));
        yield badge(branch.badge, `${view.series.prefix} in ${branch.title}`, branch.rows);
      }
      yield data(model, view);
    }
  },
} satisfies Format;

function page(path: string, draw: () => VNode): Output {
  const output = { path: outputPath(path), type: 'text/html', from: 'patch-levels' };
  return lazyOutput(output, () => renderDocument(draw()));
}

function badge(path: string, label: string, rows: TreeBranch['rows']): Output {
  const body = patchBadge(label, rowsStanding(rows));
  return { path: outputPath(path), type: 'image/svg+xml', body, from: 'patch-levels' };
}

function data({ site, modified }: Model, { data: path, levels }: TreeView): Output {
  const body = stableJson({ ...levelsRecord(levels), $schema: schemaUrl(site, 'patch-levels') });
  return { path: outputPath(path), type: 'application/json', body, sign: detached(modified), from: 'patch-levels' };
}
