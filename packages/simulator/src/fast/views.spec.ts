import type { Region } from '@openbpu/machine';
import { rowsOf } from './views';

const region = (shape: readonly number[], strides: readonly number[]): Region => ({
  space: 'ddr',
  offset: 0,
  dtype: 'int8',
  shape,
  strides,
});

describe('rowsOf', () => {
  it('sees dense operands as one row, however short', () => {
    expect(rowsOf([region([2, 3], [3, 1]), region([2, 3], [3, 1])])).toEqual({
      length: 6,
      steps: [1, 1],
      starts: [[0], [0]],
    });
    expect(rowsOf([region([], [])])).toEqual({ length: 1, steps: [1], starts: [[0]] });
  });

  it('gives long rows one by one, short ones not at all', () => {
    expect(rowsOf([region([2, 30], [40, 1]), region([2, 30], [0, 1])])).toEqual({
      length: 30,
      steps: [1, 1],
      starts: [
        [0, 40],
        [0, 0],
      ],
    });
    expect(rowsOf([region([2, 8], [40, 1])])).toBeUndefined();
    expect(rowsOf([region([50], [2])])).toBeUndefined();
  });
});
