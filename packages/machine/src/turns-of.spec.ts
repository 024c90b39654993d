import type { Region } from './region';
import { turnsOf } from './turns-of';

const region = (shape: readonly number[]): Region => ({
  space: 'ddr',
  offset: 0,
  dtype: 'int8',
  shape,
  strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
});
const window = { strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], low: -128, high: 127 } as const;
const bias = region([8]);

it('counts multiply-accumulates of weights', () => {
  const [x, y] = [region([1, 4, 4, 6]), region([2, 4, 4, 8])];
  const weights = region([8, 3, 3, 3]);
  expect(turnsOf({ kind: 'conv', x, y, weights, bias, kernel: [3, 3], group: 2, ...window })).toEqual({
    turns: 2 * 4 * 4 * 8 * 3 * 3 * 3,
    multiplies: true,
  });
  expect(
    turnsOf({ kind: 'gemm', x: region([5, 7]), y: region([5, 8]), weights: region([8, 7]), bias, low: 0, high: 1 }),
  ).toEqual({ turns: 5 * 8 * 7, multiplies: true });
});

it('counts windows, also where they hold padding alone, and elements read or written, whichever are more', () => {
  const pool = { kind: 'pool', fn: 'max', x: region([1, 1, 1, 1]), y: region([1, 2, 2, 1]), ...window } as const;
  expect(turnsOf({ ...pool, kernel: [2 ** 20, 2 ** 20] })).toEqual({ turns: 2 ** 42, multiplies: false });
  expect(turnsOf({ ...pool, x: region([1, 9, 9, 1]), kernel: [1, 1] }).turns).toBe(81);
  expect(turnsOf({ kind: 'fill', y: region([3, 5]), value: 0 }).turns).toBe(15);
  expect(turnsOf({ kind: 'sync', from: 'dma', to: 'vector' })).toEqual({ turns: 1, multiplies: false });
  expect(turnsOf({ kind: 'wait', core: 1, from: 'dma', to: 'dma' })).toEqual({ turns: 1, multiplies: false });
});
