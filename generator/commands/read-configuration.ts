// The configuration of a root for a verb that compares with it; the content of the root may have faults.

import { placeOf } from '../lib/decode/decode.ts';
import { decodeSite } from '../lib/decode/site.ts';
import { compareSettings } from '../lib/import/compare-settings.ts';
import { rules } from '../rules/index.ts';
import { series as layouts } from '../series/index.ts';
import type { Message, ReadAnnouncement, Site } from '../types.ts';
import { UsageError } from './command.ts';
import { readRoot } from './read-root.ts';

export type Comparison = {
  readonly messages: readonly Message[];
  /** With the words of the configuration. */
  readonly announcement: ReadAnnouncement;
  /** Key of the series. */
  readonly series: string | undefined;
};

export type Configuration = {
  readonly site: Site;
  readonly compare: (read: ReadAnnouncement, key: string | undefined) => Comparison;
};

/** Reads `content/site.yaml`, or says what is wrong with it. */
export function readConfiguration(root: string): Configuration {
  const { config } = readRoot(root);
  const { site, problems } = decodeSite(
    config,
    layouts,
    rules.map(({ id }) => id),
  );
  if (!site)
    throw new UsageError(
      `the configuration of ${root} has a fault: ${problems[0]?.text ?? 'it cannot be read'}; run \`tocsin check\``,
    );
  return { site, compare };

  function compare(read: ReadAnnouncement, key: string | undefined): Comparison {
    const prefix = read.id.split('-')[0] ?? '';
    const series = site?.series.find((each) => (key === undefined ? each.prefix === prefix : each.id === key));
    if (!site || !series) {
      const message: Message = {
        place: placeOf(config, ['series']),
        level: 'warning',
        rule: 'import',
        text: `No series has the prefix \`${prefix}\``,
        hint: 'Take its entry from `tocsin import text --settings`',
      };
      return { messages: [message], announcement: read, series: undefined };
    }
    const { severity } = read.fields;
    const word = series.severities.find(({ id, name }) => [id, name.toLowerCase()].includes(String(severity)));
    return {
      messages: compareSettings(read, site, series, config),
      announcement: word ? { ...read, fields: { ...read.fields, severity: word.id } } : read,
      series: series.id,
    };
  }
}
