import { defineOp } from '@openbpu/ir';
import { type TensorType, allocate, makeTensor, rangeOf, sizeOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, windowAttrs } from '../support/attrs';
import { poolWindows } from '../support/pool';
import { expectQuantised, expectQuantisedType } from '../support/quantised';
import { imageDims, windowOutput } from '../support/window';

const attrs = z.object(windowAttrs);

export type HzQuantizedMaxPoolAttrs = z.infer<typeof attrs>;

function inferMaxPool(x: TensorType | undefined, a: HzQuantizedMaxPoolAttrs): TensorType {
  const [n, c, h, w] = imageDims(x, 'the input');
  return {
    dtype: expectQuantisedType(x!.dtype, 'HzQuantizedMaxPool'),
    shape: [n, c, ...windowOutput(h, w, a)],
    layout: x!.layout,
  };
}

/**
 * Input: x int8 or int16 [n, c, h, w]. The largest element under the window; the least of the type where there is none.
 */
export const HzQuantizedMaxPool = defineOp<HzQuantizedMaxPoolAttrs>({
  name: 'HzQuantizedMaxPool',
  summary: 'Largest integer under a sliding window; pads never win.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferMaxPool(x, a)],
  eval([x], a) {
    const q = expectQuantised(x!);
    const { shape } = inferMaxPool({ ...q, layout: 'none' }, a);
    const y = allocate(q.dtype, sizeOf(shape));
    poolWindows(q, a, shape, rangeOf(q.dtype)[0], Math.max, (at, _, max) => (y[at] = max));
    return [makeTensor(q.dtype, shape, y)];
  },
});
