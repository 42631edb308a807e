// The coverage of a distribution's packages, `support/packages.yaml`: which of them have full security support (what
// the file does not name), limits, none any more, or the support of the community only. docs/format.md explains it.

import { z } from 'zod';
import type {
  CoverageRow,
  Day,
  Field,
  FieldPath,
  Instant,
  PackageSupport,
  PackageSupportKind,
  PackageSupportList,
  Problem,
  Release,
} from '../../types.ts';
import { decode, nearest, placeOf, shown } from '../decode/decode.ts';
import * as field from '../decode/fields.ts';
import { covers } from './package-names.ts';

const endedSchema = z.strictObject({ version: field.version, date: field.day, reason: field.text });

const everywhere = {
  supported: field.list(field.text),
  limited: field.mapOf(z.string(), field.text).default({}),
  community: field.list(field.text),
};

/** `support/packages.yaml`. */
export const packageSupportSchema = z.strictObject({
  'all-releases': z.strictObject(everywhere).optional(),
  releases: field
    .mapOf(
      z.string(),
      z.strictObject({ ...everywhere, ended: field.mapOf(z.string(), endedSchema).default({}) }).optional(),
    )
    .default({}),
});

type Group = Partial<z.output<z.ZodObject<typeof everywhere>>> & {
  readonly ended?: Readonly<Record<string, z.output<typeof endedSchema>>>;
};

/** Decodes the file for the releases of the distribution; lists are in the order of the releases. */
export function decodePackageSupport(
  file: Field,
  releases: readonly Release[],
): { readonly lists: readonly PackageSupportList[]; readonly problems: readonly Problem[] } {
  const { value, problems } = decode(packageSupportSchema, file);
  if (!value) {
    return {
      lists: [],
      problems: problems.map((each) => ({ ...each, text: each.text.replace('the front matter', 'the file') })),
    };
  }
  const found: Problem[] = [];
  const own = new Map<Release, PackageSupport[]>();
  const common = entriesOf(value['all-releases'] ?? {}, ['all-releases'], file, found);
  for (const [name, group] of Object.entries(value.releases)) {
    const path: FieldPath = ['releases', name];
    const release = releases.find((each) => each.id === name || each.codename === name);
    if (!release) found.push(unknownRelease(name, path, file, releases));
    else if (own.has(release))
      found.push(
        problem(placeOf(file, path, true), `Release ${shown(name)} is there twice`, 'Put both entries together'),
      );
    else {
      const entries = entriesOf(group ?? {}, path, file, found);
      found.push(...entries.flatMap((entry) => impossibleDate(entry, release)));
      own.set(release, entries);
    }
  }
  const lists = releases
    // A product is a package itself; its releases have statements.
    .filter((release) => own.has(release) || (release.product === undefined && common.length > 0))
    .map((release): PackageSupportList => {
      const entries = own.get(release) ?? [];
      const names = new Set(entries.map(({ name }) => name));
      // What a release says of a name replaces what is said of it for all.
      return { release, entries: [...entries, ...common.filter(({ name }) => !names.has(name))].sort(moreExactFirst) };
    });
  return { lists, problems: found };
}

/** What the list says of a package: its own entry, else that of the most exact pattern. */
export function supportOfPackage(list: PackageSupportList, name: string): PackageSupport | undefined {
  return list.entries.find((entry) => covers(entry.name, name));
}

/** True when an early end is behind us. */
export function hasEnded({ kind, date }: Pick<PackageSupport, 'kind' | 'date'>, at: Instant | Day): boolean {
  return kind === 'ended' && date !== undefined && date <= at.slice(0, 10);
}

/** The row with what the lists say of its package, where that is less than full support. */
export function withPackageSupport(row: CoverageRow, lists: readonly PackageSupportList[]): CoverageRow {
  const list = lists.find((each) => each.release.id === row.release.id);
  const support = list && supportOfPackage(list, row.package);
  return support && support.kind !== 'supported' ? { ...row, packageSupport: support } : row;
}

/** The entries of one group with their faults; of a name that is there twice, the first counts. */
function entriesOf(group: Group, path: FieldPath, file: Field, found: Problem[]): PackageSupport[] {
  const entries = new Map<string, PackageSupport>();
  const add = (kind: PackageSupportKind, name: string, at: FieldPath, isKey: boolean, rest: object) => {
    const place = placeOf(file, [...path, kind, ...at], isKey);
    const first = entries.get(name);
    if (!isName(name)) {
      found.push(
        problem(
          place,
          `Unexpected ${shown(name)} as the name of a package`,
          'Write the name of the source package; `*` stands for any characters, at most twice in a name',
        ),
      );
    } else if (first) {
      found.push({
        ...problem(
          place,
          `Package ${shown(name)} is ${kindWords[kind]} here, and ${kindWords[first.kind]} in line ${first.place.line}`,
          'Leave it in one of the two places',
        ),
        found: name,
      });
    } else entries.set(name, { name, kind, place, ...rest });
  };
  group.supported?.forEach((name, index) => {
    add('supported', name, [index], false, {});
  });
  group.community?.forEach((name, index) => {
    add('community', name, [index], false, {});
  });
  for (const [name, reason] of Object.entries(group.limited ?? {})) add('limited', name, [name], true, { reason });
  for (const [name, end] of Object.entries(group.ended ?? {})) add('ended', name, [name], true, end);
  return [...entries.values()];
}

const kindWords: Readonly<Record<PackageSupportKind, string>> = {
  supported: 'supported',
  limited: 'supported with limits',
  ended: 'without support from a day on',
  community: 'supported by the community',
};

/** A package name with up to two `*`: more would make the lists slow for those who read them. */
function isName(name: string): boolean {
  return field.packageName.safeParse(name.replace(/^\*+|\*/g, 'x')).success && name.split('*').length <= 3;
}

/** An early end lies in the life of its release. */
function impossibleDate({ kind, name, date, place }: PackageSupport, release: Release): Problem[] {
  if (kind !== 'ended' || date === undefined) return [];
  const { released, securityUntil } = release;
  const text = `Security support of ${shown(name)} ends on ${date}`;
  if (released !== undefined && date < released) {
    return [
      problem(
        place,
        `${text}, before release \`${release.id}\` of ${released}`,
        'Correct the date; the day of the release is the first one possible',
      ),
    ];
  }
  if (securityUntil !== undefined && date > securityUntil) {
    return [
      problem(
        place,
        `${text}, after that of release \`${release.id}\` on ${securityUntil}`,
        'Correct the date, or remove the entry: support that ends with the release does not end early',
      ),
    ];
  }
  return [];
}

function unknownRelease(name: string, path: FieldPath, file: Field, releases: readonly Release[]): Problem {
  const near = nearest(
    name,
    releases.flatMap(({ id, codename }) => (codename === undefined ? [id] : [id, codename])),
  );
  return {
    ...problem(
      placeOf(file, path, true),
      `Unknown release ${shown(name)}${near === undefined ? '' : `, did you mean \`${near}\`?`}`,
      near === undefined ? 'Use the id of a release in `content/site.yaml`' : `Write \`${near}\``,
    ),
    found: name,
  };
}

function problem(place: Problem['place'], text: string, hint: string): Problem {
  return { rule: 'package-support', place, text, hint };
}

/** Names before patterns, longer patterns before shorter ones. */
function moreExactFirst(a: PackageSupport, b: PackageSupport): number {
  return rank(b.name) - rank(a.name) || (a.name < b.name ? -1 : 1);
}

const rank = (name: string): number => (name.includes('*') ? name.replaceAll('*', '').length : 1000);
