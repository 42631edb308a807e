// The plan of a release for people, the same on each run.

import type { Built } from '../build.ts';
import { printable } from '../lib/decode/decode.ts';
import { privateFields } from '../lib/embargo/released-embargo.ts';
import { unshownTexts } from '../lib/embargo/unshown-texts.ts';
import { order } from '../lib/order.ts';
import { unifiedDiff } from '../lib/revisions/text-difference.ts';
import type { Output } from '../types.ts';
import type { Move } from './release-move.ts';

/** What moves, what the public can read from then on, and what the next build changes. */
export function planText(
  moves: readonly Move[],
  { old, next, isPosted }: { readonly old: Built; readonly next: Built; readonly isPosted: boolean },
): string {
  const changes = changesOf(old.outputs, next.outputs);
  const isPage = ({ output }: OutputChange) => output.type === 'text/html';
  const isFeed = ({ output }: OutputChange) => /atom|rss|feed/.test(output.type);
  const known = new Set(old.model?.changes.map(({ tag }) => tag));
  const entries = (next.model?.changes ?? []).filter(({ tag }) => !known.has(tag));
  const locked = new Set(old.lock.added);
  const shown = (chosen: readonly OutputChange[]) => chosen.map(({ word, output }) => `${word} /${output.path}`);
  return [
    ...moves.map(({ advisory, date }) => `Release of ${advisory.id}, public since ${date}\n`),
    part(
      'Files that move to the public root',
      moves.flatMap(({ files }) => files.map(({ path }) => path)),
    ),
    part(
      'Files that stay in the private root, since no entry of `patches` names them',
      moves.flatMap(({ left }) => left),
    ),
    ...moves.map(differenceOf),
    part(
      'Left out of the public file',
      moves.flatMap(({ advisory }) => {
        const fields = privateFields(advisory, isPosted).map((field) => `embargo.${field}`);
        return fields.length > 0 ? [`${advisory.id}: ${fields.join(', ')}`] : [];
      }),
    ),
    part(
      'On no page, but to be read by everybody who reads the public root',
      moves.flatMap(({ advisory, after }) => unshownTexts(after, advisory).map((text) => `${advisory.id}: ${text}`)),
    ),
    part('Pages', shown(changes.filter(isPage))),
    part('Feeds', shown(changes.filter(isFeed))),
    part('Texts and data', shown(changes.filter((each) => !isPage(each) && !isFeed(each)))),
    part(
      'Feed entries',
      entries.map(({ tag }) => tag),
    ),
    part(
      'New in urls.lock',
      next.lock.added.filter((each) => !locked.has(each)),
    ),
  ].join('');
}

function differenceOf({ advisory: { document }, before, after }: Move): string {
  const names = { before: document.path, after: document.path };
  return unifiedDiff(before, after, names).split('\n').map(printable).join('\n');
}

type OutputChange = { readonly word: 'new' | 'changed' | 'gone'; readonly output: Output };

function changesOf(before: readonly Output[], after: readonly Output[]): readonly OutputChange[] {
  const old = new Map(before.map((output) => [output.path, output]));
  const names = new Set(after.map((output) => output.path));
  const found = after.flatMap((output): OutputChange[] => {
    const own = old.get(output.path);
    if (!own) return [{ word: 'new', output }];
    return Buffer.from(own.body).equals(Buffer.from(output.body)) ? [] : [{ word: 'changed', output }];
  });
  const gone = before.filter(({ path }) => !names.has(path)).map((output): OutputChange => ({ word: 'gone', output }));
  return [...found, ...gone].sort((a, b) => order(a.output.path, b.output.path));
}

const part = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`;
