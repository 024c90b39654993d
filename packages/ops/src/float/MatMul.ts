import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, float32, makeTensor, multiplierOf, sizeOf, tensorType } from '@openbpu/tensor';
import { HzSQuantizedMatMul } from '../integer/HzSQuantizedMatMul';
import { noAttrs } from '../support/attrs';
import { operand } from '../support/operand';
import { forEachProduct, stacksOf } from '../support/stacks';
import { clampBounds } from '../support/weights';

function inferMatMul(a: TensorType | undefined, b: TensorType | undefined): TensorType {
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32') throw new TypeError('MatMul takes two float32 tensors');
  return tensorType('float32', stacksOf(a.shape, b.shape).shape);
}

/**
 * Inputs: a [batch…, m, k], b [batch…, k, n], as NumPy multiplies: batches broadcast, a vector is a row (a) or a column
 * (b). Either may be a constant.
 */
export const MatMul = defineOp({
  name: 'MatMul',
  summary: 'Matrix product with broadcasting batches.',
  accuracy: 'rounding',
  parseAttrs: noAttrs,
  infer: ([a, b]) => [inferMatMul(a, b)],
  eval([a, b]) {
    const s = stacksOf(a!.shape, b!.shape);
    const as = expectDType(a!, 'float32').data;
    const bs = expectDType(b!, 'float32').data;
    const y = new Float32Array(sizeOf(s.shape));
    forEachProduct(s, (at, from, beside) => {
      let sum = 0;
      for (let i = 0; i < s.k; i++) sum += as[from + i] * bs[beside + i * s.n];
      y[at] = sum;
    });
    return [makeTensor('float32', s.shape, y)];
  },
  macs: ([a], [y]) => sizeOf(y.shape) * a!.shape[a!.shape.length - 1],
  integer: {
    type: HzSQuantizedMatMul.name,
    /** It is a layer, but never a tail: sums of two activations may be wider than int32. */
    accumulates: () => false,
    quantise(site) {
      const a = operand(site, 0);
      const b = operand(site, 1);
      const y = site.output(0);
      const multiplier = site.addConstant('multiplier', float32([], [multiplierOf(a.scale, b.scale, y.scale)]));
      const bounds = clampBounds(-Infinity, Infinity, y.type.quant!, y.dtype);
      return [site.emit(HzSQuantizedMatMul, [a.id, b.id, multiplier], bounds, y.type)];
    },
  },
});
