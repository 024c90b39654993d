import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, normalizeAxis } from '@openbpu/tensor';
import * as z from 'zod';
import { alongAxis } from '../support/along-axis';
import { attrsOf } from '../support/attrs';
import { EDGE_FORMS } from '../support/edge-forms';
import { expectVector } from '../support/expect-input';

const attrs = z.object({ axis: z.int().default(-1) });

export type HzSoftmaxAttrs = z.infer<typeof attrs>;

function inferSoftmax(x: TensorType | undefined, table: TensorType | undefined, { axis }: HzSoftmaxAttrs): TensorType {
  if (x?.dtype !== 'int8' || !table) throw new TypeError('HzSoftmax takes an int8 tensor and a table');
  expectVector(table, 'int32', 256, 'the table');
  normalizeAxis(axis, x.shape.length);
  return { dtype: 'float32', shape: x.shape, layout: x.layout };
}

/**
 * Inputs: x int8, table int32 [256] (see `softmaxTable`). Along `axis`: `e = T[max − q]`, an int32 sum, and one float32
 * division: `fround(fround(e) / fround(Σe))`.
 */
export const HzSoftmax = defineOp<HzSoftmaxAttrs>({
  name: 'HzSoftmax',
  summary: 'Softmax of integers by a table of exponentials.',
  accuracy: 'exact',
  edge: () => EDGE_FORMS.Softmax,
  parseAttrs: attrsOf(attrs),
  infer: ([x, table], a) => [inferSoftmax(x, table, a)],
  eval([x, table], { axis }) {
    const q = expectDType(x!, 'int8').data;
    const e = expectDType(table!, 'int32').data;
    const y = new Float32Array(q.length);
    alongAxis(x!.shape, axis, (first, step, length) => {
      let max = -128;
      for (let i = 0; i < length; i++) max = Math.max(max, q[first + i * step]);
      let sum = 0;
      for (let i = 0; i < length; i++) sum += e[max - q[first + i * step]];
      const divisor = Math.fround(sum);
      for (let i = 0; i < length; i++) y[first + i * step] = Math.fround(e[max - q[first + i * step]]) / divisor;
    });
    return [makeTensor('float32', x!.shape, y)];
  },
});
