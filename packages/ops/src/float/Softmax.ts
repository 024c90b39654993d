import { defineOp } from '@openbpu/ir';
import { expectDType, float32, int32, makeTensor, normalizeAxis } from '@openbpu/tensor';
import * as z from 'zod';
import { HzQuantize } from '../integer/HzQuantize';
import { HzSoftmax } from '../integer/HzSoftmax';
import { alongAxis } from '../support/along-axis';
import { attrsOf, dtypeAttrs } from '../support/attrs';
import { EDGE_FORMS } from '../support/edge-forms';
import { stepsOf } from '../support/quantised';
import { ENTRIES, softmaxTable } from '../support/tables';

const attrs = z.object({ axis: z.int().default(-1) });

export type SoftmaxAttrs = z.infer<typeof attrs>;

/**
 * Input: x of rank 1 or more. `exp(x − max) / Σ exp(x − max)` along one axis, in double, rounded once (ONNX since opset
 * 13; importers rewrite the older flattening form). Its integer form is HzSoftmax, whose float32 is quantised again.
 */
export const Softmax = defineOp<SoftmaxAttrs>({
  name: 'Softmax',
  summary: 'Exponentials along one axis, normalised to a sum of 1.',
  accuracy: 'rounding',
  edge: () => EDGE_FORMS.Softmax,
  parseAttrs: attrsOf(attrs),
  infer([x], { axis }) {
    if (x?.dtype !== 'float32') throw new TypeError('Softmax takes one float32 tensor');
    normalizeAxis(axis, x.shape.length);
    return [x];
  },
  eval([x], { axis }) {
    const { data } = expectDType(x!, 'float32');
    const y = new Float32Array(data.length);
    alongAxis(x!.shape, axis, (first, step, length) => {
      let max = -Infinity;
      for (let i = 0; i < length; i++) max = Math.max(max, data[first + i * step]);
      let sum = 0;
      for (let i = 0; i < length; i++) sum += Math.exp(data[first + i * step] - max);
      for (let i = 0; i < length; i++) y[first + i * step] = Math.exp(data[first + i * step] - max) / sum;
    });
    return [makeTensor('float32', x!.shape, y)];
  },
  integer: {
    type: 'HzSoftmax',
    quantise(site) {
      const x = site.input(0);
      const { axis } = site.node.attrs;
      const length = x.type.shape[normalizeAxis(axis, x.type.shape.length)];
      const { dtype } = stepsOf(x.type);
      const table = site.addConstant('table', int32([ENTRIES[dtype]], softmaxTable(x.scale, length, dtype)));
      const y = site.output(0);
      const real = site.emit(
        HzSoftmax,
        [x.id, table],
        { axis },
        { dtype: 'float32', shape: x.type.shape, layout: x.type.layout },
        'exponentials',
      );
      return [
        site.emit(HzQuantize, [real, site.addConstant('scale', float32([], [y.scale]))], dtypeAttrs(y.dtype), y.type),
      ];
    },
  },
});
