// From a CVE id to the advisories in one link.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import type { CveView } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { AdvisoryTable } from '../parts/advisory-table.tsx';
import { Inline } from '../parts/inline.tsx';
import { Table } from '../parts/table.tsx';
import { count } from '../words.ts';

/** Every CVE id that an advisory names. */
export function CveListPage({ model, styles }: Frame): VNode {
  const { site, cves } = model;
  return (
    <Layout
      model={model}
      styles={styles}
      title="CVE"
      path="/cve/"
      description="Every CVE id with the advisories that name it"
    >
      <h1>CVE</h1>
      {cves.length === 0 ? (
        <p>No advisory names a CVE id yet.</p>
      ) : (
        <>
          <p class="lead">{count(cves.length, 'CVE id')} with the advisories that name it.</p>
          <Table
            caption="CVE ids and their advisories"
            isCaptionHidden
            rows={cves}
            columns={[
              { title: 'CVE', class: 'code', cell: (view) => <a href={href(site, view.path)}>{view.id}</a> },
              {
                title: 'Advisories',
                class: 'wide',
                cell: (view) => (
                  <ul class="plain">
                    {view.advisories.map((advisory) => (
                      <li>
                        <a href={href(site, advisory.path)}>{advisory.id}</a> <Inline text={advisory.title} />
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
            id="list"
          />
        </>
      )}
    </Layout>
  );
}

/** One CVE id. */
export function CvePage({ model, styles, view }: Frame & { view: CveView }): VNode {
  return (
    <Layout
      model={model}
      styles={styles}
      title={view.id}
      path={view.path}
      description={`Advisories that name ${view.id}: ${view.advisories.map((advisory) => advisory.id).join(', ')}`}
      current="/cve/"
    >
      <h1>{view.id}</h1>
      <p class="lead">
        {count(view.advisories.length, 'advisory names', 'advisories name')} this CVE id. Its record is at{' '}
        <a href={`https://www.cve.org/CVERecord?id=${encodeURIComponent(view.id)}`}>cve.org</a>.
      </p>
      <AdvisoryTable
        model={model}
        advisories={view.advisories}
        caption={`Advisories that name ${view.id}`}
        isCaptionHidden
        id="list"
      />
    </Layout>
  );
}
