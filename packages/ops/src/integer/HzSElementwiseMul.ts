import { defineOp } from '@openbpu/ir';
import { allocate, broadcastShapes, expectDType, makeTensor, requantize, sizeOf } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, resultType } from '../support/attrs';
import { forEachBroadcast, inferBroadcast } from '../support/broadcast';
import { expectScalar } from '../support/expect-input';
import { expectQuantised, quantisedInput } from '../support/quantised';

const attrs = bounded(clampAttrs);

export type HzSElementwiseMulAttrs = z.infer<typeof attrs>;

/**
 * Inputs: a, b int8 or int16 (NumPy broadcasting), M float32 scalar. Output int8, or int16 where `dtype` says so:
 * `clamp(rne(fround(fround(a·b)·M)), low, high)`, the product in int32.
 */
export const HzSElementwiseMul = defineOp<HzSElementwiseMulAttrs>({
  name: 'HzSElementwiseMul',
  summary: 'Integer product of two tensors, requantised.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([a, b, m], clamp) {
    const operands = [quantisedInput(a, 'HzSElementwiseMul'), quantisedInput(b, 'HzSElementwiseMul')] as const;
    expectScalar(m, 'the multiplier');
    return [{ dtype: resultType(clamp), ...inferBroadcast(...operands) }];
  },
  eval([a, b, m], { low, high, dtype }) {
    const shape = broadcastShapes(a!.shape, b!.shape);
    const x = expectQuantised(a!).data;
    const z = expectQuantised(b!).data;
    const multiplier = expectDType(m!, 'float32').data[0];
    const type = resultType({ dtype });
    const y = allocate(type, sizeOf(shape));
    forEachBroadcast(
      a!.shape,
      b!.shape,
      shape,
      (at, ia, ib) => (y[at] = requantize(x[ia] * z[ib], multiplier, low, high)),
    );
    return [makeTensor(type, shape, y)];
  },
});
