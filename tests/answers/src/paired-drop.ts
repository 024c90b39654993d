import { RandomDraw } from '@openbpu/testkit';
import { type Share, ratioOf } from './share';

/** What is lost from one side to the other, and between which figures it lies, all in points. */
export interface Drop {
  readonly points: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** Samples of pictures that are drawn, and the share of them that lies beyond each end of the interval. */
const DRAWS = 2000;
const TAIL = 0.025;

/**
 * The drop of `ratioOf` from `before` to `after`, where `before[i]` and `after[i]` are of one picture. The interval is
 * a paired bootstrap: pictures are drawn with replacement, as many as there are, both sides of a picture together.
 * Equal seeds give equal intervals. Throws RangeError where the lengths differ, or there are no pictures.
 */
export function pairedDrop(before: readonly Share[], after: readonly Share[], seed = 1): Drop {
  if (before.length !== after.length)
    throw new RangeError(`${before.length} and ${after.length} pictures are not pairs`);
  if (before.length === 0) throw new RangeError('there are no pictures');
  const draw = new RandomDraw(seed);
  const drops = Float64Array.from({ length: DRAWS }, () => {
    const chosen = draw.ints(before.length, 0, before.length - 1);
    return dropOf(before, after, chosen);
  }).sort();
  const cut = Math.floor(DRAWS * TAIL);
  return { points: dropOf(before, after, [...before.keys()]), low: drops[cut], high: drops[DRAWS - 1 - cut] };
}

function dropOf(before: readonly Share[], after: readonly Share[], chosen: readonly number[]): number {
  const of = (side: readonly Share[]) => ratioOf(chosen.map((i) => side[i]));
  return 100 * (of(before) - of(after));
}
