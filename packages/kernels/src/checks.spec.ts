import { boundsOf, expectEqual, expectFinite } from './checks';

describe('expect-equal', () => {
  it('expectEqual throws with both values', () => {
    expect(() => expectEqual('things', 2, 2)).not.toThrow();
    expect(() => expectEqual('things', 2, 3)).toThrow(new RangeError('things: 2 instead of 3'));
  });
});

describe('expectFinite', () => {
  it('accepts what a float32 holds', () => {
    expect(() => expectFinite('m', [0, -1, 3.4e38])).not.toThrow();
  });

  it.each([NaN, Infinity, -Infinity, 1e39])('refuses %p', (value) => {
    expect(() => expectFinite('m', [1, value])).toThrow(RangeError);
  });
});

describe('boundsOf', () => {
  it('is all of int8 unless told otherwise', () => {
    expect([boundsOf({}), boundsOf({ lo: 0 }), boundsOf({ lo: 3, hi: 3 })]).toEqual([
      { lo: -128, hi: 127 },
      { lo: 0, hi: 127 },
      { lo: 3, hi: 3 },
    ]);
  });

  it('is all of int16 for an int16 result', () => {
    expect(boundsOf({}, 'int16')).toEqual({ lo: -32768, hi: 32767 });
    expect(boundsOf({ lo: -129 }, 'int16')).toEqual({ lo: -129, hi: 32767 });
    expect(() => boundsOf({ hi: 32768 }, 'int16')).toThrow(new RangeError('[-32768, 32768] is not a range of int16'));
  });

  it.each([{ lo: -129 }, { hi: 128 }, { lo: 5, hi: 4 }, { lo: 0.5 }, { hi: NaN }])('refuses %p', (bounds) => {
    expect(() => boundsOf(bounds)).toThrow(RangeError);
  });
});
