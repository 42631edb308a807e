// The life of each release as a picture (SVG 2, https://www.w3.org/TR/SVG2/). Places along the time are percentages and
// heights are in `em`, so that the text keeps its size on any screen; the tables beside it say the same.

import type { VNode } from 'preact';
import type { Day, Instant, Lifecycle } from '../../generator/types.ts';

/** Height of a release, in `em`: its name, its bar, some air. */
const ROW = 2.6;
const TOP = 1.8;
/** More years than this get a label each second year, and so on. */
const MOST_LABELS = 7;

/** Releases whose first and last day are known, as bars over the years; nothing when there is none. */
export function Timeline({ releases, now }: { releases: readonly Lifecycle[]; now: Instant }): VNode | null {
  const drawn = releases.flatMap(({ name, released, supportedUntil, securityUntil, end }) =>
    released === undefined || end === undefined || end < released
      ? []
      : [{ name, released, end, full: supportedUntil ?? (securityUntil === undefined ? end : released) }],
  );
  if (drawn.length === 0) return null;
  const years = drawn.flatMap(({ released, end }) => [year(released), year(end)]);
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const start = january(first);
  const at = (time: number): number => (100 * (time - start)) / (january(last) - start);
  const height = `${(TOP + drawn.length * ROW).toFixed(1)}em`;
  const step = Math.ceil((last - first) / MOST_LABELS);
  const [thisYear, month] = [year(now), Number(now.slice(5, 7)) - 1];
  const band = [Date.UTC(thisYear, month), Date.UTC(thisYear, month + 1)].map(at) as [number, number];
  const isInRange = thisYear >= first && thisYear < last;
  return (
    <figure class="timeline">
      <svg
        width="100%"
        height={height}
        role="img"
        aria-labelledby="timeline-title"
        aria-describedby="timeline-legend"
        xmlns="http://www.w3.org/2000/svg"
      >
        <title id="timeline-title">Support of each release over the years</title>
        {isInRange && (
          <rect class="month" x={percent(band[0])} width={percent(band[1] - band[0])} y="0" height="100%" />
        )}
        {Array.from({ length: Math.ceil((last - first) / step) }, (_none, index) => {
          const label = first + index * step;
          const x = percent(at(january(label)));
          return (
            <>
              <line x1={x} x2={x} y1="0" y2="100%" />
              <text class="year" x={x} y="1em" dx="0.25em">
                {label}{' '}
              </text>
            </>
          );
        })}
        {drawn.map(({ name, released, full, end }, index) => {
          const top = TOP + index * ROW;
          const bar = { y: `${(top + 1.3).toFixed(1)}em`, height: '0.7em' };
          const [from, middle, to] = [at(dayStart(released)), at(dayEnd(full, released)), at(dayEnd(end, ''))];
          return (
            <>
              <text x="0" y={`${(top + 1).toFixed(1)}em`}>
                {name}{' '}
              </text>
              <text class="end" x="100%" y={`${(top + 1).toFixed(1)}em`}>
                until {end}{' '}
              </text>
              <rect class="security" x={percent(from)} width={percent(to - from)} {...bar} />
              {middle > from && <rect class="full" x={percent(from)} width={percent(middle - from)} {...bar} />}
            </>
          );
        })}
      </svg>
      <figcaption class="note" id="timeline-legend">
        Filled: full support. Outlined: security support only.
        {isInRange && ` The upright band is the month ${now.slice(0, 7)}.`} The tables below have every day.
      </figcaption>
    </figure>
  );
}

/** `Date.UTC` takes the years of the first century for those of the twentieth. */
const january = (of: number): number => new Date(0).setUTCFullYear(of, 0, 1);

const year = (time: Day | Instant): number => Number(time.slice(0, 4));

const dayStart = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The last day counts; a day that is `none` has no length. */
const dayEnd = (day: Day, none: Day): number => dayStart(day) + (day === none ? 0 : 86_400_000);

const percent = (share: number): string => `${share.toFixed(2)}%`;
