// The pipeline on one page: disk -> read -> check -> model -> render -> emit -> disk. Nothing is written while a
// message is an error.

import { check } from './check.ts';
import { lockUrls } from './lib/urls-lock.ts';
import { model } from './model.ts';
import { render, type ThemeAssets } from './render.ts';
import type { Instant, Message, Model, Output, Sources } from './types.ts';

/** A build as a value: what would be written, and what is to be said. */
export type Built = {
  readonly model: Model | undefined;
  readonly outputs: readonly Output[];
  readonly messages: readonly Message[];
  /** `urls.lock` as it should be after this build, and the lines that are new. */
  readonly lock: { readonly text: string; readonly added: readonly string[] };
};

/** Builds the site of what was read, as the public may see it at `now`. Pure: the same arguments give the same bytes. */
export function build(sources: Sources, now: Instant, theme: ThemeAssets): Built {
  const { content, messages } = check(sources, now, theme.reservedIds);
  if (!content || hasErrors(messages))
    return { model: undefined, outputs: [], messages, lock: { text: '', added: [] } };
  const site = model(content, now);
  const rendered = render(site, theme);
  const lock = lockUrls(site, rendered.outputs, sources.lock ?? []);
  return {
    model: site,
    outputs: rendered.outputs,
    messages: [...messages, ...rendered.messages, ...lock.messages],
    lock,
  };
}

/** True when a message forbids publication. */
export function hasErrors(messages: readonly Message[]): boolean {
  return messages.some((message) => message.level === 'error');
}
