// What two sequences differ in, as few edits as there are: Myers, "An O(ND) Difference Algorithm and Its Variations"
// (1986). The number of edits is bounded, since texts may be made to be slow.

/** Items from `start` up to `end`, which is no part of it. */
export type Range = { readonly start: number; readonly end: number };

/** Items of the first sequence that gave way to items of the second; one of the two may be empty. */
export type Edit = { readonly before: Range; readonly after: Range };

/** With more edits than these the two have little in common, and the whole of it is one edit. */
const MOST_EDITS = 1500;

/** The edits in their order; between them both sequences are the same. */
export function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [a, b] = [before.length, after.length];
  while (a > start && b > start && before[a - 1] === after[b - 1]) {
    a--;
    b--;
  }
  if (a === start && b === start) return [];
  const whole: Edit = { before: { start, end: a }, after: { start, end: b } };
  if (a === start || b === start) return [whole];
  const steps = path(before.slice(start, a), after.slice(start, b));
  return steps ? joined(steps, start) : [whole];
}

/** One item that goes, or one that comes, with the places in both sequences. */
type Step = { readonly x: number; readonly y: number; readonly isRemoved: boolean };

/** The single edits from the first to the last; undefined where there are too many. */
function path(before: readonly string[], after: readonly string[]): readonly Step[] | undefined {
  const [width, height] = [before.length, after.length];
  const most = Math.min(width + height, MOST_EDITS);
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const rounds: Int32Array[] = [];
  for (let round = 0; round <= most; round++) {
    rounds.push(reach.slice(middle - round - 1, middle + round + 2));
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      const [left = 0, right = 0] = [reach[middle + diagonal - 1], reach[middle + diagonal + 1]];
      let x = diagonal === -round || (diagonal !== round && left < right) ? right : left + 1;
      let y = x - diagonal;
      while (x < width && y < height && before[x] === after[y]) {
        x++;
        y++;
      }
      reach[middle + diagonal] = x;
      if (x >= width && y >= height) return back(rounds, width, height);
    }
  }
  return undefined;
}

/** The way that led to the end, walked from there. */
function back(rounds: readonly Int32Array[], width: number, height: number): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [width, height];
  for (let round = rounds.length - 1; round > 0; round--) {
    const reach = rounds[round] ?? new Int32Array();
    const at = (diagonal: number): number => reach[diagonal + round + 1] ?? 0;
    const diagonal = x - y;
    const isRemoved = !(diagonal === -round || (diagonal !== round && at(diagonal - 1) < at(diagonal + 1)));
    const from = isRemoved ? diagonal - 1 : diagonal + 1;
    x = at(from);
    y = x - from;
    steps.push({ x, y, isRemoved });
  }
  return steps.reverse();
}

/** Single edits that touch each other are one. */
function joined(steps: readonly Step[], offset: number): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { x, y, isRemoved } of steps) {
    const [start, at] = [x + offset, y + offset];
    const last = edits.at(-1);
    const end = { before: isRemoved ? start + 1 : start, after: isRemoved ? at : at + 1 };
    if (last && last.before.end === start && last.after.end === at) {
      edits[edits.length - 1] = {
        before: { start: last.before.start, end: end.before },
        after: { start: last.after.start, end: end.after },
      };
    } else {
      edits.push({ before: { start, end: end.before }, after: { start: at, end: end.after } });
    }
  }
  return edits;
}
