import type { MatMul } from '@openbpu/machine';
import { requantize } from '@openbpu/tensor';
import { type Memory, firstOf } from '../memory';
import { planWalk } from '../walk';

/** `matmul` as plain loops, one product of two matrices after the other; sums are exact in double. */
export function matmul(i: MatMul, memory: Memory): () => void {
  const [a, b, y] = [memory.integers(i.a), memory.integers(i.b), memory.integers(i.y)];
  const [rows, depth] = i.a.shape.slice(-2);
  const [columns] = i.y.shape.slice(-1);
  const [[am, ak], [bk, bn], [ym, yn]] = [i.a, i.b, i.y].map(({ strides }) => strides.slice(-2));
  const { multiplier, low, high } = i;
  const { count, steps, run } = stacks(i);
  return () =>
    run((at) => {
      for (let s = 0, [p, q, r] = at; s < count; s++, p += steps[0], q += steps[1], r += steps[2]) {
        for (let m = 0; m < rows; m++) {
          for (let n = 0; n < columns; n++) {
            let sum = 0;
            for (let k = 0, u = p + m * am, v = q + n * bn; k < depth; k++, u += ak, v += bk) sum += a[u] * b[v];
            y[r + m * ym + n * yn] = requantize(sum, multiplier, low, high);
          }
        }
      }
    });
}

/** A walk over the stack: the first elements of a, b and y of every product. */
export function stacks(i: MatMul) {
  const batches = [i.a, i.b, i.y].map((region) => ({
    ...region,
    shape: region.shape.slice(0, -2),
    strides: region.strides.slice(0, -2),
  }));
  return planWalk(batches, [firstOf(i.a), firstOf(i.b), firstOf(i.y)]);
}
