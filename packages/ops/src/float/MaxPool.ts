import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, sizeOf, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { HzQuantizedMaxPool } from '../integer/HzQuantizedMaxPool';
import { attrsOf, windowAttrs } from '../support/attrs';
import { poolWindows } from '../support/pool';
import { quantiseMovement } from '../support/movement';
import { imageDims, windowOutput } from '../support/window';

const attrs = z.object(windowAttrs);

export type MaxPoolAttrs = z.infer<typeof attrs>;

function inferMaxPool(x: TensorType | undefined, a: MaxPoolAttrs): TensorType {
  const [n, c, h, w] = imageDims(x, 'the input');
  if (x!.dtype !== 'float32') throw new TypeError(`MaxPool takes float32, not ${x!.dtype}`);
  return tensorType('float32', [n, c, ...windowOutput(h, w, a)], x!.layout);
}

/** Input: x [n, c, h, w]. The largest element under the window; −∞ where the window lies on pads alone. */
export const MaxPool = defineOp<MaxPoolAttrs>({
  name: 'MaxPool',
  summary: 'Largest element under a sliding window; pads never win.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferMaxPool(x, a)],
  eval([x], a) {
    const { shape } = inferMaxPool({ ...x!, layout: 'none' }, a);
    const y = new Float32Array(sizeOf(shape));
    poolWindows(expectDType(x!, 'float32'), a, shape, -Infinity, Math.max, (at, _, max) => (y[at] = max));
    return [makeTensor('float32', shape, y)];
  },
  integer: {
    type: 'HzQuantizedMaxPool',
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, HzQuantizedMaxPool, site.node.attrs),
  },
});
