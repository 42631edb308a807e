// The addresses at the end of a notice: notices, CVE ids, bugs, further texts, and sources.

import type { AnnouncementContext, PublicAdvisory } from '../../types.ts';
import { absolute, packagePath } from '../links.ts';
import { fill, referenceLines } from '../text/announcement.ts';
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
    ...bugs,
    ...listed(false),
  ];
}

/** Each fixed version of a source package: an address, or name and version, and the page of the package. */
export function sourceLines({ advisory, context, settings: { source } }: Notice): string[] {
  const fixed = advisory.statements.filter((each) => each.status === 'fixed');
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
export function cveIds({ cves }: PublicAdvisory, settings: NoticeSettings): readonly string[] {
  return settings.candidates ? cves.map((id) => id.replace('CVE', 'CAN')) : cves;
}
