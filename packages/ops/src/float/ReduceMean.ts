import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { HzSQuantizedReduceMean } from '../integer/HzSQuantizedReduceMean';
import { attrsOf, dtypeAttrs, reduceAttrs } from '../support/attrs';
import { meanMultiplier } from '../support/pool-counts';
import { reduceShape, reduceSums } from '../support/reduce';

const attrs = z.object(reduceAttrs);

export type ReduceMeanAttrs = z.infer<typeof attrs>;

function inferMean(x: TensorType | undefined, a: ReduceMeanAttrs): TensorType {
  if (x?.dtype !== 'float32') throw new TypeError('ReduceMean takes one float32 tensor');
  const { shape } = reduceShape(x.shape, a);
  return tensorType('float32', shape, shape.length === 4 ? x.layout : 'none');
}

/** Input: x of any rank. The mean over `axes`, which stay as 1 with `keepdims`. */
export const ReduceMean = defineOp<ReduceMeanAttrs>({
  name: 'ReduceMean',
  summary: 'Mean over axes.',
  accuracy: 'rounding',
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferMean(x, a)],
  eval([x], a) {
    const { shape, count } = reduceShape(x!.shape, a);
    return [
      makeTensor(
        'float32',
        shape,
        Float32Array.from(reduceSums(expectDType(x!, 'float32'), a), (sum) => sum / count),
      ),
    ];
  },
  integer: {
    type: 'HzSQuantizedReduceMean',
    quantise(site) {
      const x = site.input(0);
      const y = site.output(0);
      const m = meanMultiplier(x.scale, y.scale, reduceShape(x.type.shape, site.node.attrs).count);
      const multiplier = site.addConstant('multiplier', makeTensor('float32', [], Float32Array.of(m)));
      const attrs = { ...site.node.attrs, ...dtypeAttrs(y.dtype) };
      return [site.emit(HzSQuantizedReduceMean, [x.id, multiplier], attrs, y.type)];
    },
  },
});
