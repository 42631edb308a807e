// The words of an announcement against those that the configuration would write.

import type { Message, ReadAnnouncement, SeriesInUse, Site, Sources } from '../../types.ts';
import { placeOf } from '../decode/decode.ts';

/** What the configuration lacks, or says in another way. */
export function compareSettings(
  read: ReadAnnouncement,
  site: Site,
  series: SeriesInUse,
  config: Sources['config'],
): Message[] {
  const messages: Message[] = [];
  const warn = (path: readonly (string | number)[], text: string, hint: string): void => {
    messages.push({ place: placeOf(config, path), level: 'warning', rule: 'import', text, hint });
  };
  if (collapsed(read.series['name']) !== collapsed(headingOf(series)))
    warn(
      ['series', series.id, 'name'],
      `The announcement is named ${quoted(read.series['name'])}`,
      'Change `name`, or set `heading`',
    );
  const [found, configured] = [bySuite(read.series['settings'], read), bySuite(series.settings, read)];
  for (const [name, value] of found) {
    if (collapsed(value) === collapsed(configured.get(name))) continue;
    warn(
      ['series', series.id, 'settings', name.split(':')[0] ?? name],
      `The setting \`${name}\` differs from the announcement, which has ${quoted(value)}`,
      'Take it from `tocsin import text --settings`, or leave it when the wording is to change',
    );
  }
  for (const release of read.releases) {
    const id = String(release['id']);
    const known = site.releases.find((each) => each.id === id || each.codename === id || each.name === id);
    if (!known?.series.includes(series.id))
      warn(
        ['releases'],
        `Missing release \`${id}\` of the series \`${series.id}\``,
        `Add \`${JSON.stringify({ ...release, series: [series.id] })}\``,
      );
  }
  return messages;
}

function headingOf({ settings, name }: SeriesInUse): unknown {
  return isRecord(settings) && settings['heading'] !== undefined ? settings['heading'] : name;
}

/** Settings by name; a sentence that suites may change stands under the suites of the announcement. */
function bySuite(settings: unknown, { releases }: ReadAnnouncement): Map<string, unknown> {
  if (!isRecord(settings)) return new Map();
  const { fixed, 'fixed-by-suite': suites, ...others } = settings;
  const found = new Map(Object.entries(others));
  if (fixed === undefined) return found;
  for (const release of releases) {
    const suite = String(release['suite'] ?? release['name'] ?? release['id']);
    found.set(`fixed: ${suite}`, isRecord(suites) && suites[suite] !== undefined ? suites[suite] : fixed);
  }
  return found;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Blanks apart: where a line ends is no difference of words. */
function collapsed(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '').replaceAll('\\n', ' ');
  return text.replace(/\s+/g, ' ').trim();
}

/** At most a line of the terminal or two. */
function quoted(value: unknown): string {
  const text = collapsed(value);
  return `\`${text.length > 150 ? `${text.slice(0, 150)}…` : text}\``;
}
