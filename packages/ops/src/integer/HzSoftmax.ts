import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, normalizeAxis } from '@openbpu/tensor';
import * as z from 'zod';
import { alongAxis } from '../support/along-axis';
import { attrsOf } from '../support/attrs';
import { EDGE_FORMS } from '../support/edge-forms';
import { expectVector } from '../support/expect-input';
import { expectQuantised, quantisedInput } from '../support/quantised';
import { ENTRIES } from '../support/tables';

const attrs = z.object({ axis: z.int().default(-1) });

export type HzSoftmaxAttrs = z.infer<typeof attrs>;

function inferSoftmax(x: TensorType | undefined, table: TensorType | undefined, { axis }: HzSoftmaxAttrs): TensorType {
  const from = quantisedInput(x, 'HzSoftmax');
  if (!table) throw new TypeError('HzSoftmax takes a table');
  expectVector(table, 'int32', ENTRIES[from.dtype], 'the table');
  normalizeAxis(axis, from.shape.length);
  return { dtype: 'float32', shape: from.shape, layout: from.layout };
}

/**
 * Inputs: x int8 or int16, table int32 [256] or [65536] (see `softmaxTable`). Along `axis`: `e = T[max − q]`, an int32
 * sum, and one float32 division: `fround(fround(e) / fround(Σe))`.
 */
export const HzSoftmax = defineOp<HzSoftmaxAttrs>({
  name: 'HzSoftmax',
  summary: 'Softmax of integers by a table of exponentials.',
  accuracy: 'exact',
  edge: () => EDGE_FORMS.Softmax,
  parseAttrs: attrsOf(attrs),
  infer: ([x, table], a) => [inferSoftmax(x, table, a)],
  eval([x, table], { axis }) {
    const q = expectQuantised(x!).data;
    const e = expectDType(table!, 'int32').data;
    const y = new Float32Array(q.length);
    alongAxis(x!.shape, axis, (first, step, length) => {
      let max = -Infinity;
      for (let i = 0; i < length; i++) max = Math.max(max, q[first + i * step]);
      let sum = 0;
      for (let i = 0; i < length; i++) sum += e[max - q[first + i * step]];
      const divisor = Math.fround(sum);
      for (let i = 0; i < length; i++) y[first + i * step] = Math.fround(e[max - q[first + i * step]]) / divisor;
    });
    return [makeTensor('float32', x!.shape, y)];
  },
});
