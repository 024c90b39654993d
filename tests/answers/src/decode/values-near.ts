import type { Outputs } from '../judge';
import { outputOf } from './values';

/** Coordinates no further apart than a twentieth of `side`; the third of three, which is depth, is left out. */
export function points(output: string, side: number) {
  return (outputs: Outputs) => ({
    values: outputOf(outputs, output).data.filter((_, i) => i % 3 < 2),
    within: side / 20,
  });
}

/** Depths that are no further apart than a twentieth of what lies between the nearest and the farthest. */
export function depths(output: string) {
  return (outputs: Outputs) => {
    const { data } = outputOf(outputs, output);
    let [low, high] = [Infinity, -Infinity];
    for (const value of data) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { values: data, within: (high - low) / 20 };
  };
}
