import { largestDifference } from './export-parity';

const of = (...values: number[]) => Float32Array.from(values);

it.each([
  [of(4, -1), of(4, -3), 0.5],
  [of(-4, 1), of(-2, 1), 0.5],
  [of(0, 0), of(0, 0), 0],
  [of(Infinity), of(Infinity), 0],
  [of(1, 2), of(1), Infinity],
  [of(1, 2), of(1, NaN), Infinity],
  [of(1, NaN), of(1, 2), Infinity],
])('from %j to %j is %d', (wanted, given, far) => expect(largestDifference(wanted, given)).toBe(far));
