// Which packages of a release have less than full security support, and since when or for what reason.

import type { VNode } from 'preact';
import { href, packageSupportPath } from '../../generator/lib/links.ts';
import { ALL_LIMITED, endedPath, limitedPath } from '../../generator/lib/support/lists.ts';
import type { PackageSupportKind, PackageSupportList } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { PackageSupportEntries, ReleaseLink } from '../parts/package-support.tsx';
import { CalendarDay } from '../parts/time.tsx';

const groups: readonly {
  readonly kind: PackageSupportKind;
  readonly title: string;
  readonly about: string;
}[] = [
  {
    kind: 'ended',
    title: 'Support ends early',
    about: 'There are no more security updates from the day on that is named, whatever may be found later.',
  },
  {
    kind: 'limited',
    title: 'Supported with limits',
    about: 'There are security updates as long as the package is used as described.',
  },
  {
    kind: 'community',
    title: 'Supported by the community only',
    about: 'The security team does not watch these packages; there may be updates, and there may be none.',
  },
  {
    kind: 'supported',
    title: 'Fully supported',
    about: 'Exceptions from a pattern above. All packages that are not named on this page are fully supported, too.',
  },
];

/** `/releases/<id>/packages/`. */
export function PackageSupportPage({ model, styles, list }: Frame & { list: PackageSupportList }): VNode {
  const { site } = model;
  const { release, entries } = list;
  const title = `Security support of packages in ${release.name}`;
  const until = release.securityUntil;
  return (
    <Layout
      model={model}
      styles={styles}
      title={title}
      path={packageSupportPath(release.id)}
      description={`Packages of ${release.name} whose security support is limited or ends early`}
      current="/releases/"
    >
      <h1>{title}</h1>
      <p class="lead">
        Packages of <ReleaseLink model={model} release={release} /> that are not named here have full security support
        {until === undefined ? (
          '.'
        ) : (
          <>
            {' '}
            until <CalendarDay at={until} />.
          </>
        )}
      </p>
      {groups.map(({ kind, title: heading, about }) => {
        const members = entries.filter((entry) => entry.kind === kind);
        if (members.length === 0) return null;
        return (
          <>
            <h2 id={kind}>{heading}</h2>
            <p>{about}</p>
            <PackageSupportEntries model={model} entries={members} caption={heading} />
          </>
        );
      })}
      <h2 id="check">Check your machine</h2>
      <p>
        Names are those of source packages; <code>*</code> stands for any characters. The same lists for the program{' '}
        <code>check-support-status</code>: <a href={href(site, endedPath(release))}>support that ends early</a>,{' '}
        <a href={href(site, limitedPath(release))}>limits in {release.name}</a>,{' '}
        <a href={href(site, ALL_LIMITED)}>limits in all releases</a>.
      </p>
      <pre>
        <code>{`check-support-status --type ended --list ${endedPath(release).split('/').at(-1)}\ncheck-support-status --type limited --list ${limitedPath(release).split('/').at(-1)}`}</code>
      </pre>
    </Layout>
  );
}
