// Versions count up, and time does not run backwards: a revision follows the one before, nothing public is older than
// the publication. A bare day stands for any time of that day.

import { placeOf } from '../lib/decode/decode.ts';
import { revisionPath } from '../lib/decode/revision-path.ts';
import { isBefore, isPublic } from '../lib/is-public.ts';
import type { Advisory, CheckContext, Finding, Instant, Release, Rule } from '../types.ts';

export default {
  id: 'date-order',
  level: 'error',
  about: 'Feeds, lists and histories are sorted by these dates. An impossible order is a slip in one of them.',
  example: {
    file: 'content/xsa/XSA-1.md',
    pass: '{version: 2, date: 2026-04-28T12:00:00Z,',
    fail: '{version: 2, date: 2025-04-28T12:00:00Z,',
    message:
      'Unexpected date `2025-04-28T12:00:00Z` of version `2`, expected `2026-04-14T12:00:00Z` (version `1`) or later',
  },
  *check(context) {
    for (const advisory of context.advisories) {
      yield* checkVersions(advisory);
      yield* checkPublication(advisory);
      yield* checkWithdrawal(advisory);
      if (isPublic(advisory, context.now)) yield* checkFuture(advisory, context.now);
    }
    for (const [index, release] of context.site.releases.entries()) yield* checkRelease(release, index, context);
  },
} satisfies Rule;

function* checkVersions(advisory: Advisory): Generator<Finding> {
  const { document, revisions } = advisory;
  for (const [index, revision] of revisions.entries()) {
    const before = revisions[index - 1];
    if (!before) continue;
    const field = revisionPath(advisory, revision.version);
    const cause = {
      place: placeOf(document.fields, revisionPath(advisory, before.version)),
      text: 'The version before is here',
    };
    if (revision.version !== before.version + 1) {
      yield {
        at: { document, field: [...field, 'version'] },
        text: `Unexpected version \`${revision.version}\` after version \`${before.version}\`, expected \`${before.version + 1}\``,
        hint: 'Number the versions one by one',
        found: String(revision.version),
        expected: String(before.version + 1),
        cause,
      };
    } else if (isBefore(revision.date, before.date)) {
      yield {
        at: { document, field: [...field, 'date'] },
        text: `Unexpected date \`${revision.date}\` of version \`${revision.version}\`, expected \`${before.date}\` (version \`${before.version}\`) or later`,
        hint: 'Correct one of the two dates, or the order of the versions',
        found: revision.date,
        expected: before.date,
        cause,
      };
      return;
    }
  }
}

function* checkPublication(advisory: Advisory): Generator<Finding> {
  const { document, revisions, published } = advisory;
  if (published === undefined) return;
  const cause = { place: placeOf(document.fields, ['published']), text: 'The publication is here' };
  const isAscending = revisions.every((each, index) => !isBefore(each.date, revisions[index - 1]?.date ?? each.date));
  if (!isAscending) return;
  for (const revision of revisions) {
    const field = [...revisionPath(advisory, revision.version), 'date'];
    if (revision.public && isBefore(revision.date, published)) {
      yield {
        at: { document, field },
        text: `Public version \`${revision.version}\` is dated \`${revision.date}\`, before \`published\` (\`${published}\`)`,
        hint: 'Correct one of the two dates, or mark the version with `public: false`',
        found: revision.date,
        cause,
      };
    }
    if (!revision.public && isBefore(published, revision.date)) {
      yield {
        at: { document, field },
        text: `Private version \`${revision.version}\` is dated \`${revision.date}\`, after \`published\` (\`${published}\`)`,
        hint: 'Correct one of the two dates, or remove `public: false`',
        found: revision.date,
        cause,
      };
    }
  }
}

function* checkWithdrawal({ document, published, withdrawn }: Advisory): Generator<Finding> {
  if (!published || !withdrawn || !isBefore(withdrawn.date, published)) return;
  yield {
    at: { document, field: ['withdrawn', 'date'] },
    text: `Withdrawn on \`${withdrawn.date}\`, before \`published\` (\`${published}\`)`,
    hint: 'Correct one of the two dates',
    found: withdrawn.date,
    cause: { place: placeOf(document.fields, ['published']), text: 'The publication is here' },
  };
}

/** Clocks of build machines run hours apart, so only what is more than a day ahead is certain. */
function* checkFuture(advisory: Advisory, now: Instant): Generator<Finding> {
  const { document, withdrawn } = advisory;
  const limit = new Date(Date.parse(now) + 86_400_000).toISOString();
  for (const revision of advisory.revisions) {
    if (revision.date <= limit) continue;
    yield {
      at: { document, field: [...revisionPath(advisory, revision.version), 'date'] },
      text: `Version \`${revision.version}\` of a published advisory is dated \`${revision.date}\`, which is still to come`,
      hint: 'Correct the date, or add the version on that day',
      found: revision.date,
    };
  }
  if (withdrawn && withdrawn.date > limit) {
    yield {
      at: { document, field: ['withdrawn', 'date'] },
      text: `Withdrawn on \`${withdrawn.date}\`, which is still to come`,
      hint: 'Correct the date, or withdraw the advisory on that day',
      found: withdrawn.date,
    };
  }
}

function* checkRelease(release: Release, index: number, { sources }: CheckContext): Generator<Finding> {
  const dates = [
    ['released', release.released],
    ['supported-until', release.supportedUntil],
    ['security-until', release.securityUntil],
  ] as const;
  const given = dates.filter(([, day]) => day !== undefined);
  for (const [position, [name, day]] of given.entries()) {
    const [earlierName, earlier] = given[position - 1] ?? [name, day];
    if (!day || !earlier || earlier <= day) continue;
    yield {
      at: placeOf(sources.config, ['releases', index, name]),
      text: `Unexpected \`${name}\` \`${day}\` of release \`${release.id}\`, expected \`${earlier}\` (\`${earlierName}\`) or later`,
      hint: 'Correct one of the two dates',
      found: day,
      cause: { place: placeOf(sources.config, ['releases', index, earlierName]), text: 'The earlier date is here' },
    };
  }
}
