import type { Gemm } from '@openbpu/machine';
import { type Memory, firstOf } from '../memory';
import { storeSum } from './accumulate';

/** `gemm` as plain loops; sums are exact in double. */
export function gemm(i: Gemm, memory: Memory): () => void {
  const x = memory.integers(i.x);
  const w = memory.integers(i.weights);
  const store = storeSum(memory, i);
  const [rows, depth] = i.x.shape;
  const columns = i.y.shape[1];
  const [x0, w0, y0] = [firstOf(i.x), firstOf(i.weights), firstOf(i.y)];
  return () => {
    for (let m = 0; m < rows; m++) {
      for (let n = 0; n < columns; n++) {
        const xa = x0 + m * i.x.strides[0];
        const wa = w0 + n * depth;
        let sum = 0;
        for (let k = 0; k < depth; k++) sum += x[xa + k] * w[wa + k];
        store(y0 + m * i.y.strides[0] + n * i.y.strides[1], n, sum);
      }
    }
  };
}
