import { float32, tensorType } from '@openbpu/tensor';
import { numbers } from '../ops.fixture';
import { RMSNormalization } from './RMSNormalization';

it('divides by the root of the mean square and leaves the mean where it is', () => {
  const x = float32([1, 2], [1, 7]);
  expect(numbers(RMSNormalization, { axes: [1], epsilon: 0 }, [x])).toEqual([1 / 5, 7 / 5].map(Math.fround));
  expect(numbers(RMSNormalization, { axes: [0], epsilon: 0 }, [x])).toEqual([1, 1]);
});

it('adds epsilon to the mean square: zeros stay', () => {
  expect(numbers(RMSNormalization, { axes: [1] }, [float32([1, 2], [0, 0])])).toEqual([0, 0]);
  const x = float32([1, 2], [-1, 1]);
  expect(numbers(RMSNormalization, { axes: [1], epsilon: 3 }, [x])).toEqual([-0.5, 0.5]);
  expect(numbers(RMSNormalization, { axes: [1], epsilon: 3, bound: 'added' }, [x])).toEqual([-0.25, 0.25]);
});

it('broadcasts the scale, and refuses one that makes it larger', () => {
  const scaled = numbers(RMSNormalization, { axes: [1], epsilon: 0 }, [float32([1, 2], [1, 1]), float32([2], [3, 4])]);
  expect(scaled).toEqual([3, 4]);
  expect(() =>
    RMSNormalization.infer([tensorType('float32', [1, 2]), tensorType('float32', [3, 2])], {
      axes: [1],
      epsilon: 0,
      bound: 'inside',
    }),
  ).toThrow(RangeError);
});
