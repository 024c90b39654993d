import type { RecordPerformance } from '@openbpu/record';
import { duration } from './figures';

/** How many function-calls there are, and how long the longest. */
export function callsText({ count, longestUs, limitUs }: NonNullable<RecordPerformance['calls']>): string {
  if (count === 0) return 'none';
  const allowed = limitUs === undefined ? '' : `, and ${duration(limitUs)} allowed`;
  return count === 1
    ? `one of ${duration(longestUs)}${allowed}`
    : `${count}, the longest ${duration(longestUs)}${allowed}`;
}
