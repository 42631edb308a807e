// How far a package has security support in a release: in the cell of a table, as a table, as a page of a release.

import type { VNode } from 'preact';
import { href, packagePath, packageSupportPath, releasePath } from '../../generator/lib/links.ts';
import { hasEnded, supportOfPackage } from '../../generator/lib/support/package-support.ts';
import type { Instant, Model, PackageSupport, Release } from '../../generator/types.ts';
import { Inline } from './inline.tsx';
import { type Column, Table } from './table.tsx';
import { CalendarDay } from './time.tsx';

/** What is said of a package in a sentence; undefined means that nothing is, which is full support. */
function PackageSupportWords({
  support,
  release,
  now,
}: {
  support: PackageSupport | undefined;
  release: Release;
  now: Instant;
}): VNode {
  const { securityUntil } = release;
  if (securityUntil !== undefined && securityUntil < now.slice(0, 10) && !(support && hasEnded(support, now))) {
    return (
      <>
        ended <CalendarDay at={securityUntil} />, with all support of the release
      </>
    );
  }
  switch (support?.kind) {
    case 'ended':
      return (
        <>
          {hasEnded(support, now) ? 'ended' : 'ends early,'} <CalendarDay at={support.date ?? ''} />; the last version
          with support is <code>{support.version}</code>
        </>
      );
    case 'limited':
      return <>with limits</>;
    case 'community':
      return <>by the community only</>;
    default:
      return securityUntil === undefined ? (
        <>full, no end stated</>
      ) : (
        <>
          full, until <CalendarDay at={securityUntil} />
        </>
      );
  }
}

/** The same in the cell of an advisory about the package, with the reason. */
export function PackageSupportNote({
  support,
  release,
  model,
}: {
  support: PackageSupport;
  release: Release;
  model: Model;
}): VNode {
  const { kind, reason, date } = support;
  const until = date ?? release.securityUntil;
  const isOver = hasEnded(support, model.now);
  return (
    <>
      {kind === 'community' ? (
        'by the community only'
      ) : (
        <>
          {isOver ? 'ended' : 'until'} {until === undefined ? 'no stated end' : <CalendarDay at={until} />}
        </>
      )}
      <span class="note">
        {' '}
        <a href={href(model.site, packageSupportPath(release.id))}>
          {kind === 'ended' ? 'this package' : kind === 'limited' ? 'with limits' : 'no security support'}
        </a>
        {reason !== undefined && (
          <>
            : <Inline text={reason} />
          </>
        )}
      </span>
    </>
  );
}

/** The releases that say something of a package; nothing where each supports it fully. */
export function PackageSupportTable({ model, name }: { model: Model; name: string }): VNode | null {
  const { site, now } = model;
  const rows = model.packageSupport.map((list) => ({ ...list, support: supportOfPackage(list, name) }));
  if (rows.every(({ support }) => support === undefined || support.kind === 'supported')) return null;
  return (
    <>
      <h2 id="support">Security support</h2>
      <Table
        caption={`Security support of ${name} in each release`}
        isCaptionHidden
        rows={rows}
        columns={[
          {
            title: 'Release',
            class: 'short',
            cell: ({ release }) => <a href={href(site, packageSupportPath(release.id))}>{release.name}</a>,
          },
          {
            title: 'Security support',
            class: 'text',
            cell: ({ release, support }) => <PackageSupportWords support={support} release={release} now={now} />,
          },
          {
            title: 'Details',
            class: 'wide',
            cell: ({ support }) => (support?.reason === undefined ? '–' : <Inline text={support.reason} />),
          },
        ]}
      />
    </>
  );
}

/** The way from a release to its list. */
export function PackageSupportLink({ model, release }: { model: Model; release: Release }): VNode | null {
  if (!model.packageSupport.some((list) => list.release.id === release.id)) return null;
  return (
    <p>
      <a href={href(model.site, packageSupportPath(release.id))}>Packages without full security support</a>
    </p>
  );
}

/** The entries of one kind. */
export function PackageSupportEntries({
  model,
  entries,
  caption,
}: {
  model: Model;
  entries: readonly PackageSupport[];
  caption: string;
}): VNode {
  const { site, now, packages } = model;
  const known = new Set(packages.map(({ name }) => name));
  const hasEnd = entries.some(({ kind }) => kind === 'ended');
  const columns: (Column<PackageSupport> & { readonly isShown: boolean })[] = [
    {
      title: 'Package',
      class: 'code',
      isShown: true,
      cell: ({ name }) => (known.has(name) ? <a href={href(site, packagePath(name))}>{name}</a> : name),
    },
    {
      title: 'Security support',
      class: 'short',
      isShown: hasEnd,
      cell: (entry) => (
        <>
          {hasEnded(entry, now) ? 'ended' : 'ends'} <CalendarDay at={entry.date ?? ''} />
        </>
      ),
    },
    {
      title: 'Last version with support',
      class: 'code',
      isShown: hasEnd,
      cell: ({ version }) => (version === '0' ? 'none' : (version ?? '–')),
    },
    {
      title: hasEnd ? 'Reason' : 'Limits',
      class: 'wide',
      isShown: entries.some(({ reason }) => reason !== undefined),
      cell: ({ reason }) => <Inline text={reason ?? ''} />,
    },
  ];
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={entries}
      columns={columns.filter(({ isShown }) => isShown)}
      id={entries[0]?.kind ?? 'none'}
    />
  );
}

/** The way back to the release. */
export function ReleaseLink({ model, release }: { model: Model; release: Release }): VNode {
  return <a href={href(model.site, releasePath(release.id))}>{release.name}</a>;
}
