import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, rangeOf, sizeOf, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { HzSQuantizedAveragePool } from '../integer/HzSQuantizedAveragePool';
import { attrsOf, dtypeAttrs, pads4, windowAttrs } from '../support/attrs';
import { meanMultiplier, poolCounts } from '../support/pool-counts';
import { poolWindows } from '../support/pool';
import { imageDims, windowOutput } from '../support/window';

const attrs = z
  .object({ ...windowAttrs, counted: pads4.default([0, 0, 0, 0]) })
  .refine(({ counted, pads }) => counted.every((part, i) => part >= 0 && part <= pads[i]), {
    message: 'counted is a part of the pads',
    path: ['counted'],
  });

export type AveragePoolAttrs = z.infer<typeof attrs>;

function inferAverage(x: TensorType | undefined, a: AveragePoolAttrs): TensorType {
  const [n, c, h, w] = imageDims(x, 'the input');
  if (x!.dtype !== 'float32') throw new TypeError(`AveragePool takes float32, not ${x!.dtype}`);
  return tensorType('float32', [n, c, ...windowOutput(h, w, a)], x!.layout);
}

/**
 * Input: x [n, c, h, w]. The sum under the window divided by the number of its taps that fall on the input or on
 * `counted` [top, left, bottom, right], the inner part of the pads that counts as elements of value 0; 0 where none
 * does.
 *
 * Explicit pads and `counted` say everything that foreign formats say in other ways:
 * - ONNX without count_include_pad: counted 0; with it: counted = the declared pads;
 * - ONNX ceil_mode and Caffe's round-up: the bottom and right pads grow until the last window fits, `counted` does not;
 * - Caffe (a window is clipped to the input and its declared pads): counted = the declared pads.
 */
export const AveragePool = defineOp<AveragePoolAttrs>({
  name: 'AveragePool',
  summary: 'Mean under a sliding window, with an explicit count per output position.',
  accuracy: 'rounding',
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferAverage(x, a)],
  eval([x], a) {
    const { shape } = inferAverage({ ...x!, layout: 'none' }, a);
    const counts = poolCounts(x!.shape[2], x!.shape[3], a);
    const y = new Float32Array(sizeOf(shape));
    poolWindows(
      expectDType(x!, 'float32'),
      a,
      shape,
      0,
      (sum, element) => sum + element,
      (at, position, sum) => (y[at] = sum / counts[position]),
    );
    return [makeTensor('float32', shape, y)];
  },
  integer: {
    type: 'HzSQuantizedAveragePool',
    quantise(site) {
      const { counted, ...window } = site.node.attrs;
      const x = site.input(0);
      const y = site.output(0);
      const [low, high] = rangeOf(y.dtype);
      const [, , h, w] = x.type.shape;
      const counts = poolCounts(h, w, { ...window, counted });
      const each = Float32Array.from(counts, (count) => meanMultiplier(x.scale, y.scale, count));
      const same = counts.every((count) => count === counts[0]);
      const multiplier = same
        ? makeTensor('float32', [], each.slice(0, 1))
        : makeTensor('float32', windowOutput(h, w, window), each);
      return [
        site.emit(
          HzSQuantizedAveragePool,
          [x.id, site.addConstant('multiplier', multiplier)],
          { ...window, ...dtypeAttrs(y.dtype), low, high },
          y.type,
        ),
      ];
    },
  },
});
