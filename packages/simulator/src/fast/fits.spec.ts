import type { Region } from '@openbpu/machine';
import { allInt8, int8Bounds, modest } from './fits';

const region = (dtype: Region['dtype'], shape: readonly number[]): Region => ({
  space: 'ddr',
  offset: 0,
  dtype,
  shape,
  strides: shape.map(() => 1),
});
const WINDOW = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;

describe('what kernels accept', () => {
  it('is int8 throughout, bounds included', () => {
    expect(allInt8(region('int8', []), region('int16', []))).toBe(false);
    expect([int8Bounds(-128, 127), int8Bounds(-129, 127), int8Bounds(0, 128)]).toEqual([true, false, false]);
  });

  it('is of a size whose products fit 32 bits', () => {
    expect(modest([region('int8', [1, 2 ** 20 - 1])], WINDOW)).toBe(true);
    expect(modest([region('int8', [2 ** 20])])).toBe(false);
    expect(modest([], { ...WINDOW, strides: [1, 2 ** 31] })).toBe(false);
  });
});
