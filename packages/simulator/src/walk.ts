import { type View, mergedDims } from '@openbpu/machine';

/**
 * A walk over elements: rows of `count` elements, the position of each operand stepping by its own stride within a row.
 */
export interface Walk {
  readonly count: number;
  readonly steps: readonly number[];
  /** Calls `row` with the first index of each operand, always the same array. Rows come in row-major order. */
  run(row: (at: Int32Array) => void): void;
}

/**
 * Plans a walk over views of one shape, `firsts` their first indices. Dimensions that follow each other evenly in all
 * operands become one, so that dense tensors are a single row.
 */
export function planWalk(views: readonly View[], firsts: readonly number[]): Walk {
  const dims = mergedDims(views);
  const inner = dims.pop() ?? { size: 1, strides: views.map(() => 0) };
  const at = Int32Array.from(firsts);
  const index = new Int32Array(dims.length);
  return {
    count: inner.size,
    steps: inner.strides,
    run(row) {
      at.set(firsts);
      index.fill(0);
      for (;;) {
        row(at);
        let d = dims.length - 1;
        for (; d >= 0; d--) {
          const { size, strides } = dims[d];
          if (++index[d] < size) {
            for (let k = 0; k < strides.length; k++) at[k] += strides[k];
            break;
          }
          index[d] = 0;
          for (let k = 0; k < strides.length; k++) at[k] -= strides[k] * (size - 1);
        }
        if (d < 0) return;
      }
    },
  };
}
