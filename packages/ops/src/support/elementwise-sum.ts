import { type OpDef, defineOp } from '@openbpu/ir';
import { allocate, broadcastShapes, expectDType, makeTensor, saturate, sizeOf } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, resultType } from './attrs';
import { forEachBroadcast, inferBroadcast } from './broadcast';
import { expectScalar } from './expect-input';
import { expectQuantised, quantisedInput } from './quantised';

const attrs = bounded(clampAttrs);

export type ClampAttrs = z.infer<typeof attrs>;

/**
 * An integer sum or difference. Inputs: a, b int8 or int16 (NumPy broadcasting), Ma, Mb float32 scalars.
 * `clamp(rne(fround(fround(a·Ma) ± fround(b·Mb))), low, high)`, int8, or int16 where `dtype` says so.
 */
export function defineElementwiseSum(name: string, summary: string, sign: 1 | -1): OpDef<ClampAttrs> {
  return defineOp<ClampAttrs>({
    name,
    summary,
    accuracy: 'exact',
    parseAttrs: attrsOf(attrs),
    infer([a, b, ma, mb], clamp) {
      const operands = [quantisedInput(a, name), quantisedInput(b, name)] as const;
      expectScalar(ma, 'the multiplier of the first operand');
      expectScalar(mb, 'the multiplier of the second operand');
      return [{ dtype: resultType(clamp), ...inferBroadcast(...operands) }];
    },
    eval([a, b, ma, mb], { low, high, dtype }) {
      const shape = broadcastShapes(a!.shape, b!.shape);
      const x = expectQuantised(a!).data;
      const z = expectQuantised(b!).data;
      const mx = expectDType(ma!, 'float32').data[0];
      const mz = sign * expectDType(mb!, 'float32').data[0];
      const type = resultType({ dtype });
      const y = allocate(type, sizeOf(shape));
      forEachBroadcast(a!.shape, b!.shape, shape, (at, ia, ib) => {
        y[at] = saturate(Math.fround(Math.fround(x[ia] * mx) + Math.fround(z[ib] * mz)), low, high);
      });
      return [makeTensor(type, shape, y)];
    },
  });
}
