import { defineOp } from '@openbpu/ir';
import { type TensorType, broadcastShapes, dequantize, expectDType, makeTensor, sameShape } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { forEachBroadcast } from '../support/broadcast';
import { EDGE_FORMS } from '../support/edge-forms';

/**
 * Inputs: q int8, int16 or int32, scale float32 of a shape that broadcasts to that of q (`[]`, or `[1, C, 1, 1]` behind
 * a tail). Output float32: `fround(fround(q)·scale)`.
 */
export const HzDequantize = defineOp({
  name: 'HzDequantize',
  summary: 'Integers to reals, one scale or one per channel.',
  accuracy: 'exact',
  edge: () => EDGE_FORMS.Dequantize,
  parseAttrs: noAttrs,
  infer([q, scale]) {
    if (!q || !isInteger(q))
      throw new TypeError(`HzDequantize takes an int8, int16 or int32 tensor, not ${q?.dtype ?? 'nothing'}`);
    if (scale?.dtype !== 'float32') throw new TypeError('the scale is float32');
    if (!sameShape(broadcastShapes(q.shape, scale.shape), q.shape))
      throw new RangeError(`a scale of shape ${scale.shape.join('x')} does not broadcast to ${q.shape.join('x')}`);
    return [{ dtype: 'float32', shape: q.shape, layout: q.layout }];
  },
  eval([q, scale]) {
    const s = expectDType(scale!, 'float32');
    const x = new Float32Array(q!.data.length);
    forEachBroadcast(
      q!.shape,
      s.shape,
      q!.shape,
      (at, iq, is) => (x[at] = dequantize(Number(q!.data[iq]), s.data[is])),
    );
    return [makeTensor('float32', q!.shape, x)];
  },
});

function isInteger({ dtype }: TensorType): boolean {
  return dtype === 'int8' || dtype === 'int16' || dtype === 'int32';
}
