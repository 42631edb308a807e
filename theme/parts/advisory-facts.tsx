// The facts of an advisory, each with its name.

import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../generator/lib/links.ts';
import type { Model, PublicAdvisory, SeriesView } from '../../generator/types.ts';
import { listWords, severityAnchor } from '../words.ts';
import { BugLinks, CveLinks, PackageLinks } from './links.tsx';
import { Time } from './time.tsx';

/** Whose facts, and where they link to. */
export type FactsProps = {
  readonly model: Model;
  readonly advisory: PublicAdvisory;
  readonly view: SeriesView;
};

/** Dates, severity, CVE ids, packages, people: each in one line. */
export function Facts({ model, advisory, view }: FactsProps): VNode {
  const { site } = model;
  const { severity } = advisory;
  return (
    <dl class="facts">
      <Fact title="Published">
        <Time at={advisory.published} />
      </Fact>
      {advisory.kind && <Fact title="Kind">{advisory.kind}</Fact>}
      {severity && (
        <Fact title="Severity">
          {severity.name} (
          <a href={`${href(site, view.path)}#${severityAnchor(severity)}`}>what {severity.name} means</a>)
        </Fact>
      )}
      <Fact title="CVE">
        {advisory.cves.length > 0 ? <CveLinks model={model} names={advisory.cves} /> : 'none assigned'}
      </Fact>
      {advisory.packages.length > 0 && (
        <Fact title={advisory.packages.length === 1 ? 'Package' : 'Packages'}>
          <PackageLinks model={model} names={advisory.packages} />
        </Fact>
      )}
      {advisory.bugs.length > 0 && (
        <Fact title={advisory.bugs.length === 1 ? 'Bug' : 'Bugs'}>
          <BugLinks bugs={advisory.bugs} />
        </Fact>
      )}
      {advisory.features.length > 0 && (
        <Fact title="Concerns">
          {advisory.featureSupport.length > 0 ? (
            <a href="#features">{listWords(advisory.features)}</a>
          ) : (
            listWords(advisory.features)
          )}
        </Fact>
      )}
      {advisory.credits.length > 0 && (
        <Fact title="Credits">{listWords(advisory.credits.map((credit) => `${credit.name} (${credit.role})`))}</Fact>
      )}
      {advisory.author && <Fact title="Author">{advisory.author}</Fact>}
    </dl>
  );
}

function Fact({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
