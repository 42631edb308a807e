// The labels of a DSA, `Package        : name` and so on, in the forms of all years.

import { cvesIn, type Lost, type Paragraph } from './paragraphs.ts';

export type Labels = {
  readonly packages: readonly string[];
  readonly cves: readonly string[];
  readonly note?: string;
  readonly bugs: readonly string[];
  /** What other labels say. */
  readonly others?: Readonly<Record<string, string>>;
  /** The label with the fixed versions. */
  readonly versions?: string;
  /** How the labels are named and ordered. */
  readonly settings: Readonly<Record<string, unknown>>;
};

const LABEL = /^([A-Z][\w() /-]{0,30}?)\s*:(?:\s+(\S.*))?$/;
const PACKAGE = /^Packages?\b/;
const CVES = /^CVE\b|\bCVEs?$/;
const VERSION = /^Version$/;

/** Reads a paragraph of labels; undefined for another one. */
export function readLabels(paragraph: Paragraph, lost: Lost[]): Labels | undefined {
  const entries: { label: string; value: string; line: number }[] = [];
  for (const [index, text] of paragraph.lines.entries()) {
    const [, label, value = ''] = LABEL.exec(text) ?? [];
    const open = entries.at(-1);
    if (label !== undefined) entries.push({ label, value, line: paragraph.line + index });
    else if (open && /^\s{2,}\S/.test(text)) open.value += ` ${text.trim()}`;
    else return undefined;
  }
  const named = (pattern: RegExp) => entries.find(({ label }) => pattern.test(label));
  const values = (pattern: RegExp): string =>
    entries.flatMap(({ label, value }) => (pattern.test(label) ? [value] : [])).join(' ');
  const name = named(PACKAGE);
  if (!name) return undefined;
  for (const { label, line } of entries.filter(({ value }) => value === ''))
    lost.push({ line, text: `${label}:`, reason: 'The layout leaves out a label without a value' });
  const packages = values(PACKAGE)
    .split(/[\s,]+/)
    .filter((each) => each !== '');
  const cveText = values(CVES);
  const cves = cvesIn(cveText);
  const ids = cveText.split(/\s+/);
  if (cves.length > 0 && ids.length !== cves.length)
    lost.push({
      line: named(CVES)?.line ?? name.line,
      text: cveText,
      reason: 'The layout has CVE ids alone here, each once',
    });
  const known = [PACKAGE, VERSION, CVES, BUG];
  const others = entries.filter(({ label, value }) => value !== '' && !known.some((pattern) => pattern.test(label)));
  const cveLine = named(CVES)?.line ?? named(BUG)?.line ?? Number.POSITIVE_INFINITY;
  const first = others.filter(({ line }) => line < cveLine).map(({ label }) => label);
  const versions = named(VERSION);
  const [cveLabel, bugLabel] = [named(CVES)?.label, named(BUG)?.label];
  return {
    packages,
    cves,
    ...(cves.length === 0 && cveText !== '' && { note: cveText }),
    bugs: values(BUG)
      .split(/[\s,]+/)
      .filter((bug) => bug !== ''),
    ...(others.length > 0 && { others: Object.fromEntries(others.map(({ label, value }) => [label, value])) }),
    ...(versions && { versions: versions.value }),
    settings: {
      ...(packages.length > 1 && values(PACKAGE).includes(',') && { 'package-list': 'commas' }),
      ...(name.label !== 'Package' && { 'package-label': name.label }),
      ...(cveLabel !== undefined && cveLabel !== 'CVE ID' && { 'cve-label': cveLabel }),
      ...(bugLabel !== undefined && { 'bug-label': bugLabel }),
      ...(first.length > 0 && { 'first-labels': first }),
    },
  };
}

const BUG = /\b[Bb]ugs?$/;

type Fix = Readonly<Record<string, unknown>>;

/** The layout makes the label with the versions of the fixes; where the text says something else, it is one of the others. */
export function versionLabel(
  labels: Labels | undefined,
  fixes: readonly Fix[],
): { readonly others: Labels['others']; readonly settings: Readonly<Record<string, unknown>> } {
  const { versions, others, settings = {} } = labels ?? {};
  if (versions === undefined) return { others, settings: {} };
  const fixed = [...new Set(fixes.flatMap((fix) => fix['version'] ?? []))].join(' ');
  if (fixed === versions.replace(/\s+/g, ' ')) return { others, settings: { 'version-line': 'true' } };
  const first = (settings['first-labels'] ?? []) as readonly string[];
  return { others: { Version: versions, ...others }, settings: { 'first-labels': ['Version', ...first] } };
}
