// The addresses at the end of a notice: notices, CVE ids, bugs, further texts, and sources.

import type { AnnouncementContext, PublicAdvisory, Statement } from '../../types.ts';
import { absolute, packagePath } from '../links.ts';
import { cvesInOrder, fill, referenceLines } from '../text/announcement.ts';
import type { NoticeFields, NoticeSettings } from './fields.ts';
import { idLines } from './lines.ts';

/** Columns of the text. */
export const WIDTH = 75;

/** What a text is made of: the advisory, the fields that only this series has, and the configuration. */
export type Notice = {
  readonly advisory: PublicAdvisory;
  readonly fields: NoticeFields;
  readonly context: AnnouncementContext<NoticeSettings>;
  readonly settings: NoticeSettings;
};

/** Notices, then CVE ids, then bugs and other addresses. */
export function linkLines({ advisory, context, settings }: Notice): string[] {
  const { id, related, references, bugs } = advisory;
  const { prefix, path } = context.series;
  const template = settings.notice ?? absolute(context.site, '') + path;
  const address = (of: string) =>
    of.startsWith(`${prefix}-`)
      ? fill(template, { id: of, slug: of.toLowerCase(), number: of.slice(prefix.length + 1) })
      : of;
  const [start = ''] = template.split('{');
  const listed = (isNotice: boolean) =>
    referenceLines(
      { ...advisory, related: [], references: references.filter(({ url }) => url.startsWith(start) === isNotice) },
      WIDTH - 2,
    );
  return [
    address(id),
    ...related.map(address),
    ...listed(true),
    ...idLines(cveIds(advisory, settings), WIDTH - 2),
    ...bugs.map((bug) => (isAddress(bug) ? bug : `Bug ${bug}`)),
    ...listed(false),
  ];
}

/** A number alone would not say what it counts. */
const isAddress = (bug: string): boolean => /^[a-z]{3,6}:/i.test(bug);

/** Each fixed version of a source package: an address, or name and version, and the page of the package. */
export function sourceLines({ advisory, fields: { releases }, context, settings }: Notice): string[] {
  const { source } = settings;
  if (!settings['list-sources']) return [];
  // An address needs the version of the source itself; that of a binary package may be another one.
  const isLinked = ({ package: name, release }: Statement): boolean =>
    source === undefined ||
    releases.some((each) => each.release === release && each.package === name && each.version !== undefined);
  const rank = (release: string | undefined) => releases.findIndex((each) => each.release === release);
  const fixed = advisory.statements
    .filter((each) => each.status === 'fixed' && isLinked(each))
    .sort((a, b) => rank(a.release) - rank(b.release));
  const versions = fixed.flatMap(({ package: name, fixed: version }) =>
    version === undefined
      ? []
      : source === undefined
        ? `${name} ${version}`
        : fill(source, { package: encodeURI(name), version: encodeURI(version) }),
  );
  const pages = source === undefined ? fixed.map((each) => absolute(context.site, packagePath(each.package))) : [];
  return [...new Set([...versions, ...pages])];
}

/** The ids, in the form of their time. */
export function cveIds(advisory: PublicAdvisory, settings: NoticeSettings): readonly string[] {
  const cves = cvesInOrder(advisory, settings);
  return settings.candidates ? cves.map((id) => id.replace('CVE', 'CAN')) : cves;
}
