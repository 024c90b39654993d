import { normDivisor } from './norm-divisor';

const of = (...values: number[]) => ({
  count: values.length,
  sum: values.reduce((a, b) => a + b, 0),
  squares: values.reduce((a, b) => a + b * b, 0),
});

it('is the deviation from the mean', () => {
  expect(normDivisor('deviation', 'inside', of(1, 3, 5, 7), 4)).toEqual({ mean: 4, divisor: 3 });
  expect(normDivisor('deviation', 'added', of(1, 3), 4)).toEqual({ mean: 2, divisor: 5 });
});

it('is the root of the mean square, or of the sum of squares', () => {
  expect(normDivisor('root-mean-square', 'inside', of(3, -3), 7)).toEqual({ mean: 0, divisor: 4 });
  expect(normDivisor('euclidean', 'inside', of(3, 4), 0)).toEqual({ mean: 0, divisor: 5 });
  expect(normDivisor('euclidean', 'added', of(3, 4), 2)).toEqual({ mean: 0, divisor: 7 });
});

it('is no less than the least', () => {
  expect(normDivisor('euclidean', 'least', of(3, 4), 2)).toEqual({ mean: 0, divisor: 5 });
  expect(normDivisor('euclidean', 'least', of(3, 4), 6)).toEqual({ mean: 0, divisor: 6 });
});

it('takes no root of less than 0 where all are alike', () => {
  const same = new Array<number>(7).fill(-32768);
  same.push(-32767);
  for (const values of [same, same.slice(0, 7)]) {
    const { divisor } = normDivisor('deviation', 'inside', of(...values), 0);
    expect(divisor).toBeGreaterThanOrEqual(0);
  }
  expect(normDivisor('deviation', 'inside', of(0, 0), 0)).toEqual({ mean: 0, divisor: 0 });
});
