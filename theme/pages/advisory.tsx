// One advisory: am I affected, what do I do, then the proof, then the data. A withdrawn one says so, when and why; what
// it said before is folded away, since whoever acted on it looks for it here.

import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import type { VersionText } from '../../generator/lib/revisions/version-texts.ts';
import { isCovered } from '../../generator/lib/versions/coverage.ts';
import type { PublicAdvisory, PublicLink, SectionHtml, SeriesView, Site } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { ActionBox, WithdrawalBox } from '../parts/action-box.tsx';
import { Facts } from '../parts/advisory-facts.tsx';
import { Authentic } from '../parts/authentic.tsx';
import { BinaryTable } from '../parts/binary-table.tsx';
import { CoverageTable, StatementTable } from '../parts/coverage-table.tsx';
import { FeatureTable } from '../parts/feature-support.tsx';
import { History } from '../parts/history.tsx';
import { Inline } from '../parts/inline.tsx';
import { KeyChangeFacts } from '../parts/key-change.tsx';
import { FeedLinks } from '../parts/links.tsx';
import { CommitTable, PatchTable, TreeLinks } from '../parts/patch-table.tsx';
import { Prose } from '../parts/prose.tsx';
import { FixTag, SeverityTag } from '../parts/tags.tsx';
import { Time } from '../parts/time.tsx';

/** What the page shows. */
export type AdvisoryPageProps = Frame & {
  readonly advisory: PublicAdvisory;
  readonly view: SeriesView;
  readonly sections: readonly SectionHtml[];
  /** Of the versions whose text there is. */
  readonly texts: readonly VersionText[];
};

/** The page of one advisory. */
export function AdvisoryPage({ model, styles, advisory, view, sections, texts }: AdvisoryPageProps): VNode {
  const { site } = model;
  const statements = advisory.statements.filter((statement) => !isCovered(statement, advisory.coverage));
  const asStated = advisory.isWithdrawn ? ', as stated before the withdrawal' : '';
  return (
    <Layout
      model={model}
      styles={styles}
      title={`${advisory.id}: ${advisory.title}`}
      path={advisory.path}
      description={`${advisory.id}: ${descriptionOf(advisory, view)}`}
      feeds={[{ title: view.series.plural, path: `/feeds/series/${view.series.id}` }]}
      current="/advisories/"
    >
      <article>
        <p class="kicker">
          <a href={href(site, view.path)}>{view.series.name}</a>
        </p>
        <h1>
          <span class="id">{advisory.id}</span>: <Inline text={advisory.title} />
        </h1>
        {advisory.isWithdrawn && <WithdrawalBox advisory={advisory} />}
        <Record isWithdrawn={advisory.isWithdrawn}>
          {advisory.summary !== undefined && (
            <p>
              <Inline text={advisory.summary} />
            </p>
          )}
          <Standing advisory={advisory} />
          {!advisory.isWithdrawn && <ActionBox advisory={advisory} />}
          <Facts model={model} advisory={advisory} view={view} />
          {advisory.keyChange && (
            <Part id="key-change" title="Change of keys">
              <KeyChangeFacts model={model} advisory={advisory} />
            </Part>
          )}
          {statements.length > 0 && (
            <Part id="versions" title={`Versions${asStated}`}>
              <StatementTable model={model} statements={statements} />
            </Part>
          )}
          {advisory.coverage.length > 0 && (
            <Part id="releases" title={`Releases${asStated}`}>
              <CoverageTable model={model} advisory={advisory} caption={`State of each release for ${advisory.id}`} />
            </Part>
          )}
          {(advisory.binaries ?? []).length > 0 && (
            <Part id="binaries" title={`Packages to install${asStated}`}>
              <BinaryTable model={model} advisory={advisory} />
            </Part>
          )}
          {advisory.featureSupport.length > 0 && (
            <Part id="features" title={`Support of the features${asStated}`}>
              <FeatureTable model={model} advisory={advisory} />
            </Part>
          )}
          {advisory.patches.length > 0 && (
            <Part id="patches" title="Patches">
              <PatchTable site={site} advisory={advisory} />
              <CommitTable advisory={advisory} />
              <TreeLinks model={model} advisory={advisory} />
            </Part>
          )}
          {advisory.downloads.length > 0 && (
            <Part id="downloads" title="Downloads">
              <ul>
                {advisory.downloads.map((download) => (
                  <li>
                    {download.name}: <a href={download.url}>{download.url}</a>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {sections.map((section) => (
            <BodySection section={section} />
          ))}
          <References advisory={advisory} />
          <Related site={site} advisory={advisory} />
        </Record>
        {model.isSigned && (
          <Part id="authentic" title="Is this authentic?">
            <Authentic model={model} advisory={advisory} />
          </Part>
        )}
        <Part id="history" title="History">
          <History model={model} advisory={advisory} texts={texts} />
        </Part>
        <SameAsData site={site} advisory={advisory} view={view} />
      </article>
    </Layout>
  );
}

function descriptionOf({ withdrawn, isWithdrawn, summary, action, title }: PublicAdvisory, view: SeriesView): string {
  if (isWithdrawn) return `withdrawn${withdrawn ? `: ${withdrawn.reason}` : ''}`;
  return summary ?? action ?? `${title} (${view.series.name})`;
}

/** What it says; of a withdrawn one what it said, for whoever asks for it. */
function Record({ isWithdrawn, children }: { isWithdrawn: boolean; children: ComponentChildren }): VNode {
  if (!isWithdrawn) return <>{children}</>;
  return (
    <details class="record">
      <summary>What it said before it was withdrawn</summary>
      {children}
    </details>
  );
}

/** The tags, the version, and what the newest version changed. */
function Standing({ advisory }: { advisory: PublicAdvisory }): VNode {
  const { latest, severity } = advisory;
  const isUpdated = latest.version !== advisory.revisions[0]?.version;
  return (
    <p class="standing">
      {severity && <SeverityTag severity={severity} />} {!advisory.isWithdrawn && <FixTag advisory={advisory} />}{' '}
      <span>
        Version {advisory.version}
        {isUpdated && (
          <>
            , updated <Time at={latest.date} />: <Inline text={latest.change} /> (<a href="#history">history</a>)
          </>
        )}
      </span>
    </p>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }): VNode {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function BodySection({ section }: { section: SectionHtml }): VNode {
  if (section.title === undefined) return <Prose html={section.html} />;
  return (
    <Part id={section.id} title={section.title}>
      <Prose html={section.html} />
    </Part>
  );
}

function References({ advisory }: { advisory: PublicAdvisory }): VNode | null {
  if (advisory.references.length === 0) return null;
  return (
    <Part id="references" title="References">
      <ul>
        {advisory.references.map((reference) => (
          <li>
            <a href={reference.url}>{reference.title ?? reference.url}</a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Related({ site, advisory }: { site: Site; advisory: PublicAdvisory }): VNode | null {
  const links = [...advisory.links.related, ...advisory.links.mentionedBy];
  if (links.length === 0) return null;
  return (
    <Part id="related" title="Related advisories">
      <ul>
        {links.map((link: PublicLink) => (
          <li>
            <a class="advisory" href={href(site, link.path)}>
              <span class="id">{link.id}</span> <Inline text={link.title} />
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function SameAsData({ site, advisory, view }: { site: Site; advisory: PublicAdvisory; view: SeriesView }): VNode {
  const file = href(site, advisory.folder + advisory.slug);
  const subject = encodeURIComponent(`${advisory.id} version ${advisory.version}`);
  return (
    <Part id="data" title="Same as data">
      <p>
        <a href={`${file}.txt`}>Text as announced</a> · <a href={`${file}.json`}>JSON</a> · Feeds of{' '}
        {view.series.plural}: <FeedLinks site={site} path={`/feeds/series/${view.series.id}`} />
      </p>
      <p id="contact">
        Found an error? Write to <a href={`mailto:${site.team.email}?subject=${subject}`}>{site.team.email}</a> and
        quote {advisory.id} version {advisory.version}.
      </p>
    </Part>
  );
}
