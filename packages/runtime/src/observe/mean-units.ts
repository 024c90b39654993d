import { saturate } from '@openbpu/tensor';

/** How many units a mean of 1 counts: `ChannelsResult.means` are in units of 2^−24. */
export const UNITS_OF_MEAN = 2 ** 24;
/** A mean beyond ±2^20 counts as ±2^20: the means of 512 samples add up to no more than 2^53 units, whatever they are. */
const MOST_UNITS = 2 ** 44;

/** The mean of `count` elements of this finite sum in whole units, half to even, saturated; 0 of no elements. A zero is positive. */
export function meanUnits(sum: number, count: number): number {
  return count === 0 ? 0 : saturate((sum / count) * UNITS_OF_MEAN, -MOST_UNITS, MOST_UNITS);
}
