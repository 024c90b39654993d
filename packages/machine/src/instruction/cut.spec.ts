import { all } from '../box';
import type { Region } from '../region';
import { Constants, dense } from '../region.fixture';
import { type Work, definitionOf } from './instruction';
import { cut, mapOperands } from './operands';
import { type Resize, resize } from './resize';

const WINDOW = {
  kernel: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  pads: [1, 1, 1, 1],
  low: -128,
  high: 127,
} as const;
const range = (...ends: [number, number][]) => ends.map(([from, to]) => ({ from, to }));

/** Weights and such come from copies that are dense: so they are here, to ask the machine what it thinks. */
function complaint(work: Work): string | undefined {
  const compacted = mapOperands(work, ({ dtype, shape }: Region) => dense(dtype, ...shape));
  return definitionOf(work.kind).complaint(compacted);
}

const cases: readonly [string, Work, ReturnType<typeof range>][] = [
  [
    'conv',
    {
      kind: 'conv',
      x: dense('int8', 1, 6, 6, 4),
      y: dense('int8', 1, 6, 6, 8),
      weights: dense('int8', 8, 3, 3, 4),
      bias: dense('int32', 8),
      multiplier: dense('float32', 8),
      group: 1,
      ...WINDOW,
    },
    range([0, 1], [2, 5], [0, 6], [3, 8]),
  ],
  [
    'conv in groups',
    {
      kind: 'conv',
      x: dense('int8', 1, 6, 6, 4),
      y: dense('int8', 1, 6, 6, 8),
      weights: dense('int8', 8, 3, 3, 2),
      bias: dense('int32', 8),
      multiplier: dense('float32', 8),
      group: 2,
      ...WINDOW,
    },
    range([0, 1], [0, 6], [0, 1], [4, 8]),
  ],
  [
    'dwconv',
    {
      kind: 'dwconv',
      x: dense('int8', 2, 6, 6, 8),
      y: dense('int32', 2, 6, 6, 8),
      weights: dense('int8', 3, 3, 8),
      bias: dense('int32', 8),
      ...WINDOW,
    },
    range([1, 2], [5, 6], [3, 4], [1, 3]),
  ],
  [
    'gemm',
    {
      kind: 'gemm',
      x: dense('int8', 9, 5),
      y: dense('int8', 9, 7),
      weights: dense('int8', 7, 5),
      bias: dense('int32', 7),
      multiplier: dense('float32', 7),
      low: 0,
      high: 1,
    },
    range([2, 4], [6, 7]),
  ],
  [
    'pool',
    {
      kind: 'pool',
      fn: 'sum',
      x: dense('int8', 1, 6, 6, 8),
      y: dense('int8', 1, 6, 6, 8),
      multiplier: dense('float32', 6, 6),
      ...WINDOW,
    },
    range([0, 1], [2, 4], [1, 6], [0, 4]),
  ],
  [
    'eltwise',
    {
      kind: 'eltwise',
      fn: 'add',
      a: dense('int8', 3, 4),
      b: dense('int8', 3, 4),
      y: dense('int8', 3, 4),
      ma: 1,
      mb: 1,
      low: 0,
      high: 1,
    },
    range([1, 2], [0, 3]),
  ],
  [
    'lut',
    { kind: 'lut', x: dense('int8', 3, 4), table: dense('int8', 256), y: dense('int8', 3, 4) },
    range([1, 2], [0, 3]),
  ],
  [
    'lut of channels',
    { kind: 'lut', x: dense('int8', 2, 3, 4), table: dense('float32', 4, 256), y: dense('float32', 2, 3, 4) },
    range([0, 1], [1, 3], [1, 4]),
  ],
  [
    'matmul',
    {
      kind: 'matmul',
      a: dense('int8', 3, 5, 4),
      b: dense('int8', 3, 4, 6),
      y: dense('int8', 3, 5, 6),
      multiplier: 1,
      low: 0,
      high: 1,
    },
    range([1, 3], [2, 3], [4, 6]),
  ],
  [
    'topk',
    {
      kind: 'topk',
      fn: 'places',
      order: 'largest',
      ties: 'first',
      x: dense('int8', 3, 5, 7),
      y: dense('int32', 3, 5, 2),
    },
    range([1, 3], [2, 3], [0, 2]),
  ],
  [
    'gather',
    { kind: 'gather', x: dense('int8', 3, 5), places: dense('int32', 3, 8), y: dense('int8', 3, 8) },
    range([1, 3], [2, 3]),
  ],
  [
    'sample',
    {
      kind: 'sample',
      x: dense('int8', 2, 3, 4, 8),
      grid: dense('int8', 2, 5, 6, 2),
      rows: dense('int32', 256),
      columns: dense('int32', 256),
      y: dense('int16', 2, 5, 6, 8),
      multiplier: 1,
    },
    range([1, 2], [2, 4], [3, 6], [4, 6]),
  ],
];

describe('cut', () => {
  it.each(cases)('%s: the part is an instruction the machine accepts, of the size of the box', (_, work, box) => {
    const part = cut(work, box, new Constants());
    expect(complaint(part)).toBeUndefined();
    expect(part.y.shape).toEqual(box.map(({ from, to }) => to - from));
  });

  it.each(['int8', 'int16'] as const)('a pool over padding alone reads the smallest %s, or zeros to sum', (dtype) => {
    const read = (fn: 'max' | 'sum') => {
      const source = new Constants();
      const [x, y] = [dense(dtype, 1, 2, 2, 3), dense(dtype, 1, 5, 5, 3)];
      const sums = fn === 'sum' ? { multiplier: dense('float32', 5, 5) } : {};
      const pool = { kind: 'pool', fn, x, y, ...sums, ...WINDOW, kernel: [2, 2], pads: [2, 2, 2, 2] } as const;
      cut(pool, range([0, 1], [0, 1], [0, 5], [0, 3]), source);
      const bytes = Uint8Array.from(source.bytes).buffer;
      return [...(dtype === 'int8' ? new Int8Array(bytes) : new Int16Array(bytes))];
    };
    const lowest = dtype === 'int8' ? -128 : -32768;
    expect([read('max'), read('sum')]).toEqual([
      [lowest, lowest, lowest],
      [0, 0, 0],
    ]);
  });

  it('reads the rows of the channels that are left', () => {
    const [, work, box] = cases[7];
    expect(cut(work, box, new Constants())).toMatchObject({
      table: { offset: 256 * 4, shape: [3, 256], strides: [256, 1] },
      x: { offset: 5 },
      y: { offset: 20 },
    });
  });

  it('reads the rows of one matrix and the columns of the other', () => {
    const [, work, box] = cases[8];
    expect(cut(work, box, new Constants())).toMatchObject({
      a: { offset: 20 + 8, shape: [2, 1, 4], strides: [20, 4, 1] },
      b: { offset: 24 + 4, shape: [2, 4, 2], strides: [24, 6, 1] },
      y: { offset: 30 + 12 + 4 },
    });
  });

  it('reads whole lines of what is ranked or chosen from', () => {
    const [, topk, lines] = cases[9];
    expect(cut(topk, lines, new Constants())).toMatchObject({ x: { offset: 35 + 14, shape: [2, 1, 7] } });
    const [, gather, part] = cases[10];
    expect(cut(gather, part, new Constants())).toMatchObject({
      x: { offset: 5, shape: [2, 5] },
      places: { offset: 4 * 10, shape: [2, 1] },
    });
  });

  it('reads whole planes of what is sampled', () => {
    const [, work, box] = cases[11];
    expect(cut(work, box, new Constants())).toMatchObject({
      x: { offset: 96 + 4, shape: [1, 3, 4, 2] },
      grid: { offset: 60 + 24 + 6, shape: [1, 2, 3, 2] },
      rows: { shape: [256] },
    });
  });

  it('reads the channels of the groups that are left', () => {
    const [, work, box] = cases[1];
    expect(cut(work, box, new Constants())).toMatchObject({
      group: 1,
      x: { offset: 2, shape: [1, 6, 2, 2] },
      weights: { offset: 4 * 9 * 2 },
      bias: { offset: 16 },
      pads: [1, 1, 1, 0],
    });
  });
});

const constants = new Constants();
const columns = constants.add('int32', [3], Int32Array.of(0, 1, 1));

describe('cut of a resize', () => {
  it('takes the rows its table names and counts from the first of them', () => {
    const nearest: Resize = {
      kind: 'resize',
      fn: 'nearest',
      x: dense('int8', 1, 4, 2, 2),
      y: dense('int8', 1, 5, 3, 2),
      rows: constants.add('int32', [5], Int32Array.of(0, 1, 3, 9, 2)),
      columns,
      multiplier: 1,
    };
    const part = resize.tiling.cut(nearest, [all(1), { from: 2, to: 5 }, all(3), all(2)], constants);
    expect([...constants.elements(part.rows)]).toEqual([1, 1, 0]);
    expect([part.x.offset, part.x.shape, part.columns]).toEqual([8, [1, 2, 2, 2], columns]);
  });

  it('leaves weights as they are', () => {
    const linear: Resize = {
      kind: 'resize',
      fn: 'linear',
      x: dense('int8', 1, 4, 2, 2),
      y: dense('int8', 1, 2, 3, 2),
      rows: constants.add('int32', [2, 3], Int32Array.of(0, 1, 7, 2, 3, 9)),
      columns,
      multiplier: 1,
    };
    expect([
      ...constants.elements(resize.tiling.cut(linear, [all(1), { from: 1, to: 2 }, all(3), all(2)], constants).rows),
    ]).toEqual([0, 1, 9]);
  });
});
