import { type OpDef, defineOp } from '@openbpu/ir';
import { broadcastShapes, expectDType, makeTensor, saturate, sizeOf } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs } from './attrs';
import { forEachBroadcast, inferBroadcast } from './broadcast';
import { expectScalar } from './expect-input';

const attrs = bounded(clampAttrs);

export type ClampAttrs = z.infer<typeof attrs>;

/**
 * An integer sum or difference. Inputs: a, b int8 (NumPy broadcasting), Ma, Mb float32 scalars.
 * `clamp(rne(fround(fround(a·Ma) ± fround(b·Mb))), low, high)`, int8.
 */
export function defineElementwiseSum(name: string, summary: string, sign: 1 | -1): OpDef<ClampAttrs> {
  return defineOp<ClampAttrs>({
    name,
    summary,
    accuracy: 'exact',
    parseAttrs: attrsOf(attrs),
    infer([a, b, ma, mb]) {
      if (a?.dtype !== 'int8' || b?.dtype !== 'int8')
        throw new TypeError(
          `${name} takes two int8 tensors, not ${a?.dtype ?? 'nothing'} and ${b?.dtype ?? 'nothing'}`,
        );
      expectScalar(ma, 'the multiplier of the first operand');
      expectScalar(mb, 'the multiplier of the second operand');
      return [{ dtype: 'int8', ...inferBroadcast(a, b) }];
    },
    eval([a, b, ma, mb], { low, high }) {
      const shape = broadcastShapes(a!.shape, b!.shape);
      const x = expectDType(a!, 'int8').data;
      const z = expectDType(b!, 'int8').data;
      const mx = expectDType(ma!, 'float32').data[0];
      const mz = sign * expectDType(mb!, 'float32').data[0];
      const y = new Int8Array(sizeOf(shape));
      forEachBroadcast(a!.shape, b!.shape, shape, (at, ia, ib) => {
        y[at] = saturate(Math.fround(Math.fround(x[ia] * mx) + Math.fround(z[ib] * mz)), low, high);
      });
      return [makeTensor('int8', shape, y)];
    },
  });
}
