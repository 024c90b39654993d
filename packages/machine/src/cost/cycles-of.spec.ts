import type { MachineFeatures } from '../features';
import { INSTRUCTIONS, type Instruction } from '../instruction/instruction';
import { FEATURES } from '../features.fixture';
import { dense } from '../region.fixture';
import { ISSUE_CYCLES, cyclesOf, macsOf } from './cycles-of';
import { macCycles } from './mac-array';

const WINDOW = {
  kernel: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  pads: [1, 1, 1, 1],
  low: -128,
  high: 127,
} as const;
/** The lanes are 32 bytes, the array of int8 16 outputs, 8 inputs and 4 pixels, that of int16 4 inputs and 2 pixels. */
const busy = (instruction: Instruction) => cyclesOf(instruction, FEATURES) - ISSUE_CYCLES;

describe('cyclesOf', () => {
  it('counts transfers in bursts', () => {
    const [x, y] = [{ ...dense('int8', 2, 64), strides: [100, 1] }, dense('int8', 2, 64)];
    expect(busy({ kind: 'load', x, y })).toBe(8);
    expect(busy({ kind: 'store', x: y, y: { ...y, strides: [128, 1] } })).toBe(8);
    expect(busy({ kind: 'store', x: y, y: { ...y, strides: [1, 2] } })).toBe(512);
  });

  it('takes the array for int16 where either side is int16', () => {
    const gemm = (x: 'int8' | 'int16', weights: 'int8' | 'int16') =>
      busy({
        kind: 'gemm',
        x: dense(x, 4, 8),
        y: dense('int8', 4, 16),
        weights: dense(weights, 16, 8),
        bias: dense('int32', 16),
        low: 0,
        high: 1,
      });
    expect([gemm('int8', 'int8'), gemm('int16', 'int8'), gemm('int8', 'int16')]).toEqual([1, 4, 4]);
  });

  it('counts a stack of products one by one, in the array of its widest side', () => {
    const matmul = (a: 'int8' | 'int16', b: 'int8' | 'int16'): Instruction => ({
      kind: 'matmul',
      a: dense(a, 2, 3, 4, 8),
      b: dense(b, 2, 3, 8, 17),
      y: dense('int8', 2, 3, 4, 17),
      multiplier: 1,
      low: 0,
      high: 1,
    });
    expect([busy(matmul('int8', 'int8')), busy(matmul('int16', 'int8')), busy(matmul('int8', 'int16'))]).toEqual([
      6 * 2,
      6 * 2 * 4,
      6 * 2 * 4,
    ]);
    expect(macsOf(matmul('int8', 'int8'))).toBe(6 * 4 * 8 * 17);
  });

  it('counts products as the array sees them, and multiply-accumulates', () => {
    const conv: Instruction = {
      kind: 'conv',
      x: dense('int8', 1, 5, 5, 6),
      y: dense('int8', 1, 5, 5, 4),
      weights: dense('int8', 4, 3, 3, 3),
      bias: dense('int32', 4),
      group: 2,
      ...WINDOW,
    };
    expect([busy(conv), macsOf(conv)]).toEqual([2 * Math.ceil(27 / 8) * Math.ceil(25 / 4), 25 * 4 * 27]);
    const dwconv: Instruction = {
      kind: 'dwconv',
      x: dense('int8', 2, 5, 5, 6),
      y: dense('int8', 2, 5, 5, 6),
      weights: dense('int8', 3, 3, 6),
      bias: dense('int32', 6),
      ...WINDOW,
    };
    expect([busy(dwconv), macsOf(dwconv)]).toEqual([9 * Math.ceil(50 / 4), 50 * 6 * 9]);
    const [x, y, weights, bias] = [dense('int8', 7, 9), dense('int8', 7, 3), dense('int8', 3, 9), dense('int32', 3)];
    expect(macsOf({ kind: 'gemm', x, y, weights, bias, low: 0, high: 1 })).toBe(7 * 9 * 3);
    expect(macsOf({ kind: 'fill', y, value: 0 })).toBe(0);
  });

  it('wastes what does not fill a side of the array', () => {
    const array = FEATURES.macArray.int8;
    expect(macCycles({ outputs: 16, depth: 8, pixels: 4, times: 1 }, array)).toBe(1);
    expect(macCycles({ outputs: 17, depth: 9, pixels: 5, times: 3 }, array)).toBe(24);
  });

  it('is nothing for a token', () => {
    expect(cyclesOf({ kind: 'sync', from: 'dma', to: 'vector' }, FEATURES)).toBe(0);
  });

  it('takes as many bytes of the wider side per cycle as there are lanes', () => {
    const y = dense('int8', 33);
    const requant = (x: 'int8' | 'int32') =>
      busy({ kind: 'requant', x: dense(x, 33), y, multiplier: 1, low: 0, high: 1 });
    expect([requant('int8'), requant('int32')]).toEqual([2, 5]);
    const eltwise = { kind: 'eltwise', fn: 'add', ma: 1, mb: 1, low: 0, high: 1 } as const;
    const [a, b] = [dense('int16', 32), dense('int8', 32)];
    expect([busy({ ...eltwise, a, b, y: b }), busy({ ...eltwise, a: b, b: a, y: b })]).toEqual([2, 2]);
    expect([busy({ ...eltwise, a: b, b, y: a }), busy({ ...eltwise, a: b, b, y: b })]).toEqual([2, 1]);
    expect([busy({ ...eltwise, fn: 'div', a, b, y: b }), busy({ ...eltwise, fn: 'max', a, b, y: b })]).toEqual([8, 2]);
    expect(busy({ kind: 'prelu', x: y, y, negative: dense('float32', 33), multiplier: 1 })).toBe(2);
    expect(busy({ kind: 'quantize', x: dense('float32', 33), y, scale: 1 })).toBe(5);
  });

  it('takes no longer for a table of channels', () => {
    const [x, y] = [dense('int8', 2, 33), dense('int8', 2, 33)];
    for (const table of [dense('int8', 33, 256), dense('int8', 256)])
      expect(busy({ kind: 'lut', x, y, table })).toBe(3);
  });

  it('passes once per tap of a window, four times for bilinear, three times for softmax', () => {
    const [x, y] = [dense('int8', 1, 4, 3, 8), dense('int8', 1, 2, 2, 8)];
    expect(busy({ kind: 'pool', fn: 'max', x, y, ...WINDOW, kernel: [3, 2] })).toBe(6);
    const tables = { rows: dense('int32', 2), columns: dense('int32', 2), multiplier: 1 };
    expect(busy({ kind: 'resize', fn: 'nearest', x, y, ...tables })).toBe(1);
    expect(busy({ kind: 'resize', fn: 'linear', x, y, ...tables })).toBe(4);
    const softmax = { kind: 'softmax', table: dense('int32', 256) } as const;
    expect(busy({ ...softmax, x: dense('int8', 16), y: dense('float32', 16) })).toBe(6);
  });

  it('passes once for each element that is ranked, or as often as sorting takes, and once over places', () => {
    const topk = (k: number) =>
      busy({
        kind: 'topk',
        fn: 'values',
        order: 'largest',
        ties: 'first',
        x: dense('int8', 2, 63),
        y: dense('int8', 2, k),
      });
    expect([topk(1), topk(3), topk(60)]).toEqual([4, 12, 48]);
    const places = dense('int32', 4, 8);
    const tables = { rows: dense('int32', 256), columns: dense('int32', 256) };
    const [image, grid] = [dense('int8', 1, 4, 4, 8), dense('int8', 1, 4, 4, 2)];
    expect(busy({ kind: 'sample', x: image, grid, y: image, ...tables, multiplier: 1 })).toBe(4 * 4 + 4);
    expect(busy({ kind: 'gather', x: dense('int8', 4, 9), places, y: dense('int8', 4, 8) })).toBe(4);
  });

  it('copies run by run', () => {
    const x = dense('int8', 4, 40);
    expect(busy({ kind: 'move', x, y: x })).toBe(5);
    expect(busy({ kind: 'move', x, y: { ...x, strides: [50, 1] } })).toBe(8);
    expect(busy({ kind: 'move', x, y: { ...x, strides: [1, 4] } })).toBe(160);
    expect(busy({ kind: 'fill', y: { ...x, strides: [100, 2] }, value: 0 })).toBe(160);
    expect(busy({ kind: 'fill', y: dense('int8', 33), value: 0 })).toBe(2);
  });
});

describe('cyclesOf a march that has a pace', () => {
  const PACED: MachineFeatures = {
    ...FEATURES,
    pace: {
      tensor: {
        window: 0.5,
        pixel: 0.25,
        computed: 0.125,
        computedCycles: 16.5,
        wide: 3,
        depthwise: { channels: 10, products: 7 },
        colourCycles: 1.4,
      },
      vector: { arithmetic: 5, window: 3, resize: 2, move: 11, moveCycles: 99.5, across: 0.4, stack: 3 },
      constantsAhead: 1,
    },
  };
  const paced = (instruction: Instruction) => cyclesOf(instruction, PACED) - ISSUE_CYCLES;
  const conv = (x: 'int8' | 'int16', weights: 'int8' | 'int16' = 'int8'): Instruction => ({
    kind: 'conv',
    x: dense(x, 1, 5, 5, 6),
    y: dense('int8', 1, 5, 5, 4),
    weights: dense(weights, 4, 3, 3, 3),
    bias: dense('int32', 4),
    group: 2,
    ...WINDOW,
  });
  const gemm = (pixels: number, depth: number, outputs: number, x: 'int8' | 'int16' = 'int8'): Instruction => ({
    kind: 'gemm',
    x: dense(x, pixels, depth),
    y: dense('int8', pixels, outputs),
    weights: dense('int8', outputs, depth),
    bias: dense('int32', outputs),
    low: 0,
    high: 1,
  });
  const dwconv = (channels: number, x: 'int8' | 'int16' = 'int8'): Instruction => ({
    kind: 'dwconv',
    x: dense(x, 2, 5, 5, channels),
    y: dense('int8', 2, 5, 5, channels),
    weights: dense('int8', 3, 3, channels),
    bias: dense('int32', channels),
    ...WINDOW,
  });

  it('takes a share of the products that the array allows, another for each sort', () => {
    expect([busy(conv('int8')), paced(conv('int8'))]).toEqual([56, 112]);
    expect([busy(gemm(9, 9, 17)), paced(gemm(9, 9, 17))]).toEqual([12, 48]);
    const [a, b, y] = [dense('int8', 2, 5, 9), dense('int8', 2, 9, 3), dense('int8', 2, 5, 3)];
    const matmul: Instruction = { kind: 'matmul', a, b, y, multiplier: 1, low: 0, high: 1 };
    expect([busy(matmul), paced(matmul)]).toEqual([8, 81]);
  });

  it('starts products of two computed matrices once for each instruction, however many and wide they are', () => {
    const matmul = (type: 'int8' | 'int16', times: number, computedCycles: number) => {
      const [a, b, y] = [dense(type, times, 5, 9), dense('int8', times, 9, 3), dense('int8', times, 5, 3)];
      const pace = { ...PACED.pace!, tensor: { ...PACED.pace!.tensor, computedCycles } };
      return cyclesOf({ kind: 'matmul', a, b, y, multiplier: 1, low: 0, high: 1 }, { ...PACED, pace });
    };
    for (const type of ['int8', 'int16'] as const)
      for (const times of [1, 2, 7]) expect(matmul(type, times, 1000) - matmul(type, times, 0)).toBe(1000);
  });

  it('takes longer for int16, by as much as it says, on the array of int16', () => {
    expect(busy(conv('int16'))).toBe(2 * 7 * 13);
    expect([paced(conv('int16')), paced(conv('int8', 'int16'))]).toEqual([2 * 7 * 13 * 6, 2 * 7 * 13 * 6]);
    expect([busy(dwconv(6, 'int16')), paced(dwconv(6, 'int16'))]).toEqual([225, Math.ceil((9 * 50 * 10 * 2) / 7)]);
  });

  it('rounds up to whole cycles', () => {
    const third = { ...PACED.pace!, tensor: { ...PACED.pace!.tensor, window: 0.3 } };
    expect(cyclesOf(conv('int8'), { ...PACED, pace: third }) - ISSUE_CYCLES).toBe(187);
  });

  it('counts depthwise products by themselves, channels in steps', () => {
    expect(busy(dwconv(6))).toBe(9 * 13);
    expect([6, 10, 11].map((channels) => paced(dwconv(channels)))).toEqual([643, 643, 1286]);
  });

  it('counts the pixels of colours, which are few channels on both sides', () => {
    expect([gemm(9, 4, 4), gemm(9, 1, 1), gemm(9, 4, 4, 'int16')].map(paced)).toEqual([13, 13, 13]);
    expect([gemm(9, 5, 4), gemm(9, 4, 5)].map(paced)).toEqual([12, 12]);
    const [x, y] = [dense('int8', 1, 3, 3, 4), dense('int8', 1, 3, 3, 4)];
    const [weights, bias] = [dense('int8', 4, 1, 1, 4), dense('int32', 4)];
    expect(paced({ kind: 'conv', x, y, weights, bias, group: 1, ...WINDOW, kernel: [1, 1] })).toBe(6);
  });

  it('goes at the pace of its sort on the vector queue', () => {
    const [a, wide] = [dense('int8', 33), dense('int16', 33)];
    const eltwise = { kind: 'eltwise', a, b: a, y: a, ma: 1, mb: 1, low: 0, high: 1 } as const;
    expect([paced({ ...eltwise, fn: 'add' }), paced({ ...eltwise, fn: 'div' })]).toEqual([7, 28]);
    expect(paced({ ...eltwise, fn: 'add', a: wide })).toBe(14);
    const [x, y] = [dense('int8', 1, 4, 3, 8), dense('int8', 1, 2, 2, 8)];
    expect(paced({ kind: 'pool', fn: 'max', x, y, ...WINDOW, kernel: [3, 2] })).toBe(66);
    const tables = { rows: dense('int32', 2), columns: dense('int32', 2), multiplier: 1 };
    for (const fn of ['nearest', 'linear'] as const) expect(paced({ kind: 'resize', fn, x, y, ...tables })).toBe(16);
  });

  it('counts elements along channels, of whatever type', () => {
    for (const type of ['int8', 'int16'] as const) {
      const softmax = (...shape: number[]) =>
        paced({ kind: 'softmax', table: dense('int32', 256), x: dense(type, ...shape), y: dense('float32', ...shape) });
      expect([softmax(2, 8), softmax(7)]).toEqual([120, 53]);
      const x = dense(type, 2, 8);
      const topk = { kind: 'topk', fn: 'values', order: 'largest', ties: 'first' } as const;
      expect(paced({ ...topk, x, y: dense(type, 2, 3) })).toBe(120);
    }
  });

  it('takes so many matrices of a stack of four dimensions at a time', () => {
    const softmax = (...shape: number[]) =>
      paced({ kind: 'softmax', table: dense('int32', 256), x: dense('int8', ...shape), y: dense('float32', ...shape) });
    const three = (matrices: number) => (3 * 2 * matrices * 5 * 8) / 0.4;
    expect([1, 3, 4].map((matrices) => softmax(2, matrices, 5, 8))).toEqual([three(3), three(3), three(6)]);
    expect([softmax(1, 5, 8), softmax(1, 1, 1, 5, 8)]).toEqual([300, 300]);
  });

  it('copies bytes, however they lie, after a start', () => {
    const x = dense('int16', 4, 40);
    for (const strides of [
      [40, 1],
      [50, 1],
      [1, 4],
    ])
      expect(paced({ kind: 'move', x, y: { ...x, strides } })).toBe(129);
    expect(paced({ kind: 'fill', y: { ...x, strides: [100, 2] }, value: 0 })).toBe(129);
  });

  it('is as ever for all that the pace does not name', () => {
    const [x, y] = [dense('int8', 2, 33), dense('int8', 2, 33)];
    const range = { low: 0, high: 1 };
    const image = dense('int8', 1, 4, 4, 8);
    const unnamed: readonly Instruction[] = [
      { kind: 'load', x, y },
      { kind: 'store', x, y },
      { kind: 'lut', x, y, table: dense('int8', 256) },
      { kind: 'requant', x, y, multiplier: 1, ...range },
      { kind: 'prelu', x, y, negative: dense('float32', 33), multiplier: 1 },
      { kind: 'quantize', x: dense('float32', 2, 33), y, scale: 1 },
      {
        kind: 'normalise',
        norm: 'deviation',
        bound: 'inside',
        x,
        y,
        factor: dense('float32', 2, 33),
        offset: dense('float32', 2, 33),
        reduced: 1,
        epsilon: 0.5,
        ...range,
      },
      { kind: 'gather', x, places: dense('int32', 2, 33), y },
      {
        kind: 'sample',
        x: image,
        grid: dense('int8', 1, 4, 4, 2),
        y: image,
        rows: dense('int32', 256),
        columns: dense('int32', 256),
        multiplier: 1,
      },
      { kind: 'sync', from: 'dma', to: 'vector' },
      { kind: 'wait', core: 0, from: 'dma', to: 'vector' },
    ];
    for (const instruction of unnamed) expect(paced(instruction)).toBe(busy(instruction));
    const named = ['conv', 'dwconv', 'gemm', 'matmul', 'eltwise', 'pool', 'resize', 'softmax', 'topk', 'move', 'fill'];
    expect(new Set([...named, ...unnamed.map(({ kind }) => kind)])).toEqual(
      new Set(INSTRUCTIONS.map((def) => def.kind)),
    );
  });
});
