import { boundsOf } from './clamp-bounds';

describe('boundsOf', () => {
  it('is all of int8 unless told otherwise', () => {
    expect([boundsOf({}), boundsOf({ lo: 0 }), boundsOf({ lo: 3, hi: 3 })]).toEqual([
      [-128, 127],
      [0, 127],
      [3, 3],
    ]);
  });

  it.each([{ lo: -129 }, { hi: 128 }, { lo: 5, hi: 4 }, { lo: 0.5 }, { hi: NaN }])('refuses %p', (bounds) => {
    expect(() => boundsOf(bounds)).toThrow(RangeError);
  });
});
