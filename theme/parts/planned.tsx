// Numbers of advisories under embargo: what the public may know of them, and the banner of a private preview.

import type { VNode } from 'preact';
import { groupBy } from '../../generator/lib/group-by.ts';
import { href, plannedPath } from '../../generator/lib/links.ts';
import type { Instant, Model, Planned, Preview } from '../../generator/types.ts';

/** A line for each planned date: `2 advisories will be published on 2026-12-01 12:00 UTC: XSA-523, XSA-524`. */
export function PlannedList({ model, planned }: { model: Model; planned: readonly Planned[] }): VNode | null {
  if (planned.length === 0) return null;
  return (
    <ul class="planned">
      {[...groupBy(planned, ({ date }) => date)].map(([date, members]) => (
        <li>
          {members.length === 1 ? '1 advisory' : `${members.length} advisories`}{' '}
          {date > model.now ? 'will be published' : members.length === 1 ? 'was planned for' : 'were planned for'}
          {date > model.now && ' on'} <PlannedTime at={date} />:{' '}
          {members.map(({ id, slug }, index) => (
            <>
              {index > 0 && ', '}
              <a href={href(model.site, plannedPath(slug))}>{id}</a>
            </>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** A planned time always says its time of day and its zone. */
export function PlannedTime({ at }: { at: Instant }): VNode {
  return <time datetime={at}>{`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`}</time>;
}

/** The banner of a preview: on every page, before anything else. */
export function PreviewBanner({ preview }: { preview: Preview }): VNode {
  const dates = [...groupBy(preview.planned, ({ date }) => date)];
  return (
    <aside class="preview" aria-label="Private preview">
      <p>
        <strong>TLP:{preview.tlp}. Private preview, not for publication.</strong>{' '}
        {dates.length === 0 && 'It shows nothing that is under embargo.'}
        {preview.drafts && preview.drafts.length > 0 && ` Not published yet: ${preview.drafts.join(', ')}`}
      </p>
      {dates.map(([date, members]) => (
        <p>
          Under embargo until <PlannedTime at={date} />: {members.map(({ id }) => id).join(', ')}
        </p>
      ))}
    </aside>
  );
}
