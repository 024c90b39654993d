import { defineOp } from '@openbpu/ir';
import { type TensorType, allocate, expectDType, formatShape, makeTensor, requantize, sizeOf } from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, resultType, windowAttrs } from '../support/attrs';
import { poolWindows } from '../support/pool';
import { expectQuantised, expectQuantisedType } from '../support/quantised';
import { imageDims, windowOutput } from '../support/window';

const attrs = bounded({ ...windowAttrs, ...clampAttrs });

export type HzSQuantizedAveragePoolAttrs = z.infer<typeof attrs>;

function inferAverage(
  x: TensorType | undefined,
  multiplier: TensorType | undefined,
  a: HzSQuantizedAveragePoolAttrs,
): TensorType {
  const [n, c, h, w] = imageDims(x, 'the input');
  expectQuantisedType(x!.dtype, 'HzSQuantizedAveragePool');
  const [oh, ow] = windowOutput(h, w, a);
  const shape = multiplier?.shape ?? [];
  if (
    multiplier?.dtype !== 'float32' ||
    !(shape.length === 0 || (shape.length === 2 && shape[0] === oh && shape[1] === ow))
  ) {
    throw new TypeError(
      `the multiplier is a float32 scalar or [${oh}x${ow}], not ` +
        `${multiplier ? `${multiplier.dtype}[${formatShape(shape)}]` : 'absent'}`,
    );
  }
  return { dtype: resultType(a), shape: [n, c, oh, ow], layout: x!.layout };
}

/**
 * Inputs: x int8 or int16 [n, c, h, w], multiplier float32 [] or [oh, ow], `M = fround(s_x / (s_y·count))` for the
 * count of each output position. Output int8, or int16 where `dtype` says so: `clamp(rne(fround(fround(Σx)·M)), low,
 * high)`, the sum over the window without its pads.
 */
export const HzSQuantizedAveragePool = defineOp<HzSQuantizedAveragePoolAttrs>({
  name: 'HzSQuantizedAveragePool',
  summary: 'Integer sum under a sliding window, requantised by the count of each position.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: ([x, multiplier], a) => [inferAverage(x, multiplier, a)],
  eval([x, multiplier], a) {
    const q = expectQuantised(x!);
    const { shape } = inferAverage({ ...q, layout: 'none' }, { ...multiplier!, layout: 'none' }, a);
    const m = expectDType(multiplier!, 'float32').data;
    const dtype = resultType(a);
    const y = allocate(dtype, sizeOf(shape));
    poolWindows(
      q,
      a,
      shape,
      0,
      (sum, element) => sum + element,
      (at, position, sum) => {
        y[at] = requantize(sum, m.length === 1 ? m[0] : m[position], a.low, a.high);
      },
    );
    return [makeTensor(dtype, shape, y)];
  },
});
