import { makeTensor } from '@openbpu/tensor';
import { nearness } from './compare';

const tensor = (...values: number[]) => makeTensor('float32', [values.length], Float32Array.from(values));

it('measures cosine, largest error and equal elements', () => {
  expect(nearness(tensor(3, 4), tensor(3, 4))).toEqual({ cosine: 1, error: 0, equal: 1 });
  expect(nearness(tensor(1, 0), tensor(0, 2))).toEqual({ cosine: 0, error: 2, equal: 0 });
  expect(nearness(tensor(0, 0), tensor(0, 0)).cosine).toBe(1);
});

it('does not overlook a NaN, an infinity or another size', () => {
  expect(nearness(tensor(1, NaN), tensor(1, 2)).error).toBe(Infinity);
  expect(nearness(tensor(1, NaN), tensor(1, NaN)).error).toBe(0);
  expect(nearness(tensor(1, -Infinity), tensor(1, -Infinity)).error).toBe(0);
  expect(nearness(tensor(1, -Infinity), tensor(1, 2)).error).toBe(Infinity);
  expect(nearness(tensor(1), tensor(1, 1)).error).toBe(Infinity);
});
