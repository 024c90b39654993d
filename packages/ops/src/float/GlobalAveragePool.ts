import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, tensorType } from '@openbpu/tensor';
import { HzSQuantizedGlobalAveragePool } from '../integer/HzSQuantizedGlobalAveragePool';
import { dtypeAttrs, noAttrs } from '../support/attrs';
import { meanMultiplier } from '../support/pool-counts';
import { reduceSums } from '../support/reduce';
import { imageDims } from '../support/window';

function inferGlobal(x: TensorType | undefined): TensorType {
  const [n, c] = imageDims(x, 'the input');
  if (x!.dtype !== 'float32') throw new TypeError(`GlobalAveragePool takes float32, not ${x!.dtype}`);
  return tensorType('float32', [n, c, 1, 1], x!.layout);
}

/** Input: x [n, c, h, w]. Output [n, c, 1, 1]: the mean of each plane. */
export const GlobalAveragePool = defineOp({
  name: 'GlobalAveragePool',
  summary: 'Mean of each plane.',
  accuracy: 'rounding',
  parseAttrs: noAttrs,
  infer: ([x]) => [inferGlobal(x)],
  eval([x]) {
    const { shape } = inferGlobal({ ...x!, layout: 'none' });
    const count = x!.shape[2] * x!.shape[3];
    const sums = reduceSums(expectDType(x!, 'float32'), { axes: [2, 3], keepdims: true });
    return [
      makeTensor(
        'float32',
        shape,
        Float32Array.from(sums, (sum) => sum / count),
      ),
    ];
  },
  integer: {
    type: 'HzSQuantizedGlobalAveragePool',
    quantise(site) {
      const x = site.input(0);
      const y = site.output(0);
      const m = meanMultiplier(x.scale, y.scale, x.type.shape[2] * x.type.shape[3]);
      const multiplier = site.addConstant('multiplier', makeTensor('float32', [], Float32Array.of(m)));
      return [site.emit(HzSQuantizedGlobalAveragePool, [x.id, multiplier], dtypeAttrs(y.dtype), y.type)];
    },
  },
});
