import { defineOp } from '@openbpu/ir';
import { type Shape, type Tensor, allocate, makeTensor } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { copyElement } from '../support/copy-strided';
import { quantisedInput } from '../support/quantised';
import { ENTRIES } from '../support/tables';

/**
 * Inputs: x int8 or int16, table of 256 or 65536 entries of any element type, the entry of q at index q modulo the
 * length, so that `Gather(table, Cast(q))` needs no addition. For x int8 of two dimensions or more the table may be one
 * of channels, [c, 256] with c = x.shape[1]: a row of 256 entries for each. Output: the entries.
 */
export const HzLut = defineOp({
  name: 'HzLut',
  summary: 'A function of one integer, looked up in a table.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x, table]) {
    const { dtype, shape, layout } = quantisedInput(x, 'HzLut');
    if (!table) throw new TypeError('HzLut takes a table');
    const length = ENTRIES[dtype];
    if (dtype === 'int8' && table.shape.length === 2) expectRows(shape, table.shape);
    else if (table.shape.length !== 1 || table.shape[0] !== length)
      throw new RangeError(`the table of ${dtype} has ${length} entries, not ${table.shape.join('x')}`);
    return [{ dtype: table.dtype, shape, layout }];
  },
  eval([x, table]) {
    const { data, dtype, shape } = table!;
    const y = allocate(dtype, x!.data.length);
    const [rows, length] = shape.length === 2 ? shape : [1, shape[0]];
    const inner = x!.shape.slice(2).reduce((product, dim) => product * dim, 1);
    for (let i = 0; i < y.length; i++) {
      const row = Math.floor(i / inner) % rows;
      copyElement(data, row * length + (Number(x!.data[i]) & (length - 1)), y, i);
    }
    return [makeTensor(dtype, x!.shape, y) as Tensor];
  },
});

/** One row of 256 entries for each channel, which is dimension 1. */
function expectRows(x: Shape, [rows, length]: Shape): void {
  if (x.length < 2)
    throw new RangeError(`a table of channels needs a tensor of two dimensions or more, not of ${x.length}`);
  if (length !== 256 || rows !== x[1])
    throw new RangeError(`the table of the channels of ${x.join('x')} is ${x[1]}x256, not ${rows}x${length}`);
}
