// The pages about support: the matrix of the releases with security support, the matrix of all releases, and each
// release's statement.

import type { VNode } from 'preact';
import { renderDocument } from '../../theme/document.ts';
import { SupportPage } from '../../theme/pages/support.tsx';
import { StatementPage } from '../../theme/pages/support-release.tsx';
import { outputPath, supportPath } from '../lib/links.ts';
import type { Format, Output } from '../types.ts';

export default {
  id: 'support-pages',
  about: 'HTML pages about support: the matrix, and the statement of each release',
  *render({ model, styles, markdown }): Iterable<Output> {
    const { statements } = model.support;
    if (statements.length === 0) return;
    const frame = { model, styles };
    yield page('/support/', SupportPage({ ...frame, which: 'supported' }));
    yield page('/support/all/', SupportPage({ ...frame, which: 'all' }));
    for (const statement of statements) {
      const html = (nodes: Parameters<typeof markdown>[0]) => markdown(nodes, statement.file);
      yield page(supportPath(statement.version), StatementPage({ ...frame, statement, html }), statement.file);
    }
  },
} satisfies Format;

function page(path: string, tree: VNode, from = 'support-pages'): Output {
  return { path: outputPath(path), type: 'text/html', body: renderDocument(tree), from };
}
