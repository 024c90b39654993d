import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, formatShape, makeTensor, sizeOf, tensorType } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { expectVector } from '../support/expect-input';

function inferGemm([x, w, bias]: readonly (TensorType | undefined)[]): TensorType {
  if (x?.dtype !== 'float32' || w?.dtype !== 'float32')
    throw new TypeError('Gemm takes a float32 matrix and float32 weights');
  if (x.shape.length !== 2 || w.shape.length !== 2)
    throw new RangeError(`Gemm takes matrices, not ${formatShape(x.shape)} and ${formatShape(w.shape)}`);
  if (x.shape[1] !== w.shape[1])
    throw new RangeError(`rows of ${x.shape[1]} do not meet weights for ${w.shape[1]} inputs`);
  expectVector(bias, 'float32', w.shape[0], 'the bias');
  return tensorType('float32', [x.shape[0], w.shape[0]]);
}

/**
 * Inputs: x [m, k], weight [n, k], bias [n] (optional). `y = x·Wᵀ + b`: the one form of every fully connected layer,
 * each output's weights contiguous; other transpositions, alpha and beta are folded into the constants on import.
 */
export const Gemm = defineOp({
  name: 'Gemm',
  summary: 'Fully connected layer, y = x·Wᵀ + b.',
  accuracy: 'rounding',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferGemm(inputs)],
  eval([x, w, bias]) {
    const xs = expectDType(x!, 'float32').data;
    const ws = expectDType(w!, 'float32').data;
    const bs = bias && expectDType(bias, 'float32').data;
    const [m, k] = x!.shape;
    const [n] = w!.shape;
    const y = new Float32Array(m * n);
    for (let row = 0; row < m; row++) {
      for (let column = 0; column < n; column++) {
        let sum = 0;
        for (let i = 0; i < k; i++) sum += xs[row * k + i] * ws[column * k + i];
        y[row * n + column] = sum + (bs ? bs[column] : 0);
      }
    }
    return [makeTensor('float32', [m, n], y)];
  },
  macs: ([x], [y]) => sizeOf(y.shape) * x!.shape[1],
});
