// The versions of an advisory, each with its text, signature and difference as far as they were kept.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import type { VersionText } from '../../generator/lib/revisions/version-texts.ts';
import type { Model, PublicAdvisory } from '../../generator/types.ts';
import { Inline } from './inline.tsx';
import { Time } from './time.tsx';

/** What the list shows; `texts` are those of the versions whose text there is. */
export type HistoryProps = {
  readonly model: Model;
  readonly advisory: PublicAdvisory;
  readonly texts: readonly VersionText[];
};

/** Newest first: the reader asks what changed last. */
export function History({ model, advisory, texts }: HistoryProps): VNode {
  return (
    <ol class="history">
      {advisory.revisions.toReversed().map((revision) => (
        <li>
          <b>Version {revision.version}</b> · <Time at={revision.date} /> · <Inline text={revision.change} />
          {revision.editorial && ' (wording only)'}
          <VersionLinks model={model} text={texts.find((text) => text.version === revision.version)} />
        </li>
      ))}
    </ol>
  );
}

/** A version's text, its signature, and what it changed; nothing where its text was not kept. */
function VersionLinks({ model, text }: Pick<HistoryProps, 'model'> & { text: VersionText | undefined }) {
  if (!text) return null;
  const { site, isSigned } = model;
  const { difference, path } = text;
  return (
    <>
      {' · '}
      <a href={href(site, path)}>text</a>
      {isSigned && (
        <>
          {', '}
          <a href={href(site, `${path}.asc`)}>signature</a>
        </>
      )}
      {difference && (
        <>
          {', '}
          <a href={href(site, difference.page)}>difference from version {difference.from}</a> (
          <a href={href(site, difference.path)}>diff</a>)
        </>
      )}
    </>
  );
}
