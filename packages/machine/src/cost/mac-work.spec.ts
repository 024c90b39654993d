import type { View } from '../region';
import { FEATURES } from '../features.fixture';
import { macCycles, macWork, macsOf } from './mac-work';

const view = (...shape: number[]): View => ({ dtype: 'int8', shape, strides: shape.map(() => 1) });
const WINDOW = {
  kernel: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  pads: [1, 1, 1, 1],
  low: -128,
  high: 127,
} as const;

describe('macWork', () => {
  it('knows the three instructions', () => {
    const conv = macWork({
      kind: 'conv',
      x: view(1, 5, 5, 6),
      y: view(1, 5, 5, 4),
      weights: view(4, 3, 3, 3),
      bias: view(4),
      group: 2,
      ...WINDOW,
    });
    expect(conv).toEqual({ outputs: 2, depth: 27, pixels: 25, times: 2 });
    expect(macsOf(conv)).toBe(25 * 4 * 27);
    const dwconv = macWork({
      kind: 'dwconv',
      x: view(2, 5, 5, 6),
      y: view(2, 5, 5, 6),
      weights: view(3, 3, 6),
      bias: view(6),
      ...WINDOW,
    });
    expect(dwconv).toEqual({ outputs: 6, depth: 1, pixels: 50, times: 9 });
    expect(
      macWork({ kind: 'gemm', x: view(7, 9), y: view(7, 3), weights: view(3, 9), bias: view(3), low: 0, high: 1 }),
    ).toEqual({ outputs: 3, depth: 9, pixels: 7, times: 1 });
  });
});

describe('macCycles', () => {
  it('wastes what does not fill a side of the array', () => {
    const array = FEATURES.macArray.int8;
    expect(macCycles({ outputs: 16, depth: 8, pixels: 4, times: 1 }, array)).toBe(1);
    expect(macCycles({ outputs: 17, depth: 9, pixels: 5, times: 3 }, array)).toBe(24);
  });
});
