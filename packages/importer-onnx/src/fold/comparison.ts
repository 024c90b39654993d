import { makeTensor } from '@openbpu/tensor';
import { broadcastIndices } from './broadcast';
import { elementsOf, pick } from './elements';
import type { Evaluator } from './evaluator';

type Element = number | bigint;

/** A comparison of two broadcast tensors of any one type. */
function compare(test: (a: Element, b: Element) => boolean): Evaluator {
  return ([a, b]) => {
    if (!a || !b || a.dtype !== b.dtype) return undefined;
    const { shape, indices } = broadcastIndices([a.shape, b.shape]);
    const [x, y] = [elementsOf(a), elementsOf(b)];
    return [
      makeTensor(
        'bool',
        shape,
        Uint8Array.from(indices[0], (at, i) => (test(x[at], y[indices[1][i]]) ? 1 : 0)),
      ),
    ];
  };
}

const where: Evaluator = ([condition, a, b]) => {
  if (condition?.dtype !== 'bool' || !a || !b || a.dtype !== b.dtype) return undefined;
  const { shape, indices } = broadcastIndices([condition.shape, a.shape, b.shape]);
  const [chosen, fromA, fromB] = indices;
  const y = pick(a, shape, fromA);
  chosen.forEach((at, i) => {
    if (condition.data[at] === 0) y.data[i] = b.data[fromB[i]];
  });
  return [y];
};

export const COMPARISON: Readonly<Record<string, Evaluator>> = {
  Equal: compare((a, b) => a === b),
  Less: compare((a, b) => a < b),
  LessOrEqual: compare((a, b) => a <= b),
  Greater: compare((a, b) => a > b),
  GreaterOrEqual: compare((a, b) => a >= b),
  Where: where,
};
