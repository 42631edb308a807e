// The pages about support: the matrix of the releases with security support, the matrix of all releases, and each
// release's statement.

import type { VNode } from 'preact';
import { renderDocument } from '../../theme/document.ts';
import { SupportPage } from '../../theme/pages/support.tsx';
import { StatementPage } from '../../theme/pages/support-release.tsx';
import { lazyOutput } from '../lib/lazy-output.ts';
import { outputPath, supportPath } from '../lib/links.ts';
import type { Format, Output } from '../types.ts';

export default {
  id: 'support-pages',
  about: 'HTML pages about support: the matrix, and the statement of each release',
  makes: /^support\//,
  *render({ model, styles, extras, markdown }): Iterable<Output> {
    const { statements } = model.support;
    if (statements.length === 0) return;
    const frame = { model, styles, extras };
    yield page('/support/', () => SupportPage({ ...frame, which: 'supported' }));
    yield page('/support/all/', () => SupportPage({ ...frame, which: 'all' }));
    for (const statement of statements) {
      const html = (nodes: Parameters<typeof markdown>[0]) => markdown(nodes, statement.file);
      yield page(supportPath(statement.version), () => StatementPage({ ...frame, statement, html }), statement.file);
    }
  },
} satisfies Format;

function page(path: string, draw: () => VNode, from = 'support-pages'): Output {
  return lazyOutput({ path: outputPath(path), type: 'text/html', from }, () => renderDocument(draw()));
}
