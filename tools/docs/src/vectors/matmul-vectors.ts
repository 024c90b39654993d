import { type Bounds, INT16, INT8, requantised } from './law';
import { checkerboard, fill, strides } from './patterns';
import { type Vector, type VectorFile, scalar, tensor, vector } from './vector';

interface Side {
  readonly dtype: 'int8' | 'int16';
  readonly shape: readonly [number, number, number];
  readonly data: readonly number[];
}

const side = (dtype: 'int8' | 'int16', shape: Side['shape'], data: readonly number[]): Side => ({ dtype, shape, data });

/** Stacks of matrices; a stack of one is repeated. */
function product(name: string, a: Side, b: Side, m: number, dtype: 'int8' | 'int16' = 'int8', bounds?: Bounds): Vector {
  const [low, high] = bounds ?? (dtype === 'int8' ? INT8 : INT16);
  const [[sa, rows, depth], [sb, , columns]] = [a.shape, b.shape];
  const stacks = Math.max(sa, sb);
  const at = (i: number) => ({
    s: Math.floor(i / (rows * columns)),
    row: Math.floor(i / columns) % rows,
    column: i % columns,
  });
  const y = Array.from({ length: stacks * rows * columns }, (_, i) => {
    const { s, row, column } = at(i);
    let sum = 0n;
    for (let k = 0; k < depth; k++)
      sum +=
        BigInt(a.data[((sa === 1 ? 0 : s) * rows + row) * depth + k]) *
        BigInt(b.data[((sb === 1 ? 0 : s) * depth + k) * columns + column]);
    return requantised(sum, m, [low, high]);
  });
  return vector(name, 'HzSQuantizedMatMul', {
    attributes: { ...(dtype === 'int16' ? { dtype } : {}), low, high },
    inputs: [tensor(a.dtype, a.shape, a.data), tensor(b.dtype, b.shape, b.data)],
    parameters: [scalar(m)],
    outputs: [tensor(dtype, [stacks, rows, columns], y)],
  });
}

export function matmulVectors(): VectorFile {
  return {
    title: 'HzSQuantizedMatMul: products of stacks of matrices',
    law: 'clamp(rne(fround(fround(sum of a * b) * M)), low, high), the sum exact',
    vectors: [
      product(
        'ties go to the even integer',
        side('int8', [1, 1, 1], [1]),
        side('int8', [1, 1, 5], [1, 3, 5, -1, -3]),
        0.5,
      ),
      product(
        'both ends: the largest sums of int8',
        side('int8', [1, 2, 40], [...fill(40, -128), ...checkerboard(40)]),
        side('int8', [1, 40, 2], fill(80, -128)),
        2 ** -13,
      ),
      product(
        'a stack, and one matrix for all of it',
        side('int8', [2, 3, 4], strides(24, 59)),
        side('int8', [1, 4, 5], strides(20, 83)),
        Math.fround(0.004),
      ),
      product(
        'clamped to 0..96',
        side('int8', [1, 2, 4], strides(8, 59)),
        side('int8', [1, 4, 2], strides(8, 83)),
        Math.fround(0.01),
        'int8',
        [0, 96],
      ),
      product(
        'int16 by int8',
        side('int16', [1, 2, 6], strides(12, 7919, -32768, 32767)),
        side('int8', [1, 6, 3], strides(18, 83)),
        2 ** -8,
        'int16',
      ),
      product(
        'int8 by int16, as int8',
        side('int8', [1, 2, 6], strides(12, 59)),
        side('int16', [1, 6, 3], strides(18, 7919, -32768, 32767)),
        2 ** -16,
      ),
      product(
        'int16 by int16: sums beyond 2^32, rounded to float32 before the product',
        side('int16', [1, 2, 30], [...fill(30, -32768), ...strides(30, 7919, -32768, 32767)]),
        side('int16', [1, 30, 3], [...fill(45, -32768), ...strides(45, 6007, -32768, 32767)]),
        2 ** -20,
        'int16',
      ),
    ],
  };
}
