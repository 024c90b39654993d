import { defineOp } from '@openbpu/ir';
import { type Tensor, allocate, makeTensor } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { copyElement } from '../support/copy-strided';

/**
 * Inputs: x int8 or int16, table of 256 or 65536 entries of any element type, the entry of q at index q modulo the
 * length, so that `Gather(table, Cast(q))` needs no addition. Output: the entries.
 */
export const HzLut = defineOp({
  name: 'HzLut',
  summary: 'A function of one integer, looked up in a table.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x, table]) {
    const length = x?.dtype === 'int8' ? 256 : x?.dtype === 'int16' ? 65536 : undefined;
    if (!x || !table || length === undefined) throw new TypeError('HzLut takes an int8 or int16 tensor and a table');
    if (table.shape.length !== 1 || table.shape[0] !== length) throw new RangeError(`the table of ${x.dtype} has ${length} entries, not ${table.shape.join('x')}`);
    return [{ dtype: table.dtype, shape: x.shape, layout: x.layout }];
  },
  eval([x, table]) {
    const { data, dtype } = table!;
    const y = allocate(dtype, x!.data.length);
    const mask = data.length - 1;
    for (let i = 0; i < y.length; i++) copyElement(data, Number(x!.data[i]) & mask, y, i);
    return [makeTensor(dtype, x!.shape, y) as Tensor];
  },
});
