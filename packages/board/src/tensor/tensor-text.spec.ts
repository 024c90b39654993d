import { tensorText } from './tensor-text';

const values = [0, 1, 2, 3, 4, 5, 6, 7].map((value) => value / 8);

describe('tensorText', () => {
  it.each([
    [-1, 8],
    [2, 8],
    [9, 8],
    [1, 4],
    [0, 2],
  ])('ends lines at dimension %d', (axis, lines) => {
    const text = tensorText(values, [2, 2, 2], true, { precision: 1, axis });
    expect(text.split('\n')).toHaveLength(lines + 1);
    expect(text.split(/\s/).slice(0, 3)).toEqual(['0.0', '0.1', '0.3']);
  });

  it('has no decimals in integers, and as many as are asked for in others', () => {
    expect(tensorText([1, -2], [2], false, { precision: 3, axis: -1 })).toBe('1\n-2\n');
    expect(tensorText([1, -2], [2], true, { precision: 0, axis: -1 })).toBe('1\n-2\n');
    expect(tensorText([1.5, NaN, Infinity], [3], true, { precision: 3, axis: -1 })).toBe('1.500\nNaN\nInfinity\n');
    expect(tensorText([2n ** 60n], [1], false, { precision: 3, axis: -1 })).toBe('1152921504606846976\n');
  });

  it('is empty for nothing, and a line for one number', () => {
    expect(tensorText([], [0, 3], true, { precision: 1, axis: 0 })).toBe('');
    expect(tensorText([7], [], true, { precision: 1, axis: 0 })).toBe('7.0\n');
  });
});
