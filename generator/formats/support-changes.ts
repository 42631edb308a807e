// The page about what changed in support from release to release.

import { renderDocument } from '../../theme/document.ts';
import { SupportChangesPage } from '../../theme/pages/support-changes.tsx';
import type { Format } from '../types.ts';

export default {
  id: 'support-changes',
  about: 'HTML page of what changed in support from release to release',
  makes: /^support\/changes\//,
  *render({ model, styles, extras }) {
    if (model.support.statements.length === 0) return;
    const body = renderDocument(SupportChangesPage({ model, styles, extras }));
    yield { path: 'support/changes/index.html', type: 'text/html', body, from: 'support-changes' };
  },
} satisfies Format;
