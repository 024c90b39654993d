import type { Region } from '@openbpu/machine';
import { allInt8, modest, narrowType, resultType } from './fits';

const region = (dtype: Region['dtype'], shape: readonly number[]): Region => ({
  space: 'ddr',
  offset: 0,
  dtype,
  shape,
  strides: shape.map(() => 1),
});
const WINDOW = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] } as const;

describe('what kernels accept', () => {
  it('is int8 or int16, bounds included', () => {
    expect(allInt8(region('int8', []), region('int16', []))).toBe(false);
    const [narrow, wide, other] = [region('int8', []), region('int16', []), region('int32', [])];
    expect([narrow, wide, other].map(narrowType)).toEqual(['int8', 'int16', undefined]);
    expect([resultType(narrow, -128, 127), resultType(narrow, -129, 127), resultType(narrow, 0, 128)]).toEqual([
      'int8',
      undefined,
      undefined,
    ]);
    expect([resultType(wide, -32768, 32767), resultType(wide, -32769, 0), resultType(wide, 0, 32768)]).toEqual([
      'int16',
      undefined,
      undefined,
    ]);
    expect(resultType(other, 0, 1)).toBeUndefined();
  });

  it('is of a size whose products fit 32 bits', () => {
    expect(modest([region('int8', [1, 2 ** 20 - 1])], WINDOW)).toBe(true);
    expect(modest([region('int8', [2 ** 20])])).toBe(false);
    expect(modest([], { ...WINDOW, strides: [1, 2 ** 31] })).toBe(false);
  });
});
