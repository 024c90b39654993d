import { float32, int8, int64, makeTensor } from '@openbpu/tensor';
import { compareValues } from './compare-values';

const reals = (...values: number[]) => float32([values.length], values);

it('finds nothing where all values are equal, whatever they are', () => {
  const values = reals(0, -1.5, 3e38, Infinity, -Infinity, -0);
  expect(compareValues(values, reals(0, -1.5, 3e38, Infinity, -Infinity, 0), 15)).toEqual({
    miss: 0,
    diff: 0,
    nan: 0,
    nanInBoth: 0,
    mismatches: 0,
    total: 6,
    rate: 0,
    largest: 0,
  });
});

it.each([
  [5, 0.00001, 1],
  [5, 0.0000099, 0],
  [4, 0.00001, 0],
  [3, 0.001, 1],
  [0, 0.999, 0],
  [0, 1, 1],
  [15, 1e-15, 1],
])('with %i digits, a difference of %f is %i mismatches', (digits, difference, count) => {
  const pair = [0, -difference].map((value) => makeTensor('float64', [1], Float64Array.of(value)));
  expect(compareValues(pair[0], pair[1], digits)).toMatchObject({
    diff: count,
    mismatches: count,
    largest: difference,
  });
  expect(compareValues(pair[1], pair[0], digits).diff).toBe(count);
});

it('counts differences, NaN on either side or both, and what only one has', () => {
  const found = compareValues(reals(1, NaN, 3, NaN, 5, 6, 7), reals(1, 2, NaN, NaN, 5.5), 5);
  expect(found).toEqual({
    miss: 2,
    diff: 1,
    nan: 3,
    nanInBoth: 1,
    mismatches: 6,
    total: 7,
    rate: 6 / 7,
    largest: 0.5,
    first: 1,
  });
  expect(compareValues(reals(1), reals(1, 2, 3), 5)).toMatchObject({ miss: 2, total: 3, first: 1 });
});

it('counts infinities of two signs, or beside a number', () => {
  const found = compareValues(reals(Infinity, -Infinity, 1), reals(-Infinity, 1, 1), 5);
  expect(found).toMatchObject({ diff: 2, nan: 0, largest: Infinity, first: 0 });
});

it('tells the largest difference of all, agreed or not', () => {
  expect(compareValues(reals(1, 2, 3), reals(1.25, 2, 3), 0)).toMatchObject({ mismatches: 0, largest: 0.25 });
  expect(compareValues(reals(1, 2, 9), reals(1, 5, 8), 0)).toMatchObject({ diff: 2, largest: 3, first: 1 });
});

it('compares whole numbers exactly, those of 64 bits too', () => {
  expect(compareValues(int8([3], [1, 2, -128]), int8([3], [1, 3, 127]), 0)).toMatchObject({ diff: 2, largest: 255 });
  const big = (...values: bigint[]) => makeTensor('int64', [values.length], BigInt64Array.from(values));
  expect(compareValues(big(2n ** 53n, 5n), big(2n ** 53n + 1n, 5n), 0)).toMatchObject({
    diff: 1,
    largest: 1,
    first: 0,
  });
  expect(compareValues(int64([1], [3]), reals(3), 5).mismatches).toBe(0);
});

it('reads halves as numbers', () => {
  const half = (...bits: number[]) => makeTensor('float16', [bits.length], Uint16Array.from(bits));
  expect(compareValues(half(0x3c00, 0x7e00), half(0x3c01, 0x3c00), 5)).toMatchObject({ diff: 1, nan: 1, nanInBoth: 0 });
  expect(compareValues(half(0x7e00), half(0xfe01), 5)).toMatchObject({ nan: 1, nanInBoth: 1 });
  expect(compareValues(half(0x3c00), half(0x3c01), 3).mismatches).toBe(0);
});

it('takes empty tensors', () => {
  expect(compareValues(reals(), reals(), 5)).toEqual(expect.objectContaining({ total: 0, rate: 0, mismatches: 0 }));
});
