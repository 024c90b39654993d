import type { Access } from '../buffer';
import { around, beside, common, spanOf } from './spans';

const span = (from: number, to: number) => ({ from, to });

describe('spans', () => {
  it('are from the first byte to behind the last', () => {
    const access: Access = {
      buffer: { name: 'b', space: 'ddr', bytes: 100 },
      offset: 6,
      dtype: 'int16',
      shape: [2, 3],
      strides: [10, 1],
    };
    expect(spanOf(access)).toEqual(span(6, 6 + 2 * 13));
  });

  it('are put around each other', () => {
    expect(around(undefined, span(3, 4))).toEqual(span(3, 4));
    expect(around(span(10, 20), span(3, 4))).toEqual(span(3, 20));
    expect(around(span(0, 4), span(2, 9))).toEqual(span(0, 9));
  });

  it('have something in common, or nothing', () => {
    expect(common(span(0, 4), span(2, 9))).toEqual(span(2, 4));
    expect(common(span(0, 4), span(4, 9))).toBeUndefined();
    expect([common(undefined, span(0, 1)), common(span(0, 1), undefined)]).toEqual([undefined, undefined]);
  });

  it('reach out of each other on both sides, one, or none', () => {
    expect(beside(span(0, 9), span(2, 4))).toEqual([span(0, 2), span(4, 9)]);
    expect(beside(span(2, 9), span(0, 4))).toEqual([span(4, 9)]);
    expect(beside(span(2, 3), span(0, 4))).toEqual([]);
    expect(beside(span(0, 2), span(4, 6))).toEqual([span(0, 2)]);
    expect(beside(span(4, 6), span(0, 2))).toEqual([span(4, 6)]);
    expect([beside(undefined, span(0, 1)), beside(span(0, 1), undefined)]).toEqual([[], [span(0, 1)]]);
  });
});
