import { defineOp } from '@openbpu/ir';
import {
  type Tensor,
  type TensorType,
  allocate,
  expectDType,
  formatShape,
  makeTensor,
  rangeOf,
  requantize,
  sizeOf,
} from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, dtypeAttr, resultType } from '../support/attrs';
import { expectScalar } from '../support/expect-input';
import { expectQuantised, expectQuantisedType } from '../support/quantised';
import { LINEAR_ONE } from '../support/resize-map';
import { type LinearAxis, resizeLinear, resizeNearest } from '../support/resize-planes';
import { imageDims } from '../support/window';

const attrs = z
  .object({ mode: z.enum(['nearest', 'linear']), ...dtypeAttr })
  .refine((a) => a.mode === 'linear' || a.dtype === undefined, 'nearest keeps the type of its input');

export type HzQuantizedResizeUpsampleAttrs = z.infer<typeof attrs>;

function expectTable(type: TensorType | undefined, mode: string, what: string): number {
  const fits =
    type?.dtype === 'int32' &&
    (mode === 'nearest' ? type.shape.length === 1 : type.shape.length === 2 && type.shape[1] === 3);
  if (!fits)
    throw new TypeError(
      `${what} of a ${mode} resize are int32[${mode === 'nearest' ? 'n' : 'nx3'}], not ` +
        `${type ? `${type.dtype}[${formatShape(type.shape)}]` : 'absent'}`,
    );
  return type.shape[0];
}

function inferResize(
  [x, rows, columns, multiplier]: readonly (TensorType | undefined)[],
  { mode, dtype }: HzQuantizedResizeUpsampleAttrs,
): TensorType {
  const [n, c] = imageDims(x, 'the input');
  const own = expectQuantisedType(x!.dtype, 'HzQuantizedResizeUpsample');
  const shape = [n, c, expectTable(rows, mode, 'rows'), expectTable(columns, mode, 'columns')];
  if (mode === 'linear') expectScalar(multiplier, 'the multiplier');
  return { dtype: mode === 'nearest' ? own : resultType({ dtype }), shape, layout: x!.layout };
}

/** A table [n, 3] as two neighbours and two weights that sum to 2¹¹. */
function linearAxis(table: Tensor): LinearAxis {
  const { data } = expectDType(table, 'int32');
  const column = (k: number) => data.filter((_, i) => i % 3 === k);
  return {
    first: column(0),
    second: column(1),
    before: column(2).map((weight) => LINEAR_ONE - weight),
    after: column(2),
  };
}

/**
 * Inputs: x int8 or int16 [n, c, h, w], rows and columns int32, multiplier float32 [] (`linear` only).
 * `nearest`: rows [oh] and columns [ow] name the element taken. `linear`: rows [oh, 3] and columns [ow, 3] are (first,
 * second, weight of the second out of 2¹¹); `clamp(rne(fround(fround(Σ x·w_row·w_column)·M)))` with
 * `M = fround(s_x/s_y) / 2²²`, int8, or int16 where `dtype` says so. `nearest` keeps the type of x.
 */
export const HzQuantizedResizeUpsample = defineOp<HzQuantizedResizeUpsampleAttrs>({
  name: 'HzQuantizedResizeUpsample',
  summary: 'Resizes planes of integers by tables of rows and columns.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferResize(inputs, a)],
  eval([x, rows, columns, multiplier], a) {
    const q = expectQuantised(x!);
    const { shape } = inferResize(
      [x, rows, columns, multiplier].map((t) => t && { ...t, layout: 'none' }),
      a,
    );
    const type = a.mode === 'nearest' ? q.dtype : resultType(a);
    const y = allocate(type, sizeOf(shape));
    if (a.mode === 'nearest') {
      resizeNearest(
        q,
        expectDType(rows!, 'int32').data,
        expectDType(columns!, 'int32').data,
        (at, value) => (y[at] = value),
      );
    } else {
      const m = expectDType(multiplier!, 'float32').data[0];
      const [low, high] = rangeOf(type);
      resizeLinear(q, linearAxis(rows!), linearAxis(columns!), (at, sum) => (y[at] = requantize(sum, m, low, high)));
    }
    return [makeTensor(type, shape, y)];
  },
});
