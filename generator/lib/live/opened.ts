// What a live preview shows beside the public site: drafts, what is planned and what is under embargo, each as if it
// were published, with a banner on every page that names them.

import type { Advisory, Content, Instant, Preview } from '../../types.ts';
import { previewOf } from '../embargo/preview.ts';
import { isPublic } from '../is-public.ts';

/** Content with everything open, and the banner; none where nothing is hidden from the public. */
export type Opened = { readonly content: Content; readonly now: Instant; readonly preview?: Preview };

/** The content as its authors may see it at `now`. */
export function opened(content: Content, now: Instant): Opened {
  const hidden = content.advisories.filter((each) => each.status !== 'embargoed' && !isPublic(each, now));
  const drafts = new Map(hidden.map((each) => [each.id, asPublished(each, now)]));
  const advisories = content.advisories.map((each) => drafts.get(each.id) ?? each);
  const { embargoed } = content;
  const isSecret = embargoed.length > 0 || advisories.some(({ status }) => status === 'embargoed');
  if (drafts.size === 0 && !isSecret) return { content, now };
  const seen = previewOf({ ...content, advisories }, now);
  const latest = [...drafts.values()].reduce((last, { published = now }) => (published > last ? published : last), now);
  return {
    content: { ...seen.content, assets: content.assets },
    now: latest > seen.now ? latest : seen.now,
    preview: { ...seen.preview, drafts: [...drafts.keys()] },
  };
}

/** As it will be read; one without a date has that of today, and so have its versions. */
export function asPublished(advisory: Advisory, now: Instant): Advisory {
  const { published, revisions } = advisory;
  const { withdrawn: _, ...rest } = advisory;
  if (published !== undefined) return { ...rest, status: 'published', published };
  return {
    ...rest,
    status: 'published',
    published: now,
    revisions: revisions.map((each) => ({ ...each, date: now })),
  };
}
