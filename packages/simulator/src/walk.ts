import type { View } from '@openbpu/machine';

/** A walk over elements: rows of `count` elements, the position of each operand stepping by its own stride within a row. */
export interface Walk {
  readonly count: number;
  readonly steps: readonly number[];
  /** Calls `row` with the first index of each operand, always the same array. Rows come in row-major order. */
  run(row: (at: Int32Array) => void): void;
}

/**
 * Plans a walk over views of one shape, `firsts` their first indices. Dimensions that follow each other evenly in all operands
 * become one, so that dense tensors are a single row.
 */
export function planWalk(views: readonly View[], firsts: readonly number[]): Walk {
  const dims = merged(views);
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

interface Dim {
  readonly size: number;
  readonly strides: readonly number[];
}

function merged(views: readonly View[]): Dim[] {
  const dims: Dim[] = [];
  views[0].shape.forEach((size, i) => {
    if (size === 1) return;
    const strides = views.map((view) => view.strides[i]);
    const outer = dims.at(-1);
    if (outer && outer.strides.every((stride, k) => stride === strides[k] * size)) dims[dims.length - 1] = { size: outer.size * size, strides };
    else dims.push({ size, strides });
  });
  return dims;
}
