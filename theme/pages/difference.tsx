// What a version changed in the text of an advisory, word by word. Words that went and came are elements of their own,
// so that programs that read pages aloud say so.

import type { VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import { type Passage, passagesOf } from '../../generator/lib/revisions/text-difference.ts';
import type { VersionText } from '../../generator/lib/revisions/version-texts.ts';
import type { PublicAdvisory } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Inline } from '../parts/inline.tsx';
import { Time } from '../parts/time.tsx';

/** More words make a page that nobody reads. */
const MOST_CHARACTERS = 200_000;

/** What the page shows: a text with a version before it. */
export type DifferencePageProps = Frame & { readonly advisory: PublicAdvisory; readonly text: VersionText };

/** The page of one step from a version to the next one whose text there is. */
export function DifferencePage({ model, styles, advisory, text }: DifferencePageProps): VNode {
  const { site } = model;
  const { version, difference } = text;
  const { from = 0, before = '', path = '', page = '' } = difference ?? {};
  const revision = advisory.revisions.find((each) => each.version === version);
  const passages = passagesOf(before, text.text);
  const length = passages.flatMap(({ pieces }) => pieces).reduce((sum, piece) => sum + piece.text.length, 0);
  return (
    <Layout
      model={model}
      styles={styles}
      title={`${advisory.id}: version ${from} to ${version}`}
      path={page}
      description={`What version ${version} of ${advisory.id} changed in the text of version ${from}`}
      current="/advisories/"
    >
      <p class="kicker">
        <a href={href(site, advisory.path)}>{advisory.id}</a>
      </p>
      <h1>
        Version {from} to version {version}
      </h1>
      {revision && (
        <p class="lead">
          <Time at={revision.date} />: <Inline text={revision.change} />
        </p>
      )}
      <p>
        <a href={href(site, advisory.path)}>{advisory.id} as it stands now</a> ·{' '}
        <a href={href(site, `${advisory.folder}v${from}.txt`)}>text of version {from}</a> ·{' '}
        <a href={href(site, text.path)}>text of version {version}</a> · <a href={href(site, path)}>unified diff</a>
      </p>
      {length > MOST_CHARACTERS ? (
        <p>The two texts have little in common: compare them in full, or read the unified diff.</p>
      ) : passages.length === 0 ? (
        <p>The two texts are the same.</p>
      ) : (
        passages.map((passage) => <PassageView passage={passage} version={version} />)
      )}
    </Layout>
  );
}

function PassageView({ passage, version }: { passage: Passage; version: number }): VNode {
  return (
    <section>
      <h2>
        Line {passage.line} of version {version}
      </h2>
      <pre class="difference">
        {passage.pieces.map(({ kind, text }) =>
          kind === 'added' ? <ins>{text}</ins> : kind === 'removed' ? <del>{text}</del> : text,
        )}
      </pre>
    </section>
  );
}
