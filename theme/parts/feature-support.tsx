// Features of support statements beside the advisories that concern them: what each release promises for a feature,
// and, the other way round, the advisories about a feature.

import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import type { ConcernedAdvisory } from '../../generator/lib/support/feature-support.ts';
import type { FeatureSupport, Model, PublicAdvisory } from '../../generator/types.ts';
import { coverageWords } from '../words.ts';
import { Inline } from './inline.tsx';
import { SupportStatus } from './support-status.tsx';
import { Table } from './table.tsx';
import { CalendarDay } from './time.tsx';

/** A line for each feature and release. */
export function FeatureTable({ model, advisory }: { model: Model; advisory: PublicAdvisory }): VNode {
  const { site, now } = model;
  const pageOf = ({ statement, anchor }: FeatureSupport): string =>
    `${supportPath(statement.version)}${anchor === undefined ? '' : `#${anchor}`}`;
  return (
    <Table
      caption={`Security support of the features that ${advisory.id} concerns`}
      isCaptionHidden
      rows={advisory.featureSupport}
      columns={[
        { title: 'Feature', class: 'short', cell: ({ feature }) => feature },
        {
          title: 'Release',
          class: 'short',
          cell: (row) => <a href={href(site, pageOf(row))}>{releaseName(row)}</a>,
        },
        { title: 'Security support', class: 'short', cell: (row) => <Answer row={row} today={now.slice(0, 10)} /> },
        {
          title: 'Status',
          class: 'wide',
          cell: (row) => <Statuses row={row} link={href(site, pageOf(row))} />,
        },
      ]}
      id="features"
    />
  );
}

const releaseName = ({ release, statement }: FeatureSupport): string =>
  release?.name ?? `${statement.product} ${statement.version}`;

/** The answer in a word: a promise that is over is none. */
function Answer({ row, today }: { row: FeatureSupport; today: string }): VNode {
  const { statuses, statement } = row;
  const until = row.release?.securityUntil ?? statement.securityUntil;
  const promised = statuses.filter(({ security }) => security);
  if (promised.length === 0) return <>no</>;
  const secured = statuses.filter(({ isSecured }) => isSecured);
  if (secured.length === 0) {
    return until !== undefined && until < today ? (
      <>
        no, ended <CalendarDay at={until} />
      </>
    ) : (
      <>not yet</>
    );
  }
  return (
    <>
      {secured.length < statuses.length ? 'in part' : 'yes'}
      {until !== undefined && (
        <>
          , until <CalendarDay at={until} />
        </>
      )}
    </>
  );
}

function Statuses({ row, link }: { row: FeatureSupport; link: string }): VNode {
  if (row.anchor === undefined) return <>no such feature in this release</>;
  if (row.statuses.length === 0) return <>no status given</>;
  const hasCaveat = row.statuses.some((status) => status.hasCaveat);
  return (
    <>
      <ul class="plain">
        {row.statuses.map(({ qualifier, status, class: kind, security, isSecured }) => (
          <li>
            {qualifier !== '' && <span class="support-qualifier">{qualifier}: </span>}
            <SupportStatus class={kind} security={security} isSecured={isSecured}>
              {status}
            </SupportStatus>
          </li>
        ))}
      </ul>
      {hasCaveat && (
        <span class="note">
          {' '}
          with <a href={link}>caveats</a>
        </span>
      )}
    </>
  );
}

/** The advisories that concern a section, newest first; nothing where there is none. */
export function SectionAdvisories({
  model,
  concerned,
}: {
  model: Model;
  concerned: readonly ConcernedAdvisory[] | undefined;
}): VNode | null {
  if (!concerned || concerned.length === 0) return null;
  return (
    <div class="support-advisories">
      <p class="note">{concerned.length === 1 ? 'Advisory:' : 'Advisories:'}</p>
      <ul>
        {concerned.map(({ advisory, status }) => (
          <li>
            <a class="advisory" href={href(model.site, advisory.path)}>
              <span class="id">{advisory.id}</span> <Inline text={advisory.title} />
            </a>
            {status && <span class="note"> {coverageWords[status].toLowerCase()}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
