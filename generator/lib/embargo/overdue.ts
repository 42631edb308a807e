// What should be public and is not: a planned time holds back and never publishes, so that somebody has to be told.

import type { Advisory, Content, Instant, Message } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';
import { isPublic } from '../is-public.ts';
import { plannedOf, sortedByDate } from './planned.ts';
import { folderName } from './private-root.ts';

/** An advisory under embargo whose planned time has come. */
export type Overdue = Advisory & { readonly published: Instant };

/** Those of both roots whose planned time has come, by date. What is public already is not among them. */
export function overdueOf({ advisories, embargoed }: Content, now: Instant): readonly Overdue[] {
  const open = new Set(advisories.filter((each) => isPublic(each, now)).map(({ id }) => id));
  const held = [...embargoed, ...advisories.filter(({ status }) => status === 'embargoed')];
  const due = held.filter(
    (each): each is Overdue =>
      each.status !== 'draft' && each.published !== undefined && each.published <= now && !open.has(each.id),
  );
  const byId = new Map(due.map((each) => [each.id, each]));
  const planned = due.map(({ id, slug, series, published }) => ({ id, slug, series, date: published }));
  const ids = new Set(sortedByDate(planned).map(({ id }) => id));
  return [...ids].flatMap((id) => byId.get(id) ?? []);
}

/** A warning for each, at its date: for those who may know. `folder` is that of the private root. */
export function overdueMessages(content: Content, folder: string | undefined, now: Instant): readonly Message[] {
  return overdueOf(content, now).map((advisory): Message => {
    const { id, published, document } = advisory;
    const place = placeOf(document.fields, ['published']);
    const isInside = folder !== undefined && content.embargoed.includes(advisory);
    return {
      place: isInside ? { ...place, file: `${folderName(folder)}/${place.file}` } : place,
      level: 'warning',
      rule: OVERDUE_RULE,
      text: `OVERDUE: \`${id}\` was planned for \`${published}\`, and it is \`${now}\``,
      hint: `Run \`tocsin release ${id}\`, or agree on another date`,
    };
  });
}

const OVERDUE_RULE = 'overdue-release';

/** The warning of a build, whose log may be public: it names no more than the site does. */
export function overdueWarning(content: Content, folder: string, now: Instant): readonly Message[] {
  const overdue = overdueOf(content, now);
  if (overdue.length === 0) return [];
  const told = new Set(plannedOf(content, now).map(({ id }) => id));
  const names = overdue.map(({ id }) => id).filter((id) => told.has(id));
  const count = overdue.length === 1 ? '1 release is' : `${overdue.length} releases are`;
  return [
    {
      place: { file: folderName(folder), line: 1, column: 1 },
      level: 'warning',
      rule: OVERDUE_RULE,
      text: `OVERDUE: ${count} past the planned time${names.length > 0 ? `, among them ${names.map((id) => `\`${id}\``).join(', ')}` : ''}`,
      hint: `Run \`tocsin status --private ${folder}\` where nobody else reads along, and \`tocsin release\` or another date`,
    },
  ];
}
