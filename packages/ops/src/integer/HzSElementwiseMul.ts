import { defineOp } from '@openbpu/ir';
import { broadcastShapes, expectDType, makeTensor, requantize, sizeOf } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs } from '../support/attrs';
import { forEachBroadcast, inferBroadcast } from '../support/broadcast';
import { expectScalar } from '../support/expect-input';

const attrs = bounded(clampAttrs);

export type HzSElementwiseMulAttrs = z.infer<typeof attrs>;

/**
 * Inputs: a, b int8 (NumPy broadcasting), M float32 scalar. Output int8: `clamp(rne(fround(fround(a·b)·M)), low,
 * high)`, the product in int32.
 */
export const HzSElementwiseMul = defineOp<HzSElementwiseMulAttrs>({
  name: 'HzSElementwiseMul',
  summary: 'Integer product of two tensors, requantised.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([a, b, m]) {
    if (a?.dtype !== 'int8' || b?.dtype !== 'int8')
      throw new TypeError(
        `HzSElementwiseMul takes two int8 tensors, not ${a?.dtype ?? 'nothing'} and ${b?.dtype ?? 'nothing'}`,
      );
    expectScalar(m, 'the multiplier');
    return [{ dtype: 'int8', ...inferBroadcast(a, b) }];
  },
  eval([a, b, m], { low, high }) {
    const shape = broadcastShapes(a!.shape, b!.shape);
    const x = expectDType(a!, 'int8').data;
    const z = expectDType(b!, 'int8').data;
    const multiplier = expectDType(m!, 'float32').data[0];
    const y = new Int8Array(sizeOf(shape));
    forEachBroadcast(
      a!.shape,
      b!.shape,
      shape,
      (at, ia, ib) => (y[at] = requantize(x[ia] * z[ib], multiplier, low, high)),
    );
    return [makeTensor('int8', shape, y)];
  },
});
