import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, sizeOf, tensorType } from '@openbpu/tensor';
import { HzQuantizedMaxPool } from '../integer/HzQuantizedMaxPool';
import { noAttrs } from '../support/attrs';
import { poolWindows } from '../support/pool';
import { quantiseMovement } from '../support/movement';
import { imageDims } from '../support/window';

function inferGlobal(x: TensorType | undefined): TensorType {
  const [n, c] = imageDims(x, 'the input');
  if (x!.dtype !== 'float32') throw new TypeError(`GlobalMaxPool takes float32, not ${x!.dtype}`);
  return tensorType('float32', [n, c, 1, 1], x!.layout);
}

function wholePlane([, , h, w]: readonly number[]) {
  return { kernel: [h, w], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;
}

/**
 * Input: x [n, c, h, w]. Output [n, c, 1, 1]: the largest element of each plane. Its integer form is a max pool as
 * large as the plane.
 */
export const GlobalMaxPool = defineOp({
  name: 'GlobalMaxPool',
  summary: 'Largest element of each plane.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: ([x]) => [inferGlobal(x)],
  eval([x]) {
    const { shape } = inferGlobal({ ...x!, layout: 'none' });
    const y = new Float32Array(sizeOf(shape));
    poolWindows(
      expectDType(x!, 'float32'),
      wholePlane(x!.shape),
      shape,
      -Infinity,
      Math.max,
      (at, _, max) => (y[at] = max),
    );
    return [makeTensor('float32', shape, y)];
  },
  integer: {
    type: 'HzQuantizedMaxPool',
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, HzQuantizedMaxPool, wholePlane(site.input(0).type.shape)),
  },
});
