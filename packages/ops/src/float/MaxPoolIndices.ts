import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, sizeOf, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, windowAttrs } from '../support/attrs';
import { imageDims, windowOutput } from '../support/window';

const attrs = z.object(windowAttrs);

export type MaxPoolIndicesAttrs = z.infer<typeof attrs>;

function inferIndices(x: Pick<TensorType, 'dtype' | 'shape'> | undefined, a: MaxPoolIndicesAttrs): TensorType {
  const [n, c, h, w] = imageDims(x as TensorType | undefined, 'the input');
  if (x!.dtype !== 'float32') throw new TypeError(`MaxPoolIndices takes float32, not ${x!.dtype}`);
  if (a.pads.some((pad, i) => pad >= a.kernel[i % 2])) throw new RangeError('pads must be smaller than the kernel');
  return tensorType('int64', [n, c, ...windowOutput(h, w, a)]);
}

/**
 * Input: x [n, c, h, w]. Output, int64, of the shape MaxPool of the same window has: row · w + column of the largest
 * element under the window, the first of equal ones.
 */
export const MaxPoolIndices = defineOp<MaxPoolIndicesAttrs>({
  name: 'MaxPoolIndices',
  summary: 'Where in its plane the largest element under a sliding window stands.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferIndices(x, a)],
  eval([x], a) {
    const [, , h, w] = x!.shape;
    const { data } = expectDType(x!, 'float32');
    const { shape } = inferIndices(x, a);
    const [, , rows, columns] = shape;
    const y = new BigInt64Array(sizeOf(shape));
    for (let at = 0; at < y.length; at++) {
      const plane = Math.floor(at / (rows * columns));
      const top = (Math.floor(at / columns) % rows) * a.strides[0] - a.pads[0];
      const left = (at % columns) * a.strides[1] - a.pads[1];
      let largest = -Infinity;
      let index = 0;
      for (let i = 0; i < a.kernel[0]; i++) {
        for (let j = 0; j < a.kernel[1]; j++) {
          const [row, column] = [top + i * a.dilations[0], left + j * a.dilations[1]];
          if (row < 0 || row >= h || column < 0 || column >= w) continue;
          const value = data[(plane * h + row) * w + column];
          if (value <= largest) continue;
          largest = value;
          index = row * w + column;
        }
      }
      y[at] = BigInt(index);
    }
    return [makeTensor('int64', shape, y)];
  },
});
