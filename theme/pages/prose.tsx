// A page of prose, such as the policy: a title and what the author wrote.

import type { VNode } from 'preact';
import type { Page } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Prose } from '../parts/prose.tsx';

/** A page of `content/pages/`; `html` is its rendered body. */
export function ProsePage({ model, styles, page, html }: Frame & { page: Page; html: string }): VNode {
  return (
    <Layout
      model={model}
      styles={styles}
      title={page.title}
      path={`/${page.slug}/`}
      description={`${page.title}: ${model.site.title}`}
    >
      <h1>{page.title}</h1>
      <Prose html={html} />
    </Layout>
  );
}
