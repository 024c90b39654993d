import { all, subView } from '../box';
import { type MacWork, arrayCycles } from '../cost/mac-array';
import { int, real, region } from '../encoding/codec';
import type { Region, View } from '../region';
import { bounds, dtypes, firstOf, single } from './checks';
import { defineWork } from './define-instruction';

/** Sums of so many products of int16 by int16 are whole numbers that a double holds: `2²³ · 2³⁰ = 2⁵³`. */
const DEEPEST = 2 ** 23;

/**
 * Products of stacks of matrices, both computed: a [batch…, m, k], b [batch…, k, n], y [batch…, m, n],
 * `clamp(rne(fround(fround(Σ a·b)·multiplier)), low, high)`, sums exact. All have the same batch; one that is repeated
 * has stride 0 there, and matrices lie as they like.
 */
export interface MatMul<R = Region> {
  readonly kind: 'matmul';
  readonly a: R;
  readonly b: R;
  readonly y: R;
  readonly multiplier: number;
  readonly low: number;
  readonly high: number;
}

export const matmul = defineWork<'matmul'>({
  kind: 'matmul',
  code: 17,
  queue: 'tensor',
  map: (i, { read, write }) => ({ ...i, a: read(i.a), b: read(i.b), y: write(i.y) }),
  fields: { y: region, a: region, b: region, multiplier: real, low: int, high: int },
  complaint({ a, b, y, multiplier, low, high }) {
    const [m, k, n] = [y.shape.at(-2), a.shape.at(-1), y.shape.at(-1)];
    const shaped = (name: string, { shape }: Region, ...matrix: readonly (number | undefined)[]) => {
      const wanted = [...y.shape.slice(0, -2), ...matrix];
      return shape.join() === wanted.join()
        ? undefined
        : `${name} is ${shape.join('x')} and should be ${wanted.join('x')}`;
    };
    return firstOf(
      y.shape.length < 2 && 'y is no stack of matrices',
      dtypes('a', a, 'int8', 'int16'),
      dtypes('b', b, 'int8', 'int16'),
      dtypes('y', y, 'int8', 'int16'),
      shaped('a', a, m, k),
      shaped('b', b, k, n),
      k !== undefined && k > DEEPEST && `sums of ${k} products are not exact`,
      single('multiplier', multiplier),
      bounds(low, high, y),
    );
  },
  work,
  cycles: (i, features) => arrayCycles(work(i), { x: i.a, weights: i.b }, features, 'computed'),
  tiling: {
    granule: () => 1,
    cut(i, box) {
      const batch = box.slice(0, -2);
      const [rows, columns] = box.slice(-2);
      const depth = all(i.a.shape[i.a.shape.length - 1]);
      return {
        ...i,
        a: subView(i.a, [...batch, rows, depth]),
        b: subView(i.b, [...batch, depth, columns]),
        y: subView(i.y, box),
      };
    },
  },
});

function work({ a, y: { shape } }: MatMul<View>): MacWork {
  const rank = shape.length;
  return {
    outputs: shape[rank - 1],
    depth: a.shape[rank - 1],
    pixels: shape[rank - 2],
    times: shape.slice(0, -2).reduce((product, dim) => product * dim, 1),
  };
}
