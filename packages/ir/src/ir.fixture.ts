import { float32 } from '@openbpu/tensor';
import { OpSet, defineOp } from './op';

/** Ops small enough to reason about, for the specs of this package. */
export const Double = defineOp({
  name: 'Double',
  summary: 'Twice x.',
  accuracy: 'exact',
  parseAttrs: () => ({}),
  infer([x]) {
    if (!x) throw new TypeError('Double takes one tensor');
    return [x];
  },
  eval: ([x]) => [
    float32(
      x!.shape,
      Array.from(x!.data as Float32Array, (value) => 2 * value),
    ),
  ],
});

export const Sum = defineOp<{ weights: readonly number[] }>({
  name: 'Sum',
  summary: 'A weighted sum.',
  accuracy: 'exact',
  parseAttrs: (raw) => ({ weights: (raw.weights as number[] | undefined) ?? [1, 1] }),
  infer([a, b]) {
    if (!a || !b) throw new TypeError('Sum takes two tensors');
    if (a.shape.join() !== b.shape.join())
      throw new RangeError(`shapes ${a.shape.join('x')} and ${b.shape.join('x')} differ`);
    return [a];
  },
  eval: ([a]) => [a!],
});

export const OPS = new OpSet([Double, Sum]);

export const CHAIN = `
graph net optimized
input x: float32[2]
a: p: float32[2] = Double(x)
const c: float32[2] = [1, 2]
b: q: float32[2] = Sum(p, c) {weights: [1, 2]}
d: y: float32[2] = Double(q)
output y
`.trimStart();
