import { ConstantPool } from '../constant-pool';
import { quantised } from '../lowering/lowered.fixture';
import { selectLut } from './select-lut';
import { Selector } from './selector';

const GRAPH = quantised(`
  input image: int8[2x3x2x4] NCHW
  input row: int8[2x3]
  input line: int8[2x3x5]
  input five: int8[2x3x5x1x4]
  input single: int8[2x1x5]
  const t: int8[256] = seed 1
  const tc: int8[3x256] = seed 2
  const t1: int8[1x256] = seed 3
  a: image_y = HzLut(image, tc)
  b: row_y = HzLut(row, tc)
  c: line_y = HzLut(line, tc)
  d: five_y = HzLut(five, tc)
  e: single_y = HzLut(single, t1)
  f: z = HzLut(line, t)
  output z
`);

function select(x: string, table: string, y = `${x}_y`) {
  const selector = new Selector(GRAPH, new ConstantPool(8), new Set());
  selectLut({ kind: 'lut', x, table, y }, selector);
  return selector.works;
}

describe('selectLut', () => {
  it('walks in the order of memory with one table', () => {
    const line = { shape: [2, 3, 5], strides: [15, 5, 1] };
    expect(select('line', 't', 'z')).toMatchObject([
      { kind: 'lut', x: line, y: line, table: { buffer: { space: 'const' }, shape: [256] } },
    ]);
  });

  it('finds the channels of images and rows last already', () => {
    const image = { shape: [2, 2, 4, 3], strides: [24, 12, 3, 1] };
    const table = { buffer: { space: 'const' }, shape: [3, 256], strides: [256, 1] };
    expect(select('image', 'tc')).toMatchObject([{ x: image, y: image, table }]);
    const row = { shape: [2, 3], strides: [3, 1] };
    expect(select('row', 'tc')).toMatchObject([{ x: row, y: row, table }]);
  });

  it('sees the channels of other tensors last', () => {
    const line = { shape: [2, 5, 3], strides: [15, 1, 5] };
    expect(select('line', 'tc')).toMatchObject([{ x: line, y: line, table: { shape: [3, 256] } }]);
    const five = { shape: [2, 5, 1, 4, 3], strides: [60, 4, 4, 1, 20] };
    expect(select('five', 'tc')).toMatchObject([{ x: five, y: five, table: { shape: [3, 256] } }]);
  });

  it('takes a single row for what it is', () => {
    const single = { shape: [2, 1, 5], strides: [5, 5, 1] };
    expect(select('single', 't1')).toMatchObject([{ x: single, y: single, table: { shape: [256] } }]);
  });
});
