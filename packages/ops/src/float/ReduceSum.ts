import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, float32, makeTensor, multiplierOf, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { HzSQuantizedReduceMean } from '../integer/HzSQuantizedReduceMean';
import { attrsOf, dtypeAttrs, reduceAttrs } from '../support/attrs';
import { reduceShape, reduceSums } from '../support/reduce';

const attrs = z.object(reduceAttrs);

export type ReduceSumAttrs = z.infer<typeof attrs>;

function inferSum(x: TensorType | undefined, a: ReduceSumAttrs): TensorType {
  if (x?.dtype !== 'float32') throw new TypeError('ReduceSum takes one float32 tensor');
  const { shape } = reduceShape(x.shape, a);
  return tensorType('float32', shape, shape.length === 4 ? x.layout : 'none');
}

/**
 * Input: x of any rank. The sum over `axes`, which stay as 1 with `keepdims`. In integers it is the mean whose
 * multiplier leaves the count out: `M = fround(s_x / s_y)`.
 */
export const ReduceSum = defineOp<ReduceSumAttrs>({
  name: 'ReduceSum',
  summary: 'Sum over axes.',
  accuracy: 'rounding',
  parseAttrs: attrsOf(attrs),
  infer: ([x], a) => [inferSum(x, a)],
  eval: ([x], a) => [
    makeTensor('float32', reduceShape(x!.shape, a).shape, Float32Array.from(reduceSums(expectDType(x!, 'float32'), a))),
  ],
  integer: {
    type: 'HzSQuantizedReduceMean',
    quantise(site) {
      const x = site.input(0);
      const y = site.output(0);
      const multiplier = site.addConstant('multiplier', float32([], [multiplierOf(x.scale, 1, y.scale)]));
      const given = { ...site.node.attrs, ...dtypeAttrs(y.dtype) };
      return [site.emit(HzSQuantizedReduceMean, [x.id, multiplier], given, y.type)];
    },
  },
});
