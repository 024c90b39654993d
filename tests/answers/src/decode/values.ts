import type { Tensor } from '@openbpu/tensor';
import type { Outputs } from '../judge';

/** An output by its name. Throws TypeError where there is none. */
export function outputOf(outputs: Outputs, name: string): Tensor<'float32'> {
  const found = outputs.get(name);
  if (!found) throw new TypeError(`there is no output "${name}", but ${[...outputs.keys()].join(', ')}`);
  return found;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Where the largest of `count` elements from `start` is, counted from there, `step` apart; the first of equal ones. */
export function largestAt(data: ArrayLike<number>, start: number, count: number, step = 1): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (data[start + i * step] > data[start + best * step]) best = i;
  return best;
}
