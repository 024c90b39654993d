import { float32 } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { L2Normalization } from './L2Normalization';

const x = float32([1, 2, 2], [3, 0, 4, 0]);

it('divides by the norm, which is epsilon at least', () => {
  expect(numbers(L2Normalization, { axes: [1], epsilon: 1e-12 }, [x])).toEqual([0.6, 0, 0.8, 0].map(Math.fround));
  expect(numbers(L2Normalization, { axes: [1], epsilon: 10 }, [x])).toEqual([0.3, 0, 0.4, 0].map(Math.fround));
  expect(numbers(L2Normalization, { axes: [1, 2], epsilon: 1e-12 }, [x])).toEqual([0.6, 0, 0.8, 0].map(Math.fround));
});

it('and multiplies by a scale', () => {
  const y = numbers(L2Normalization, { axes: [1] }, [x, float32([2, 1], [5, 10])]);
  expect(y).toEqual([3, 0, 8, 0]);
});

it('or to which, or to whose square, epsilon is added', () => {
  const inside = numbers(L2Normalization, { axes: [1], epsilon: 75, bound: 'inside' }, [x]);
  expect(inside).toEqual([0.3, 0, 0.4, 0].map(Math.fround));
  const y = numbers(L2Normalization, { axes: [1], epsilon: 5, bound: 'added' }, [x]);
  expect(y).toEqual([0.3, 0, 0.4, 0].map(Math.fround));
});
