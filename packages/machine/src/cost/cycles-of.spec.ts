import type { Instruction } from '../instruction/instruction';
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
/** The lanes are 32 bytes, the array of int8 16 outputs, 8 inputs and 4 pixels, that of int16 one pixel. */
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
    expect(busy({ ...softmax, x: dense('int8', 8), y: dense('float32', 8) })).toBe(3);
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
