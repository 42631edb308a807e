// One release's support statement as a page: its dates, then every section with description, statuses and caveats. The
// anchors of features and qualifiers are the row keys of the matrix, so they hold across releases.

import type { RootContent } from 'mdast';
import type { VNode } from 'preact';
import { href, supportPath } from '../../generator/lib/links.ts';
import { advisoriesOn, type ConcernedAdvisory } from '../../generator/lib/support/feature-support.ts';
import { limitText } from '../../generator/lib/support/limits.ts';
import { hasSecuritySupport } from '../../generator/lib/support/matrix-view.ts';
import type { Model, SupportEntry, SupportSection, SupportStatement } from '../../generator/types.ts';
import { type Frame, Layout } from '../layout.tsx';
import { SectionAdvisories } from '../parts/feature-support.tsx';
import { Timeline } from '../parts/lifecycle-timeline.tsx';
import { Prose } from '../parts/prose.tsx';
import { SupportLegend, SupportStatus } from '../parts/support-status.tsx';
import { CalendarDay, Time } from '../parts/time.tsx';

type Props = Frame & {
  readonly statement: SupportStatement;
  /** Sanitized HTML of Markdown nodes. */
  readonly html: (nodes: readonly RootContent[]) => string;
};

/** `/support/<version>/`. */
export function StatementPage({ model, styles, extras, statement, html }: Props): VNode {
  const name = `${statement.product} ${statement.version}`;
  const isSecured = hasSecuritySupport(statement, model.now);
  const shown = shownSections(statement.sections);
  const life = model.lifecycle.find((each) => each.statement === statement);
  const concerned = advisoriesOn(model.advisories, statement);
  return (
    <Layout
      model={model}
      styles={styles}
      extras={extras}
      uses={['support.css']}
      title={`Support statement of ${name}`}
      path={supportPath(statement.version)}
      current="/support/"
      description={`What is supported in ${name}, and until when`}
    >
      <h1>Support statement of {name}</h1>
      <p class="lead">{lead(statement, isSecured)}</p>
      <ReleaseFacts statement={statement} />
      {life && <Timeline releases={[life]} now={model.now} />}
      {statement.preface && <Prose html={html(statement.preface)} />}
      <p>
        <a href={href(model.site, '/support/')}>Compare the releases</a>
      </p>
      <SupportLegend />
      <Vocabulary statement={statement} />
      <Contents sections={shown} />
      {shown.map((each) => (
        <Section
          each={each}
          isSecured={isSecured}
          html={html}
          model={model}
          concerned={concerned.get(each.section.anchor)}
        />
      ))}
    </Layout>
  );
}

function lead({ securityUntil }: SupportStatement, isSecured: boolean): string {
  if (securityUntil === undefined) return 'This release has no security support that ends on a stated day.';
  return isSecured
    ? `This release has security support until ${securityUntil}.`
    : `This release has no security support today; the day stated is ${securityUntil}.`;
}

function ReleaseFacts({ statement }: { statement: SupportStatement }): VNode {
  const { block, notes, commit } = statement;
  return (
    <dl class="facts">
      {block.map(({ key, value }) => (
        <div>
          <dt>{key.replaceAll('-', ' ')}</dt>
          <dd>{/^\d{4}-\d\d-\d\d$/.test(value) ? <CalendarDay at={value} /> : value || 'not stated'}</dd>
        </div>
      ))}
      {commit && (
        <div>
          <dt>Source</dt>
          <dd>
            {commit.ref}, commit <code>{commit.id}</code> of <Time at={commit.date} />
          </dd>
        </div>
      )}
      {notes && (
        <div>
          <dt>Release Notes</dt>
          <dd>
            {notes.url === undefined ? (
              notes.title
            ) : (
              <a href={notes.url} rel="noreferrer">
                {notes.title}
              </a>
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What each status means, where the statement defines it itself. */
function Vocabulary({ statement }: { statement: SupportStatement }): VNode | null {
  if (statement.vocabulary.length === 0) return null;
  return (
    <details class="support-vocabulary">
      <summary>What the statuses mean</summary>
      <section class="scroll" aria-label="What the statuses mean" tabindex={0}>
        <table>
          <caption>In the words of the statement</caption>
          <thead>
            <tr>
              <th scope="col">Status</th>
              <th scope="col">Functional completeness</th>
              <th scope="col">Functional stability</th>
              <th scope="col">Interface stability</th>
              <th scope="col">Security supported</th>
            </tr>
          </thead>
          <tbody>
            {statement.vocabulary.map(({ status, anchor, properties }) => (
              <tr>
                <th scope="row">
                  <a href={`#${anchor}`}>{status}</a>
                </th>
                <td>{properties.completeness ?? 'not stated'}</td>
                <td>{properties.stability ?? 'not stated'}</td>
                <td>{properties.interface ?? 'not stated'}</td>
                <td>{properties.security ?? 'not stated'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** A section with what the page says about it. */
type ShownSection = {
  readonly section: SupportSection;
  /** Heading level in the page: never more than one below the heading before it. */
  readonly level: number;
  readonly id: string | undefined;
  /** A feature that the statement describes without a status. */
  readonly isUnsaid: boolean;
  /** Anchors of its statuses; undefined where the heading or another row has it. */
  readonly entryIds: readonly (string | undefined)[];
};

function shownSections(sections: readonly SupportSection[]): ShownSection[] {
  // The frame of the page has this id.
  const taken = new Set(['main']);
  for (const { anchor } of sections) taken.add(anchor);
  const take = (id: string): string | undefined => {
    if (taken.has(id)) return undefined;
    taken.add(id);
    return id;
  };
  const topsWithStatus = new Set(
    sections.filter((section) => section.entries.length > 0).map((section) => section.path[0]),
  );
  let level = 1;
  return sections.flatMap((section, index): ShownSection[] => {
    const isLeaf = (sections[index + 1]?.level ?? 0) <= section.level;
    const isFeature = topsWithStatus.has(section.path[0]);
    // The release block stands at the top of the page, so its section has nothing left to show.
    if (isLeaf && !isFeature && section.description.length === 0) return [];
    level = Math.min(section.level + 1, level + 1, 6);
    return [
      {
        section,
        level,
        id: section.anchor === 'main' ? undefined : section.anchor,
        isUnsaid: isLeaf && isFeature && section.entries.length === 0,
        entryIds: section.entries.map((entry) => take(entry.key)),
      },
    ];
  });
}

/** The two highest levels, as a list of links. */
function Contents({ sections }: { sections: readonly ShownSection[] }): VNode {
  return (
    <nav class="support-contents" aria-label="Sections of the statement">
      <ul>
        {sections
          .filter(({ level, id }) => level <= 3 && id !== undefined)
          .map(({ section, level, id }) => (
            <li class={level === 3 ? 'inner' : undefined}>
              <a href={`#${id}`}>{section.title}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

type SectionProps = Pick<Props, 'html'> & {
  readonly each: ShownSection;
  readonly isSecured: boolean;
  readonly model: Model;
  /** Advisories about the feature. */
  readonly concerned: readonly ConcernedAdvisory[] | undefined;
};

function Section({ each, isSecured, html, model, concerned }: SectionProps): VNode {
  const { section, level, id, isUnsaid, entryIds } = each;
  const Heading = `h${level}` as 'h2';
  return (
    <>
      <Heading id={id}>{section.title}</Heading>
      {section.description.length > 0 && <Prose html={html(section.description)} />}
      {isUnsaid && <p class="note">No status given.</p>}
      {section.entries.length > 0 && (
        <ul class="support-entries">
          {section.entries.map((entry, index) => (
            <Entry entry={entry} id={entryIds[index]} isSecured={isSecured && entry.security} />
          ))}
        </ul>
      )}
      {section.caveats.length > 0 && (
        <div class="support-caveats">
          <p class="note">{section.entries.length > 1 ? 'Caveats, which qualify each of these:' : 'Caveats:'}</p>
          <Prose html={html(section.caveats)} />
        </div>
      )}
      <SectionAdvisories model={model} concerned={concerned} />
    </>
  );
}

function Entry({ entry, id, isSecured }: { entry: SupportEntry; id: string | undefined; isSecured: boolean }): VNode {
  return (
    <li id={id}>
      {entry.qualifier !== '' && <span class="support-qualifier">{entry.qualifier}: </span>}
      <SupportStatus class={entry.class} security={entry.security} isSecured={isSecured}>
        {entry.status}
      </SupportStatus>
      {entry.limit && <span class="note"> ({limitText(entry.limit)})</span>}
    </li>
  );
}
