// The pipeline on one page: disk -> read -> check -> model -> render -> emit -> disk. Nothing is written while a
// message is an error.

import { check } from './check.ts';
import { previewOf } from './lib/embargo/preview.ts';
import { sameFacts } from './lib/same-facts/same-facts.ts';
import { longLines } from './lib/text/long-lines.ts';
import { lockUrls } from './lib/urls-lock.ts';
import { model } from './model.ts';
import { render, type ThemeAssets } from './render.ts';
import type { Advisory, Content, Instant, Message, Model, Output, SigningRequest, Sources } from './types.ts';

/** A build as a value: what would be written, and what is to be said. */
export type Built = {
  /** Everything in the root, also what the public may not see yet. */
  readonly content: Content | undefined;
  readonly model: Model | undefined;
  readonly outputs: readonly Output[];
  /** The signatures that the site has to have; `sign` finds or makes them. */
  readonly requests: readonly SigningRequest[];
  readonly messages: readonly Message[];
  /** `urls.lock` as it should be after this build, and the lines that are new. */
  readonly lock: { readonly text: string; readonly added: readonly string[] };
};

/** What a build may be asked for beside the public site. */
export type BuildOptions = {
  /** The site as it will be when everything under embargo is public: for those who may know it now. */
  readonly isPreview?: boolean;
};

const NO_LOCK = { text: '', added: [], messages: [] };

/** Builds the site of what was read, as the public may see it at `now`. Pure: the same arguments give the same bytes. */
export function build(sources: Sources, now: Instant, theme: ThemeAssets, options: BuildOptions = {}): Built {
  const { content, messages } = check(sources, now, theme.reservedIds);
  if (!content || hasErrors(messages))
    return { content, model: undefined, outputs: [], requests: [], messages, lock: NO_LOCK };
  const seen = options.isPreview ? previewOf(content, now) : { content, now };
  const site = model(seen.content, seen.now, 'preview' in seen ? seen.preview : undefined);
  const rendered = render(site, theme);
  // A preview is no promise about addresses, and lacks those of signatures.
  const lock = options.isPreview ? NO_LOCK : lockUrls(site, rendered.outputs, sources.lock ?? []);
  return {
    content,
    model: site,
    outputs: rendered.outputs,
    requests: rendered.requests,
    messages: [
      ...messages,
      ...rendered.messages,
      ...sameFacts(site, rendered.outputs),
      ...longLines(site, rendered.outputs),
      ...lock.messages,
    ],
    lock,
  };
}

/**
 * The announcement of an advisory as it will be published, before it is: what a person signs. Undefined for an id that
 * there is not, for a draft, and where no date of publication says what the text will say.
 */
export function announcementOf(content: Content, id: string, now: Instant): string | undefined {
  const known = [...content.advisories, ...content.embargoed];
  const own = known.find((advisory) => advisory.id === id);
  if (!own || own.status === 'draft' || own.published === undefined) return undefined;
  const { published } = own;
  const day = published > now ? published : now;
  // The others belong to it: a text names those that it is related to, once they are public, too.
  const isOpenedThen = (other: Advisory) =>
    own.status === 'embargoed' &&
    other.status === 'embargoed' &&
    other.published !== undefined &&
    other.published <= published;
  const all = known.map((each) => (isOpenedThen(each) ? { ...each, status: 'published' as const } : each));
  const { advisories, site } = model({ ...content, advisories: all }, day);
  const advisory = advisories.find((each) => each.id === id);
  const series = site.series.find((each) => each.id === own.series);
  return advisory && series?.definition.announcement(advisory, { site, series, settings: series.settings });
}

/** True when a message forbids publication. */
export function hasErrors(messages: readonly Message[]): boolean {
  return messages.some((message) => message.level === 'error');
}
