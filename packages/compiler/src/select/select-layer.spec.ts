import type { LayerOp } from '@openbpu/machine';
import { ConstantPool } from '../constant-pool';
import { quantised } from '../lowering/lowered.fixture';
import { selectLayer } from './select-layer';
import { Selector } from './selector';

const GRAPH = quantised(`
  input x: int8[1x3x2x4] NCHW
  input v: int8[3x1x1]
  const t: int8[256] = seed 1
  const s: float32[3] = [1, 2, 3]
  const k: float32[] = [0.5]
  a: y = HzPRelu(x, k, s)
  b: z = HzLut(v, t)
  c: w = HzSElementwiseAdd(y, z, k, k)
  d: p = HzSQuantizedAveragePool(w, k) {kernel: [2, 2]}
  const e: int32[256] = splat 1
  f: r = HzSoftmax(x, e) {axis: 2}
  h: u = HzSoftmax(v, e) {axis: 0}
  output p
  output r
  output u
`);

function select(layer: LayerOp, graph = GRAPH) {
  return selectLayer(layer, new Selector(graph, new ConstantPool(8), new Set()));
}

describe('selectLayer', () => {
  it('repeats the smaller operand in the order of the larger', () => {
    expect(select({ kind: 'eltwise', fn: 'add', a: 'y', b: 'z', y: 'w', ma: 1, mb: 1, low: 0, high: 1 })).toMatchObject(
      [
        {
          a: { shape: [1, 2, 4, 3], strides: [24, 12, 3, 1] },
          b: { shape: [1, 2, 4, 3], strides: [0, 0, 0, 1] },
          y: { strides: [24, 12, 3, 1] },
        },
      ],
    );
  });

  it('spreads slopes over the channels', () => {
    expect(select({ kind: 'prelu', x: 'x', y: 'y', multiplier: 1, negative: 's' })).toMatchObject([
      { negative: { buffer: { space: 'const' }, shape: [1, 2, 4, 3], strides: [0, 0, 0, 1] } },
    ]);
    expect(select({ kind: 'prelu', x: 'v', y: 'z', multiplier: 1, negative: 's' })).toMatchObject([
      { negative: { shape: [3, 1, 1], strides: [0, 1, 0] } },
    ]);
  });

  it('spreads one multiplier over all positions', () => {
    const window = { kernel: [2, 2], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;
    expect(
      select({ kind: 'pool', fn: 'sum', x: 'w', y: 'p', multiplier: 'k', ...window, low: 0, high: 1 }),
    ).toMatchObject([{ multiplier: { shape: [1, 3], strides: [0, 0] } }]);
  });

  it('puts the axis of a softmax behind the other dimensions, wherever it lies in memory', () => {
    expect(select({ kind: 'softmax', x: 'x', table: 'e', y: 'r', axis: 2 })).toMatchObject([
      { x: { shape: [1, 4, 3, 2], strides: [24, 3, 1, 12] }, y: { shape: [1, 4, 3, 2], strides: [24, 3, 1, 12] } },
    ]);
    expect(select({ kind: 'softmax', x: 'x', table: 'e', y: 'r', axis: 1 })).toMatchObject([
      { x: { shape: [1, 2, 4, 3], strides: [24, 12, 3, 1] } },
    ]);
    expect(select({ kind: 'softmax', x: 'v', table: 'e', y: 'u', axis: 0 })).toMatchObject([
      { x: { shape: [1, 1, 3], strides: [1, 1, 1] }, table: { buffer: { space: 'const' }, shape: [256] } },
    ]);
  });

  it('clears before it moves, and moves nothing where there is nothing', () => {
    const move = {
      kind: 'move',
      x: 'v',
      y: 'x',
      size: [0],
      xOffset: 0,
      xStrides: [1],
      yOffset: 0,
      yStrides: [1],
      fill: 5,
    } as const;
    expect(select(move)).toMatchObject([{ kind: 'fill', value: 5 }]);
    expect(select({ ...move, size: [3], yStrides: [8] }).map(({ kind }) => kind)).toEqual(['fill', 'move']);
  });
});

const TABLES = quantised(`
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

const selectLut = (x: string, table: string, y = `${x}_y`) => select({ kind: 'lut', x, table, y }, TABLES);

describe('selectLayer of a lut', () => {
  it('walks in the order of memory with one table', () => {
    const line = { shape: [2, 3, 5], strides: [15, 5, 1] };
    expect(selectLut('line', 't', 'z')).toMatchObject([
      { kind: 'lut', x: line, y: line, table: { buffer: { space: 'const' }, shape: [256] } },
    ]);
  });

  it('finds the channels of images and rows last already', () => {
    const image = { shape: [2, 2, 4, 3], strides: [24, 12, 3, 1] };
    const table = { buffer: { space: 'const' }, shape: [3, 256], strides: [256, 1] };
    expect(selectLut('image', 'tc')).toMatchObject([{ x: image, y: image, table }]);
    const row = { shape: [2, 3], strides: [3, 1] };
    expect(selectLut('row', 'tc')).toMatchObject([{ x: row, y: row, table }]);
  });

  it('sees the channels of other tensors last', () => {
    const line = { shape: [2, 5, 3], strides: [15, 1, 5] };
    expect(selectLut('line', 'tc')).toMatchObject([{ x: line, y: line, table: { shape: [3, 256] } }]);
    const five = { shape: [2, 5, 1, 4, 3], strides: [60, 4, 4, 1, 20] };
    expect(selectLut('five', 'tc')).toMatchObject([{ x: five, y: five, table: { shape: [3, 256] } }]);
  });

  it('takes a single row for what it is', () => {
    const single = { shape: [2, 1, 5], strides: [5, 5, 1] };
    expect(selectLut('single', 't1')).toMatchObject([{ x: single, y: single, table: { shape: [256] } }]);
  });
});
