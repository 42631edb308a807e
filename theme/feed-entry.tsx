// What a reader sees of an advisory in a feed: what to do first, then everything that the page says. It holds nothing
// that depends on the time of the build, so that an entry changes only with its advisory.

import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { AdvisorySubject, EntrySubject } from '../generator/lib/feeds/feed.ts';
import { cvePath, href, KEYS } from '../generator/lib/links.ts';
import { grouped } from '../generator/lib/pgp/fingerprint.ts';
import type { CoverageRow, KeyChange, PublicAdvisory, Site, Statement } from '../generator/types.ts';
import { ActionBox } from './parts/action-box.tsx';
import { Inline } from './parts/inline.tsx';
import { Prose } from './parts/prose.tsx';
import { Time } from './parts/time.tsx';
import { SupportEntry } from './support-entry.tsx';
import { coverageWords, fixedIn, versionRange } from './words.ts';

/** The content of a feed entry as HTML; internal links are those of pages. */
export function feedEntry(subject: EntrySubject): string {
  if (subject.state === 'support') return renderToString(SupportEntry(subject));
  const views = { current: Current, superseded: Superseded, withdrawn: Withdrawal };
  return renderToString(views[subject.state](subject));
}

function Current({ site, advisory, revision, sections }: AdvisorySubject): VNode {
  const isUpdate = revision.version !== advisory.revisions[0]?.version;
  const general = advisory.statements.filter((statement) => statement.release === undefined);
  const before = advisory.archived?.at(-1);
  return (
    <>
      {isUpdate && (
        <p>
          <strong>New in version {revision.version}:</strong> <Inline text={revision.change} />
          {before && revision.version === advisory.version && (
            <>
              {' '}
              (
              <a href={href(site, `${advisory.folder}v${revision.version}/`)}>
                difference from version {before.version}
              </a>
              )
            </>
          )}
        </p>
      )}
      {advisory.summary !== undefined && (
        <p>
          <Inline text={advisory.summary} />
        </p>
      )}
      <ActionBox advisory={advisory} isTimeless />
      <Facts site={site} advisory={advisory} />
      {advisory.keyChange && <KeyChangeList site={site} advisory={advisory} keyChange={advisory.keyChange} />}
      {general.length > 0 && <VersionTable statements={general} />}
      {advisory.coverage.length > 0 && <ReleaseTable advisory={advisory} />}
      {sections.map((section) => (
        <>
          {section.title !== undefined && <h2>{section.title}</h2>}
          <Prose html={section.html} />
        </>
      ))}
      {advisory.references.length > 0 && (
        <>
          <h2>References</h2>
          <ul>
            {advisory.references.map((reference) => (
              <li>
                <a href={reference.url}>{reference.title ?? reference.url}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={href(site, advisory.path)}>{advisory.id} with its history</a> ·{' '}
        <a href={href(site, `${advisory.folder}${advisory.slug}.txt`)}>text</a> ·{' '}
        <a href={href(site, `${advisory.folder}${advisory.slug}.json`)}>JSON</a>
      </p>
    </>
  );
}

function Superseded({ site, advisory, revision }: AdvisorySubject): VNode {
  const { archived = [], folder } = advisory;
  const index = archived.findIndex(({ version }) => version === revision.version);
  const before = archived[index - 1];
  return (
    <>
      <p>
        <strong>Version {revision.version}:</strong> <Inline text={revision.change} />
      </p>
      <p>
        {advisory.isWithdrawn
          ? 'The advisory has been withdrawn since'
          : `It was replaced by version ${advisory.version}`}
        : <a href={href(site, advisory.path)}>{advisory.id} as it stands now</a>
      </p>
      {index >= 0 && (
        <p>
          <a href={href(site, `${folder}v${revision.version}.txt`)}>Text of version {revision.version}</a>
          {before && (
            <>
              {' · '}
              <a href={href(site, `${folder}v${revision.version}/`)}>difference from version {before.version}</a>
            </>
          )}
        </p>
      )}
    </>
  );
}

function Withdrawal({ site, advisory }: AdvisorySubject): VNode {
  const { withdrawn } = advisory;
  return (
    <>
      <p>
        <strong>
          Withdrawn
          {withdrawn && (
            <>
              {' '}
              on <Time at={withdrawn.date} />
            </>
          )}
        </strong>
        {withdrawn && (
          <>
            : <Inline text={withdrawn.reason} />
          </>
        )}
      </p>
      <p>
        <a href={href(site, advisory.path)}>What {advisory.id} said</a> is kept for the record.
      </p>
    </>
  );
}

function Facts({ site, advisory }: { site: Site; advisory: PublicAdvisory }): VNode {
  const { severity, cves, credits } = advisory;
  return (
    <ul>
      {severity && <li>Severity: {severity.name}</li>}
      {cves.length > 0 && (
        <li>
          CVE:{' '}
          {cves.map((id, index) => (
            <>
              {index > 0 && ', '}
              <a href={href(site, cvePath(id))}>{id}</a>
            </>
          ))}
        </li>
      )}
      {advisory.packages.length > 0 && <li>Packages: {advisory.packages.join(', ')}</li>}
      {credits.length > 0 && <li>Credits: {credits.map((credit) => `${credit.name} (${credit.role})`).join(', ')}</li>}
    </ul>
  );
}

function KeyChangeList({
  site,
  advisory,
  keyChange,
}: {
  site: Site;
  advisory: PublicAdvisory;
  keyChange: KeyChange;
}): VNode {
  return (
    <ul>
      <li>
        The signing key changes: <Inline text={keyChange.reason} />
      </li>
      <li>Old key: {grouped(keyChange.old)}</li>
      <li>
        New key, since <Time at={keyChange.date ?? advisory.published} />: {grouped(keyChange.new)}
      </li>
      <li>
        <a href={href(site, KEYS)}>All keys</a>
      </li>
    </ul>
  );
}

/** Every release that the advisory speaks about. */
function ReleaseTable({ advisory }: { advisory: PublicAdvisory }): VNode {
  const state = (row: CoverageRow) => words(coverageWords[row.status], versionRange(row), row.when, row.reason);
  return (
    <PlainTable
      titles={['Release', 'Package', 'Status', 'Fixed in']}
      rows={advisory.coverage.map((row) => [row.release.name, row.package, state(row), fixedIn(row)])}
    />
  );
}

/** What it says about packages whatever the release. */
function VersionTable({ statements }: { statements: readonly Statement[] }): VNode {
  const unsafe = (each: Statement) =>
    words(coverageWords[each.status], each.unsafe ?? versionRange(each), each.when, each.reason);
  return (
    <PlainTable
      titles={['Package', 'Status', 'Fixed in']}
      rows={statements.map((each) => [each.package, unsafe(each), each.safe ?? each.fixed ?? '–'])}
    />
  );
}

/** `Affected (4.9 to 4.14; Arm only)`. */
function words(status: string, ...notes: readonly (string | undefined)[]): string {
  const said = notes.filter((note) => note !== undefined && note !== '');
  return said.length > 0 ? `${status} (${said.join('; ')})` : status;
}

/** A table without the classes and links of pages; the first column heads its row. */
function PlainTable({ titles, rows }: { titles: readonly string[]; rows: readonly (readonly string[])[] }): VNode {
  return (
    <table>
      <thead>
        <tr>
          {titles.map((title) => (
            <th scope="col">{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr>
            {cells.map((cell, index) =>
              index === 0 ? (
                <th scope="row">{cell}</th>
              ) : (
                <td>
                  <Inline text={cell} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
