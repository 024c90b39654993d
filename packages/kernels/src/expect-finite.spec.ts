import { expectFinite } from './expect-finite';

describe('expectFinite', () => {
  it('accepts what a float32 holds', () => {
    expect(() => expectFinite('m', [0, -1, 3.4e38])).not.toThrow();
  });

  it.each([NaN, Infinity, -Infinity, 1e39])('refuses %p', (value) => {
    expect(() => expectFinite('m', [1, value])).toThrow(RangeError);
  });
});
