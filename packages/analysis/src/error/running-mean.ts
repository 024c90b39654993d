/**
 * At every place the mean of the values up to it: 1, 0.95, 0.933, 0.9 of 1, 0.9, 0.9, 0.8. Infinities, the ratio of
 * signal to noise where there is no noise yet, are left out; where there is nothing else they stay. NaN stays NaN.
 */
export function runningMean(values: readonly number[]): number[] {
  let [sum, count] = [0, 0];
  return values.map((value) => {
    if (Math.abs(value) !== Infinity) {
      sum += value;
      count++;
    }
    return count === 0 ? value : sum / count;
  });
}
